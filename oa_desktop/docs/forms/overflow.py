"""What has no room on the sheet of a form (附页): of many opinions the later ones stand on a page of their own.

Practice: a 发文稿纸 with thirty countersignatures (会签) still shows all its cells on its first page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from oa_desktop.docs.forms.cells import GOES_ON
from oa_desktop.docs.forms.page import FormCase
from oa_desktop.docs.forms.rows import least_mm
from oa_desktop.domain.forms import Cell, Row

_ELSEWHERE = "（其余{count}条见附页）"


def parted(case: FormCase, rows: Sequence[Row], room_mm: float) -> tuple[Sequence[Row], Sequence[Row]]:
    """Return the rows of the sheet and those of the 附页; of every area the first opinions stay, as many as go.

    A form that is too long for other reasons than many opinions stays as it is.
    """

    def too_high(most: int) -> bool:
        return sum(least_mm(case, _first(row, most)) for row in rows) > room_mm

    counts = range(1, max((len(cell.opinions) for row in rows for cell in row.cells), default=0) + 1)
    most = bisect_right(counts, 0, key=too_high)
    if most in (0, len(counts)):
        return rows, ()
    return [_first(row, most) for row in rows], list(_others(rows, most))


def _first(row: Row, most: int) -> Row:
    return replace(row, cells=tuple(_shortened(cell, most) for cell in row.cells))


def _shortened(cell: Cell, most: int) -> Cell:
    count = len(cell.opinions) - most
    if count <= 0:
        return cell
    return replace(cell, label=cell.label + _ELSEWHERE.format(count=count), opinions=cell.opinions[:most])


def _others(rows: Sequence[Row], most: int) -> Iterator[Row]:
    """Yield a row of the whole width for each area of which something is left."""
    for cell in (cell for row in rows for cell in row.cells):
        if cell.opinions[most:]:
            rest = Cell(label=cell.label + GOES_ON, opinions=cell.opinions[most:], titled=cell.titled)
            yield Row(cells=(rest,), height_mm=0.0)
