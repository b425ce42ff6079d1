"""Units that packages are exchanged with (交换单位), and the card (单位名片) by which one unit makes itself known.

A card goes by disc or on paper from one confidential office to the other; whoever registers it compares its
fingerprint with the other unit by telephone or face to face, for a card proves nothing but that its maker has its keys.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DeviceId, Digest, UnitId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.signed_line import Holds, line_holds, line_of, signed_line

MAGIC = "oa-desktop-unit-card"
VERSION = 1
LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCard:
    """单位名片: what another unit must know of this one to exchange packages with it.

    Attributes:
        unit: 单位.
        name: Its name.
        founding: Fingerprint of its founding.
        device: The desk whose machine signs.
        signing_key: Of that machine, hexadecimal.
        exchange_key: What is meant for the unit is encrypted for it; hexadecimal.
    """

    realm: Realm
    grade: SystemGrade
    unit: UnitId
    name: str
    founding: Digest
    device: DeviceId
    signing_key: str
    exchange_key: str
    magic: str = MAGIC
    version: int = VERSION

    def encode(self) -> bytes:
        """Return the canonical bytes that the machine signs and whose digest is the fingerprint of the card."""
        return canonical.encode(codec.to_json(self))


def write_card(card: UnitCard, sign: Callable[[bytes], bytes]) -> bytes:
    """Return a card as a file: the card, and the machine's signature over it, a line each."""
    return signed_line(card.encode(), sign)


def read_card(data: bytes, holds: Holds) -> UnitCard:
    """Return the card that a file holds, once it is shown that its maker has the key that it names.

    Raises:
        Refused: ``card.other``: it is none; ``card.newer``; ``card.damaged``: it was altered, or cut.
    """
    first = line_of(data, LARGEST)
    card = _card(first)
    whole = line_holds(data, LARGEST, card.signing_key, holds) and _is_hex(card.exchange_key)
    if not whole or card.encode() != first:
        raise Refused("card.damaged")
    return card


def _is_hex(key: str) -> bool:
    try:
        return bool(bytes.fromhex(key))
    except ValueError:
        return False


def _card(line: bytes) -> UnitCard:
    try:
        value = canonical.decode(line)
    except NotCanonical:
        value = None
    if not isinstance(value, dict) or value.get("magic") != MAGIC:
        raise Refused("card.other")
    if value.get("version") != VERSION:
        raise Refused("card.newer", version=value.get("version"))
    try:
        return codec.from_json(UnitCard, value)
    except codec.Undecodable:
        raise Refused("card.damaged") from None


Partners = tuple[UnitCard, ...]
"""交换单位, each desk of each unit once."""


def with_partner(partners: Partners, card: UnitCard) -> Partners:
    """Return the partners after one was registered: the card of a known desk takes the place of its former one."""
    return (*without_partner(partners, card.unit, card.device), card)


def without_partner(partners: Partners, unit: UnitId, device: DeviceId) -> Partners:
    """Return the partners without a desk of a unit."""
    return tuple(one for one in partners if (one.unit, one.device) != (unit, device))
