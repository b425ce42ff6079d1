"""Whether a desk was put back to an older copy of itself (换成旧库): told by what it wrote and others hold.

What a desk wrote, it wrote here and nowhere else. Where somebody else remembers an entry of it that is not here, the
store is older than it was; where two entries claim one place of its chain, it went on from an older copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from oa_desktop.domain.entry import Head, SignedEntry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import JournalId, audit_journal, organisation_journal
from oa_desktop.domain.verification import Fault
from oa_desktop.office.ports.store import Store


def lost_here(store: Store, carried: Mapping[JournalId, Iterable[Head]]) -> Iterator[Fault]:
    """Give the heads of this desk that came back from elsewhere and are not in its store any more.

    Args:
        store: The store in use.
        carried: Heads as a backup or another desk remembers them; those of other desks say nothing of this one.
    """
    for journal in _told(store):
        for head in carried.get(journal, ()):
            if head.device == store.device and not _holds(store, journal, head):
                yield Fault(rule="store.set-back", journal=journal, device=head.device, seq=head.seq)


def _told(store: Store) -> Iterator[JournalId]:
    """Give the journals that tell it of all others: every sign-in and backup stands in one of them."""
    for unit in store.units():
        yield from (organisation_journal(unit), audit_journal(unit))


def _holds(store: Store, journal: JournalId, head: Head) -> bool:
    newest = next((one for one in store.heads(journal) if one.device == head.device), None)
    if newest is None or newest.seq <= head.seq:
        return newest == head
    return any(one.digest == head.digest for one in store.entries(journal))


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
