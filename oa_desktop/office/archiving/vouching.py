"""Who vouches for the unit whose archive a package comes from: cards (单位名片) that somebody has compared.

A package proves only that it is whole and that its unit's own machine sealed it. Whose unit that is, the founding says,
and a card of the unit names its fingerprint.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.organising import Found
from oa_desktop.domain.entry import decode_entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.partners import UnitCard, read_card
from oa_desktop.domain.ids import NOTHING, Digest, UnitId, organisation_journal
from oa_desktop.domain.journal_file import JournalFile, organisation_in
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.trust.verdicts import Outcome
from oa_desktop.office.ports.keys import Crypto

_FOUND = DECLARATIONS[Found].kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The unit that a package comes from, as its own journal says.

    Attributes:
        founding: Fingerprint of its founding.
        outcome: Whether a card vouches for that founding.
        vouched: Fingerprint of the card; none where there is none.
    """

    unit: UnitId
    name: str
    realm: Realm
    founding: Digest
    outcome: Outcome = Outcome.UNDECIDED
    vouched: Digest = NOTHING


def sender_of(register: JournalFile, crypto: Crypto, cards: Iterable[UnitCard]) -> Sender:
    """Return whose package it is, and whether one of some cards vouches for it.

    Raises:
        Refused: ``holdings.not-theirs``: a card of that unit names another founding.
    """
    said = register.preamble
    name = organisation_in(register, crypto.digest).name
    sender = Sender(unit=said.unit, name=name, realm=said.realm, founding=_founding(register, crypto))
    own = [one for one in cards if (one.unit, one.realm) == (sender.unit, sender.realm)]
    if any(one.founding != sender.founding for one in own):
        raise Refused("holdings.not-theirs", name=name)
    if not own:
        return sender
    return Sender(
        unit=sender.unit,
        name=name,
        realm=sender.realm,
        founding=sender.founding,
        outcome=Outcome.HOLDS,
        vouched=crypto.digest(own[-1].encode()),
    )


def cards_in(files: Iterable[bytes], crypto: Crypto) -> tuple[UnitCard, ...]:
    """Return the cards that some files hold.

    Raises:
        Refused: ``card.other``, ``card.newer``, ``card.damaged``: whoever named them believes that they count.
    """
    return tuple(read_card(one, crypto.verify) for one in files)


def _founding(register: JournalFile, crypto: Crypto) -> Digest:
    own = organisation_journal(register.preamble.unit)
    signed = (one.signed for one in register.entries if one.journal == own)
    return next((crypto.digest(one) for one in signed if decode_entry(one).kind == _FOUND), NOTHING)
