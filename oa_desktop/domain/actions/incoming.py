"""Actions on an incoming document (收文办理).

党政机关公文处理工作条例 (2012) Art. 24; 批办 and 分办 are how offices work.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from oa_desktop.domain import codec
from oa_desktop.domain.actions.declaration import Merge, Scope, declare
from oa_desktop.domain.actions.handling import NEW_DOSSIER, ChosenParties, DossierAction, Draft, OpinionAction
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.particulars import Attachment, Particulars
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.ids import DepartmentId, DossierId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosingAction(OpinionAction):
    """An action that says who acts in later steps.

    Attributes:
        chosen: In the steps whose flow leaves it to be chosen.
    """

    chosen: tuple[ChosenParties, ...] = ()


@declare("receive", "签收", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class Receive(DossierAction):
    """签收: sign for a document that came, exactly as it came; its handling begins.

    Attributes:
        flow: 流程.
        department: Of who signs for it; filled in by the office.
        incoming: 来文.
        particulars: 要目; filled in by the office.
        attachments: Scans and files, untouched.
        pictures: Those of the text, as files; filled in by the office.
        origin: The internal matter, such as 电话记录, that became this document; empty for none.
    """

    flow: Flow
    incoming: Incoming
    department: DepartmentId = DepartmentId("")
    particulars: Particulars = Particulars()
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[Attachment, ...] = ()
    origin: DossierId = field(default=NEW_DOSSIER, metadata={codec.LATER: True})


BEGINNINGS = (Draft, Receive)
"""Actions with which a document's handling begins."""


@declare("register-incoming", "收文登记", scope=Scope.DOSSIER, onward=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterIncoming(OpinionAction):
    """登记: give the document its 收文编号.

    Attributes:
        series: 号类: 办件 or 阅件, or another that the office keeps.
        serial: 0 asks for the next one; recorded is the one that was taken.
        year: Of the register; filled in by the office.
    """

    series: str
    serial: int = 0
    year: int = 0


@declare("unseal", "启封", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class Unseal(DossierAction):
    """启封: open what came for one person alone (亲启); nobody sees what is inside before.

    Attributes:
        kept: Whether the addressee keeps it (本人留存): its handling ends.
        reason: On whose word, where somebody else opens it.
    """

    kept: bool = False
    reason: str = ""


@declare("first-check", "初审", scope=Scope.DOSSIER, onward=True, recallable=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstCheck(OpinionAction):
    """初审: it is for this office to handle, by the rules of 行文, of the right kind and form."""


@declare("reject", "退文", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class Reject(DossierAction):
    """退文: it goes back to whoever sent it, with the reason; its handling ends."""

    reason: str


@declare("propose", "拟办", scope=Scope.DOSSIER, onward=True, recallable=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Propose(ChoosingAction):
    """拟办: propose how it is handled, and by whom."""


@declare("instruct", "批办", scope=Scope.DOSSIER, onward=True, recallable=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Instruct(ChoosingAction):
    """批办: a leader says how it is handled, and by whom."""


@declare("assign", "分办", scope=Scope.DOSSIER, onward=True, recallable=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(ChoosingAction):
    """分办: give it to those who handle it; of several, one is the lead (主办)."""


@declare("handle", "承办", scope=Scope.DOSSIER, merge=Merge.MERGEABLE, onward=True, recallable=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Handle(OpinionAction):
    """承办: say what was done."""


@declare("link-reply", "关联复文", scope=Scope.DOSSIER, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReply(DossierAction):
    """关联复文: a document was drafted that answers this one; recorded with its 拟稿."""

    reply: DossierId


@declare("conclude", "办结", scope=Scope.DOSSIER, onward=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Conclude(OpinionAction):
    """办结 (答复): the matter is dealt with.

    Attributes:
        answered: How it was answered where no document of this store did: by telephone, in person.
    """

    answered: str = field(default="", metadata={codec.LATER: True})
