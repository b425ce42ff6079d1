"""固化检查: every content of every item is read and compared with its digest, and every journal is verified.

How far it came is kept after every chunk, encrypted like what a person types, so that a check which was called off or
whose program died is gone on with. What it came to is recorded in the register that was checked.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.archiving import ArrangeItem
from oa_desktop.domain.actions.holdings import ReceiveHoldings
from oa_desktop.domain.actions.keeping import RecordFixity, RepairItem
from oa_desktop.domain.archives.fixity import JOURNAL_BROKEN, BadFile, FixityReport
from oa_desktop.domain.archives.holdings import HeldItem
from oa_desktop.domain.archives.register import ArchivalItem, ArchiveRegister
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import (
    NO_ITEM,
    NOTHING,
    ArchiveName,
    Digest,
    ItemId,
    JournalId,
    archive_journal,
    dossier_journal,
)
from oa_desktop.office.archiving.broken import GoOn, broken_journals
from oa_desktop.office.archiving.held import HeldShare, list_of, may_know, named_in, shares_here
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
        items, report = self._items(register), self.begun(register)
        while report.seen < len(items):
            step(report.seen, len(items))
            some, go_on = items[report.seen : report.seen + chunk], partial(step, report.seen, len(items))
            report = replace(report.plus(self._chunk(register, some, go_on)), last=_id_of(some[-1]))
            self._keep(report)
        step(len(items), len(items))
        self._record(report)
        return report

    def _items(self, register: ArchiveRegister) -> tuple[ArchivalItem | HeldShare, ...]:
        return (*register.items.values(), *shares_here(self._desk, register))

    def _chunk(self, register: ArchiveRegister, items: Sequence[ArchivalItem | HeldShare], go_on: GoOn) -> FixityReport:
        """Return what came of some items; those that were withdrawn or destroyed have nothing to look at."""
        own = self._own(register, [one for one in items if isinstance(one, ArchivalItem)], go_on)
        return own.plus(self._held(register, [one for one in items if isinstance(one, HeldShare)]))

    def _own(self, register: ArchiveRegister, items: Sequence[ArchivalItem], go_on: GoOn) -> FixityReport:
        kept = [one for one in items if one.is_kept]
        known = [one for one in kept if self._desk.store.may_know(one.act.document, self._desk.sight)]
        broken = broken_journals(self._desk, map(_journal, known), go_on) if known else frozenset()
        lost = tuple(_named(one, _JOURNAL, fault=JOURNAL_BROKEN) for one in known if _journal(one) in broken)
        named = [one for item in known for one in self._contents(item, broken)]
        read = replace(self._read(register, named), seen=len(items), items=len(known), passed=len(kept) - len(known))
        return replace(read, bad=(*lost, *read.bad))

    def _held(self, register: ArchiveRegister, shares: Sequence[HeldShare]) -> FixityReport:
        kept = [one for one in shares if one.item is None or register.keeps(one.item.item)]
        known = [one for one in kept if one.item is None or may_know(self._desk, one.item)]
        read = self._read(register, [content for one in known for content in named_in(one)])
        items = sum(one.item is not None for one in known)
        return replace(read, seen=len(shares), items=items, passed=len(kept) - len(known))

    def _read(self, register: ArchiveRegister, named: Sequence[BadFile]) -> FixityReport:
        """Return what came of reading some contents."""
        proofs = list(self._desk.store.blobs.proofs(one.digest for one in named))
        bad = (replace(one, fault=found.fault) for one, found in zip(named, proofs, strict=True) if found.fault)
        size = sum(one.size for one in proofs)
        return FixityReport(register=register.name, files=len(named), size=size, bad=tuple(bad))

    def _contents(self, item: ArchivalItem, broken: frozenset[JournalId]) -> Iterator[BadFile]:
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
        return (_named(item, name, digest) for digest, name in called.items())

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
        self.forget(report.register)

    # --- how far it came ---------------------------------------------------------------------------------------

    def _keep(self, report: FixityReport) -> None:
        data = canonical.encode(codec.to_json(report))
        self._desk.store.keep_draft(self._desk.own_standing.person, _key(report.register), data)

    def forget(self, name: ArchiveName) -> None:
        """Forget how far a check came that was not recorded: the next begins anew."""
        self._desk.store.drop_draft(self._desk.own_standing.person, _key(name))

    def begun(self, register: ArchiveRegister) -> FixityReport:
        """Return how far a check came that was not recorded; what was left of a recorded one is no beginning.

        Nor is one before whose last item others have come to stand since: they would be passed over.
        """
        new = FixityReport(register=register.name, after=register.fixity.act.heads if register.fixity else ())
        row = self._desk.store.drafts(self._desk.own_standing.person).get(_key(register.name))
        if row is None:
            return new
        with suppress(codec.Undecodable, canonical.NotCanonical):
            begun = codec.from_json(FixityReport, canonical.decode(row))
            if begun.after == new.after and self._stands(register, begun):
                return begun
        return new

    def _stands(self, register: ArchiveRegister, begun: FixityReport) -> bool:
        """Whether the last item that a check came to is as far from the first as it was."""
        return [_id_of(one) for one in self._items(register)[begun.seen - 1 : begun.seen]] == [begun.last]


def since_last_check(desk: Desk, register: ArchiveRegister) -> tuple[Action, ...]:
    """Return what was recorded in a register from its last check on; all of it where it was never checked."""
    acts = [read_action(one.entry) for one in desk.store.entries(archive_journal(desk.unit, register.name))]
    checks = [place for place, one in enumerate(acts) if isinstance(one, RecordFixity)]
    return tuple(acts[checks[-1] if checks else 0 :])


def has_unread(desk: Desk, register: ArchiveRegister) -> bool:
    """Whether items or packages came into a register that no check has read."""
    return any(isinstance(one, ArrangeItem | ReceiveHoldings) for one in since_last_check(desk, register))


def put_back(desk: Desk, register: ArchiveRegister) -> frozenset[Digest]:
    """Return the contents that are recorded to have been put back (修复) since the last check of a register."""
    since = since_last_check(desk, register)
    return frozenset(Digest(digest) for one in since if isinstance(one, RepairItem) for digest in one.digests)


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
    held = _held_by_id(desk, register, {one.package for one in bad})
    return tuple(one for one in bad if _is_known(desk, register, held, one))


def _held_by_id(desk: Desk, register: ArchiveRegister, packages: Container[Digest]) -> Mapping[ItemId, HeldItem]:
    """Return the items of some packages; those of a package whose list is lost are known to nobody."""
    found: dict[ItemId, HeldItem] = {}
    for one in register.holdings.values():
        with suppress(Unavailable):
            found |= {held.item: held for held in list_of(desk, one).items} if one.act.package in packages else {}
    return found


def _is_known(desk: Desk, register: ArchiveRegister, held: Mapping[ItemId, HeldItem], bad: BadFile) -> bool:
    """Whether a content is kept here still, and its item may be known; a package as a whole is known."""
    if bad.package:
        return bad.item == NO_ITEM or (bad.item in held and register.keeps(bad.item) and may_know(desk, held[bad.item]))
    item = register.items.get(bad.item)
    return item is not None and item.is_kept and desk.store.may_know(item.act.document, desk.sight)


def _named(item: ArchivalItem, part: str, digest: Digest = NOTHING, fault: str = "") -> BadFile:
    """Return a content of an item by what it is called; nothing is wrong with it yet."""
    return BadFile(item=item.id, code=item.code, part=part, fault=fault, digest=digest)


def _journal(item: ArchivalItem) -> JournalId:
    return dossier_journal(item.act.document)


def _id_of(one: ArchivalItem | HeldShare) -> str:
    """Return by what an item is known again; of a package as a whole its digest."""
    if isinstance(one, ArchivalItem):
        return one.id
    return one.item.item if one.item else one.holding.act.package


def _key(name: ArchiveName) -> str:
    return f"{_KEPT}{name.fonds}/{name.year}"
