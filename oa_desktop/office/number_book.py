"""文号登记簿: the ledger of a number register as a form that is printed, and how it leaves the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.domain.ids import RegisterName
from oa_desktop.domain.numbering import runs_of, start_of
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk
from oa_desktop.office.number_ledger import number_ledger
from oa_desktop.office.number_words import standing, when
from oa_desktop.office.open_office import OpenOffice

BOOK = "文号登记簿"
_LINE_MM = 9.0
_LABELS = ("顺序号", "状态", "标题", "原因", "登记人", "登记时间")
_WIDTHS = (5, 9, 30, 14, 6, 12)
"""In Chinese characters."""


class NumberBook:
    """The ledgers of a unit as they are printed; they never leave the store without a record of it."""

    def __init__(self, office: OpenOffice, desk: Desk) -> None:
        self._office = office
        self._desk = desk

    def page(self, register: RegisterName) -> bytes:
        """Return the ledger of a register as PDF; of documents that the person may not know without their titles."""
        rows = number_ledger(self._desk, q.NumberLedger(register=register))
        return self._desk.renderer.form(book(self._desk.organisation().name, register, rows), self._desk.look())

    def hand_out(self, register: RegisterName) -> bytes:
        """Return the ledger of a register, as :meth:`page`, to leave the store; that it leaves is recorded first.

        Raises:
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        data = self.page(register)
        self._office.record_output(self._desk.standing, BOOK, start_of(register), self._desk.crypto.digest(data))
        return data


def book(organ: str, register: RegisterName, rows: Sequence[q.NumberRow]) -> Form:
    """Return the form of a ledger.

    Args:
        organ: The unit that keeps the register.
        register: Which one.
        rows: Its numbers.
    """
    return Form(
        title=f"{BOOK}（{start_of(register)}）",
        organ=organ,
        head=(_line(labels=_LABELS),),
        rows=tuple(_line(values=_cells(row)) for row in rows),
        footer=_footer(rows),
        across=True,
    )


def _cells(row: q.NumberRow) -> tuple[str, ...]:
    title = "　".join(part for part in (row.title.replace("\n", ""), row.date, row.handler) if part)
    return (str(row.serial), standing(row), title, row.reason, row.person, when(row))


def _line(labels: Iterable[str] = ("",) * len(_LABELS), values: Iterable[str] = ("",) * len(_LABELS)) -> Row:
    return form_row(*zip(labels, values, _WIDTHS, strict=True), height_mm=_LINE_MM)


def _footer(rows: Sequence[q.NumberRow]) -> str:
    unsaid = runs_of(row.serial for row in rows if row.unsaid)
    return f"这些号空着没有说明，请查明后登记断号：{unsaid}。" if unsaid else "每个号都有去向。"
