"""The columns of a table: how wide they are, how large their type is, and whether they have room upright.

GB/T 9704-2012 leaves the form of tables open; every figure here is ours.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from oa_desktop.docs.figures import AREA_HEIGHT_MM, AREA_WIDTH_MM, MM_PER_PT
from oa_desktop.domain.documents.template import NATIONAL, Template, in_unit
from oa_desktop.domain.manuscript import Table
from oa_desktop.domain.texts.merged_cells import merges_of

PADDING_MM = 1.0
"""White between text and rule, left and right. P."""
LEADING_EM = 1.3
"""Line pitch inside a cell. P."""
GAP_LINES = 0.2
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
_HALF_EM = 0.55
"""Width of a half-width character, about."""
_LEGIBLE_EM = 3.0
"""A column whose text is longer is at least so wide upright. P."""
_WORD = re.compile("[!-~]+")
"""What no cell divides."""
_FEWEST_COLUMNS = 5
"""A table of fewer columns always stands upright: one that holds an address may divide it. P."""


def columns_of(table: Table) -> int:
    """Return how many columns a table has."""
    return max(map(len, table.rows), default=0)


def filled(table: Table) -> list[tuple[str, ...]]:
    """Return the rows of a table, each with a cell for every column."""
    columns = columns_of(table)
    return [(*row, *("",) * (columns - len(row))) for row in table.rows]


def size_pt(table: Table, template: Template) -> float:
    """Return the type size of a table in points: 四号, 小四 or 五号 where the office chose nothing else. P."""
    columns = columns_of(table)
    most = columns > _SOME
    return in_unit(template.many_columns if most else template.some_columns if columns > _FEW else template.few_columns)


def is_too_wide(table: Table) -> bool:
    """Tell whether the columns of a table, each as narrow as it can be read, are wider together than the 版心."""
    columns = columns_of(table)
    if columns < _FEWEST_COLUMNS:
        return False
    least_em = (
        max((_least_em(row[column]) for row in table.rows if column < len(row)), default=0.0)
        for column in range(columns)
    )
    em_mm = in_unit(NATIONAL.many_columns) * MM_PER_PT
    return sum(em * em_mm + 2 * PADDING_MM for em in least_em) > AREA_WIDTH_MM


def _least_em(text: str) -> float:
    """Return the least width in which a cell can be read."""
    return max(_word_em(text), min(float(len(text)), _LEGIBLE_EM))


def _word_em(text: str) -> float:
    """Return the width of the longest word or number, which no cell divides unless there is no room."""
    return max((len(found) for found in _WORD.findall(text)), default=0) * _HALF_EM


def widths_mm(table: Table, template: Template) -> tuple[float, ...]:
    """Return the widths of the columns in millimetres, together that of the 版心, by which the table is lowest."""
    rows, size_mm = filled(table), size_pt(table, template) * MM_PER_PT
    width_mm = AREA_HEIGHT_MM if table.landscape else AREA_WIDTH_MM
    widths_em = _widths_em(table, rows)
    wanted_mm = [max(_NARROWEST_EM, em) * size_mm + 3 * PADDING_MM for em in _wanted_em(table, rows, widths_em)]
    least_mm = [
        max(_NARROWEST_EM, *map(_word_em, column)) * size_mm + 2 * PADDING_MM for column in zip(*rows, strict=True)
    ]
    short_mm = [short * size_mm + 3 * PADDING_MM for short in _SHORT_EM]
    shares = [_words_whole(_shares_mm(wanted_mm, short, width_mm), least_mm) for short in short_mm]
    lowest = min(shares, key=lambda share: _estimated_lines(widths_em, share, size_mm))
    return tuple(lowest)


def _widths_em(table: Table, rows: Sequence[Sequence[str]]) -> list[list[float]]:
    """Return how wide the texts of cells are; the lines of a merged one count in all its rows, none in its columns."""
    widths = [[_widest_em(text) for text in row] for row in rows]
    for merge in merges_of(table):
        width = widths[merge.row][merge.column]
        widths[merge.row][merge.column] = width / merge.rows if merge.columns == 1 else 0.0
    return widths


def _wanted_em(table: Table, rows: Sequence[Sequence[str]], widths_em: Sequence[Sequence[float]]) -> list[float]:
    """Return the widths that the texts of columns want; what a merged cell lacks its columns without texts bear.

    Where all have texts they bear it together, unless it is a text that wraps.
    """
    wanted = [max(column) for column in zip(*widths_em, strict=True)]
    for merge in merges_of(table):
        columns = range(merge.column, merge.last_column + 1)
        width = _widest_em(rows[merge.row][merge.column])
        lacking = width - sum(wanted[column] for column in columns)
        bearing = [column for column in columns if not wanted[column]] or (columns if width <= _SHORT_EM[-1] else ())
        for column in bearing if lacking > 0 else ():
            wanted[column] += lacking / len(bearing)
    return wanted


def _estimated_lines(widths_em: Sequence[Sequence[float]], shares_mm: Sequence[float], size_mm: float) -> float:
    """Return the height of the table in lines, and a little for every short cell that would wrap."""
    rooms = [max(1.0, (share - 2 * PADDING_MM) / size_mm) for share in shares_mm]
    needs = [[math.ceil(width / room) for width, room in zip(row, rooms, strict=True)] for row in widths_em]
    wrapped = sum(
        _WRAPPED_LINES
        for widths, lines in zip(widths_em, needs, strict=True)
        for width, count in zip(widths, lines, strict=True)
        if count > 1 and width <= _SHORT_CELL_EM
    )
    return sum(map(max, needs)) + wrapped


def _widest_em(text: str) -> float:
    return max((sum(_HALF_EM if char.isascii() else 1.0 for char in line) for line in text.splitlines()), default=0.0)


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


def _words_whole(shares_mm: Sequence[float], least_mm: Sequence[float]) -> list[float]:
    """Return the widths with those that a word does not fit widened to it, by what the others can spare."""
    spare = [max(0.0, share - least) for share, least in zip(shares_mm, least_mm, strict=True)]
    lacking = sum(max(0.0, least - share) for share, least in zip(shares_mm, least_mm, strict=True))
    if not 0 < lacking <= sum(spare):
        return list(shares_mm)
    given = lacking / sum(spare)
    return [max(share, least) - given * room for share, least, room in zip(shares_mm, least_mm, spare, strict=True)]


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
