"""What may be done from the 档案利用登记簿, as data for a form."""

from __future__ import annotations

from typing import Any

from oa_desktop.domain.actions import reading as act
from oa_desktop.domain.archives.readings import ReadingState
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.policy import PERMITS
from oa_desktop.office.archiving.reading_book import ReadingLine
from oa_desktop.office.books.ledger_acts import LedgerAct, Said
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.office.session import Session

_DAYS = 7
"""For how long an item is usually granted."""
_NO, _YES = "不可以", "可以"


def _text(name: str, label: str, usual: str = "") -> FieldRow:
    return FieldRow(name=name, label=label, sort=FieldSort.TEXT, usual=usual)


def _asking(_session: Session, _line: object) -> tuple[FieldRow, ...]:
    return (_text("sought", "要找的档案"), _text("purpose", "利用目的"))


def _request(session: Session, _line: object, said: Said) -> act.RequestReading:
    return session.archive.reading.wish(said["sought"], said["purpose"])


def _granting(session: Session, line: ReadingLine) -> tuple[FieldRow, ...]:
    until = session.today.fromordinal(session.today.toordinal() + _DAYS).isoformat()
    words = tuple((one, one) for one in (_NO, _YES))
    return (
        _text("code", "档号", _code_of(session, line.sought)),
        FieldRow(name="until", label="看到哪天", sort=FieldSort.DATE, usual=until),
        FieldRow(name="copying", label="打印复制", sort=FieldSort.CHOICE, usual=_NO, options=words),
    )


def _code_of(session: Session, sought: str) -> str:
    """Return what was sought where it is a 档号 of this archive; words are looked for by the archivist."""
    try:
        return session.archive.named(sought).code
    except Refused:
        return ""


def _grant(session: Session, line: ReadingLine, said: Said) -> act.GrantReading:
    item = session.archive.readable(said["code"].strip())
    on = session.archive.reading.on(line.reading)
    return act.GrantReading(**on, item=item, until=said["until"], copying=said["copying"] == _YES)


def _approving(_session: Session, _line: ReadingLine) -> tuple[FieldRow, ...]:
    return (_text("opinion", "意见", "同意"),)


def _approve(session: Session, line: ReadingLine, said: Said) -> act.ApproveReading:
    return act.ApproveReading(**session.archive.reading.on(line.reading), **said)


def _ending(_session: Session, line: ReadingLine) -> tuple[FieldRow, ...]:
    return (_text("effect", "利用效果"),) if line.own else (_text("reason", "理由"),)


def _end(session: Session, line: ReadingLine, said: Said) -> act.EndReading:
    return act.EndReading(**session.archive.reading.on(line.reading), **said)


def _may(session: Session, action: type[Any]) -> bool:
    return bool(PERMITS[action].roles & session.standing.roles)


def _is_asked(session: Session, line: ReadingLine) -> bool:
    return not line.own and line.state is ReadingState.ASKED and _may(session, act.GrantReading)


def _awaits_leader(session: Session, line: ReadingLine) -> bool:
    return not line.own and line.state is ReadingState.AWAITS_LEADER and _may(session, act.ApproveReading)


def _goes_on(_session: Session, line: ReadingLine) -> bool:
    return line.state not in (ReadingState.ENDED, ReadingState.DECLINED)


ACTS: tuple[LedgerAct, ...] = (
    LedgerAct(
        name="request-reading",
        term="申请利用",
        fields=_asking,
        wish=_request,
        done="已提出利用申请，等归档的人答复。",
        needs_line=False,
        advice="写档号，或者写要找什么；不知道有没有也可以写。同意以后在这里打开阅览，到期自动收回。",
    ),
    LedgerAct(
        name="grant-reading",
        term="同意利用",
        fields=_granting,
        wish=_grant,
        done="已同意利用；有密级的，等领导批准以后才能看。",
        fits=_is_asked,
        advice="写给看哪一件。有密级的还要签发的人批准；申请人的涉密等级不够的不能给看。",
    ),
    LedgerAct(
        name="approve-reading",
        term="批准利用",
        fields=_approving,
        wish=_approve,
        done="已批准利用。",
        fits=_awaits_leader,
        advice="申请人和同意利用的人不能批准。",
    ),
    LedgerAct(
        name="end-reading",
        term="结束利用",
        fields=_ending,
        wish=_end,
        done="已结束利用，不能再看。",
        fits=_goes_on,
        advice="看完的写利用效果；不提供的、收回的写理由，申请人看不到理由。",
    ),
)
"""What is offered in the book."""
