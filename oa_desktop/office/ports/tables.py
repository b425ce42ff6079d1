"""Tables (表格): what leaves for and comes from a program that people keep lists in, such as WPS 表格 or Excel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

LETTERS = 16
"""Usual width of a column, in Latin letters; a Chinese character takes two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        title: What stands over it; by this it is found again.
        width: In Latin letters.
        choices: What may be chosen in it; empty where anything may be written.
    """

    title: str
    width: int = LETTERS
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table on a sheet of its own; every cell is text, whatever it looks like.

    Attributes:
        title: Name of the sheet.
        columns: Its columns; empty for a sheet of words (填写说明), whose rows have a cell each.
        rows: A text for each column.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell that was read.

    Attributes:
        text: What is written there: a date as 2026-03-01, a number without what a program added to it.
        formula: Whether it is a formula, whose value nobody has fixed, or an error such as ``#N/A``.
    """

    text: str
    formula: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row that was read.

    Attributes:
        number: Its number in the file, from 1, as the program shows it.
        cells: Up to the last one that is not empty.
    """

    number: int
    cells: tuple[Cell, ...]


class Tables(Protocol):
    """Writes and reads workbooks (.xlsx)."""

    def write(self, tables: Sequence[Table], step: Callable[[int, int], None] = lambda _done, _all: None) -> bytes:
        """Return a workbook with a sheet for each table: header frozen and filtered, nothing that is calculated.

        Args:
            tables: At least one.
            step: Told how many rows of how many are written; what it raises calls the writing off.
        """

    def read(self, data: bytes, name: str, most: int) -> tuple[Line, ...]:
        """Return the lines of the first sheet that are not empty; a cell merged over rows stands in each of them.

        Args:
            data: The file.
            name: Its name, for the words of a refusal.
            most: The most rows that are read.

        Raises:
            Refused: ``table.not-a-workbook``, ``table.damaged``, ``table.too-hard``, ``table.too-many-rows``,
                ``table.empty``, ``source.too-large``.
            Unavailable: ``confine.failed``.
        """
