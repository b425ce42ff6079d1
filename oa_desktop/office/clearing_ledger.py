"""清退台账: what went to whom, what of it came back, is missing or was destroyed, a run of copies a line; practice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oa_desktop.domain.clearing import CopyState
from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.office.clearing_copies import HandedOut
from oa_desktop.office.clearing_forms import NameOf, lines_of, said
from oa_desktop.office.ports import tables

LEDGER = "清退台账"
_LINE_MM = 9.0
_COLUMNS = {
    "序号": 3,
    "发文字号": 8,
    "文件标题": 13,
    "密级": 4,
    "份号": 9,
    "份数": 3,
    "持有单位": 9,
    "状态": 5,
    "清点": 4,
    "退还日期": 7,
    "退还人": 5,
    "收回人": 5,
    "备注": 9,
}


def counted(copies: Iterable[HandedOut]) -> str:
    """Return how many copies stand how, in words."""
    found: Counter[CopyState] = Counter()
    for one in copies:
        found[one.state] += one.copies
    return "，".join(f"{state.value}{found[state]}份" for state in CopyState if found[state])


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearingLedger:
    """The book as it is written out now.

    Attributes:
        name_of: What people are called.
    """

    copies: Sequence[HandedOut]
    name_of: NameOf

    def _lines(self) -> list[tuple[str, ...]]:
        words = (said(line, place, self.name_of) for place, line in enumerate(lines_of(self.copies), start=1))
        return [tuple(one[label] for label in _COLUMNS) for one in words]

    def form(self, organ: str, day: str) -> Form:
        """Return it as a form that lies across the sheet.

        Args:
            organ: Whose book it is.
            day: On which day it was written out, ISO.
        """
        return Form(
            title=LEDGER,
            organ=organ,
            head=(_row((label, "") for label in _COLUMNS),),
            rows=tuple(_row(("", text) for text in line) for line in self._lines()),
            footer=f"{counted(self.copies)}　{day}打印",
            across=True,
        )

    def tables(self) -> Sequence[tables.Table]:
        """Return it as a table."""
        columns = tuple(tables.Column(title=label, width=2 * width + 2) for label, width in _COLUMNS.items())
        return (tables.Table(title=LEDGER, columns=columns, rows=self._lines()),)


def _row(cells: Iterable[tuple[str, str]]) -> Row:
    widths = _COLUMNS.values()
    return form_row(
        *((label, value, width) for (label, value), width in zip(cells, widths, strict=True)), height_mm=_LINE_MM
    )
