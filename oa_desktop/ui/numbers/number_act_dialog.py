"""What an act on numbers asks for (登记文号要填的项): which numbers, why, and of a paper what it is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from oa_desktop.i18n import _
from oa_desktop.office.queries import NumberActRow
from oa_desktop.ui.acting.act_topics import act_topic
from oa_desktop.ui.acting.fields_dialog import FieldsDialog


class NumberActDialog(FieldsDialog):
    """Asks for the fields of one act on a register."""

    def __init__(self, row: NumberActRow, start: str, parent: QWidget) -> None:
        super().__init__(
            f"ask-{row.kind}", row.term, row.fields, parent, topic=act_topic(row.term), leave=_("暂不登记")
        )
        self.put_first(_("文号"), _("{start}……号").format(start=start))
