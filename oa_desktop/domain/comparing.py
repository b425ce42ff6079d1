"""Comparing two papers (比对): element by element, the text paragraph by paragraph, and inside those by character.

Paragraphs that are alike are set side by side even when others were put in or taken out between them; what is the same
is not told. Levels, fonts, pages and the blanks in titles and names are not compared: only words.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import count

from oa_desktop.domain.element_names import ELEMENTS, FIELDS
from oa_desktop.domain.findings import Place
from oa_desktop.domain.manuscript import Block, Manuscript, Table, notes_of

ALIKE = 0.5
"""From this ratio of equal characters on two paragraphs are one that was changed."""
_MOST_PAIRS = 10_000
"""Pairs of paragraphs that are tried out to find those that are alike; beyond that their order decides."""
_LONG = 600
"""Characters from which on a paragraph is compared by clauses first."""
_CLAUSE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
_BESIDE_HAN = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_BODY = "正文"
_BEHIND_TEXT = "attachment_notes"
"""The first element that stands below the text."""
_NOTE = "脚注"
OFF_PAGE = frozenset({"kind", "publicity", "secrecy_basis", "copies", "page_format"})
"""Elements that no page says outright."""
_ANNEX, _ANNEX_TITLE = "附件{}", "附件{}标题"


class Change(StrEnum):
    """What became of a passage, or of a part of one."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of a paper that is compared as one: an element, a name in a list, a paragraph, a row of a table."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a passage that stayed, came or went."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A passage that is not the same in both papers.

    Attributes:
        change: ADDED, REMOVED or CHANGED.
        old: Where it was and what it said; None where it was not.
        new: Where it is and what it says; None where it is not.
        parts: What stayed, came and went, in order.
    """

    change: Change
    old: Passage | None = None
    new: Passage | None = None
    parts: tuple[Part, ...] = ()


def compare(old: Manuscript, new: Manuscript, without: Container[str] = ()) -> tuple[Difference, ...]:
    """Return what is different in two papers, in the order of the paper.

    Args:
        old: The paper as it was.
        new: The paper as it is.
        without: Elements (by field) that are not looked at: :data:`OFF_PAGE` where a paper was read from pages.
    """
    pairs = zip(_groups(old, without), _groups(new, without), strict=True)
    return tuple(one for before, after in pairs for one in _aligned(before, after))


def differences_of(old: str, new: str) -> tuple[Part, ...]:
    """Return two texts as one, part by part: what stayed, what went and what came."""
    if max(len(old), len(new)) <= _LONG:
        return _joined(_parts(old, new))
    return _joined(_of_clauses(_CLAUSE.findall(old), _CLAUSE.findall(new)))


# --- passages ----------------------------------------------------------------------------------------------------


def _groups(paper: Manuscript, without: Container[str]) -> Iterator[list[Passage]]:
    """Yield what is compared with its like: the elements of the head, the text, the elements below it, the annexes."""
    fields = [field for field in dict.fromkeys(FIELDS.values()) if field not in without]
    text = fields.index(_BEHIND_TEXT)
    yield from (_element(paper, field) for field in fields[:text])
    yield [*_passages(_BODY, paper.body)]
    yield from (_element(paper, field) for field in fields[text:])
    yield [one for count, annex in enumerate(paper.annexes, 1) for one in _annex(count, annex.title, annex.body)]


def _element(paper: Manuscript, field: str) -> list[Passage]:
    value, name = getattr(paper, field), ELEMENTS[field]
    if isinstance(value, str):
        return [Passage(place=Place(name=name), text=_closed_up(value))] if value else []
    return [
        Passage(place=Place(name=name, paragraph=count), text=_closed_up(one)) for count, one in enumerate(value, 1)
    ]


def _closed_up(text: str) -> str:
    """Return the text of an element without line ends, and without blanks beside Chinese characters: they only part."""
    return _BESIDE_HAN.sub("", "".join(text.splitlines()))


def _annex(count: int, title: str, body: tuple[Block, ...]) -> Iterator[Passage]:
    yield Passage(place=Place(name=_ANNEX_TITLE.format(count)), text=_closed_up(title))
    yield from _passages(_ANNEX.format(count), body)


def _passages(name: str, blocks: tuple[Block, ...]) -> Iterator[Passage]:
    notes = count(1)
    for number, block in enumerate(blocks, 1):
        place = Place(name=name, paragraph=number)
        if isinstance(block, Table):
            rows = ("\t".join(" ".join(cell.split()) for cell in row) for row in block.rows)
            yield from (Passage(place=place, text=row) for row in rows)
        else:
            yield Passage(place=place, text=block.text)
            for note in notes_of(block):
                yield Passage(place=Place(name=name + _NOTE, paragraph=next(notes)), text=note)


# --- alignment ---------------------------------------------------------------------------------------------------


def _aligned(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, [one.text for one in old], [one.text for one in new], autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            yield from _replaced(old[start:end], new[first:last])


def _replaced(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[Difference]:
    """Yield what became of a stretch: pairs that are alike are changed, what lies between them went and came."""
    done_old = done_new = 0
    for place_old, place_new in [*_pairs(old, new), (len(old), len(new))]:
        yield from map(_removed, old[done_old:place_old])
        yield from map(_added, new[done_new:place_new])
        if place_old < len(old):
            yield _changed(old[place_old], new[place_new])
        done_old, done_new = place_old + 1, place_new + 1


def _pairs(old: Sequence[Passage], new: Sequence[Passage]) -> list[tuple[int, int]]:
    """Return which passages are one another's, both in their order; the sum of their likeness is the largest."""
    if len(old) == len(new) == 1 and old[0].place.name != _BODY:
        return [(0, 0)]
    if len(old) * len(new) > _MOST_PAIRS:
        pairs = zip(range(len(old)), range(len(new)), strict=False)
        return [(one, other) for one, other in pairs if _likeness(old[one].text, new[other].text) >= ALIKE]
    return _best_chain([[_likeness(one.text, other.text) for other in new] for one in old])


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


def _likeness(old: str, new: str) -> float:
    """Return how much two texts are alike, 0 to 1; of texts that cannot be alike it is not worked out."""
    if not old or not new or 2 * min(len(old), len(new)) < ALIKE * (len(old) + len(new)):
        return 0.0
    matcher = SequenceMatcher(None, old[:_LONG], new[:_LONG], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _removed(passage: Passage) -> Difference:
    return Difference(change=Change.REMOVED, old=passage, parts=(Part(change=Change.REMOVED, text=passage.text),))


def _added(passage: Passage) -> Difference:
    return Difference(change=Change.ADDED, new=passage, parts=(Part(change=Change.ADDED, text=passage.text),))


def _changed(old: Passage, new: Passage) -> Difference:
    return Difference(change=Change.CHANGED, old=old, new=new, parts=differences_of(old.text, new.text))


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
