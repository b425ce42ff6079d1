"""Electronic seals (电子印章) of a unit: what its journal says of each, and of what was done with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from oa_desktop.domain import codec
from oa_desktop.domain.ids import Digest, KeyId, PersonId, PostId


class SealState(StrEnum):
    """How a seal stands."""

    IN_USE = "在用"
    SUSPENDED = "停用"
    DESTROYED = "已销毁"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealEvent:
    """What was done with a seal, apart from its uses (用印), which stand with the documents.

    Attributes:
        time: Claimed, ISO 8601.
        what: The word of the act.
        person: Who did it.
        reason: Why, or on what grounds.
        keeper: Who keeps it from then on; empty where that stayed.
    """

    time: str
    what: str
    person: PersonId
    reason: str = ""
    keeper: PostId = PostId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolledSeal:
    """启用的印章.

    Attributes:
        data: Digest of the seal as it was issued; it is known by that.
        certificate: Digest of the certificate that may use it here.
        key: The key of that certificate.
        number: esID, its 印章编码.
        name: As it says itself.
        organ: 发文机关 whose 署名 it may cover.
        maker: Who made it, as their certificate says.
        valid_from: First day, ISO.
        valid_until: Last day.
        diameter_mm: Its greater side.
        keeper: The post that keeps and uses it.
        events: What was done with it, in the journal's order.
    """

    data: Digest
    certificate: Digest
    key: KeyId
    number: str
    name: str
    organ: str
    maker: str
    valid_from: str
    valid_until: str
    diameter_mm: int
    keeper: PostId
    state: SealState = SealState.IN_USE
    events: tuple[SealEvent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedSeal:
    """用印: an electronic seal on a document.

    Attributes:
        seal: Digest of the seal.
        name: As it says itself.
        organ: Whose 署名 it covers.
        person: Who used it.
        time: Claimed.
        approval: Digest of the entry of 签发 by which it was used.
        rendering: Digest of the PDF that it is on, with all seals before it.
        ofd: Digest of the OFD likewise.
        copies: 印数.
        more: How many organs had yet to seal it; 0 in older states, too.
    """

    seal: Digest
    name: str
    organ: str
    person: PersonId
    time: str
    approval: Digest
    rendering: Digest
    ofd: Digest
    copies: int
    more: int = field(default=0, metadata={codec.LATER: True})
