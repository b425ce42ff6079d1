"""The text of a page (页面文字) out of the places of its characters: its lines, and what is at a point."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from oa_desktop.office.ports.pages import TextPlace

_FAR = 0.9
"""Heights of a character that part two pieces of one row, such as the cells of a table."""
_BACK = 0.1
"""Heights by which a character may stand left of the one before it."""
_MOST_MARKS = 4
"""Lines that may have been drawn under the page before its text begins: seals, marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A piece of a row: its characters and its box in millimetres."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """In millimetres."""
        return self.bottom - self.top

    def beside(self, other: Line) -> bool:
        """Whether two pieces stand in one row."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared > min(self.height, other.height) / 2

    def away(self, x: float, y: float) -> tuple[float, float]:
        """Return how far a point is, up and down first."""
        return max(0.0, self.top - y, y - self.bottom), max(0.0, self.left - x, x - self.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The characters of a page.

    Attributes:
        text: One code point for each.
        lefts: Left edge of each, in millimetres.
        rights: Right edge of each; it ends where the next character of its line begins.
        lines: The pieces of rows, in the order of the text.
    """

    text: str
    lefts: array[float]
    rights: array[float]
    lines: tuple[Line, ...]

    def index_at(self, x: float, y: float) -> int:
        """Return between which characters a point lies: the index of the one after it."""
        if not self.lines:
            return 0
        line = min(self.lines, key=lambda one: one.away(x, y))
        for index in range(line.start, line.end):
            if x < (self.lefts[index] + self.rights[index]) / 2:
                return index
        return line.end

    def covers(self, x: float, y: float) -> bool:
        """Whether there is text at a point."""
        return any(line.away(x, y) == (0.0, 0.0) for line in self.lines)

    def boxes(self, start: int, end: int) -> Iterator[QRectF]:
        """Yield the boxes of some characters, one a line, in millimetres."""
        for line in self.lines:
            first, last = max(start, line.start), min(end, line.end)
            if first < last:
                left = self.lefts[first]
                yield QRectF(left, line.top, self.rights[last - 1] - left, line.height)

    def stretch_at(self, index: int) -> tuple[int, int]:
        """Return the characters of a line around one up to punctuation: what a double click takes."""
        line = next((one for one in self.lines if one.start <= index <= one.end), None)
        if line is None:
            return 0, 0
        start = end = min(index, line.end - 1)
        while start > line.start and self.text[start - 1].isalnum():
            start -= 1
        while end < line.end and self.text[end].isalnum():
            end += 1
        return start, max(end, start + 1)


EMPTY = PageText(text="", lefts=array("f"), rights=array("f"), lines=())


def page_text(places: Sequence[TextPlace]) -> PageText:
    """Return the text of a page in the order of reading: what was drawn under the page comes last."""
    lines = _lines(places)
    begins = _beginning(lines)
    if begins:
        places = (*places[begins:], *places[:begins])
        lines = _lines(places)
    lefts = array("f", (one.x_mm for one in places))
    rights = array("f", (one.x_mm + one.width_mm for one in places))
    for line in lines:
        for index in range(line.start, line.end - 1):
            rights[index] = max(lefts[index], min(rights[index], lefts[index + 1]))
    return PageText(text="".join(one.text for one in places), lefts=lefts, rights=rights, lines=lines)


def _lines(places: Sequence[TextPlace]) -> tuple[Line, ...]:
    starts = [index for index in range(len(places)) if index == 0 or _breaks(places[index - 1], places[index])]
    ends = [*starts[1:], len(places)] if starts else []
    return tuple(_line(places, start, end) for start, end in zip(starts, ends, strict=True))


def _breaks(before: TextPlace, after: TextPlace) -> bool:
    """Whether a character begins another line than the one before it."""
    height = min(before.height_mm, after.height_mm)
    if height <= 0:
        return False
    shared = min(before.y_mm + before.height_mm, after.y_mm + after.height_mm) - max(before.y_mm, after.y_mm)
    gap = after.x_mm - before.x_mm - before.width_mm
    return shared < height / 2 or after.x_mm < before.x_mm - _BACK * height or gap > _FAR * height


def _line(places: Sequence[TextPlace], start: int, end: int) -> Line:
    line = places[start:end]
    return Line(
        start=start,
        end=end,
        left=min(one.x_mm for one in line),
        top=min(one.y_mm for one in line),
        right=max(one.x_mm + one.width_mm for one in line),
        bottom=max(one.y_mm + one.height_mm for one in line),
    )


def _beginning(lines: Sequence[Line]) -> int:
    """Return the character at which reading begins: in the topmost line, unless much was drawn before that."""
    if not lines:
        return 0
    top = min(range(len(lines)), key=lambda one: lines[one].top)
    return lines[top].start if top <= _MOST_MARKS else 0
