"""Founding a unit (建立单位): two people, the first entries of its journal, in a store of its own or beside others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from oa_desktop.domain.actions.organising import AdmitUnit, ConfirmFounding, EnrolPerson, Found, Founder, Grant
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DepartmentId, DeviceId, Digest, PersonId, PostId, UnitId
from oa_desktop.domain.names import refuse_unfit_name
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.roles import ADMINISTRATORS, FOUNDING_ROLES, Role
from oa_desktop.domain.units.sign_in_rules import usual_rules
from oa_desktop.office.accounts import open_own_account
from oa_desktop.office.changes import Changed
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.keys import AccountRequest, MadeRecovery, Signer
from oa_desktop.office.ports.store import StoreFacts
from oa_desktop.office.ports.wiring import Ports
from oa_desktop.office.ports.world import Ids
from oa_desktop.office.recording import Author, Pending

SCHEMA = 3
"""Version of the store that this program makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FounderRequest:
    """One of the two people who found a unit, present with a password of their own, or with one out of a description.

    Attributes:
        title: Title of the founder's post.
        roles: 系统管理员 for the first, 安全保密管理员 for the second, and what else the post handles.
        rank: 领导排序.
        chosen_by_another: Whether the password stands where others read it; it opens nothing until it is changed.
    """

    name: str
    account: str
    title: str
    roles: tuple[Role, ...]
    rank: int = 100
    password: str = field(repr=False)
    chosen_by_another: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingRequest:
    """What two people declare when they found a unit.

    Attributes:
        name: Name of the unit.
        department: Name of the department that both founders belong to.
        grade: 系统等级; it never changes afterwards.
        auditor: 安全审计员, who is there from the first day where the grade is classified; elsewhere may come later.
    """

    name: str
    department: str
    grade: SystemGrade
    first: FounderRequest
    second: FounderRequest
    auditor: FounderRequest | None = None

    @property
    def present(self) -> tuple[FounderRequest, ...]:
        """Everybody who sets a password when the unit is founded."""
        return (self.first, self.second, *((self.auditor,) if self.auditor else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """What founding yields once.

    Attributes:
        recovery: The store's recovery code, whose key somebody who may has to enrol; None for a unit that comes into
            a store.
        fingerprint: Digest of the founding entry: whoever verifies compares it, since a whole unit can be made up.
    """

    fingerprint: Digest
    recovery: MadeRecovery | None = None


def found(realm: Realm, ports: Ports, request: FoundingRequest) -> tuple[Founded, OpenOffice]:
    """Make a unit: its store, the two founders' keys, and the entries by which both found it.

    Raises:
        Refused: ``unit.exists``, ``organisation.name-unseen``, ``organisation.name-long``, ``founders.same``,
            ``founders.roles``, ``founders.handles``, ``founders.no-auditor``, ``password.too-weak``,
            ``training.grade``.
        Unavailable: ``disk.full``.
    """
    if ports.stores.exists():
        raise Refused("unit.exists")
    _refuse_unfit(request)
    _refuse_marks(realm, request)
    facts = _facts(realm, ports.ids, request)
    accounts = _accounts(ports.ids, request)
    slots = ports.slots.create(facts.id, accounts, ports.clock.now(), usual_rules(request.grade))
    opened = OpenOffice(ports, lambda key: ports.stores.create(facts, key), slots.store_key)
    pending = opened.recorder.begin()
    keys = {one.person: slots.signers[one.account] for one in accounts}
    fingerprint = _declare(opened, facts.unit, request, keys, pending)
    opened.commit(pending)
    return Founded(fingerprint=fingerprint, recovery=slots.recovery), opened


def found_beside(opened: OpenOffice, host: Author, request: FoundingRequest) -> tuple[Founded, Changed]:
    """Make a further unit in an open store; return what founding yields and what it changed where it is let in.

    Founding, confirmation and admission become durable together. Of what is broken off before nothing counts, and the
    founders' key slots make room when the founding is repeated.

    Args:
        opened: The open store.
        host: The system administrator who lets the unit in.
        request: What the two founders declare.

    Raises:
        Refused: ``unit.other-grade``, ``unit.name-taken``, ``founders.same``, ``founders.roles``, ``account.exists``,
            ``organisation.name-unseen``, ``organisation.name-long``, ``password.too-weak``.
        Unavailable: ``store.read-only``, ``disk.full``.
    """
    _refuse_misplaced(opened, request)
    _refuse_unfit(request)
    pending, ids = opened.recorder.begin(), opened.ports.ids
    unit, accounts = UnitId(ids.new()), _accounts(ids, request)
    keys = {one.person: open_own_account(opened, one) for one in accounts}
    fingerprint = _declare(opened, unit, request, keys, pending)
    opened.recorder.sign([AdmitUnit(unit=unit, name=request.name, founding=fingerprint)], host, pending)
    *_, admitted = opened.commit(pending)
    return Founded(fingerprint=fingerprint), admitted


def _refuse_misplaced(opened: OpenOffice, request: FoundingRequest) -> None:
    """Refuse a unit that cannot lie in a store beside those that are there."""
    grade = opened.store.grade
    if request.grade is not grade:
        raise Refused("unit.other-grade", name=request.name, grade=request.grade.value, store=grade.value)
    if any(one.name == request.name for one in opened.states.organisations()):
        raise Refused("unit.name-taken", name=request.name)


def _refuse_unfit(request: FoundingRequest) -> None:
    """Refuse unfit names, two of the people being one, and roles that do not part the administrators."""
    refuse_unfit_name(request.name, request.department)
    for one in request.present:
        refuse_unfit_name(one.name, one.account, one.title)
    for said in ({one.account for one in request.present}, {one.name for one in request.present}):
        if len(said) < len(request.present):
            raise Refused("founders.same")
    _refuse_unfit_roles(request)


def _refuse_unfit_roles(request: FoundingRequest) -> None:
    classified = request.grade is not SystemGrade.UNCLASSIFIED
    for one, needed in zip(request.present, (*FOUNDING_ROLES, Role.SECURITY_AUDITOR), strict=False):
        if ADMINISTRATORS & set(one.roles) != {needed}:
            raise Refused("founders.roles", name=one.name, role=needed.value)
        if classified and set(one.roles) != {needed}:
            raise Refused("founders.handles", name=one.name, role=needed.value, grade=request.grade.value)
    if classified and request.auditor is None:
        raise Refused("founders.no-auditor", grade=request.grade.value)


def _refuse_marks(realm: Realm, request: FoundingRequest) -> None:
    """Refuse an exercise a store that would take a mark of secrecy: there are samples of marks alone (密级样例)."""
    if realm is Realm.TRAINING and request.grade is not SystemGrade.UNCLASSIFIED:
        raise Refused("training.grade", grade=request.grade.value)


def _facts(realm: Realm, ids: Ids, request: FoundingRequest) -> StoreFacts:
    return StoreFacts(
        id=ids.new(),
        realm=realm,
        grade=request.grade,
        unit=UnitId(ids.new()),
        device=DeviceId(ids.new()),
        schema=SCHEMA,
    )


def _accounts(ids: Ids, request: FoundingRequest) -> list[AccountRequest]:
    """Return the founders' accounts; who has chosen the password need not change it."""
    return [
        AccountRequest(
            account=one.account, person=PersonId(ids.new()), password=one.password, must_change=one.chosen_by_another
        )
        for one in request.present
    ]


def _declare(
    opened: OpenOffice, unit: UnitId, request: FoundingRequest, keys: Mapping[PersonId, Signer], pending: Pending
) -> Digest:
    """Sign the founding with the first founder's key and its confirmation with the second's; return the fingerprint.

    An auditor who is present is enrolled by the first and appointed by the second, as everybody is later.
    """
    ids, present = opened.ports.ids, zip(request.present, keys.items(), strict=True)
    everybody = tuple(_founder(one, ids, *key) for one, key in present)
    founders, auditors = everybody[:2], everybody[2:]
    first, second = (_author(unit, one, keys[one.person]) for one in founders)
    founding = _founding(ids, request, founders, opened.machine)
    (signed,) = opened.recorder.sign([founding], first, pending)
    opened.recorder.sign([ConfirmFounding()], second, pending)
    for one in auditors:
        opened.recorder.sign([_enrolment(one, founding.department)], first, pending)
        opened.recorder.sign([Grant(post=one.post, roles=one.roles, reason=_APPOINTED)], second, pending)
    for signer in keys.values():
        signer.forget()
    return signed.digest


_APPOINTED = "建立单位时授予"


def _enrolment(one: Founder, department: DepartmentId) -> EnrolPerson:
    return EnrolPerson(
        person=one.person,
        name=one.name,
        account=one.account,
        public_key=one.public_key,
        post=one.post,
        department=department,
        title=one.title,
        rank=one.rank,
    )


def _author(unit: UnitId, founder: Founder, signer: Signer) -> Author:
    actor = Actor(kind=ActorKind.PERSON, person=founder.person, post=founder.post)
    return Author(unit=unit, actor=actor, signer=signer)


def _founder(request: FounderRequest, ids: Ids, person: PersonId, signer: Signer) -> Founder:
    return Founder(
        person=person,
        name=request.name,
        account=request.account,
        public_key=signer.public_key.hex(),
        post=PostId(ids.new()),
        title=request.title,
        roles=request.roles,
        rank=request.rank,
    )


def _founding(ids: Ids, request: FoundingRequest, founders: tuple[Founder, ...], machine: Signer) -> Found:
    return Found(
        name=request.name,
        grade=request.grade,
        founders=founders,
        machine_key=machine.public_key.hex(),
        department=DepartmentId(ids.new()),
        department_name=request.department,
    )
