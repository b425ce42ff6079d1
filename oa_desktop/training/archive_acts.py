"""What people of an exercise do with the archive (归档的动作): each goes through the archive's own room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.domain.actions import archiving as act
from oa_desktop.domain.archives.properties import Result, Stage
from oa_desktop.domain.ids import ArchiveName, DossierId
from oa_desktop.office import queries as q
from oa_desktop.office.archiving.books import ArchiveBook, Wanted
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.session import Session

Said = Mapping[str, str | tuple[str, ...]]


def _arrange(session: Session, document: DossierId, said: Said) -> None:
    """Arrange a document that was filed, or the ``whole`` of what is fit, as the dry run of its year proposes."""
    run = session.archive.dry_run(_year_of(session, document))
    session.archive.arrange(run, None if said.get("whole") == "是" else (document,))


def _withdraw(session: Session, document: DossierId, said: Said) -> None:
    """Withdraw the item of a document."""
    session.perform(act.WithdrawItem(**_about(session, document), reason=str(said["reason"])))


def _correct(session: Session, document: DossierId, said: Said) -> None:
    """Correct what the catalogue says of the item of a document."""
    told: dict[str, Any] = {name: said[name] for name in ("title", "responsible", "date") if name in said}
    session.perform(act.CorrectItem(**_about(session, document), reason=str(said["reason"]), **told))


def _hand_out(session: Session, document: DossierId, said: Said) -> None:
    """Take along a list of the year of a document (清册、目录) as a table."""
    item = _item_of(session, document)
    wanted = Wanted(register=ArchiveName(fonds=item.fonds, year=item.year))
    session.archive_books.hand_out(ArchiveBook(str(said["book"])), wanted, BookFile.CSV)


def _test(session: Session, document: DossierId, said: Said) -> None:
    """Test the item of a document (四性检测), and record what came of it; what the program left open is seen to."""
    stage, year = Stage(str(said.get("stage", Stage.FILING))), _year_of(session, document)
    (report,) = session.archive.properties(year, (_item_of(session, document).code,), stage)
    note = str(said.get("seen", ""))
    for one in report.answers:
        if note and one.result is Result.PERSON:
            report = session.archive.testing.answered(report, one.criterion.name, Result.PASSED, note)
    session.archive.testing.record(report)


def _about(session: Session, document: DossierId) -> dict[str, Any]:
    item = _item_of(session, document)
    return {"fonds": item.fonds, "archival_year": item.year, "item": item.item}


def _year_of(session: Session, document: DossierId) -> int:
    return int(session.dossier(document).updated[:4])


def _item_of(session: Session, document: DossierId) -> q.ArchiveItemRow:
    """Return the item of a document.

    Raises:
        LookupError: It has none.
    """
    return {one.document: one for one in session.ask(q.ArchiveItems())}[document]


ARCHIVE_ACTS: Mapping[str, Callable[[Session, DossierId, Said], None]] = {
    "arrange-item": _arrange,
    "withdraw-item": _withdraw,
    "correct-item": _correct,
    "record-properties": _test,
    "record-output": _hand_out,
}
"""Acts on the archive that an exercise can write down, by their kinds."""
