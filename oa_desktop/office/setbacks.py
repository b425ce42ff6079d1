"""Whether a desk was put back to an older copy of itself (换成旧库): told by what it wrote and others hold.

What a desk wrote, it wrote here and nowhere else. Where somebody else remembers an entry of it that is not here, the
store is older than it was; where two entries claim one place of its chain, it went on from an older copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from oa_desktop.domain.entry import Entry, Head, SignedEntry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import JournalId, audit_journal, organisation_journal
from oa_desktop.domain.verification import Fault
from oa_desktop.office.ports.keys import Reached
from oa_desktop.office.ports.store import Store


def lost_here(store: Store, carried: Mapping[JournalId, Iterable[Head]]) -> Iterator[Fault]:
    """Give the heads of this desk that came back from elsewhere and are not in its store any more.

    Args:
        store: The store in use.
        carried: Heads as a backup or another desk remembers them; those of other desks say nothing of this one.
    """
    for journal in _told(store):
        for head in carried.get(journal, ()):
            if _is_lost(store, journal, head):
                yield Fault(rule="store.set-back", journal=journal, device=head.device, seq=head.seq)


def _is_lost(store: Store, journal: JournalId, head: Head) -> bool:
    return head.device == store.device and not _holds(store, journal, head)


def _told(store: Store) -> Iterator[JournalId]:
    """Give the journals that tell it of all others: every sign-in and backup stands in one of them."""
    for unit in store.units():
        yield from (organisation_journal(unit), audit_journal(unit))


def _holds(store: Store, journal: JournalId, head: Head) -> bool:
    newest = own_head(store, journal)
    if newest is None or newest.seq <= head.seq:
        return newest == head
    behind = (one for one in store.newest_first() if _is_at(one.entry, journal, head))
    return next((one.digest == head.digest for one in behind), False)


def _is_at(entry: Entry, journal: JournalId, head: Head) -> bool:
    return (entry.journal, entry.device) == (journal, head.device) and entry.seq <= head.seq


def own_head(store: Store, journal: JournalId) -> Head | None:
    """Return what this desk wrote last in a journal."""
    return next((one for one in store.heads(journal) if one.device == store.device), None)


def missed(store: Store, kept: Iterable[Reached]) -> tuple[Reached, ...]:
    """Return what was kept beside the store, of this desk, and is not in the store any more."""
    told = frozenset(_told(store))
    return tuple(one for one in kept if one.journal in told and _is_lost(store, one.journal, one.head))


def reached(store: Store, gone: Iterable[Reached]) -> tuple[Reached, ...]:
    """Return what is to be kept beside the store: how far it has come, and what it misses, until it is another desk."""
    heads = ((one, own_head(store, one)) for one in _told(store))
    now = (Reached(journal=journal, head=head) for journal, head in heads if head is not None)
    return (*now, *(replace(one, missed=True) for one in gone))


def refuse_set_back(entries: Iterable[SignedEntry], held: Mapping[JournalId, Iterable[SignedEntry]]) -> None:
    """Refuse entries that stand where others of the same desk stand here already.

    Args:
        entries: What came.
        held: What the journals hold here.

    Raises:
        Refused: ``records.set-back`` with journal, desk and place.
    """
    places = {_place(one): one.digest for found in held.values() for one in found}
    for one in entries:
        if places.get(_place(one), one.digest) != one.digest:
            entry = one.entry
            raise Refused("records.set-back", journal=entry.journal, device=entry.device, seq=entry.seq)


def _place(one: SignedEntry) -> tuple[str, str, int]:
    return one.entry.journal, one.entry.device, one.entry.seq
