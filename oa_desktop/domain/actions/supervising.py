"""Actions of supervision (督办): one matter one item, seen to until a day, reported on, and closed. Office practice."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.actions.declaration import Merge, Scope, declare
from oa_desktop.domain.actions.handling import DossierAction, OpinionAction
from oa_desktop.domain.documents.supervision import Answer, Progress
from oa_desktop.domain.ids import NO_ENTRY, DepartmentId, EntryId, PersonId

MERGEABLE = Merge.MERGEABLE


@declare("supervise", "督办立项", scope=Scope.DOSSIER, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class Supervise(DossierAction):
    """督办立项: have one matter of a document seen to until a day.

    Attributes:
        matter: 督办事项: what is to be done.
        people: Who sees to it.
        departments: Departments whose heads see to it.
        lead: The one of them that leads (主办): a person or a department.
        due: Until when, ISO; filled in by the office calendar when left empty.
    """

    matter: str
    people: tuple[PersonId, ...] = ()
    departments: tuple[DepartmentId, ...] = ()
    lead: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAction(DossierAction):
    """An action on one supervised matter.

    Attributes:
        item: The entry with which it began; filled in by the office where only one can be meant.
    """

    item: EntryId = NO_ENTRY


@declare("report-progress", "反馈", scope=Scope.DOSSIER, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportProgress(OpinionAction):
    """反馈: say how far one's own part is.

    Attributes:
        item: As that of :class:`ItemAction`.
    """

    item: EntryId = NO_ENTRY
    progress: Progress = Progress.UNDERWAY


@declare("ask-extension", "申请延期", scope=Scope.DOSSIER, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class AskExtension(ItemAction):
    """申请延期: ask whoever supervises it for a later day."""

    due: str
    reason: str


@declare("extend-supervision", "督办延期", scope=Scope.DOSSIER, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendSupervision(ItemAction):
    """督办延期: give a matter until a later day, or decline to, as was asked or of one's own accord.

    Attributes:
        due: Until when; what was asked for when left empty.
    """

    answer: Answer = Answer.AGREE
    due: str = ""
    reason: str = ""


@declare("return-report", "督办退回", scope=Scope.DOSSIER, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnReport(ItemAction):
    """督办退回: what was reported does not do; those who said that their part was done have it again."""

    reason: str


@declare("close-supervision", "销号", scope=Scope.DOSSIER, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSupervision(OpinionAction):
    """销号: the matter is seen to; before all have reported that, it is dropped (撤销), with the reason.

    Attributes:
        item: As that of :class:`ItemAction`.
    """

    item: EntryId = NO_ENTRY


ON_AN_ITEM = (ReportProgress, AskExtension, ExtendSupervision, ReturnReport, CloseSupervision)
"""Actions on a matter that is supervised already."""
