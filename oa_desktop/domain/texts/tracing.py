"""Traces (修改痕迹): a chain of texts as one, in which every passage and every character knows when it came and went.

Versions are counted from 0. What went stays where it stood, before what came in its place.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from oa_desktop.domain.texts.aligning import Change, Pair, Unit, aligned, differences_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Characters that came together and went together.

    Attributes:
        text: The characters.
        came: The version that brought them.
        went: The version that no longer has them; None while they stand.
    """

    text: str
    came: int = 0
    went: int | None = None

    def stands_in(self, version: int) -> bool:
        """Tell whether a version has it."""
        return self.came <= version and (self.went is None or version < self.went)


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedPassage:
    """A passage through all versions.

    Attributes:
        kind: Its kind, as :class:`Unit` has it.
        came: The version that brought it.
        went: The version that no longer has it; None while it stands.
        places: Its place in every version that has it, from ``came`` on.
        stretches: All characters that it ever had, in order.
    """

    kind: str
    came: int
    went: int | None = None
    places: tuple[int, ...]
    stretches: tuple[Stretch, ...]

    @property
    def versions(self) -> range:
        """The versions that have it."""
        return range(self.came, self.came + len(self.places))

    @property
    def text(self) -> str:
        """What the newest version that has it says."""
        return "".join(one.text for one in self.stretches if one.stands_in(self.versions[-1]))


def trace(versions: Sequence[Sequence[Unit]], *, lone: bool = False, ends_meet: bool = False) -> list[TracedPassage]:
    """Return the passages that a chain of texts has ever had, in order.

    Args:
        versions: The passages of each text, the oldest first.
        lone: As in :func:`aligned`.
        ends_meet: Whether the last passages of two texts are a pair wherever they are of one kind.
    """
    traced: list[TracedPassage] = []
    for version, units in enumerate(versions):
        traced = list(_next(traced, units, version, lone=lone, ends_meet=ends_meet))
    return traced


def _next(
    traced: Sequence[TracedPassage], units: Sequence[Unit], version: int, *, lone: bool, ends_meet: bool
) -> Iterator[TracedPassage]:
    """Yield the passages after one more version."""
    waiting = deque(traced)
    standing = [Unit(one.kind, one.text) for one in traced if one.went is None]
    for pair in _pairs(standing, units, lone=lone, ends_meet=ends_meet):
        if pair.old is None and pair.new is not None:
            came = (Stretch(text=units[pair.new].text, came=version),)
            yield TracedPassage(kind=units[pair.new].kind, came=version, places=(pair.new,), stretches=came)
            continue
        while waiting[0].went is not None:
            yield waiting.popleft()
        yield _after(waiting.popleft(), pair.new, units, version)
    yield from waiting


def _pairs(old: Sequence[Unit], new: Sequence[Unit], *, lone: bool, ends_meet: bool) -> Iterator[Pair]:
    if ends_meet and old and new and old[-1].kind == new[-1].kind:
        yield from aligned(old[:-1], new[:-1], lone=lone)
        yield Pair(len(old) - 1, len(new) - 1)
    else:
        yield from aligned(old, new, lone=lone)


def _after(one: TracedPassage, place: int | None, units: Sequence[Unit], version: int) -> TracedPassage:
    """Return a passage that stood until now, after a version that has it at a place or no longer has it."""
    if place is None:
        gone = tuple(replace(each, went=version) if each.went is None else each for each in one.stretches)
        return replace(one, went=version, stretches=gone)
    text = units[place].text
    stretches = one.stretches if text == one.text else tuple(_rewritten(one, text, version))
    return replace(one, places=(*one.places, place), stretches=stretches)


def _rewritten(one: TracedPassage, text: str, version: int) -> Iterator[Stretch]:
    waiting = deque(one.stretches)
    for part in differences_of(one.text, text):
        if part.change is Change.ADDED:
            yield Stretch(text=part.text, came=version)
        else:
            went = version if part.change is Change.REMOVED else None
            yield from _taken(waiting, len(part.text), went)
    yield from waiting


def _taken(waiting: deque[Stretch], length: int, went: int | None) -> Iterator[Stretch]:
    """Yield so many characters that stand from the front, marked as gone where they went; the gone ones go along."""
    while length:
        one = waiting.popleft()
        if one.went is not None:
            yield one
            continue
        if len(one.text) > length:
            waiting.appendleft(replace(one, text=one.text[length:]))
        taken = one.text[:length]
        length -= len(taken)
        yield replace(one, text=taken, went=went)
