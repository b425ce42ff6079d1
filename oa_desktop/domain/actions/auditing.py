"""What the program records of its own accord (审计记录): who signed in, what left the store, how far journals had come.

It stands in a journal of its own: whoever verifies a document needs the unit's people and keys, and nobody's sign-ins.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from oa_desktop.domain import codec
from oa_desktop.domain.actions.declaration import Action, Merge, Scope, declare
from oa_desktop.domain.entry import JournalHeads
from oa_desktop.domain.ids import Digest, PersonId, PostId

MERGEABLE = Merge.MERGEABLE


@declare("record-sign-in", "登录", scope=Scope.AUDIT, merge=MERGEABLE, by_program=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSignIn(Action):
    """登录: the program records who signed in, and how many attempts had failed before."""

    person: PersonId
    post: PostId
    failed_attempts: int = 0


@declare("record-output", "输出", scope=Scope.AUDIT, merge=MERGEABLE, by_program=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutput(Action):
    """输出: the program records that something left the store: a print, an export, a backup.

    Attributes:
        person: Who took it out.
        what: What it was, in words.
        subject: Of which document, or in which file.
        digest: Of what left; where copies are numbered, of the fixed page that they were made of.
        first_copy: 份号 of the first numbered copy; those behind it go on from there.
        copies: Digests of the numbered copies, in their order.
    """

    person: PersonId
    what: str
    subject: str
    digest: Digest
    first_copy: int = field(default=0, metadata={codec.LATER: True})
    copies: tuple[Digest, ...] = field(default=(), metadata={codec.LATER: True})


class Incident(StrEnum):
    """What sort of thing did not come off."""

    SIGN_IN = "登录失败"
    BEYOND = "越权"
    """Somebody attempted what is not theirs to do, or to know."""
    FAILURE = "办理失败"
    """Disk, keys or contents did not allow it."""
    FAULTS = "核验不通过"


@declare("record-incident", "未办成", scope=Scope.AUDIT, merge=MERGEABLE, by_program=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordIncident(Action):
    """未办成: the program records that a sign-in failed, that somebody attempted what they may not, or what failed.

    Attributes:
        person: Who, empty where nobody of the unit is known to have been it.
        sort: What sort of thing it was.
        act: Kind of the act that was attempted, or what the office calls it.
        code: Code of the refusal or hindrance; never the words of a text.
        subject: The document that it was about, by its id; empty for none.
        count: How many there were: faults that verification found.
    """

    person: PersonId
    sort: Incident
    act: str
    code: str
    subject: str = ""
    count: int = 1


@declare("record-refused-mark", "拦截涉密标志", scope=Scope.AUDIT, merge=MERGEABLE, by_program=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRefusedMark(Action):
    """拦截涉密标志: the program refused what bears a mark above the grade, and says none of its words.

    Attributes:
        person: Who brought it.
        came: By which way.
        level: The level of the mark.
    """

    person: PersonId
    came: str
    level: str


@declare("witness", "见证", scope=Scope.AUDIT, merge=MERGEABLE, by_program=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessHeads(Action):
    """见证: the machine signs how far every journal had come, so that a cut tail is seen.

    Attributes:
        seen: Heads of the journals that were written to since the last witness.
    """

    seen: tuple[JournalHeads, ...]
