"""What a document's handling has come to (办理件的现状): the state that a fold ends in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from oa_desktop.domain import codec
from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.handling import NEW_DOSSIER, ChosenParties
from oa_desktop.domain.actions.together import Cosign
from oa_desktop.domain.copies.clearing import NOTHING_CLEARED, Clearance
from oa_desktop.domain.copies.proofs import Proof
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.matters import Matter
from oa_desktop.domain.documents.particulars import Attachment, Particulars
from oa_desktop.domain.documents.supervision import Supervisions
from oa_desktop.domain.documents.validity import Validity
from oa_desktop.domain.dossier.agreed import AgreedText, Fixed
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows.flow import Flow, Party, Stage, Step
from oa_desktop.domain.flows.tasks import Task
from oa_desktop.domain.ids import NOTHING, DepartmentId, Digest, DossierId, EntryId, PersonId, TaskId, UnitId
from oa_desktop.domain.secrecy.classifying import Audience, Markings, Proposal
from oa_desktop.domain.secrecy.publications import Publication
from oa_desktop.domain.seen import Seen
from oa_desktop.domain.trust.seals import AppliedSeal
from oa_desktop.domain.units.roles import Role

_COSIGN = DECLARATIONS[Cosign].kind


class Phase(StrEnum):
    """How far a document's handling has come."""

    EMPTY = "空"
    IN_HAND = "在办"
    SUSPENDED = "暂停"
    CONCLUDED = "办结"
    REJECTED = "退文"
    VOID = "作废"
    CONFLICT = "冲突"
    UNKNOWN = "待升级"
    """An act of a later release lies in the journal: nothing exclusive may be added."""


ENDED = frozenset({Phase.CONCLUDED, Phase.REJECTED, Phase.VOID})
"""Handling that is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastAct:
    """The act that brought the document to where it is."""

    entry: EntryId
    kind: str
    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """Where a document goes straight back to (改后直接送回) with the next act that sends it on.

    Attributes:
        tasks: What was still to be done there when it was returned.
        text: What others had agreed to there, and without which it does not go straight back; none where
            nobody had.
        route: The steps that the document had to go through; a change that brings it through another one (涉密的要经
            机要室) lets it not go straight back past that. Empty in older states.
    """

    step: str
    tasks: tuple[Task, ...]
    text: AgreedText | None = field(default=None, metadata={codec.LATER: True})
    route: tuple[str, ...] = field(default=(), metadata={codec.LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """已办: a task that was done in the step, and what it takes to have it done again (撤回).

    Attributes:
        kind: Of the act that was done.
        task: As it was before.
        step: In which step.
        cancelled: Tasks that were not needed any more because of it, as they were: those of 或签, all others on 退回.
        behind: Ids of the tasks that waited for it.
        objected: Whether it was an objection (不同意).
        left: Whether the document left the step with it.
        way_back: Where it was to go straight back to when it left.
    """

    entry: EntryId
    person: PersonId
    kind: str
    task: Task
    step: str
    cancelled: tuple[Task, ...] = ()
    behind: tuple[TaskId, ...] = ()
    objected: bool = False
    left: bool = False
    way_back: WayBack | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """办理件.

    Attributes:
        source: Digest of the present text.
        tasks: What must be done now.
        last: The last act that moved the document.
        issued: 签发: the text and page that were signed.
        numbered: 登记: number, and the 正本.
        sealed: 用印.
        dispatched: 核发.
        filed: 归档.
        updated: Claimed time of the newest entry in the journal's order.
        parties: People who have acted or read, sorted; they may know the document.
        unread: Those of them who have done nothing with it since it was sent out (核发), sorted: their 待阅.
        contenders: Entries that stand against each other; settled by one more act.
        proofs: 校对: who signed for which page, in the journal's order.
        done: What was done in the step; after it was left, until somebody acts in the next one.
        chosen: Whom the drafter chose for steps whose flow leaves it to them.
        way_back: Where it goes straight back to.
        suspended: What was to be done when it was suspended (暂停).
        incoming: 来文, of a document that came; None for one that goes out.
        answers: The incoming document that it answers; empty for none.
        replies: Documents that answer it.
        validity: 效力, as it was stated last; None where nothing was.
        matter: The blank of an internal matter (内部事项); None for a document.
        approved: 审批: the text that everybody agreed to whose step it was.
        publication: 发布 of what was made public.
        origin: The internal matter that became this incoming document; empty for none.
        circulated: Claimed time of the newest 传阅; empty where nobody was given it to read.
        cleared: 清退: what came back of its copies, is missing, or was destroyed.
        became: The incoming document that this matter became (转为收文); empty for none.
        opened: 启封 of what came unopened (亲启).
        cosigned: The text that a leader of an organ agreed to last (联署会签).
        supervisions: 督办事项 of it, in the order of 立项.
        seals: 电子印章 on its numbered page, in their order.
        revision: 第几稿 the present text is, from 1.
        proposed: 提出定密 that nobody has decided on.
        markings: 定密登记: what was decided on its mark, the last in force.
        audience: 知悉范围; None where it is not limited.
        asked: What was asked for and waits for a second person (双人); it has no effect yet.
    """

    id: DossierId
    unit: UnitId = UnitId("")
    flow: Flow | None = None
    phase: Phase = Phase.EMPTY
    step: str = ""
    drafter: PersonId = PersonId("")
    department: DepartmentId = DepartmentId("")
    drafted: str = ""
    particulars: Particulars = Particulars()
    source: Digest = NOTHING
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[Attachment, ...] = field(default=(), metadata={codec.LATER: True})
    tasks: tuple[Task, ...] = ()
    last: LastAct | None = None
    issued: Fixed | None = None
    numbered: Fixed | None = None
    sealed: Fixed | None = None
    dispatched: Fixed | None = None
    filed: Fixed | None = None
    updated: str = ""
    parties: tuple[PersonId, ...] = ()
    unread: tuple[PersonId, ...] = ()
    contenders: tuple[EntryId, ...] = ()
    proofs: tuple[Proof, ...] = field(default=(), metadata={codec.LATER: True})
    done: tuple[Done, ...] = field(default=(), metadata={codec.LATER: True})
    chosen: tuple[ChosenParties, ...] = field(default=(), metadata={codec.LATER: True})
    way_back: WayBack | None = field(default=None, metadata={codec.LATER: True})
    suspended: tuple[Task, ...] = field(default=(), metadata={codec.LATER: True})
    incoming: Incoming | None = field(default=None, metadata={codec.LATER: True})
    answers: DossierId = field(default=NEW_DOSSIER, metadata={codec.LATER: True})
    replies: tuple[DossierId, ...] = field(default=(), metadata={codec.LATER: True})
    validity: Validity | None = field(default=None, metadata={codec.LATER: True})
    matter: Matter | None = field(default=None, metadata={codec.LATER: True})
    approved: Fixed | None = field(default=None, metadata={codec.LATER: True})
    publication: Publication | None = field(default=None, metadata={codec.LATER: True})
    origin: DossierId = field(default=NEW_DOSSIER, metadata={codec.LATER: True})
    became: DossierId = field(default=NEW_DOSSIER, metadata={codec.LATER: True})
    opened: Fixed | None = field(default=None, metadata={codec.LATER: True})
    cosigned: AgreedText | None = field(default=None, metadata={codec.LATER: True})
    cleared: Clearance = field(default=NOTHING_CLEARED, metadata={codec.LATER: True})
    circulated: str = field(default="", metadata={codec.LATER: True})
    supervisions: Supervisions = field(default=(), metadata={codec.LATER: True})
    seals: tuple[AppliedSeal, ...] = field(default=(), metadata={codec.LATER: True})
    revision: int = field(default=0, metadata={codec.LATER: True})
    proposed: Proposal | None = field(default=None, metadata={codec.LATER: True})
    markings: Markings = field(default=(), metadata={codec.LATER: True})
    audience: Audience | None = field(default=None, metadata={codec.LATER: True})
    asked: tuple[Entry, ...] = field(default=(), metadata={codec.LATER: True})

    @property
    def text(self) -> AgreedText:
        """What whoever agrees now agrees to: the present text and its attachments."""
        return AgreedText(source=self.source, attachments=self.attachments)

    @property
    def seen(self) -> Seen:
        """What there is of it to be seen now (所见), its page apart."""
        return Seen(revision=self.revision, attachments=self.attachments)

    def stands_as(self, agreed: AgreedText | None) -> bool:
        """Whether it still is what somebody agreed to; it never is where nobody did."""
        return agreed is not None and not agreed.changed_in(self.text)

    @property
    def stands_issued(self) -> bool:
        """Whether it is as it was signed: what went back and was changed, or its attachments, is a draft again."""
        return self.numbered is not None or self.stands_as(self.issued)

    @property
    def is_registered(self) -> bool:
        """Whether it is for those who keep the registers: its present text is signed, or it came and has its number."""
        return self.stands_issued or bool(self.incoming and self.incoming.register)

    @property
    def is_sealed_up(self) -> bool:
        """Whether it came for one person alone (亲启) and nobody has opened it."""
        return bool(self.incoming and self.incoming.personal) and self.opened is None

    @property
    def signed(self) -> Fixed | None:
        """What was signed, as long as it is the present text."""
        return self.issued if self.stands_issued else None

    @property
    def number(self) -> str:
        """发文字号, or 收文编号 of what came; empty before 登记."""
        if self.incoming:
            return self.incoming.register
        return self.numbered.value if self.numbered else ""

    @property
    def done_here(self) -> tuple[Done, ...]:
        """What was done in the step that it is in now."""
        return () if any(one.left for one in self.done) else self.done

    def stages(self, step: Step) -> tuple[Stage, ...]:
        """Return who acts in a step: as chosen for this document, else as its flow says; none where nobody was."""
        chosen = self.chosen_for(step) if step.chosen else None
        if chosen:
            return _in_turn(chosen) if step.act == _COSIGN else (Stage(parties=_parties(chosen)),)
        there = (stage.on(self.particulars) for stage in (step.stages if step.chosen else step.parties))
        return tuple(stage for stage in there if stage.parties)

    def chosen_for(self, step: Step) -> ChosenParties | None:
        """Return who was chosen for a step, None where nobody was."""
        return next((one for one in self.chosen if one.step == step.id and (one.people or one.departments)), None)


def _in_turn(chosen: ChosenParties) -> tuple[Stage, ...]:
    """Return the stages of a joint signature: the lead (主办机关) first, then the others together."""
    lead = tuple(one for one in chosen.people if one == chosen.lead)
    others = replace(chosen, people=tuple(one for one in chosen.people if one not in lead))
    stages = (replace(chosen, people=lead, departments=()), others) if lead else (chosen,)
    return tuple(Stage(parties=_parties(one)) for one in stages if one.people or one.departments)


def _parties(chosen: ChosenParties) -> tuple[Party, ...]:
    departments = (Party(role=Role.DEPARTMENT_HEAD, department=one) for one in chosen.departments)
    return (*departments, *(Party(person=one) for one in chosen.people))
