"""Founding a unit (建立单位): two people, one store, the first entries of its journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.organising import ConfirmFounding, Found, Founder
from oa_desktop.domain.classification import SystemGrade
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DepartmentId, DeviceId, Digest, PersonId, PostId, UnitId, organisation_journal
from oa_desktop.domain.organisation import ADMINISTRATORS, FOUNDING_ROLES, Role
from oa_desktop.domain.realms import Realm
from oa_desktop.office.open_office import OpenOffice, Ports
from oa_desktop.office.ports import AccountRequest, Ids, Signer, StoreFacts
from oa_desktop.office.recording import Author

SCHEMA = 3
"""Version of the store that this program makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FounderRequest:
    """One of the two people who found a unit, present with a password of their own.

    Attributes:
        title: Title of the founder's post.
        roles: 系统管理员 for the first, 安全保密管理员 for the second, and what else the post handles.
        rank: 领导排序.
    """

    name: str
    account: str
    title: str
    roles: tuple[Role, ...]
    rank: int = 100
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingRequest:
    """What two people declare when they found a unit.

    Attributes:
        name: Name of the unit.
        department: Name of the department that both founders belong to.
        grade: 系统等级; it never changes afterwards.
    """

    name: str
    department: str
    grade: SystemGrade
    first: FounderRequest
    second: FounderRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """What founding yields once.

    Attributes:
        recovery_code: To be printed and locked away; it is kept nowhere.
        fingerprint: Digest of the founding entry: whoever verifies compares it, since a whole unit can be made up.
    """

    fingerprint: Digest
    recovery_code: str = field(repr=False)


def found(realm: Realm, ports: Ports, request: FoundingRequest) -> tuple[Founded, OpenOffice]:
    """Make a unit: its store, the two founders' keys, and the entries by which both found it.

    Raises:
        Refused: ``unit.exists``, ``founders.same``, ``password.too-weak``.
        Unavailable: ``disk.full``.
    """
    if ports.stores.exists():
        raise Refused("unit.exists")
    requests = (request.first, request.second)
    _refuse_unfit(request)
    facts = _facts(realm, ports.ids, request)
    people = [PersonId(ports.ids.new()) for _ in requests]
    accounts = [
        AccountRequest(account=one.account, person=person, password=one.password, must_change=False)
        for one, person in zip(requests, people, strict=True)
    ]
    slots = ports.slots.create(facts.id, accounts, ports.clock.now())
    opened = OpenOffice(ports, ports.stores.create(facts, slots.store_key), slots.store_key)
    signers = [slots.signers[one.account] for one in requests]
    founders = [
        _founder(one, ports.ids, signer, person) for one, signer, person in zip(requests, signers, people, strict=True)
    ]
    _record(opened, _founding(ports.ids, request, tuple(founders), opened.machine), signers)
    first = next(iter(opened.store.entries(organisation_journal(facts.unit))))
    return Founded(fingerprint=first.digest, recovery_code=slots.recovery_code), opened


def _refuse_unfit(request: FoundingRequest) -> None:
    """Refuse founders who are one person, or whose roles do not part the administrators."""
    first, second = request.first, request.second
    if first.account == second.account or first.name == second.name:
        raise Refused("founders.same")
    for one, needed in zip((first, second), FOUNDING_ROLES, strict=True):
        if ADMINISTRATORS & set(one.roles) != {needed}:
            raise Refused("founders.roles", name=one.name, role=needed.value)


def _facts(realm: Realm, ids: Ids, request: FoundingRequest) -> StoreFacts:
    return StoreFacts(
        id=ids.new(),
        realm=realm,
        grade=request.grade,
        unit=UnitId(ids.new()),
        device=DeviceId(ids.new()),
        schema=SCHEMA,
    )


def _founder(request: FounderRequest, ids: Ids, signer: Signer, person: PersonId) -> Founder:
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


def _record(opened: OpenOffice, founding: Found, signers: Sequence[Signer]) -> None:
    """Record the founding, signed by the first founder, and its confirmation, signed by the second."""
    acts: tuple[Action, ...] = (founding, ConfirmFounding())
    for action, one, signer in zip(acts, founding.founders, signers, strict=True):
        actor = Actor(kind=ActorKind.PERSON, person=one.person, post=one.post)
        opened.record([action], Author(actor=actor, signer=signer))
        signer.forget()
