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


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """表单.

    Attributes:
        title: Its name, such as 发文稿纸.
        organ: Whose form it is; printed before the title.
        rows: From top to bottom.
        footer: Small print at the foot.
    """

    title: str
    organ: str = ""
    rows: tuple[Row, ...] = ()
    footer: str = ""
