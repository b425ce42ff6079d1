"""利用: an item of the archive is asked for, granted until a day, read on the screen, and given back.

Who asks may not know what there is: a request names what is sought in words, and no item. How requests are decided is
office practice.
"""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.actions.archiving import ArchiveAction
from oa_desktop.domain.actions.declaration import Merge, Scope, declare
from oa_desktop.domain.actions.handling import NEW_DOSSIER
from oa_desktop.domain.ids import NO_ITEM, DossierId, EntryId, ItemId
from oa_desktop.domain.secrecy.classification import Secrecy


@declare("request-reading", "利用申请", scope=Scope.ARCHIVE, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReading(ArchiveAction):
    """利用申请: somebody wants to read what the archive may have; it stands in the register of the year it is made.

    Attributes:
        sought: 档号, or in words what is sought.
        purpose: 利用目的.
    """

    sought: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingAction(ArchiveAction):
    """An action on a request.

    Attributes:
        reading: The entry of the request.
    """

    reading: EntryId


@declare("grant-reading", "同意利用", scope=Scope.ARCHIVE)
@dataclass(frozen=True, slots=True, kw_only=True)
class GrantReading(ReadingAction):
    """同意利用: the archivist lets one item be read by whoever asked.

    Attributes:
        item: Which item, of whatever year.
        until: The last day on which it may be read, ISO.
        copying: Whether it may be printed and taken along too.
        document: Of which document the item is; filled in by the office, as the next.
        secrecy: 密级 of the document, as it was then; above 无密级 a leader has to approve.
    """

    until: str
    item: ItemId = NO_ITEM
    copying: bool = False
    document: DossierId = NEW_DOSSIER
    secrecy: Secrecy = Secrecy.OPEN


@declare("approve-reading", "批准利用", scope=Scope.ARCHIVE)
@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveReading(ReadingAction):
    """批准利用: a leader lets a marked item be read, as it was granted."""

    opinion: str = ""


@declare("end-reading", "结束利用", scope=Scope.ARCHIVE, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class EndReading(ReadingAction):
    """结束利用: whoever reads gives it back, or it is not granted, or called back.

    Attributes:
        effect: 利用效果, as whoever read it says.
        reason: Why it is not granted or called back.
    """

    effect: str = ""
    reason: str = ""


AnyReadingAction = RequestReading | GrantReading | ApproveReading | EndReading
"""What the reading of the archive writes into its registers."""
