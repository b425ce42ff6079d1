"""借阅和涉密文件 in the window: what is lent, classified papers that are only registered, and readings (利用)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from oa_desktop.domain.archives.readings import ReadingState
from oa_desktop.domain.copies.custody import PaperState
from oa_desktop.i18n import _
from oa_desktop.office.archiving.reading_book import ReadingLine
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.custody.books import CustodyBook, LoanLine, PaperLine
from oa_desktop.office.custody.offered import ACTS
from oa_desktop.ui.archiving.reading_dialog import ReadingDialog
from oa_desktop.ui.leaving.papers import Papers
from oa_desktop.ui.leaving.saving_lists import ListSort
from oa_desktop.ui.leaving.to_printer import Matter
from oa_desktop.ui.ledgers.ledger_dialog import LedgerDialog, Shown
from oa_desktop.ui.workplace import Workplace

_MARKS = {PaperState.HELD.value: "archive", PaperState.LENT.value: "circulate", PaperState.MISSING.value: "warning"}

_STATES = {
    ReadingState.OPEN: "circulate",
    ReadingState.OVER: "clock-late",
    ReadingState.ENDED: "check",
    ReadingState.DECLINED: "close",
}


def _loan_mark(line: LoanLine) -> str:
    return "clock-late" if line.late else "check" if line.day else "circulate"


def _reading_mark(line: ReadingLine) -> str:
    return _STATES.get(line.state, "hourglass")


def _paper_mark(line: PaperLine) -> str:
    return _MARKS.get(line.state, "hourglass" if not line.fate else "close")


_SHOWN = (
    Shown(
        title=CustodyBook.LOANS,
        read=lambda session: session.custody.loans(),
        acts=ACTS[CustodyBook.LOANS],
        mark=_loan_mark,
        empty="没有借出的文件。借公文的一份，在“办理”里选“借出”；超期没有还的排在最前面。",
    ),
    Shown(
        title=CustodyBook.PAPERS,
        read=lambda session: session.custody.papers(),
        acts=ACTS[CustodyBook.PAPERS],
        mark=_paper_mark,
        empty="还没有登记过纸质的涉密文件。收到的在“办理”里选“登记”：只写来文机关、文号、密级、份号，不存内容。",
    ),
    Shown(
        title=CustodyBook.READINGS,
        read=lambda session: session.custody.readings(),
        acts=ACTS[CustodyBook.READINGS],
        mark=_reading_mark,
        empty="没有档案利用。要看归了档、自己看不到的公文，在“办理”里选“申请利用”；同意以后双击打开阅览。",
        opens="阅览…",
        can_open=lambda line: line.is_open,
    ),
)


PapersOver = Callable[[QWidget], Papers]
"""Returns what prints and saves for a dialog."""

_PAGES = (ListSort(file=BookFile.PRINT, words="页面，有水印", ending=".pdf"),)


def custody_dialog(workplace: Workplace, parent: QWidget, papers_over: PapersOver) -> LedgerDialog:
    """Return the books of what is kept."""
    topic = "窗口.md#借阅和涉密文件"
    dialog = LedgerDialog("custody", _("借阅和涉密文件"), _SHOWN, workplace, parent, topic=topic)
    dialog.meant.connect(lambda line: _open(workplace, line, dialog, papers_over))
    return dialog


def _open(workplace: Workplace, line: object, dialog: LedgerDialog, papers_over: PapersOver) -> None:
    """Let what may be read be read; the other lines have nothing to open."""
    if isinstance(line, ReadingLine) and line.is_open:
        shown = ReadingDialog(workplace, line, dialog)
        papers = papers_over(shown)
        shown.print_wanted.connect(papers.print_made)
        shown.save_wanted.connect(lambda name, hand_out: papers.save_sorted(name, _PAGES, hand_out))
        shown.open()


def print_custody(papers: Papers, place: int) -> None:
    """Show one of the books as it would be printed, and print it when that is agreed to."""
    book = tuple(CustodyBook)[place]
    papers.print_made(
        Matter(
            made=lambda session, work: session.custody.made(book, BookFile.PRINT, work),
            hand_out=lambda session, work: session.custody.hand_out(book, BookFile.PRINT, work),
        )
    )


def save_custody(papers: Papers, place: int) -> None:
    """Ask as what file one of the books is to be kept, and keep it there."""
    book = tuple(CustodyBook)[place]
    papers.save_made(book, lambda session, file: session.custody.hand_out(book, file))
