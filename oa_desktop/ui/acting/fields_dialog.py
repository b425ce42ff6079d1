"""Asking for some fields (填写): one below the other, and a button that says what is done with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.ui.acting.field_editors import editor_of
from oa_desktop.ui.acting.firm_button import FirmButton
from oa_desktop.ui.look.small_dialogs import advice
from oa_desktop.ui.look.snug import SnugDialog
from oa_desktop.ui.look.tones import give_tone

_ACROSS = 26
"""Chinese characters that such a dialog has across at the least."""


class FieldsDialog(SnugDialog):
    """Asks for fields; it stays until whoever opened it accepts it, so that what was typed is not lost.

    Signals:
        agreed: What was filled in, by the names of the fields (``dict``).
    """

    agreed = Signal(object)

    def __init__(
        self, name: str, title: str, fields: Sequence[FieldRow], parent: QWidget, *, topic: str, leave: str
    ) -> None:
        """Begin it.

        Args:
            name: By which tests find it.
            title: What stands above it, and on the button that agrees.
            fields: What is asked.
            parent: What it lies over.
            topic: The page of the help that F1 opens.
            leave: What stands on the button that leaves everything as it is.
        """
        super().__init__(name, title, parent, topic=topic, characters=_ACROSS)
        self._editors = {field.name: editor_of(field) for field in fields}
        self._asked = QFormLayout()
        self._asked.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._advice = advice("", self)
        self._advice.setObjectName("advice")
        self._advice.hide()
        for field in fields:
            self._put(field, self._editors[field.name].widget)
        column = QVBoxLayout(self)
        column.addWidget(self._advice)
        column.addLayout(self._asked)
        column.addWidget(self._buttons(title, leave))

    def _put(self, field: FieldRow, widget: QWidget) -> None:
        """Put a field below the others; one with words of its own goes all across."""
        if field.sort is FieldSort.NEW_HIDDEN:
            self._asked.addRow(QLabel(field.label, self))
            self._asked.addRow(widget)
        elif field.sort is FieldSort.FLAG:
            self._asked.addRow(widget)
        else:
            self._asked.addRow(field.label, widget)

    def say(self, words: str) -> None:
        """Put a quiet sentence above the fields."""
        self._advice.setText(words)
        self._advice.show()

    def put_first(self, label: str, words: str) -> None:
        """Put a line above the fields that nobody fills in."""
        self._asked.insertRow(0, label, QLabel(words, self))

    def _buttons(self, title: str, leave: str) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        agree = FirmButton(title, buttons)
        agree.setObjectName("agree")
        agree.setAutoDefault(False)
        give_tone(agree, "main")
        agree.clicked.connect(self._agree)
        buttons.addButton(agree, QDialogButtonBox.ButtonRole.ActionRole)
        button = buttons.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
        button.setAutoDefault(False)
        button.clicked.connect(self.reject)
        return buttons

    def _agree(self) -> None:
        said: dict[str, Any] = {name: editor.value() for name, editor in self._editors.items()}
        self.agreed.emit(said)
