"""鉴定销毁 in the window: the 销毁清册, who had which part in each, and what may be done with them next."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from oa_desktop.i18n import _
from oa_desktop.office.archiving.books import Wanted
from oa_desktop.office.archiving.disposal_acts import ACTS, may_destroy
from oa_desktop.office.archiving.disposal_book import TITLE, DisposalLine
from oa_desktop.ui.archiving.destroy_dialog import DestroyDialog
from oa_desktop.ui.ledgers.ledger_dialog import LedgerDialog, Shown
from oa_desktop.ui.workplace import Workplace

_EMPTY = "还没有销毁清册。保管期限到了的，由归档的人在“办理”里拟订；签发的人批准、两个人监销以后才能销毁。"


def _mark(line: DisposalLine) -> str:
    return "check" if line.is_over else "hourglass"


def disposal_dialog(workplace: Workplace, parent: QWidget) -> LedgerDialog:
    """Return the lists that the person may know all items of."""
    destroys = may_destroy(workplace.session)
    shown = Shown(
        title=TITLE,
        read=lambda session: session.archive.keeping.disposal_book(),
        acts=ACTS,
        mark=_mark,
        empty=_EMPTY,
        opens="销毁…",
        can_open=lambda line: destroys and line.waits,
    )
    topic = "归档.md#鉴定和销毁"
    dialog = LedgerDialog("disposal", _("鉴定销毁"), (shown,), workplace, parent, topic=topic)
    dialog.meant.connect(lambda line: _open(workplace, line, dialog) if shown.can_open(line) else None)
    return dialog


def _open(workplace: Workplace, line: DisposalLine, dialog: LedgerDialog) -> None:
    destroying = DestroyDialog(workplace, line, dialog)
    destroying.told.connect(dialog.told)
    destroying.told.connect(lambda _said: dialog.fetch())
    destroying.open()


def wanted_of(dialog: LedgerDialog) -> Wanted:
    """Return which list is printed or kept: the chosen one, or the first."""
    line = dialog.lines.record or dialog.lines.shown[0].record
    return Wanted(register=line.register, disposal=line.disposal)
