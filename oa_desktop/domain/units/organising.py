"""What the organisation allows now: the rules that an act on the unit itself must meet when it is performed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from oa_desktop.domain.actions import (
    DECLARATIONS,
    Action,
    archiving,
    classifying,
    custody,
    exchanging,
    keeping,
    trusting,
)
from oa_desktop.domain.actions import delegating as proxy
from oa_desktop.domain.actions import organising as act
from oa_desktop.domain.actions.seconding import Confirm
from oa_desktop.domain.archives.retention import refuse_schedule
from oa_desktop.domain.archives.scheme import refuse_scheme
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.documents.template import refuse_template
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.carriers import Carrier, refuse_carrier
from oa_desktop.domain.ids import KeyId, PersonId
from oa_desktop.domain.names import refuse_unfit_name
from oa_desktop.domain.realms import TRAINING_CODE, Realm
from oa_desktop.domain.secrecy.classifying_power import refuse_power
from oa_desktop.domain.trust.sealing import SEAL_RULES
from oa_desktop.domain.trust.trusting import TRUSTING, refuse_misplaced_trust
from oa_desktop.domain.units.correspondents import refuse_unfit_correspondent, with_correspondents, words_of
from oa_desktop.domain.units.delegating import refuse_delegation, refuse_ending
from oa_desktop.domain.units.organisation import Organisation, refuse_incompatible_roles, refuse_vacancy
from oa_desktop.domain.units.roles import Role
from oa_desktop.domain.units.seconding import refuse_asking
from oa_desktop.domain.units.unit_settings import refuse_setting, refuse_unaudited


def refuse_unfit(organisation: Organisation, actor: PersonId, action: Action) -> None:
    """Refuse an act on the unit that does not fit what the unit is.

    Raises:
        Refused: With the rule, such as ``account.exists`` or ``roles.own``.
    """
    confirms = isinstance(action, act.ConfirmFounding)
    if not organisation.confirmed and not confirms:
        raise Refused("unit.unconfirmed")
    rule = _RULES.get(type(action))
    if rule is not None:
        rule(organisation, actor, action)


def refuse_revoked(organisation: Organisation, key: KeyId) -> None:
    """Refuse whatever is done with a key that the unit does not know or has revoked.

    Raises:
        Refused: ``sign-in.key-not-enrolled``.
    """
    known = organisation.key(key)
    if known is None or known.revoked is not None:
        raise Refused("sign-in.key-not-enrolled")


def refuse_taken(units: Callable[[], Iterable[Organisation]], action: Action) -> None:
    """Refuse to enrol whom or what another unit of the store has: accounts, people and keys are one in a store.

    Args:
        units: Returns the organisations of all units; asked only for an act that enrols.
        action: The act.

    Raises:
        Refused: ``account.exists``, ``post.exists``, ``key.known``.
    """
    rule = _TAKEN.get(type(action))
    if rule is not None:
        for organisation in units():
            rule(organisation, action)


def _admit(_: Organisation, __: PersonId, action: act.AdmitUnit) -> None:
    raise Refused("policy.nobody", act=DECLARATIONS[type(action)].term)  # founding it records it


def _confirm(organisation: Organisation, actor: PersonId, _: act.ConfirmFounding) -> None:
    if organisation.confirmed or actor not in organisation.founders[1:]:
        raise Refused("unit.confirmed")


def _organ(organisation: Organisation, _: PersonId, action: act.RegisterOrgan) -> None:
    organ = action.organ
    refuse_unfit_name(organ.name)
    if not _CODE.fullmatch(organ.code):
        raise Refused("organ.code-form", code=organ.code)
    if organisation.realm is Realm.TRAINING and not organ.code.startswith(TRAINING_CODE):
        raise Refused("training.code", code=organ.code, begin=TRAINING_CODE)
    if not organ.name.strip():
        raise Refused("organ.nameless")
    if any(day and read_iso(day) is None for day in (organ.since, organ.until)):
        raise Refused("date.no-day", text=f"{organ.since} {organ.until}".strip())
    holder = organisation.organ_of_code(organ.code)
    if holder is not None and holder.name != organ.name:
        raise Refused("organ.code-taken", code=organ.code, organ=holder.name)


def _correspondents(organisation: Organisation, _: PersonId, action: act.RegisterCorrespondents) -> None:
    words = words_of(with_correspondents(organisation.correspondents, action.correspondents))
    for one in action.correspondents:
        refuse_unfit_correspondent(one, words)


def _department(organisation: Organisation, _: PersonId, action: act.EstablishDepartment) -> None:
    refuse_unfit_name(action.name)
    known = any(action.department == one.id or action.name == one.name for one in organisation.departments)
    if known or not action.name.strip():
        raise Refused("department.exists", name=action.name)


def _enrol(organisation: Organisation, _: PersonId, action: act.EnrolPerson) -> None:
    refuse_unfit_name(action.name, action.account, action.title)
    _refuse_enrolled(organisation, action)
    if organisation.department(action.department) is None:
        raise Refused("department.unknown", department=action.department)


def _amend(organisation: Organisation, _: PersonId, action: act.AmendPerson) -> None:
    refuse_unfit_name(action.name, action.title)
    organisation.person(action.person)
    if organisation.post(action.post).person != action.person:
        raise Refused("post.unknown", post=action.post)
    if not action.name.strip():
        raise Refused("person.nameless")
    if organisation.department(action.department) is None:
        raise Refused("department.unknown", department=action.department)


def _refuse_enrolled(organisation: Organisation, action: act.EnrolPerson) -> None:
    if any(one.account == action.account or one.id == action.person for one in organisation.people):
        raise Refused("account.exists", account=action.account)
    if not action.name.strip():
        raise Refused("person.nameless")
    if any(post.id == action.post for post in organisation.posts):
        raise Refused("post.exists", post=action.post)
    _refuse_known_key(organisation, action.public_key)


def _grant(organisation: Organisation, actor: PersonId, action: act.Grant) -> None:
    post = organisation.post(action.post)
    refuse_incompatible_roles(organisation, post, action.roles)
    refuse_vacancy(organisation, post, action.roles)
    gained = set(action.roles) - set(post.roles)
    if post.person == actor and gained:
        raise Refused("roles.own", roles="、".join(sorted(gained)))


def _renew(organisation: Organisation, _: PersonId, action: act.RenewKey) -> None:
    organisation.person(action.person)
    refuse_asking(organisation.asked, action)


def _desk(organisation: Organisation, _: PersonId, action: act.EnrolDesk) -> None:
    refuse_unfit_name(action.name)
    if not action.name.strip():
        raise Refused("desk.nameless")
    _refuse_known_key(organisation, action.machine_key)


def _partner(organisation: Organisation, _: PersonId, action: exchanging.RegisterPartner) -> None:
    card = action.card
    refuse_unfit_name(card.name)
    if card.realm is not organisation.realm:
        raise Refused("card.other-realm", card=card.realm.label, here=organisation.realm.label)
    if card.unit == organisation.unit:
        raise Refused("card.own")
    if not action.compared.strip():
        raise Refused("card.not-compared", name=card.name)


def _no_partner(organisation: Organisation, _: PersonId, action: exchanging.DropPartner) -> None:
    if not any((one.unit, one.device) == (action.unit, action.device) for one in organisation.partners):
        raise Refused("partner.unknown", name=action.unit)


def _carried(organisation: Organisation, actor: PersonId, carrier: Carrier, *, arriving: bool) -> None:
    refuse_carrier(carrier, actor, arriving=arriving)
    organisation.person(carrier.applicant)
    organisation.person(carrier.approver)


def _adjust(organisation: Organisation, _: PersonId, action: act.AdjustSetting) -> None:
    refuse_setting(action.name, action.value, organisation.grade)
    refuse_unaudited(action.name, audited=False)


def _adjust_audit(organisation: Organisation, _: PersonId, action: act.AdjustAudit) -> None:
    refuse_setting(action.name, action.value, organisation.grade)
    refuse_unaudited(action.name, audited=True)
    refuse_asking(organisation.asked, action)


def refuse_unrecoverable(organisation: Organisation, person: PersonId, key: KeyId) -> None:
    """Refuse to give somebody a new key by a recovery code.

    Raises:
        Refused: ``recovery.not-administrator``: the person is no system administrator, so that one can help them;
            ``recovery.not-enrolled``: the journal does not know the code's key, or no more.
    """
    if not organisation.has_role(person, Role.SYSTEM_ADMINISTRATOR):
        raise Refused("recovery.not-administrator", name=organisation.person(person).name)
    if not organisation.recovers(key):
        raise Refused("recovery.not-enrolled")


def _refuse_known_key(organisation: Organisation, public_key: str) -> None:
    if any(key.public == public_key for key in organisation.keys):
        raise Refused("key.known")


def _in_its_place(_: Organisation, __: PersonId, action: Action) -> None:
    raise Refused("certificate.two-present", act=DECLARATIONS[type(action)].term)  # Trusting records it


def _trust(organisation: Organisation, _: PersonId, action: Action) -> None:
    owner: PersonId = getattr(action, "owner", PersonId(""))
    if owner:
        organisation.person(owner)
    refuse_misplaced_trust(organisation.trust, action)


_TAKEN: Mapping[type[Action], Callable[[Organisation, Any], None]] = {
    act.EnrolPerson: _refuse_enrolled,
    Confirm: lambda organisation, action: _refuse_known_key(organisation, action.public_key),
}

_CODE = re.compile(r"[\u4e00-\u9fa5]{1,12}")

_RULES: Mapping[type[Action], Callable[[Organisation, PersonId, Any], None]] = {
    act.ConfirmFounding: _confirm,
    act.AdmitUnit: _admit,
    act.RegisterOrgan: _organ,
    act.RegisterCorrespondents: _correspondents,
    act.EstablishDepartment: _department,
    act.EnrolPerson: _enrol,
    act.AmendPerson: _amend,
    act.Grant: _grant,
    act.RenewKey: _renew,
    Confirm: lambda organisation, _, action: _refuse_known_key(organisation, action.public_key),
    act.EnrolRecovery: lambda organisation, _, action: _refuse_known_key(organisation, action.public_key),
    classifying.RecordPower: refuse_power,
    act.AdjustSetting: _adjust,
    act.AdjustAudit: _adjust_audit,
    proxy.Delegate: refuse_delegation,
    proxy.DelegateFor: refuse_delegation,
    proxy.EndDelegation: refuse_ending,
    act.EnrolDesk: _desk,
    exchanging.RegisterPartner: _partner,
    exchanging.DropPartner: _no_partner,
    exchanging.SendPackage: lambda unit, actor, action: _carried(unit, actor, action.carrier, arriving=False),
    exchanging.TakeInPackage: lambda unit, actor, action: _carried(unit, actor, action.carrier, arriving=True),
    archiving.AdoptScheme: lambda _, __, action: refuse_scheme(action.scheme),
    archiving.AdoptSchedule: lambda _, __, action: refuse_schedule(action.name, action.contents),
    **dict.fromkeys(
        (custody.DestroyPapers, keeping.SuperviseDisposal),
        lambda unit, _, action: refuse_asking(unit.asked, action),
    ),
    **dict.fromkeys(TRUSTING, _trust),
    trusting.FoundAuthority: _in_its_place,
    trusting.IssueCertificate: _in_its_place,
    act.AdoptTemplate: lambda _, __, action: refuse_template(action.template),
    **SEAL_RULES,
}
