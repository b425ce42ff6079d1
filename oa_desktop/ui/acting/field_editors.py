"""Fields that an act asks for (办理要填的项), drawn by their sort."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QSpinBox, QWidget

from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.ui.growing_text import GrowingText

_MOST = 1_000_000
_FEWEST_LINES, _MOST_LINES = 3, 8


class FieldEditor(Protocol):
    """A control for one field, and what stands in it as the action takes it."""

    @property
    def widget(self) -> QWidget:
        """The control."""

    def value(self) -> Any:
        """Return what stands there."""


class _Text:
    def __init__(self, field: FieldRow) -> None:
        self.widget = QLineEdit(field.usual)

    def value(self) -> str:
        return self.widget.text().strip()


class _Number:
    def __init__(self, field: FieldRow) -> None:
        self.widget = QSpinBox()
        self.widget.setRange(0, _MOST)
        self.widget.setValue(min(_MOST, int(field.usual or 0)))

    def value(self) -> int:
        return self.widget.value()


class _Date:
    def __init__(self, field: FieldRow) -> None:
        self.widget = QDateEdit(QDate.fromString(field.usual, "yyyy-MM-dd"))
        self.widget.setDisplayFormat("yyyy年M月d日")
        self.widget.setCalendarPopup(True)

    def value(self) -> str:
        return self.widget.date().toString("yyyy-MM-dd")


class _Choice:
    def __init__(self, field: FieldRow) -> None:
        self.widget = QComboBox()
        for value, words in field.options:
            self.widget.addItem(words, value)
        self.widget.setCurrentIndex(max(0, self.widget.findData(field.usual)))

    def value(self) -> str:
        return str(self.widget.currentData() or "")


class _Lines:
    def __init__(self, field: FieldRow) -> None:
        self.widget = GrowingText(_FEWEST_LINES, _MOST_LINES)
        self.widget.setPlainText(field.usual)

    def value(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.widget.toPlainText().split("\n"))
        return tuple(line for line in lines if line)


_EDITORS: Mapping[FieldSort, Callable[[FieldRow], FieldEditor]] = {
    FieldSort.TEXT: _Text,
    FieldSort.NUMBER: _Number,
    FieldSort.DATE: _Date,
    FieldSort.CHOICE: _Choice,
    FieldSort.LINES: _Lines,
}


def editor_of(field: FieldRow) -> FieldEditor:
    """Return a control for a field, with what usually stands there."""
    editor = _EDITORS[field.sort](field)
    editor.widget.setObjectName(field.name)
    editor.widget.setAccessibleName(field.label)
    return editor
