"""Discs that are lost, repeated, reordered, half copied, altered, meant for others or made by a store that was set back."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId, exchange_journal
from tests.fakes.exchanging import IN, OUT, Pair, introduce, office_of, pair, unit_of
from tests.fakes.office import FakeOffice

SCENARIOS, DISCS = 60, 5
"""Scenarios, and new discs of each; every disc comes at least once, most of them more often and in another state."""

Damage = Callable[[bytes, random.Random], bytes]


def half(package: bytes, chance: random.Random) -> bytes:
    return package[: chance.randrange(len(package) // 2, len(package) - 1)]


def altered(package: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(package.rindex(b"\n{") + 2, len(package))
    return package[:place] + bytes([package[place] ^ 1]) + package[place + 1 :]


DAMAGES: dict[str, Damage] = {"half": half, "altered": altered, "longer": lambda package, _: package + b"\0"}


@dataclass
class Road:
    """A county, a town, and what is expected of every disc that comes to the town.

    Attributes:
        discs: Packages for the town, in the order of their making.
        here: Places of those that were taken in.
        seen: How often each outcome was seen.
    """

    both: Pair
    document: DossierId
    chance: random.Random
    discs: list[bytes] = field(default_factory=list)
    here: set[int] = field(default_factory=set)
    seen: Counter[str] = field(default_factory=Counter)

    def make(self) -> None:
        self.discs.append(self.both.package(self.document))

    def bring(self, place: int, damage: str = "") -> None:
        """Bring a disc, and hold what becomes of it against what must."""
        package = DAMAGES[damage](self.discs[place], self.chance) if damage else self.discs[place]
        expected = self.expected(place, damage)
        before = self.state()
        found = outcome(self.both.town, package)
        assert found in expected, (place, damage, found)
        if found == "taken":
            self.here.add(place)
        else:
            assert self.state() == before
        self.seen[found] += 1

    def expected(self, place: int, damage: str) -> set[str]:
        if damage:
            return {"package.cut", "package.altered", "package.damaged"}
        if place in self.here:
            return {"package.known"}
        return {"package.missing"} if set(range(place)) - self.here else {"taken"}

    def state(self) -> tuple[int, int]:
        """How much the town has recorded and kept."""
        store = self.both.town.stores.made
        recorded = sum(1 for journal in store.journals() for _ in store.entries(journal))
        return recorded, len(store.blobs.contents)


def outcome(office: FakeOffice, package: bytes) -> str:
    try:
        office.as_("registrar").inbox.take_in(package, IN)
    except Refused as refused:
        return refused.code
    return "taken"


@pytest.fixture(scope="module")
def road() -> Road:
    both = pair()
    return Road(both=both, document=both.dispatched(), chance=random.Random(20261122))


def test_three_hundred_discs_on_every_road_are_taken_in_once_and_in_order(road: Road) -> None:
    for _ in range(SCENARIOS):
        fresh = range(len(road.discs), len(road.discs) + DISCS)
        for _ in fresh:
            road.make()
        coming = [(place, "") for place in fresh]
        coming += [(road.chance.choice(fresh), road.chance.choice([*DAMAGES, ""])) for _ in range(DISCS)]
        road.chance.shuffle(coming)
        for place, damage in coming:
            road.bring(place, damage)
        for place in fresh:
            if place not in road.here:
                road.bring(place)
        road.bring(road.chance.randrange(len(road.discs)))
    assert road.here == set(range(SCENARIOS * DISCS))
    assert all(road.seen[one] > 20 for one in ("taken", "package.known", "package.missing", "package.altered"))
    assert road.seen["package.cut"] > 10


def test_a_disc_for_somebody_else_is_left_alone(road: Road) -> None:
    other = office_of("e", "南关镇人民政府")
    introduce(road.both.county, other)
    package = road.both.county.as_("dispatcher").outbox.send(road.document, [unit_of(other)], OUT).data
    before = road.state()
    assert outcome(road.both.town, package) == "package.not-for-us"
    assert road.state() == before


def test_a_store_that_was_set_back_is_found_out_by_the_next_disc_it_makes() -> None:
    """The sender's exchange journal is lost behind a restored backup: its next disc has a place that is taken."""
    both = pair()
    document = both.dispatched()
    for _ in range(3):
        both.taken(both.package(document))
    journal = exchange_journal(unit_of(both.county))
    kept = both.county.stores.made.kept
    kept.remove(next(one for one in reversed(kept) if one.entry.journal == journal))
    assert outcome(both.town, both.package(document)) == "package.forked"
