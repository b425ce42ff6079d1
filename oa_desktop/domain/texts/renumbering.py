"""Numbering a text anew (一键编号): every level counts from one below each higher heading. GB/T 9704-2012 7.3.3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oa_desktop.domain.texts.levels import DEEPEST, leading_number, written_number

_PARTS = "第"
"""What the numbers of chapters begin with; those are left as they are."""
_MARKS = "（）()、.． "


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A paragraph as numbering sees it.

    Attributes:
        text: Its characters.
        level: 0 for running text.
        heading: Whether it begins with a heading.
    """

    text: str
    level: int
    heading: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbered:
    """A number that gives way to another.

    Attributes:
        place: Which of the paragraphs.
        old: What stands there, empty for a heading without a number.
        new: What comes in its place.
    """

    place: int
    old: str
    new: str


def renumbered(paragraphs: Iterable[Numbered]) -> Iterator[Renumbered]:
    """Yield every number that is not the one that its paragraph should have, and those that are missing.

    Items of a list that begin with one behind running text are a list of their own; headings always count on.
    """
    counts = [0] * (DEEPEST + 1)
    begins_anew = False
    for place, one in enumerate(paragraphs):
        old = _number(one)
        if old is None:
            begins_anew = True
            continue
        if begins_anew and not one.heading and _is_first(old, one.level):
            counts[one.level] = 0
        begins_anew = False
        counts[one.level] += 1
        counts[one.level + 1 :] = [0] * (DEEPEST - one.level)
        new = written_number(one.level, counts[one.level])
        if not old.startswith(_PARTS) and old != new:
            yield Renumbered(place=place, old=old, new=new)


def _number(one: Numbered) -> str | None:
    """Return the number that a paragraph begins with; None for one that has none and needs none."""
    if not one.level:
        return None
    number = leading_number(one.text)
    return number.text if number else "" if one.heading else None


def _is_first(number: str, level: int) -> bool:
    return number.strip(_MARKS) == written_number(level, 1).strip(_MARKS)
