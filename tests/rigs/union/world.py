"""One seed: desks of a unit that act, tell the service and carry discs while everything fails, and what came of it."""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.exchange.package import PackageId
from oa_desktop.domain.ids import Digest
from oa_desktop.office.central.round import Round
from oa_desktop.office.central.service import CentralService
from oa_desktop.office.office import Office
from oa_desktop.office.session import Session
from oa_desktop.security import sealing
from oa_desktop.sync.package_file import PackageFiles
from tests.fakes.desks import unit_of
from tests.fakes.office import FakeOffice, notice
from tests.fakes.store import FakeStore, FakeStores
from tests.fakes.world import FakeClock, FakeIds, encrypt_fakely
from tests.rigs.union import oracle
from tests.rigs.union.faults import CentralDisk, Death, DeskDisk, Endless, Network, disk
from tests.rigs.union.unit import CLERKS, founded

ROUNDS = 4
"""Rounds of every desk within which nobody has anything to say any more, once nothing fails."""
_TEN_YEARS = 3652.0
_AT_ONCE = {2: 1, 7: 3, 500: 6}
"""Entries in one request, and how often one with the other."""
_PUT_BACK = frozenset({"central.differs", "records.missing", "records.no-contents"})
"""What a round may say only where the service was put back while it went on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a world is made of; a planted bug is one of them made otherwise."""

    round: type[Round] = Round
    service: type[CentralService] = CentralService
    central: type[CentralDisk] = CentralDisk
    desk: type[DeskDisk] = DeskDisk


@dataclass(kw_only=True)
class Outcome:
    """What became of one seed.

    Attributes:
        digest: Over everything that happened and what every desk came to.
        counted: How often what happened.
        faults: What did not hold.
    """

    digest: Digest = Digest("")
    counted: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class World:
    """Two to four desks, their service, their discs, and chance by a seed."""

    def __init__(self, seed: int, parts: Parts = Parts()) -> None:
        self.parts, self.rng = parts, random.Random(seed)
        self.told: list[str] = []
        self.outcome = Outcome()
        self.acknowledged: set[Digest] = set()
        self.was_put_back = False
        self._may_be_put_back = self.rng.random() < 0.25
        self.desks = [self._copied(one, place) for place, one in enumerate(self._chosen())]
        self.unit = unit_of(self.desks[0])
        self.central = parts.central()
        self.records = self.central.of(self.unit)
        self.records.kept += founded().records.kept
        self.records.blobs.contents |= founded().records.blobs.contents
        service = parts.service(self.central, self.desks[0].crypto)
        self.network = Network(service, lambda: self.records.kept, self.rng)
        self.network.between = self._between
        self._discs: list[bytes] = []
        self._packages: dict[int, list[PackageId]] = {}
        self._at_once = self.rng.choices([*_AT_ONCE], [*_AT_ONCE.values()])[0]
        self._busy: FakeOffice | None = None

    def _chosen(self) -> tuple[FakeOffice, ...]:
        return founded().desks[: self.rng.choices((2, 3, 4), (8, 3, 1))[0]]

    def _copied(self, of: FakeOffice, place: int) -> FakeOffice:
        """A desk as it was founded, on a disk and by a clock of its own."""
        desk = copy.copy(of)
        desk.stores = FakeStores()
        desk.stores.outside = of.stores.facts()
        desk.stores.made = _filled(self.parts.desk(of.stores.facts()), of.stores.made)
        desk.clock = FakeClock(time=of.clock.time + timedelta(days=self.rng.uniform(-_TEN_YEARS, _TEN_YEARS)))
        desk.ids = FakeIds("abcd"[place])
        desk.slots = replace(of.slots, opened=[], chosen={})
        packages = PackageFiles(desk.crypto, sealing, encrypt_fakely, random.Random(place).randbytes)
        mine = {"stores": desk.stores, "clock": desk.clock, "ids": desk.ids, "slots": desk.slots}
        desk.ports = replace(of.ports, packages=packages, **mine)
        _start(desk)
        return desk

    # --- while everything fails

    def run(self) -> Outcome:
        """Let things happen, then let nothing fail any more, and see what everybody came to."""
        try:
            for _ in range(self.rng.randrange(3, 13)):
                self._happen(self.rng.choices([*_EVENTS], [*_EVENTS.values()])[0])
            self._calm()
        except Endless:
            self.outcome.faults.append("a round goes on for ever")
        self.outcome.faults += [*self.network.broken, *oracle.faults(self)]
        self.outcome.digest = oracle.digest(self)
        return self.outcome

    def _happen(self, what: str) -> None:
        desk = self.rng.choice(self.desks)
        self._note(f"{what} {self.desks.index(desk)}")
        self._at(desk, partial(getattr(self, f"_{what}"), desk))

    def _note(self, line: str) -> None:
        self.told.append(line)
        self.outcome.counted[line.split(maxsplit=1)[0]] += 1

    def _at(self, desk: FakeOffice, deed: Callable[[], object]) -> None:
        """Let something be done at a desk, which may die of it and is started again then."""
        try:
            deed()
        except Death:
            self._note("death")
            _start(desk)
        except OfficeError as error:
            self._note(f"{error.code}")

    def _act(self, desk: FakeOffice) -> None:
        """Let a clerk do something; what was said to be done is durable."""
        session = desk.as_(self.rng.choice(CLERKS))
        papers = sorted(disk(desk).dossiers(), key=lambda one: one.id)
        paper = self.rng.choice([None, *papers, *papers])
        if paper is None:
            desk.draft(notice(f"关于第{self.rng.getrandbits(30)}号事项的通知"))
        else:
            session.perform(self._wish(desk, session, paper))
        self.acknowledged.update(one.digest for one in disk(desk).kept)

    def _wish(self, desk: FakeOffice, session: Session, paper: Dossier) -> act.DossierAction:
        if paper.contenders:
            return act.SettleConflict(dossier=paper.id, upheld=paper.contenders[0], reason="以先办的为准")
        onward = partial(desk.onward, paper.id, paper.step)
        back = partial(act.Return, dossier=paper.id, reason="附件不全")
        opinion = partial(act.LeaveOpinion, dossier=paper.id, opinion=f"第{self.rng.getrandbits(20)}点请再核")
        return self.rng.choices((onward, back, opinion), (5, 2, 3))[0]()

    def _round(self, desk: FakeOffice) -> None:
        """One round of a desk with the service."""
        desk.as_(CLERKS[0])
        begun = self.parts.round(desk.office._still_open, self.network, self.unit)
        begun.at_once = self._at_once
        self.network.asked.clear()
        self._busy = desk
        try:
            begun.run()
        except Refused as refused:
            if not (self.was_put_back and refused.code in _PUT_BACK):
                self.outcome.faults.append(f"a round ended with {refused}")
        finally:
            self._busy = None

    def _between(self) -> None:
        """While a desk asks the service, another acts or has a round of its own."""
        busy, others = self._busy, [one for one in self.desks if one is not self._busy]
        if busy is None or self.rng.random() > 0.1:
            return
        self.network.between = lambda: None
        try:
            desk = self.rng.choice(others)
            self._at(desk, partial(self.rng.choice((self._act, self._round)), desk))
        finally:
            self.network.between, self._busy = self._between, busy

    def _disc(self, desk: FakeOffice) -> None:
        """A disc is made, or any of those made so far is taken in."""
        if self._discs and self.rng.random() < 0.7:
            desk.as_(CLERKS[1]).desks.take_in(self.rng.choice(self._discs), founded().arriving)
        else:
            earlier = self._packages.setdefault(self.desks.index(desk), [])
            made = desk.as_(CLERKS[1]).desks.make(founded().leaving, self.rng.choice([None, *earlier]))
            earlier.append(made.package)
            self._discs.append(made.data)

    def _doom(self, desk: FakeOffice) -> None:
        disk(desk).doom.hang(self.rng.randrange(1, 7), durable=self.rng.random() < 0.5)

    def _service_doom(self, _desk: FakeOffice) -> None:
        self.central.doom.hang(self.rng.randrange(1, 4), durable=self.rng.random() < 0.5)

    def _restart(self, desk: FakeOffice) -> None:
        _start(desk)

    def _partition(self, _desk: FakeOffice) -> None:
        self.network.cut = not self.network.cut

    def _put_back(self, _desk: FakeOffice) -> None:
        """The service goes on with an older copy of itself, in one seed of four."""
        if self._may_be_put_back:
            self.was_put_back = True
            self.central.put_back(self.unit, self.rng.randrange(len(self.records.kept) + 1))

    def _clock(self, desk: FakeOffice) -> None:
        desk.clock.move(days=self.rng.uniform(-_TEN_YEARS, _TEN_YEARS))

    # --- and once nothing fails any more

    def _calm(self) -> None:
        self.network.mend()
        self.central.doom.lift()
        for desk in self.desks:
            disk(desk).doom.lift()
        for _ in range(ROUNDS):
            quiet = [self._is_quiet(desk) for desk in self.desks]
            if all(quiet):
                return
        self.outcome.faults.append(f"after {ROUNDS} rounds of every desk something is still on its way")

    def _is_quiet(self, desk: FakeOffice) -> bool:
        """Let a desk have a round, and tell whether it was one question."""
        self._round(desk)
        return self.network.asked == ["pull"]


_EVENTS: Mapping[str, int] = {
    "act": 12,
    "round": 20,
    "disc": 2,
    "doom": 4,
    "service_doom": 2,
    "restart": 1,
    "partition": 1,
    "put_back": 2,
    "clock": 2,
}
"""What happens, and how often one with the other."""


def _filled(empty: DeskDisk, of: FakeStore) -> DeskDisk:
    empty.blobs.contents |= of.blobs.contents
    empty.kept += of.kept
    empty.folded |= of.folded
    empty.texts |= of.texts
    empty.told |= of.told
    return empty


def _start(desk: FakeOffice) -> None:
    """Start the program at a desk anew: nothing is left but what lies on its disk."""
    disk(desk).doom.lift()
    desk.office = Office(desk.realm, desk.ports)
    desk._sessions = {}
