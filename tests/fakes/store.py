"""A store in memory that answers by looking at everything: slow, plain, and the oracle for the real one."""

from __future__ import annotations

import contextlib
import copy
import io
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from threading import Lock
from typing import Any, BinaryIO

from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.documents.standings import standing_of
from oa_desktop.domain.dossier import ENDED, Dossier
from oa_desktop.domain.enrolled_keys import Place
from oa_desktop.domain.entry import Entry, Head, SignedEntry
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.flows.deadlines import Deadlines
from oa_desktop.domain.flows.stranding import Waiting, waiting_of
from oa_desktop.domain.flows.tasks import Task, open_ones
from oa_desktop.domain.ids import (
    DeviceId,
    Digest,
    DossierId,
    EntryId,
    JournalId,
    PersonId,
    RegisterName,
    UnitId,
    archive_journal,
    dossier_journal,
    is_archive,
    organisation_journal,
    organisation_of,
    register_journal,
    register_of,
    unit_of,
)
from oa_desktop.domain.numbers.numbering import NumberRegister, number_in
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.secrecy.classifying import mark_in_words, over_on, voided
from oa_desktop.domain.sight import Sight
from oa_desktop.domain.texts.sayings import saying_in
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.office import queries as q
from oa_desktop.office.lists import outlines as o
from oa_desktop.office.ports.store import Arrived, ContentProof, Keep, Step, StoreFacts, Synced, unwatched
from oa_desktop.office.trail.lines import Stretch, TrailLine, line_of
from tests.fakes import archived, outlines
from tests.fakes.world import sm3


class FakeBlobs:
    def __init__(self) -> None:
        self.contents: dict[Digest, bytes] = {}
        self.loose: set[Digest] = set()
        self.room = 1 << 40

    def keep(self, data: bytes | BinaryIO) -> Digest:
        content = data if isinstance(data, bytes) else data.read()
        digest = sm3(content)
        self.contents[digest] = content
        self.loose.discard(digest)
        return digest

    @contextlib.contextmanager
    def for_one_act(self) -> Iterator[Keep]:
        fresh: set[Digest] = set()

        def keep(data: bytes | BinaryIO) -> Digest:
            before = {*self.contents} - fresh
            digest = self.keep(data)
            if digest not in before:
                fresh.add(digest)
                self.loose.add(digest)
            return digest

        try:
            yield keep
        except BaseException:
            for digest in fresh & self.loose:
                del self.contents[digest]
            raise
        finally:
            self.loose -= fresh

    def refuse_without_room(self, size: int, files: int) -> None:
        if self.room < size:
            raise Unavailable("disk.no-room", needed=size, free=self.room)

    def read(self, digest: Digest) -> bytes:
        if digest not in self.contents:
            raise Unavailable("blob.missing", digest=digest)
        return self.contents[digest]

    def read_into(self, digest: Digest, sink: Any) -> None:
        content = self.read(digest)
        if sm3(content) != digest:
            raise Unavailable("blob.damaged", digest=digest)
        sink.write(content)

    def faults(self, digests: Iterable[Digest]) -> Iterator[tuple[Digest, str]]:
        for digest in digests:
            try:
                self.read_into(digest, io.BytesIO())
            except Unavailable as error:
                yield digest, error.code

    def proofs(self, digests: Iterable[Digest]) -> Iterator[ContentProof]:
        for digest in digests:
            wrong = dict(self.faults([digest])).get(digest, "")
            yield ContentProof(digest=digest, size=0 if wrong else len(self.contents[digest]), fault=wrong)

    def mend(self, digest: Digest, copy: BinaryIO) -> bool:
        content = copy.read()
        fits = sm3(content) == digest
        self.contents |= {digest: content} if fits else {}
        return fits

    def sealed_as(self, digest: Digest) -> str:
        return f"{digest}.sealed"

    def destroy(self, digests: Iterable[Digest], of: Collection[JournalId]) -> int:
        return sum(self.contents.pop(digest, None) is not None for digest in digests)

    def has(self, digest: Digest) -> bool:
        return digest in self.contents

    def unreferenced(self) -> tuple[Digest, ...]:
        return ()


class FakeTrail:
    """The trail by a look at every entry."""

    def __init__(self, kept: list[SignedEntry]) -> None:
        self.kept = kept

    def newest(self, stretch: Stretch, most: int) -> Iterator[SignedEntry]:
        return itertools.islice((one for one, _line in self._found(stretch)), most)

    def count(self, stretch: Stretch) -> q.AuditCount:
        failed = [line.outcome is q.AuditOutcome.FAILED for _one, line in self._found(stretch)]
        return q.AuditCount(count=len(failed), failed=sum(failed))

    def people(self, unit: UnitId) -> tuple[PersonId, ...]:
        return tuple(sorted({"", *(line.person for _one, line in self._found(Stretch(unit=unit)))}))

    def astray(self) -> Iterator[Entry]:
        return iter(())

    def _found(self, stretch: Stretch) -> Iterator[tuple[SignedEntry, TrailLine]]:
        past = not stretch.before
        for one in reversed(self.kept):
            line = line_of(one.entry)
            if past and line and stretch.includes(line):
                yield one, line
            past = past or one.entry.id == stretch.before


def place_of(one: SignedEntry) -> tuple[JournalId, DeviceId, int]:
    """Where an entry stands in its device's chain: no two may stand there."""
    return (one.entry.journal, one.entry.device, one.entry.seq)


def some_of(
    entries: Iterable[SignedEntry], places: Collection[Place], ids: Collection[EntryId]
) -> Iterator[SignedEntry]:
    """Those at some places of chains, and those with some ids."""
    for one in entries:
        if Place(device=one.entry.device, seq=one.entry.seq) in places or one.entry.id in ids:
            yield one


class Index:
    """What is kept, entry by entry as it comes: a store of many thousand entries answers as fast as one of few."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.forget()

    def forget(self) -> None:
        self.count = 0
        self.journals: dict[JournalId, list[SignedEntry]] = {}
        self.heads: dict[JournalId, dict[DeviceId, Head]] = {}
        self.taken: set[tuple[JournalId, DeviceId, int]] = set()
        self.first: dict[JournalId, int] = {}
        self.newest: dict[JournalId, int] = {}
        self.newest_claim: int | None = None

    def of(self, kept: list[SignedEntry]) -> Index:
        """Come up to date: with what was added, or from the beginning where something was taken back."""
        with self.lock:
            if self.count > len(kept):
                self.forget()
            for one in kept[self.count :]:
                self.count += 1
                self._add(one)
        return self

    def _add(self, one: SignedEntry) -> None:
        self.journals.setdefault(one.entry.journal, []).append(one)
        self.first.setdefault(one.entry.journal, self.count)
        self.newest[one.entry.journal] = self.count
        self.taken.add(place_of(one))
        self.newest_claim = max(one.entry.claimed_seconds, self.newest_claim or one.entry.claimed_seconds)
        newest = self.heads.setdefault(one.entry.journal, {})
        if one.entry.device not in newest or one.entry.seq > newest[one.entry.device].seq:
            newest[one.entry.device] = one.head


class FakeStore:
    """Journals as lists, projections as dictionaries."""

    def __init__(self, facts: StoreFacts) -> None:
        self.realm: Realm = facts.realm
        self.grade: SystemGrade = facts.grade
        self.device: DeviceId = facts.device
        self.writable = True
        self.blobs = FakeBlobs()
        self.told: dict[UnitId, Synced] = {}
        self.kept: list[SignedEntry] = []
        self.trail = FakeTrail(self.kept)
        self.index = Index()
        self.folded: dict[str, tuple[object, tuple[Head, ...]]] = {}
        self.texts: dict[DossierId, str] = {}
        self.typed: dict[tuple[PersonId, str], bytes] = {}
        self.fail_next_commit = False
        self.deadlines = Deadlines()

    def copied(self, device: DeviceId) -> FakeStore:
        """What lies in a copy of this store that is another desk's."""
        facts = StoreFacts(id="", realm=self.realm, grade=self.grade, unit=UnitId(""), device=device, schema=0)
        other = FakeStore(facts)
        other.blobs.contents |= self.blobs.contents
        other.kept += self.kept
        other.folded |= self.folded
        other.texts |= self.texts
        other.told |= self.told
        return other

    @property
    def hindrance(self) -> Unavailable | None:
        return None if self.writable else Unavailable("store.read-only")

    def refuse_reader(self) -> None:
        if self.hindrance:
            raise self.hindrance

    # --- writing

    @contextlib.contextmanager
    def begin(self) -> Iterator[FakeStore]:
        count, before = len(self.kept), (copy.copy(self.folded), dict(self.texts))
        try:
            yield self
            if self.fail_next_commit:
                self.fail_next_commit = False
                raise Unavailable("disk.full")
        except BaseException:
            del self.kept[count:]
            self.folded, self.texts = before
            raise

    def append(self, entry: SignedEntry) -> None:
        assert place_of(entry) not in self.index.of(self.kept).taken
        self.kept.append(entry)

    def project_dossier(self, dossier: Dossier, heads: tuple[Head, ...], text: str | None, courses=None) -> None:
        self.folded[dossier_journal(dossier.id)] = (dossier, heads)
        if text is not None:
            self.texts[dossier.id] = text

    def project_register(self, unit: UnitId, register: NumberRegister, heads: tuple[Head, ...]) -> None:
        self.folded[register_journal(unit, register.name)] = (register, heads)

    def project_trail(self) -> None:
        """Its lines are those of the entries, whenever it is asked."""

    def project_organisation(self, organisation: Organisation, heads: tuple[Head, ...]) -> None:
        self.folded[organisation_journal(organisation.unit)] = (organisation, heads)

    def project_archive(self, unit: UnitId, register: ArchiveRegister, before: ArchiveRegister | None = None) -> None:
        self.folded[archive_journal(unit, register.name)] = (register, ())

    def clear_projections(self) -> None:
        self.folded.clear()
        self.texts.clear()

    # --- reading

    def heads(self, journal: JournalId) -> tuple[Head, ...]:
        newest = self.index.of(self.kept).heads.get(journal, {})
        return tuple(newest[device] for device in sorted(newest))

    def entries(self, journal: JournalId) -> Iterator[SignedEntry]:
        return iter([*self.index.of(self.kept).journals.get(journal, ())])

    def stored(self) -> Iterator[StoredEntry]:
        for one in self.kept:
            yield StoredEntry(journal=one.entry.journal, signed=one.signed, signature=one.signature, digest=one.digest)

    def arrived(self, unit: UnitId, after: int) -> Iterator[Arrived]:
        for position, one in enumerate(self.kept[after:], after + 1):
            if one.entry.unit == unit:
                yield Arrived(position=position, signed=one)

    def synced(self, unit: UnitId) -> Synced:
        return self.told.get(unit, Synced())

    def keep_synced(self, unit: UnitId, synced: Synced) -> None:
        self.refuse_reader()
        self.told[unit] = synced

    def entries_at(
        self, journal: JournalId, places: Collection[Place], ids: Collection[EntryId]
    ) -> Iterable[SignedEntry]:
        return some_of(self.entries(journal), places, ids)

    def newest_first(self) -> Iterator[SignedEntry]:
        return reversed(self.kept)

    def newest_claim(self) -> int | None:
        return self.index.of(self.kept).newest_claim

    def public_past(self, unit: UnitId, day: str) -> tuple[DossierId, ...]:
        states = [found[0] for found in self.folded.values() if isinstance(found[0], Dossier)]
        public = [one for one in states if one.unit == unit and one.publication and not one.publication.ended]
        return tuple(one.id for one in public if one.publication and one.publication.open_until < day)

    def marks_over(self, unit: UnitId, day: str) -> tuple[DossierId, ...]:
        marked = [one for one in self.dossiers() if one.unit == unit and one.markings]
        return tuple(one.id for one in marked if one.particulars.classification and (_over(one) or "9999-12-31") <= day)

    def waiting(self, unit: UnitId) -> tuple[Waiting, ...]:
        mine = [one for one in self.dossiers() if one.unit == unit]
        return tuple({waiting_of(task, one) for one in mine for task in open_ones(one.tasks)})

    def journals(self) -> tuple[JournalId, ...]:
        return tuple(self.index.of(self.kept).journals)

    def dossier(self, dossier: DossierId):
        return self.folded.get(dossier_journal(dossier))

    def register(self, unit: UnitId, name: RegisterName):
        return self.folded.get(register_journal(unit, name))

    def units(self) -> tuple[UnitId, ...]:
        return tuple(unit for journal in self.journals() if (unit := organisation_of(journal)))

    def organisation(self, unit: UnitId):
        return self.folded.get(organisation_journal(unit))

    def dossiers(self) -> list[Dossier]:
        """Every dossier, the one with the newest entry first."""
        newest = self._places()[1]
        found = [state for state, _ in self.folded.values() if isinstance(state, Dossier)]
        return sorted(found, key=lambda one: -newest[dossier_journal(one.id)])

    def may_know(self, dossier: DossierId, sight: Sight) -> bool:
        return any(one.id == dossier and sees(sight, one) for one in self.dossiers())

    def archives(self, unit: UnitId) -> list[ArchiveRegister]:
        named = [journal for journal in self.folded if is_archive(journal) and unit_of(journal) == unit]
        return [self.folded[journal][0] for journal in named]

    def ask(self, query, sight: Sight):  # noqa: C901 - one line a question
        seen = [one for one in self.dossiers() if sees(sight, one)]
        if isinstance(query, q.Search):
            words = query.text.split()
            hits = [one for one in seen if any(all(w in text for w in words) for text in self._all_words(one))]
            return tuple(q.FoundRow(document=self._row(one, sight), before="", match="", after="") for one in hits)
        if isinstance(query, archived.QUERIES):
            return archived.ask(query, self.archives(sight.unit), seen)
        if isinstance(query, q.Numbers):
            return self._numbers(query, sight, {one.id for one in seen})
        if isinstance(query, q.KnownRegisters):
            names = (register_of(one) for one in self.journals() if unit_of(one) == sight.unit)
            return tuple(q.KnownRegisterRow(register=name) for name in names if name)
        if isinstance(query, o.Outline):
            return outlines.outline(query, self._listed(query.of, seen, sight))
        if isinstance(query, o.Lines):
            return self._lines(query, seen, sight)
        if isinstance(query, o.Counts):
            listed = {of: sum(_LISTS[of](sight, one) for one in seen) for of in query.of}
            return tuple(o.CountRow(of=of, documents=min(found, query.limit)) for of, found in listed.items())
        if isinstance(query, q.Supervisions):
            return self._supervisions(query, seen, sight)
        if isinstance(query, q.Named):
            return tuple(self._row(one, sight) for one in seen if query.name in (one.id, one.id[:8], one.number))
        plain = _PLAIN.get(type(query))
        return plain(query, seen) if plain else self._page(query, seen, sight)

    def _page(self, query, seen: list[Dossier], sight: Sight):
        wanted = _LISTS[type(query)]
        rows = [self._row(one, sight) for one in seen if wanted(sight, one)]
        return tuple(row for row in rows if not query.before or row.position < query.before)[: query.limit]

    def _supervisions(self, query: q.Supervisions, seen: list[Dossier], sight: Sight) -> tuple[q.SupervisionRow, ...]:
        known = {self._row(one, sight).key: one for one in seen}
        keys = query.keys or [key for key, one in known.items() if one.id == query.dossier]
        unit = self.organisation(sight.unit)[0] if seen else None
        return tuple(
            outlines.matter(key, one, unit)
            for key in keys
            if key in known
            for one in known[key].supervisions
            if outlines.at_stage(one, query.stage)
        )

    def _listed(self, of: type[q.DossierList], seen: list[Dossier], sight: Sight) -> list[outlines.Listed]:
        wanted = [one for one in seen if _LISTS[of](sight, one)]
        own = of in (q.ToDo, q.ToRead)
        return [
            outlines.Listed(
                row=self._row(one, sight), state=one, text=self._searched(one), due=self._line_due(one, sight, own=own)
            )
            for one in wanted
        ]

    def _line_due(self, dossier: Dossier, sight: Sight, *, own: bool) -> str:
        """When a document is due in a list: in those of one's own tasks for the person, else for whoever is first."""
        told = self._told(dossier, sight) if own else [task for task in dossier.tasks if task.is_open]
        return min((due for one in told if (due := self._due(dossier, one))), default="")

    def _all_words(self, dossier: Dossier) -> list[str]:
        entries = (one.entry for one in self.entries(dossier_journal(dossier.id)))
        return [self._searched(dossier), *(said.words for one in entries if (said := saying_in(one)))]

    def _searched(self, dossier: Dossier) -> str:
        return "\n".join((dossier.particulars.title, dossier.number, self.texts[dossier.id]))

    def _lines(self, query: o.Lines, seen: list[Dossier], sight: Sight) -> tuple[q.FoundRow, ...]:
        word = (query.words.split() or [""])[0]
        known = {row.key: (row, self._searched(one)) for row, one in ((self._row(one, sight), one) for one in seen)}
        found = [known[key] for key in query.keys if key in known]
        return tuple(
            q.FoundRow(
                document=row, before=text.partition(word)[0][-20:], match=word, after=text.partition(word)[2][:20]
            )
            if word and word in text
            else q.FoundRow(document=row, before="", match="", after=text[:40] if word else "")
            for row, text in found
        )

    def _numbers(self, query: q.Numbers, sight: Sight, seen: set[DossierId]) -> tuple[q.NumberRow, ...]:
        name = RegisterName(code=query.code, year=query.year, series=query.series)
        stored, organisation = self.register(sight.unit, name), self.organisation(sight.unit)
        people = {one.id: one.name for one in organisation[0].people} if organisation else {}
        titles = {one.id: one.particulars.title for one in self.dossiers() if one.id in seen}
        return tuple(
            q.NumberRow(
                number=str(number_in(name, line.serial)),
                serial=line.serial,
                state=line.state.value,
                dossier=line.dossier if line.dossier in seen else "",
                title=titles.get(line.dossier, "") or (line.title if sight.reads_issued and not line.dossier else ""),
                reason=line.reason,
                use=line.use.value,
                person=people.get(line.person, ""),
                time=line.time,
                date=line.date,
                handler=line.handler if sight.reads_issued else "",
            )
            for line in (stored[0].lines if stored else ())
        )

    def _places(self) -> tuple[dict[JournalId, int], dict[JournalId, int]]:
        """Where the first and the newest entry of every journal stand, counted from 1."""
        index = self.index.of(self.kept)
        return index.first, index.newest

    def _row(self, dossier: Dossier, sight: Sight) -> q.DossierRow:
        first, newest = self._places()
        step = dossier.flow.step(dossier.step) if dossier.flow else None
        people = {one.id: one.name for one in self.organisation(dossier.unit)[0].people}
        return q.DossierRow(
            dossier=dossier.id,
            title=dossier.particulars.title,
            kind=dossier.particulars.kind,
            number=dossier.number,
            organ=dossier.particulars.organ,
            urgency=dossier.particulars.urgency,
            classification=mark_in_words(dossier.particulars.classification, dossier.markings),
            phase=dossier.phase.value,
            step=step.name if step else "",
            holder=_in_hand(dossier, people),
            drafter=people.get(dossier.drafter, ""),
            drafted=dossier.drafted,
            position=newest[dossier_journal(dossier.id)],
            updated=dossier.updated,
            key=first[dossier_journal(dossier.id)],
            recipients=dossier.particulars.recipients,
            department=getattr(self.organisation(dossier.unit)[0].department(dossier.department), "name", ""),
            issuer=people.get(dossier.signed.person, "") if dossier.signed else "",
            issued_on=_day(dossier.signed),
            numbered_on=_day(dossier.numbered),
            dated=dossier.numbered.date if dossier.numbered else "",
            copies=dossier.sealed.copies if dossier.sealed else 0,
            dispatched_on=_day(dossier.dispatched),
            sent_to=dossier.dispatched.value if dossier.dispatched else "",
            filed_on=_day(dossier.filed),
            retention=dossier.filed.value if dossier.filed else "",
            came_number=dossier.incoming.number if dossier.incoming else "",
            received_on=dossier.incoming.received if dossier.incoming else "",
            envelope=dossier.incoming.envelope if dossier.incoming else "",
            standing=standing_of(dossier.validity, dossier.publication).word,
            standing_until=standing_of(dossier.validity, dossier.publication).until,
            opened=min((one.opened for one in self._told(dossier, sight)), default=""),
            on_behalf_of=_behalf(dossier, sight),
            due=self._line_due(dossier, sight, own=True),
            urged=max((one.urged for one in self._own(dossier, sight)), default=0),
            asked=outlines.asked(self._own(dossier, sight)),
        )

    def _own(self, dossier: Dossier, sight: Sight) -> list[Task]:
        return [task for task in dossier.tasks if task.is_open and _is_for(sight, task, dossier)]

    def _told(self, dossier: Dossier, sight: Sight) -> list[Task]:
        """The open tasks of which a line tells: the person's own; of whoever has none, the one that is due first."""
        waiting = [task for task in dossier.tasks if task.is_open]
        mine = [task for task in waiting if _is_for(sight, task, dossier)]
        return mine or sorted(waiting, key=lambda task: self._due(dossier, task) or "9")[:1]

    def _due(self, dossier: Dossier, task: Task) -> str:
        due = self.deadlines.due(task, dossier.flow, dossier.particulars.urgency)
        return due.isoformat() if due else ""

    # --- the rest

    def keep_draft(self, person: PersonId, key: str, data: bytes) -> None:
        self.refuse_reader()
        self.typed[person, key] = data

    def drafts(self, person: PersonId) -> dict[str, bytes]:
        return {key: data for (owner, key), data in self.typed.items() if owner == person}

    def drop_draft(self, person: PersonId, key: str) -> None:
        self.typed.pop((person, key), None)

    def projections(self) -> bytes:
        return repr(sorted(self.folded.items(), key=str)).encode() + repr(sorted(self.texts.items())).encode()

    def tidy(self, step: Step = unwatched) -> None:
        """There is no index."""

    def check(self) -> tuple[str, ...]:
        return ()

    def close(self) -> None:
        """Nothing is held."""


def _over(dossier: Dossier) -> str:
    mark = dossier.particulars.classification
    since = next((one.day for one in dossier.markings if one.mark == mark), "")
    return over_on(mark, since) if mark else ""


def _marks(query: q.Marks, seen: list[Dossier]) -> tuple[q.MarkRow, ...]:
    rows = [_mark_row(one) for one in seen if one.markings]
    shown = [row for row in rows if row.mark or query.lifted]
    return tuple(sorted(shown, key=lambda row: row.over or "9999")[: query.limit])


def _asked(_query: q.AskedForTwo, seen: list[Dossier]) -> tuple[q.AskedForTwoRow, ...]:
    return tuple(
        q.AskedForTwoRow(dossier=one.id, title=one.particulars.title, number=one.number) for one in seen if one.asked
    )


_PLAIN = {q.Marks: _marks, q.AskedForTwo: _asked}


def _mark_row(dossier: Dossier) -> q.MarkRow:
    marked = [one for one in dossier.markings if one.mark]
    last = dossier.markings[-1]
    return q.MarkRow(
        dossier=dossier.id,
        title=dossier.particulars.title,
        number=dossier.number,
        mark=dossier.particulars.classification,
        old=voided(dossier.markings),
        event=last.event.value,
        decided=last.day,
        basis=marked[-1].basis,
        source=marked[-1].source_number,
        over=_over(dossier),
    )


def _in_hand(dossier: Dossier, names: Mapping[str, str]) -> str:
    alone = [task for task in _of_the_step(dossier) if not task.holder.role]
    named = [names[task.holder.person] for task in sorted(alone, key=lambda one: one.id) if task.holder.person in names]
    holders = dict.fromkeys(task.holder.role or "指定人员" for task in _of_the_step(dossier))
    return "、".join(holders).replace("指定人员", "、".join(named) or "指定人员")


def _of_the_step(dossier: Dossier) -> list[Task]:
    return [task for task in dossier.tasks if task.is_open and not task.beside]


def _behalf(dossier: Dossier, sight: Sight) -> str:
    waiting = [task for task in dossier.tasks if task.is_open]
    if any(_own(sight, task) for task in waiting):
        return ""
    return next((one.name for one in sight.on_behalf if any(_lent(one, task, dossier) for task in waiting)), "")


def _day(fixed) -> str:
    return fixed.time[:10] if fixed else ""


def sees(sight: Sight, dossier: Dossier) -> bool:
    """The rule of sight, in words."""
    if dossier.unit != sight.unit or dossier.particulars.secrecy > sight.clearance or not sight.person:
        return False
    if dossier.audience and not dossier.audience.includes(sight.person, sight.department):
        return False
    return (
        sight.person in dossier.parties
        or _falls_to(sight, dossier)
        or (sight.heads_department and dossier.department == sight.department)
        or (sight.reads_issued and dossier.is_registered)
    )


def _falls_to(sight: Sight, dossier: Dossier) -> bool:
    return any(task.is_open and _is_for(sight, task, dossier) for task in dossier.tasks)


def _is_for(sight: Sight, task: Task, dossier: Dossier) -> bool:
    return _own(sight, task) or any(_lent(one, task, dossier) for one in sight.on_behalf)


def _lent(giver: Sight, task: Task, dossier: Dossier) -> bool:
    about = dossier.particulars
    return (
        _own(giver, task)
        and about.secrecy <= giver.clearance
        and about.kind in (giver.kinds or (about.kind,))
        and task.act in (giver.acts or (task.act,))
    )


def _own(sight: Sight, task: Task) -> bool:
    return (
        task.holder.role in (None, *sight.roles)
        and task.holder.department in ("", sight.department)
        and task.holder.person in ("", sight.person)
    )


def _has_to(sight: Sight, dossier: Dossier, *, read: bool) -> bool:
    return any(task.is_open and _is_for(sight, task, dossier) and task.is_reading == read for task in dossier.tasks)


def _open(dossier: Dossier) -> bool:
    return dossier.phase not in ENDED


_LISTS = {
    q.ToDo: lambda sight, one: _has_to(sight, one, read=False),
    q.ToRead: lambda sight, one: sight.person in one.unread or _has_to(sight, one, read=True),
    q.InHand: lambda sight, one: sight.person in one.parties and _open(one),
    q.Done: lambda sight, one: sight.person in one.parties and not _open(one),
    q.Everything: lambda sight, one: True,
    q.OutgoingRegister: lambda sight, one: one.numbered is not None,
    q.IncomingRegister: lambda sight, one: one.incoming is not None,
    q.InternalMatters: lambda sight, one: one.matter is not None,
    q.Supervised: lambda sight, one: bool(one.supervisions),
    q.Circulated: lambda sight, one: bool(one.circulated),
}


class FakeStores:
    """The place of one store."""

    def __init__(self) -> None:
        self.made: FakeStore | None = None
        self.outside: StoreFacts | None = None

    def exists(self) -> bool:
        return self.made is not None

    def facts(self) -> StoreFacts:
        assert self.outside is not None
        return self.outside

    def create(self, facts: StoreFacts, store_key: bytes) -> FakeStore:
        self.outside = facts
        self.made = FakeStore(facts)
        return self.made

    def open(self, store_key: bytes) -> FakeStore:
        assert self.made is not None
        return self.made

    def become(self, device: DeviceId, store_key: bytes) -> None:
        self.outside = replace(self.facts(), device=device)
        self.made = self.open(store_key).copied(device)
