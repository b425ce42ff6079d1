"""介质交换登记簿: every package that went out and came in, as it is looked at, printed and taken along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from oa_desktop.domain.actions.exchanging import Answer, Receipt, SendPackage
from oa_desktop.domain.actions.handling import NEW_DOSSIER
from oa_desktop.domain.exchange.carriers import Carrier
from oa_desktop.domain.exchange.package import Sort
from oa_desktop.domain.exchange.register import ExchangeRegister, Sent, Taken
from oa_desktop.domain.ids import DossierId, PersonId
from oa_desktop.domain.policy import refuse_role
from oa_desktop.office.books.ledgers import Column, Ledger
from oa_desktop.office.books.shelf import BookFile, BookShelf
from oa_desktop.office.desk import Desk
from oa_desktop.office.exchanging.register import is_known, register_of
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.trail.incidents import OUTPUT, attempted, watched

BOOK = "介质交换登记簿"
OUT, IN = "发出", "收到"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRow:
    """One package in the book.

    Attributes:
        direction: :data:`OUT` or :data:`IN`.
        time: When it was recorded, ISO.
        package: Its id.
        sort: What it carries.
        units: Where it went, or who sent it, with its place in the channel.
        title: Of the document; empty where it carries none.
        medium: 介质编号.
        handler: 经办人.
        scanned: 查毒 with its outcome.
        answers: What the units answered; of a paper that came, what was answered to it here.
        remark: 备注, and why it was taken in out of turn.
        document: The document in it, or that its receipt is about; none where it carries records.
        kept: Whether it went out from here and can be handed out again as it was.
        answerable: Whether it brought a paper, which was not given back yet.
    """

    direction: str
    time: str
    package: str
    sort: str
    units: str
    title: str
    medium: str
    applicant: str
    approver: str
    handler: str
    scanned: str
    answers: str
    remark: str
    document: DossierId = NEW_DOSSIER
    kept: bool = False
    answerable: bool = False


_COLUMNS: tuple[Column[ExchangeRow], ...] = (
    Column(label="出入", text=lambda row: row.direction, width=4, near=True),
    Column(label="登记时间", text=lambda row: row.time[:16].replace("T", " "), width=8),
    Column(label="介质编号", text=lambda row: row.medium, width=8),
    Column(label="包号", text=lambda row: row.package[:8], width=7),
    Column(label="内容", text=lambda row: row.sort, width=5),
    Column(label="对方单位（次序）", text=lambda row: row.units, width=13, near=True),
    Column(label="标题", text=lambda row: row.title, width=18, near=True),
    Column(label="申请人", text=lambda row: row.applicant, width=5),
    Column(label="审批人", text=lambda row: row.approver, width=5),
    Column(label="经办人", text=lambda row: row.handler, width=5),
    Column(label="查毒", text=lambda row: row.scanned, width=9),
    Column(label="回执", text=lambda row: row.answers, width=9, near=True),
    Column(label="备注", text=lambda row: row.remark, width=8),
)


@watched("介质交换登记簿")
class ExchangeBook:
    """The exchange register (交换登记), and how it leaves the store: never without a record of it."""

    def __init__(self, office: OpenOffice, desk: Desk, shelf: BookShelf) -> None:
        self._office = office
        self._desk = desk
        self._shelf = shelf

    def register(self) -> ExchangeRegister:
        """Return what went out and came in, as far as the documents in it may be known.

        Raises:
            Refused: ``policy.role``.
        """
        refuse_role(self._desk.standing, SendPackage)
        whole, known = register_of(self._desk), cache(partial(is_known, self._desk))
        return ExchangeRegister(
            sent=tuple(one for one in whole.sent if known(one.act.document)),
            taken=tuple(one for one in whole.taken if known(one.act.document)),
        )

    def ledger(self) -> Ledger[ExchangeRow]:
        """Return the book, the newest line first.

        Raises:
            Refused: ``policy.role``.
        """
        register = self.register()
        found = [*self._sent(register), *self._taken(register)][::-1]
        rows = sorted(found, key=lambda row: row.time, reverse=True)
        return Ledger(title=BOOK, columns=_COLUMNS, rows=rows, note=f"共{len(rows)}项")

    def made(self, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return the book as a file.

        Raises:
            Refused: ``policy.role``.
        """
        return self._shelf.made(self.ledger(), file, work)

    @attempted(OUTPUT)
    def hand_out(self, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return the book as a file that leaves the store; that it leaves is recorded first.

        Raises:
            Refused: ``policy.role``.
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        ledger = self.ledger()
        data = self._shelf.made(ledger, file, work)
        what = f"{BOOK}（{file.value}，{len(ledger.rows)}项）"
        self._office.record_output(self._desk.standing, what, "", self._desk.crypto.digest(data))
        return data

    def _sent(self, register: ExchangeRegister) -> Iterator[ExchangeRow]:
        for one in register.sent:
            answers = register.answers(one.act.package)
            units = "、".join(f"{each.name}（{each.sequence}）" for each in one.act.recipients)
            each_said = (f"{each.name}：{_said(answers.get(each.unit, ()))}" for each in one.act.recipients)
            answered = "；".join(each_said) if one.act.sort is Sort.PAPER else ""
            yield self._row(one, OUT, units, answered, one.act.carrier.remark)

    def _taken(self, register: ExchangeRegister) -> Iterator[ExchangeRow]:
        for one in register.taken:
            said = "；".join(part for part in (one.act.carrier.remark, one.act.missing) if part)
            brought, own = one.act.receipt, register.answered(one.act.package)
            answered = _said((brought,)) if brought else _said(own) if one.act.sort is Sort.PAPER else ""
            row = self._row(one, IN, f"{one.act.name}（{one.act.sequence}）", answered, said)
            yield replace(row, answerable=row.answerable and not _given_back(own))

    def _row(self, one: Sent | Taken, direction: str, units: str, answers: str, remark: str) -> ExchangeRow:
        carrier = one.act.carrier
        return ExchangeRow(
            direction=direction,
            time=one.time,
            package=one.act.package,
            sort=one.act.sort.value,
            units=units,
            title=self._title(one.act.document) if one.act.document else "",
            medium=carrier.number,
            applicant=self._name(carrier.applicant),
            approver=self._name(carrier.approver),
            handler=self._name(one.person),
            scanned=_scanned(carrier),
            answers=answers,
            remark=remark,
            document=one.act.document,
            kept=direction == OUT and bool(one.act.attachments),
            answerable=direction == IN and one.act.sort is Sort.PAPER,
        )

    def _title(self, document: DossierId) -> str:
        return self._desk.dossier(document).particulars.title

    def _name(self, person: PersonId) -> str:
        return next((one.name for one in self._desk.organisation().people if one.id == person), person)


def _scanned(carrier: Carrier) -> str:
    return "，".join(part for part in (carrier.scanner, carrier.outcome) if part)


def _given_back(answers: Iterable[Receipt]) -> bool:
    return any(one.answer is Answer.RETURNED for one in answers)


def _said(answers: Sequence[Receipt]) -> str:
    """Return what a unit answered, with the days; that it has not, where there is nothing."""
    return "，后".join(map(_answer, answers)) or "未回"


def _answer(receipt: Receipt) -> str:
    reason = f"（{receipt.reason}）" if receipt.reason else ""
    return f"{receipt.answer.value} {receipt.time[:10]} {receipt.by}{reason}"
