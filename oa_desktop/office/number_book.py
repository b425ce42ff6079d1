"""文号登记簿: the ledger of a number register as it is printed and taken along, and how it leaves the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.domain.ids import DossierId, RegisterName
from oa_desktop.domain.numbering import runs_of, start_of
from oa_desktop.office import queries as q
from oa_desktop.office.book_shelf import BookFile, BookShelf
from oa_desktop.office.desk import Desk
from oa_desktop.office.number_ledger import number_ledger
from oa_desktop.office.number_words import standing, when
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports import tables
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork

BOOK = "文号登记簿"
_LINE_MM = 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column.

    Attributes:
        text: What stands in it.
        width: In Chinese characters; all columns share the page in these proportions.
    """

    label: str
    text: Callable[[q.NumberRow], str]
    width: int


_COLUMNS = (
    _Column(label="顺序号", text=lambda row: str(row.serial), width=5),
    _Column(label="状态", text=standing, width=9),
    _Column(label="标题", text=lambda row: row.title.replace("\n", ""), width=25),
    _Column(label="成文日期", text=lambda row: row.date, width=8),
    _Column(label="经办人", text=lambda row: row.handler, width=5),
    _Column(label="原因", text=lambda row: row.reason, width=12),
    _Column(label="登记人", text=lambda row: row.person, width=5),
    _Column(label="登记时间", text=when, width=12),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The ledger of a register as it is written out now."""

    register: RegisterName
    rows: Sequence[q.NumberRow]

    @property
    def title(self) -> str:
        """Its name: 文号登记簿, and what all its numbers begin with."""
        return f"{BOOK}（{start_of(self.register)}）"

    def form(self, organ: str, day: str) -> Form:
        """Return it as a form that lies across the sheet.

        Args:
            organ: The unit that keeps the register.
            day: On which day it was written out, ISO.
        """
        return Form(
            title=self.title,
            organ=organ,
            head=(_line(labels=(one.label for one in _COLUMNS)),),
            rows=tuple(_line(values=(one.text(row) for one in _COLUMNS)) for row in self.rows),
            footer=f"{self._said}　{day}打印",
            across=True,
        )

    def tables(self) -> Sequence[tables.Table]:
        """Return it as a table."""
        columns = tuple(tables.Column(title=one.label, width=2 * one.width + 2) for one in _COLUMNS)
        rows = [tuple(one.text(row) for one in _COLUMNS) for row in self.rows]
        return (tables.Table(title=self.title, columns=columns, rows=rows),)

    @property
    def _said(self) -> str:
        unsaid = runs_of(row.serial for row in self.rows if row.unsaid)
        return f"这些号空着没有说明，请查明后登记断号：{unsaid}。" if unsaid else "每个号都有去向。"


class NumberBook:
    """The registers of a unit: under which code a paper numbers, and the ledgers, which leave with a record."""

    def __init__(self, office: OpenOffice, desk: Desk, shelf: BookShelf) -> None:
        self._office = office
        self._desk = desk
        self._shelf = shelf

    def usual_code(self, dossier: DossierId) -> str:
        """Return the 机关代字 under which a document usually numbers: its 主办机关's, else another issuing organ's.

        Raises:
            Refused: ``dossier.unknown``, or ``number.no-code`` when none of the organs has one.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        issuing = self._desk.manuscript(self._desk.known(dossier).source).issuing_organs
        code = self._desk.organisation().usual_code(issuing)
        if code is None:
            raise Refused("number.no-code", organ="、".join(issuing))
        return code

    def made(self, register: RegisterName, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return the ledger of a register as a file; documents that the person may not know have no titles in it."""
        rows = number_ledger(self._desk, q.NumberLedger(register=register))
        return self._shelf.made(Ledger(register=register, rows=rows), file, work)

    def hand_out(self, register: RegisterName, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return the ledger of a register, as :meth:`made`, to leave the store; that it leaves is recorded first.

        Raises:
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        data = self.made(register, file, work)
        what = f"{BOOK}（{file.value}）"
        self._office.record_output(self._desk.standing, what, start_of(register), self._desk.crypto.digest(data))
        return data


def _line(labels: Iterable[str] = ("",) * len(_COLUMNS), values: Iterable[str] = ("",) * len(_COLUMNS)) -> Row:
    widths = (one.width for one in _COLUMNS)
    return form_row(*zip(labels, values, widths, strict=True), height_mm=_LINE_MM)
