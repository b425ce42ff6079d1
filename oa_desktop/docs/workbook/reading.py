"""Reading a workbook that somebody filled in: what is written in the cells of its first sheet, nothing calculated."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from openpyxl import load_workbook
from openpyxl.cell.cell import TYPE_ERROR, TYPE_FORMULA, Cell
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from oa_desktop.docs.reading.package import Package, TooLarge, Unreadable
from oa_desktop.domain.errors import Refused

MOST_COLUMNS = 60
LARGEST_WHOLE = 64 * 1024 * 1024
"""Bytes of the parts when they are unpacked."""
MOST_MERGED = 200_000
"""Cells that are merged with others."""
_OLE = b"\xd0\xcf\x11\xe0"
"""How an old .xls begins, and an .xlsx that has a password."""
_BOOK = "xl/workbook.xml"
_SHEETS = "xl/worksheets/"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})([0-9]+):([A-Z]{1,3})([0-9]+)"')
_ZEROS = re.compile(r"0+")
_MISSING = ("", False)

Found = tuple[str, bool]
Place = tuple[int, int]


def lines_of(data: bytes, name: str, most: int) -> list[tuple[int, list[Found]]]:
    """Return the number and the cells, as text and whether it is a formula, of each row that is not empty.

    Raises:
        Refused: As the port says.
    """
    _refuse_foreign(data, name)
    sheet = _first_sheet(data, name)
    lines = [(number, cells) for number, cells in _rows(sheet, most) if cells]
    if not lines:
        raise Refused("table.empty", name=name)
    if len(lines) > most + 1:
        raise Refused("table.too-many-rows", name=name, most=most)
    return lines


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    try:
        yield
    except Unreadable as error:
        raise Refused("table.damaged", name=name) from error
    except TooLarge as error:
        raise Refused("table.too-hard", name=name) from error


def _refuse_foreign(data: bytes, name: str) -> None:
    """Refuse what is no workbook, and one that says more than any list has; nothing of it is interpreted yet."""
    if data.startswith(_OLE):
        raise Refused("table.not-a-workbook", name=name)
    with _refusing(name):
        package = _package(data, name)
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
        merged = sum(_merged_cells(package.data(one.filename)) for one in parts if one.filename.startswith(_SHEETS))
        if sum(one.file_size for one in parts) > LARGEST_WHOLE or merged > MOST_MERGED:
            raise TooLarge


def _package(data: bytes, name: str) -> Package:
    try:
        package = Package(data)
    except Unreadable:
        raise Refused("table.not-a-workbook", name=name) from None
    if not package.has(_BOOK):
        raise Refused("table.not-a-workbook", name=name)
    return package


def _merged_cells(sheet: bytes) -> int:
    """Return how many cells of a sheet are merged: a few characters can say that all of it is one."""
    return sum(_area(*found) for found in _MERGED.findall(sheet))


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    first, last = (column_index_from_string(one.decode()) for one in (left, right))
    return int(last - first + 1) * (int(bottom) - int(top) + 1)


def _first_sheet(data: bytes, name: str) -> Worksheet:
    with warnings.catch_warnings(), _refusing(name):
        warnings.simplefilter("ignore")  # what it cannot keep (drawings, extensions) is no cell
        try:
            return load_workbook(io.BytesIO(data), keep_links=False).worksheets[0]
        except MemoryError:
            raise
        except Exception as error:  # a broken file breaks the library anywhere, and the process is confined
            raise Unreadable from error


def _rows(sheet: Worksheet, most: int) -> Iterator[tuple[int, list[Found]]]:
    """Yield the rows with their numbers; one more than may be read, so that it is seen that there are more."""
    merged = _merged_over_rows(sheet)
    columns = range(1, min(sheet.max_column, MOST_COLUMNS) + 1)
    met = 0
    for number in sorted({row for row, _ in sheet._cells}):
        cells = [_found(sheet, merged.get((number, column), (number, column))) for column in columns]
        while cells and cells[-1] == _MISSING:
            cells.pop()
        met += bool(cells)
        yield number, cells
        if met > most + 1:
            return


def _merged_over_rows(sheet: Worksheet) -> dict[Place, Place]:
    """Return, for cells that are merged with those above them, the first: what stands there is meant for each."""
    last = sheet.max_row
    return {
        (row, block.min_col): (block.min_row, block.min_col)
        for block in sheet.merged_cells.ranges
        for row in range(block.min_row + 1, min(block.max_row, last) + 1)
    }


def _found(sheet: Worksheet, place: Place) -> Found:
    cell = sheet._cells.get(place)
    if cell is None or cell.value is None:
        return _MISSING
    return _words(cell), cell.data_type in (TYPE_FORMULA, TYPE_ERROR)


def _words(cell: Cell) -> str:
    """Return what is written in a cell as people would read it."""
    value = cell.value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and _ZEROS.fullmatch(cell.number_format):
        return str(value).zfill(len(cell.number_format))
    return str(value).strip()
