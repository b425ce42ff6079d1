"""A form (表单): any printed matter that is not an official document, as data that one drawer draws.

处理单, 发文稿纸, 登记簿, 目录: a title, and rows of cells, each with a label and what was filled in.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a form.

    Attributes:
        label: What is printed in it.
        value: What was filled in; a line feed begins a new line.
        width: Its share of the row, in twelfths.
    """

    label: str
    value: str = ""
    width: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of cells; their widths come to twelve twelfths.

    Attributes:
        height_mm: The least height; a row grows with what was filled in.
    """

    cells: tuple[Cell, ...]
    height_mm: float = 12.0


def form_row(*cells: tuple[str, str, int], height_mm: float = 10.0) -> Row:
    """Return a row of label, value and width of each of its cells."""
    return Row(
        cells=tuple(Cell(label=label, value=value, width=width) for label, value, width in cells),
        height_mm=height_mm,
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
    """

    title: str
    organ: str = ""
    rows: tuple[Row, ...] = ()
    head: tuple[Row, ...] = ()
    footer: str = ""
    code: bytes = b""
