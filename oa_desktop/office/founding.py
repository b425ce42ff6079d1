"""Founding a unit (建立单位): two people, one store, the first entries of its journal."""

from __future__ import annotations

from dataclasses import dataclass, field

from oa_desktop.domain.actions.organising import Founder
from oa_desktop.domain.classification import SystemGrade
from oa_desktop.domain.ids import PersonId, PostId
from oa_desktop.domain.organisation import Role
from oa_desktop.office.ports import Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class FounderRequest:
    """One of the two people who found a unit, present with a password of their own.

    Attributes:
        title: Title of the founder's post.
        role: 系统管理员 for the first, 安全保密管理员 for the second.
    """

    name: str
    account: str
    title: str
    role: Role
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
    """

    recovery_code: str = field(repr=False)


def founder(request: FounderRequest, ids: Ids, public_key: bytes, person: PersonId) -> Founder:
    """Return a founder as the founding entry records them."""
    return Founder(
        person=person,
        name=request.name,
        account=request.account,
        public_key=public_key.hex(),
        post=PostId(ids.new()),
        title=request.title,
        role=request.role,
    )
