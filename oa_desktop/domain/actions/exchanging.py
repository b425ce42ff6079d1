"""Exchanging packages (交换): whom with, what went out, and what was taken in.

What went out and came in stands in a journal of its own (交换登记), as every number stands in a register: it says which
packages were ever seen, and which place each channel has come to. How is office practice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from oa_desktop.domain import codec
from oa_desktop.domain.actions.declaration import Action, Merge, Scope, declare
from oa_desktop.domain.actions.handling import NEW_DOSSIER
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.exchange.carriers import Carrier
from oa_desktop.domain.exchange.package import PackageId, Sort
from oa_desktop.domain.exchange.partners import UnitCard
from oa_desktop.domain.ids import NOTHING, DeviceId, Digest, DossierId, UnitId


@declare("register-partner", "登记交换单位", scope=Scope.ORGANISATION, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPartner(Action):
    """登记交换单位: packages may be exchanged with a unit; its fingerprint was compared with it.

    Attributes:
        card: Its 单位名片.
        compared: How the fingerprint was compared, and with whom.
    """

    card: UnitCard
    compared: str


@declare("drop-partner", "停止交换", scope=Scope.ORGANISATION, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class DropPartner(Action):
    """停止交换: nothing goes to a desk of a unit any more, and nothing is taken from it."""

    unit: UnitId
    device: DeviceId
    reason: str


class Answer(StrEnum):
    """What a receipt (回执) says of a paper."""

    RECEIVED = "签收"
    RETURNED = "退文"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """回执: what became of a package where it arrived.

    Attributes:
        package: Which.
        answer: Received, or given back.
        by: Who says so, with their title.
        time: When, as they claim; ISO 8601.
        reason: Why it is given back.
    """

    package: PackageId
    answer: Answer
    by: str
    time: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channelled:
    """One unit that a package went to, and its place in the channel."""

    unit: UnitId
    name: str
    sequence: int


@declare("send-package", "交换发出", scope=Scope.EXCHANGE, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class SendPackage(Action):
    """交换发出: a package was made for other units.

    Attributes:
        package: Its id.
        outside: Digest of its outside: what the next one of each channel names.
        recipients: Where it goes.
        carrier: The medium.
        document: The document in it, or that its receipt is about.
        receipt: What it says of what came, where it carries a receipt.
        attachments: The package itself, so that it can be handed out again just as it was.
    """

    package: PackageId
    outside: Digest
    sort: Sort
    recipients: tuple[Channelled, ...]
    carrier: Carrier
    document: DossierId = NEW_DOSSIER
    receipt: Receipt | None = None
    attachments: tuple[Attachment, ...] = ()


@declare("take-in-package", "交换接收", scope=Scope.EXCHANGE, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class TakeInPackage(Action):
    """交换接收: a package of another unit was opened and taken in, whole.

    Attributes:
        package: Its id.
        outside: Digest of its outside.
        sender: The unit that made it.
        name: Its name, as the package says.
        device: The desk that made it.
        sequence: Its place in that desk's channel to this unit.
        carrier: The medium.
        missing: Why it was taken in although others before it have not come; empty where none is missing.
        document: The document that it became, or whose receipt it brought.
        receipt: What it says of a package that went out.
        attachments: The package itself, signed by its sender.
        previous: Digest of the outside of the one before it in that channel, as it says; empty for the first.
    """

    package: PackageId
    outside: Digest
    sort: Sort
    sender: UnitId
    name: str
    device: DeviceId
    sequence: int
    carrier: Carrier
    missing: str = ""
    document: DossierId = NEW_DOSSIER
    receipt: Receipt | None = None
    attachments: tuple[Attachment, ...] = ()
    previous: Digest = field(default=NOTHING, metadata={codec.LATER: True})


ExchangeAction = SendPackage | TakeInPackage
"""What stands in the exchange register."""
