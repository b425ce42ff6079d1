"""Aligning two texts (对齐): which passages are one another's, and what stayed, came and went inside those that are.

Passages that are alike are a pair even when others were put in or taken out between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

ALIKE = 0.5
"""From this ratio of equal characters on two passages are one that was changed."""
_MOST_PAIRS = 10_000
"""Pairs of passages that are tried out to find those that are alike; beyond that their order decides."""
_LONG = 600
"""Characters from which on a passage is compared by clauses first."""
_CLAUSE = re.compile(r"[^。；！？\n]*[。；！？\n]?")


class Change(StrEnum):
    """What became of a passage, or of a part of one."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    """It is here now and was elsewhere."""
    LEFT = "left"
    """It was here and is elsewhere now."""


class Unit(NamedTuple):
    """What is aligned as one: passages of different kinds are never a pair."""

    kind: str
    text: str


class Pair(NamedTuple):
    """The places of a passage in the old and the new sequence; None where it is not."""

    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a passage that stayed, came or went."""

    change: Change
    text: str


def aligned(old: Sequence[Unit], new: Sequence[Unit], *, lone: bool = False) -> Iterator[Pair]:
    """Yield every passage of two sequences once, in their order; what went stands before what came.

    Args:
        old: The sequence as it was.
        new: The sequence as it is.
        lone: Whether one that stands for one is always a pair, however little they are alike.
    """
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from map(Pair, range(start, end), range(first, last))
        else:
            yield from _replaced(old, new, range(start, end), range(first, last), lone=lone)


def differences_of(old: str, new: str) -> tuple[Part, ...]:
    """Return two texts as one, part by part: what stayed, what went and what came."""
    if max(len(old), len(new)) <= _LONG:
        return _joined(_parts(old, new))
    return _joined(_of_clauses(_CLAUSE.findall(old), _CLAUSE.findall(new)))


# --- passages ----------------------------------------------------------------------------------------------------


def _replaced(old: Sequence[Unit], new: Sequence[Unit], gone: range, come: range, *, lone: bool) -> Iterator[Pair]:
    """Yield what became of a stretch: pairs that are alike, and what lies between them went and came."""
    pairs = [(0, 0)] if lone and len(gone) == len(come) == 1 else _pairs(old[_of(gone)], new[_of(come)])
    done_old = done_new = 0
    for place_old, place_new in [*pairs, (len(gone), len(come))]:
        yield from (Pair(one, None) for one in gone[done_old:place_old])
        yield from (Pair(None, one) for one in come[done_new:place_new])
        if place_old < len(gone):
            yield Pair(gone[place_old], come[place_new])
        done_old, done_new = place_old + 1, place_new + 1


def _of(places: range) -> slice:
    return slice(places.start, places.stop)


def _pairs(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    """Return which passages are one another's, both in their order; the sum of their likeness is the largest."""
    if len(old) * len(new) > _MOST_PAIRS:
        pairs = zip(range(len(old)), range(len(new)), strict=False)
        return [(one, other) for one, other in pairs if _likeness(old[one], new[other]) >= ALIKE]
    return _best_chain([[_likeness(one, other) for other in new] for one in old])


def _best_chain(likeness: list[list[float]]) -> list[tuple[int, int]]:
    """Return the chain of pairs whose likeness is the largest in sum; pairs that are not alike do not count."""
    height, width = len(likeness), len(likeness[0]) if likeness else 0
    best = [[0.0] * (width + 1) for _row in range(height + 1)]
    for row in range(height - 1, -1, -1):
        for column in range(width - 1, -1, -1):
            taken = likeness[row][column] + best[row + 1][column + 1] if likeness[row][column] >= ALIKE else 0.0
            best[row][column] = max(taken, best[row + 1][column], best[row][column + 1])
    return list(_followed(best))


def _followed(best: list[list[float]]) -> Iterator[tuple[int, int]]:
    row = column = 0
    while best[row][column] > 0:
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            yield row, column
            row, column = row + 1, column + 1


def _likeness(one: Unit, other: Unit) -> float:
    """Return how much two passages are alike, 0 to 1; of such as cannot be alike it is not worked out."""
    old, new = one.text, other.text
    if one.kind != other.kind or not old or not new or 2 * min(len(old), len(new)) < ALIKE * (len(old) + len(new)):
        return 0.0
    matcher = SequenceMatcher(None, old[:_LONG], new[:_LONG], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


# --- characters --------------------------------------------------------------------------------------------------


def _parts(old: str, new: str) -> Iterator[Part]:
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Part(change=Change.SAME, text=old[start:end])
        else:
            yield Part(change=Change.REMOVED, text=old[start:end])
            yield Part(change=Change.ADDED, text=new[first:last])


def _of_clauses(old: list[str], new: list[str]) -> Iterator[Part]:
    """Yield the parts of long texts: clauses that stayed, and those between them by character where that is no toil."""
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[start:end]), "".join(new[first:last])
        if kind == "equal":
            yield Part(change=Change.SAME, text=before)
        elif max(len(before), len(after)) <= _LONG:
            yield from _parts(before, after)
        else:
            yield Part(change=Change.REMOVED, text=before)
            yield Part(change=Change.ADDED, text=after)


def _joined(parts: Iterator[Part]) -> tuple[Part, ...]:
    """Return parts without empty ones, neighbours of one kind as one."""
    joined: list[Part] = []
    for part in parts:
        if part.text and joined and joined[-1].change is part.change:
            joined[-1] = Part(change=part.change, text=joined[-1].text + part.text)
        elif part.text:
            joined.append(part)
    return tuple(joined)
