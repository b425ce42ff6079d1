"""Comparing two papers (比对): element by element, the text paragraph by paragraph, and inside those by character.

Paragraphs that are alike are set side by side even when others were put in or taken out between them; what is the same
is not told. Levels, fonts, pages and the blanks in titles and names are not compared: only words.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from oa_desktop.domain.documents.findings import Place
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.manuscript import Block, Manuscript, Table, notes_of
from oa_desktop.domain.texts.aligning import Change, Part, Unit, aligned, differences_of
from oa_desktop.domain.texts.element_names import ELEMENTS, FIELDS

SHORTEST_MOVE = 8
"""Characters from which on a passage that went here and came there was moved."""
_BESIDE_HAN = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_BODY = "正文"
_BEHIND_TEXT = "attachment_notes"
"""The first element that stands below the text."""
_NOTE = "脚注"
OFF_PAGE = frozenset({"kind", "publicity", "secrecy_basis", "copies", "page_format"})
"""Elements that no page says outright."""
_UNTOLD = frozenset({Change.SAME, Change.LEFT})
"""What is no difference: it stayed, or is told where it came."""
_ANNEX, _ANNEX_TITLE = "附件{}", "附件{}标题"
_FILES, _FILE = "附件", "{}（指纹 {}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of a paper that is compared as one: an element, a name in a list, a paragraph, a row of a table."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A passage that is not the same in both papers.

    Attributes:
        change: What became of it; a passage that was moved is MOVED where it is and LEFT where it was.
        old: Where it was and what it said; None where it was not.
        new: Where it is and what it says; None where it is not.
        parts: What stayed, came and went, in order.
    """

    change: Change
    old: Passage | None = None
    new: Passage | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much is different between two papers (改动量).

    Attributes:
        places: Passages that are not the same.
        added: Characters that came.
        removed: Characters that went.
    """

    places: int = 0
    added: int = 0
    removed: int = 0


def compare(old: Manuscript, new: Manuscript, without: Container[str] = ()) -> tuple[Difference, ...]:
    """Return what is different in two papers, in the order of the paper.

    Args:
        old: The paper as it was.
        new: The paper as it is.
        without: Elements (by field) that are not looked at: :data:`OFF_PAGE` where a paper was read from pages.
    """
    return tuple(one for one in side_by_side(old, new, without) if one.change not in _UNTOLD)


def side_by_side(old: Manuscript, new: Manuscript, without: Container[str] = ()) -> tuple[Difference, ...]:
    """Return two papers as a whole, passage by passage, also those that stayed; one that was moved stands twice.

    Args:
        old: As in :func:`compare`.
        new: As in :func:`compare`.
        without: As in :func:`compare`.
    """
    pairs = zip(passages_of(old, without), passages_of(new, without), strict=True)
    return tuple(one for before, after in pairs for one in _with_moves(list(_aligned(before, after))))


def compare_files(old: Iterable[Attachment], new: Iterable[Attachment]) -> tuple[Difference, ...]:
    """Return which attached files are not the same, each by its name and the beginning of its digest (指纹)."""
    before, after = ([_file(one) for one in files] for files in (old, new))
    told = _with_moves([_whole(one) for one in _aligned(before, after)])
    return tuple(one for one in told if one.change not in _UNTOLD)


def _file(attached: Attachment) -> Passage:
    return Passage(place=Place(name=_FILES), text=_FILE.format(attached.name, attached.digest[:8]))


def _whole(one: Difference) -> Difference:
    """Return a difference of files in which one went for another: no character of a digest stays."""
    if not (one.change is Change.CHANGED and one.old and one.new):
        return one
    went, came = Part(change=Change.REMOVED, text=one.old.text), Part(change=Change.ADDED, text=one.new.text)
    return replace(one, parts=(went, came))


def tally(differences: Iterable[Difference]) -> Tally:
    """Return how much is different: places, and characters that came and went."""
    told = [one for one in differences if one.change not in _UNTOLD]
    came, went = (
        sum(len(part.text) for one in told for part in one.parts if part.change is change)
        for change in (Change.ADDED, Change.REMOVED)
    )
    return Tally(places=len(told), added=came, removed=went)


# --- passages ----------------------------------------------------------------------------------------------------


def passages_of(paper: Manuscript, without: Container[str] = ()) -> Iterator[list[Passage]]:
    """Yield what of a paper is compared with its like: elements of the head, text, elements below it, annexes."""
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
    units = [[Unit("", one.text) for one in group] for group in (old, new)]
    lone = bool(old) and old[0].place.name != _BODY
    for pair in aligned(*units, lone=lone):
        yield _told(
            old[pair.old] if pair.old is not None else None,
            new[pair.new] if pair.new is not None else None,
        )


def _told(old: Passage | None, new: Passage | None) -> Difference:
    """Return what became of a passage that is in one paper or in both."""
    if old is None or new is None:
        change = Change.ADDED if old is None else Change.REMOVED
        parts: tuple[Part, ...] = tuple(Part(change=change, text=one.text) for one in (old, new) if one)
    else:
        change = Change.SAME if old.text == new.text else Change.CHANGED
        parts = (
            (Part(change=Change.SAME, text=new.text),) if change is Change.SAME else differences_of(old.text, new.text)
        )
    return Difference(change=change, old=old, new=new, parts=parts)


def _with_moves(told: list[Difference]) -> list[Difference]:
    """Return what became of passages, those that went at one place and came at another as moved."""
    went: dict[str, list[int]] = {}
    for place, one in enumerate(told):
        if one.change is Change.REMOVED and one.old and len(one.old.text) >= SHORTEST_MOVE:
            went.setdefault(one.old.text, []).append(place)
    for place, one in enumerate(told):
        if one.change is Change.ADDED and one.new and went.get(one.new.text):
            before = went[one.new.text].pop(0)
            told[before], told[place] = _moved(told[before].old, one.new)
    return told


def _moved(old: Passage | None, new: Passage) -> tuple[Difference, Difference]:
    parts = (Part(change=Change.SAME, text=new.text),)
    left, moved = (Difference(change=one, old=old, new=new, parts=parts) for one in (Change.LEFT, Change.MOVED))
    return left, moved
