"""How what the auditor looks at leaves the window (审计的打印和另存)."""

from __future__ import annotations

from collections.abc import Callable

from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.queries import AuditTrail
from oa_desktop.office.session import Session
from oa_desktop.ui.leaving.saving_lists import ListSort
from oa_desktop.ui.leaving.to_printer import Matter

HEAD_SORTS = (
    ListSort(file=True, words="文本，恢复、核验整个库时核对用", ending=".txt"),
    ListSort(file=False, words="页面，与印出来的一样", ending=".pdf"),
)
"""As what the sheet of heads is kept: as lines that the program compares by, or not."""
HandOut = Callable[[Session, BookFile], bytes]


def book(wanted: AuditTrail) -> HandOut:
    """Return what hands out the lines that were found."""
    return lambda session, file: session.trail.hand_out(session.trail.book(wanted), file)


def report(wanted: AuditTrail) -> HandOut:
    """Return what hands out the report (审计月报) of a stretch of time."""
    return lambda session, file: session.trail.hand_out(session.trail.report(wanted), file)


def report_matter(wanted: AuditTrail) -> Matter:
    """Return the report as what is printed."""
    return Matter(
        made=lambda session, work: session.trail.made(session.trail.report(wanted), BookFile.PRINT, work),
        hand_out=lambda session, work: session.trail.hand_out(session.trail.report(wanted), BookFile.PRINT, work),
    )


def heads_file(session: Session, as_text: bool) -> bytes:
    """Return the sheet of heads as a file that leaves the store: as text, or as a page."""
    trail = session.trail
    sheet = trail.heads()
    return trail.hand_out_text(sheet) if as_text else trail.hand_out(sheet, BookFile.PRINT)


def heads_matter() -> Matter:
    """Return the sheet of heads (审计链头单) as what is printed: what is looked at has the heads of that moment."""
    return Matter(
        made=lambda session, work: session.trail.made(session.trail.heads(), BookFile.PRINT, work),
        hand_out=lambda session, work: session.trail.hand_out(session.trail.heads(), BookFile.PRINT, work),
    )
