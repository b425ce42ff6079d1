"""Witnessing (见证): the machine signs how far the journals have come, so that a cut tail is seen.

What no witness covers yet is read from the store itself: what was recorded before a crash is witnessed after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.auditing import WitnessHeads
from oa_desktop.domain.entry import JournalHeads, SignedEntry
from oa_desktop.domain.ids import JournalId, UnitId
from oa_desktop.office.ports.store import Store
from oa_desktop.office.states import Heads

NOTHING_PENDING: Mapping[JournalId, Heads] = {}
_AT_ONCE = 25
"""Journals that one entry names: so many fit in it."""


def unwitnessed(store: Store, pending: Sequence[SignedEntry] = ()) -> Mapping[UnitId, Sequence[JournalId]]:
    """Return the journals that were written to since this machine's newest witness, by unit, in order of writing.

    Args:
        store: The store.
        pending: What is signed and will be durable together with the witness.
    """
    found: dict[UnitId, dict[JournalId, None]] = {}
    for one in (*reversed([*_since_witness(store)]), *pending):
        found.setdefault(one.entry.unit, {})[one.entry.journal] = None
    return {unit: tuple(journals) for unit, journals in found.items()}


def uncovered(store: Store, most: int) -> int:
    """Return how many entries no witness of this machine covers, counted no further than to ``most``."""
    return sum(1 for _ in islice(_since_witness(store), most))


def _since_witness(store: Store) -> Iterator[SignedEntry]:
    return takewhile(lambda one: not _is_witness(one, store), store.newest_first())


def _is_witness(one: SignedEntry, store: Store) -> bool:
    return one.entry.kind == DECLARATIONS[WitnessHeads].kind and one.entry.device == store.device


def witnesses(
    store: Store, journals: Sequence[JournalId], pending: Mapping[JournalId, Heads] = NOTHING_PENDING
) -> Iterator[WitnessHeads]:
    """Give the acts that say how far some journals have come, in parts that fit an entry.

    Args:
        store: The store.
        journals: Which.
        pending: Heads that will be durable together with the witness.
    """
    seen = [JournalHeads(journal=one, heads=pending.get(one) or store.heads(one)) for one in journals]
    for start in range(0, len(seen), _AT_ONCE):
        yield WitnessHeads(seen=tuple(seen[start : start + _AT_ONCE]))
