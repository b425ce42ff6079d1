"""Printing and keeping what is made of the archive: 归档文件目录, 移交清册, 备考表, covers and spines."""

from __future__ import annotations

from oa_desktop.domain.archives.properties import PropertyReport
from oa_desktop.office.archiving.books import ArchiveBook, Wanted
from oa_desktop.office.archiving.catalogue_faults import CATALOGUE_CHECK, CheckedFile
from oa_desktop.office.archiving.property_page import TITLE
from oa_desktop.office.archiving.testing import ReportFile
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.ui.leaving.papers import Papers
from oa_desktop.ui.leaving.saving_lists import ListSort
from oa_desktop.ui.leaving.to_printer import Matter


def print_book(papers: Papers, book: ArchiveBook, wanted: Wanted) -> None:
    """Show one of them as it would be printed, and print it when that is agreed to."""
    papers.print_made(
        Matter(
            made=lambda session, work: session.archive_books.made(book, wanted, BookFile.PRINT, work),
            hand_out=lambda session, work: session.archive_books.hand_out(book, wanted, BookFile.PRINT, work),
        )
    )


def save_book(papers: Papers, book: ArchiveBook, wanted: Wanted) -> None:
    """Ask as what file one of them is to be kept, and keep it there."""
    papers.save_made(book.value, lambda session, file: session.archive_books.hand_out(book, wanted, file))


def save_check(papers: Papers, checked: CheckedFile) -> None:
    """Ask as what file what came of checking a catalogue is to be kept, and keep it there."""
    papers.save_made(CATALOGUE_CHECK, lambda session, file: session.archive_books.hand_out_check(checked, file))


_REPORT_SORTS = (
    ListSort(file=ReportFile.PDF, words="页面，与印出来的一样", ending=".pdf"),
    ListSort(file=ReportFile.JSON, words="数据，供别的程序读", ending=".json"),
)


def save_report(papers: Papers, report: PropertyReport) -> None:
    """Ask as what file a report on the four properties is to be kept, and keep it there."""
    papers.save_sorted(
        f"{TITLE} {report.code}",
        _REPORT_SORTS,
        lambda session, file: session.archive.testing.hand_out(report, file),
    )
