"""The copies of a document as they stand (清退), what may be recorded of them, and what that asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, Action, clearing
from oa_desktop.domain.copies.clearing import (
    NOTHING_CLEARED,
    Clearance,
    CopyState,
    Destroyed,
    Found,
    Returned,
    copies_now,
)
from oa_desktop.domain.copies.copies import Copies, in_runs
from oa_desktop.domain.copies.copy_numbers import read_copy_number
from oa_desktop.domain.copies.distribution import Consignment
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.units.organisation import name_of
from oa_desktop.domain.units.seconding import Seconding, asks
from oa_desktop.office import queries as q
from oa_desktop.office.custody.register import custody_of
from oa_desktop.office.desk import Desk
from oa_desktop.office.papers.print_run import consignments_of

METHODS = ("粉碎", "化浆", "焚烧", "送销毁机构销毁")
"""销毁方式 that are offered; any other may be typed on the command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """A copy, or copies without numbers, that went to a recipient, as they stand.

    Attributes:
        row: The document.
        recipient: To whom they went.
        copies: How many; 0 where it is not known.
        copy_number: 份号; empty where copies carry none.
        returned: What was recorded when they were asked back; None while they are out.
        destroyed: How they were destroyed; None while they are not.
    """

    row: q.DossierRow
    recipient: str
    copies: int
    copy_number: str = ""
    state: CopyState = CopyState.OUT
    returned: Returned | None = None
    destroyed: Destroyed | None = None

    @property
    def meant(self) -> Copies:
        """What an act calls them."""
        number = int(self.copy_number or 0)
        return Copies(holder=self.recipient, first=number, last=number, copies=self.copies)


def handed_out(
    row: q.DossierRow, sent: Iterable[Consignment], cleared: Clearance = NOTHING_CLEARED
) -> Iterator[HandedOut]:
    """Yield the copies of a document that went out, one for each 份号."""
    returns = {one.entry: one for one in cleared.returns}
    destructions = {one.entry: one for one in cleared.destructions}
    for copies, line in copies_now(sent, cleared):
        yield HandedOut(
            row=row,
            recipient=copies.holder,
            copies=copies.copies,
            copy_number=copies.written,
            state=line.state if line else CopyState.OUT,
            returned=returns.get(line.returned) if line else None,
            destroyed=destructions.get(line.destroyed) if line else None,
        )


def sent_of(desk: Desk, state: Dossier) -> tuple[Consignment, ...]:
    """Return what went to whom of a document that was sent out; nothing before."""
    return consignments_of(desk, state.id, desk.manuscript(state.source)) if state.dispatched else ()


# --- what the office adds to the acts ----------------------------------------------------------------------------


def _return(desk: Desk, action: clearing.RecordReturn) -> clearing.RecordReturn:
    """Return 清退登记 of copies that went out and stand alike.

    Raises:
        Refused: ``clearing.unknown-copy``, ``clearing.unlike``, ``clearing.too-many``, ``clearing.not-yet``,
            ``clearing.lent``.
    """
    action = replace(action, day=_day(desk, action.day))
    if desk.dossier(action.dossier).dispatched is None:
        return action
    now = _standing(desk, action)
    copies = _with_holders(now, action.copies)
    states = {state for one in copies if one.first for state in _states(now, one)}
    if len(states) > 1:
        raise Refused("clearing.unlike", states="、".join(sorted(states)))
    was = next(iter(states), action.was)
    for one in _totals(copies):
        _refuse_too_many(now, one, was)
    _refuse_lent(desk, now, action.dossier, copies, was)
    return replace(action, copies=copies, was=was)


def _destruction(desk: Desk, action: clearing.RecordDestruction) -> clearing.RecordDestruction:
    """Return 销毁登记.

    Raises:
        Refused: ``clearing.unknown-copy``, ``clearing.not-yet``, ``clearing.lent``.
    """
    now = _standing(desk, action)
    copies = _with_holders(now, action.copies)
    _refuse_lent(desk, now, action.dossier, copies, CopyState.BACK)
    supervisors = tuple(dict.fromkeys(name.strip() for name in action.supervisors if name.strip()))
    return replace(action, copies=copies, supervisors=supervisors, day=_day(desk, action.day))


def refuse_confirming_destruction(desk: Desk, document: DossierId, asked: Seconding) -> None:
    """Refuse to confirm the destruction of copies of which some were lent since it was asked for, at another desk.

    Raises:
        Refused: ``clearing.lent``.
    """
    wish = asked.action
    if isinstance(wish, clearing.RecordDestruction):
        now = _standing(desk, replace(wish, dossier=document))
        _refuse_lent(desk, now, document, wish.copies, CopyState.BACK)


@dataclass(frozen=True, slots=True)
class _Now:
    """How the copies of a document stand: each with a 份号, and how many without."""

    numbered: Mapping[tuple[str, int], CopyState]
    holders: Mapping[int, str]
    counted: Mapping[tuple[str, CopyState], int]


def _standing(desk: Desk, action: clearing.RecordReturn | clearing.RecordDestruction) -> _Now:
    state = desk.dossier(action.dossier)
    found = [
        (copies, line.state if line else CopyState.OUT)
        for copies, line in copies_now(sent_of(desk, state), state.cleared)
    ]
    return _Now(
        numbered={(one.holder, one.first): state for one, state in found if one.first},
        holders={one.first: one.holder for one, _ in found if one.first},
        counted={(one.holder, state): one.copies for one, state in found if not one.first},
    )


def _with_holders(now: _Now, copies: Iterable[Copies]) -> tuple[Copies, ...]:
    return tuple(one for given in copies for one in _with_holder(now, given))


def _with_holder(now: _Now, copies: Copies) -> tuple[Copies, ...]:
    """Return copies with who has them, a run for each of them."""
    if copies.holder or not copies.first:
        return (copies,)
    numbers = range(copies.first, copies.last + 1)
    unknown = next((one for one in numbers if one not in now.holders), 0)
    if unknown:
        raise Refused("clearing.unknown-copy", copies=Copies(first=unknown, last=unknown).written)
    return in_runs(Copies(holder=now.holders[one], first=one, last=one) for one in numbers)


def _states(now: _Now, copies: Copies) -> Iterator[CopyState]:
    for number in range(copies.first, copies.last + 1):
        state = now.numbered.get((copies.holder, number))
        if state is None:
            raise Refused("clearing.unknown-copy", copies=copies.named)
        yield state


def _totals(copies: Iterable[Copies]) -> Iterator[Copies]:
    """Yield for each holder how many copies without 份号 are meant, on however many lines."""
    counted: Counter[str] = Counter()
    for one in copies:
        counted[one.holder] += 0 if one.first else one.copies
    yield from (Copies(holder=holder, copies=count) for holder, count in counted.items() if count)


def _refuse_too_many(now: _Now, copies: Copies, was: CopyState) -> None:
    """Refuse to record more copies without 份号 than stand so; of some nobody knows how many went out."""
    there = now.counted.get((copies.holder, was))
    if there is None:
        raise Refused("clearing.unknown-copy", copies=copies.named)
    if there < copies.copies and (there or was is not CopyState.OUT):
        raise Refused("clearing.too-many", copies=copies.named, there=there, state=was.value)


def _refuse_lent(desk: Desk, now: _Now, document: DossierId, copies: Sequence[Copies], was: CopyState) -> None:
    """Refuse to record anything of a copy that somebody of the unit has borrowed.

    Those without 份号 are counted: of what came back as many may be recorded as are not lent.
    """
    loans = custody_of(desk).out_of(document)
    numbered = [one for one in loans if any(read_copy_number(one.act.copy_number) in run.numbers for run in copies)]
    counted = [one for one in loans if not one.act.copy_number]
    wanted = sum(one.copies for one in copies if not one.first)
    back = sum(count for (_, state), count in now.counted.items() if state is CopyState.BACK)
    short = was is CopyState.BACK and wanted and wanted > back - len(counted)
    lent = next(iter((*numbered, *(counted if short else ()))), None)
    if lent:
        name = name_of(desk.organisation(), lent.act.borrower)
        raise Refused("clearing.lent", copy=lent.act.copy_number or "没有份号", name=name, due=lent.act.due)


def _day(desk: Desk, day: str) -> str:
    today = desk.clock.now().date().isoformat()
    if read_iso(day) and day > today:
        raise Refused("clearing.not-yet", day=day)
    return day or today


ADDITIONS: Mapping[type[Action], Callable[[Desk, Any], Action]] = {
    clearing.RecordReturn: _return,
    clearing.RecordDestruction: _destruction,
}

# --- what the acts ask for ---------------------------------------------------------------------------------------


def asked(desk: Desk, kind: str) -> q.ActFormRow:
    """Return what 清退登记 or 销毁登记 asks for beside the copies."""
    action = BY_KIND[kind]
    return q.ActFormRow(
        kind=kind,
        term=DECLARATIONS[action].term,
        onward=False,
        grave=action is clearing.RecordDestruction,
        by_two=asks(action),
        words="原因" if action is clearing.RecordReturn else "",
        fields=tuple(_ASKED[kind](_day(desk, ""))),
    )


def _return_fields(today: str) -> Iterator[q.FieldRow]:
    found = tuple((one.value, one.value) for one in Found)
    yield q.FieldRow(name="found", label="清点结果", sort=q.FieldSort.CHOICE, usual=found[0][0], options=found)
    yield q.FieldRow(name="day", label="退还日期", sort=q.FieldSort.DATE, usual=today)
    yield q.FieldRow(name="giver", label="退还人", sort=q.FieldSort.TEXT)


def _destruction_fields(today: str) -> Iterator[q.FieldRow]:
    methods = tuple((one, one) for one in METHODS)
    yield q.FieldRow(name="method", label="销毁方式", sort=q.FieldSort.CHOICE, usual=METHODS[0], options=methods)
    yield q.FieldRow(name="place", label="销毁地点", sort=q.FieldSort.TEXT)
    yield q.FieldRow(name="supervisors", label="监销人（两名，一行一名）", sort=q.FieldSort.LINES)
    yield q.FieldRow(name="approved_by", label="批准人", sort=q.FieldSort.TEXT)
    yield q.FieldRow(name="day", label="销毁日期", sort=q.FieldSort.DATE, usual=today)


def _copies_field(desk: Desk, state: Dossier, wanted: CopyState) -> q.FieldRow:
    now = copies_now(sent_of(desk, state), state.cleared)
    lines = in_runs(copies for copies, line in now if (line.state if line else CopyState.OUT) is wanted)
    usual = "\n".join(one.named for one in lines)
    return q.FieldRow(name="copies", label="哪些份", sort=q.FieldSort.LINES, usual=usual)


_ASKED: Mapping[str, Callable[[str], Iterator[q.FieldRow]]] = {
    "record-return": _return_fields,
    "record-destruction": _destruction_fields,
}
"""What each asks for beside the copies, on a day."""
_ABOUT = {"record-return": CopyState.OUT, "record-destruction": CopyState.BACK}


def _fields(kind: str) -> Callable[[Desk, Dossier], Iterator[q.FieldRow]]:
    def fields(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
        yield _copies_field(desk, state, _ABOUT[kind])
        yield from _ASKED[kind](_day(desk, ""))

    return fields


FIELDS: Mapping[str, Callable[[Desk, Dossier], Iterator[q.FieldRow]]] = {kind: _fields(kind) for kind in _ASKED}
