"""Standing: who acts, in which post, and what that post may do now."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.ids import DepartmentId, PersonId, PostId, UnitId
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.delegation import Delegation
from oa_desktop.domain.units.organisation import Organisation, Post
from oa_desktop.domain.units.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who acts: a person in a post, and what that post may do.

    Attributes:
        delegation: By which somebody else stands here for the person; None where people act for themselves.
        on_behalf: Whom the person stands for now (代): each with what the delegation lends of their rights.
    """

    unit: UnitId
    person: PersonId
    name: str
    post: PostId
    department: DepartmentId
    title: str
    roles: frozenset[Role]
    clearance: Secrecy
    delegation: Delegation | None = None
    on_behalf: tuple[Standing, ...] = ()


def standing_in(organisation: Organisation, post: Post) -> Standing:
    """Return the standing that a post gives its holder."""
    person = organisation.person(post.person)
    return Standing(
        unit=organisation.unit,
        person=person.id,
        name=person.name,
        post=post.id,
        department=post.department,
        title=post.title,
        roles=frozenset(post.roles),
        clearance=person.clearance,
    )
