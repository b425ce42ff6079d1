"""固化检查: every content of every item is read and compared with its digest, and every journal is verified.

How far it came is kept after every chunk, encrypted like what a person types, so that a check which was called off or
whose program died is gone on with. What it came to is recorded in the register that was checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.keeping import RecordFixity
from oa_desktop.domain.archives.fixity import JOURNAL_BROKEN, BadFile, FixityReport
from oa_desktop.domain.archives.register import ArchivalItem, ArchiveRegister
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import ArchiveName, Digest, JournalId, archive_journal, dossier_journal
from oa_desktop.office.archiving.broken import broken_journals
from oa_desktop.office.archiving.specimens import journals_of
from oa_desktop.office.archiving.surveying import all_parts
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.phrases import OWN_ROWS
from oa_desktop.office.evidence import named_files
from oa_desktop.office.ports.store import Step, unwatched

CHUNK = 100
"""Items after which it is kept how far the check came."""
_KEPT = OWN_ROWS + "fixity/"
_JOURNAL, _PARTS = "办理记录", "组成清单"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A content of an item, and what it is called."""

    item: ArchivalItem
    part: str
    digest: Digest


class FixityDesk:
    """Checks registers for one signed-in archivist."""

    def __init__(self, desk: Desk, perform: Callable[[Action], Changed]) -> None:
        self._desk = desk
        self._perform = perform

    def check(self, name: ArchiveName, step: Step = unwatched, chunk: int = CHUNK) -> FixityReport:
        """Check a register from where the last check of it stopped, and record what it came to.

        Args:
            name: Which register.
            step: Counts items; what it raises calls the check off, to be gone on with.
            chunk: Items after which it is kept how far the check came.

        Raises:
            Refused: ``policy.role``.
            Unavailable: ``store.read-only``, ``disk.full``; nothing is recorded then.
        """
        register = self._desk.states.archive(self._desk.unit, name).state
        items, report = tuple(register.items.values()), self._begun(register)
        while report.seen < len(items):
            step(report.seen, len(items))
            report = report.plus(self._chunk(register, items[report.seen : report.seen + chunk]))
            self._keep(report)
        step(len(items), len(items))
        self._record(report)
        return report

    def _chunk(self, register: ArchiveRegister, items: Sequence[ArchivalItem]) -> FixityReport:
        """Return what came of some items; those that were withdrawn or destroyed have nothing to look at."""
        kept = [one for one in items if one.is_kept]
        known = [one for one in kept if self._desk.store.may_know(one.act.document, self._desk.sight)]
        broken = broken_journals(self._desk, journals_of(self._desk, register.name, known))
        lost = [_bad(one, _JOURNAL, JOURNAL_BROKEN) for one in known if _journal(one) in broken]
        named = [one for item in known for one in self._contents(item, broken)]
        proofs = list(self._desk.store.blobs.proofs(one.digest for one in named))
        wrong = (
            _bad(one.item, one.part, found.fault, one.digest)
            for one, found in zip(named, proofs, strict=True)
            if found.fault
        )
        return FixityReport(
            register=register.name,
            seen=len(items),
            items=len(known),
            files=len(named),
            size=sum(one.size for one in proofs),
            passed=len(kept) - len(known),
            bad=(*lost, *wrong),
        )

    def _contents(self, item: ArchivalItem, broken: frozenset[JournalId]) -> Iterator[_Named]:
        """Yield the contents of an item, each once: its parts first, then what else its journal names."""
        called = dict.fromkeys(item.act.contents, _PARTS)
        try:
            parts = tuple(all_parts(self._desk.store.blobs, item.act.parts, item.act.contents))
        except Unavailable:
            parts = item.act.parts  # the list itself is among the contents and found to be bad
        called |= {one.digest: one.name for one in parts if one.digest}
        if _journal(item) not in broken:
            entries = [one.entry for one in self._desk.store.entries(_journal(item))]
            called = {digest: name for name, digest in named_files(entries).items()} | called
        return (_Named(item=item, part=name, digest=digest) for digest, name in called.items())

    def _record(self, report: FixityReport) -> None:
        bad = canonical.encode([codec.to_json(one) for one in report.bad])
        heads = self._desk.store.heads(archive_journal(self._desk.unit, report.register))
        self._perform(
            RecordFixity(
                fonds=report.register.fonds,
                archival_year=report.register.year,
                items=report.items,
                files=report.files,
                size=report.size,
                faulty=len(report.bad),
                passed=report.passed,
                heads=tuple(one.digest for one in heads),
                contents=(self._desk.store.blobs.keep(bad),) if report.bad else (),
            )
        )
        self._desk.store.drop_draft(self._desk.own_standing.person, _key(report.register))

    # --- how far it came ---------------------------------------------------------------------------------------

    def _keep(self, report: FixityReport) -> None:
        data = canonical.encode(codec.to_json(report))
        self._desk.store.keep_draft(self._desk.own_standing.person, _key(report.register), data)

    def _begun(self, register: ArchiveRegister) -> FixityReport:
        """Return how far a check came that was not recorded; what was left of a recorded one is no beginning."""
        new = FixityReport(register=register.name, after=register.fixity.act.heads if register.fixity else ())
        row = self._desk.store.drafts(self._desk.own_standing.person).get(_key(register.name))
        if row is None:
            return new
        with suppress(codec.Undecodable, canonical.NotCanonical):
            begun = codec.from_json(FixityReport, canonical.decode(row))
            return begun if begun.after == new.after else new
        return new


def last_bad(desk: Desk, register: ArchiveRegister) -> tuple[BadFile, ...]:
    """Return what the last check of a register found bad, of what the person may know.

    Raises:
        Unavailable: ``blob.missing``, ``blob.damaged``: the report itself is lost.
    """
    if register.fixity is None or not register.fixity.act.contents:
        return ()
    (digest,) = register.fixity.act.contents
    try:
        bad = codec.from_json(tuple[BadFile, ...], canonical.decode(desk.store.blobs.read(digest)))
    except (codec.Undecodable, canonical.NotCanonical) as error:
        raise Unavailable("blob.damaged", digest=digest) from error
    known = (one for one in bad if one.item in register.items and register.items[one.item].is_kept)
    return tuple(one for one in known if desk.store.may_know(register.items[one.item].act.document, desk.sight))


def _bad(item: ArchivalItem, part: str, fault: str, digest: Digest = Digest("")) -> BadFile:
    return BadFile(item=item.id, code=item.code, part=part, fault=fault, digest=digest)


def _journal(item: ArchivalItem) -> JournalId:
    return dossier_journal(item.act.document)


def _key(name: ArchiveName) -> str:
    return f"{_KEPT}{name.fonds}/{name.year}"
