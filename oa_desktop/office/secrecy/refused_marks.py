"""What was refused because it bore a mark above the grade (拦截涉密标志), for who keeps secrets and for who audits."""

from __future__ import annotations

from itertools import islice

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.auditing import RecordRefusedMark, RecordSignIn
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import PersonId, UnitId, audit_journal
from oa_desktop.domain.units.organisation import name_of
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk
from oa_desktop.office.ports.store import Store

_REPORTED_TO = (Role.SECURITY_ADMINISTRATOR, Role.SECURITY_AUDITOR)
_KIND, _SIGN_IN = DECLARATIONS[RecordRefusedMark].kind, DECLARATIONS[RecordSignIn].kind
_LOOKED_THROUGH = 2_000
"""Entries that a sign-in looks back through for what is new."""


def refused_marks(desk: Desk, query: q.RefusedMarks) -> tuple[q.RefusedMarkRow, ...]:
    """Return what was refused, what came last first.

    Raises:
        Refused: ``policy.role``.
    """
    if desk.standing.roles.isdisjoint(_REPORTED_TO):
        roles = "、".join(role.value for role in _REPORTED_TO)
        raise Refused("policy.role", act="查看拦截涉密标志的记录", roles=roles, name=desk.standing.name)
    unit = desk.organisation()
    found = (one.entry for one in desk.store.newest_first() if one.entry.journal == audit_journal(desk.unit))
    refused = ((entry, read_action(entry)) for entry in found if entry.kind == _KIND)
    rows = (
        q.RefusedMarkRow(
            entry=entry.id,
            time=entry.claimed_time,
            person=name_of(unit, action.person),
            came=action.came,
            level=action.level,
        )
        for entry, action in refused
        if isinstance(action, RecordRefusedMark)
    )
    return tuple(islice(rows, query.limit))


def has_news(store: Store, unit: UnitId, person: PersonId) -> bool:
    """Whether anything was refused since somebody signed in before this time."""
    signed_in = 0
    for entry in _newest(store, unit):
        if entry.kind == _KIND:
            return True
        signed_in += entry.kind == _SIGN_IN and getattr(read_action(entry), "person", "") == person
        if signed_in > 1:
            return False
    return False


def _newest(store: Store, unit: UnitId) -> list[Entry]:
    some = islice(store.newest_first(), _LOOKED_THROUGH)
    return [one.entry for one in some if one.entry.journal == audit_journal(unit)]
