"""Passages (文段): what is selected, from one place to another, and the words of it as they were typed.

A line that was only broken because it was full is joined to the next one; what every page repeats in its margin, such
as the page number, is left out of a passage that runs over pages.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from oa_desktop.ui.reading.page_text import Line, PageText

END = 1 << 30
"""Behind the last character of any page."""
_MARGIN_TOP_MM, _MARGIN_BOTTOM_MM = 25.0, 262.0
"""Between these heights of a sheet stands what is read (GB/T 9704-2012 5.2.1: 版心 of 37 mm to 262 mm)."""
_PAGE_NUMBER = re.compile(r"[—–\-·.第页共/\s]*\d{1,5}[—–\-·.第页共/\s\d]*")
_ALIKE = 0.15
"""Part of its height by which lines of the same size may differ."""
_FURTHEST = 2.6
"""Heights from one line to the next of the same paragraph."""
_BESIDE = 1.2
"""Heights that a last line of one character ends left of where its paragraph began, two characters in."""
_INDENT = 0.7
"""Heights by which a line begins further right when it begins a paragraph."""
_SPARE = 0.3
"""Heights that a full line may lack."""
_CLOSING = frozenset("，。、；：？！）》〉」』】〕”’…—%％,.;:?!)]")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Caret:
    """A place in the text of a document: before a character of a page, both from 0."""

    number: int
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What lies between two places, whichever comes first."""

    anchor: Caret
    focus: Caret

    @property
    def start(self) -> Caret:
        """Return the earlier place."""
        return min(self.anchor, self.focus)

    @property
    def end(self) -> Caret:
        """Return the later place."""
        return max(self.anchor, self.focus)

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return self.anchor == self.focus

    @property
    def pages(self) -> range:
        """Return the pages that it is on."""
        return range(self.start.number, self.end.number + 1)

    def on(self, number: int) -> tuple[int, int]:
        """Return its characters on a page, from the first up to the one after the last."""
        if number not in self.pages:
            return 0, 0
        first = self.start.index if number == self.start.number else 0
        return first, self.end.index if number == self.end.number else END


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """The part of a line that is in a passage."""

    page: PageText
    place: int
    words: str

    @property
    def line(self) -> Line:
        """Return the line that it is of."""
        return self.page.lines[self.place]


def words_of(passage: Passage, texts: Mapping[int, PageText]) -> str:
    """Return the words of a passage as they were typed; every page of it must be given."""
    pieces = list(_pieces(passage, texts))
    if not pieces:
        return ""
    joined = [pieces[0].words]
    for before, after in itertools.pairwise(pieces):
        joined += (_joint(before, after), after.words)
    return "".join(joined)


def words_on(page: PageText) -> str:
    """Return all words of a page, for whoever has it read aloud."""
    whole = Passage(anchor=Caret(number=0, index=0), focus=Caret(number=0, index=END))
    return words_of(whole, {0: page})


def in_margin(line: Line, page: PageText, others: Sequence[PageText]) -> bool:
    """Whether a line is a page number or a mark that other pages have in their margins, too."""
    if _MARGIN_TOP_MM < line.top < _MARGIN_BOTTOM_MM:
        return False
    words = _words(page, line)
    return bool(_PAGE_NUMBER.fullmatch(words)) or any(_repeats(line, words, other) for other in others)


def _repeats(line: Line, words: str, other: PageText) -> bool:
    return any(abs(one.top - line.top) < 1 and _words(other, one) == words for one in other.lines)


def _words(page: PageText, line: Line) -> str:
    return page.text[line.start : line.end].strip()


def _pieces(passage: Passage, texts: Mapping[int, PageText]) -> Iterator[_Piece]:
    alone = len(passage.pages) == 1
    for number in passage.pages:
        page = texts[number]
        start, end = passage.on(number)
        neighbours = [texts[near] for near in (number - 1, number + 1) if near in texts]
        for place, line in enumerate(page.lines):
            first, last = max(start, line.start), min(end, line.end)
            if first < last and (alone or not in_margin(line, page, neighbours)):
                yield _Piece(page=page, place=place, words=page.text[first:last])


def _joint(before: _Piece, after: _Piece) -> str:
    """Return what stands between two pieces of the text."""
    if before.page is after.page:
        if before.line.beside(after.line):
            return "\t"
        if not _follows(before.line, after.line):
            return "\n"
    if not _continues(before, after):
        return "\n"
    return " " if _spelt(before.words[-1]) and _spelt(after.words[0]) else ""


def _spelt(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _follows(before: Line, after: Line) -> bool:
    """Whether a line stands right below another one of its size, such as the next of a paragraph or of a cell."""
    below = 0 < after.top - before.top < _FURTHEST * before.height
    under = after.left < before.right and before.left < after.right + _BESIDE * before.height
    return below and under and _alike(before, after)


def _alike(before: Line, after: Line) -> bool:
    return abs(after.height - before.height) <= _ALIKE * before.height


def _continues(before: _Piece, after: _Piece) -> bool:
    """Whether a line was broken only because the next word found no room in it."""
    if not _alike(before.line, after.line):
        return False
    height, column = before.line.height, _column(before, after)
    indented = after.line.left > min(one.left for one in column) + _INDENT * height
    if indented and not any(_hangs(before.page, one, after.line) for one in column):
        return False
    return before.line.right + _first_word(after) > max(one.right for one in column) - _SPARE * height


def _column(before: _Piece, after: _Piece) -> Sequence[Line]:
    """Return the lines that show how wide a line may be: its paragraphs or cell; over pages, all lines of its size."""
    if before.page is not after.page:
        return [one for page in (before.page, after.page) for one in page.lines if _alike(before.line, one)]
    lines, first, end = before.page.lines, before.place, after.place + 1
    while first > 0 and _follows(lines[first - 1], lines[first]):
        first -= 1
    while end < len(lines) and _follows(lines[end - 1], lines[end]):
        end += 1
    return lines[first:end]


def _hangs(page: PageText, line: Line, after: Line) -> bool:
    """Whether a line begins below what stands behind the colon of another (GB/T 9704-2012 7.4.2: 抄送机关)."""
    colon = page.text.find("：", line.start, line.end)
    return colon >= 0 and abs(page.rights[colon] - after.left) < _SPARE * line.height


def _first_word(piece: _Piece) -> float:
    """Return the width in millimetres of what could not be parted from the line's first character."""
    page, end = piece.page, piece.line.start + 1
    while end < piece.line.end and _clings(page.text[end - 1], page.text[end]):
        end += 1
    return page.rights[end - 1] - page.lefts[piece.line.start]


def _clings(before: str, after: str) -> bool:
    return after in _CLOSING or (before.isascii() and after.isascii() and not after.isspace())
