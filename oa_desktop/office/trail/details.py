"""What a line of the trail says beside the word of its act (情况、细目): whom or what it is about, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from oa_desktop.domain.actions import (
    BY_KIND,
    DECLARATIONS,
    Action,
    Scope,
    archiving,
    auditing,
    classifying,
    custody,
    exchanging,
    holdings,
    keeping,
    reading,
    seconding,
    trusting,
)
from oa_desktop.domain.actions import delegating as proxy
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions import sealing as seals
from oa_desktop.domain.actions.numbers import RegisterAction
from oa_desktop.domain.copies.copy_numbers import written_run
from oa_desktop.domain.history import UnknownAct, declaration_of_act
from oa_desktop.domain.ids import Digest, PersonId, giver_of
from oa_desktop.domain.numbers.numbering import number_in
from oa_desktop.domain.units.organisation import Organisation, name_of, post_among
from oa_desktop.i18n import _, problems
from oa_desktop.i18n.fingerprints import spaced
from oa_desktop.i18n.moments import day_of

_OF_DOCUMENTS = frozenset({Scope.REGISTER, Scope.EXCHANGE, Scope.CUSTODY, Scope.ARCHIVE})
"""What is recorded of documents outside their own journals: a reason given there may tell of the document."""
_OfTheBook: TypeAlias = trusting.RevokeCertificate | trusting.DistrustAuthority


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
    why = _why(action.code)
    often = _("{count} 次").format(count=action.count) if action.count > 1 else ""
    return "；".join(part for part in (what, action.subject, why, often) if part)


def _why(code: str) -> str:
    """Return why something did not come off; what it was about where the code has no words of its own here."""
    named = problems.name_of("incident", code)
    return problems.group_of(code) if named == code else named


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


def _delegated(unit: Organisation, action: proxy.Delegate) -> str:
    giver, delegate = name_of(unit, giver_of(action.delegation)), name_of(unit, action.delegate)
    return f"{giver}→{delegate}，{action.since}—{action.until}"


def _certificate(unit: Organisation, action: trusting.Certified) -> str:
    facts = action.facts
    holder = name_of(unit, getattr(action, "owner", PersonId(""))) or facts.holder
    purpose = f"（{facts.purpose.value}）" if facts.purpose else ""
    return f"{holder}{purpose}，{day_of(facts.since)}—{day_of(facts.until)}"


def _of_the_book(unit: Organisation, action: _OfTheBook) -> str:
    facts = unit.trust.facts(action.certificate)
    return facts.holder if facts else _("不在登记里的证书")


def _issuer(unit: Organisation, action: trusting.RecordRevocations) -> str:
    """Return who issued a list of revocations, by name, and its number."""
    book = unit.trust
    known = (one.facts for part in (book.authorities, book.trusted) for one in part)
    holder = next((one.holder for one in known if one.subject == action.facts.issuer), "")
    return _("{holder}，第 {number} 号").format(holder=holder or _("不在登记里的机构"), number=action.facts.number)


def _seal_name(unit: Organisation, data: Digest) -> str:
    seal = unit.seal(data)
    return seal.name if seal else _("不在登记里的印章")


def _partner(unit: Organisation, action: exchanging.DropPartner) -> str:
    known = (one.name for one in unit.partners if one.unit == action.unit)
    return next(known, "") or _("不在登记里的单位")


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
    archiving.AdoptScheme: lambda _unit, action: f"{action.scheme.fonds} {action.scheme.since}",
    archiving.AdoptSchedule: lambda _unit, action: str(action.name),
    **dict.fromkeys(
        (
            *(archiving.ArrangeItem, archiving.WithdrawItem, archiving.CorrectItem),
            *(archiving.PlaceItems, archiving.RecordProperties),
        ),
        lambda _unit, action: f"{action.fonds} {action.archival_year}",
    ),
    keeping.RecordFixity: lambda _unit, action: _("{files} 个文件，{faulty} 个不对").format(
        files=action.files, faulty=action.faulty
    ),
    keeping.RepairItem: lambda _unit, action: f"{action.origin}：{'、'.join(action.parts)}",
    **dict.fromkeys(
        (keeping.ListDisposal, keeping.ApproveDisposal),
        lambda _unit, action: f"{action.fonds} {action.archival_year}；{action.opinion}",
    ),
    holdings.ReceiveHoldings: lambda _unit, action: (
        f"{action.fonds} {action.archival_year}；{action.sender_name}；{action.outcome.value}"
    ),
    holdings.KeepHoldings: lambda _unit, action: f"{action.fonds} {action.archival_year}",
    keeping.SuperviseDisposal: lambda _unit, action: f"{action.named}；{action.day} {action.place}{action.method}",
    **dict.fromkeys(
        (reading.RequestReading, reading.GrantReading, reading.ApproveReading, reading.EndReading),
        lambda _unit, action: f"{action.fonds} {action.archival_year}",
    ),
    keeping.DisposeItem: lambda _unit, action: f"{action.fonds} {action.archival_year}",
    org.AdoptTemplate: lambda _unit, action: str(action.template.name),
    **dict.fromkeys(
        (trusting.FoundAuthority, trusting.IssueCertificate, trusting.EnrolCertificate, trusting.TrustAuthority),
        _certificate,
    ),
    **dict.fromkeys((trusting.RevokeCertificate, trusting.DistrustAuthority), _of_the_book),
    trusting.RecordRevocations: _issuer,
    exchanging.RegisterPartner: lambda _unit, action: f"{action.card.name}；{action.compared}",
    exchanging.DropPartner: _partner,
    UnknownAct: lambda _unit, action: str(action.kind),
}
"""What an act says beside its word, by its kind; its reason follows."""


# --- what tells one from another of the same name --------------------------------------------------------------------


def exact_of(unit: Organisation, action: Action) -> str:
    """Return the fingerprints, serials and X.500 names of what an act is about (细目); lists show the names."""
    said = _EXACT.get(type(action))
    return said(unit, action) if said else ""


def _exact_certificate(_unit: Organisation, action: trusting.Certified) -> str:
    facts = action.facts
    words = _("序列号 {serial}；{subject}；签发者 {issuer}；指纹 {digest}；密钥 {key}")
    return words.format(
        serial=facts.serial,
        subject=facts.subject,
        issuer=facts.issuer,
        digest=spaced(facts.digest),
        key=spaced(facts.key),
    )


_EXACT: Mapping[type[Action], Callable[[Organisation, Any], str]] = {
    **dict.fromkeys(
        (trusting.FoundAuthority, trusting.IssueCertificate, trusting.EnrolCertificate, trusting.TrustAuthority),
        _exact_certificate,
    ),
    **dict.fromkeys(
        (trusting.RevokeCertificate, trusting.DistrustAuthority),
        lambda _unit, action: _("指纹 {digest}").format(digest=spaced(action.certificate)),
    ),
    **dict.fromkeys(
        (seals.EnrolSeal, seals.EntrustSeal, seals.SuspendSeal, seals.ResumeSeal, seals.DestroySeal),
        lambda _unit, action: _("指纹 {digest}").format(digest=spaced(action.seal)),
    ),
    trusting.RecordRevocations: lambda _unit, action: _("签发者 {issuer}").format(issuer=action.facts.issuer),
    exchanging.RegisterPartner: lambda _unit, action: _("工作台密钥 {key}").format(key=spaced(action.card.signing_key)),
    **dict.fromkeys(
        (seconding.Confirm, seconding.Decline, seconding.Withdraw),
        lambda _unit, action: _("申请的记录 {entry}").format(entry=action.asked),
    ),
}
