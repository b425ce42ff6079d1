"""What an act on numbers asks for (登记文号要填的项): which numbers, why, and of a paper what it is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.queries import NumberActRow
from oa_desktop.ui.acting.act_topics import act_topic
from oa_desktop.ui.acting.field_editors import editor_of
from oa_desktop.ui.acting.firm_button import FirmButton
from oa_desktop.ui.look.snug import SnugDialog
from oa_desktop.ui.look.tones import give_tone

_ACROSS = 26
"""Chinese characters that the dialog has across at the least."""


class NumberActDialog(SnugDialog):
    """Asks for the fields of one act on a register.

    Signals:
        agreed: Its fields, as the action takes them (``dict``).
    """

    agreed = Signal(object)

    def __init__(self, row: NumberActRow, start: str, parent: QWidget) -> None:
        super().__init__(f"ask-{row.kind}", row.term, parent, topic=act_topic(row.term), characters=_ACROSS)
        self._editors = {field.name: editor_of(field) for field in row.fields}
        asked = QFormLayout()
        asked.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        asked.addRow(_("文号"), QLabel(_("{start}……号").format(start=start), self))
        for field in row.fields:
            asked.addRow(field.label, self._editors[field.name].widget)
        column = QVBoxLayout(self)
        column.addLayout(asked)
        column.addWidget(self._buttons(row.term))

    def _buttons(self, term: str) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        agree = FirmButton(term, buttons)
        agree.setObjectName("agree")
        agree.setAutoDefault(False)
        give_tone(agree, "main")
        agree.clicked.connect(self._agree)
        buttons.addButton(agree, QDialogButtonBox.ButtonRole.ActionRole)
        leave = buttons.addButton(_("暂不登记"), QDialogButtonBox.ButtonRole.RejectRole)
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        return buttons

    def _agree(self) -> None:
        said: dict[str, Any] = {name: editor.value() for name, editor in self._editors.items()}
        self.agreed.emit(said)
