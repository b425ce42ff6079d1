"""Actions that bring other people to a document, or take it out of hand (会签、加签、转办、传阅、催办、暂停、作废).

会签: 党政机关公文处理工作条例 (2012) Art. 19(6), 20(3) and 22; 传阅, 催办: Art. 24. The others are how offices work.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from oa_desktop.domain import codec
from oa_desktop.domain.actions.declaration import Merge, Scope, declare
from oa_desktop.domain.actions.handling import DossierAction, OpinionAction
from oa_desktop.domain.flows.tasks import Beside
from oa_desktop.domain.ids import NO_ENTRY, NOTHING, Digest, EntryId, PersonId, TaskId

MERGEABLE = Merge.MERGEABLE
MOST_AT_ONCE = 200
"""People that one act may bring to a document: its entry has to stay within 16 KB."""


class Stance(StrEnum):
    """What a countersigner says to the text."""

    AGREE = "同意"
    REMARK = "有意见"
    """Agreed, with a remark that whoever drafts may follow."""
    OBJECT = "不同意"


class Manner(StrEnum):
    """How a paper goes from reader to reader (传阅)."""

    HUB = "逐人传阅"
    """Hub and spokes: after each reader it comes back to whoever circulates it, who always knows where it is."""
    ORDER = "依次传阅"
    """From reader to reader in the order given."""
    TOGETHER = "同时传阅"
    """To all at the same time."""


@declare("countersign", "会签", scope=Scope.DOSSIER, merge=MERGEABLE, onward=True, recallable=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Countersign(OpinionAction):
    """会签 (Art. 19(6), 20(3)): a department or a person that was asked says what they think of a draft."""

    stance: Stance = Stance.AGREE


@declare("cosign", "联署会签", scope=Scope.DOSSIER, merge=MERGEABLE, onward=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Cosign(OpinionAction):
    """联署会签 (Art. 22): the leader of an organ that issues jointly signs this text as seen on this page.

    Attributes:
        template: As that of 签发; filled in by the office.
    """

    stance: Stance = Stance.AGREE
    rendering: Digest = NOTHING
    template: EntryId = field(default=NO_ENTRY, metadata={codec.LATER: True})


@declare("add-signers", "加签", scope=Scope.DOSSIER, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class AddSigners(DossierAction):
    """加签: let other people countersign at one's own step.

    Attributes:
        people: In their order.
        beside: Before one's own task, behind it, or beside it.
        in_turn: One after the other; otherwise all at the same time.
        due: Until when they should answer, ISO; empty for no limit.
    """

    people: tuple[PersonId, ...]
    beside: Beside = Beside.PARALLEL
    in_turn: bool = False
    due: str = ""
    reason: str = ""


@declare("withdraw-signers", "减签", scope=Scope.DOSSIER, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawSigners(DossierAction):
    """减签: take out signers that one has added and who have not answered yet.

    Attributes:
        tasks: Their tasks; all of one's own adding where none is named, filled in by the office.
    """

    tasks: tuple[TaskId, ...] = ()
    reason: str = ""


@declare("hand-over", "转办", scope=Scope.DOSSIER, merge=MERGEABLE, recallable=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(DossierAction):
    """转办: give one's own task into the hands of somebody who may do it as well.

    Attributes:
        due: Until when, ISO; empty for what held before.
    """

    person: PersonId
    due: str = ""
    reason: str = ""


@declare("reassign", "改派", scope=Scope.DOSSIER, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class Reassign(DossierAction):
    """改派: give a task that nobody can do any more (who had it has gone, a department is no more) to somebody else.

    Attributes:
        tasks: Such tasks; all of the document where none is named, filled in by the office.
        due: Until when, ISO; empty for what held before.
    """

    person: PersonId
    tasks: tuple[TaskId, ...] = ()
    due: str = ""
    reason: str = ""


@declare("circulate", "传阅", scope=Scope.DOSSIER, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class Circulate(DossierAction):
    """传阅 (Art. 24): let people read the paper; its step does not wait for them.

    It completes the task of whoever circulates where that is a task to do so.
    """

    readers: tuple[PersonId, ...]
    manner: Manner = Manner.HUB
    due: str = ""
    reason: str = ""


@declare("pass-on", "传下一位", scope=Scope.DOSSIER, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class PassOn(DossierAction):
    """传下一位: the paper has come back from a reader and goes to the next one (轮辐式传阅)."""


@declare("recall-circulation", "收回传阅", scope=Scope.DOSSIER, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecallCirculation(DossierAction):
    """收回传阅: whoever circulates it takes it back from those who have not read it.

    Attributes:
        tasks: The readers' tasks; all of one's own circulating where none is named, filled in by the office.
    """

    tasks: tuple[TaskId, ...] = ()
    reason: str = ""


@declare("urge", "催办", scope=Scope.DOSSIER, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class Urge(DossierAction):
    """催办 (Art. 24): remind whoever has the document in hand.

    Attributes:
        tasks: Whose; all open ones where none is named, filled in by the office.
    """

    tasks: tuple[TaskId, ...] = ()
    reason: str = ""


@declare("suspend", "暂停", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class Suspend(DossierAction):
    """暂停: nobody has to do anything until it is resumed."""

    reason: str


@declare("resume", "恢复办理", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(DossierAction):
    """恢复办理: whoever had it when it was suspended has it again."""

    reason: str = ""


@declare("void", "作废", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class Void(DossierAction):
    """作废: the document will not be handled any further; its journal stays, and its number is void with it."""

    reason: str
