"""The fold of the organisation journal: what the unit's own entries say it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from oa_desktop.domain import history
from oa_desktop.domain.actions import Action, archiving, classifying, custody, exchanging, keeping
from oa_desktop.domain.actions import delegating as proxy
from oa_desktop.domain.actions import organising as act
from oa_desktop.domain.actions import sealing as seals
from oa_desktop.domain.actions import seconding as second
from oa_desktop.domain.archives.retention import AdoptedSchedule
from oa_desktop.domain.archives.supervised import Supervised
from oa_desktop.domain.authority import authorised
from oa_desktop.domain.copies.destroyed_papers import DestroyedPapers
from oa_desktop.domain.enrolled_keys import EnrolledKey, KeyOwner, Place
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.exchange.partners import with_partner, without_partner
from oa_desktop.domain.ids import NOTHING, KeyId, PersonId
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.secrecy.classifying_power import power_in
from oa_desktop.domain.trust import sealing, trusting
from oa_desktop.domain.units import delegating, seconding
from oa_desktop.domain.units.correspondents import with_correspondents
from oa_desktop.domain.units.organisation import (
    AdjustedSetting,
    AdmittedUnit,
    AdoptedTemplate,
    Department,
    Organisation,
    Person,
    Post,
    with_roles,
)
from oa_desktop.domain.units.roles import Role

KeyIdOf = Callable[[bytes], KeyId]
"""SM3 of a public key; the domain itself computes no digest."""


def fold(entries: Iterable[Entry], key_id_of: KeyIdOf) -> Organisation:
    """Return the organisation that a set of entries comes to."""
    organisation = Organisation()
    for placed in in_order(entries).placed:
        organisation = advance(organisation, placed.entry, key_id_of)
    return organisation


def advance(organisation: Organisation, entry: Entry, key_id_of: KeyIdOf) -> Organisation:
    """Return the organisation after one more entry; what the program merely records changes nothing.

    A second founding, a person, account or post that is enrolled again, and a key that is no hexadecimal text or was
    there before change nothing either: verification and the office report them, the fold only stays whole.
    """
    action = history.read_action(entry)
    effect = _EFFECTS.get(type(action))
    if effect is None or not authorised(organisation, entry):
        return organisation
    if seconding.needs_second(organisation, entry):
        return seconding.asking(organisation, entry)
    return effect(organisation, action, entry, key_id_of)


def _found(organisation: Organisation, action: act.Found, entry: Entry, key_id_of: KeyIdOf) -> Organisation:
    founders = action.founders
    readable = all(_is_hex(key) for key in (action.machine_key, *(one.public_key for one in founders)))
    if organisation.unit or not readable:
        return organisation
    machine = EnrolledKey(
        id=key_id_of(bytes.fromhex(action.machine_key)),
        public=action.machine_key,
        owner=KeyOwner.MACHINE,
        device=entry.device,
        enrolled=_place(entry),
    )
    return Organisation(
        unit=entry.unit,
        name=action.name,
        realm=entry.realm,
        grade=action.grade,
        founded=entry.version,
        founders=tuple(one.person for one in founders),
        departments=(Department(id=action.department, name=action.department_name),),
        people=tuple(Person(id=one.person, name=one.name, account=one.account, rank=one.rank) for one in founders),
        posts=tuple(
            Post(id=one.post, person=one.person, department=action.department, title=one.title, roles=one.roles)
            for one in founders
        ),
        keys=(machine, *(_key(one.person, one.public_key, entry, key_id_of) for one in founders)),
    )


def _confirm(organisation: Organisation, _: Any, entry: Entry, __: KeyIdOf) -> Organisation:
    second = organisation.founders[1:]
    return replace(organisation, confirmed=organisation.confirmed or entry.actor.person in second)


def _second(organisation: Organisation, action: second.Confirm, entry: Entry, key_id_of: KeyIdOf) -> Organisation:
    """Let what was asked for take effect here; nothing where whoever asked has lost the right meanwhile."""
    found = seconding.pending(organisation.asked, action.asked)
    after = _answer(organisation, action, entry, key_id_of)
    if found is None or after is organisation or not authorised(organisation, found.asked):
        return after
    return _EFFECTS[type(found.action)](after, seconding.completed(found.action, action), entry, key_id_of)


def _answer(organisation: Organisation, action: second.Answer, entry: Entry, digest_of: KeyIdOf) -> Organisation:
    """Let what was asked for wait no more, if it is the writer's to say so."""
    found = seconding.pending(organisation.asked, action.asked)
    if found is None or seconding.fault_of_answer(organisation, found.asked, action, entry.actor, digest_of):
        return organisation
    return seconding.answered(organisation, action.asked)


def _organ(organisation: Organisation, action: act.RegisterOrgan, _: Entry, __: KeyIdOf) -> Organisation:
    others = tuple(one for one in organisation.organs if one.code != action.organ.code)
    return replace(organisation, organs=(*others, action.organ))


def _correspondents(
    organisation: Organisation, action: act.RegisterCorrespondents, _: Entry, __: KeyIdOf
) -> Organisation:
    book = with_correspondents(organisation.correspondents, action.correspondents)
    return replace(organisation, correspondents=book)


def _department(organisation: Organisation, action: act.EstablishDepartment, _: Entry, __: KeyIdOf) -> Organisation:
    others = tuple(one for one in organisation.departments if one.id != action.department)
    return replace(organisation, departments=(*others, Department(id=action.department, name=action.name)))


def _enrol(organisation: Organisation, action: act.EnrolPerson, entry: Entry, key_id_of: KeyIdOf) -> Organisation:
    if not _is_hex(action.public_key) or _is_taken(organisation, action):
        return organisation
    person = Person(id=action.person, name=action.name, account=action.account, rank=action.rank)
    post = Post(id=action.post, person=action.person, department=action.department, title=action.title)
    return replace(
        organisation,
        people=(*organisation.people, person),
        posts=(*organisation.posts, post),
        keys=(*organisation.keys, _key(action.person, action.public_key, entry, key_id_of)),
    )


def _grant(organisation: Organisation, action: act.Grant, _: Entry, __: KeyIdOf) -> Organisation:
    holder = next((post.person for post in organisation.posts if post.id == action.post), PersonId(""))
    people = tuple(replace(one, clearance=action.clearance) if one.id == holder else one for one in organisation.people)
    return with_roles(replace(organisation, people=people), action.post, action.roles)


def _amend(organisation: Organisation, action: act.AmendPerson, _: Entry, __: KeyIdOf) -> Organisation:
    people = tuple(
        replace(one, name=action.name, rank=action.rank) if one.id == action.person else one
        for one in organisation.people
    )
    posts = tuple(
        replace(one, department=action.department, title=action.title)
        if (one.id, one.person) == (action.post, action.person)
        else one
        for one in organisation.posts
    )
    return replace(organisation, people=people, posts=posts)


def _is_taken(organisation: Organisation, action: act.EnrolPerson) -> bool:
    """Whether a person, account, post or key is there already: nobody gets a second key or post by being enrolled."""
    return (
        any(action.person == one.id or action.account == one.account for one in organisation.people)
        or any(action.post == one.id for one in organisation.posts)
        or any(action.public_key == one.public for one in organisation.keys)
    )


def _renew(
    organisation: Organisation, action: act.RenewKey | act.RecoverKey, entry: Entry, key_id_of: KeyIdOf
) -> Organisation:
    if not _is_fresh(organisation, action.public_key):
        return organisation
    return _with_key(organisation, _key(action.person, action.public_key, entry, key_id_of))


def _with_key(organisation: Organisation, new: EnrolledKey) -> Organisation:
    """Enrol a key and revoke those that its owner had until then."""
    keys = tuple(
        replace(key, revoked=new.enrolled)
        if (key.owner, key.person) == (new.owner, new.person) and key.revoked is None
        else key
        for key in organisation.keys
    )
    return replace(organisation, keys=(*keys, new))


def _is_fresh(organisation: Organisation, public_key: str) -> bool:
    return _is_hex(public_key) and all(public_key != key.public for key in organisation.keys)


def _desk(organisation: Organisation, action: act.EnrolDesk, entry: Entry, key_id_of: KeyIdOf) -> Organisation:
    """Enrol the key of another machine; one that has a key gets no second."""
    known = any(key.owner is KeyOwner.MACHINE and key.device == entry.device for key in organisation.keys)
    if known or not _is_fresh(organisation, action.machine_key):
        return organisation
    key = EnrolledKey(
        id=key_id_of(bytes.fromhex(action.machine_key)),
        public=action.machine_key,
        owner=KeyOwner.MACHINE,
        device=entry.device,
        enrolled=_place(entry),
    )
    return replace(organisation, keys=(*organisation.keys, key))


def _enrol_recovery(
    organisation: Organisation, action: act.EnrolRecovery, entry: Entry, key_id_of: KeyIdOf
) -> Organisation:
    if not _is_fresh(organisation, action.public_key):
        return organisation
    key = EnrolledKey(
        id=key_id_of(bytes.fromhex(action.public_key)),
        public=action.public_key,
        owner=KeyOwner.RECOVERY,
        enrolled=_place(entry),
    )
    return _with_key(organisation, key)


def _recover(organisation: Organisation, action: act.RecoverKey, entry: Entry, key_id_of: KeyIdOf) -> Organisation:
    """Replace a system administrator's key; whatever a recovery code signs, it gives nobody else a key."""
    if not organisation.has_role(action.person, Role.SYSTEM_ADMINISTRATOR):
        return organisation
    return _renew(organisation, action, entry, key_id_of)


def _adjust(
    organisation: Organisation, action: act.AdjustSetting | act.AdjustAudit, _: Entry, __: KeyIdOf
) -> Organisation:
    others = tuple(one for one in organisation.settings if one.name != action.name)
    adjusted = AdjustedSetting(name=action.name, value=action.value)
    return replace(organisation, settings=tuple(sorted((*others, adjusted), key=lambda one: one.name)))


def _adopt(organisation: Organisation, action: act.AdoptTemplate, entry: Entry, _: KeyIdOf) -> Organisation:
    adopted = AdoptedTemplate(entry=entry.id, template=action.template)
    return replace(organisation, templates=(*organisation.templates, adopted))


def _scheme(organisation: Organisation, action: archiving.AdoptScheme, _: Entry, __: KeyIdOf) -> Organisation:
    return replace(organisation, schemes=(*organisation.schemes, action.scheme))


def _schedule(organisation: Organisation, action: archiving.AdoptSchedule, _: Entry, __: KeyIdOf) -> Organisation:
    contents = next(iter(action.contents), NOTHING)
    adopted = AdoptedSchedule(name=action.name, approval=action.approval, since=action.since, contents=contents)
    return replace(organisation, schedules=(*organisation.schedules, adopted))


def _empower(organisation: Organisation, action: classifying.RecordPower, _: Entry, __: KeyIdOf) -> Organisation:
    return replace(organisation, classifying=power_in(action))


def _admit(organisation: Organisation, action: act.AdmitUnit, _: Entry, __: KeyIdOf) -> Organisation:
    admitted = AdmittedUnit(unit=action.unit, name=action.name, founding=action.founding)
    return replace(organisation, admitted=(*organisation.admitted, admitted))


def _partner(organisation: Organisation, action: exchanging.RegisterPartner, _: Entry, __: KeyIdOf) -> Organisation:
    return replace(organisation, partners=with_partner(organisation.partners, action.card))


def _no_partner(organisation: Organisation, action: exchanging.DropPartner, _: Entry, __: KeyIdOf) -> Organisation:
    partners = without_partner(organisation.partners, action.unit, action.device)
    return replace(organisation, partners=partners)


def _trust(organisation: Organisation, action: Action, _: Entry, __: KeyIdOf) -> Organisation:
    return replace(organisation, trust=trusting.advanced(organisation.trust, action))


def _delegate(organisation: Organisation, action: proxy.Delegate, entry: Entry, _: KeyIdOf) -> Organisation:
    return delegating.given(organisation, entry.actor.person, action)


def _end_delegation(organisation: Organisation, action: proxy.EndDelegation, entry: Entry, _: KeyIdOf) -> Organisation:
    return delegating.ended(organisation, entry.actor.person, action.delegation)


def _enrol_seal(organisation: Organisation, action: seals.EnrolSeal, entry: Entry, _: KeyIdOf) -> Organisation:
    return sealing.enrolled(organisation, action, entry)


def _change_seal(organisation: Organisation, action: seals.SealAction, entry: Entry, _: KeyIdOf) -> Organisation:
    return sealing.changed(organisation, action, entry)


def _destroy(organisation: Organisation, action: custody.DestroyPapers, entry: Entry, _: KeyIdOf) -> Organisation:
    """Let registered papers be destroyed, as the entry that confirmed it says."""
    gone = DestroyedPapers(
        entry=entry.id,
        papers=action.papers,
        by=action.by,
        supervisor=entry.actor.person,
        method=action.method,
        place=action.place,
        approved_by=action.approved_by,
        day=action.day,
    )
    return replace(organisation, destroyed_papers=(*organisation.destroyed_papers, gone))


def _supervise(organisation: Organisation, action: keeping.SuperviseDisposal, entry: Entry, _: KeyIdOf) -> Organisation:
    """Let a list of the archive be supervised by both, as the entry that confirmed it says."""
    both = Supervised(
        disposal=action.disposal,
        supervisors=(action.by, entry.actor.person),
        method=action.method,
        place=action.place,
        day=action.day,
    )
    return replace(organisation, supervised=(*organisation.supervised, both))


_EFFECTS: Mapping[type[Action], Callable[[Organisation, Any, Entry, KeyIdOf], Organisation]] = {
    act.Found: _found,
    act.ConfirmFounding: _confirm,
    act.AdmitUnit: _admit,
    act.RegisterOrgan: _organ,
    act.RegisterCorrespondents: _correspondents,
    act.EstablishDepartment: _department,
    act.EnrolPerson: _enrol,
    act.AmendPerson: _amend,
    act.Grant: _grant,
    act.RenewKey: _renew,
    act.AdjustSetting: _adjust,
    act.AdjustAudit: _adjust,
    act.AdoptTemplate: _adopt,
    classifying.RecordPower: _empower,
    act.EnrolRecovery: _enrol_recovery,
    act.EnrolDesk: _desk,
    act.RecoverKey: _recover,
    proxy.Delegate: _delegate,
    proxy.DelegateFor: _delegate,
    proxy.EndDelegation: _end_delegation,
    **dict.fromkeys(trusting.TRUSTING, _trust),
    second.Confirm: _second,
    second.Decline: _answer,
    second.Withdraw: _answer,
    exchanging.RegisterPartner: _partner,
    exchanging.DropPartner: _no_partner,
    custody.DestroyPapers: _destroy,
    keeping.SuperviseDisposal: _supervise,
    archiving.AdoptScheme: _scheme,
    archiving.AdoptSchedule: _schedule,
    seals.EnrolSeal: _enrol_seal,
    **dict.fromkeys((seals.EntrustSeal, seals.SuspendSeal, seals.ResumeSeal, seals.DestroySeal), _change_seal),
}


def _key(person: PersonId, public: str, entry: Entry, key_id_of: KeyIdOf) -> EnrolledKey:
    return EnrolledKey(
        id=key_id_of(bytes.fromhex(public)),
        public=public,
        owner=KeyOwner.PERSON,
        person=person,
        enrolled=_place(entry),
    )


def _is_hex(text: str) -> bool:
    return bool(text) and len(text) % 2 == 0 and set(text) <= _HEX_DIGITS


_HEX_DIGITS = frozenset("0123456789abcdef")


def _place(entry: Entry) -> Place:
    return Place(device=entry.device, seq=entry.seq)
