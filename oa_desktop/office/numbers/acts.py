"""What may be done with numbers of a register (文号登记), and what each act asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import numbers as act
from oa_desktop.domain.actions.numbers import RangeAction
from oa_desktop.domain.numbers.registering import BEFORE
from oa_desktop.domain.policy import PERMITS
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk

_REASON = q.FieldRow(name="reason", label="原因", sort=q.FieldSort.TEXT)
_OF_PAPER = (
    q.FieldRow(name="title", label="标题", sort=q.FieldSort.TEXT),
    q.FieldRow(name="handler", label="经办人", sort=q.FieldSort.TEXT),
    q.FieldRow(name="date", label="成文日期", sort=q.FieldSort.DATE),
    q.FieldRow(name="reason", label="备注", sort=q.FieldSort.TEXT),
)
_ASKED: Mapping[type[RangeAction], tuple[q.FieldRow, ...]] = {
    act.ReserveNumber: (_REASON,),
    act.TakeNumberOnPaper: _OF_PAPER,
    act.SkipNumber: (_REASON,),
    act.ReleaseNumber: (_REASON,),
    act.VoidNumber: (_REASON,),
}
"""The acts in the order in which they are offered, and what they ask for beside the numbers."""


def number_acts(desk: Desk, query: q.NumberActs) -> tuple[q.NumberActRow, ...]:
    """Return what the person may do with some numbers that follow one another, or with the next one."""
    register, roles = desk.register(query.register), desk.standing.roles
    serials = query.serials or (register.next_serial,)
    known = {line.serial: line.state for line in register.lines}
    states = frozenset(known.get(serial) for serial in serials)
    together = list(serials) == list(range(serials[0], serials[-1] + 1))
    return tuple(
        _row(action, serials, _today(desk))
        for action in _ASKED
        if together and PERMITS[action].roles & roles and states <= BEFORE[action]
    )


def _today(desk: Desk) -> Mapping[str, str]:
    """Return what usually stands in the fields of a paper."""
    return {"date": desk.clock.now().date().isoformat(), "handler": desk.standing.name}


def _row(action: type[RangeAction], serials: tuple[int, ...], usual: Mapping[str, str]) -> q.NumberActRow:
    declaration = DECLARATIONS[action]
    numbers = (
        q.FieldRow(name="serial", label="起号", sort=q.FieldSort.NUMBER, usual=str(serials[0])),
        q.FieldRow(name="through", label="止号", sort=q.FieldSort.NUMBER, usual=str(serials[-1])),
    )
    more = (replace(one, usual=usual.get(one.name, "")) for one in _ASKED[action])
    return q.NumberActRow(kind=declaration.kind, term=declaration.term, fields=(*numbers, *more))
