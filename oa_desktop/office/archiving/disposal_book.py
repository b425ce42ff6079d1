"""档案销毁清册: lists of items to be destroyed, with everybody who had a part in each, as far as a person may know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oa_desktop.domain.archives.disposal import Disposal
from oa_desktop.domain.archives.register import ArchiveRegister, ItemState
from oa_desktop.domain.archives.supervised import supervision_of
from oa_desktop.domain.ids import ArchiveName, DisposalId, ItemId, PersonId
from oa_desktop.domain.units.organisation import Organisation, name_of
from oa_desktop.office.archiving.disposing import disposal_named
from oa_desktop.office.archiving.kept_words import DESTROYED, TO_DESTROY
from oa_desktop.office.books.ledgers import Column, Ledger

Signed = Sequence[tuple[str, str]]
"""What is signed in one line of a paper: labels, and what stands there already."""
TITLE = "档案销毁清册"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalLine:
    """A list to be destroyed, or that was.

    Attributes:
        register: In which it stands.
        drawn: When it was drawn up, claimed; ISO day.
        named: How many items it has, and the first and last 档号.
        appraisers: 鉴定小组, by name.
        drawer: Who drew it up.
        stage: How far it has come.
        hands: Who drew it up or approved it, and can take no further part.
        approved: When it was approved, claimed; ISO day.
        supervisors: Both 监销人 by name; empty while a second has not confirmed.
        day: When they supervised; ISO day.
    """

    disposal: DisposalId
    register: ArchiveName
    drawn: str
    named: str
    appraisers: str
    opinion: str
    drawer: str
    stage: str
    hands: frozenset[PersonId] = frozenset()
    approver: str = ""
    approved: str = ""
    supervisors: str = ""
    day: str = ""
    method: str = ""
    place: str = ""

    @property
    def waits(self) -> bool:
        """Whether it may be destroyed now."""
        return self.stage == TO_DESTROY

    @property
    def is_over(self) -> bool:
        """Whether everything of it was destroyed."""
        return self.stage == DESTROYED

    @property
    def signed(self) -> Signed:
        """Who had which part in it and when, as it stands under the list: label and words."""
        return (
            ("鉴定小组", self.appraisers),
            ("鉴定意见", self.opinion),
            ("拟订人、日期", _both(self.drawer, self.drawn)),
            ("批准人、日期", _both(self.approver, self.approved)),
            ("监销人、日期", _both(self.supervisors, self.day)),
            ("销毁方式、地点", _both(self.method, self.place)),
        )


def _both(first: str, second: str) -> str:
    return "　".join(part for part in (first, second) if part)


_COLUMNS: tuple[Column[DisposalLine], ...] = (
    Column(label="拟订日期", text=lambda line: line.drawn, width=7, near=True),
    Column(label="件", text=lambda line: line.named, width=16, near=True),
    Column(label="办到哪一步", text=lambda line: line.stage, width=5, near=True),
    Column(label="鉴定小组", text=lambda line: line.appraisers, width=9),
    Column(label="鉴定意见", text=lambda line: line.opinion, width=10),
    Column(label="拟订人", text=lambda line: line.drawer, width=5),
    Column(label="批准人", text=lambda line: _both(line.approver, line.approved), width=8),
    Column(label="监销人", text=lambda line: _both(line.supervisors, line.day), width=10),
    Column(label="销毁方式、地点", text=lambda line: _both(line.method, line.place), width=10),
)


def disposal_line(
    unit: Organisation, register: ArchiveRegister, disposal: Disposal, stage: str = "", items: str = ""
) -> DisposalLine:
    """Return a list with the names of everybody who had a part in it."""
    signed = supervision_of(unit.supervised, disposal.id)
    return DisposalLine(
        disposal=disposal.id,
        register=register.name,
        drawn=disposal.time[:10],
        named=_once(items),
        appraisers="、".join(name_of(unit, one) for one in disposal.act.appraisers),
        opinion=disposal.act.opinion,
        drawer=name_of(unit, disposal.person),
        stage=stage,
        hands=frozenset({disposal.person, disposal.approved_by}),
        approver=name_of(unit, disposal.approved_by) if disposal.approved_by else "",
        approved=disposal.approved[:10],
        supervisors="、".join(name_of(unit, one) for one in signed.supervisors) if signed else "",
        day=signed.day if signed else "",
        method=signed.method if signed else "",
        place=signed.place if signed else "",
    )


def _once(items: str) -> str:
    """Return what a list names with one 档号 where the first is the last."""
    first, _, last = items.partition("：")[2].partition("—")
    return items.removesuffix(f"—{last}") if first == last else items


def items_of(register: ArchiveRegister, disposal: DisposalId) -> frozenset[ItemId]:
    """Return the items of a list, destroyed or not yet; without a list, whatever was destroyed by any."""
    if disposal:
        return frozenset(disposal_named(register, disposal).act.items)
    own = (one.id for one in register.items.values() if one.state is ItemState.DISPOSED)
    return frozenset((*own, *register.gone))


def signed_under(unit: Organisation, register: ArchiveRegister, items: Iterable[ItemId]) -> Sequence[Signed]:
    """Return what stands under a 销毁清册 with some items, two cells a line: the people and days of each list."""
    shown = frozenset(items)
    of_these = (one for one in register.disposals.values() if shown & frozenset(one.act.items))
    lines = (disposal_line(unit, register, one).signed for one in of_these)
    return tuple(signed[at : at + 2] for signed in lines for at in range(0, len(signed), 2))


def disposal_ledger(lines: Iterable[DisposalLine]) -> Ledger[DisposalLine]:
    """Return lists as a ledger: what is not over first, the newest first."""
    newest = sorted(lines, key=lambda line: line.drawn, reverse=True)
    rows = sorted(newest, key=lambda line: line.is_over)
    left = sum(not line.is_over for line in rows)
    note = f"共{len(rows)}份清册，{left}份没有办完。打印和另存为的是选中的一份"
    return Ledger(title=TITLE, columns=_COLUMNS, rows=rows, note=note)
