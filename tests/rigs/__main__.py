"""Kill the program at every kind of act and print what became of it: ``python -m tests.rigs --seed 1 --kills 20``.

One seed is one home; it is killed until the number is reached, then the next seed begins. The last line of the output
is the report as JSON; the exit code is 1 when anything did not hold. To replay a failure give its seed and ``--homes 1``.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.rigs.killing import Home, Report
from tests.rigs.planted import BUGS, SOUND
from tests.rigs.world import found


def main(arguments: list[str]) -> int:
    """Run as many homes as the command line asks for."""
    asked = _parser().parse_args(arguments)
    report = Report()
    with tempfile.TemporaryDirectory(prefix="oa-desktop-rig-", dir=asked.place) as place:
        founded = Path(place) / "founded"
        founded.mkdir()
        key = found(founded)
        for seed in range(asked.seed, asked.seed + asked.homes):
            folder = shutil.copytree(founded, Path(place) / str(seed))
            home = Home(folder=Path(folder), key=key, seed=seed, bug=BUGS.get(asked.bug, SOUND))
            _run(home, report, asked.kills, stop=bool(asked.bug))
            shutil.rmtree(folder)
            if asked.bug and report.faults:
                break
    print(report.as_json())
    return 1 if report.faults else 0


def _run(home: Home, report: Report, kills: int, *, stop: bool) -> None:
    """Kill one home a number of times; where a bug is planted, until it is found."""
    until = report.kills + kills
    while report.kills < until and home.lives < 3 * kills and not (report.faults and stop):
        home.die_once(report)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.rigs")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first home")
    parser.add_argument("--homes", type=int, default=1, help="how many homes")
    parser.add_argument("--kills", type=int, default=20, help="kills of each home")
    parser.add_argument("--place", help="folder for the homes; the usual one for passing files if not given")
    parser.add_argument("--bug", choices=sorted(BUGS), help="plant a fault, and stop when it is found")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
