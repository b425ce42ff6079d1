"""Establishing a unit from its description (建立单位): founders, departments, organs, people, rights, in that order.

Every step goes through the sessions of the two founders; nothing is written past the door.
"""

from __future__ import annotations

from oa_desktop.catalogue.units import DemonstrationPerson, DemonstrationUnit
from oa_desktop.domain.actions.organising import EnrolPerson, EstablishDepartment, Grant, RegisterOrgan
from oa_desktop.domain.ids import DepartmentId, PersonId, PostId
from oa_desktop.office.founding import Founded, FounderRequest, FoundingRequest
from oa_desktop.office.office import Office
from oa_desktop.office.ports import Ids
from oa_desktop.office.session import Session


def establish(office: Office, unit: DemonstrationUnit, ids: Ids) -> Founded:
    """Found a unit and bring in everybody; return what founding yields once.

    Raises:
        Refused: ``unit.exists``, ``password.too-weak``, or a rule about roles.
        Unavailable: ``disk.full``.
    """
    system, security = (unit.person(account) for account in unit.founders)
    home = next(one.name for one in unit.departments if one.id == system.department)
    founded = office.found(
        FoundingRequest(
            name=unit.name,
            department=home,
            grade=unit.grade,
            first=_founder(system),
            second=_founder(security),
        )
    )
    administrator = office.sign_in(system.account, system.password)
    granter = office.sign_in(security.account, security.password)
    departments = _departments(administrator, unit, ids)
    for organ in unit.organs:
        administrator.perform(RegisterOrgan(organ=organ))
    for person in unit.people:
        _bring_in(administrator, granter, person, departments[person.department], ids)
    administrator.sign_out()
    granter.sign_out()
    return founded


def _founder(person: DemonstrationPerson) -> FounderRequest:
    return FounderRequest(
        name=person.name,
        account=person.account,
        title=person.title,
        roles=person.roles,
        rank=person.rank,
        password=person.password,
    )


def _departments(administrator: Session, unit: DemonstrationUnit, ids: Ids) -> dict[DepartmentId, DepartmentId]:
    existing = {one.name: one.id for one in administrator.organisation().departments}
    known = {one.id: existing.get(one.name) or DepartmentId(ids.new()) for one in unit.departments}
    for one in unit.departments:
        if one.name not in existing:
            administrator.perform(EstablishDepartment(department=known[one.id], name=one.name))
    return known


def _bring_in(
    administrator: Session,
    granter: Session,
    person: DemonstrationPerson,
    department: DepartmentId,
    ids: Ids,
) -> None:
    if any(one.account == person.account for one in administrator.organisation().people):
        return  # a founder: what founders may do is part of the founding
    post = PostId(ids.new())
    _enrol(administrator, person, department, post, PersonId(ids.new()))
    granter.perform(Grant(post=post, roles=person.roles, reason="建立单位时授予"))


def _enrol(
    administrator: Session, person: DemonstrationPerson, department: DepartmentId, post: PostId, id_: PersonId
) -> None:
    key = administrator.open_account(person.account, id_, person.password)
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
