"""The rows of a form (表单): the type of their cells, and where it is divided over pages. Every figure: practice.

A row grows with what was filled in, and one that is taller than a page goes on on the next: nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts import FontRole
from oa_desktop.docs.layout.lines import SetLine, fill_lines
from oa_desktop.docs.layout.rows import Style
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.domain.forms import Cell, Row

TOP_MM, BOTTOM_MM = 26.0, 272.0
"""Edges of a page of a form."""
TITLE_GAP_MM = 8.0
"""Between the title and the first row."""
PADDING_MM = 1.5
"""White inside the rules of a cell."""
PITCH_MM = 7.0
"""Line pitch inside a cell."""
_TALL_MM = 20.0
"""From this height on the label stands above what was filled in, else before it."""
_HEAD_MM = 2 * figures.LINE_MM + TITLE_GAP_MM
_LINES_PER_PAGE = int((BOTTOM_MM - TOP_MM - _HEAD_MM - 2 * PADDING_MM) / PITCH_MM)
"""Lines of the largest part of a row; it fits under a title of two lines."""
_LABEL_SHARE = 0.5
"""A label wider than this part of its cell stands above what was filled in."""
_LABEL_GAP_MM = 2.5

_LABEL = Style(element=Element.FORM, role=FontRole.HEITI, size_pt=12.0).off_grid()
_VALUE = Style(element=Element.FORM, role=FontRole.FANGSONG, size_pt=12.0).off_grid()


class Piece(NamedTuple):
    """Type on one line of a cell; ``x_mm`` counts from the cell's left rule, ``line`` from its first line."""

    type: SetLine
    style: Style
    x_mm: float
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A row of the form, or a part of one that is taller than a page.

    Attributes:
        edges_mm: Rules between the cells, outer ones included.
        cells: The pieces of each cell.
        height_mm: Of all cells.
    """

    edges_mm: tuple[float, ...]
    cells: tuple[tuple[Piece, ...], ...]
    height_mm: float


def drawn_together(case: TypeCase, rows: Sequence[Row], room_mm: float) -> Sequence[Row]:
    """Return the rows, lower, down to what stands in them, where only so all of them find room on the page."""
    full = [_height_mm(case, row) for row in rows]
    least = [_height_mm(case, replace(row, height_mm=_TALL_MM if row.height_mm >= _TALL_MM else 0.0)) for row in rows]
    if not sum(least) <= room_mm < sum(full):
        return rows
    share = (room_mm - sum(least)) / (sum(full) - sum(least))
    kept = (low + (high - low) * share for low, high in zip(least, full, strict=True))
    return [replace(row, height_mm=min(row.height_mm, one)) for row, one in zip(rows, kept, strict=True)]


def _height_mm(case: TypeCase, row: Row) -> float:
    return sum(strip.height_mm for strip in strips(case, row))


def strips(case: TypeCase, row: Row) -> Iterator[Strip]:
    """Yield the parts of a row, as a rule one."""
    edges = _edges_mm(row)
    widths = [right - left for left, right in pairwise(edges)]
    cells = [list(_pieces(case, cell, row, width)) for cell, width in zip(row.cells, widths, strict=True)]
    count = max((piece.line + 1 for cell in cells for piece in cell), default=1)
    for start in range(0, count, _LINES_PER_PAGE):
        lines = min(count - start, _LINES_PER_PAGE)
        height = lines * PITCH_MM + 2 * PADDING_MM
        yield Strip(
            edges_mm=edges,
            cells=tuple(tuple(_between(cell, start, start + lines)) for cell in cells),
            height_mm=max(height, row.height_mm) if count == lines else height,
        )


def _edges_mm(row: Row) -> tuple[float, ...]:
    """Return the rules of a row; its cells share the width of the 版心 whatever their twelfths come to."""
    total = sum(cell.width for cell in row.cells) or 1
    shares = (figures.AREA_WIDTH_MM * cell.width / total for cell in row.cells)
    return tuple(accumulate(shares, initial=figures.AREA_LEFT_MM))


def _between(pieces: Sequence[Piece], start: int, stop: int) -> Iterator[Piece]:
    return (piece._replace(line=piece.line - start) for piece in pieces if start <= piece.line < stop)


def _pieces(case: TypeCase, cell: Cell, row: Row, width_mm: float) -> Iterator[Piece]:
    """Yield the label and what was filled in: below the label in a tall row, else behind it."""
    room = (width_mm - 2 * PADDING_MM) / _LABEL.cell_mm
    labels = fill_lines(case.glyphs(_LABEL.role, cell.label), first=room, others=room, even=False)
    yield from (Piece(line, _LABEL, PADDING_MM, number) for number, line in enumerate(labels))
    label_mm = max((line.width for line in labels), default=0.0) * _LABEL.cell_mm
    beside_mm = PADDING_MM + label_mm + _LABEL_GAP_MM if label_mm else PADDING_MM
    beside = _value_lines(case, cell.value, (width_mm - beside_mm - PADDING_MM) / _VALUE.cell_mm)
    under = _value_lines(case, cell.value, room * _LABEL.cell_mm / _VALUE.cell_mm)
    above = row.height_mm >= _TALL_MM or label_mm > width_mm * _LABEL_SHARE or len(under) + len(labels) <= len(beside)
    values, x_mm, below = (under, PADDING_MM, len(labels)) if above else (beside, beside_mm, 0)
    yield from (Piece(line, _VALUE, x_mm, below + number) for number, line in enumerate(values))
    last_mm = x_mm + values[-1].width * _VALUE.cell_mm if values else 0.0
    yield from _signed(case, cell, row, (last_mm, width_mm), below + len(values))


def _signed(case: TypeCase, cell: Cell, row: Row, room_mm: tuple[float, float], free: int) -> Iterator[Piece]:
    """Yield who signed: at the foot of the cell, on the right, beside or below whatever else stands in it.

    Args:
        case: Type.
        cell: What is drawn.
        row: Its row.
        room_mm: From the end of the last line of the value to the right rule.
        free: The first line without a value.
    """
    last_mm, width_mm = room_mm
    foot = int((row.height_mm - 2 * PADDING_MM) / PITCH_MM) - 1
    lines = _value_lines(case, cell.signed, (width_mm - 2 * PADDING_MM) / _VALUE.cell_mm)
    widest_mm = max((line.width for line in lines), default=0.0) * _VALUE.cell_mm
    beside = len(lines) == 1 and last_mm + _LABEL_GAP_MM + widest_mm + PADDING_MM <= width_mm
    for number, line in enumerate(lines, start=max(free - beside, foot + 1 - len(lines), 0)):
        yield Piece(line, _VALUE, width_mm - PADDING_MM - line.width * _VALUE.cell_mm, number)


def _value_lines(case: TypeCase, value: str, room: float) -> list[SetLine]:
    typed = (line.strip() for line in value.splitlines())
    glyphs = (case.glyphs(_VALUE.role, line) for line in typed)
    return [line for one in glyphs for line in fill_lines(one, first=room, others=room, even=False)]
