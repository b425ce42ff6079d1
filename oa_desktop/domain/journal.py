"""A journal (办理记录的全体): the union of its devices' chains, put in one order whatever the order of arrival.

An entry names by its basis what its writer had seen. That gives every entry a causal past, written here as a *reach*:
for each device the highest ``seq`` that lies in the past. Clocks play no part.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from oa_desktop.domain.entry import Entry, Head, SignedEntry
from oa_desktop.domain.ids import DeviceId, EntryId

Reach: TypeAlias = Mapping[DeviceId, int]
Position: TypeAlias = tuple[DeviceId, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An entry in the order of its journal, with its causal past.

    Attributes:
        entry: The entry.
        reach: For each device the highest seq that the entry's writer had seen, directly or through others.
    """

    entry: Entry
    reach: Reach

    def saw(self, other: Entry) -> bool:
        """Whether another entry of the journal lies in this one's past."""
        return self.reach.get(other.device, 0) >= other.seq


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """The entries of a journal in their one order.

    Attributes:
        placed: Those whose whole past is present.
        waiting: Ids of those that name something not yet here; they count as soon as it arrives.
    """

    placed: tuple[Placed, ...]
    waiting: tuple[EntryId, ...] = ()


def in_order(entries: Iterable[Entry]) -> Ordered:
    """Order entries: topologically by basis, ties by device and seq.

    Two different entries at one position of one chain (a forked chain) are ordered by id; of different entries that
    share an id the first in the order counts. Verification reports both.
    """
    known = sorted(_by_id(entries).values(), key=_tie)
    by_position: dict[Position, Entry] = {}
    for entry in known:
        by_position.setdefault((entry.device, entry.seq), entry)
    lacking, followers = _edges(known, by_position)
    return _drain(known, lacking, followers)


def _by_id(entries: Iterable[Entry]) -> dict[EntryId, Entry]:
    known: dict[EntryId, Entry] = {}
    for entry in entries:
        rival = known.setdefault(entry.id, entry)
        if rival is not entry and rival != entry:
            known[entry.id] = min(rival, entry, key=lambda one: (_tie(one), one.encode()))
    return known


def heads_of(entries: Iterable[SignedEntry]) -> tuple[Head, ...]:
    """Return the newest entry of every device's chain, by device."""
    newest: dict[DeviceId, Head] = {}
    for one in entries:
        current = newest.get(one.entry.device)
        if current is None or one.entry.seq > current.seq:
            newest[one.entry.device] = one.head
    return tuple(newest[device] for device in sorted(newest))


def advanced(heads: tuple[Head, ...], head: Head) -> tuple[Head, ...]:
    """Return the heads after one more entry of a device."""
    others = [one for one in heads if one.device != head.device]
    return tuple(sorted([*others, head], key=lambda one: one.device))


def frontier(entries: Iterable[SignedEntry]) -> tuple[Head, ...]:
    """Return the heads that lie in no other head's past, by device: all that a new entry has to name as its basis.

    However many devices wrote to the journal, after one that had seen everything there is one. Entries that still wait
    for something of their past are not seen, and neither is what builds on them.
    """
    signed = {one.entry.id: one for one in entries}
    newest: dict[DeviceId, Placed] = {}
    for one in in_order(each.entry for each in signed.values()).placed:
        known = newest.get(one.entry.device)
        if known is None or one.entry.seq > known.entry.seq:
            newest[one.entry.device] = one
    seen = [other.reach for other in newest.values()]
    open_ends = [
        one for one in newest.values() if not any(reach.get(one.entry.device, 0) >= one.entry.seq for reach in seen)
    ]
    return tuple(sorted((signed[one.entry.id].head for one in open_ends), key=lambda head: head.device))


def _tie(entry: Entry) -> tuple[str, int, str]:
    return entry.device, entry.seq, entry.id


def _edges(
    entries: list[Entry], by_position: Mapping[Position, Entry]
) -> tuple[dict[EntryId, int], dict[EntryId, list[Entry]]]:
    lacking: dict[EntryId, int] = {}
    followers: dict[EntryId, list[Entry]] = {}
    for entry in entries:
        positions = _named(entry)
        lacking[entry.id] = len(positions)
        for position in positions:
            before = by_position.get(position)
            if before is not None:
                followers.setdefault(before.id, []).append(entry)
    return lacking, followers


def _named(entry: Entry) -> set[Position]:
    positions = {(head.device, head.seq) for head in entry.basis}
    if entry.seq > 1:
        positions.add((entry.device, entry.seq - 1))
    return positions


def _drain(entries: list[Entry], lacking: dict[EntryId, int], followers: Mapping[EntryId, list[Entry]]) -> Ordered:
    ready = [(_tie(entry), entry) for entry in entries if lacking[entry.id] == 0]
    heapq.heapify(ready)
    reaches: dict[EntryId, dict[DeviceId, int]] = {entry.id: {} for _, entry in ready}
    placed: list[Placed] = []
    while ready:
        _, entry = heapq.heappop(ready)
        placed.append(Placed(entry=entry, reach=reaches[entry.id]))
        for follower in followers.get(entry.id, ()):
            _extend(reaches.setdefault(follower.id, {}), reaches[entry.id], entry)
            lacking[follower.id] -= 1
            if lacking[follower.id] == 0:
                heapq.heappush(ready, (_tie(follower), follower))
    waiting = tuple(entry.id for entry in entries if lacking[entry.id] > 0)
    return Ordered(placed=tuple(placed), waiting=waiting)


def _extend(reach: dict[DeviceId, int], past: Reach, entry: Entry) -> None:
    for device, seq in past.items():
        reach[device] = max(seq, reach.get(device, 0))
    reach[entry.device] = max(entry.seq, reach.get(entry.device, 0))
