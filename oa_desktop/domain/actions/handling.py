"""Actions on one document (办理动作).

党政机关公文处理工作条例 (2012) Art. 18-27 names most of them; 退回, 撤回 and 阅 are how offices work.
``source`` and ``rendering`` are the digests of the text and of the fixed page that the actor saw.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from oa_desktop.domain import codec
from oa_desktop.domain.actions.declaration import Action, Merge, Scope, declare
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.matters import Matter
from oa_desktop.domain.documents.particulars import Attachment, Particulars
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.ids import NO_ENTRY, NO_TASK, NOTHING, DepartmentId, Digest, DossierId, EntryId, PersonId, TaskId
from oa_desktop.domain.seen import Seen

NEW_DOSSIER = DossierId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierAction(Action):
    """An action on one document.

    Attributes:
        dossier: The document's handling (办理件).
        source: Digest of the manuscript that the actor had before them; filled in by the office when left empty.
        task: The task (待办) that it completes or changes; filled in by the office when left empty. Entries of the
            time when a step had one task name none.
        seen: 所见: what lay before whoever decides; filled in by the office as far as it is left empty. Acts that
            decide nothing name none, nor do entries of the time before.
    """

    dossier: DossierId = NEW_DOSSIER
    source: Digest = NOTHING
    task: TaskId = field(default=NO_TASK, metadata={codec.LATER: True})
    seen: Seen | None = field(default=None, metadata={codec.LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAction(DossierAction):
    """An action whose words may be written by hand.

    Attributes:
        ink: Digest of the strokes (手写), empty where nothing was written by hand; typed words may stand beside them.
    """

    ink: Digest = field(default=NOTHING, metadata={codec.LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionAction(WrittenAction):
    """An action that an opinion (意见) goes with.

    Attributes:
        opinion: The words, typed.
        circled: 圈阅: a circle around one's name instead of words. On a paper to be signed it counts as consent
            (党政机关公文处理工作条例 Art. 22), on a paper to be read it means read.
    """

    opinion: str = ""
    circled: bool = field(default=False, metadata={codec.LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenParties:
    """办理人 that were chosen for a step whose flow leaves it open (选定).

    Attributes:
        departments: Whoever heads them acts.
        lead: The one of them that leads (主办): a person or a department; empty where all are alike.
        due: Until when, ISO; empty for what the flow says.
    """

    step: str
    people: tuple[PersonId, ...] = ()
    departments: tuple[DepartmentId, ...] = field(default=(), metadata={codec.LATER: True})
    lead: str = field(default="", metadata={codec.LATER: True})
    due: str = field(default="", metadata={codec.LATER: True})


@declare("draft", "拟稿", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(DossierAction):
    """拟稿 (起草): begin a document's handling under a flow.

    Attributes:
        flow: 流程.
        department: Of who drafts.
        particulars: 要目 of the text.
        attachments: Attached files.
        pictures: Those of the text, as files; filled in by the office.
        answers: The incoming document that it answers (答复), empty for none.
        matter: The blank of an internal matter (内部事项), None for a document.
    """

    flow: Flow
    department: DepartmentId
    particulars: Particulars
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[Attachment, ...] = field(default=(), metadata={codec.LATER: True})
    answers: DossierId = field(default=NEW_DOSSIER, metadata={codec.LATER: True})
    matter: Matter | None = field(default=None, metadata={codec.LATER: True})


@declare("revise", "修改", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class Revise(DossierAction):
    """修改: put another text in the place of the present one; its fields are those of 拟稿.

    Attributes:
        incoming: 来文 as it is registered from now on, of a document that came; what is not said is filled in by the
            office from the text. Its 收文编号 stays.
    """

    particulars: Particulars
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[Attachment, ...] = field(default=(), metadata={codec.LATER: True})
    incoming: Incoming | None = field(default=None, metadata={codec.LATER: True})


@declare("submit", "送审", scope=Scope.DOSSIER, onward=True, recallable=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitForReview(OpinionAction):
    """送审: hand the draft to its first reviewer.

    Attributes:
        chosen: Who acts in the steps that the flow leaves to the drafter's choice.
    """

    chosen: tuple[ChosenParties, ...] = field(default=(), metadata={codec.LATER: True})


@declare("review", "审核", scope=Scope.DOSSIER, onward=True, recallable=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Review(OpinionAction):
    """审核 (Art. 20): agree, and hand on."""


@declare("issue", "签发", scope=Scope.DOSSIER, onward=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(OpinionAction):
    """签发 (Art. 22): approve this text as seen on this page, with 发文字号, 成文日期 and 份号 still open.

    Attributes:
        template: The adoption of the 版式模板 that the page follows, and the 正本 with it; filled in by the office,
            empty where the unit had adopted none.
    """

    rendering: Digest = NOTHING
    template: EntryId = field(default=NO_ENTRY, metadata={codec.LATER: True})


@declare("recheck", "复核", scope=Scope.DOSSIER, onward=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck(OpinionAction):
    """复核 (Art. 25): confirm that what was signed is complete and unchanged."""


@declare("assign-number", "登记编号", scope=Scope.DOSSIER, onward=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class AssignNumber(OpinionAction):
    """登记 (Art. 25): take the next number of a register and render the 正本.

    Attributes:
        code: 机关代字 of the register.
        date: 成文日期, ISO; the day of signing unless a meeting passed it on another day.
        serial: 0 asks for the next one; recorded is the one that was taken.
        reason: Why a number out of turn was taken (手工编号), empty for the next one and for one that was reserved.
        copy_number: 份号 of the copy that is rendered, where copies are numbered.
        rendering: Digest of the 正本.
        particulars: As before, now with 发文字号; filled in by the office.
        ofd: Digest of the same pages as OFD, to be sealed electronically; filled in where the unit has such seals.
    """

    code: str
    date: str = ""
    serial: int = 0
    copy_number: str = ""
    rendering: Digest = NOTHING
    particulars: Particulars = Particulars()
    reason: str = field(default="", metadata={codec.LATER: True})
    ofd: Digest = field(default=NOTHING, metadata={codec.LATER: True})

    @property
    def contents(self) -> tuple[Digest, ...]:
        """What it names beside: the OFD."""
        return (self.ofd,) if self.ofd else ()


@declare("sign-proof", "校对", scope=Scope.DOSSIER, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class SignProof(OpinionAction):
    """校对: sign that a proof (校样) of the 正本 was read and is fit to be printed.

    Attributes:
        round: 校次, from 1; 0 asks for the next one.
        rendering: Digest of the 正本 that was read; filled in by the office when left empty.
    """

    round: int = 0
    rendering: Digest = NOTHING


@declare("apply-seal", "印制用印", scope=Scope.DOSSIER, onward=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ApplySeal(OpinionAction):
    """印制、用印: print the 正本 and seal it.

    Attributes:
        copies: 印数.
        seal: Name of the seal; of an electronic one as it says itself, else what the placeholder on the page says.
        rendering: Digest of the sealed page (版式件).
        electronic: Digest of the electronic seal (电子印章); empty where paper is sealed. What follows says more of it
            and is filled in by the office.
        organ: Whose 署名 it covers; to be said where the seal leaves a choice.
        straddling: Whether its strips stand at the edges of the pages too (骑缝章).
        certificate: Digest of the certificate by whose key it was used.
        approval: Digest of the entry of 签发 by which it was used.
        ofd: Digest of the sealed OFD.
        more: How many organs have yet to seal it.
    """

    copies: int = 1
    seal: str = ""
    rendering: Digest = NOTHING
    electronic: Digest = field(default=NOTHING, metadata={codec.LATER: True})
    organ: str = field(default="", metadata={codec.LATER: True})
    straddling: bool = field(default=False, metadata={codec.LATER: True})
    certificate: Digest = field(default=NOTHING, metadata={codec.LATER: True})
    approval: Digest = field(default=NOTHING, metadata={codec.LATER: True})
    ofd: Digest = field(default=NOTHING, metadata={codec.LATER: True})
    more: int = field(default=0, metadata={codec.LATER: True})

    @property
    def contents(self) -> tuple[Digest, ...]:
        """What it names beside: the seal, the certificate and the OFD."""
        return tuple(one for one in (self.electronic, self.certificate, self.ofd) if one)


@declare("dispatch", "核发", scope=Scope.DOSSIER, onward=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch(OpinionAction):
    """核发 (Art. 25): check text, format and print, then send out."""

    recipients: tuple[str, ...] = ()


@declare("file", "归档", scope=Scope.DOSSIER, onward=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class File(OpinionAction):
    """归档 (Art. 27).

    Attributes:
        retention: 保管期限: 永久, 30年 or 10年.
        archival_code: 档号, where the office has given one.
        sheet: Digest of the filled form of an internal matter (处理单) as it is filed; filled in by the office.
    """

    retention: str = "永久"
    archival_code: str = ""
    sheet: Digest = field(default=NOTHING, metadata={codec.LATER: True})

    @property
    def contents(self) -> tuple[Digest, ...]:
        """What it names beside."""
        return (self.sheet,) if self.sheet else ()


@declare("return", "退回", scope=Scope.DOSSIER, recallable=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Return(WrittenAction):
    """退回: send back to an earlier step, with the reason.

    Attributes:
        to: Id of the step; empty for the usual one.
        straight_back: Whether it comes straight back to whoever returns it (改后直接送回我); those between, and those
            who had agreed beside them, are not asked again.
    """

    reason: str
    to: str = ""
    straight_back: bool = field(default=False, metadata={codec.LATER: True})


@declare("recall", "撤回", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class Recall(DossierAction):
    """撤回: take one's own last act back while nobody has acted; reading is not acting.

    Attributes:
        entry: The entry that is taken back; filled in by the office. Entries of the time when only the last act of all
            could be taken back name none.
    """

    reason: str = ""
    entry: EntryId = field(default=NO_ENTRY, metadata={codec.LATER: True})


@declare("mark-read", "阅", scope=Scope.DOSSIER, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRead(DossierAction):
    """阅: say that one has read it.

    Attributes:
        circled: 圈阅, which means read here.
    """

    circled: bool = field(default=False, metadata={codec.LATER: True})


@declare("leave-opinion", "留意见", scope=Scope.DOSSIER, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOpinion(OpinionAction):
    """意见: leave words without moving the document."""


@declare("settle", "处置冲突", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class SettleConflict(DossierAction):
    """处置冲突: say which of the conflicting entries holds; the others stay in the journal without effect."""

    upheld: EntryId
    reason: str
