"""Kill the program at every kind of act and print what became of it: ``python -m tests.rigs --seed 1 --kills 20``.

One seed is one home; it is killed until the number is reached, then the next seed begins. ``--upheavals 5`` kills as
often in each act on a whole store besides. The last line of the output is the report as JSON; the exit code is 1 when
anything did not hold. To replay a failure give its seed and ``--homes 1``. ``--bugs`` begins anew with every one of some
faults, in this one process, and gives a line for each; where a seed is known at which it shows soon, at that.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path

from tests.rigs.killing import Home, Report
from tests.rigs.planted import BUGS, SOUND, Bug
from tests.rigs.sites import Site
from tests.rigs.upheavals import UPHEAVALS, Given, given
from tests.rigs.warming import warm, warm_to_look
from tests.rigs.world import found


def main(arguments: list[str]) -> int:
    """Run as many homes and sites as the command line asks for, once or with each fault that is planted."""
    asked = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="oa-desktop-rig-", dir=asked.place) as folder:
        beginnings = Beginnings(place=Path(folder), seed=asked.seed)
        reports = [_reported(asked, beginnings, name) for name in asked.bugs or [""]]
    return 1 if any(report.faults for report in reports) else 0


@dataclass(frozen=True)
class Beginnings:
    """What homes and sites begin with: made once, however many programs are tried on it."""

    place: Path
    seed: int

    @cached_property
    def founded(self) -> tuple[Path, bytes]:
        """A home in which nobody has done anything, and the key of its store; what is done there is warm."""
        folder = self.place / "founded"
        folder.mkdir()
        key = found(folder)
        warm(folder, key)
        return folder, key

    @cached_property
    def given(self) -> Given:
        """A unit at work; to look at it is warm."""
        known = given(self.place, self.seed)
        warm_to_look(known.older, known.key, known.ledger, known.proved)
        return known


def _reported(asked: argparse.Namespace, beginnings: Beginnings, bug: str) -> Report:
    report = Report()
    for mortal in _mortals(asked, beginnings, BUGS.get(bug, SOUND)):
        _run(mortal, report, asked.kills if isinstance(mortal, Home) else asked.upheavals, stop=bool(bug))
        if bug and report.faults:
            break
    print(report.as_json(), flush=True)
    return report


def _mortals(asked: argparse.Namespace, beginnings: Beginnings, bug: Bug) -> Iterator[Home | Site]:
    """Give everything that is to be killed, one after the other, each in a folder that goes with it."""
    first = bug.seed or asked.seed
    seeds = range(first, first + asked.homes)
    if asked.kills:
        yield from _homes(beginnings, seeds, bug)
    if asked.upheavals:
        yield from _sites(beginnings, seeds, bug)


def _homes(beginnings: Beginnings, seeds: range, bug: Bug) -> Iterator[Home]:
    founded, key = beginnings.founded
    for seed in seeds:
        with tempfile.TemporaryDirectory(dir=beginnings.place) as place:
            folder = Path(shutil.copytree(founded, Path(place) / str(seed)))
            yield Home(folder=folder, key=key, seed=seed, bug=bug)


def _sites(beginnings: Beginnings, seeds: range, bug: Bug) -> Iterator[Site]:
    kinds = [kind for kind in UPHEAVALS if not bug.kinds or kind in bug.kinds]
    for seed, kind in product(seeds, kinds):
        with tempfile.TemporaryDirectory(dir=beginnings.place) as place:
            yield Site(kind=kind, given=beginnings.given, place=Path(place), seed=seed, bug=bug)


def _run(mortal: Home | Site, report: Report, kills: int, *, stop: bool) -> None:
    """Kill something a number of times; where a bug is planted, until it is found."""
    until = report.kills + kills
    while report.kills < until and mortal.lives < 3 * kills and not (report.faults and stop):
        mortal.die_once(report)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.rigs")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first home")
    parser.add_argument("--homes", type=int, default=1, help="how many homes")
    parser.add_argument("--kills", type=int, default=20, help="kills of each home")
    parser.add_argument("--upheavals", type=int, default=0, help="kills in each act on a whole store")
    parser.add_argument("--place", help="folder for the homes; the usual one for passing files if not given")
    parser.add_argument(
        "--bugs", nargs="+", choices=sorted(BUGS), help="plant each of these faults, and stop when it is found"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
