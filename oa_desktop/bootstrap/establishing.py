"""Establishing a unit from its description (建立单位): founders, departments, organs, people, rights, in that order.

Every step goes through the sessions of the two founders; nothing is written past the door.
"""

from __future__ import annotations

from oa_desktop.domain.actions.organising import (
    AmendPerson,
    EnrolPerson,
    EnrolRecovery,
    EstablishDepartment,
    Grant,
    RegisterOrgan,
)
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DepartmentId, PersonId, PostId
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.described import DescribedPerson, DescribedUnit
from oa_desktop.domain.units.organisation import Person
from oa_desktop.domain.units.roles import Role
from oa_desktop.office.founding import Founded, FounderRequest, FoundingRequest
from oa_desktop.office.office import Office
from oa_desktop.office.ports.world import Ids
from oa_desktop.office.session import Session


def establish(office: Office, unit: DescribedUnit, ids: Ids) -> Founded:
    """Found a unit in a store of its own and bring in everybody; return what founding yields once.

    Raises:
        Refused: ``unit.exists``, ``password.too-weak``, or a rule about roles.
        Unavailable: ``disk.full``.
    """
    founded = found_alone(office, _request(unit))
    _bring_in_everybody(office, unit, ids)
    return founded


def establish_beside(office: Office, host: Session, unit: DescribedUnit, ids: Ids) -> Founded:
    """Found a unit in a store that others have, and bring in everybody; what was broken off goes on where it stopped.

    Args:
        office: The office of the store.
        host: The system administrator of a unit that is there, who lets the new one in.
        unit: The unit's description.
        ids: Makes ids.

    Raises:
        Refused: As ``Administration.found_unit``; ``unit.name-taken`` where nothing was left to do.
        Unavailable: ``store.read-only``, ``disk.full``.
    """
    begun = next((one.founding for one in host.organisation().admitted if one.name == unit.name), None)
    founded = Founded(fingerprint=begun) if begun else host.administration.found_unit(_request(unit))
    if not _bring_in_everybody(office, unit, ids):
        raise Refused("unit.name-taken", name=unit.name)
    return founded


def found_alone(office: Office, request: FoundingRequest) -> Founded:
    """Found a unit of two people in a store of its own, with the recovery code's key enrolled.

    Raises:
        Refused: ``unit.exists``, ``founders.same``, ``password.too-weak``.
        Unavailable: ``disk.full``.
    """
    founded = office.found(request)
    if founded.recovery is not None:
        administrator = office.sign_in(request.first.account, request.first.password, any_password=True)
        key = founded.recovery.public_key.hex()
        administrator.perform(EnrolRecovery(public_key=key, reason="建立单位时登记"))
        administrator.sign_out()
    return founded


def _request(unit: DescribedUnit) -> FoundingRequest:
    system, security = (unit.person(account) for account in unit.founders)
    return FoundingRequest(
        name=unit.name,
        department=next(one.name for one in unit.departments if one.id == system.department),
        grade=unit.grade,
        first=_founder(system),
        second=_founder(security),
        auditor=_founder(unit.holder(Role.SECURITY_AUDITOR)) if unit.grade is not SystemGrade.UNCLASSIFIED else None,
    )


def _bring_in_everybody(office: Office, unit: DescribedUnit, ids: Ids) -> bool:
    """Bring in departments, organs, people and rights as far as they are not there; return whether any was missing."""
    administrator, granter = (
        office.sign_in(one.account, one.password, any_password=True)
        for one in (unit.person(account) for account in unit.founders)
    )
    before = administrator.organisation()
    departments = _departments(administrator, unit, ids)
    for organ in unit.organs:
        if organ not in before.organs:
            administrator.perform(RegisterOrgan(organ=organ))
    for person in unit.people:
        _bring_in(administrator, granter, person, departments[person.department], ids)
    complete = administrator.organisation()
    administrator.sign_out()
    granter.sign_out()
    return complete != before


def _founder(person: DescribedPerson) -> FounderRequest:
    return FounderRequest(
        name=person.name,
        account=person.account,
        title=person.title,
        roles=person.roles,
        rank=person.rank,
        password=person.password,
        chosen_by_another=True,
    )


def _departments(administrator: Session, unit: DescribedUnit, ids: Ids) -> dict[DepartmentId, DepartmentId]:
    existing = {one.name: one.id for one in administrator.organisation().departments}
    known = {one.id: existing.get(one.name) or DepartmentId(ids.new()) for one in unit.departments}
    for one in unit.departments:
        if one.name not in existing:
            administrator.perform(EstablishDepartment(department=known[one.id], name=one.name))
    return known


def _bring_in(
    administrator: Session,
    granter: Session,
    person: DescribedPerson,
    department: DepartmentId,
    ids: Ids,
) -> None:
    """Enrol somebody who is not, and grant what their post lacks; what founders may do is part of the founding."""
    organisation = administrator.organisation()
    known = [one for one in organisation.people if one.account == person.account]
    posts = [post.id for one in known for post in organisation.posts_of(one.id) if not post.roles]
    if not known:
        posts = [_enrol(administrator, person, department, ids)]
    for one in known:
        _settle(administrator, one, department)
    for post in posts:
        granter.perform(Grant(post=post, roles=person.roles, reason="建立单位时授予"))


def _settle(administrator: Session, known: Person, department: DepartmentId) -> None:
    """Let somebody who was present at the founding belong where the description says."""
    for post in administrator.organisation().posts_of(known.id):
        if post.department != department:
            administrator.perform(
                AmendPerson(
                    person=known.id,
                    name=known.name,
                    post=post.id,
                    department=department,
                    title=post.title,
                    rank=known.rank,
                )
            )


def _enrol(administrator: Session, person: DescribedPerson, department: DepartmentId, ids: Ids) -> PostId:
    post, id_ = PostId(ids.new()), PersonId(ids.new())
    key = administrator.administration.open_account(person.account, id_, person.password)
    administrator.perform(
        EnrolPerson(
            person=id_,
            name=person.name,
            account=person.account,
            public_key=key,
            post=post,
            department=department,
            title=person.title,
            rank=person.rank,
        )
    )
    return post
