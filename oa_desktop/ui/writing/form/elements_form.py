"""The form of the elements (要素表): what a document of this kind commonly has, and what is not yet right beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QGroupBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.kinds import Direction, DocumentKind, kind_of_title, page_format
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.texts.element_names import FIELDS
from oa_desktop.domain.units.addressees import UsualAddressees
from oa_desktop.i18n import _
from oa_desktop.ui.inspecting.finding_lines import TONES
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.writing.form.editors import ElementEditor
from oa_desktop.ui.writing.form.elements import ELEMENTS, ElementField, Group
from oa_desktop.ui.writing.form.kind_words import KIND_WORDS
from oa_desktop.ui.writing.undo.journal import Place

_OF_ORGANS = ("issuing_organs", "signatories", "printed_by")
_TO_ORGANS = ("recipients", "copied_to")
_MISSING = frozenset({"element.missing", "kind.unknown"})
"""Rules that say of an empty field that it is still empty: nobody is blamed for what is yet to be written."""


class ElementsForm(QScrollArea):
    """All elements but the body.

    Signals:
        changed: The user has changed an element.
        shown: The elements of another manuscript stand here.
        kind_chosen: The user has made it a paper of another kind (``DocumentKind``, or None).
    """

    changed = Signal()
    shown = Signal()
    kind_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editors = {field.name: ElementEditor(field) for field in ELEMENTS}
        self._said = {field.name: _remark() for field in ELEMENTS}
        self._layouts: dict[Group, QFormLayout] = {}
        self._boxes: dict[Group, QGroupBox] = {}
        self._hidden: set[str] = set()
        self._kind_says = _remark()
        self._kind_says.setObjectName("kind-says")
        self._kind_says.setProperty("tone", "faint")
        self._of_kind: DocumentKind | None = None
        self._addressees = UsualAddressees()
        self._showing = False
        self.setWidgetResizable(True)
        self.setWidget(self._all())
        self.setAccessibleName(_("公文要素"))
        self._say_of(None)
        for editor in self._editors.values():
            editor.changed.connect(lambda *_told: self._tell())

    def _all(self) -> QWidget:
        inside = QWidget(self.viewport())
        column = QVBoxLayout(inside)
        for group in Group:
            self._boxes[group] = QGroupBox(_(group.value), inside)
            self._layouts[group] = QFormLayout(self._boxes[group])
            self._layouts[group].setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
            column.addWidget(self._boxes[group])
        for field in ELEMENTS:
            self._layouts[field.group].addRow(_(field.label), self._with_remark(field))
        column.addStretch(1)
        return inside

    def _with_remark(self, field: ElementField) -> QWidget:
        both = QWidget(self._boxes[field.group])
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._with_beside(self._editors[field.name]))
        if field.name == "kind":
            column.addWidget(self._kind_says)
        column.addWidget(self._said[field.name])
        return both

    def _with_beside(self, editor: ElementEditor) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(editor.widget, 1)
        if editor.beside is not None:
            row.addWidget(editor.beside, 0, Qt.AlignmentFlag.AlignTop)
        return row

    # --- what stands in it ---------------------------------------------------------------------------------------

    def show_manuscript(self, manuscript: Manuscript) -> None:
        """Show the elements of a manuscript."""
        self._showing = True
        for name, editor in self._editors.items():
            editor.show(getattr(manuscript, name))
        self._showing = False
        self._fit()
        self.shown.emit()

    def fill(self, manuscript: Manuscript) -> Manuscript:
        """Return a manuscript with the elements as they stand here."""
        values: dict[str, Any] = {name: editor.value() for name, editor in self._editors.items()}
        return replace(manuscript, **values)

    def take(self, manuscript: Manuscript) -> None:
        """Write the elements of a manuscript where they differ from what stands here."""
        for name, editor in self._editors.items():
            if editor.value() != getattr(manuscript, name):
                editor.show(getattr(manuscript, name))

    def suggest(self, name: str, words: Iterable[str]) -> None:
        """Offer words for an element while somebody types."""
        self._editors[name].suggest(tuple(words))

    def offer(self, organs: tuple[str, ...], marks: tuple[str, ...], addressees: UsualAddressees) -> None:
        """Offer the unit's organs, the classifications that it may hold, and to whom papers usually go."""
        for element in _OF_ORGANS:
            self.suggest(element, organs)
        self.suggest("classification", marks)
        self.suggest("copied_to", addressees.copied)
        for element in _TO_ORGANS:
            self._editors[element].complete(addressees.names)
        self._addressees = addressees
        self._say_of(self._of_kind)

    def go_to(self, name: str) -> None:
        """Put the cursor into an element."""
        self._editors[name].widget.setFocus()

    def places(self) -> Iterator[Place]:
        """Yield where something can be undone."""
        return (editor.place() for editor in self._editors.values())

    def control(self, label: str) -> QWidget | None:
        """Return the control for an element by its name in the standard; None for what is no element of the form."""
        editor = self._editors.get(FIELDS.get(label, ""))
        return editor.widget if editor is not None else None

    def show_words(self, label: str, place: int, start: int, end: int) -> None:
        """Select words of an element by its name in the standard; of a list of names in the one counted from 1."""
        editor = self._editors.get(FIELDS.get(label, ""))
        if editor is not None:
            editor.select(place, start, end)

    def remark(self, findings: Iterable[tuple[Finding, str]]) -> None:
        """Say beside each element what was found there; nothing is ever refused for it."""
        by_element: dict[str, tuple[str, str]] = {}
        for finding, words in findings:
            by_element.setdefault(FIELDS.get(finding.place.name, ""), (_tone(finding), words))
        for field in ELEMENTS:
            tone, words = by_element.get(field.name, ("faint", ""))
            _say(self._said[field.name], words, tone)

    def _tell(self) -> None:
        if not self._showing:
            before = self._of_kind
            self._fit()
            self.changed.emit()
            if self._of_kind is not before:
                self.kind_chosen.emit(self._of_kind)

    def _fit(self) -> None:
        """Show what a document of this kind commonly has, and whatever is filled in."""
        kind = self._kind()
        chosen = page_format(str(self._editors["page_format"].value()), kind)
        for field in ELEMENTS:
            self._show_row(field, shown=field.belongs_to(kind, chosen) or bool(self._editors[field.name].value()))
        if kind is not self._of_kind:
            self._say_of(kind)

    def _show_row(self, field: ElementField, *, shown: bool) -> None:
        """Show or hide a row; one that stands as it should costs nothing."""
        if shown == (field.name in self._hidden):
            self._layouts[field.group].setRowVisible(self._row(field), shown)
            self._hidden ^= {field.name}

    def _say_of(self, kind: DocumentKind | None) -> None:
        """Say what a kind is for, and offer the groups that it usually goes to."""
        self._of_kind = kind
        self._kind_says.setText(str(KIND_WORDS[kind]) if kind else "")
        self._kind_says.setVisible(kind is not None)
        direction = kind.usual_direction if kind else Direction.DOWNWARD
        self.suggest("recipients", self._addressees.main.get(direction, ()))

    def _row(self, field: ElementField) -> int:
        return [one.name for one in ELEMENTS if one.group is field.group].index(field.name)

    def _kind(self) -> DocumentKind | None:
        stated = str(self._editors["kind"].value()).strip()
        named = next((kind for kind in DocumentKind if kind.value == stated), None)
        return named or kind_of_title(str(self._editors["title"].value()))


def _tone(finding: Finding) -> str:
    return "faint" if finding.rule in _MISSING else TONES[finding.severity]


def _remark() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.hide()
    return label


def _say(label: QLabel, words: str, tone: str) -> None:
    if label.text() == words and label.property("tone") == tone:
        return
    label.setText(words)
    label.setVisible(bool(words))
    give_tone(label, tone)
