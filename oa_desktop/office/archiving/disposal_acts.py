"""What may be done from the list of 销毁清册, as data for a form: drawing up, approving, supervising."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from oa_desktop.domain.actions import keeping as act
from oa_desktop.domain.archives.disposal import MOST_ITEMS, has_ended
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.archives.retention import Retention, read_retention
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NO_DISPOSAL, ArchiveName, ItemId, PersonId
from oa_desktop.domain.policy import PERMITS
from oa_desktop.office import queries as q
from oa_desktop.office.archiving.disposal_book import DisposalLine
from oa_desktop.office.archiving.kept_words import TO_APPROVE, TO_SUPERVISE
from oa_desktop.office.books.ledger_acts import LedgerAct, Said
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.office.session import Session

METHOD = "删除密钥和文件"
_OPINION = "保管期限已满，没有继续保存的价值"


def _text(name: str, label: str, usual: str = "") -> FieldRow:
    return FieldRow(name=name, label=label, sort=FieldSort.TEXT, usual=usual)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """An item whose 保管期限 is over.

    Attributes:
        code: 档号.
        year: 年度 from which its years are counted.
        retention: 保管期限.
    """

    code: str
    title: str
    year: int
    retention: str


def due(session: Session) -> tuple[str, ...]:
    """Return the 档号 of what may be proposed to be destroyed now, as :func:`ended`."""
    return tuple(one.code for one in ended(session))


def ended(session: Session) -> tuple[Ended, ...]:
    """Return what may be proposed to be destroyed now: of the first year in which there is any, as a list may have.

    Whether something else still needs an item is asked when the list is drawn up.
    """
    listed = {item for _, one in session.archive.keeping.disposals() for item in one.act.items}
    for register in session.archive.keeping.registers():
        found = _own_ended(session, register, listed) or _ended_of_packages(session, register, listed)
        if found:
            return found[:MOST_ITEMS]
    return ()


def _own_ended(session: Session, register: ArchiveRegister, listed: set[ItemId]) -> tuple[Ended, ...]:
    items = session.ask(q.ArchiveItems(register=register.name, limit=_MOST))
    kept = {one.id for one in register.kept()} - listed
    over = (one for one in items if has_ended(one.year, Retention(one.retention), session.today.year))
    return tuple(
        Ended(code=one.code, title=one.title, year=one.year, retention=one.retention)
        for one in over
        if one.item in kept
    )


def _ended_of_packages(session: Session, register: ArchiveRegister, listed: set[ItemId]) -> tuple[Ended, ...]:
    """Return what of 馆藏 of a register has been kept long enough."""
    rows = session.archive.holdings.items() if register.holdings else ()
    kept = (row.item for row in rows if row.holding.register == register.name and not row.is_gone)
    said = ((item, read_retention(item.retention)) for item in kept if item.item not in listed)
    of, year = register.name.year, session.today.year
    over = ((item, kind) for item, kind in said if kind and has_ended(of, kind, year))
    return tuple(Ended(code=one.code, title=one.title, year=of, retention=kind.value) for one, kind in over)


def placed(session: Session, code: str) -> tuple[ArchiveName, ItemId]:
    """Return the one item of the archive, or else of 馆藏, that has a 档号, and in which register it stands.

    Raises:
        Refused: ``archiving.unknown-item``, ``policy.role``.
    """
    try:
        own = session.archive.named(code)
    except Refused:
        held = session.archive.holdings.named(code)
        return held.holding.register, held.item.item
    return own.act.register, own.id


_MOST = 1_000_000
"""Items of one register: more than a unit has in a year."""


def _listing(session: Session, _line: object) -> tuple[FieldRow, ...]:
    people = tuple((row.person, f"{row.name}（{row.department} {row.title}）") for row in session.ask(q.People()))
    return (
        FieldRow(name="codes", label="到期的件（档号）", sort=FieldSort.LINES, usual="\n".join(due(session))),
        FieldRow(name="appraisers", label="鉴定小组", sort=FieldSort.PEOPLE, options=people),
        _text("opinion", "鉴定意见", _OPINION),
    )


def _list(session: Session, _line: object, said: Said) -> act.ListDisposal:
    return listing(session, said["codes"], said["appraisers"], said["opinion"])


def listing(session: Session, codes: Iterable[str], appraisers: Iterable[PersonId], opinion: str) -> act.ListDisposal:
    """Return 拟订销毁清册 of the items that have some 档号, in the register of the first.

    Raises:
        Refused: ``disposal.how-many``: nothing was named; ``archiving.unknown-item``, ``policy.role``.
    """
    found = [placed(session, one.strip()) for one in codes if one.strip()]
    if not found:
        raise Refused("disposal.how-many", count=0, most=MOST_ITEMS)
    register, _item = found[0]
    return act.ListDisposal(
        fonds=register.fonds,
        archival_year=register.year,
        disposal=NO_DISPOSAL,
        items=tuple(item for _name, item in found),
        appraisers=tuple(appraisers),
        opinion=opinion,
    )


def _approving(_session: Session, _line: object) -> tuple[FieldRow, ...]:
    return (_text("opinion", "批准意见", "同意销毁"),)


def _on(line: DisposalLine) -> dict[str, Any]:
    name = line.register
    return {"disposal": line.disposal, "fonds": name.fonds, "archival_year": name.year}


def _approve(_session: Session, line: DisposalLine, said: Said) -> act.ApproveDisposal:
    return act.ApproveDisposal(**_on(line), **said)


def _supervising(session: Session, _line: object) -> tuple[FieldRow, ...]:
    return (
        _text("method", "销毁方式", METHOD),
        _text("place", "销毁地点"),
        FieldRow(name="day", label="日期", sort=FieldSort.DATE, usual=session.today.isoformat()),
    )


def _supervise(_session: Session, line: DisposalLine, said: Said) -> act.SuperviseDisposal:
    return act.SuperviseDisposal(**_on(line), **said)


def _may(session: Session, action: type[Any]) -> bool:
    return bool(PERMITS[action].roles & session.standing.roles)


def _is_next(stage: str, action: type[Any]) -> Callable[[Session, DisposalLine], bool]:
    """Return what says of a list whether a person takes its next step, who had no other part in it."""

    def fits(session: Session, line: DisposalLine) -> bool:
        return line.stage == stage and session.standing.person not in line.hands and _may(session, action)

    return fits


def may_destroy(session: Session) -> bool:
    """Whether the person destroys what a list names."""
    return _may(session, act.DisposeItem)


ACTS: tuple[LedgerAct, ...] = (
    LedgerAct(
        name="list-disposal",
        term="拟订销毁清册",
        fields=_listing,
        wish=_list,
        done="已拟订销毁清册，等签发的人批准。",
        fits=lambda session, _line: _may(session, act.ListDisposal),
        needs_line=False,
        advice="列出的是一个年度里到期的件，还要保存的请删去那一行。鉴定小组至少两个人。到这一步什么也没有销毁。",
    ),
    LedgerAct(
        name="approve-disposal",
        term="批准销毁",
        fields=_approving,
        wish=_approve,
        done="已批准，等两个人监销。",
        fits=_is_next(TO_APPROVE, act.ApproveDisposal),
        advice="批准以前请打印清册，一件一件看清。拟订的人不能批准。",
    ),
    LedgerAct(
        name="supervise-disposal",
        term="监销",
        fields=_supervising,
        wish=_supervise,
        done="已登记监销，等另一个监销人在“待确认”里确认。",
        fits=_is_next(TO_SUPERVISE, act.SuperviseDisposal),
        advice="照清册清点以后再登记。要两个人：另一个人在“待确认”里确认以后才能销毁。拟订和批准的人不能监销。",
    ),
)
"""What is offered in it."""
