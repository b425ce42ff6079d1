"""定密: proposing and deciding a classification, changing and lifting it, and who may know the document.

党政机关公文处理工作条例 (2012) Art. 28-37 says that only the original classifier or its superior changes or lifts a
classification. Who proposes and who decides is office practice.
"""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.actions.declaration import Action, Merge, Scope, declare
from oa_desktop.domain.actions.handling import NEW_DOSSIER, DossierAction, OpinionAction
from oa_desktop.domain.documents.particulars import Particulars
from oa_desktop.domain.documents.supervision import Answer
from oa_desktop.domain.ids import DepartmentId, DossierId, PersonId
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.secrecy.classifying import Power


@declare("record-power", "登记定密权限", scope=Scope.ORGANISATION, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPower(Action):
    """登记定密权限: which power the unit has to classify, by which paper, and who its 定密责任人 are.

    Attributes:
        level: The highest level that was authorised.
        matters: For which matters.
        basis: The paper that says so.
        responsible: 定密责任人.
    """

    power: Power
    level: Secrecy = Secrecy.OPEN
    matters: str = ""
    basis: str = ""
    responsible: tuple[PersonId, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceAction(DossierAction):
    """An act that says who may know the document.

    Attributes:
        people: By name; whoever acts, who drafted it and who decides always belong to them.
        departments: Whoever is in one of them; filled in by the office where a department was named among the people.
    """

    people: tuple[PersonId, ...] = ()
    departments: tuple[DepartmentId, ...] = ()


@declare("propose-classification", "提出定密", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeClassification(AudienceAction):
    """提出定密: the 承办人 proposes a classification to the 定密责任人.

    Attributes:
        mark: 密级和保密期限, such as ``秘密★10年``.
        basis: 定密依据.
        source_number: 来源文件, by its 文号, of what is derived.
        source_document: The same, where it lies in this store; filled in by the office.
        reason: Why it is lower than its source, or is proposed as it is.
        deciders: 定密责任人 before whom it comes; filled in by the office.
    """

    mark: str = ""
    basis: str = ""
    source_number: str = ""
    source_document: DossierId = NEW_DOSSIER
    reason: str = ""
    deciders: tuple[PersonId, ...] = ()


@declare("classify", "定密", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class Classify(OpinionAction):
    """定密: the 定密责任人 decides; what they leave empty is as it was proposed, and the text carries the mark.

    Attributes:
        answer: Whether it is to be classified; where it is not, the proposal is gone.
        particulars: 要目 of the text with its mark; filled in by the office.
    """

    answer: Answer = Answer.AGREE
    mark: str = ""
    basis: str = ""
    people: tuple[PersonId, ...] = ()
    departments: tuple[DepartmentId, ...] = ()
    source_number: str = ""
    source_document: DossierId = NEW_DOSSIER
    particulars: Particulars = Particulars()


@declare("reclassify", "变更密级", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class Reclassify(DossierAction):
    """变更密级: another level or period; the same mark says that it was looked at and stays (审核后维持)."""

    mark: str = ""
    basis: str = ""
    reason: str = ""


@declare("declassify", "解除密级", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class Declassify(DossierAction):
    """解除密级: it is secret no more; the mark that it had stands voided."""

    basis: str = ""
    reason: str = ""


@declare("lift-at-expiry", "到期解密", scope=Scope.DOSSIER, merge=Merge.MERGEABLE, by_program=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class LiftAtExpiry(DossierAction):
    """到期解密: the program records that a period is over, where the unit wishes it so.

    Attributes:
        mark: The mark that is over.
        day: The first day on which it does not hold, ISO.
    """

    mark: str
    day: str


@declare("adjust-audience", "调整知悉范围", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustAudience(AudienceAction):
    """调整知悉范围: the 定密责任人 says anew who may know it, with the reason."""

    reason: str = ""
