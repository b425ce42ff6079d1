"""The fields of one part of an exercise (编场景的表单), drawn as the schema names them."""

from __future__ import annotations

import re
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QScrollArea, QVBoxLayout, QWidget

from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.training.authoring import Blank, Draft, Section
from oa_desktop.ui.acting.field_editors import FieldEditor, editor_of
from oa_desktop.ui.completing import NamesInText
from oa_desktop.ui.growing_text import GrowingText

_NARROW = 32
"""Chinese characters across below which labels stand above their fields."""
_FEWEST, _MOST = 2, 16
"""Lines of a text."""
_WRAPPED = {True: QFormLayout.RowWrapPolicy.WrapAllRows, False: QFormLayout.RowWrapPolicy.WrapLongRows}
_BETWEEN_LINES = re.compile(r"\n")


class PartForm(QScrollArea):
    """The fields of the part that is chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._editors: list[tuple[Blank, FieldEditor]] = []

    def show_part(self, section: Section, wide: int, behind: QWidget) -> None:
        """Show a part.

        Args:
            section: The part.
            wide: Pixels that there are for it.
            behind: What the Tab key goes on from into its fields.
        """
        fields, form = QWidget(), QFormLayout()
        form.setRowWrapPolicy(_WRAPPED[wide < self.fontMetrics().horizontalAdvance("公") * _NARROW])
        self._editors = [(one, _editor(one)) for one in section.blanks]
        for blank, editor in self._editors:
            editor.widget.setObjectName(f"blank-{blank.row.name}")
            editor.widget.setAccessibleName(blank.row.label)
            form.addRow(blank.row.label, editor.widget)
        column = QVBoxLayout(fields)
        column.addLayout(form)
        column.addStretch(1)
        self.setWidget(fields)
        for before, after in pairwise((behind, *(one.widget for _blank, one in self._editors))):
            QWidget.setTabOrder(before, after)

    def put_into(self, draft: Draft) -> Draft:
        """Return a draft with what is typed here; the same one where nothing was changed."""
        for blank, editor in self._editors:
            if (typed := editor.value()) != (draft.at(blank.where) or type(typed)()):
                draft = draft.put(blank.where, typed)
        return draft


class _Whole:
    """A text with all that stands between its lines."""

    def __init__(self, words: str) -> None:
        self.widget = GrowingText(_FEWEST, _MOST)
        self.widget.setPlainText(words)

    def value(self) -> str:
        return self.widget.toPlainText()


class _Named:
    """Several of what is offered, a line each, by their words; what is known by no words stays as it is written."""

    def __init__(self, row: FieldRow) -> None:
        words = dict(row.options)
        held = row.usual.splitlines()
        self._meant = {said: value for value, said in row.options} | {words.get(one, one): one for one in held}
        self.widget = GrowingText(_FEWEST, _MOST)
        self.widget.setPlainText("\n".join(words.get(one, one) for one in held))
        self._names = NamesInText(self._meant, self.widget, between=_BETWEEN_LINES, first_chosen=False)

    def value(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.widget.toPlainText().split("\n"))
        return tuple(self._meant.get(line, line) for line in lines if line)


def _editor(blank: Blank) -> FieldEditor:
    if blank.whole:
        return _Whole(blank.row.usual)
    named = blank.row.sort is FieldSort.LINES and blank.row.options
    return _Named(blank.row) if named else editor_of(blank.row)
