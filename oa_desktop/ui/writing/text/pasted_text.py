"""Reading pasted plain text (读纯文本): a line is a paragraph, lines of cells between tabs are a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from oa_desktop.domain.manuscript import Block, Paragraph, Span, Table
from oa_desktop.domain.texts.levels import leading_number
from oa_desktop.ui.writing.text.reading import EDGES

_CELLS = 2
"""Cells that a row of a table has at least."""


def plain_blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of plain text; blank lines and blanks before a line are not taken over."""
    lines = (line for line in text.splitlines() if line.strip(EDGES))
    for width, group in groupby(lines, key=_width):
        rows = list(group)
        if width >= _CELLS and len(rows) > 1:
            yield Table(rows=tuple(tuple(cell.strip(EDGES) for cell in row.split("\t")) for row in rows))
        else:
            yield from (Paragraph(spans=(Span(text=row.replace("\t", " ").strip(EDGES)),)) for row in rows)


def _width(line: str) -> int:
    """Return how many cells a line has; a number of a level before a tab is none."""
    first, *rest = line.split("\t")
    number = leading_number(first.strip(EDGES))
    return 1 if number and number.text == first.strip(EDGES) else 1 + len(rest)
