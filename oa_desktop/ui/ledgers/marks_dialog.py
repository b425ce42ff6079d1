"""定密登记 in the window: what was decided on marks, what the unit may classify, and what was kept out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.secrecy.book import BOOK, POWER, REFUSED
from oa_desktop.office.secrecy.classified import SOON
from oa_desktop.office.secrecy.offered import MARK_ACTS, POWER_ACTS
from oa_desktop.ui.leaving.papers import Papers
from oa_desktop.ui.leaving.to_printer import Matter
from oa_desktop.ui.ledgers.ledger_dialog import LedgerDialog, Shown
from oa_desktop.ui.workplace import Workplace


def _mark(row: q.MarkRow) -> str:
    if not row.mark:
        return "check"
    if row.days is not None and row.days <= SOON.days:
        return "clock-late" if row.days <= 0 else "clock-soon"
    return "question" if row.review else "eye"


_SHOWN = (
    Shown(
        title=BOOK,
        read=lambda session: session.marks_book.ledger(),
        acts=MARK_ACTS,
        mark=_mark,
        empty="没有您能知道的定过密的公文。签发以前，公文在谁手里，谁在那份公文上办“提出定密”；定密责任人的待办里有“定密”。",
    ),
    Shown(title=POWER, read=lambda session: session.marks_book.power(), acts=POWER_ACTS, leaves=False),
    Shown(
        title=REFUSED,
        read=lambda session: session.marks_book.refused(),
        mark=lambda _row: "warning",
        empty="没有拦截过。",
        leaves=False,
    ),
)


def marks_dialog(workplace: Workplace, parent: QWidget) -> LedgerDialog:
    """Return the register of what is secret."""
    return LedgerDialog("marks", _("定密登记"), _SHOWN, workplace, parent, topic="窗口.md#定密登记")


def print_marks(papers: Papers) -> None:
    """Show the 定密登记簿 as it would be printed, and print it when that is agreed to."""
    papers.print_made(
        Matter(
            made=lambda session, work: session.marks_book.made(BookFile.PRINT, work),
            hand_out=lambda session, work: session.marks_book.hand_out(BookFile.PRINT, work),
        )
    )


def save_marks(papers: Papers) -> None:
    """Ask as what file the 定密登记簿 is to be kept, and keep it there."""
    papers.save_made(BOOK, lambda session, file: session.marks_book.hand_out(file))
