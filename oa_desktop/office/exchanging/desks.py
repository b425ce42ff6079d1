"""Working at several desks of one unit (工作台): what one desk wrote goes to the others, until all say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.exchanging import SendPackage, TakeInPackage
from oa_desktop.domain.archives.disposed import destroyed_holdings, disposed_of
from oa_desktop.domain.enrolled_keys import KeyOwner
from oa_desktop.domain.entry import Entry, JournalHeads, SignedEntry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.carriers import Carrier, refuse_carrier
from oa_desktop.domain.exchange.package import Outside, PackageId, Sort
from oa_desktop.domain.exchange.records import (
    ACCOUNTS,
    HEADS,
    RECORDS,
    CarriedHeads,
    contents_named,
    contents_of,
    contents_part,
    read_carried_heads,
    read_records,
    write_carried_heads,
    write_records,
)
from oa_desktop.domain.exchange.register import refuse_elsewhere
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import Digest, archive_journal, audit_journal, organisation_journal
from oa_desktop.domain.policy import refuse_role
from oa_desktop.domain.units import charter
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.office import accounts
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.exchanging.packing import Made, Packing
from oa_desktop.office.exchanging.partners import own_card
from oa_desktop.office.exchanging.register import register_of
from oa_desktop.office.merging import Union, united, wanted_contents
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.exchange import Looked, Parts
from oa_desktop.office.ports.store import Keep
from oa_desktop.office.setbacks import lost_here
from oa_desktop.office.trail.incidents import watched

if TYPE_CHECKING:
    from oa_desktop.office.session import Session

TAKING = DECLARATIONS[TakeInPackage].kind


@watched("工作台交换")
class Desks:
    """What one person carries between the desks of the unit; every right is judged at the door."""

    def __init__(self, office: OpenOffice, desk: Desk, session: Session) -> None:
        self._office = office
        self._desk = desk
        self._session = session
        self._packing = Packing(office, desk, session)

    def make(self, carrier: Carrier, since: PackageId | None = None) -> Made:
        """Make a package of what arrived here since the last one, and of the accounts, for the unit's other desks.

        Args:
            carrier: The medium.
            since: Begin behind an earlier one that was made here instead: those after it were lost.

        Raises:
            Refused: ``policy.role``, ``carrier.no-number``, ``carrier.one-person``, ``package.too-large``,
                ``package.too-many``.
            Unavailable: ``store.read-only``, ``disk.full``, ``blob.missing``, ``blob.damaged``.
        """
        refuse_role(self._desk.standing, SendPackage)
        with self._office.lock:
            entries = self._arrived(since)
            contents = {contents_part(one): self._desk.store.blobs.read(one) for one in self._named(entries)}
            card = own_card(self._office, self._desk)
            parts = {
                RECORDS: write_records(entries),
                ACCOUNTS: accounts.carried_accounts(self._office),
                HEADS: write_carried_heads(self._heads()),
                **contents,
            }
            return self._packing.pack(parts, [card], carrier, sort=Sort.RECORDS)

    def _heads(self) -> Iterator[JournalHeads]:
        """Give how far the unit's own journals have come: in them every sign-in stands, and witnesses of all others."""
        for journal in (organisation_journal(self._desk.unit), audit_journal(self._desk.unit)):
            yield JournalHeads(journal=journal, heads=self._desk.store.heads(journal))

    def _arrived(self, since: PackageId | None) -> list[SignedEntry]:
        """Return the unit's entries that arrived from the making of a package of records on, which was not in it."""
        arrived: list[SignedEntry] = []
        for one in self._desk.store.newest_first():
            if one.entry.unit == self._desk.unit:
                arrived.append(one)
            if self._ends(one.entry, since):
                break
        return arrived[::-1]

    def _ends(self, entry: Entry, since: PackageId | None) -> bool:
        """Whether an entry is the making of a package of records at this desk: of that one, where one is named."""
        own = (entry.device, entry.unit) == (self._desk.store.device, self._desk.unit)
        act = read_action(entry) if own else None
        return isinstance(act, SendPackage) and act.sort is Sort.RECORDS and since in (None, act.package)

    def take_in(self, data: bytes, carrier: Carrier) -> Changed:
        """Take in what another desk of the unit wrote, whole or not at all; a second time it changes nothing.

        Raises:
            Refused: ``policy.role``, ``carrier.*``, ``package.*``; ``records.other-unit``, ``store.set-back``,
                ``records.set-back``, ``records.missing``, ``records.faulty``, ``records.no-contents``,
                ``records.not-a-desk``.
            Unavailable: ``store.read-only``, ``disk.full``; nothing has changed then.
        """
        refuse_role(self._desk.standing, TakeInPackage)
        refuse_carrier(carrier, self._desk.standing.person, arriving=True)
        with self._office.lock:
            looked = self._office.ports.packages.look(data)
            parts = opened_records(self._office, self._desk, data)
            union = self._proved(looked.outside, parts)
            merged = self._merged(parts, union)
            if ACCOUNTS in parts:
                accounts.take_accounts(self._office, parts[ACCOUNTS])
            recorded = self._recorded(looked, carrier)
        for changed in (merged, recorded):
            if changed is not None:
                self._office.announce(changed)
        return merged or recorded

    def _proved(self, outside: Outside, parts: Parts) -> Union:
        """Return what the records come to with those here, once all that came is read and holds; nothing is kept yet.

        What a package says of this desk is heard only where a desk of the unit says it: whoever has the unit's card
        can make a package for it. It is heard before the other records are united, because a store that was put back
        lacks what they follow on.
        """
        carried, records = read_carried_heads(parts), read_records(parts)
        if ACCOUNTS in parts:
            self._office.ports.slots.refuse_carried(parts[ACCOUNTS])
        if self._is_enrolled(outside, records):
            self._refuse_set_back(outside, carried)
        union = self._united(records)
        self._refuse_no_desk(outside, union)
        self._wanted(union, parts)
        return union

    def _united(self, records: Iterable[StoredEntry]) -> Union:
        return united(self._desk.store, self._desk.crypto, self._desk.unit, records)

    def _is_enrolled(self, outside: Outside, records: Iterable[StoredEntry]) -> bool:
        """Whether the unit's own journal, with what came of it alone, has the desk that a package says it is from."""
        journal = organisation_journal(self._desk.unit)
        try:
            union = self._united(one for one in records if one.journal == journal)
        except Refused:  # why, the union of all that came says
            return is_desk_of(self._desk.organisation(), outside)
        return is_desk_of(self._unit_with(union), outside)

    def _unit_with(self, union: Union) -> Organisation:
        journal = organisation_journal(self._desk.unit)
        entries = union.together(journal) if journal in union.journals else self._desk.store.entries(journal)
        return charter.fold((one.entry for one in entries), self._desk.states.key_id)

    def _refuse_set_back(self, outside: Outside, carried: CarriedHeads) -> None:
        """Refuse to go on where another desk holds what this one wrote and has lost; the auditor is told."""
        if outside.sender.device == self._desk.store.device:  # a mere copy of this desk forks, see `united`
            return
        lost = tuple(lost_here(self._desk.store, carried))
        if lost:
            first = lost[0]
            self._office.note_faults(self._desk.own_standing, lost, TAKING)
            raise Refused("store.set-back", journal=first.journal, device=first.device, seq=first.seq)

    def _named(self, entries: Iterable[SignedEntry]) -> tuple[Digest, ...]:
        """Return the contents that go along: what was destroyed (销毁) does not."""
        registers = self._desk.states.archives(self._desk.unit)
        less = (archive_journal(self._desk.unit, one.name) for one in registers if one.gone)
        destroyed = destroyed_holdings(one.entry for journal in less for one in self._desk.store.entries(journal))
        gone = frozenset(disposed_of(registers))
        left = ((one.entry.journal, one) for one in entries if one.entry.journal not in gone)
        named = ((journal, digest) for journal, one in left for digest in contents_named((one,)))
        return tuple(dict.fromkeys(digest for journal, digest in named if (journal, digest) not in destroyed))

    def _refuse_no_desk(self, outside: Outside, union: Union) -> None:
        """Refuse a package of a machine that the unit, with what came, does not know as a desk of its own."""
        if not is_desk_of(self._unit_with(union), outside):
            raise Refused("records.not-a-desk")

    def _wanted(self, union: Union, parts: Parts) -> Set[Digest]:
        return wanted_contents(self._desk.store, union, {digest for digest, _ in self._intact(parts)})

    def _merged(self, parts: Parts, union: Union) -> Changed | None:
        """Record what is new with the contents that it names; what was newly kept goes again where that fails."""
        with self._desk.store.blobs.for_one_act() as keep:
            self._keep_contents(keep, parts, union)
            return self._office.recorder.merge((union,))

    def _keep_contents(self, keep: Keep, parts: Parts, union: Union) -> None:
        """Keep the contents that new entries name; one that is not what its name says is as good as none.

        What nobody names is not kept: it would lie here for ever, and what was destroyed here would be back.
        """
        wanted = self._wanted(union, parts)
        for digest, data in self._intact(parts):
            if digest in wanted:
                keep(data)

    def _intact(self, parts: Parts) -> Iterator[tuple[Digest, bytes]]:
        return ((digest, data) for digest, data in contents_of(parts) if self._desk.crypto.digest(data) == digest)

    def _recorded(self, looked: Looked, carrier: Carrier) -> Changed:
        """Record that the package was taken in, once."""
        outside = looked.outside
        known = register_of(self._desk).taken_package(outside.id)
        if known is not None:
            raise Refused("package.known", sender=outside.sender.name, sequence=known.act.sequence, day=known.time[:10])
        place = outside.recipient(self._desk.unit)
        return self._session.perform(
            TakeInPackage(
                package=outside.id,
                outside=looked.digest,
                sort=outside.sort,
                sender=outside.sender.unit,
                name=outside.sender.name,
                device=outside.sender.device,
                sequence=place.sequence if place else 0,
                carrier=carrier,
            )
        )


def opened_records(office: OpenOffice, desk: Desk, data: bytes) -> Parts:
    """Return what lies in a package of records of the unit; whether a desk of the unit made it is not asked here.

    Raises:
        Refused: ``package.*``, ``records.other-unit``.
    """
    unit, outside = desk.organisation(), office.ports.packages.look(data).outside
    refuse_elsewhere(outside, unit)
    if outside.sort is not Sort.RECORDS or outside.sender.unit != unit.unit:
        raise Refused("records.other-unit")
    try:
        key = bytes.fromhex(outside.sender.public)
    except ValueError:
        raise Refused("package.damaged", part="封面") from None
    return office.ports.packages.open(data, unit.unit, office.exchange, key)


def is_desk_of(unit: Organisation, outside: Outside) -> bool:
    """Tell whether the key that a package is signed by is that of a machine of a unit, at the desk that it names."""
    key = unit.key(outside.sender.key)
    if key is None or key.revoked is not None:
        return False
    return (key.owner, key.device) == (KeyOwner.MACHINE, outside.sender.device)
