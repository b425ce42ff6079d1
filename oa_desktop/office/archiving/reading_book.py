"""档案利用登记簿: what was asked for, as far as a person may know of it, and what they are reminded of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from oa_desktop.domain.actions.reading import ApproveReading, GrantReading
from oa_desktop.domain.archives.readings import Reading, ReadingState
from oa_desktop.domain.ids import EntryId, PersonId
from oa_desktop.domain.units.organisation import name_of
from oa_desktop.office.archiving.granting import item_granted, may_do, open_item, readings, today
from oa_desktop.office.books.ledgers import Column, Ledger
from oa_desktop.office.desk import Desk

_SOON = 2
"""Days before the last day from which whoever reads is reminded."""
_TO_READER = {ReadingState.AWAITS_LEADER: ReadingState.ASKED}
"""What whoever asked reads instead: that a leader is asked would tell that there is something marked."""

_COPIES = {True: "可以", False: "不可以"}
"""Whether copies may be made, as the book says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """A line of the 档案利用登记簿; to whoever asked it names an item only while that is open to them.

    Attributes:
        own: Whether the person asked for it.
        state: How it stands, as the person may know.
    """

    reading: EntryId
    asked: str
    sought: str
    purpose: str
    reader: str
    state: ReadingState
    own: bool
    code: str = ""
    title: str = ""
    mark: str = ""
    granter: str = ""
    leader: str = ""
    until: str = ""
    copying: str = ""
    ended: str = ""
    effect: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the person may read it now."""
        return self.own and self.state is ReadingState.OPEN

    @property
    def may_print(self) -> bool:
        """Whether the person may print and copy what they read."""
        return self.is_open and self.copying == _COPIES[True]


_COLUMNS: tuple[Column[ReadingLine], ...] = (
    Column(label="申请日期", text=lambda line: line.asked, width=7),
    Column(label="要找的档案", text=lambda line: line.sought, width=12, near=True),
    Column(label="利用目的", text=lambda line: line.purpose, width=9),
    Column(label="利用人", text=lambda line: line.reader, width=5, near=True),
    Column(label="状态", text=lambda line: line.state.value, width=6, near=True),
    Column(label="档号", text=lambda line: line.code, width=12),
    Column(label="题名", text=lambda line: line.title, width=15),
    Column(label="密级", text=lambda line: line.mark, width=5),
    Column(label="经办人", text=lambda line: line.granter, width=5),
    Column(label="批准人", text=lambda line: line.leader, width=5),
    Column(label="看到哪天", text=lambda line: line.until, width=7, near=True),
    Column(label="打印复制", text=lambda line: line.copying, width=5),
    Column(label="结束日期", text=lambda line: line.ended, width=7),
    Column(label="利用效果", text=lambda line: line.effect, width=10),
)
_ORDER = tuple(ReadingState)


def reading_ledger(desk: Desk, title: str) -> Ledger[ReadingLine]:
    """Return the readings that the person may know of: what waits first, then what is open, the newest first."""
    newest = sorted(
        (_line(desk, one) for _, one in readings(desk)), key=lambda line: (line.asked, line.reading), reverse=True
    )
    rows = sorted(newest, key=lambda line: _ORDER.index(line.state))
    note = f"共{len(rows)}项，待答复{_count(rows, ReadingState.ASKED)}项，可以阅览{_count(rows, ReadingState.OPEN)}项"
    return Ledger(title=title, columns=_COLUMNS, rows=rows, note=note)


def _count(rows: list[ReadingLine], state: ReadingState) -> int:
    return sum(one.state is state for one in rows)


def _line(desk: Desk, reading: Reading) -> ReadingLine:
    own = reading.person == desk.own_standing.person
    line = ReadingLine(
        reading=reading.entry,
        asked=reading.time[:10],
        sought=reading.act.sought,
        purpose=reading.act.purpose,
        reader=name_of(desk.organisation(), reading.person),
        state=_state_for_reader(desk, reading) if own else reading.stands(today(desk)),
        own=own,
        ended=reading.end[:10],
        effect=reading.ended.effect if reading.ended else "",
    )
    return line if own and not line.is_open else _named(desk, reading, line)


def _state_for_reader(desk: Desk, reading: Reading) -> ReadingState:
    stands = reading.stands(today(desk))
    if stands is ReadingState.OPEN and open_item(desk, reading) is None:
        return ReadingState.OVER
    return _TO_READER.get(stands, stands)


def _named(desk: Desk, reading: Reading, line: ReadingLine) -> ReadingLine:
    """Return a line with what was granted."""
    grant, item = reading.grant, item_granted(desk, reading)
    if grant is None:
        return line
    return replace(
        line,
        code=item.code if item else "",
        title=item.title.replace("\n", "") if item else "",
        mark=grant.secrecy.label,
        granter=_name(desk, reading.granter),
        leader=_name(desk, reading.leader),
        until=grant.until,
        copying=_COPIES[grant.copying],
    )


def _name(desk: Desk, person: PersonId) -> str:
    return name_of(desk.organisation(), person) if person else ""


def waiting(desk: Desk) -> int:
    """Return how many requests wait for the person's word, or end within days for them as the reader."""
    soon = (date.fromisoformat(today(desk)) + timedelta(days=_SOON)).isoformat()
    return sum(_waits(desk, one, soon) for _, one in readings(desk))


def _waits(desk: Desk, reading: Reading, soon: str) -> bool:
    if reading.ended is not None:
        return False
    if reading.person == desk.own_standing.person:
        item = open_item(desk, reading)
        return item is not None and reading.grant is not None and reading.grant.until <= soon
    needed = ApproveReading if reading.awaits_leader else GrantReading
    return (reading.grant is None or reading.awaits_leader) and may_do(desk, needed)
