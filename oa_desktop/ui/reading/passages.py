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
    line: Line
    words: str


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
        for line in page.lines:
            first, last = max(start, line.start), min(end, line.end)
            if first < last and (alone or not in_margin(line, page, neighbours)):
                yield _Piece(page=page, line=line, words=page.text[first:last])


def _joint(before: _Piece, after: _Piece) -> str:
    """Return what stands between two pieces of the text."""
    same_page = before.page is after.page
    if same_page and before.line.beside(after.line):
        return "\t"
    if not _continues(before, after) or (same_page and _far(before.line, after.line)):
        return "\n"
    return " " if before.words[-1].isascii() and after.words[0].isascii() else ""


def _far(before: Line, after: Line) -> bool:
    return not 0 < after.top - before.top < _FURTHEST * before.height


def _continues(before: _Piece, after: _Piece) -> bool:
    """Whether a line was broken only because the next word found no room in it."""
    height = before.line.height
    if abs(after.line.height - height) > _ALIKE * height:
        return False
    left, right = _column(after.page, after.line)[0], _column(before.page, before.line)[1]
    if after.line.left > left + _INDENT * height:
        return False
    return before.line.right + _first_word(after) > right - _SPARE * height


def _column(page: PageText, line: Line) -> tuple[float, float]:
    """Return the left and right edge of all lines as high as this one."""
    alike = [one for one in page.lines if abs(one.height - line.height) <= _ALIKE * line.height]
    return min(one.left for one in alike), max(one.right for one in alike)


def _first_word(piece: _Piece) -> float:
    """Return the width in millimetres of what could not be parted from the line's first character."""
    page, end = piece.page, piece.line.start + 1
    while end < piece.line.end and _clings(page.text[end - 1], page.text[end]):
        end += 1
    return page.rights[end - 1] - page.lefts[piece.line.start]


def _clings(before: str, after: str) -> bool:
    return after in _CLOSING or (before.isascii() and after.isascii() and not after.isspace())
