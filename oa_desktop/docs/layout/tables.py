"""Tables set plainly: ruled cells with wrapped text, the header repeated on every page; upright or along the sheet.

GB/T 9704-2012 leaves their form open; every figure here is ours.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts import FontRole
from oa_desktop.docs.layout.lines import SetLine, fill_lines
from oa_desktop.docs.layout.page import Rule, Run
from oa_desktop.docs.layout.rows import Row, Style, runs_of
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.domain.manuscript import Table
from oa_desktop.domain.template import Template, in_unit

_PADDING_MM = 1.0
"""White between text and rule, left and right. P."""
_LEADING_EM = 1.3
"""Line pitch inside a cell. P."""
_GAP_LINES = 0.2
"""White under a table at least, in lines of the grid. P."""
_FEW, _SOME = 4, 6
"""Columns up to which the type of a table is that of few, and of some, columns. P."""
_NARROWEST_EM = 2.2
"""A column is at least this wide. P."""
_SHORT_EM = (3.0, 4.0, 5.0, 6.0, 8.0, 12.0)
"""Widths below which a column is not wrapped; the one that makes the table lowest is taken. P."""
_SHORT_CELL_EM = 5.0
"""A cell no longer than this, such as a name, is rather not wrapped. P."""
_WRAPPED_LINES = 0.4
"""What the wrapping of a short cell counts, in lines. P."""
_LARGEST_PART = 20 / 22
"""A row taller than this part of a page is divided. C: it must fit a page below the repeated header."""
_LARGEST_HEADER = 5 / 22
"""Header rows taller than this part of a page are not repeated. P."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Columns of a table: left edges and the right edge of the last; type and rules of cells; how the sheet lies."""

    edges_mm: tuple[float, ...]
    style: Style
    rule_mm: float
    turned: bool

    @property
    def page_lines(self) -> float:
        return figures.TURNED_LINES if self.turned else figures.LINES_PER_PAGE

    @property
    def pitch_mm(self) -> float:
        return self.style.size_mm * _LEADING_EM


def table_rows(case: TypeCase, table: Table, block: int) -> list[Row]:
    """Return the rows of a table; a row that is taller than a page is divided, nothing is dropped."""
    columns = max((len(row) for row in table.rows), default=0)
    if not columns:
        return []
    rows = [(*row, *("",) * (columns - len(row))) for row in table.rows]
    size_pt = table_size_pt(case.template, columns)
    style = Style(element=Element.TABLE, size_pt=size_pt, block=block).off_grid()
    width_mm = figures.AREA_HEIGHT_MM if table.landscape else figures.AREA_WIDTH_MM
    edges_mm = _edges_mm(rows, style.size_mm, width_mm)
    grid = _Grid(edges_mm=edges_mm, style=style, rule_mm=in_unit(case.template.table_rule), turned=table.landscape)
    set_rows = [
        part for number, row in enumerate(rows) for part in _row(case, row, grid, header=number < table.header_rows)
    ]
    header = tuple(row for row in set_rows[: table.header_rows] if row.lines <= _LARGEST_HEADER * grid.page_lines)
    set_rows[-1] = replace(set_rows[-1], lines=set_rows[-1].lines + _GAP_LINES)
    kept = [replace(row, keep_with_next=True) for row in set_rows[: table.header_rows]]
    return [*kept, *(replace(row, repeated=header) for row in set_rows[table.header_rows :])]


def table_size_pt(template: Template, columns: int) -> float:
    """Return the type size of a table of so many columns: 四号, 小四 or 五号 where the office chose nothing else. P."""
    most = columns > _SOME
    return in_unit(template.many_columns if most else template.some_columns if columns > _FEW else template.few_columns)


def _edges_mm(rows: Sequence[Sequence[str]], size_mm: float, width_mm: float) -> tuple[float, ...]:
    """Share the width of the 版心 among the columns so that the table becomes as low as it can."""
    widths_em = [[_widest_em(text) for text in row] for row in rows]
    wanted_mm = [
        max(_NARROWEST_EM, *(row[column] for row in widths_em)) * size_mm + 3 * _PADDING_MM
        for column in range(len(rows[0]))
    ]
    shares = [_shares_mm(wanted_mm, short * size_mm + 3 * _PADDING_MM, width_mm) for short in _SHORT_EM]
    lowest = min(shares, key=lambda share: _estimated_lines(widths_em, share, size_mm))
    return tuple(accumulate(lowest, initial=figures.AREA_LEFT_MM))


def _estimated_lines(widths_em: Sequence[Sequence[float]], shares_mm: Sequence[float], size_mm: float) -> float:
    """Return the height of the table in lines, and a little for every short cell that would wrap."""
    rooms = [max(1.0, (share - 2 * _PADDING_MM) / size_mm) for share in shares_mm]
    needs = [[math.ceil(width / room) for width, room in zip(row, rooms, strict=True)] for row in widths_em]
    wrapped = sum(
        _WRAPPED_LINES
        for widths, lines in zip(widths_em, needs, strict=True)
        for width, count in zip(widths, lines, strict=True)
        if count > 1 and width <= _SHORT_CELL_EM
    )
    return sum(map(max, needs)) + wrapped


def _widest_em(text: str) -> float:
    return max((sum(0.55 if char.isascii() else 1.0 for char in line) for line in text.splitlines()), default=0.0)


def _shares_mm(wanted_mm: Sequence[float], short_mm: float, width_mm: float) -> list[float]:
    """Return the widths of the columns: short ones as wide as they want, long ones share what is left.

    A long column gets a share by the root of its length, for its cells wrap.
    """
    kept = _kept_whole(wanted_mm, short_mm, width_mm)
    left_mm = width_mm - sum(wanted_mm[place] for place in kept)
    if len(kept) == len(wanted_mm):
        return [wanted + left_mm * wanted / sum(wanted_mm) for wanted in wanted_mm]
    roots = [0.0 if place in kept else math.sqrt(wanted) for place, wanted in enumerate(wanted_mm)]
    return [
        wanted if place in kept else left_mm * root / sum(roots)
        for place, (wanted, root) in enumerate(zip(wanted_mm, roots, strict=True))
    ]


def _kept_whole(wanted_mm: Sequence[float], short_mm: float, width_mm: float) -> frozenset[int]:
    """Return the columns that get all they want: short ones, while the others keep a fair share."""
    kept: set[int] = set()
    left_mm = width_mm
    short_mm = left_mm if sum(wanted_mm) <= left_mm else short_mm
    for place in sorted(range(len(wanted_mm)), key=lambda place: wanted_mm[place]):
        if wanted_mm[place] > min(short_mm, left_mm / (len(wanted_mm) - len(kept))):
            break
        kept.add(place)
        left_mm -= wanted_mm[place]
    return frozenset(kept)


def _row(case: TypeCase, texts: Sequence[str], grid: _Grid, *, header: bool) -> Iterator[Row]:
    """Yield the row, in several parts if it is taller than a page."""
    role = FontRole.HEITI if header else FontRole.FANGSONG
    cells = [_cell_lines(case, text, grid, column, role) for column, text in enumerate(texts)]
    most = max(1, int(_LARGEST_PART * grid.page_lines * figures.LINE_MM / grid.pitch_mm))
    tallest = max(len(lines) for lines in cells)
    for start in range(0, max(tallest, 1), most):
        yield _part(case, [lines[start : start + most] for lines in cells], grid, header=header)


def _cell_lines(case: TypeCase, text: str, grid: _Grid, column: int, role: FontRole) -> list[SetLine]:
    width = (grid.edges_mm[column + 1] - grid.edges_mm[column] - 2 * _PADDING_MM) / grid.style.cell_mm
    lines = [line.strip() for line in text.splitlines()]
    return [
        line for typed in lines for line in fill_lines(case.glyphs(role, typed), first=width, others=width, even=False)
    ]


def _part(case: TypeCase, cells: Sequence[Sequence[SetLine]], grid: _Grid, *, header: bool) -> Row:
    tallest = max(1, *(len(lines) for lines in cells))
    height_mm = tallest * grid.pitch_mm + 2 * _PADDING_MM
    runs = [
        run
        for column, lines in enumerate(cells)
        for run in _cell_runs(case, lines, grid, column, height_mm, centred=header)
    ]
    return Row(
        runs=tuple(runs),
        rules=tuple(_frame(grid, height_mm)),
        lines=height_mm / figures.LINE_MM,
        body=not grid.turned,
        turned=grid.turned,
    )


def _cell_runs(
    case: TypeCase, lines: Sequence[SetLine], grid: _Grid, column: int, height_mm: float, *, centred: bool
) -> Iterator[Run]:
    """Yield the runs of a cell: in the middle of its height; a short single line also in the middle of its width."""
    left, right = grid.edges_mm[column], grid.edges_mm[column + 1]
    top = (height_mm - len(lines) * grid.pitch_mm + grid.pitch_mm - grid.style.size_mm) / 2
    for number, line in enumerate(lines):
        width_mm = line.width * grid.style.cell_mm
        middle = centred or len(lines) == 1
        x_mm = (left + right - width_mm) / 2 if middle else left + _PADDING_MM
        yield from runs_of(case, line, grid.style, x_mm=x_mm, top_mm=top + number * grid.pitch_mm)


def _frame(grid: _Grid, height_mm: float) -> Iterator[Rule]:
    left, right = grid.edges_mm[0], grid.edges_mm[-1]
    for y_mm in (0.0, height_mm):
        yield _rule(left, y_mm, right, y_mm, grid.rule_mm)
    for x_mm in grid.edges_mm:
        yield _rule(x_mm, 0.0, x_mm, height_mm, grid.rule_mm)


def _rule(x1_mm: float, y1_mm: float, x2_mm: float, y2_mm: float, width_mm: float) -> Rule:
    return Rule(x1_mm=x1_mm, y1_mm=y1_mm, x2_mm=x2_mm, y2_mm=y2_mm, width_mm=width_mm, element=Element.TABLE)
