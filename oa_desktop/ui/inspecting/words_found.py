"""The words that a finding is of (所指的文字): the text of an element or paragraph, and what of it is meant."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.documents.findings import Place
from oa_desktop.domain.manuscript import Block, Manuscript
from oa_desktop.domain.rules.paper import ANNEX, BODY
from oa_desktop.domain.texts.element_names import FIELDS

_AROUND = 6
"""Characters on either side by which words are found again on a page."""
_BEGINNING = 16
"""Characters that stand for all of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundWords:
    """A text, and the characters of it that are meant."""

    text: str = ""
    start: int = 0
    end: int = 0


def words_found(text: Manuscript, place: Place) -> FoundWords:
    """Return the element or paragraph at a place; empty where the text has none."""
    whole = _whole(text, place)
    end = place.end if place.end > place.start else len(whole)
    return FoundWords(text=whole, start=min(place.start, len(whole)), end=min(end, len(whole)))


def words_around(text: Manuscript, place: Place) -> str:
    """Return words by which a place is found again on a page: those meant, with their neighbours."""
    found = words_found(text, place)
    if (found.start, found.end) == (0, len(found.text)):
        return found.text[:_BEGINNING]
    return found.text[max(0, found.start - _AROUND) : found.end + _AROUND]


def _whole(text: Manuscript, place: Place) -> str:
    if place.name in FIELDS:
        value = getattr(text, FIELDS[place.name])
        return _nth(value, place.paragraph) if isinstance(value, tuple) else str(value)
    bound = {f"{ANNEX}{count}": one.body for count, one in enumerate(text.annexes, 1)}
    blocks: tuple[Block, ...] = text.body if place.name == BODY else bound.get(place.name, ())
    return _nth(tuple(block.text for block in blocks), place.paragraph)


def _nth(texts: tuple[str, ...], count: int) -> str:
    """Return the text of a number, counted from 1; all of them where none is meant."""
    return "、".join(texts if not count else texts[count - 1 : count])
