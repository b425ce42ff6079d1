"""Killing a program in the middle of an act on a whole store, and looking at a copy of what it left, after every death.

What a death leaves stays for the next life, which does the same again as whoever asked for it would.
"""

from __future__ import annotations

import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.domain.errors import OfficeError
from tests.rigs import oracle
from tests.rigs.death import Death, moment
from tests.rigs.killing import FREE, WAYS, Report, in_child
from tests.rigs.ledger import Line
from tests.rigs.planted import LATER, SOUND, Bug
from tests.rigs.upheavals import UPHEAVALS, Given, Life, Upheaval
from tests.rigs.walk import SYSTEM
from tests.rigs.world import BETWEEN_LIVES, MORNING, REALM, Adapters, ports

_COMMIT_TAKES = 0.002
"""Seconds within which a death comes after a commit has begun."""


@dataclass
class Site:
    """A root where one kind of upheaval is tried until it is done, and then begun anew.

    Attributes:
        kind: Of the upheaval.
        place: A folder for it alone.
        seed: Replays it.
        bug: What is planted in its program.
        took: Steps, commits and seconds of the whole act; the first life is left alone, and tells.
        fresh: Whether the next life begins anew.
    """

    kind: str
    given: Given
    place: Path
    seed: int
    bug: Bug = SOUND
    lives: int = 0
    took: Line = field(default_factory=dict)
    fresh: bool = True

    def __post_init__(self) -> None:
        self.rng = random.Random(f"site {self.kind} {self.seed}")
        self.home.mkdir(parents=True)

    @property
    def home(self) -> Path:
        return self.place / "root"

    @property
    def upheaval(self) -> Upheaval:
        return UPHEAVALS[self.kind]

    def die_once(self, report: Report) -> None:
        """Let the program live and die once, and look."""
        self.lives += 1
        if self.fresh:
            self.upheaval.prepare(realm_folder(self.home, REALM), self.given)
        way, said = self.rng.choice(WAYS), list[Line]()
        end = in_child(lambda tell: self._live(way, tell), said.append)
        if end == signal.SIGKILL:
            report.kills += 1
            report.ways[way] += 1
            report.in_flight["between" if said else self.kind] += 1
        elif end == 0:
            report.survived += 1
        report.acknowledged += len(said)
        where = f"seed {self.seed}, life {self.lives} of {self.kind} ({way})"
        if end not in (0, signal.SIGKILL):
            report.faults.append(f"{where}: it cannot be repeated, see the trace above ({end})")
        self.took = said[0] if said else self.took
        report.faults += [f"{where}: {fault}" for fault in self._look(confirmed=bool(said))]

    # --- a life -----------------------------------------------------------------------------------------------------

    def _live(self, way: str, tell: Callable[[Line], None]) -> None:
        death = Death(call=lambda delay: tell({"said": "kill", "delay": delay}))
        adapters = replace(self.bug.adapters(death), release=self.upheaval.release(self.bug.later))
        life = Life(
            home=self.home,
            name=f"{self.kind} {self.seed}/{self.lives}",
            clock=ScriptClock(MORNING + self.lives * BETWEEN_LIVES),
            adapters=adapters,
            given=self.given,
        )
        if self.took:
            self._arm(death, way)
        since = time.perf_counter()
        self.upheaval.act(life)
        if self.took and self.lives % FREE:
            death.come()
        took = {"steps": death.steps, "commits": death.commits, "seconds": time.perf_counter() - since}
        tell({"said": "done", **took})

    def _arm(self, death: Death, way: str) -> None:
        share = moment(self.rng)
        if way == "commit" and self.took["commits"]:
            death.delays = (None,) * self.rng.randrange(self.took["commits"]) + (share * _COMMIT_TAKES,)
        elif way == "time":
            death.ask(share * self.took["seconds"])
        else:
            death.at = 1 + int(share * (self.took["steps"] + 1))

    # --- a look -----------------------------------------------------------------------------------------------------

    def _look(self, *, confirmed: bool) -> Iterator[str]:
        """Say what does not hold; the next life begins anew where the act stands."""
        if confirmed:
            yield from (f"{path.name} was left behind" for path in self.home.iterdir() if path.name != REALM.value)
        said: list[Line] = []
        if in_child(self._see, said.append) != 0:
            yield "the look itself failed"
        self.fresh = confirmed or any(line["stands"] for line in said)
        if confirmed and not all(line["stands"] for line in said):
            yield "it was confirmed and does not stand"
        for line in said:
            yield from line["faults"]

    def _see(self, tell: Callable[[Line], None]) -> None:
        folder = realm_folder(self.home, REALM)
        if not folder.exists():
            tell({"said": "look", "stands": False, "faults": []})
            return
        seen = self.place / "seen"
        shutil.rmtree(seen, ignore_errors=True)
        shutil.copytree(folder, seen)
        stands = self.upheaval.stands(seen, self.given)
        faults = list(self.upheaval.halves(seen, self.given)) or self._faults(seen)
        tell({"said": "look", "stands": stands, "faults": faults[:20]})

    def _faults(self, seen: Path) -> list[str]:
        """Open a copy, which brings what can be repeated to its end, and see whether everything is there."""
        clock = ScriptClock(MORNING + self.lives * BETWEEN_LIVES + BETWEEN_LIVES / 2)
        adapters = Adapters(release=self.upheaval.release(LATER))
        world = ports(seen, f"look {self.seed}/{self.lives}", clock, adapters)
        ledger = self.upheaval.ledger(self.given)
        try:
            key = world.slots.unlock(SYSTEM, ledger.passwords[SYSTEM][-1], clock.now()).store_key
        except OfficeError as error:
            return [f"nobody can sign in: {error}"]
        ledger.failures[SYSTEM] = 0
        home = oracle.Home(world=world, clock=clock, ledger=ledger, key=key, everybody=True, proved=self.given.proved)
        return oracle.look(home, {self.kind: partial(self.upheaval.whole, seen)}).faults
