"""What waits for a second person (待确认): for whom it is a to-do, and for whoever asked, how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.entry import Actor, ActorKind, Entry
from oa_desktop.domain.ids import EntryId, PersonId
from oa_desktop.domain.organisation import Organisation, name_of
from oa_desktop.domain.roles import ADMINISTRATORS, Role
from oa_desktop.domain.seconding import Seconding, fault_of_second, makes_key, pending, seconding_roles
from oa_desktop.i18n import _
from oa_desktop.office.auditing import detail_of
from oa_desktop.office.desk import Desk
from oa_desktop.office.queries.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """An act that two persons do and that only one has asked for.

    Attributes:
        entry: The entry that asks; whoever answers names it.
        term: What is asked for.
        detail: Of whom or what, and why.
        asker: Name of who asked; the recovery code where nobody was signed in.
        time: When, ISO 8601.
        mine: Whether whoever reads this may confirm it.
        own: Whether they asked for it themselves.
        present: Name of who has to be present when it is confirmed, to set a password; empty for nobody.
        sentence: What is to be done, in plain words.
    """

    entry: EntryId
    term: str
    detail: str
    asker: str
    time: str
    mine: bool
    own: bool
    present: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting(Query[WaitingRow]):
    """待确认: what the person may confirm, has asked for, or as an administrator has to know of; as it was asked."""


def waiting(desk: Desk, _query: Waiting) -> tuple[WaitingRow, ...]:
    """Return what waits for a second person, as far as it concerns whoever asks."""
    unit = desk.organisation()
    rows = (_row(desk, unit, one) for one in unit.asked)
    administers = bool(desk.own_standing.roles & ADMINISTRATORS)
    return tuple(row for row in rows if row and (row.mine or row.own or administers))


def _row(desk: Desk, unit: Organisation, asked: Entry) -> WaitingRow | None:
    found = pending(unit, asked.id)
    if found is None:
        return None
    own = desk.own_standing
    actor = Actor(kind=ActorKind.PERSON, person=own.person, post=desk.post)
    mine = not fault_of_second(unit, asked, actor)
    present = _owner(unit, found) if makes_key(found.action) else ""
    return WaitingRow(
        entry=asked.id,
        term=found.term,
        detail=detail_of(unit, found.action),
        asker=name_of(unit, asked.actor.person) or _("恢复码的持有人"),
        time=asked.claimed_time,
        mine=mine,
        own=asked.actor.person == own.person,
        present=present,
        sentence=_sentence(unit, asked, present, mine=mine),
    )


def _owner(unit: Organisation, found: Seconding) -> str:
    return name_of(unit, getattr(found.action, "person", PersonId("")))


def _sentence(unit: Organisation, asked: Entry, present: str, *, mine: bool) -> str:
    needed = seconding_roles(unit, asked)
    roles = "、".join(role.value for role in Role if role in needed)
    if not mine:
        return _("等{roles}确认，确认以前不起作用。").format(roles=roles)
    if present:
        return _("请您确认：先向本人核实，{name}到场后由他自己设定新口令。").format(name=present)
    return _("请您核实后确认；不同意的，写明原因退掉。")
