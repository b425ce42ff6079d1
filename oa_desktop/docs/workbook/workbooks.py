"""The adapter of :class:`oa_desktop.office.ports.tables.Tables`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from oa_desktop.confine import Limits
from oa_desktop.docs.workbook.writing import written
from oa_desktop.domain.errors import Refused
from oa_desktop.office.confined import answer, ask
from oa_desktop.office.ports.tables import Cell, Line, Table

FILE_LIMIT = 10_000_000
"""The largest workbook that is read, in bytes; 5,000 rows of ours have 300,000."""
LIMITS = Limits(seconds=60.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbooks:
    """Writes and reads workbooks.

    Attributes:
        mark: Word of the realm that every printed page bears (演示, 实训); empty in the OFFICIAL one.
    """

    mark: str = ""

    def write(self, tables: Sequence[Table], step: Callable[[int, int], None] = lambda _done, _all: None) -> bytes:
        """Return a workbook with a sheet for each table."""
        return written(tables, step, self.mark)

    def read(self, data: bytes, name: str, most: int) -> tuple[Line, ...]:
        """Return the lines of the first sheet, read in a confined process.

        Raises:
            Refused: As the port says.
            Unavailable: ``confine.failed``.
        """
        if len(data) > FILE_LIMIT:
            raise Refused("source.too-large", name=name, size=len(data), limit=FILE_LIMIT)
        hard = Refused("table.too-hard", name=name)
        lines = ask(read_confined, data, name, most, too_hard=hard, limits=LIMITS)
        return tuple(_line(number, cells) for number, cells in lines)


def _line(number: int, cells: list[tuple[str, bool]]) -> Line:
    return Line(number=number, cells=tuple(Cell(text=text, formula=formula) for text, formula in cells))


# --- in the worker -----------------------------------------------------------------------------------------------


def read_confined(data: bytes, name: str, most: int) -> object:
    """Read a workbook, in the child."""
    return answer(lambda: _reading().lines_of(data, name, most))


def _reading() -> Any:
    from oa_desktop.docs.workbook import reading  # noqa: PLC0415 - only a worker reads with openpyxl

    return reading
