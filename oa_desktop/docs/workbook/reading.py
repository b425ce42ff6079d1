"""Reading a workbook that somebody filled in: what is written in the cells of its first sheet, nothing calculated."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator

from openpyxl import load_workbook
from openpyxl.cell.cell import TYPE_ERROR, TYPE_FORMULA, Cell
from openpyxl.worksheet.worksheet import Worksheet

from oa_desktop.docs.reading.files import refusing
from oa_desktop.docs.reading.package import Package, TooLarge, Unreadable
from oa_desktop.domain.errors import Refused

MOST_COLUMNS = 60
LARGEST_SHEET = 64 * 1024 * 1024
"""Bytes of the parts when they are unpacked."""
_OLE = b"\xd0\xcf\x11\xe0"
"""How an old .xls begins, and an .xlsx that has a password."""
_BOOK = "xl/workbook.xml"
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


def _refuse_foreign(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        raise Refused("table.not-a-workbook", name=name)
    try:
        package = Package(data)
        unpacked = sum(one.file_size for one in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except Unreadable:
        raise Refused("table.not-a-workbook", name=name) from None
    except TooLarge:
        raise Refused("source.too-hard", name=name) from None
    if not package.has(_BOOK):
        raise Refused("table.not-a-workbook", name=name)
    if unpacked > LARGEST_SHEET:
        raise Refused("source.too-hard", name=name)


def _first_sheet(data: bytes, name: str) -> Worksheet:
    with warnings.catch_warnings(), refusing(None, name):
        warnings.simplefilter("ignore")  # what it cannot keep (drawings, extensions) is no cell
        try:
            return load_workbook(io.BytesIO(data), keep_links=False).worksheets[0]
        except MemoryError:
            raise
        except Exception as error:
            raise Unreadable from error


def _rows(sheet: Worksheet, most: int) -> Iterator[tuple[int, list[Found]]]:
    """Yield the rows with their numbers; one more than may be read, so that it is seen that there are more."""
    merged = _merged_over_rows(sheet)
    met = 0
    for number in range(1, sheet.max_row + 1):
        cells = [_found(sheet, merged.get((number, column), (number, column))) for column in _columns(sheet)]
        while cells and cells[-1] == _MISSING:
            cells.pop()
        met += bool(cells)
        yield number, cells
        if met > most + 1:
            return


def _columns(sheet: Worksheet) -> range:
    return range(1, min(sheet.max_column, MOST_COLUMNS) + 1)


def _merged_over_rows(sheet: Worksheet) -> dict[Place, Place]:
    """Return, for cells that are merged with those above them, the first: what stands there is meant for each."""
    return {
        (row, block.min_col): (block.min_row, block.min_col)
        for block in sheet.merged_cells.ranges
        for row in range(block.min_row + 1, min(block.max_row, sheet.max_row) + 1)
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
