"""文号登记簿: the ledger of a number register as it is printed and taken along, and how it leaves the store."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId, RegisterName
from oa_desktop.domain.numbers.numbering import runs_of, start_of
from oa_desktop.office import queries as q
from oa_desktop.office.books.ledgers import Column, Ledger
from oa_desktop.office.books.shelf import BookFile, BookShelf
from oa_desktop.office.desk import Desk
from oa_desktop.office.numbers.ledger import number_ledger
from oa_desktop.office.numbers.words import standing, when
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.trail.incidents import watched

BOOK = "文号登记簿"


_COLUMNS: tuple[Column[q.NumberRow], ...] = (
    Column(label="顺序号", text=lambda row: str(row.serial), width=5),
    Column(label="状态", text=standing, width=9),
    Column(label="标题", text=lambda row: row.title.replace("\n", ""), width=25),
    Column(label="成文日期", text=lambda row: row.date, width=8),
    Column(label="经办人", text=lambda row: row.handler, width=5),
    Column(label="原因", text=lambda row: row.reason, width=12),
    Column(label="登记人", text=lambda row: row.person, width=5),
    Column(label="登记时间", text=when, width=12),
)


def ledger_of(register: RegisterName, rows: Sequence[q.NumberRow]) -> Ledger[q.NumberRow]:
    """Return the ledger of a register as it is written out now."""
    unsaid = runs_of(row.serial for row in rows if row.unsaid)
    note = f"这些号空着没有说明，请查明后登记断号：{unsaid}。" if unsaid else "每个号都有去向。"
    return Ledger(title=f"{BOOK}（{start_of(register)}）", columns=_COLUMNS, rows=rows, note=note)


@watched("文号登记簿")
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
        return self._shelf.made(ledger_of(register, rows), file, work)

    def hand_out(self, register: RegisterName, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return the ledger of a register, as :meth:`made`, to leave the store; that it leaves is recorded first.

        Raises:
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        data = self.made(register, file, work)
        what = f"{BOOK}（{file.value}）"
        self._office.record_output(self._desk.standing, what, start_of(register), self._desk.crypto.digest(data))
        return data
