"""Actions on internal matters (内部事项): 审批, 用印登记, 发布, 撤下, 转为收文. They are how offices work."""

from __future__ import annotations

from dataclasses import dataclass, field

from oa_desktop.domain import codec
from oa_desktop.domain.actions.declaration import Merge, Scope, declare
from oa_desktop.domain.actions.handling import NEW_DOSSIER, DossierAction, OpinionAction
from oa_desktop.domain.actions.together import Stance
from oa_desktop.domain.ids import DossierId


@declare("approve", "审批", scope=Scope.DOSSIER, merge=Merge.MERGEABLE, onward=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Approve(OpinionAction):
    """审批: a leader agrees to what the form asks for, or not."""

    stance: Stance = Stance.AGREE


@declare("record-sealing", "用印登记", scope=Scope.DOSSIER, onward=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSealing(OpinionAction):
    """用印登记: write down which seal was put on what is no document, and how often.

    Attributes:
        seal: 印章.
        copies: 份数.
    """

    seal: str
    copies: int = 1


@declare("publish", "发布", scope=Scope.DOSSIER, onward=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Publish(OpinionAction):
    """发布: make public what was approved, and nothing else.

    Attributes:
        where: 发布渠道.
        since: First day, ISO; today where none is named, filled in by the office.
        until: Last day, ISO; empty for no end.
    """

    where: str
    since: str = ""
    until: str = ""


@declare("take-down", "撤下", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDown(DossierAction):
    """撤下: it is public no more, with the reason.

    Attributes:
        day: ISO; filled in by the office.
    """

    reason: str
    day: str = ""


@declare("expire-publication", "发布到期", scope=Scope.DOSSIER, merge=Merge.MERGEABLE, by_program=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ExpirePublication(DossierAction):
    """发布到期: its last day has passed; recorded by the program that notices it.

    Attributes:
        until: The last day, ISO.
    """

    until: str


@declare("take-in", "转为收文", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class TakeIn(DossierAction):
    """转为收文: sign for it as a document that came; the matter ends, and each names the other.

    Attributes:
        flow: Id of the flow of incoming documents; the usual one where none is named.
        received: What it became; filled in by the office.
    """

    flow: str = ""
    received: DossierId = field(default=NEW_DOSSIER, metadata={codec.LATER: True})
