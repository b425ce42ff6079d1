"""Tables that somebody gives: a workbook (.xlsx), read in a confined process, or a text table (.csv)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import PurePath

from oa_desktop.domain.errors import Refused
from oa_desktop.office.ports.tables import Cell, Line, Tables

_CHARACTER_SETS = ("utf-8-sig", "gb18030")


def lines_given(tables: Tables, data: bytes, name: str, most: int) -> tuple[Line, ...]:
    """Return the lines of a table by the ending of its name, at most so many.

    Raises:
        Refused: ``table.too-many-rows``, ``table.damaged``, and as :meth:`Tables.read`.
        Unavailable: ``confine.failed``.
    """
    if PurePath(name).suffix.lower() != ".csv":
        return tables.read(data, name, most)
    lines = tuple(islice(_of_text(data, name), most + 1))
    if len(lines) > most:
        raise Refused("table.too-many-rows", name=name, most=most)
    return lines


def _of_text(data: bytes, name: str) -> Iterator[Line]:
    reader = csv.reader(StringIO(_decoded(data, name), newline=""))
    try:
        for row in reader:
            yield Line(number=reader.line_num, cells=tuple(Cell(text=text) for text in row))
    except csv.Error as error:
        raise Refused("table.damaged", name=name) from error


def _decoded(data: bytes, name: str) -> str:
    for one in _CHARACTER_SETS:
        try:
            return data.decode(one)
        except UnicodeDecodeError:
            continue
    raise Refused("table.damaged", name=name)
