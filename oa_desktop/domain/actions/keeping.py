"""Keeping the archive (保管): fixity audits, repairs, and disposal (销毁) of what was kept long enough.

What was found, mended and destroyed stands in the register of its fonds and year; only what two supervisors (监销) say
stands in the journal of the unit, where what two persons do is judged. Who signs what is office practice.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from oa_desktop.domain import codec
from oa_desktop.domain.actions.archiving import ArchiveAction, ItemAction
from oa_desktop.domain.actions.declaration import Action, Merge, Scope, declare
from oa_desktop.domain.ids import NOTHING, Digest, DisposalId, ItemId, PersonId


@declare("record-fixity", "固化检查", scope=Scope.ARCHIVE, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFixity(ArchiveAction):
    """固化检查: every content of the items of a register was read and compared with its digest.

    Attributes:
        items: How many items were looked at.
        files: How many contents were read, each once an item.
        size: Bytes of them.
        faulty: How many are missing or damaged.
        passed: Items that whoever checked may not know, and did not look at.
        heads: Digests of the last entries of the register as it was checked.
        contents: Digest of the report, which names each by 档号 and part; empty where nothing was wrong.
    """

    items: int
    files: int
    size: int
    faulty: int = 0
    passed: int = 0
    heads: tuple[str, ...] = ()
    contents: tuple[Digest, ...] = ()


@declare("repair-item", "修复", scope=Scope.ARCHIVE, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class RepairItem(ItemAction):
    """修复: contents of an item that were missing or damaged at this desk are here again, from a good copy.

    Attributes:
        parts: What they are called.
        digests: Theirs, in that order.
        origin: Where the copy lay, as whoever repaired called it.
        package: Of 馆藏 in which the item came; none for an item of the unit's own.
    """

    parts: tuple[str, ...]
    digests: tuple[str, ...]
    origin: str
    package: Digest = field(default=NOTHING, metadata={codec.LATER: True})


@declare("list-disposal", "拟订销毁清册", scope=Scope.ARCHIVE)
@dataclass(frozen=True, slots=True, kw_only=True)
class ListDisposal(ArchiveAction):
    """拟订销毁清册: the appraisal group (鉴定小组) found that items need not be kept longer.

    Attributes:
        disposal: Id of the list; filled in by the office where it is left empty.
        items: Which.
        appraisers: 鉴定小组.
        opinion: 鉴定意见.
    """

    disposal: DisposalId
    items: tuple[ItemId, ...]
    appraisers: tuple[PersonId, ...]
    opinion: str


@declare("approve-disposal", "批准销毁", scope=Scope.ARCHIVE)
@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveDisposal(ArchiveAction):
    """批准销毁: a list may be destroyed, once two supervisors said so."""

    disposal: DisposalId
    opinion: str = ""


@declare("supervise-disposal", "监销", scope=Scope.ORGANISATION, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class SuperviseDisposal(Action):
    """监销: a supervisor checked a list against the items; a second supervisor confirms it.

    Attributes:
        disposal: Which list, of which fonds and year.
        method: 销毁方式.
        place: 销毁地点.
        day: When, ISO; today where it is left empty.
        by: The first supervisor; filled in by the office.
        named: How many items there are and their first and last 档号, as the second reads it; filled in by the office.
    """

    disposal: DisposalId
    fonds: str
    archival_year: int
    method: str
    place: str
    day: str = ""
    by: PersonId = PersonId("")
    named: str = ""


@declare("dispose-item", "销毁", scope=Scope.ARCHIVE)
@dataclass(frozen=True, slots=True, kw_only=True)
class DisposeItem(ItemAction):
    """销毁: the contents of an item are destroyed by an approved and supervised list; its line stays for ever.

    Attributes:
        package: Of 馆藏 in which the item came; none for an item of the unit's own.
        destroyed: Digests of what nothing but an item of 馆藏 is made of; filled in by the office, a part at a time.
        contents: The words to search for that are left of the package; none where they stay as they are.
    """

    disposal: DisposalId
    package: Digest = field(default=NOTHING, metadata={codec.LATER: True})
    destroyed: tuple[Digest, ...] = field(default=(), metadata={codec.LATER: True})
    contents: tuple[Digest, ...] = field(default=(), metadata={codec.LATER: True})


AnyKeepingAction = RecordFixity | RepairItem | ListDisposal | ApproveDisposal | DisposeItem
"""What keeping writes into a register of the archive."""
