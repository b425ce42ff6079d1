"""What the security auditor reads (审计): every journal of the unit but those of documents, as one list of lines."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from oa_desktop.domain.actions import (
    BY_KIND,
    DECLARATIONS,
    Action,
    Scope,
    archiving,
    auditing,
    classifying,
    custody,
    seconding,
    trusting,
)
from oa_desktop.domain.actions import delegating as proxy
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions import sealing as seals
from oa_desktop.domain.actions.numbers import RegisterAction
from oa_desktop.domain.copies.copy_numbers import written_run
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import UnknownAct, declaration_of_act, read_action
from oa_desktop.domain.ids import Digest, PersonId, PostId, giver_of
from oa_desktop.domain.numbers.numbering import number_in
from oa_desktop.domain.trust.certificates import CertificateFacts
from oa_desktop.domain.units.organisation import Organisation, name_of, post_among
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n import _, problems
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk
from oa_desktop.office.trail.lines import BY_FOUNDING, Stretch, document_in, person_in
from oa_desktop.office.trail.sorts import failures_in, outcome_of, sort_of

_SHORT = 8
_OF_DOCUMENTS = frozenset({Scope.REGISTER, Scope.EXCHANGE, Scope.CUSTODY, Scope.ARCHIVE})
"""What is recorded of documents outside their own journals: a reason given there may tell of the document."""
"""Characters of an id that lists show."""


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
    rows = (_row(unit, one.entry) for one in desk.store.trail.newest(_stretch(desk, query), most))
    return (row for row in rows if query.text in f"{row.act} {row.detail}")


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


def _row(unit: Organisation, entry: Entry) -> q.AuditRow:
    action = read_action(entry)
    post = post_among(unit.posts, entry.actor.post or getattr(action, "post", PostId("")))
    return q.AuditRow(
        entry=entry.id,
        time=entry.claimed_time,
        person=name_of(unit, person_in(entry, action)) or _machine(),
        title=post.title if post else "",
        act=action.sort.value if isinstance(action, auditing.RecordIncident) else declaration_of_act(action).term,
        detail=detail_of(unit, action),
        sort=sort_of(action),
        outcome=outcome_of(unit, entry, action),
        document=document_in(action),
        failures=failures_in(action),
    )


def detail_of(unit: Organisation, action: Action) -> str:
    """Return what an act says beside its word, and its reason."""
    said = _DETAILS.get(type(action))
    if isinstance(action, RegisterAction):
        return _number(action)
    told = declaration_of_act(action).scope not in _OF_DOCUMENTS
    parts = (said(unit, action) if said else "", getattr(action, "reason", "") if told else "")
    return "；".join(part for part in parts if part)


def _number(action: RegisterAction) -> str:
    first = str(number_in(action.register, action.serial))
    through = getattr(action, "through", 0)
    return _("{first}起，到{last}号").format(first=first, last=through) if through > action.serial else first


def _sign_in(_unit: Organisation, action: auditing.RecordSignIn) -> str:
    return _("此前 {count} 次没有成功").format(count=action.failed_attempts) if action.failed_attempts else ""


def _output(_unit: Organisation, action: auditing.RecordOutput) -> str:
    return " ".join(part for part in (action.what, action.subject, _numbers(action)) if part)


def _numbers(action: auditing.RecordOutput) -> str:
    if not action.copies:
        return ""
    count = len(action.copies)
    return _("份号{numbers}，共{count}份").format(numbers=written_run(action.first_copy, count), count=count)


def _incident(_unit: Organisation, action: auditing.RecordIncident) -> str:
    known = BY_KIND.get(action.act)
    what = DECLARATIONS[known].term if known else action.act
    if action.sort is auditing.Incident.FAULTS:
        where = problems.FORMS["journal"](action.subject)
        return _("{count} 处，先在{where}").format(count=action.count, where=where)
    why = problems.name_of("incident", action.code)
    often = _("{count} 次").format(count=action.count) if action.count > 1 else ""
    return "；".join(part for part in (what, action.subject, why, often) if part)


def _witness(_unit: Organisation, action: auditing.WitnessHeads) -> str:
    return _("{count} 本记录的链头").format(count=len(action.seen))


def _found(_unit: Organisation, action: org.Found) -> str:
    return f"{action.name}（{action.grade.value}）"


def _organ(_unit: Organisation, action: org.RegisterOrgan) -> str:
    organ = action.organ
    return " ".join(part for part in (organ.name, organ.code, f"{organ.since}—{organ.until}".strip("—")) if part)


def _enrolled(_unit: Organisation, action: org.EnrolPerson) -> str:
    return f"{action.name}（{action.account}），{action.title}"


def _granted(unit: Organisation, action: org.Grant) -> str:
    post = post_among(unit.posts, action.post)
    roles = "、".join(action.roles) or _("无")
    return f"{name_of(unit, post.person) if post else action.post}：{roles}；{action.clearance.label}".rstrip("；")


def _empowered(unit: Organisation, action: classifying.RecordPower) -> str:
    names = "、".join(name_of(unit, one) for one in action.responsible) or _("无")
    said = (action.power.value, action.level.label, action.matters, action.basis, f"{_('定密责任人')}{names}")
    return "，".join(part for part in said if part)


def _answered(_unit: Organisation, action: seconding.Answer) -> str:
    return _("申请 {entry}").format(entry=action.asked[:_SHORT])


def _delegated(unit: Organisation, action: proxy.Delegate) -> str:
    giver, delegate = name_of(unit, giver_of(action.delegation)), name_of(unit, action.delegate)
    return f"{giver}→{delegate}，{action.since}—{action.until}"


def _certificate(facts: CertificateFacts) -> str:
    purpose = f"（{facts.purpose.value}）" if facts.purpose else ""
    return f"{facts.holder}{purpose}，{facts.serial}，{facts.since[:10]}—{facts.until[:10]}"


def _of_the_book(unit: Organisation, action: trusting.RevokeCertificate | trusting.DistrustAuthority) -> str:
    facts = unit.trust.facts(action.certificate)
    return facts.holder if facts else str(action.certificate)[:16]


def _seal_name(unit: Organisation, data: Digest) -> str:
    seal = unit.seal(data)
    return seal.name if seal else data


def _destroyed(unit: Organisation, action: custody.DestroyPapers) -> str:
    how = f"{action.day} {action.place}{action.method}"
    return f"{'、'.join(action.named)}；{how}，{_('批准人')}{name_of(unit, action.approved_by)}"


_DETAILS: Mapping[type[Action], Callable[[Organisation, Any], str]] = {
    auditing.RecordSignIn: _sign_in,
    auditing.RecordOutput: _output,
    auditing.RecordRefusedMark: lambda _unit, action: f"{action.came}：{action.level}",
    auditing.WitnessHeads: _witness,
    org.Found: _found,
    org.AdmitUnit: lambda _unit, action: str(action.name),
    org.RegisterOrgan: _organ,
    org.EstablishDepartment: lambda _unit, action: str(action.name),
    org.EnrolPerson: _enrolled,
    org.Grant: _granted,
    classifying.RecordPower: _empowered,
    custody.RegisterPaper: lambda _unit, action: f"{action.sender}{action.number} {action.copy_number}",
    custody.DestroyPapers: _destroyed,
    proxy.Delegate: _delegated,
    proxy.DelegateFor: _delegated,
    proxy.EndDelegation: lambda unit, action: _("{name}的委托").format(name=name_of(unit, giver_of(action.delegation))),
    org.RenewKey: lambda unit, action: name_of(unit, action.person),
    org.RecoverKey: lambda unit, action: name_of(unit, action.person),
    **dict.fromkeys(
        (seals.EnrolSeal, seals.EntrustSeal, seals.SuspendSeal, seals.ResumeSeal, seals.DestroySeal),
        lambda unit, action: _seal_name(unit, action.seal),
    ),
    auditing.RecordIncident: _incident,
    org.AdjustAudit: lambda _unit, action: f"{problems.name_of('setting', action.name)} = {action.value}",
    org.AdjustSetting: lambda _unit, action: f"{problems.name_of('setting', action.name)} = {action.value}",
    org.NameTokenLibrary: lambda _unit, action: str(action.module),
    seconding.Confirm: _answered,
    seconding.Decline: _answered,
    seconding.Withdraw: _answered,
    archiving.AdoptScheme: lambda _unit, action: f"{action.scheme.fonds} {action.scheme.since}",
    archiving.AdoptSchedule: lambda _unit, action: str(action.name),
    **dict.fromkeys(
        (archiving.ArrangeItem, archiving.WithdrawItem, archiving.CorrectItem, archiving.PlaceItems),
        lambda _unit, action: f"{action.fonds} {action.archival_year}",
    ),
    org.AdoptTemplate: lambda _unit, action: str(action.template.name),
    **dict.fromkeys(
        (trusting.FoundAuthority, trusting.IssueCertificate, trusting.EnrolCertificate, trusting.TrustAuthority),
        lambda _unit, action: _certificate(action.facts),
    ),
    **dict.fromkeys((trusting.RevokeCertificate, trusting.DistrustAuthority), _of_the_book),
    trusting.RecordRevocations: lambda _unit, action: f"{action.facts.issuer} {action.facts.number}",
    UnknownAct: lambda _unit, action: str(action.kind),
}
"""What an act says beside its word, by its kind; its reason follows."""
