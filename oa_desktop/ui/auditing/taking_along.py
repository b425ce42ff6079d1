"""How what the auditor looks at leaves the window (审计的打印和另存)."""

from __future__ import annotations

from collections.abc import Callable

from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.queries import AuditTrail
from oa_desktop.office.session import Session
from oa_desktop.ui.leaving.to_printer import Matter

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


def heads_matter() -> Matter:
    """Return the sheet of heads (审计链头单) as what is printed: what is looked at has the heads of that moment."""
    return Matter(
        made=lambda session, work: session.trail.made(session.trail.heads(), BookFile.PRINT, work),
        hand_out=lambda session, work: session.trail.hand_out(session.trail.heads(), BookFile.PRINT, work),
    )
