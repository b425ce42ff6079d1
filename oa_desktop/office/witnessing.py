"""Witnessing (见证): the machine signs how far the journals have come, so that a cut tail is seen.

What no witness covers yet is read from the store itself: what was recorded before a crash is witnessed after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.auditing import WitnessHeads
from oa_desktop.domain.entry import JournalHeads, SignedEntry
from oa_desktop.domain.ids import JournalId, UnitId
from oa_desktop.office.ports.store import Store

_AT_ONCE = 25
"""Journals that one entry names: so many fit in it."""


def unwitnessed(store: Store) -> Mapping[UnitId, Sequence[JournalId]]:
    """Return the journals that were written to since this machine's newest witness, by unit, in order of writing."""
    found: dict[UnitId, dict[JournalId, None]] = {}
    newer = takewhile(lambda one: not _is_witness(one, store), store.newest_first())
    for unit, journal in reversed([(one.entry.unit, one.entry.journal) for one in newer]):
        found.setdefault(unit, {})[journal] = None
    return {unit: tuple(journals) for unit, journals in found.items()}


def _is_witness(one: SignedEntry, store: Store) -> bool:
    return one.entry.kind == DECLARATIONS[WitnessHeads].kind and one.entry.device == store.device


def witnesses(store: Store, journals: Sequence[JournalId]) -> Iterator[WitnessHeads]:
    """Give the acts that say how far some journals have come, in parts that fit an entry."""
    seen = [JournalHeads(journal=journal, heads=store.heads(journal)) for journal in journals]
    for start in range(0, len(seen), _AT_ONCE):
        yield WitnessHeads(seen=tuple(seen[start : start + _AT_ONCE]))
