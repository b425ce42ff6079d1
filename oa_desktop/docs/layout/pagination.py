"""Giving every row a page and a line: 22 lines a page, what belongs together stays together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import LINES_PER_PAGE
from oa_desktop.docs.layout.rows import Row

_NEARLY = 1e-6
_CARRIED_ROWS = 2
"""Rows of text that are carried over with a signature that would stand alone."""
_NEVER_ALONE = ({Element.ATTACHMENT_NOTE}, {Element.SIGNATURE, Element.DATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A row with its place: page from 0, line of the grid from 0."""

    row: Row
    page: int
    line: float


@dataclass(slots=True)
class _Cursor:
    page: int
    line: float

    def turn(self) -> None:
        self.page += 1
        self.line = 0.0


def paginate(rows: Sequence[Row], first_line: int) -> list[Placed]:
    """Return the rows with their places.

    Args:
        rows: In order.
        first_line: The first line of the first page that is free.
    """
    cursor = _Cursor(0, float(first_line))
    if first_line >= LINES_PER_PAGE:
        cursor.turn()
    placed: list[Placed] = []
    for group in _groups(rows):
        if group[0].new_page and (cursor.line or cursor.page or placed):
            _turn_unless_fresh(cursor)
        if not _fits(group, cursor.line) and cursor.line:
            cursor.turn()
            placed += _place(group[0].repeated, cursor)
        placed += _place(group, cursor)
    return placed


def _turn_unless_fresh(cursor: _Cursor) -> None:
    if cursor.line:
        cursor.turn()


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield rows that are kept on one page."""
    group: list[Row] = []
    for row in rows:
        if row.new_page and group:
            yield group
            group = []
        group.append(row)
        if not row.keep_with_next:
            yield group
            group = []
    if group:
        yield group


def _fits(group: Sequence[Row], line: float) -> bool:
    for row in group:
        line = _line_of(row, line) + row.lines
    return line <= LINES_PER_PAGE + _NEARLY


def _line_of(row: Row, line: float) -> float:
    """Return the line at which a row stands: text on the grid, strips of a table right under each other."""
    return line if row.rules else float(math.ceil(line - _NEARLY))


def _place(rows: Sequence[Row], cursor: _Cursor) -> Iterator[Placed]:
    for row in rows:
        cursor.line = _line_of(row, cursor.line)
        if cursor.line + row.lines > LINES_PER_PAGE + _NEARLY and cursor.line:
            cursor.turn()
        if row.is_blank and not cursor.line:
            continue
        yield Placed(row=row, page=cursor.page, line=cursor.line)
        cursor.line += row.lines


def closing_stands_alone(placed: Sequence[Placed]) -> bool:
    """Tell whether 附件说明 or 落款 begins on a page without any text (what offices meet with 此页无正文)."""
    begins = (next((one.page for one in placed if _is_of(one.row, elements)), None) for elements in _NEVER_ALONE)
    texts = {one.page for one in placed if one.row.body}
    return bool(texts) and any(page is not None and page not in texts for page in begins)


def _is_of(row: Row, elements: Set[Element]) -> bool:
    return any(run.element in elements for run in row.runs)


def with_text_carried_over(rows: Sequence[Row], before: Sequence[Placed]) -> list[Row]:
    """Return the rows with the last lines of the text moved to the page of 附件说明 or 落款.

    Args:
        rows: That were paginated.
        before: Their places; the first page keeps at least one line of text.
    """
    closing = next(number for number, row in enumerate(rows) if any(_is_of(row, one) for one in _NEVER_ALONE))
    texts = [number for number, row in enumerate(rows[:closing]) if row.body]
    carried = texts[-min(_CARRIED_ROWS, max(1, len(texts) - 1)) :]
    if len(texts) <= 1 and before[0].page == 0:
        return list(rows)
    start = carried[0]
    return [*rows[:start], replace(rows[start], new_page=True), *rows[start + 1 :]]
