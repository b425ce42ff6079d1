"""Questions on the unit: who is in it, and what was done to it."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.classification import Secrecy
from oa_desktop.domain.ids import EntryId, PersonId, PostId
from oa_desktop.office.queries.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person in a post.

    Attributes:
        roles: What the post may do.
        clearance: The highest secrecy that the person may know.
        rank: 领导排序: lower stands first.
    """

    person: PersonId
    name: str
    account: str
    post: PostId
    department: str
    title: str
    roles: tuple[str, ...]
    clearance: Secrecy
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class People(Query[PersonRow]):
    """人员: who is in the unit, by rank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One line of the audit trail.

    Attributes:
        entry: Id of the entry.
        time: Claimed time, ISO 8601.
        person: Name of who acted, or whom the program's record is about; the machine where it is about nobody.
        title: Title of the post, empty where none is named.
        act: What was done, in the office's word.
        detail: To whom or to what, failed attempts before a sign-in, and the reason.
    """

    entry: EntryId
    time: str
    person: str
    title: str
    act: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditTrail(Query[AuditRow]):
    """审计: what administrators did to the unit, and sign-ins and outputs as the program recorded them, newest first.

    Only for the security auditor.
    """

    limit: int = 500
