"""The rows of a form (表单): how high they are, and where they are divided over pages. Every figure: practice.

A row grows with what was filled in. One that is short stays on one page; a long one fills what is left of the page and
goes on on the next: nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from oa_desktop.docs.forms.cells import PADDING_MM, Contents, Piece, contents
from oa_desktop.docs.forms.page import FormCase, FormPage
from oa_desktop.docs.layout.spacing import NEARLY
from oa_desktop.domain.forms import Row

_TALL_MM = 20.0
"""From this height on the label stands above what was filled in, else before it."""
_WHOLE_MM = 70.0
"""A row that is no higher is not divided."""
_FEWEST_LINES = 4
"""Lines of a row that are worth beginning it at the foot of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A row of the form, or a part of one that is divided over pages.

    Attributes:
        edges_mm: Rules between the cells, outer ones included.
        cells: The pieces of each cell.
        height_mm: Of all cells.
    """

    edges_mm: tuple[float, ...]
    cells: tuple[tuple[Piece, ...], ...]
    height_mm: float


def drawn_together(case: FormCase, rows: Sequence[Row], room_mm: float) -> Sequence[Row]:
    """Return the rows, lower, down to what stands in them, where only so all of them find room on the page."""
    least: list[float] = []
    for row in rows:
        least.append(least_mm(case, row))
        if sum(least) > room_mm:  # thousands of rows are not measured for nothing
            return rows
    full = [_height_mm(case, row) for row in rows]
    if sum(full) <= room_mm:
        return rows
    share = (room_mm - sum(least)) / (sum(full) - sum(least))
    kept = (low + (high - low) * share for low, high in zip(least, full, strict=True))
    return [replace(row, height_mm=min(row.height_mm, one)) for row, one in zip(rows, kept, strict=True)]


def least_mm(case: FormCase, row: Row) -> float:
    """Return how high a row is that is only as high as what stands in it."""
    return _height_mm(case, replace(row, height_mm=_TALL_MM if row.height_mm >= _TALL_MM else 0.0))


def begun_mm(case: FormCase, row: Row) -> float:
    """Return how much room a row wants where it begins: all of it, or the part of a high one that is not divided."""
    return min(_height_mm(case, row), _WHOLE_MM)


def _height_mm(case: FormCase, row: Row) -> float:
    lines = max((cell.lines for cell in _contents(case, row, row.height_mm)), default=1)
    return max(_of_lines_mm(case, lines), row.height_mm)


def strips(case: FormCase, row: Row, left_mm: float, page_mm: float) -> Iterator[Strip]:
    """Yield the parts of a row, as a rule one.

    Args:
        case: Type.
        row: The row.
        left_mm: What is left of the page that it begins on, or would.
        page_mm: Room on every further page.
    """
    cells = _contents(case, row, row.height_mm)
    filled_mm = _of_lines_mm(case, max((cell.lines for cell in cells), default=1))
    whole = filled_mm <= max(left_mm, _WHOLE_MM)
    if whole and filled_mm > row.height_mm:
        cells = _contents(case, row, filled_mm)
    first, others = (_lines_of(case, room_mm) for room_mm in (filled_mm if whole else left_mm, page_mm))
    for drawn in _divided(cells, first if whole or first >= _FEWEST_LINES else others, others):
        lines = max((piece.line + piece.lines for cell in drawn for piece in cell), default=1)
        height_mm = max(_of_lines_mm(case, lines), row.height_mm if whole else 0.0)
        yield Strip(edges_mm=_edges_mm(row, case.page), cells=drawn, height_mm=height_mm)


def _divided(cells: Sequence[Contents], first: int, others: int) -> Iterator[tuple[tuple[Piece, ...], ...]]:
    """Yield the pieces of all cells page by page."""
    parts = [cell.divided(first) for cell in cells]
    yield tuple(pieces for pieces, _ in parts)
    while any(left.blocks for _, left in parts):
        parts = [left.divided(others) for _, left in parts]
        yield tuple(pieces for pieces, _ in parts)


def _contents(case: FormCase, row: Row, height_mm: float) -> list[Contents]:
    """Return what stands in the cells of a row that is so high: all of them are signed at its foot."""
    widths = (right - left for left, right in pairwise(_edges_mm(row, case.page)))
    inner = height_mm - 2 * PADDING_MM
    tall = row.height_mm >= _TALL_MM
    return [contents(case, cell, width, inner, tall=tall) for cell, width in zip(row.cells, widths, strict=True)]


def _edges_mm(row: Row, page: FormPage) -> tuple[float, ...]:
    """Return the rules of a row; its cells share the width of the page whatever their shares come to."""
    total = sum(cell.width for cell in row.cells) or 1
    shares = (page.area_mm * cell.width / total for cell in row.cells)
    return tuple(accumulate(shares, initial=page.left_mm))


def _of_lines_mm(case: FormCase, lines: int) -> float:
    return lines * case.page.pitch_mm + 2 * PADDING_MM


def _lines_of(case: FormCase, height_mm: float) -> int:
    return int((height_mm - 2 * PADDING_MM) / case.page.pitch_mm + NEARLY)
