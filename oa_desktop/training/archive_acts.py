"""What people of an exercise do with the archive (归档的动作): each goes through the archive's own room."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from oa_desktop.domain.archives.properties import Result
from oa_desktop.domain.ids import DossierId
from oa_desktop.office import queries as q
from oa_desktop.office.session import Session

Said = Mapping[str, str | tuple[str, ...]]


def _arrange(session: Session, document: DossierId, _said: Said) -> None:
    """Arrange a document that was filed, as the dry run of its year proposes."""
    run = session.archive.dry_run(_year_of(session, document))
    session.archive.arrange(run, (document,))


def _withdraw(session: Session, document: DossierId, said: Said) -> None:
    """Withdraw the batch in which a document was arranged."""
    item = session.archive.item(_item_of(session, document).item)
    session.archive.withdraw_batch(item.act.batch, str(said.get("reason", "")))


def _test(session: Session, document: DossierId, said: Said) -> None:
    """Test the item of a document (四性检测), and record what came of it; what the program left open is seen to."""
    (report,) = session.archive.properties(_year_of(session, document), (_item_of(session, document).code,))
    note = str(said.get("seen", ""))
    for one in report.answers:
        if note and one.result is Result.PERSON:
            report = session.archive.testing.answered(report, one.criterion.name, Result.PASSED, note)
    session.archive.testing.record(report)


def _year_of(session: Session, document: DossierId) -> int:
    return int(session.dossier(document).updated[:4])


def _item_of(session: Session, document: DossierId) -> q.ArchiveItemRow:
    return next(one for one in session.ask(q.ArchiveItems()) if one.document == document)


ARCHIVE_ACTS: Mapping[str, Callable[[Session, DossierId, Said], None]] = {
    "arrange-item": _arrange,
    "withdraw-item": _withdraw,
    "record-properties": _test,
}
"""Acts on the archive that an exercise can write down, by their kinds."""
