"""Questions on the unit: who is in it, and what was done to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.ids import EntryId, PersonId, PostId
from oa_desktop.domain.secrecy.classification import Secrecy
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


class AuditSort(StrEnum):
    """What sort of thing a line of the trail is (类别)."""

    SIGN_IN = "登录"
    RIGHTS = "权限和密钥"
    UNIT = "机构和人员"
    SETTINGS = "设置"
    TRUST = "证书和印章"
    NUMBERS = "文号"
    EXCHANGE = "交换"
    CUSTODY = "保管"
    ARCHIVE = "归档"
    OUTPUT = "输出"
    FAILED = "未办成"
    WITNESS = "见证"
    OTHER = "其他"


class AuditOutcome(StrEnum):
    """What became of what a line of the trail tells (结果)."""

    DONE = "办成"
    ASKED = "待确认"
    """A second person has to confirm it, or had to when it was recorded."""
    FAILED = "没有办成"


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
        sort: What sort of thing it is.
        outcome: What became of it.
        document: Id of the document that it was about, empty for none; never a title.
        failures: Sign-ins that it says have failed.
        exact: Fingerprints, serials and X.500 names of what it is about; empty where the names tell all.
    """

    entry: EntryId
    time: str
    person: str
    title: str
    act: str
    detail: str
    sort: AuditSort
    outcome: AuditOutcome
    document: str
    failures: int
    exact: str = ""

    @property
    def whole(self) -> str:
        """All that it says, as the auditor takes it along."""
        return "；".join(part for part in (self.detail, self.exact) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditTrail(Query[AuditRow]):
    """审计: what was done to the unit, its numbers and exchanges, and what the program recorded, newest first.

    Only for the security auditor.

    Attributes:
        since: First day, ISO; empty for no first.
        until: Last day, ISO.
        who: Part of a name.
        sort: One sort of thing alone; None for all.
        outcome: One outcome alone; None for all.
        document: First characters of a document's id.
        text: Part of what a line says.
        limit: So many at most.
        before: Only what arrived before this entry, to go on where a page ended; empty for the newest.
    """

    since: str = ""
    until: str = ""
    who: str = ""
    sort: AuditSort | None = None
    outcome: AuditOutcome | None = None
    document: str = ""
    text: str = ""
    limit: int = 500
    before: EntryId = EntryId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditCount:
    """How many lines a question finds, and how many of them tell of what did not come off."""

    count: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditTally(Query[AuditCount]):
    """How many lines a question for the trail finds, whatever its limit. Only for the security auditor.

    Attributes:
        of: The question.
    """

    of: AuditTrail = AuditTrail()
