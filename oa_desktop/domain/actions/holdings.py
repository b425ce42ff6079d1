"""接收进馆: packages of another unit's archive are received and kept as they came (馆藏).

They stand in the register of their own fonds and year, in the archive of the unit that receives them. How packages are
received is office practice.
"""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.actions.archiving import ArchiveAction
from oa_desktop.domain.actions.declaration import Merge, Scope, declare
from oa_desktop.domain.archives.properties import Result
from oa_desktop.domain.ids import NOTHING, Digest, UnitId
from oa_desktop.domain.trust.verdicts import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingAction(ArchiveAction):
    """An action on a package that was received.

    Attributes:
        package: Digest of its sealed register: the same package has the same.
        contents: Digests of what the action names.
    """

    package: Digest
    contents: tuple[Digest, ...] = ()


@declare("receive-holdings", "接收进馆", scope=Scope.ARCHIVE, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveHoldings(HoldingAction):
    """接收进馆: a package was received whole, and is kept as it came.

    Attributes:
        sender: Whose journals it holds, as they say themselves.
        sender_name: What that unit is called.
        founding: Fingerprint of that unit's founding.
        outcome: Whether somebody who is trusted vouches for that founding; never 不成立.
        vouched: Fingerprint of the card (单位名片) that vouches; none where nobody does.
        items: How many items are in it.
        files: How many files.
        size: Bytes of them.
        properties: What the four properties (四性检测) come to.
        viruses: What looking for viruses came to; 待人工 where no program with signatures looked.
        contents: The list of items and files, the reports on the four properties, and the words to search for.
    """

    sender: UnitId
    sender_name: str
    founding: Digest
    outcome: Outcome
    vouched: Digest = NOTHING
    items: int
    files: int
    size: int
    properties: Result
    viruses: Result


@declare("keep-holdings", "保存馆藏", scope=Scope.ARCHIVE, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class KeepHoldings(HoldingAction):
    """保存馆藏: files of a package that are kept, a part of them; the list of the package says what each is."""


AnyHoldingAction = ReceiveHoldings | KeepHoldings
"""What receiving writes into a register of the archive."""
