"""Two units that exchange papers by disc, each with an office of its own."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.exchange.carriers import Carrier
from oa_desktop.domain.exchange.package import PackageId
from oa_desktop.domain.ids import DossierId, PersonId, UnitId
from tests.fakes.incoming import INCOMING
from tests.fakes.office import FLOW, FakeOffice
from tests.fakes.store import FakeStores
from tests.fakes.world import FakeClock

OUT = Carrier(number="GP-2026-001", applicant=PersonId("person drafter"), approver=PersonId("person signer"))
IN = Carrier(
    number="GP-2026-001",
    applicant=PersonId("person registrar"),
    approver=PersonId("person reviewer"),
    scanner="杀毒软件甲",
    outcome="未发现病毒",
)


def office_of(world: str, name: str, **more: object) -> FakeOffice:
    """An office of its own: other ids, other keys."""
    flows = {one.id: one for one in (FLOW, INCOMING)}
    return FakeOffice(world=world, name=name, flows=flows, stores=FakeStores(), clock=FakeClock(), **more)  # type: ignore[arg-type]


def unit_of(office: FakeOffice) -> UnitId:
    return office.as_("registrar").organisation().unit


def introduce(one: FakeOffice, other: FakeOffice) -> None:
    """Register each unit with the other, after their fingerprints were compared."""
    for here, there in ((one, other), (other, one)):
        card = there.as_("security").partners.card()
        here.as_("security").partners.register(card, "电话核对，对方保密办李")


@dataclass
class Pair:
    """A county and a town that know each other."""

    county: FakeOffice
    town: FakeOffice

    def sent(self, **elements: object) -> tuple[DossierId, bytes]:
        """Send a paper of the county to the town; return the document and the package."""
        document = self.dispatched()
        return document, self.package(document)

    def dispatched(self) -> DossierId:
        return self.county.bring_to("file")

    def package(self, document: DossierId) -> bytes:
        return self.county.as_("dispatcher").outbox.send(document, [unit_of(self.town)], OUT).data

    def taken(self, package: bytes, **more: str) -> DossierId:
        """Let the town take a package in."""
        return self.town.as_("registrar").inbox.take_in(package, IN, **more)[0]


def pair() -> Pair:
    made = Pair(county=office_of("a", "清源县人民政府办公室"), town=office_of("b", "东关镇人民政府"))
    introduce(made.county, made.town)
    return made


def package_id(office: FakeOffice, data: bytes) -> PackageId:
    return office.ports.packages.look(data).outside.id
