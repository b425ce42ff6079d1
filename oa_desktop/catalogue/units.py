"""The demonstration's unit (演示单位) from ``resources/demonstration/unit.yaml``: organs, people, passwords."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule, read_checked
from oa_desktop.catalogue.faults import fault
from oa_desktop.catalogue.yaml_source import Source
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DepartmentId, PersonId, PostId
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.described import DescribedPerson, DescribedSeal, DescribedUnit
from oa_desktop.domain.units.organisation import Department, Organ, Organisation, Post, refuse_incompatible_roles
from oa_desktop.domain.units.roles import FOUNDING_ROLES, PERMISSIONS, Role


def load_unit(path: Path) -> DescribedUnit:
    """Return the unit that a file describes.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    return _unit(read_checked(path, "unit", _RULES))


def _repeated(source: Source, content: Any) -> Iterator[Finding]:
    for group, field in _UNIQUE:
        seen: set[str] = set()
        for index, one in enumerate(content[group]):
            if one[field] in seen:
                spot = source.spot((group, index, field))
                yield fault("unit-file.repeated", spot, value=one[field])
            seen.add(one[field])


_UNIQUE = (("organs", "code"), ("departments", "id"), ("people", "account"), ("people", "name"), ("people", "rank"))


def _unknown_departments(source: Source, content: Any) -> Iterator[Finding]:
    known = [one["id"] for one in content["departments"]]
    for index, person in enumerate(content["people"]):
        if person["department"] not in known:
            spot = source.spot(("people", index, "department"))
            yield fault("unit-file.department", spot, department=person["department"], known="、".join(known))


def _unheld_roles(source: Source, content: Any) -> Iterator[Finding]:
    held = {role for person in content["people"] for role in person["roles"]}
    for role in (one for one in Role if one not in PERMISSIONS):
        if role.value not in held:
            spot = source.key_spot(("people",))
            yield fault("unit-file.unheld-role", spot, role=role.value)


def _incompatible_roles(source: Source, content: Any) -> Iterator[Finding]:
    organisation = Organisation(grade=SystemGrade(content["grade"]))
    for index, person in enumerate(content["people"]):
        post = Post(id=PostId("post"), person=PersonId("person"), department=DepartmentId(""), title="")
        try:
            refuse_incompatible_roles(organisation, post, [Role(role) for role in person["roles"]])
        except Refused:
            spot = source.spot(("people", index, "roles"))
            yield fault("unit-file.roles", spot)


def _unfit_founders(source: Source, content: Any) -> Iterator[Finding]:
    people = {person["account"]: person for person in content["people"]}
    for index, (account, role) in enumerate(zip(content["founders"], FOUNDING_ROLES, strict=True)):
        if role.value not in people.get(account, {"roles": []})["roles"]:
            spot = source.spot(("founders", index))
            yield fault("unit-file.founder", spot, account=account, role=role.value)
    if len({people[one]["department"] for one in content["founders"] if one in people}) > 1:
        yield fault("unit-file.founders-apart", source.spot(("founders",)))


def _unfit_seals(source: Source, content: Any) -> Iterator[Finding]:
    organs = [one["name"] for one in content["organs"]]
    keepers = [one["account"] for one in content["people"] if Role.SEAL_KEEPER.value in one["roles"]]
    for index, seal in enumerate(content.get("seals", ())):
        for field, known in (("organ", organs), ("keeper", keepers)):
            if seal[field] not in known:
                spot = source.spot(("seals", index, field))
                yield fault("unit-file.seal", spot, value=seal[field], known="、".join(dict.fromkeys(known)))


_RULES: tuple[Rule, ...] = (
    _unfit_seals,
    _repeated,
    _unknown_departments,
    _unheld_roles,
    _incompatible_roles,
    _unfit_founders,
)


def _unit(value: Any) -> DescribedUnit:
    people = sorted((_person(one) for one in value["people"]), key=lambda person: person.rank)
    system, security = value["founders"]
    return DescribedUnit(
        name=value["name"],
        grade=SystemGrade(value["grade"]),
        organs=tuple(Organ(name=one["name"], code=one["code"]) for one in value["organs"]),
        departments=tuple(Department(id=DepartmentId(one["id"]), name=one["name"]) for one in value["departments"]),
        founders=(system, security),
        people=tuple(people),
        seals=tuple(DescribedSeal(**one) for one in value.get("seals", ())),
    )


def _person(fields: dict[str, Any]) -> DescribedPerson:
    return DescribedPerson(
        name=fields["name"],
        account=fields["account"],
        title=fields["title"],
        department=DepartmentId(fields["department"]),
        rank=int(fields["rank"]),
        roles=tuple(Role(role) for role in fields["roles"]),
        password=fields["password"],
    )
