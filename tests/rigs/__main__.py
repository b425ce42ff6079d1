"""Kill the program at every kind of act and print what became of it: ``python -m tests.rigs --seed 1 --kills 20``.

One seed is one home; it is killed until the number is reached, then the next seed begins. ``--upheavals 5`` kills as
often in each act on a whole store besides. The last line of the output is the report as JSON; the exit code is 1 when
anything did not hold. To replay a failure give its seed and ``--homes 1``.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from tests.rigs.killing import Home, Report
from tests.rigs.planted import BUGS, SOUND, Bug
from tests.rigs.sites import Site
from tests.rigs.upheavals import UPHEAVALS, given
from tests.rigs.world import found


def main(arguments: list[str]) -> int:
    """Run as many homes and sites as the command line asks for."""
    asked = _parser().parse_args(arguments)
    report = Report()
    with tempfile.TemporaryDirectory(prefix="oa-desktop-rig-", dir=asked.place) as folder:
        for mortal in _mortals(asked, Path(folder)):
            _run(mortal, report, asked.kills if isinstance(mortal, Home) else asked.upheavals, stop=bool(asked.bug))
            if asked.bug and report.faults:
                break
    print(report.as_json())
    return 1 if report.faults else 0


def _mortals(asked: argparse.Namespace, place: Path) -> Iterator[Home | Site]:
    """Give everything that is to be killed, one after the other."""
    seeds = range(asked.seed, asked.seed + asked.homes)
    if asked.kills:
        yield from _homes(place, seeds, BUGS.get(asked.bug, SOUND))
    if asked.upheavals:
        yield from _sites(place, seeds, BUGS.get(asked.bug, SOUND))


def _homes(place: Path, seeds: range, bug: Bug) -> Iterator[Home]:
    founded = place / "founded"
    founded.mkdir()
    key = found(founded)
    for seed in seeds:
        folder = Path(shutil.copytree(founded, place / str(seed)))
        yield Home(folder=folder, key=key, seed=seed, bug=bug)
        shutil.rmtree(folder)


def _sites(place: Path, seeds: range, bug: Bug) -> Iterator[Site]:
    known = given(place, seeds.start)
    kinds = [kind for kind in UPHEAVALS if not bug.kinds or kind in bug.kinds]
    for seed, kind in product(seeds, kinds):
        folder = place / f"{kind}-{seed}"
        yield Site(kind=kind, given=known, place=folder, seed=seed, bug=bug)
        shutil.rmtree(folder)


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
    parser.add_argument("--bug", choices=sorted(BUGS), help="plant a fault, and stop when it is found")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
