"""What a second person says of an act that two persons do (双人): confirmed, declined; or it is withdrawn by who asked.

The first person's act is recorded like any other and has no effect yet (申请). These name it and its digest. What was
asked for in the journal of the unit is answered there, and what was asked for of a document in the document's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.actions.declaration import Action, Merge, Scope, declare
from oa_desktop.domain.actions.handling import DossierAction
from oa_desktop.domain.ids import NO_ENTRY, NOTHING, Digest, EntryId

MERGEABLE = Merge.MERGEABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Action):
    """What is said of an act that was asked for.

    Attributes:
        asked: The entry that asks.
        digest: Digest of that entry as it was signed; filled in by the office when left empty.
    """

    asked: EntryId
    digest: Digest = NOTHING


@declare("confirm", "第二人确认", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(Answer):
    """第二人确认: another person agrees; from here on the act has its effect.

    Attributes:
        public_key: Of the signing key that was made when it was confirmed, hexadecimal; empty for every other act.
    """

    public_key: str = ""


@declare("decline", "不予确认", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class Decline(Answer):
    """不予确认: whoever might confirm does not agree; the act never has an effect."""

    reason: str = ""


@declare("withdraw", "撤销申请", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Answer):
    """撤销申请: whoever asked takes it back before anybody has confirmed."""

    reason: str = ""


class Word(StrEnum):
    """What a second person, or whoever asked, says of it."""

    CONFIRMED = "确认"
    DECLINED = "不予确认"
    WITHDRAWN = "撤销申请"


@declare("answer-second", "双人确认", scope=Scope.DOSSIER, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSecond(DossierAction):
    """双人确认: the same three answers to what was asked for of a document, in the document's own journal.

    Attributes:
        asked: The entry that asks; filled in by the office where one alone waits.
        digest: Digest of that entry as it was signed; filled in by the office when left empty.
        word: What is said.
        reason: Why it is declined or withdrawn.
    """

    asked: EntryId = NO_ENTRY
    digest: Digest = NOTHING
    word: Word = Word.CONFIRMED
    reason: str = ""


AnyAnswer = Answer | AnswerSecond
"""An answer, whichever journal it stands in."""
