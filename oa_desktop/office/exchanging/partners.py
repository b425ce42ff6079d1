"""Whom packages are exchanged with (交换单位): this unit's card for others, and theirs."""

from __future__ import annotations

from collections.abc import Callable

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.exchanging import DropPartner, RegisterPartner
from oa_desktop.domain.actions.organising import Found
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.package import Sender
from oa_desktop.domain.exchange.partners import UnitCard, read_card, write_card
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import NOTHING, Digest, UnitId, organisation_journal
from oa_desktop.domain.policy import refuse_role
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.trail.incidents import watched

ENDING = ".oacard"
_CARD = "单位名片"


@watched("交换单位")
class Partners:
    """The units that packages are exchanged with; every right is judged at the door."""

    def __init__(self, office: OpenOffice, desk: Desk, perform: Callable[[Action], Changed]) -> None:
        self._office = office
        self._desk = desk
        self._perform = perform

    @property
    def known(self) -> tuple[UnitCard, ...]:
        """交换单位, as they are registered now."""
        return self._desk.organisation().partners

    def card(self) -> bytes:
        """Return this unit's card (单位名片) as a file; that it leaves is recorded first.

        Raises:
            Refused: ``policy.role``.
            Unavailable: ``store.read-only``.
        """
        refuse_role(self._desk.standing, RegisterPartner)
        card = own_card(self._office, self._desk)
        self._office.record_output(self._desk.standing, _CARD, card.name, self._desk.crypto.digest(card.encode()))
        return write_card(card, self._office.machine.sign)

    def read_card(self, data: bytes) -> UnitCard:
        """Return the card that a file holds.

        Raises:
            Refused: ``card.other``, ``card.newer``, ``card.damaged``.
        """
        return read_card(data, self._desk.crypto.verify)

    def fingerprint(self, card: UnitCard) -> Digest:
        """Return what two units compare before one registers the other's card."""
        return self._desk.crypto.digest(card.encode())

    def register(self, data: bytes, compared: str) -> Changed:
        """Register the unit whose card a file holds, after its fingerprint was compared.

        Raises:
            Refused: ``policy.role``, as :meth:`read_card`, ``card.own``, ``card.other-realm``, ``card.not-compared``.
        """
        return self._perform(RegisterPartner(card=self.read_card(data), compared=compared))

    def drop(self, card: UnitCard, reason: str) -> Changed:
        """Exchange nothing more with a desk of a unit.

        Raises:
            Refused: ``policy.role``, ``partner.unknown``.
        """
        return self._perform(DropPartner(unit=card.unit, device=card.device, reason=reason))


def partner(desk: Desk, unit: UnitId) -> UnitCard:
    """Return the card of a unit's desk that was registered last: what is for the unit opens at each of them.

    Raises:
        Refused: ``partner.unknown``.
    """
    found = [one for one in desk.organisation().partners if one.unit == unit]
    if not found:
        raise Refused("partner.unknown", name=unit)
    return found[-1]


def own_card(office: OpenOffice, desk: Desk) -> UnitCard:
    """Return the card by which the unit of who sits here makes itself known."""
    unit, store = desk.organisation(), desk.store
    return UnitCard(
        realm=store.realm,
        grade=store.grade,
        unit=unit.unit,
        name=unit.name,
        founding=_founding(desk),
        device=store.device,
        signing_key=office.machine.public_key.hex(),
        exchange_key=office.exchange.public_key.hex(),
    )


def own_sender(office: OpenOffice, desk: Desk) -> Sender:
    """Return this unit's desk as it stands on the outside of what it sends."""
    card = own_card(office, desk)
    return Sender(
        unit=card.unit,
        name=card.name,
        founding=card.founding,
        device=card.device,
        key=office.machine.key_id,
        public=card.signing_key,
    )


def _founding(desk: Desk) -> Digest:
    """Return the fingerprint of the unit's founding."""
    entries = desk.store.entries(organisation_journal(desk.unit))
    return next((one.digest for one in entries if isinstance(read_action(one.entry), Found)), NOTHING)
