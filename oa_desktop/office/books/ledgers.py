"""Ledgers (台账): lines of one sort under columns, as they are seen, printed and taken along as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.office.ports import tables

Line = TypeVar("Line")

_LINE_MM = 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Line]):
    """A column of a ledger.

    Attributes:
        label: What stands above it.
        text: What it says of a line.
        width: In Chinese characters; all columns share the page in these proportions.
        near: Whether it is seen first on a screen that has no room for all.
    """

    label: str
    text: Callable[[Line], str]
    width: int
    near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger(Generic[Line]):
    """A ledger as it is written out now.

    Attributes:
        title: Its name.
        columns: From left to right.
        rows: Its lines.
        note: What stands under it, before the day on which it was printed.
    """

    title: str
    columns: Sequence[Column[Line]]
    rows: Sequence[Line]
    note: str = ""

    @property
    def near(self) -> tuple[int, ...]:
        """The columns that are seen first where there is no room for all."""
        return tuple(place for place, one in enumerate(self.columns) if one.near)

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands above the columns."""
        return tuple(one.label for one in self.columns)

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """What stands in every line."""
        return tuple(tuple(one.text(row) for one in self.columns) for row in self.rows)

    def form(self, organ: str, day: str) -> Form:
        """Return it as a form that lies across the sheet.

        Args:
            organ: The unit that keeps it.
            day: On which day it was written out, ISO.
        """
        empty = ("",) * len(self.columns)
        return Form(
            title=self.title,
            organ=organ,
            head=(self._row(self.labels, empty),),
            rows=tuple(self._row(empty, cells) for cells in self.cells),
            footer="　".join(part for part in (self.note, f"{day}打印") if part),
            across=True,
        )

    def tables(self) -> Sequence[tables.Table]:
        """Return it as a table."""
        columns = tuple(tables.Column(title=one.label, width=2 * one.width + 2) for one in self.columns)
        return (tables.Table(title=self.title, columns=columns, rows=self.cells),)

    def _row(self, labels: Iterable[str], values: Iterable[str]) -> Row:
        widths = (one.width for one in self.columns)
        return form_row(*zip(labels, values, widths, strict=True), height_mm=_LINE_MM)
