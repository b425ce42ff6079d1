"""Kill the program in every act on its archive, and look: ``python -m tests.rigs.archive_deaths --kills 36 --seed 1``.

A life opens the store, looks at what the last death left, and does the act or goes on with it until it dies; where it
stands, the next life begins anew on a copy. ``--bugs`` plants faults, one after the other, and gives a line for each.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from oa_desktop.office import queries as q
from oa_desktop.office.session import Session
from tests.rigs.archive_acts import ARCHIVE_ACTS, ArchiveAct, lend_again, pack_in_place
from tests.rigs.archive_beginnings import (
    Beginning,
    beginnings,
    items,
    opened,
    signed_in,
)
from tests.rigs.death import Death, moment
from tests.rigs.killing import FREE, WAYS, Report, in_child
from tests.rigs.ledger import Line
from tests.rigs.oracle import LEFT_OVER
from tests.rigs.planted import BUGS, SOUND, Bug
from tests.rigs.warming import settle

STORE = "store"
_WHOLE_LOOK = 10
"""Every so many looks verify all journals and make the projections again."""
_COMMIT_TAKES = 0.002
"""Seconds within which a death comes after a commit has begun."""
_WRITING = frozenset({"open", "os.mkdir", "os.rename", "os.rmdir", "os.remove"})
"""What of a program that packs is a step; its folder lies on no disk of the store's."""
_STARTS_A_PROCESS = frozenset({"receive", "repair"})
"""Acts that no process may do that forks afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A program with a fault: what is planted, and the act in which it shows."""

    kind: str
    bug: Bug = SOUND
    do: Callable[[Session, Beginning, Path], object] | None = None


FAULTS: Mapping[str, Fault] = {
    "arranged-in-parts": Fault(kind="arrange", bug=BUGS["projection-outside-transaction"]),
    "taken-in-before-its-contents": Fault(kind="take-in", bug=BUGS["blob-after-entry"]),
    "received-before-its-contents": Fault(kind="receive", bug=BUGS["blob-after-entry"]),
    "lent-again": Fault(kind="lend", do=lend_again),
    "packed-in-place": Fault(kind="pack", do=pack_in_place),
}
"""Every fault that is planted."""


# --- a death --------------------------------------------------------------------------------------------------------


@dataclass
class ArchiveSite:
    """A folder in which one kind of act is done, killed, and gone on with.

    Attributes:
        kind: Of the act.
        place: A folder for it alone.
        seed: Replays it.
        took: Steps, commits and seconds of the whole act; the first life is left alone, and tells.
        fresh: Whether the next life begins anew.
    """

    kind: str
    begun: Beginning
    place: Path
    seed: int
    fault: Fault | None = None
    lives: int = 0
    took: Line = field(default_factory=dict)
    fresh: bool = True

    def __post_init__(self) -> None:
        self.rng = random.Random(f"archive site {self.kind} {self.seed}")
        self.act = ARCHIVE_ACTS[self.kind]
        self.do = (self.fault and self.fault.do) or self.act.do

    def die_once(self, report: Report) -> None:
        """Let the program look, live and die once."""
        self.lives += 1
        if self.fresh:
            shutil.rmtree(self.place, ignore_errors=True)
            shutil.copytree(self.begun.store, self.place / STORE)
        way, said = self.rng.choice(WAYS), list[Line]()
        end = in_child(lambda tell: self._live(way, tell), said.append)
        if end == signal.SIGKILL:
            report.kills += 1
            report.ways[way] += 1
            report.in_flight[self.kind] += 1
        done = [line for line in said if line["said"] == "done"]
        report.survived += end == 0 and bool(done)
        report.acknowledged += len(done)
        self.took = done[0] if done and not self.took else self.took
        self.fresh = any(line.get("stands") for line in said)
        where = f"seed {self.seed}, life {self.lives} of {self.kind} ({way})"
        if end not in (0, signal.SIGKILL):
            report.faults.append(f"{where}: it cannot be gone on with, see the trace above ({end})")
            self.fresh = True
        report.faults += [f"{where}: {one}" for line in said for one in line["faults"]]

    def _live(self, way: str, tell: Callable[[Line], None]) -> None:
        death = Death(call=lambda delay: tell({"said": "kill", "delay": delay}))
        adapters = (self.fault.bug if self.fault else SOUND).adapters(death)
        office = opened(self.place / STORE, f"{self.kind} {self.seed}/{self.lives}", self.begun.now, adapters)
        session = signed_in(office)
        if not self.fresh and self._seen(session, tell, "look"):
            return
        death.steps = death.commits = 0
        if self.kind == "pack":
            sys.addaudithook(lambda event, _: death.step() if event in _WRITING else None)
        if self.took:
            self._arm(death, way)
        since = time.perf_counter()
        self.do(session, self.begun, self.place)
        if self.took and self.lives % FREE:
            death.come()
        took = {"steps": death.steps, "commits": death.commits, "seconds": time.perf_counter() - since}
        death.at = 0
        if not self._seen(session, lambda line: tell({**line, **took}), "done"):
            tell({"said": "wrong", "stands": True, "faults": ["it was confirmed and does not stand"]})

    def _arm(self, death: Death, way: str) -> None:
        share = moment(self.rng)
        if way == "commit" and self.took["commits"]:
            death.delays = (None,) * self.rng.randrange(self.took["commits"]) + (share * _COMMIT_TAKES,)
        elif way == "time":
            death.ask(share * self.took["seconds"])
        else:
            death.at = 1 + int(share * self.took["steps"])

    def _seen(self, session: Session, tell: Callable[[Line], None], said: str) -> bool:
        """Say what does not hold, and return whether the act stands."""
        stands = self.act.stands(session, self.begun, self.place)
        faults = what_is_wrong(self.act, session, self.begun, self.place)
        if self.lives % _WHOLE_LOOK == 0 and not self.act.under_way(session, self.begun):
            faults += _wholly(session)
        if stands:
            faults += self.act.after(session, self.begun)
        tell({"said": said, "stands": stands, "faults": faults[:20]})
        return stands


def what_is_wrong(act: ArchiveAct, session: Session, begun: Beginning, place: Path) -> list[str]:
    """Return what of an act stands half, and what does not agree."""
    return [*act.halves(session, begun, place), *_anyhow(session)]


def _anyhow(session: Session) -> Iterator[str]:
    """Files agree with their rows, and the list of items with the registers."""
    yield from (line for line in session._office.store.check() if not line.startswith(LEFT_OVER))
    listed = {row.code: row.state for row in session.ask(q.ArchiveItems())}
    recorded = {one.code: one.state.value for one in items(session)}
    if listed != recorded:
        yield f"the list says {listed}, the registers {recorded}"


def _wholly(session: Session) -> Iterator[str]:
    """Every journal verifies, and projections made again are the same."""
    office = session._office
    yield from (f"{fault.rule} {fault.journal} {fault.seq}" for fault in office.verify().faults)
    before = office.store.projections()
    office.rebuild()
    if office.store.projections() != before:
        yield "projections differ after a rebuild"


def _rehearse(kind: str, begun: Beginning, place: Path) -> None:
    """Do an act once in the process that forks, and look at it as after a death, so that its forks find it warm."""
    act, folder = ARCHIVE_ACTS[kind], place / f"rehearsed-{kind}"
    office = opened(Path(shutil.copytree(begun.store, folder / STORE)), f"{kind} rehearsed", begun.now)
    session = signed_in(office)
    act.do(session, begun, folder)
    assert act.stands(session, begun, folder), kind
    assert [*what_is_wrong(act, session, begun, folder), *_wholly(session), *act.after(session, begun)] == []
    office.close()
    shutil.rmtree(folder)


def run(place: Path, seed: int, kills: int, faults: list[str]) -> Iterator[Report]:
    """Kill so often in every kind of act; with faults planted, in theirs, until each is found."""
    begun = beginnings(place, seed)
    wanted = [FAULTS[name] for name in faults] or [None]
    for kind in {fault.kind for fault in wanted if fault} or ARCHIVE_ACTS:
        if kind not in _STARTS_A_PROCESS:
            _rehearse(kind, begun[kind], place)
    settle()
    for number, fault in enumerate(wanted):
        report = Report()
        for kind in [fault.kind] if fault else ARCHIVE_ACTS:
            folder = place / f"{kind}-{number}"
            _killed(ArchiveSite(kind=kind, begun=begun[kind], place=folder, seed=seed, fault=fault), report, kills)
        yield report


def _killed(site: ArchiveSite, report: Report, kills: int) -> None:
    until = report.kills + kills
    while report.kills < until and site.lives < 10 * kills and not (site.fault and report.faults):
        site.die_once(report)


def main(arguments: list[str]) -> int:
    """Kill as often as the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.rigs.archive_deaths")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=36, help="kills in each kind of act")
    parser.add_argument("--place", help="folder for the stores; the usual one for passing files if not given")
    parser.add_argument("--bugs", nargs="+", choices=sorted(FAULTS), default=[], help="plant these, one at a time")
    asked = parser.parse_args(arguments)
    failed = False
    with tempfile.TemporaryDirectory(prefix="oa-desktop-archive-", dir=asked.place) as folder:
        for report in run(Path(folder), asked.seed, asked.kills, asked.bugs):
            print(report.as_json(), flush=True)
            failed = failed or bool(report.faults)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
