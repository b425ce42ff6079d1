"""The delegations (委托) that concern somebody, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.ids import DelegationId, PersonId
from oa_desktop.domain.units.delegating import may_end
from oa_desktop.domain.units.delegation import Delegation
from oa_desktop.office.desk import Desk
from oa_desktop.office.queries.query import Query


class DelegationStand(StrEnum):
    """How far a delegation has come."""

    COMING = "还没有开始"
    IN_FORCE = "正在代办"
    OVER = "已经到期"


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationRow:
    """委托.

    Attributes:
        giver: Name of who delegated.
        delegate: Name of who does the tasks.
        people: Their ids.
        scope: How far it reaches, in words.
    """

    delegation: DelegationId
    giver: str
    delegate: str
    people: tuple[PersonId, PersonId]
    since: str
    until: str
    scope: str
    stand: DelegationStand


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegations(Query[DelegationRow]):
    """委托: what one has given and what one has; all of them for whoever grants rights. In the order of giving."""


def delegations(desk: Desk, _: Delegations) -> tuple[DelegationRow, ...]:
    """Return the delegations that the person may end: their own, and all for the security administrator."""
    unit, person = desk.organisation(), desk.own_standing.person
    return tuple(_row(desk, one) for one in unit.delegations if may_end(unit, person, one))


def _row(desk: Desk, one: Delegation) -> DelegationRow:
    unit, now = desk.organisation(), desk.clock.now().isoformat(timespec="seconds")
    over = now[: len(one.until)] > one.until
    stand = DelegationStand.IN_FORCE if one.in_force(now) else DelegationStand.COMING
    return DelegationRow(
        delegation=one.id,
        giver=unit.person(one.giver).name,
        delegate=unit.person(one.delegate).name,
        people=(one.giver, one.delegate),
        since=one.since,
        until=one.until,
        scope="；".join(_scope(one)) or "全部待办",
        stand=DelegationStand.OVER if over else stand,
    )


def _scope(one: Delegation) -> Iterator[str]:
    acts = [DECLARATIONS[BY_KIND[act]].term for act in one.acts if act in BY_KIND]
    for label, words in (("角色", one.roles), ("文种", one.kinds), ("动作", acts)):
        if words:
            yield f"{label}：{'、'.join(words)}"
