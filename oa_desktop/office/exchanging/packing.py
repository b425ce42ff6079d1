"""Making packages (制作交换包): sealed for each unit, kept, and written down before they leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from oa_desktop.domain.actions.exchanging import Channelled, Receipt, SendPackage
from oa_desktop.domain.actions.handling import NEW_DOSSIER
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.exchange.carriers import Carrier, refuse_carrier
from oa_desktop.domain.exchange.package import PackageId, Sort
from oa_desktop.domain.exchange.partners import UnitCard
from oa_desktop.domain.ids import DossierId
from oa_desktop.office.desk import Desk
from oa_desktop.office.exchanging.partners import own_sender
from oa_desktop.office.exchanging.register import ENDING, OUTPUT, register_of
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.exchange import Addressed, PackageOrder, Parts

if TYPE_CHECKING:
    from oa_desktop.office.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A package that was made, to be written on a medium.

    Attributes:
        name: Of its file.
        data: Its bytes.
        package: Its id.
    """

    name: str
    data: bytes = field(repr=False)
    package: PackageId


class Packing:
    """Makes the packages of one person."""

    def __init__(self, office: OpenOffice, desk: Desk, session: Session) -> None:
        self._office = office
        self._desk = desk
        self._session = session

    def pack(
        self,
        parts: Parts,
        cards: Sequence[UnitCard],
        carrier: Carrier,
        *,
        sort: Sort = Sort.PAPER,
        document: DossierId = NEW_DOSSIER,
        receipt: Receipt | None = None,
    ) -> Made:
        """Make a package, keep it, and record that it goes out; it leaves only after that.

        Records are not kept as a package: they are kept as what they are.

        Raises:
            Refused: ``carrier.no-number``, ``carrier.one-person``, ``package.too-large``, ``package.too-many``.
            Unavailable: ``store.read-only``, ``disk.full``.
        """
        refuse_carrier(carrier, self._desk.standing.person, arriving=False)
        with self._office.lock:
            addressed = self._addressed(cards)
            order = self._order(sort, addressed, parts)
            made = self._made(order)
            self._session.perform(
                SendPackage(
                    package=order.id,
                    outside=self._office.ports.packages.look(made.data).digest,
                    sort=sort,
                    recipients=tuple(_channelled(one) for one in addressed),
                    carrier=carrier,
                    document=document,
                    receipt=receipt,
                    attachments=() if sort is Sort.RECORDS else (self._kept(made),),
                )
            )
        self._office.record_output(self._desk.standing, OUTPUT, document, self._desk.crypto.digest(made.data))
        return made

    def _made(self, order: PackageOrder) -> Made:
        data = self._office.ports.packages.make(order, self._office.machine)
        return Made(name=f"{order.id[:8]}{ENDING}", data=data, package=order.id)

    def _kept(self, made: Made) -> Attachment:
        return self._session.writing.keep_package(made.name, made.data)

    def _addressed(self, cards: Iterable[UnitCard]) -> tuple[Addressed, ...]:
        register, device = register_of(self._desk), self._desk.store.device
        places = ((card, register.next_place(device, card.unit)) for card in cards)
        return tuple(
            Addressed(
                unit=card.unit,
                name=card.name,
                exchange_key=bytes.fromhex(card.exchange_key),
                sequence=sequence,
                previous=previous,
            )
            for card, (sequence, previous) in places
        )

    def _order(self, sort: Sort, recipients: Sequence[Addressed], parts: Parts) -> PackageOrder:
        return PackageOrder(
            realm=self._desk.store.realm,
            grade=self._desk.store.grade,
            id=PackageId(self._desk.ids.new()),
            sort=sort,
            sender=own_sender(self._office, self._desk),
            recipients=recipients,
            made=self._desk.clock.now().isoformat(timespec="seconds"),
            parts=parts,
        )


def _channelled(one: Addressed) -> Channelled:
    return Channelled(unit=one.unit, name=one.name, sequence=one.sequence)
