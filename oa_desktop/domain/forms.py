"""A form (表单): any printed matter that is not an official document, as data that one drawer draws.

处理单, 发文稿纸, 登记簿, 目录: a title, and rows of cells, each with a label and what was filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from oa_desktop.domain.texts.opinions import AreaOrder, Opinion, in_area_order

ROW_WIDTH = 12
"""Shares that the cells of a row come to."""
NO_OPINIONS: Mapping[str, Sequence[Opinion]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a form.

    Attributes:
        label: What is printed in it.
        value: What was filled in; a line feed begins a new line.
        opinions: What was said in it (意见栏), in the order of the area.
        order: In which order that is.
        titled: Whether the posts (职务) of who said it are printed.
        width: Its share of the row, in twelfths.
    """

    label: str
    value: str = ""
    width: int = ROW_WIDTH
    opinions: tuple[Opinion, ...] = ()
    order: AreaOrder = AreaOrder.TIME
    titled: bool = False

    def filled(self, value: str, opinions: Iterable[Opinion]) -> Cell:
        """Return this cell filled in."""
        return replace(self, value=value, opinions=in_area_order(opinions, self.order))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of cells; their widths come to twelve twelfths.

    Attributes:
        height_mm: The least height; a row grows with what was filled in.
        heads: Whether it is the heading of the row below, and never stands last on a page.
        columns: The row that names its columns, set again above it where it goes to another page; None for none.
    """

    cells: tuple[Cell, ...]
    height_mm: float = 12.0
    heads: bool = False
    columns: Row | None = None


def form_row(
    *cells: tuple[str, str, int], height_mm: float = 10.0, heads: bool = False, columns: Row | None = None
) -> Row:
    """Return a row of label, value and width of each of its cells."""
    return Row(
        cells=tuple(Cell(label=label, value=value, width=width) for label, value, width in cells),
        height_mm=height_mm,
        heads=heads,
        columns=columns,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """表单.

    Attributes:
        title: Its name, such as 发文稿纸.
        organ: Whose form it is; printed before the title.
        rows: From top to bottom.
        head: Rows that are set above the others, and again at the head of every further page.
        footer: Small print at the foot.
        code: What its symbol (二维条码) carries; empty for none.
        across: Whether it lies across the sheet (横排), in smaller type: many columns, as a 登记簿 has.
        close: Whether it is set closely, upright in smaller type: much that is to be seen on one page.
        shown: Whether it is shown to a room (投影): across the sheet, in type that is read from afar.
        certifies: Whether it is true and taken for a real paper though its realm is one of practice (学时证明).
    """

    title: str
    organ: str = ""
    rows: tuple[Row, ...] = ()
    head: tuple[Row, ...] = ()
    footer: str = ""
    code: bytes = b""
    across: bool = False
    close: bool = False
    shown: bool = False
    certifies: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """What is printed in its cells, from top to bottom."""
        return tuple(cell.label for row in self.rows for cell in row.cells)

    def filled(
        self, organ: str, values: Mapping[str, str], opinions: Mapping[str, Sequence[Opinion]] = NO_OPINIONS
    ) -> Form:
        """Return this form filled in.

        Args:
            organ: Whose form it is.
            values: What stands in the cells, by their labels; a cell that is not named stays empty.
            opinions: What was said in its opinion areas, likewise.
        """
        return replace(self, organ=organ, rows=tuple(_filled(row, values, opinions) for row in self.rows))


def _filled(row: Row, values: Mapping[str, str], opinions: Mapping[str, Sequence[Opinion]]) -> Row:
    cells = (cell.filled(values.get(cell.label, ""), opinions.get(cell.label, ())) for cell in row.cells)
    return replace(row, cells=tuple(cells))
