"""Paragraphs of 正文 on the page: lines up to the next that begins further in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import CELL_MM
from oa_desktop.docs.inspect.lines import Line
from oa_desktop.docs.inspect.paper import PrintedPaper
from oa_desktop.docs.layout.breaking import NEVER_FIRST

FULL_CELLS = 25
"""A line as wide as so many characters is full."""
_STOPS = frozenset("。：；！？")
"""Marks that a paragraph ends with."""
_FLUSH_CELLS = 1.2
"""What begins further in than this carries no paragraph on."""
BEGINS_CELLS = 0.8
"""A line that begins so far in begins a paragraph."""
_LEVELS = (
    (1, re.compile(r"[一二三四五六七八九十]{1,3}[、.．]")),
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
    (3, re.compile(r"[0-9]{1,2}[.．](?![0-9])")),
    (4, re.compile(r"[（(][0-9]{1,2}[）)]")),
)
_HEADING_END = re.compile(r"[。：；，]|$")
_LONGEST = 30
"""Characters of the longest heading; what is longer is a sentence that is numbered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A paragraph as it is printed.

    Attributes:
        lines: From the top down; they may lie on several pages.
        level: 1 to 4 when it begins like a heading, 0 for running text.
    """

    lines: tuple[Line, ...]
    level: int

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(line.text for line in self.lines)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading, or begins with one that a full stop ends; items of a list are none."""
        if not self.level:
            return False
        heading, stop, running = self.text.partition("。")
        ends_free = heading[-1] not in "；：，、？！"
        return len(heading) <= _LONGEST and ends_free and "，" not in heading and (not stop or bool(running))

    @property
    def heading_length(self) -> int:
        """Characters of the heading on its first line."""
        found = _HEADING_END.search(self.lines[0].text, 2)
        return found.start() if found else len(self.lines[0].text)


def paragraphs_of(paper: PrintedPaper, *elements: Element) -> Iterator[Printed]:
    """Yield the paragraphs of some elements."""
    for element in elements:
        lines: list[Line] = []
        for line in paper.of(element):
            if lines and line.indent_cells > BEGINS_CELLS:
                yield _paragraph(lines)
                lines = []
            lines.append(line)
        if lines:
            yield _paragraph(lines)


def _paragraph(lines: list[Line]) -> Printed:
    level = next((level for level, form in _LEVELS if form.match(lines[0].text)), 0)
    return Printed(lines=tuple(lines), level=level)


def is_full(line: Line) -> bool:
    """Tell whether a line reaches across the 版心."""
    return line.right_mm - line.left_mm > FULL_CELLS * CELL_MM


def continued(text: Sequence[Line]) -> Iterator[Line]:
    """Yield lines that carry on a paragraph: the one above is full and ends no sentence."""
    right_mm = max((line.right_mm for line in text), default=0.0)
    for before, after in pairwise(text):
        if is_full(before) and before.right_mm > right_mm - CELL_MM and before.text[-1] not in _STOPS:
            yield after


def flush_cells(text: Sequence[Line]) -> float:
    """Return where the lines of a page that carry on a paragraph begin, in characters from the 版心's left edge."""
    indents = (line.indent_cells for line in continued(text))
    return min((cells for cells in indents if cells < _FLUSH_CELLS), default=0.0)


def even_lines(text: Sequence[Line]) -> list[Line]:
    """Return full lines that end with a character: what ends with a mark may reach further with its blank half."""
    return [line for line in text if is_full(line) and line.text[-1] not in NEVER_FIRST]
