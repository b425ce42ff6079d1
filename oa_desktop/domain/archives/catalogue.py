"""The rows of a catalogue that came with a package (目录文件), looked at one by one; each fault names its row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from oa_desktop.domain.archives.codes import MOST_DIGITS, ArchivalCode, ClassField, CodeRule, CodeStyle
from oa_desktop.domain.archives.faults import LONGEST_TITLE
from oa_desktop.domain.archives.retention import read_retention
from oa_desktop.domain.archives.specimen import NO_MARK
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.names import has_unseen
from oa_desktop.domain.secrecy.classification import Secrecy

_LEVEL = re.compile("[★（]")
_LEVELS = frozenset({"", "已解密", NO_MARK, *(one.label for one in Secrecy)})
"""How a 密级 begins; what was declassified says so."""
_ORDERS = (
    (ClassField.YEAR, ClassField.RETENTION, ClassField.DIVISION),
    (ClassField.YEAR, ClassField.DIVISION, ClassField.RETENTION),
    (ClassField.DIVISION, ClassField.YEAR, ClassField.RETENTION),
    (ClassField.DIVISION, ClassField.RETENTION, ClassField.YEAR),
    (ClassField.RETENTION, ClassField.YEAR, ClassField.DIVISION),
    (ClassField.RETENTION, ClassField.DIVISION, ClassField.YEAR),
    (ClassField.YEAR, ClassField.RETENTION),
    (ClassField.RETENTION, ClassField.YEAR),
)
"""Every order of the fields of a class, the usual ones first."""
_STYLES = (
    *((CodeStyle.FILED, order) for order in (_ORDERS[0], _ORDERS[-2])),
    *((CodeStyle.CLASSED, order) for order in _ORDERS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRow:
    """A line of a catalogue as it is written.

    Attributes:
        row: Its place, from 1.
        order: 顺序号.
        date: Eight digits.
        mark: 密级, and 保密期限 behind a star.
    """

    row: int
    code: str
    title: str
    order: str = ""
    responsible: str = ""
    date: str = ""
    retention: str = ""
    mark: str = ""
    pages: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """What is wrong with a row.

    Attributes:
        rule: Such as ``import.row-date``.
        said: What stands there.
    """

    rule: str
    row: int
    said: str


def faults_of_rows(rows: Iterable[CatalogueRow], fonds: str) -> Iterator[RowFault]:
    """Yield everything that is wrong with rows of the catalogue of a fonds, row by row."""
    first: dict[str, int] = {}
    for one in rows:
        for rule, wrong in _CHECKS:
            said = wrong(one, fonds)
            if said is not None:
                yield RowFault(rule=rule, row=one.row, said=said)
        if first.setdefault(one.code, one.row) != one.row:
            yield RowFault(rule="import.row-twice", row=one.row, said=one.code)


def read_code(text: str) -> ArchivalCode | None:
    """Return what a code of either style says, None where it is none."""
    digits = len(text.rpartition("-")[2])
    for style, order in _STYLES if 1 <= digits <= MOST_DIGITS else ():
        try:
            return CodeRule(style=style, order=order, digits=digits).read(text)
        except Refused:
            continue
    return None


def _code(row: CatalogueRow, _: str) -> str | None:
    return row.code if read_code(row.code) is None else None


def _fonds(row: CatalogueRow, fonds: str) -> str | None:
    code = read_code(row.code)
    return row.code if code and code.fonds != fonds else None


def _title(row: CatalogueRow, _: str) -> str | None:
    fits = row.title.strip() and len(row.title) <= LONGEST_TITLE and not has_unseen(row.title)
    return None if fits else row.title[:20]


def _date(row: CatalogueRow, _: str) -> str | None:
    day = f"{row.date[:4]}-{row.date[4:6]}-{row.date[6:]}"
    fits = not row.date or (len(row.date) == len("20260101") and _is_number(row.date) and read_iso(day))
    return None if fits else row.date


def _retention(row: CatalogueRow, _: str) -> str | None:
    code, said = read_code(row.code), read_retention(row.retention)
    fits = said is not None and (code is None or code.of.retention is said)
    return None if fits else row.retention


def _pages(row: CatalogueRow, _: str) -> str | None:
    return None if not row.pages or _is_number(row.pages) else row.pages


def _order(row: CatalogueRow, _: str) -> str | None:
    return None if row.order in ("", str(row.row)) else row.order


def _responsible(row: CatalogueRow, _: str) -> str | None:
    return None if row.responsible.strip() and not has_unseen(row.responsible) else row.responsible


def _mark(row: CatalogueRow, _: str) -> str | None:
    return None if _LEVEL.split(row.mark)[0] in _LEVELS else row.mark


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


_CHECKS: tuple[tuple[str, Callable[[CatalogueRow, str], str | None]], ...] = (
    ("import.row-code", _code),
    ("import.row-fonds", _fonds),
    ("import.row-title", _title),
    ("import.row-date", _date),
    ("import.row-retention", _retention),
    ("import.row-pages", _pages),
    ("import.row-order", _order),
    ("import.row-responsible", _responsible),
    ("import.row-mark", _mark),
)
"""What every row is looked at for."""
