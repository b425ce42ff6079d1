"""Custody of paper (保管): copies that are lent, and classified paper that this installation may only register.

What is lent and what classified paper is held stands in a journal of its own (保管登记). It holds no text of any
paper: numbers, names and days. How it is kept is office practice.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from oa_desktop.domain import codec
from oa_desktop.domain.actions.declaration import Action, Merge, Scope, declare
from oa_desktop.domain.actions.handling import NEW_DOSSIER
from oa_desktop.domain.copies.clearing import Found
from oa_desktop.domain.ids import NO_PAPER, DossierId, EntryId, PaperId, PersonId
from oa_desktop.domain.secrecy.classification import Secrecy


@declare("register-paper", "涉密文件登记", scope=Scope.CUSTODY, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPaper(Action):
    """涉密文件登记: a paper that bears a mark of a state secret came, and is kept as paper; one copy an entry.

    Attributes:
        sender: 来文机关.
        number: 文号.
        level: 密级.
        period: 保密期限; empty means the longest.
        copy_number: 份号.
        pages: 页数; 0 where nobody counted.
        received: When it came, ISO; today where it is left empty.
        title: 标题, where the unit wants titles at all.
        paper: Its id here; filled in by the office.
    """

    sender: str
    number: str
    level: Secrecy
    period: str = ""
    copy_number: str = ""
    pages: int = 0
    received: str = ""
    title: str = ""
    paper: PaperId = NO_PAPER


@declare("lend-copy", "借出登记", scope=Scope.CUSTODY, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class LendCopy(Action):
    """借出登记: a copy of a document, or a registered paper, was lent to somebody of the unit until a day.

    Attributes:
        borrower: 借阅人.
        document: Of which a copy was lent; none where it is a registered paper.
        paper: Which registered paper.
        copy_number: 份号 of the copy of a document; empty where it carries none.
        since: When, ISO; today where it is left empty.
        due: 应还日期, ISO.
        approved_by: 批准人; what bears a mark is not lent without.
        purpose: 事由.
    """

    borrower: PersonId
    due: str
    document: DossierId = NEW_DOSSIER
    paper: PaperId = NO_PAPER
    copy_number: str = ""
    since: str = ""
    approved_by: PersonId = PersonId("")
    purpose: str = ""


@declare("take-back-copy", "归还登记", scope=Scope.CUSTODY, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackCopy(Action):
    """归还登记: what was lent came back, or is missing.

    Attributes:
        loan: The entry that lent it.
        day: When, ISO; today where it is left empty.
        found: How it was found.
        reason: Why it is not whole, or missing.
        document: Of which a copy was lent; filled in by the office.
        effect: What it was good for (利用效果).
    """

    loan: EntryId
    day: str = ""
    found: Found = Found.SOUND
    reason: str = ""
    document: DossierId = NEW_DOSSIER
    effect: str = field(default="", metadata={codec.LATER: True})


@declare("hand-back-paper", "涉密文件退回", scope=Scope.CUSTODY, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class HandBackPaper(Action):
    """涉密文件退回: a registered paper went back to whoever asked for it (清退).

    Attributes:
        to: To which organ.
        receiver: 接收人.
        day: When, ISO; today where it is left empty.
    """

    paper: PaperId
    to: str
    receiver: str = ""
    day: str = ""


@declare("destroy-papers", "涉密文件销毁", scope=Scope.ORGANISATION, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyPapers(Action):
    """涉密文件销毁: registered papers are destroyed; another person who was there confirms it (监销).

    It stands in the journal of the unit, where what two persons do is judged.

    Attributes:
        papers: Which.
        method: 销毁方式.
        place: 销毁地点.
        approved_by: 批准人.
        day: When, ISO; today where it is left empty.
        by: 销毁人: whoever asks; filled in by the office.
        named: 来文机关, 文号 and 份号 of each, as whoever confirms it reads them; filled in by the office.
    """

    papers: tuple[PaperId, ...]
    method: str
    place: str
    approved_by: PersonId
    day: str = ""
    by: PersonId = PersonId("")
    named: tuple[str, ...] = ()


CustodyAction = RegisterPaper | LendCopy | TakeBackCopy | HandBackPaper
"""What stands in the journal of custody."""
