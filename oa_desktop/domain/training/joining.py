"""A seat joins a class (加入培训班) by the class's card, and keeps to that card until it leaves the class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.partners import UnitCard
from oa_desktop.domain.ids import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedClass:
    """The class that a seat has joined.

    Attributes:
        name: 班名.
        fingerprint: Digest of its whole card, compared with what the teacher reads out.
    """

    name: str
    fingerprint: Digest


def joined_by(card: UnitCard, digest_of: Callable[[bytes], Digest]) -> JoinedClass:
    """Return the class of a card."""
    return JoinedClass(name=card.name, fingerprint=digest_of(card.encode()))


def refuse_other_card(joined: UnitCard | None, card: UnitCard) -> None:
    """Refuse the card of another class than the seat has joined, or another card under the same name.

    Raises:
        Refused: ``training.class-other``.
    """
    if joined is not None and joined != card:
        raise Refused("training.class-other", joined=joined.name, card=card.name)
