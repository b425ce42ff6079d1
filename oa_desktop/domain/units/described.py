"""A unit as a file describes it (单位说明): organs, departments, people and their passwords."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.ids import DepartmentId
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.organisation import Department, Organ
from oa_desktop.domain.units.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedPerson:
    """A person of the unit.

    Attributes:
        password: The published password (口令); it opens nothing outside the demonstration and the training.
    """

    name: str
    account: str
    title: str
    department: DepartmentId
    rank: int
    roles: tuple[Role, ...]
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedSeal:
    """An electronic seal of the unit, for practice.

    Attributes:
        organ: Whose it is.
        keeper: Account of who keeps it.
        password: The published password of its key.
    """

    organ: str
    keeper: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedUnit:
    """A unit as a file describes it (单位说明).

    Attributes:
        seals: Its electronic seals, taken into use where a play asks for them.
        organs: The organs and codes (机关代字) that its registry serves.
        founders: Accounts of the system administrator and of the security administrator.
        people: By rank.
    """

    name: str
    grade: SystemGrade
    organs: tuple[Organ, ...]
    departments: tuple[Department, ...]
    founders: tuple[str, str]
    people: tuple[DescribedPerson, ...]
    seals: tuple[DescribedSeal, ...] = ()

    def person(self, account: str) -> DescribedPerson:
        """Return the person of an account.

        Raises:
            KeyError: Nobody has it.
        """
        return {one.account: one for one in self.people}[account]

    def holder(self, role: Role) -> DescribedPerson:
        """Return the first person by rank who holds a role; every role is held."""
        return next(one for one in self.people if role in one.roles)
