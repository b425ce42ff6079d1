"""Cells of a table, set: their words wrapped in the width of their columns, in the middle of their height."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from oa_desktop.docs import figures
from oa_desktop.docs.columns import LEADING_EM, PADDING_MM, size_pt, widths_mm
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.lines import SetLine, fill_lines
from oa_desktop.docs.layout.page import Run
from oa_desktop.docs.layout.rows import Style, TallCell, runs_of
from oa_desktop.docs.layout.type_case import Glyph, TypeCase
from oa_desktop.domain.documents.template import in_unit
from oa_desktop.domain.manuscript import CellSpan, Table
from oa_desktop.domain.texts.merged_cells import Place, cells_across, header_rows_of, merges_by_place

_LARGEST_PART = 20 / 22
"""A row taller than this part of a page is divided. C: it must fit a page below the repeated header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """How a table is set: edges of its columns, type and rules of its cells, how the sheet lies, and what is merged."""

    edges_mm: tuple[float, ...]
    style: Style
    rule_mm: float
    turned: bool
    merges: dict[Place, CellSpan]
    header_rows: int

    @property
    def page_lines(self) -> float:
        """How many lines of the grid a page holds."""
        return figures.TURNED_LINES if self.turned else figures.LINES_PER_PAGE

    @property
    def pitch_mm(self) -> float:
        """From line to line of type."""
        return self.style.size_mm * LEADING_EM

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.edges_mm) - 1

    @property
    def most_lines(self) -> int:
        """How many lines of type the tallest row has that is not divided."""
        return max(1, int(_LARGEST_PART * self.page_lines * figures.LINE_MM / self.pitch_mm))

    def across(self, row: int) -> list[CellSpan]:
        """Return the cells that a row goes through from the left."""
        return list(cells_across(self.merges, row, self.columns))


def grid_of(case: TypeCase, table: Table, block: int) -> Grid:
    """Return how a table is set that is so many blocks behind the first."""
    style = Style(element=Element.TABLE, size_pt=size_pt(table, case.template), block=block).off_grid()
    return Grid(
        edges_mm=tuple(accumulate(widths_mm(table, case.template), initial=figures.AREA_LEFT_MM)),
        style=style,
        rule_mm=in_unit(case.template.table_rule),
        turned=bool(table.landscape),
        merges=merges_by_place(table),
        header_rows=header_rows_of(table),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCell:
    """A cell with its lines; ``centred`` as a header is."""

    span: CellSpan
    lines: Sequence[SetLine]
    centred: bool


def set_cell(case: TypeCase, text: str, grid: Grid, span: CellSpan) -> SetCell:
    """Return a cell set in the width of its columns; one that names the rows beside it is set as a header is."""
    header = span.row < grid.header_rows
    level = header or (span.rows > 1 and text.isalnum())
    role = FontRole.HEITI if header else FontRole.FANGSONG
    width_mm = grid.edges_mm[span.last_column + 1] - grid.edges_mm[span.column]
    width = (width_mm - 2 * PADDING_MM) / grid.style.cell_mm
    typed = [case.glyphs(role, line.strip()) for line in text.splitlines()]
    lines = [line for glyphs in typed for line in _wrapped(glyphs, width, level=level)]
    return SetCell(span=span, lines=lines, centred=header or len(lines) <= span.rows)


def cell_runs(case: TypeCase, cell: SetCell, lines: Sequence[SetLine], grid: Grid, height_mm: float) -> Iterator[Run]:
    """Yield the runs of some lines of a cell, in the middle of a height."""
    top = (height_mm - len(lines) * grid.pitch_mm + grid.pitch_mm - grid.style.size_mm) / 2
    for number, line in enumerate(lines):
        x_mm = _left_mm(cell, line, grid, centred=cell.centred or len(lines) == 1)
        yield from runs_of(case, line, grid.style, x_mm=x_mm, top_mm=top + number * grid.pitch_mm)


def _left_mm(cell: SetCell, line: SetLine, grid: Grid, *, centred: bool) -> float:
    left, right = grid.edges_mm[cell.span.column], grid.edges_mm[cell.span.last_column + 1]
    return (left + right - line.width * grid.style.cell_mm) / 2 if centred else left + PADDING_MM


def tall_cell(case: TypeCase, cell: SetCell, grid: Grid) -> TallCell:
    """Return a cell that takes several rows, to be put where it is known where pages end."""
    lines = (
        runs_of(case, line, grid.style, x_mm=_left_mm(cell, line, grid, centred=cell.centred)) for line in cell.lines
    )
    return TallCell(
        left_mm=grid.edges_mm[cell.span.column],
        right_mm=grid.edges_mm[cell.span.last_column + 1],
        lines=tuple(lines),
        pitch_mm=grid.pitch_mm,
        size_mm=grid.style.size_mm,
        rule_mm=grid.rule_mm,
    )


def _wrapped(glyphs: Sequence[Glyph], width: float, *, level: bool) -> list[SetLine]:
    """Return the lines of a text; where they are to be level, as in a header, 建设性质 is parted in its middle."""
    lines = fill_lines(glyphs, first=width, others=width, even=False)
    if not level or len(lines) < 2:
        return lines
    most = math.ceil(sum(glyph.em for glyph in glyphs) / len(lines))
    levelled = fill_lines(glyphs, first=min(most, width), others=min(most, width), even=False)
    return levelled if len(levelled) == len(lines) else lines
