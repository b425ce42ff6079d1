"""Killing one home's program again and again, at every kind of act, and looking at the home after every death.

The program and the look both run in forks of a process that has imported everything and holds nothing open.
"""

from __future__ import annotations

import json
import os
import random
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.office.office import Office
from tests.rigs import oracle
from tests.rigs.death import Death, moment
from tests.rigs.ledger import Ledger, Line
from tests.rigs.planted import SOUND, Bug
from tests.rigs.walk import ACTS, Plan, Walk
from tests.rigs.world import BETWEEN_LIVES, MORNING, REALM, ports, unit

WAYS = ("step", "step", "commit", "time")
FREE = 4
"""Every so many deaths may miss a long act; the others come before it is confirmed."""
_LONGEST_LIFE = 120
"""Seconds after which a life counts as one that hangs."""


@dataclass
class Report:
    """What became of some homes.

    Attributes:
        kills: Deaths by SIGKILL.
        survived: Lives that death missed.
        in_flight: Deaths by the act that was under way; between acts the word is ``between``.
        ways: Deaths by the way they came.
        acknowledged: Acts confirmed.
        left_over: Files that deaths left without a row.
        faults: What did not hold, with the seed and the life after which it was seen.
    """

    kills: int = 0
    survived: int = 0
    in_flight: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    left_over: int = 0
    faults: list[str] = field(default_factory=list)

    def as_json(self) -> str:
        return json.dumps(self.__dict__, ensure_ascii=False, sort_keys=True)


@dataclass
class Home:
    """A home that lives through many deaths.

    Attributes:
        key: The store's.
        seed: Replays it.
        bug: What is planted in its program.
        proved: Signatures that held at looks until now.
    """

    folder: Path
    key: bytes
    seed: int
    bug: Bug = SOUND
    lives: int = 0
    proved: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rng = random.Random(f"home {self.seed}")
        self.ledger = Ledger(passwords={one.account: (one.password,) for one in unit().people})

    def _aim(self, report: Report) -> Plan:
        """Plan a death in an act that was hit least; one that never was is hit for certain."""
        hits = {kind: report.in_flight[kind] for kind in self.bug.kinds or ACTS}
        kind = self.rng.choice([kind for kind in hits if hits[kind] == min(hits.values())])
        return Plan(
            kind=kind,
            warm_up=self.rng.randrange(3),
            way=self.rng.choice(WAYS),
            share=moment(self.rng),
            surely=not hits[kind],
        )

    def die_once(self, report: Report) -> None:
        """Let the program live and die once, and look."""
        self.lives += 1
        plan = self._aim(report)
        before = self.ledger.done.total()
        end = in_child(lambda tell: self._live(plan, tell), self.ledger.hear)
        report.acknowledged += self.ledger.done.total() - before
        if end == signal.SIGKILL:
            report.kills += 1
            report.ways[plan.way] += 1
            report.in_flight[self.ledger.flying or "between"] += 1
        elif end == 0:
            report.survived += 1
        self.ledger.cut_off()
        where = f"seed {self.seed}, life {self.lives} ({plan.way} in {plan.kind})"
        self._look(report, where)
        if end not in (0, signal.SIGKILL):
            report.faults.append(f"{where}: work did not go on, see the trace above ({end})")

    def _live(self, plan: Plan, tell: Callable[[Line], None]) -> None:
        name = f"{self.seed}/{self.lives}"
        death = Death(call=lambda delay: tell({"said": "kill", "delay": delay}))
        clock = ScriptClock(MORNING + self.lives * BETWEEN_LIVES)
        office = Office(REALM, ports(self.folder, name, clock, self.bug.adapters(death)))
        walk = Walk(
            office=office,
            clock=clock,
            ledger=self.ledger,
            rng=random.Random(f"walk {name}"),
            tell=tell,
            death=death,
            plan=plan,
            backups=self.folder.parent,
        )
        walk.live()

    def _look(self, report: Report, where: str) -> None:
        said: list[Line] = []
        if in_child(self._see, said.append) != 0:
            report.faults.append(f"{where}: the look itself failed")
        self.ledger.backups.clear()
        for line in said:
            self.proved.update(line["proved"])
            report.faults += [f"{where}: {fault}" for fault in line["faults"]]
            report.left_over = max(report.left_over, line["left_over"])
            for account in line["signed_in"]:
                self.ledger.failures[account] = 0

    def _see(self, tell: Callable[[Line], None]) -> None:
        clock = ScriptClock(MORNING + self.lives * BETWEEN_LIVES + BETWEEN_LIVES / 2)
        world = ports(self.folder, f"look {self.seed}/{self.lives}", clock)
        proved = self.proved.copy()
        home = oracle.Home(world=world, clock=clock, ledger=self.ledger, key=self.key, lives=self.lives, proved=proved)
        seen = oracle.look(home)
        new = {"signed_in": home.signed_in, "proved": sorted(proved - self.proved)}
        tell({"said": "look", "faults": seen.faults[:20], "left_over": seen.left_over, **new})


def in_child(call: Callable[[Callable[[Line], None]], None], hear: Callable[[Line], object]) -> int:
    """Run something in a fork and hear what it says; return 0, or the signal that ended it, or -1 for a failure.

    A line with ``said: kill`` asks for death after ``delay`` seconds.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _run(call, write)
    os.close(write)
    with os.fdopen(read, "rb") as lines:
        for line in lines:
            if not line.endswith(b"\n"):
                break
            said = json.loads(line)
            if said["said"] == "kill":
                time.sleep(said["delay"])
                os.kill(child, signal.SIGKILL)
            else:
                hear(said)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.WEXITSTATUS(status)


def _run(call: Callable[[Callable[[Line], None]], None], write: int) -> NoReturn:
    def tell(line: Line) -> None:
        data = json.dumps(line, ensure_ascii=False).encode() + b"\n"
        while data:
            data = data[os.write(write, data) :]

    signal.alarm(_LONGEST_LIFE)
    try:
        call(tell)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
