"""Several machines that work on one document, together and apart, and learn from each other when they meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from oa_desktop.domain import dossier as dossiers
from oa_desktop.domain.actions import Action, Merge, declaration_of
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.documents.particulars import Particulars
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Actor, ActorKind, Entry, Head, SignedEntry
from oa_desktop.domain.history import header_of, payload_of
from oa_desktop.domain.ids import (
    NOTHING,
    ActId,
    DepartmentId,
    DeviceId,
    Digest,
    DossierId,
    EntryId,
    KeyId,
    PersonId,
    UnitId,
    dossier_journal,
)
from oa_desktop.domain.journal import heads_of
from oa_desktop.domain.realms import Realm
from tests.fakes.office import FLOW
from tests.fakes.world import sm3

DOSSIER = DossierId("d" * 32)
UNIT = UnitId("u" * 32)
DRAFT = act.Draft(
    dossier=DOSSIER,
    flow=FLOW,
    department=DepartmentId("秘书科"),
    source=Digest("0" * 64),
    particulars=Particulars(title="关于归档的通知", kind="通知"),
)


def signed(entry: Entry) -> SignedEntry:
    """The entry with a signature that nobody checks."""
    data = entry.encode()
    return SignedEntry(entry=entry, signed=data, digest=sm3(data), signature=b"signature")


@dataclass
class Machine:
    """One device; what it has seen is always whole: with every entry also its past."""

    name: str
    known: dict[EntryId, SignedEntry] = field(default_factory=dict)
    names: Callable[[Iterable[SignedEntry]], tuple[Head, ...]] = heads_of

    def do(self, action: Action, person: str = "", *, kind: str = "", version: int = 0) -> EntryId:
        """Record an act upon all that this machine knows."""
        heads = heads_of(self.known.values())
        own = next((head for head in heads if head.device == self.name), None)
        seq = own.seq + 1 if own else 1
        declaration = declaration_of(action)
        journal = dossier_journal(DOSSIER)
        entry = Entry(
            realm=Realm.OFFICIAL,
            unit=UNIT,
            journal=journal,
            id=EntryId(f"{self.name}-{seq}"),
            device=DeviceId(self.name),
            seq=seq,
            prev=own.digest if own else NOTHING,
            basis=self.names(self.known.values()),
            act=ActId(f"act {self.name}-{seq}"),
            actor=Actor(kind=ActorKind.PERSON, person=PersonId(person or f"person at {self.name}")),
            kind=kind or declaration.kind,
            version=version or declaration.version,
            merges=declaration.merge is Merge.MERGEABLE,
            payload=payload_of(action, journal),
            claimed_time=f"2026-04-16T09:00:{seq % 60:02}+08:00",
            time_source="local-clock",
            key=KeyId("k"),
            **header_of(action),
        )
        return self.take(signed(entry))

    def take(self, entry: SignedEntry) -> EntryId:
        self.known[entry.entry.id] = entry
        return entry.entry.id

    def learn(self, other: Machine, count: int | None = None) -> None:
        """Learn the first entries that another machine came to know, all of them if no count is given."""
        for one in list(other.known.values())[:count]:
            self.known.setdefault(one.entry.id, one)

    @property
    def entries(self) -> list[Entry]:
        return [one.entry for one in self.known.values()]

    @property
    def state(self) -> Dossier:
        return dossiers.fold(DOSSIER, self.entries)


def machines(*names: str) -> list[Machine]:
    """Machines that all know the draft, which the first of them made."""
    made = [Machine(name) for name in names]
    made[0].do(DRAFT)
    for one in made[1:]:
        one.learn(made[0])
    return made


def everything(found: Iterable[Machine]) -> list[Entry]:
    """The union of what machines know."""
    union: dict[EntryId, Entry] = {}
    for one in found:
        union |= {entry.id: entry for entry in one.entries}
    return list(union.values())


def revise(title: str) -> act.Revise:
    """A revision that can be told from others by its title."""
    return act.Revise(dossier=DOSSIER, source=sm3(title.encode()), particulars=Particulars(title=title, kind="通知"))


def settle(upheld: EntryId) -> act.SettleConflict:
    return act.SettleConflict(dossier=DOSSIER, upheld=upheld, reason="以此为准")


def altered(entry: SignedEntry, **fields: object) -> SignedEntry:
    """Another entry, alike but for some fields."""
    return signed(replace(entry.entry, **fields))
