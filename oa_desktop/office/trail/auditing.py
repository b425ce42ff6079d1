"""What the security auditor reads (审计): every journal of the unit but those of documents, as one list of lines."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import TypeAlias

from oa_desktop.domain.actions import Action, auditing, seconding
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import declaration_of_act, read_action
from oa_desktop.domain.ids import EntryId, PersonId, PostId, organisation_journal
from oa_desktop.domain.units.organisation import Organisation, name_of, post_among
from oa_desktop.domain.units.roles import Role
from oa_desktop.domain.units.seconding import SECONDS
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk
from oa_desktop.office.trail.details import detail_of, exact_of
from oa_desktop.office.trail.lines import BY_FOUNDING, Stretch, document_in, person_in
from oa_desktop.office.trail.sorts import failures_in, outcome_of, sort_of

AskedFor: TypeAlias = Callable[[], Mapping[EntryId, Entry]]
"""What was asked for and is for two persons, by the id by which answers name it; read once somebody needs it."""


def audit_trail(desk: Desk, query: q.AuditTrail) -> tuple[q.AuditRow, ...]:
    """Return the newest entries about the unit, of its registers, and of what the program recorded, newest first.

    The order is that of arrival and not of the claimed times: a clock that was set back hides nothing.

    Raises:
        Refused: ``policy.role``: only the security auditor may read them.
    """
    refuse_other_than_auditor(desk)
    return tuple(islice(_rows(desk, query), query.limit))


def audit_tally(desk: Desk, query: q.AuditTally) -> tuple[q.AuditCount]:
    """Return how many lines a question finds; where it is about their words, each of its lines is looked at.

    Raises:
        Refused: ``policy.role``: only the security auditor may count them.
    """
    refuse_other_than_auditor(desk)
    if not query.of.text:
        return (desk.store.trail.count(_stretch(desk, query.of)),)
    outcomes = Counter(row.outcome for row in _rows(desk, query.of))
    return (q.AuditCount(count=outcomes.total(), failed=outcomes[q.AuditOutcome.FAILED]),)


def _rows(desk: Desk, query: q.AuditTrail) -> Iterator[q.AuditRow]:
    """Give the lines that a question finds, as many as are taken; what they say is only known when they are read."""
    unit = desk.organisation()
    most = sys.maxsize if query.text else query.limit
    asked = cache(lambda: _asked_for(desk))
    rows = (_row(unit, one.entry, asked) for one in desk.store.trail.newest(_stretch(desk, query), most))
    return (row for row in rows if query.text in f"{row.act} {row.detail} {row.exact}")


def _asked_for(desk: Desk) -> Mapping[EntryId, Entry]:
    entries = (one.entry for one in desk.store.entries(organisation_journal(desk.unit)))
    return {one.id: one for one in entries if (one.kind, one.version) in SECONDS}


def _stretch(desk: Desk, query: q.AuditTrail) -> Stretch:
    return Stretch(
        unit=desk.unit,
        since=query.since,
        until=query.until,
        people=_called(desk, query.who) if query.who else None,
        sort=query.sort,
        outcomes=_outcomes(desk.organisation(), query.outcome) if query.outcome else frozenset(),
        document=query.document,
        before=query.before,
    )


def _called(desk: Desk, who: str) -> frozenset[PersonId]:
    """Return those in the trail who are called so today; nobody is the machine."""
    names = {one.id: one.name for one in desk.organisation().people}
    there = desk.store.trail.people(desk.unit)
    return frozenset(one for one in there if who in (names.get(one, one) or _machine()))


def _outcomes(unit: Organisation, outcome: q.AuditOutcome) -> frozenset[str]:
    """Return what stands for an outcome in the trail of a unit, by how it was founded."""
    decided = q.AuditOutcome.DONE if unit.founded == 1 else q.AuditOutcome.ASKED
    return frozenset({outcome, BY_FOUNDING} if outcome is decided else {outcome})


def _machine() -> str:
    return _("本机程序")


def refuse_other_than_auditor(desk: Desk) -> None:
    """Refuse whoever is not the security auditor (安全审计员).

    Raises:
        Refused: ``policy.role``.
    """
    if Role.SECURITY_AUDITOR not in desk.standing.roles:
        raise Refused("policy.role", act="查看审计记录", roles=Role.SECURITY_AUDITOR.value, name=desk.standing.name)


def _row(unit: Organisation, entry: Entry, asked: AskedFor) -> q.AuditRow:
    action = read_action(entry)
    post = post_among(unit.posts, entry.actor.post or getattr(action, "post", PostId("")))
    return q.AuditRow(
        entry=entry.id,
        time=entry.claimed_time,
        person=name_of(unit, person_in(entry, action)) or _machine(),
        title=post.title if post else "",
        act=action.sort.value if isinstance(action, auditing.RecordIncident) else declaration_of_act(action).term,
        detail=_detail(unit, action, asked),
        exact=exact_of(unit, action),
        sort=sort_of(action),
        outcome=outcome_of(unit, entry, action),
        document=document_in(action),
        failures=failures_in(action),
    )


def _detail(unit: Organisation, action: Action, asked: AskedFor) -> str:
    """Return what an act says; of an answer, what was asked for before why it was answered so."""
    said = detail_of(unit, action)
    wanted = asked().get(action.asked) if isinstance(action, seconding.Answer) else None
    if wanted is None:
        return said
    wish = read_action(wanted)
    about = (declaration_of_act(wish).term, detail_of(unit, wish))
    return "；".join(part for part in ("：".join(filter(None, about)), said) if part)
