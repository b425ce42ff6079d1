"""Where 文件清退 is opened from: the selected documents of a list, or all that it shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from oa_desktop.i18n import _
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.clearing.copies import HandedOut
from oa_desktop.office.clearing.forms import ClearingPaper, notice_name
from oa_desktop.office.clearing.ledger import LEDGER
from oa_desktop.office.leaving import write_file
from oa_desktop.office.queries import OutgoingRegister
from oa_desktop.office.session import Session
from oa_desktop.ui.clearing.clearing_dialog import ClearingDialog
from oa_desktop.ui.desk_page import DeskPage
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.leaving.papers import Papers
from oa_desktop.ui.leaving.to_printer import Matter
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.workplace import Workplace

Copies = tuple[HandedOut, ...]


def open_clearing(workplace: Workplace, desk: DeskPage, preferences: Preferences) -> ClearingDialog:
    """Show the copies of the documents that are selected at the desk, or of all that the list may hold."""
    dialog = ClearingDialog(workplace, _meant(desk), desk)
    papers = Papers(workplace, dialog, preferences)
    papers.told.connect(desk.tell)
    dialog.print_wanted.connect(lambda paper, copies: papers.print_made(_page(paper, copies)))
    dialog.book_wanted.connect(lambda copies, prints: _book(papers, copies, prints=prints))
    dialog.notices_wanted.connect(lambda copies: _ask_where(workplace, dialog, desk, copies))
    dialog.open()
    return dialog


def _meant(desk: DeskPage) -> Callable[[Session], Copies]:
    keys, outline = desk.documents.picked.keys, desk.documents.bar.outline
    if keys:
        return lambda session: session.clearing.copies_of(keys)
    narrowed = outline.filter if outline.of is OutgoingRegister else type(outline.filter)()
    return lambda session: session.clearing.copies(narrowed)


def _page(paper: ClearingPaper, copies: Copies) -> Matter:
    return Matter(
        made=lambda session, work: session.clearing.page(paper, copies, work),
        hand_out=lambda session, work: session.clearing.hand_out_page(paper, copies, work),
    )


def _book(papers: Papers, copies: Copies, *, prints: bool) -> None:
    if not prints:
        papers.save_made(LEDGER, lambda session, file: session.clearing.hand_out_ledger(copies, file))
        return
    papers.print_made(
        Matter(
            made=lambda session, work: session.clearing.made_ledger(copies, BookFile.PRINT, work),
            hand_out=lambda session, work: session.clearing.hand_out_ledger(copies, BookFile.PRINT, work),
        )
    )


def _ask_where(workplace: Workplace, over: ClearingDialog, desk: DeskPage, copies: Copies) -> None:
    """Ask into which folder the notices are to be put, one for each unit."""
    dialog = FileDialog(_("清退通知存到哪个文件夹"), over)
    dialog.setObjectName("save-notices")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("存到这里"))
    dialog.fileSelected.connect(
        lambda folder: workplace.carry(
            lambda session, _progress: write_notices(session, copies, Path(folder)),
            over,
            lambda count: desk.tell(_("已另存 {count} 份清退通知").format(count=count)),
            title=_("另存清退通知"),
        )
    )
    dialog.open()


def write_notices(session: Session, copies: Copies, folder: Path) -> int:
    """Write a notice for each recipient into a folder; return how many there are."""
    made = session.clearing.hand_out(ClearingPaper.NOTICE, copies)
    for recipient, data in made.items():
        write_file(folder / notice_name(ClearingPaper.NOTICE, recipient), data)
    return len(made)
