"""What may be done from the books of what is kept (借阅登记簿、涉密文件登记簿、档案利用登记簿), as data for a form."""

from __future__ import annotations

from collections.abc import Mapping

from oa_desktop.domain.actions import custody as act
from oa_desktop.domain.actions.handling import NEW_DOSSIER
from oa_desktop.domain.copies.clearing import Found
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.policy import CUSTODIANS
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.unit_settings import REGISTER_TITLES
from oa_desktop.office import queries as q
from oa_desktop.office.archiving import reading_acts
from oa_desktop.office.books.ledger_acts import LedgerAct, Said
from oa_desktop.office.clearing.copies import METHODS
from oa_desktop.office.custody.books import CustodyBook, LoanLine, PaperLine, paper_named
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.office.session import Session

_OFFERED = 300
"""Documents of each register that are offered, the newest first."""
_LOAN_DAYS = 30
_LEVELS = tuple((str(int(one)), one.label) for one in (Secrecy.SECRET, Secrecy.CONFIDENTIAL, Secrecy.TOP))
_FOUND = tuple((one.value, one.value) for one in Found if one is not Found.STILL_OUT)

_DESTROYED = (
    "一行一份，写份号或者文号；重复的写全“来文机关文号 份号”。"
    "销毁要两个人办：现在只是申请，监销的另一个人确认以后才生效。"
)
_APPROVED = "国家秘密要写份号，要有批准人；批准人不能是借阅人。"


def _text(name: str, label: str, usual: str = "") -> FieldRow:
    return FieldRow(name=name, label=label, sort=FieldSort.TEXT, usual=usual)


def _day(session: Session, name: str, label: str, later: int = 0) -> FieldRow:
    day = session.today.fromordinal(session.today.toordinal() + later).isoformat()
    return FieldRow(name=name, label=label, sort=FieldSort.DATE, usual=day)


def _person(session: Session, name: str, label: str) -> FieldRow:
    people = {row.person: f"{row.name}（{row.department} {row.title}）" for row in session.ask(q.People())}
    return FieldRow(name=name, label=label, sort=FieldSort.CHOICE, options=(("", ""), *people.items()))


def lending(session: Session) -> tuple[FieldRow, ...]:
    """Return what is asked of every loan: who, until when, for what, who approved it."""
    return (
        _person(session, "borrower", "借阅人"),
        _day(session, "since", "借出日期"),
        _day(session, "due", "应还日期", _LOAN_DAYS),
        _person(session, "approved_by", "批准人"),
        _text("purpose", "事由"),
    )


def _lent_document(session: Session, _line: object) -> tuple[FieldRow, ...]:
    rows = (*session.ask(q.OutgoingRegister(limit=_OFFERED)), *session.ask(q.IncomingRegister(limit=_OFFERED)))
    documents = tuple((str(row.dossier), f"{row.number} {row.title}".replace("\n", "")) for row in rows if row.number)
    chosen = FieldRow(name="document", label="公文", sort=FieldSort.CHOICE, options=documents)
    return (chosen, _text("copy_number", "份号"), *lending(session))


def _lend_document(_session: Session, _line: object, said: Said) -> act.LendCopy:
    return act.LendCopy(**{**said, "document": DossierId(said["document"] or NEW_DOSSIER)})


def _lend_paper(_session: Session, line: PaperLine, said: Said) -> act.LendCopy:
    return act.LendCopy(paper=line.paper, **said)


def _coming_back(session: Session, _line: LoanLine) -> tuple[FieldRow, ...]:
    found = FieldRow(name="found", label="清点结果", sort=FieldSort.CHOICE, usual=_FOUND[0][0], options=_FOUND)
    return (found, _day(session, "day", "归还日期"), _text("effect", "利用效果"), _text("reason", "不完好的原因"))


def _take_back(_session: Session, line: LoanLine, said: Said) -> act.TakeBackCopy:
    return act.TakeBackCopy(loan=line.loan, **{**said, "found": Found(said["found"])})


def _registering(session: Session, _line: object) -> tuple[FieldRow, ...]:
    titles = session.organisation().setting(REGISTER_TITLES)
    return (
        _text("sender", "来文机关"),
        _text("number", "文号"),
        FieldRow(name="level", label="密级", sort=FieldSort.CHOICE, usual=_LEVELS[0][0], options=_LEVELS),
        _text("period", "保密期限"),
        _text("copy_number", "份号"),
        FieldRow(name="pages", label="页数", sort=FieldSort.NUMBER, usual="0", options=(("0", "没有清点"),)),
        _day(session, "received", "收到日期"),
        *((_text("title", "标题"),) if titles else ()),
    )


def _register(_session: Session, _line: object, said: Said) -> act.RegisterPaper:
    return act.RegisterPaper(**{**said, "level": Secrecy(int(said["level"])), "pages": int(said["pages"])})


def _handing_back(session: Session, line: PaperLine) -> tuple[FieldRow, ...]:
    return (_text("to", "退给哪个机关", line.sender), _text("receiver", "接收人"), _day(session, "day", "退回日期"))


def _hand_back(_session: Session, line: PaperLine, said: Said) -> act.HandBackPaper:
    return act.HandBackPaper(paper=line.paper, **said)


def _destroying(session: Session, line: PaperLine | None) -> tuple[FieldRow, ...]:
    names = tuple(one.name for one in _kept(session))
    usual = line.name if line and line.kept else ""
    methods = tuple((one, one) for one in METHODS)
    return (
        FieldRow(
            name="papers",
            label="哪些文件",
            sort=FieldSort.LINES,
            usual=usual,
            options=tuple((one, one) for one in names),
        ),
        FieldRow(name="method", label="销毁方式", sort=FieldSort.CHOICE, usual=METHODS[0], options=methods),
        _text("place", "销毁地点"),
        _person(session, "approved_by", "批准人"),
        _day(session, "day", "销毁日期"),
    )


def _kept(session: Session) -> tuple[PaperLine, ...]:
    """Return the papers that are here."""
    return tuple(line for line in session.custody.papers().rows if line.kept)


def _destroy(session: Session, _line: object, said: Said) -> act.DestroyPapers:
    kept = _kept(session)
    return act.DestroyPapers(**{**said, "papers": tuple(paper_named(kept, one.strip()) for one in said["papers"])})


def keeps(session: Session) -> bool:
    """Whether the person keeps papers, and not only borrows them."""
    return bool(CUSTODIANS & session.standing.roles)


def _is_out(session: Session, line: LoanLine) -> bool:
    return keeps(session) and line.out


def _is_kept(_session: Session, line: PaperLine) -> bool:
    return line.kept


ACTS: Mapping[CustodyBook, tuple[LedgerAct, ...]] = {
    CustodyBook.LOANS: (
        LedgerAct(
            name="lend-document",
            advice=_APPROVED,
            term="借出",
            fields=_lent_document,
            wish=_lend_document,
            done="已登记借出。",
            fits=lambda session, _line: keeps(session),
            needs_line=False,
        ),
        LedgerAct(
            name="take-back",
            term="归还",
            fields=_coming_back,
            wish=_take_back,
            done="已登记归还。",
            fits=_is_out,
        ),
    ),
    CustodyBook.PAPERS: (
        LedgerAct(
            name="register-paper",
            term="登记",
            fields=_registering,
            wish=_register,
            done="已登记。",
            needs_line=False,
            advice="只登记纸质文件，不写内容，不扫描。没有文号的写“无”；保密期限如“10年”，不写就是这一密级最长的。",
        ),
        LedgerAct(
            name="lend-paper",
            advice=_APPROVED,
            term="借出",
            fields=lambda session, _line: lending(session),
            wish=_lend_paper,
            done="已登记借出。",
            fits=_is_kept,
        ),
        LedgerAct(
            name="hand-back",
            term="退回",
            fields=_handing_back,
            wish=_hand_back,
            done="已登记退回。",
            fits=_is_kept,
        ),
        LedgerAct(
            name="destroy-papers",
            term="销毁",
            fields=_destroying,
            wish=_destroy,
            done="已申请销毁，等监销的人在“待确认”里确认。",
            needs_line=False,
            advice=_DESTROYED,
        ),
    ),
    CustodyBook.READINGS: reading_acts.ACTS,
}
"""What is offered in each book."""
