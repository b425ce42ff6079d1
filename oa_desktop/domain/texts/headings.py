"""How much of a numbered paragraph is its heading (标题): by itself, and among its neighbours.

The rules, in this order, for a paragraph that begins with a number of a level:

1. At the first and second level, a label of at most 12 characters before a colon that is followed by text
   (一、会议时间：…) is the heading.
2. It has a full stop outside quotation marks and brackets, and more text behind it: its first sentence is a run-in
   heading, unless it is longer than 45 characters or is itself divided by a semicolon.
3. It is one sentence with a full stop at its end: a heading only if it has at most 20 characters and no comma.
4. Otherwise a line of at most 45 characters is a heading, unless a semicolon divides it or it ends with a comma, a
   colon or another mark that leaves the sentence open.

Below the second level a line of rule 4 must also be followed by something of its own, text or a deeper level; else a
list of short items would be a row of headings. Paragraphs in a row that semicolons divide are items of an enumeration.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from oa_desktop.domain.manuscript import Emphasis, Span
from oa_desktop.domain.texts.levels import Number, leading_number
from oa_desktop.domain.texts.spans import merged

LONGEST = 45
"""Characters of the longest heading."""
SHORT_SENTENCE = 20
"""Characters of the longest single sentence that still is a heading."""
LABEL = 12
"""Characters of the longest label before a colon."""
LABELLED = 2
"""The deepest level whose headings differ from running text so much that a label is set apart."""

_OPENING = "“‘《〈（([【「『"
_CLOSING = "”’》〉）)]】」』"
_STOPS = "。！？!?"
_OPEN_ENDS = "，,；;：:、—…"
_SEMICOLONS = ("；", ";")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """What the number of a paragraph makes of it.

    Attributes:
        level: 0 for running text, 1 to 5 for the level of its number.
        heading: How many characters at its start are its heading.
    """

    level: int = 0
    heading: int = 0


def ranks(texts: Sequence[str]) -> tuple[Rank, ...]:
    """Return the rank of every paragraph of a part, by its number and its neighbours.

    Args:
        texts: The paragraphs in their order; a table, and what is no paragraph of the text, is empty.
    """
    numbers = [leading_number(text) for text in texts]
    listed = _list_items(texts, numbers) | _row_items(texts, numbers)
    pairs = enumerate(zip(texts, numbers, strict=True))
    return tuple(_rank(text, number, is_listed=place in listed) for place, (text, number) in pairs)


def headed(spans: tuple[Span, ...], length: int) -> tuple[Span, ...]:
    """Return the spans with the first ``length`` characters, and no others, as heading."""
    return merged(_cut(spans, length))


def heading_length(text: str, number: str, level: int) -> int:
    """Return how many characters at the start of a numbered paragraph are its heading; 0 when none are.

    Args:
        text: The whole paragraph.
        number: The number it begins with.
        level: The level of that number.
    """
    label = _label_length(text, number) if level <= LABELLED else 0
    if label:
        return label
    stop = next(_outside(text, _STOPS), None)
    if stop is None:
        return len(text) if _is_heading_line(text) else 0
    sentence = text[: stop + 1]
    return len(sentence) if _is_run_in(sentence, alone=stop + 1 == len(text)) else 0


def is_whole_line(text: str, length: int) -> bool:
    """Tell whether the heading is the whole paragraph and no sentence."""
    return length == len(text) and text[-1:] not in _STOPS


def _is_heading_line(text: str) -> bool:
    return len(text) <= LONGEST and text[-1] not in _OPEN_ENDS and not set(text) & set("；;")


def _is_run_in(sentence: str, *, alone: bool) -> bool:
    if alone:
        return len(sentence) <= SHORT_SENTENCE and not set(sentence) & set("，,；;：:")
    return len(sentence) <= LONGEST and not set(sentence) & set("；;")


def _label_length(text: str, number: str) -> int:
    colon = next(_outside(text, "：:"), len(text))
    label = text[len(number) : colon]
    is_label = 0 < len(label) <= LABEL and not set(label) & set(_STOPS + _OPEN_ENDS + ",")
    return colon + 1 if is_label and colon + 1 < len(text) else 0


def _outside(text: str, wanted: str) -> Iterator[int]:
    """Yield where a wanted character stands outside quotation marks and brackets."""
    depth = 0
    for place, char in enumerate(text):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif char in wanted and depth == 0:
            yield place


def _rank(text: str, number: Number | None, *, is_listed: bool) -> Rank:
    if number is None:
        return Rank()
    return Rank(level=number.level, heading=0 if is_listed else heading_length(text, number.text, number.level))


def _cut(spans: tuple[Span, ...], length: int) -> Iterator[Span]:
    for span in spans:
        head, rest = span.text[:length], span.text[length:]
        length -= len(head)
        plain = Emphasis.PLAIN if span.emphasis is Emphasis.HEADING else span.emphasis
        yield Span(text=head, emphasis=Emphasis.HEADING, note="" if rest else span.note)
        yield Span(text=rest, emphasis=plain, note=span.note if rest else "")


def _list_items(texts: Sequence[str], numbers: Sequence[Number | None]) -> frozenset[int]:
    """Return the places of the numbered lines of the third level and below that are items of a list, no headings.

    A line whose neighbour is the next number of its own or a higher level heads nothing; the last line of such a row
    is of the same kind as the line before it.
    """
    items: set[int] = set()
    for place, number in enumerate(numbers):
        if number is None or number.level <= LABELLED or not _is_line(texts[place], number):
            continue
        behind = numbers[place + 1] if place + 1 < len(texts) else None
        heads_nothing = place + 1 == len(texts) or (behind is not None and behind.level <= number.level)
        before = numbers[place - 1] if place else None
        if heads_nothing or (before and before.level == number.level and place - 1 in items):
            items.add(place)
    return frozenset(items)


def _row_items(texts: Sequence[str], numbers: Sequence[Number | None]) -> frozenset[int]:
    """Return the places of numbered paragraphs that stand in a row and are items of an enumeration, no headings.

    An item ends in a semicolon or follows one that does; and a whole sentence is no heading where a neighbour of its
    row is none, for one row is set in one type.
    """
    return frozenset(place for row in _rows(numbers) for place in _items_of(texts, numbers, row))


def _rows(numbers: Sequence[Number | None]) -> Iterator[list[int]]:
    """Yield the places of numbered paragraphs of one level that follow each other."""
    levels = [number.level if number else 0 for number in numbers]
    for level, row in groupby(range(len(levels)), key=levels.__getitem__):
        if level:
            yield list(row)


def _items_of(texts: Sequence[str], numbers: Sequence[Number | None], row: list[int]) -> Iterator[int]:
    lengths = [_rank(texts[place], numbers[place], is_listed=False).heading for place in row]
    is_mixed = 0 in lengths
    for rank, place in enumerate(row):
        above = texts[row[rank - 1]] if rank else ""
        is_divided = above.endswith(_SEMICOLONS) or texts[place].endswith(_SEMICOLONS)
        if is_divided or (is_mixed and lengths[rank] == len(texts[place])):
            yield place


def _is_line(text: str, number: Number) -> bool:
    return is_whole_line(text, heading_length(text, number.text, number.level))
