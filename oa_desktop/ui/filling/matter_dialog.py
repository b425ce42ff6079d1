"""The form of an internal matter (内部事项): which one it is, and what stands in its fields."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.matters import Matter
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.changes import Changed
from oa_desktop.office.matter_fields import field_rows, values_of
from oa_desktop.ui.acting.field_editors import FieldEditor, editor_of
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.workplace import Workplace

_ACROSS = 40
"""Characters across."""
_EDGE = 60
"""Pixels of the window that are seen around it."""


class MatterDialog(Dialog):
    """Asks which matter, and for its fields; what lacks is only asked for when it is sent on (送审).

    Signals:
        begun: A matter was begun (``DossierId``).
        told: What was done, in words (``str``).
    """

    begun = Signal(object)
    told = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget, document: DossierId | None = None) -> None:
        title = _("内部事项") if document is None else _("改填内部事项")
        super().__init__("matter", title, parent, topic="窗口.md#内部事项")
        self._workplace, self._document, self._over = workplace, document, parent
        self._editors: dict[str, FieldEditor] = {}
        self._typed: dict[str, str] = {}
        self.kinds = QComboBox(self)
        self.kinds.setObjectName("matter-kind")
        self.kinds.setAccessibleName(_("事项"))
        self.kinds.setAccessibleDescription(_("填哪一种事项"))
        self._scrolling = QScrollArea(self)
        self._said = QLabel(self)
        self._lay_out()
        self._fetch()

    @property
    def matter(self) -> Matter:
        """The blank that is filled in."""
        found: Matter = self.kinds.currentData()
        return found

    def values(self) -> dict[str, str]:
        """Return what stands in the fields."""
        return values_of({name: editor.value() for name, editor in self._editors.items()})

    def _lay_out(self) -> None:
        self._scrolling.setWidgetResizable(True)
        self._scrolling.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scrolling.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scrolling.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._said.setWordWrap(True)
        self._said.setObjectName("matter-said")
        self._said.hide()
        column = QVBoxLayout(self)
        column.addWidget(self.kinds)
        column.addWidget(self._scrolling, 1)
        column.addWidget(self._said)
        column.addLayout(self._buttons())
        room, letter = self._over.window().size(), self.fontMetrics()
        wide = letter.horizontalAdvance("公") * _ACROSS
        self.resize(min(wide, room.width() - _EDGE), min(30 * letter.lineSpacing(), room.height() - _EDGE))

    def _buttons(self) -> QHBoxLayout:
        self._keep = QPushButton(_("拟稿") if self._document is None else _("改好"), self)
        cancel = QPushButton(_("不填了"), self)
        self._keep.setObjectName("agree")
        self._keep.setAutoDefault(False)  # Enter in a line begins no document
        give_tone(self._keep, "main")
        self._keep.clicked.connect(self._hand_in)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._keep)
        row.addWidget(cancel)
        return row

    # --- what stands there ---------------------------------------------------------------------------------------

    def _fetch(self) -> None:
        document = self._document
        if document is None:
            self._offer(tuple(self._workplace.session.matters.known.values()), {})
            return
        self._workplace.read(
            lambda session: (session.matters.blank(document), session.matters.values(document)),
            self,
            lambda found: self._offer((found[0],), found[1]),
        )

    def _offer(self, matters: tuple[Matter, ...], values: Mapping[str, str]) -> None:
        for one in matters:
            self.kinds.addItem(one.name, one)
        self.kinds.setEnabled(len(matters) > 1)
        self._ask(values)
        self.kinds.currentIndexChanged.connect(lambda _place: self._change())

    def _change(self) -> None:
        """Ask for the fields of another blank; what was typed in fields of the same name stays."""
        self._typed |= self.values()
        self._ask(self._typed)

    def _ask(self, values: Mapping[str, str]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        person = "" if self._document else self._workplace.standing.name
        rows = tuple(field_rows(self.matter, values, person=person))
        self._editors = {row.name: editor_of(row) for row in rows}
        for row in rows:
            form.addRow(row.label, self._editors[row.name].widget)
        column.addLayout(form)
        column.addStretch(1)
        self._scrolling.setWidget(inside)

    # --- handing in ----------------------------------------------------------------------------------------------

    def _hand_in(self) -> None:
        matter, values, document = self.matter, self.values(), self._document
        self._keep.setEnabled(False)
        self._workplace.perform(
            lambda session: (
                session.matters.begun(matter, values) if document is None else session.matters.revised(document, values)
            ),
            self,
            self._end,
            self._refuse,
        )

    def _end(self, changed: Changed) -> None:
        self.begun.emit(changed.dossiers[0])
        self.told.emit(_("已存好：{name}。请看清以后送审。").format(name=self.matter.name))
        self.accept()

    def _refuse(self, error: Exception) -> None:
        """Say what hinders it; nothing that was typed is lost."""
        self._keep.setEnabled(True)
        if not isinstance(error, OfficeError):
            self._workplace.problem.emit(error)
            return
        text = say(error.code, error.params)
        give_tone(self._said, "danger")
        self._said.setText(text.what + text.do)
        self._said.show()
