"""Fields that an act asks for (办理要填的项), drawn by their sort."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from oa_desktop.i18n import _
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.ui.acting.people_editor import PeopleEditor
from oa_desktop.ui.acting.roll_call import RollCall
from oa_desktop.ui.acting.some_editor import SomeEditor
from oa_desktop.ui.completing import NameCompleter, NamesInText
from oa_desktop.ui.entering.new_password import NewPassword
from oa_desktop.ui.entering.password_line import PasswordLine
from oa_desktop.ui.file_dialog import FileDialog
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
        self.widget.setCursorPosition(0)
        if field.options:
            self.widget.setCompleter(NameCompleter((name for name, _words in field.options), self.widget))

    def value(self) -> str:
        return self.widget.text().strip()


class _Number:
    def __init__(self, field: FieldRow) -> None:
        self.widget = QSpinBox()
        self.widget.setRange(0, _MOST)
        for _least, words in field.options:
            self.widget.setSpecialValueText(words)
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
        self._names = NamesInText((words for _value, words in field.options), self.widget)

    def value(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.widget.toPlainText().split("\n"))
        return tuple(line for line in lines if line)


class _Flag:
    def __init__(self, field: FieldRow) -> None:
        self.widget = QCheckBox(field.label)
        self.widget.setChecked(field.usual == "1")

    def value(self) -> bool:
        return self.widget.isChecked()


class _Day:
    """A day, or none while its tick is off."""

    def __init__(self, field: FieldRow) -> None:
        self.widget = QWidget()
        self._limited = QCheckBox(field.options[0][1] if field.options else _("要限期"))
        self._day = QDateEdit(QDate.fromString(field.usual, "yyyy-MM-dd") if field.usual else QDate.currentDate())
        self._day.setDisplayFormat("yyyy年M月d日")
        self._day.setCalendarPopup(True)
        self._day.setAccessibleName(field.label)
        self._day.setEnabled(bool(field.usual))
        self._limited.setChecked(bool(field.usual))
        self._limited.toggled.connect(self._day.setEnabled)
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._limited)
        row.addWidget(self._day, 1)

    def value(self) -> str:
        return self._day.date().toString("yyyy-MM-dd") if self._limited.isChecked() else ""


class _People:
    def __init__(self, field: FieldRow) -> None:
        self.widget = PeopleEditor(field)

    def value(self) -> tuple[str, ...]:
        return self.widget.value()


class _Person:
    def __init__(self, field: FieldRow) -> None:
        self.widget = PeopleEditor(field, single=True)

    def value(self) -> str:
        return next(iter(self.widget.value()), "")


class _Some:
    def __init__(self, field: FieldRow) -> None:
        self.widget = SomeEditor(field)

    def value(self) -> tuple[str, ...]:
        return self.widget.value()


class _RollCall:
    def __init__(self, field: FieldRow) -> None:
        self.widget = RollCall(field)

    def value(self) -> tuple[str, ...]:
        return self.widget.value()


class _File:
    """A file, chosen or typed."""

    def __init__(self, field: FieldRow) -> None:
        self.widget = QWidget()
        self._path = QLineEdit(field.usual)
        self._path.setAccessibleName(field.label)
        self._path.setPlaceholderText(_("选一个文件"))
        choose = QPushButton(_("选择(&F)…"))
        choose.setObjectName("choose-file")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._path, 1)
        row.addWidget(choose)
        self.widget.setFocusProxy(self._path)

    def _choose(self) -> None:
        dialog = FileDialog(_("选一个文件"), self.widget)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("选定"))
        dialog.fileSelected.connect(self._path.setText)
        dialog.open()

    def value(self) -> Path:
        return Path(self._path.text().strip())


class _Hidden:
    def __init__(self, field: FieldRow) -> None:
        self.widget = PasswordLine(field.name, field.label)

    def value(self) -> str:
        return self.widget.text()


class _NewHidden:
    def __init__(self, _field: FieldRow) -> None:
        self.widget = NewPassword()

    def value(self) -> str:
        return self.widget.password


_EDITORS: Mapping[FieldSort, Callable[[FieldRow], FieldEditor]] = {
    FieldSort.TEXT: _Text,
    FieldSort.NUMBER: _Number,
    FieldSort.DATE: _Date,
    FieldSort.CHOICE: _Choice,
    FieldSort.LINES: _Lines,
    FieldSort.FLAG: _Flag,
    FieldSort.DAY: _Day,
    FieldSort.PERSON: _Person,
    FieldSort.PEOPLE: _People,
    FieldSort.FILE: _File,
    FieldSort.SOME: _Some,
    FieldSort.ROLL_CALL: _RollCall,
    FieldSort.HIDDEN: _Hidden,
    FieldSort.NEW_HIDDEN: _NewHidden,
}


def editor_of(field: FieldRow) -> FieldEditor:
    """Return a control for a field, with what usually stands there."""
    editor = _EDITORS[field.sort](field)
    editor.widget.setObjectName(field.name)
    editor.widget.setAccessibleName(field.label)
    return editor
