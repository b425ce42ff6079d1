"""清退: what has come back of the copies of a paper that went out, what is missing, and what was destroyed.

党政机关公文处理工作条例 (2012) says that papers are given back or destroyed as the issuer demands; how it is recorded
is office practice. A copy with a 份号 is known by it and by who has it; copies without one are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from oa_desktop.domain import codec
from oa_desktop.domain.copies.copies import Copies, run
from oa_desktop.domain.copies.copy_numbers import read_copy_number
from oa_desktop.domain.copies.distribution import Consignment
from oa_desktop.domain.ids import NO_ENTRY, EntryId, PersonId


class CopyState(StrEnum):
    """How a copy stands."""

    OUT = "在外"
    BACK = "已退"
    MISSING = "缺失"
    DESTROYED = "已销毁"


class Found(StrEnum):
    """清点结果: how copies that were asked back were found."""

    SOUND = "完好"
    INCOMPLETE = "缺页"
    DAMAGED = "损毁"
    MISSING = "缺失"
    """They were not given back; whoever had them has said why."""
    STILL_OUT = "未退"
    """更正: they were recorded by mistake, and are where they were."""


STATE_OF: Mapping[Found, CopyState] = {
    Found.SOUND: CopyState.BACK,
    Found.INCOMPLETE: CopyState.BACK,
    Found.DAMAGED: CopyState.BACK,
    Found.MISSING: CopyState.MISSING,
    Found.STILL_OUT: CopyState.OUT,
}
"""How a copy stands that was found so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """清退登记: what somebody recorded of copies that were asked back.

    Attributes:
        person: Who recorded it.
        day: When they came back, or were given up; ISO.
        giver: 退还人.
    """

    entry: EntryId
    person: PersonId
    found: Found
    day: str
    giver: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destroyed:
    """销毁登记: how copies were destroyed.

    Attributes:
        person: Who recorded it.
        day: ISO.
        supervisors: 监销人.
        approved_by: 批准人.
        seconded: Who confirmed it as the second person; nobody before that was asked for.
    """

    entry: EntryId
    person: PersonId
    day: str
    place: str
    method: str
    supervisors: tuple[str, ...]
    approved_by: str = ""
    seconded: PersonId = field(default=PersonId(""), metadata={codec.LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """Copies that are not simply out any more.

    Attributes:
        returned: The entry that says they came back, or did not.
        destroyed: The entry that says they were destroyed.
    """

    copies: Copies
    state: CopyState
    returned: EntryId
    destroyed: EntryId = NO_ENTRY


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """清退情况 of a document: its copies that are not out, and the records that say so."""

    lines: tuple[Cleared, ...] = ()
    returns: tuple[Returned, ...] = ()
    destructions: tuple[Destroyed, ...] = ()

    def with_return(self, copies: Sequence[Copies], was: CopyState, record: Returned) -> Clearance:
        """Return it once copies that stood in a way were found as recorded; what was destroyed stays so."""
        left, taken = parted(self.lines, copies, was)
        state = STATE_OF[record.found]
        counted = copies if was is CopyState.OUT else [line.copies for line in taken]
        found = (*(one for one in copies if one.first), *(one for one in counted if not one.first))
        new = [Cleared(copies=one, state=state, returned=record.entry) for one in found]
        still, _destroyed = parted(new, self._destroyed_numbers(), CopyState.DESTROYED)
        lines = (*left, *(still if state is not CopyState.OUT else ()))
        return replace(self, lines=lines, returns=(*self.returns, record))

    def with_destruction(self, copies: Sequence[Copies], record: Destroyed) -> Clearance:
        """Return it once copies that had come back were destroyed; only such are."""
        left, taken = parted(self.lines, copies, CopyState.BACK, only=True)
        gone = (replace(one, state=CopyState.DESTROYED, destroyed=record.entry) for one in taken)
        return replace(self, lines=(*left, *gone), destructions=(*self.destructions, record))

    def _destroyed_numbers(self) -> list[Copies]:
        return [line.copies for line in self.lines if line.state is CopyState.DESTROYED and line.copies.first]

    def return_of(self, line: Cleared) -> Returned | None:
        """Return the record by which copies came back."""
        return next((one for one in self.returns if one.entry == line.returned), None)


NOTHING_CLEARED = Clearance()


def parted(
    lines: Sequence[Cleared], copies: Iterable[Copies], was: CopyState, *, only: bool = False
) -> tuple[list[Cleared], list[Cleared]]:
    """Return the lines without some copies, and what the lines said of those.

    Args:
        lines: How copies stand.
        copies: Those that are taken out.
        was: How those without 份号 stood, which are counted.
        only: Whether those with 份号 must stand so too; otherwise all but those that were destroyed are taken.
    """
    states = frozenset({was}) if only else frozenset(CopyState) - {CopyState.DESTROYED}
    left, taken = _by_holder(lines), list[Cleared]()
    for one in copies:
        theirs = left.get(one.holder, [])
        cut = _cut_numbers(theirs, one, states) if one.first else _cut_count(theirs, one, was)
        left[one.holder] = [part for part, wanted in cut if not wanted]
        taken += [part for part, wanted in cut if wanted]
    return [line for theirs in left.values() for line in theirs], taken


def _by_holder(lines: Iterable[Cleared]) -> dict[str, list[Cleared]]:
    found: dict[str, list[Cleared]] = {}
    for line in lines:
        found.setdefault(line.copies.holder, []).append(line)
    return found


Cut = list[tuple[Cleared, bool]]
"""Parts of lines, and whether each is of the copies that are meant."""


def _cut_numbers(lines: Iterable[Cleared], copies: Copies, states: frozenset[CopyState]) -> Cut:
    return [part for line in lines for part in _cut_line(line, copies, states)]


def _cut_line(line: Cleared, copies: Copies, states: frozenset[CopyState]) -> Iterator[tuple[Cleared, bool]]:
    known = line.copies
    first, last = max(known.first, copies.first), min(known.last, copies.last)
    if line.state not in states or not known.first or first > last:
        yield line, False
        return
    for start, end, wanted in ((known.first, first - 1, False), (first, last, True), (last + 1, known.last, False)):
        if start <= end:
            yield replace(line, copies=run(known.holder, start, end)), wanted


def _cut_count(lines: Iterable[Cleared], copies: Copies, was: CopyState) -> Cut:
    cut: Cut = []
    wanted = copies.copies
    for line in lines:
        same = not line.copies.first and line.state is was
        take = min(wanted, line.copies.copies) if same else 0
        wanted -= take
        cut += [(_counted(line, take), True)] if take else []
        rest = line.copies.copies - take
        cut += [(_counted(line, rest), False)] if rest else []
    return cut


def _counted(line: Cleared, copies: int) -> Cleared:
    return replace(line, copies=replace(line.copies, copies=copies)) if not line.copies.first else line


# --- what went out, as it stands ---------------------------------------------------------------------------------

Copy = tuple[Copies, Cleared | None]
"""A copy with 份号, or copies without, and what was recorded of it; None while it is simply out."""


def copies_now(sent: Iterable[Consignment], cleared: Clearance = NOTHING_CLEARED) -> Iterator[Copy]:
    """Yield what went out, one for each 份号; copies without are counted by recipient and by how they stand.

    What was recorded of copies that nobody knows to have gone out stands at the end: nothing recorded disappears.
    """
    known = {(line.copies.holder, number): line for line in cleared.lines for number in line.copies.numbers}
    counted: dict[str, int] = {}
    for one in sent:
        ends = [read_copy_number(end) for end in one.copy_numbers.split("—") if end]
        if not ends:
            counted[one.recipient] = counted.get(one.recipient, 0) + one.copies
        for number in range(ends[0], ends[-1] + 1) if ends else ():
            yield run(one.recipient, number, number), known.pop((one.recipient, number), None)
    yield from _counted_now(counted, cleared.lines)
    yield from ((run(holder, number, number), line) for (holder, number), line in known.items())


def _counted_now(counted: Mapping[str, int], lines: Iterable[Cleared]) -> Iterator[Copy]:
    plain = _by_holder(line for line in lines if not line.copies.first)
    for holder in dict.fromkeys((*counted, *plain)):
        there = plain.get(holder, [])
        sent = counted.get(holder, 0)
        out = sent - sum(one.copies.copies for one in there)
        if out > 0 or (holder in counted and not sent):
            yield Copies(holder=holder, copies=max(0, out)), None
        yield from ((line.copies, line) for line in there)
