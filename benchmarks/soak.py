"""Kill the program for hours and keep a ledger: ``python -m benchmarks.soak [--kills 10000] [--seed 1] [--jobs 2]``.

``--rigs tests.rigs.archive_deaths`` kills in acts on an archive alone.

The rigs are those of the tests (``tests/rigs``); every seed is one home that dies some dozens of times, one place each
where a unit is founded, restored, and brought to a later release, and one for each act on an archive. They lie on a
real disk. What became of them is appended as one line to ``benchmarks/results/soak-kills.jsonl``; the exit code is 1
when anything was lost, half done or at odds.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any

from benchmarks.ledger import ROOT, commit, note
from tests.rigs.archive_acts import ARCHIVE_ACTS
from tests.rigs.upheavals import UPHEAVALS

LEDGER = "soak-kills.jsonl"
KILLS_OF_A_HOME = 27
"""One for every kind of act."""
KILLS_OF_AN_UPHEAVAL = 4
"""For each home, in each act on a whole store."""
KILLS_OF_AN_ARCHIVE = 9
"""For each home, in each act on its archive."""
KILLS_OF_A_SEED: Mapping[str, int] = {
    "tests.rigs": KILLS_OF_A_HOME + KILLS_OF_AN_UPHEAVAL * len(UPHEAVALS),
    "tests.rigs.archive_deaths": KILLS_OF_AN_ARCHIVE * len(ARCHIVE_ACTS),
}
"""How often each rig kills with one seed."""
RIGS: Mapping[str, tuple[object, ...]] = {
    "tests.rigs": ("--kills", KILLS_OF_A_HOME, "--upheavals", KILLS_OF_AN_UPHEAVAL),
    "tests.rigs.archive_deaths": ("--kills", KILLS_OF_AN_ARCHIVE),
}
"""What is run with every seed, and how often it kills."""


def main(arguments: list[str]) -> int:
    """Run the rig until the kills are reached, print what became of them, and note it."""
    asked = _parser().parse_args(arguments)
    homes = -(-asked.kills // sum(KILLS_OF_A_SEED[one] for one in asked.rigs))
    since = time.monotonic()
    total: dict[str, Any] = {"kills": 0, "acknowledged": 0, "survived": 0, "left_over": 0, "faults": []}
    counted: dict[str, Counter[str]] = {"in_flight": Counter(), "ways": Counter()}
    for report in _reports(asked, homes):
        for name in total:
            total[name] += report[name]
        for name, counter in counted.items():
            counter.update(report[name])
        print(f"{total['kills']:>6} kills, {total['acknowledged']} acts, {len(total['faults'])} faults", flush=True)
    line = {
        "commit": commit("oa_desktop", "tests/rigs"),
        "rigs": asked.rigs,
        "seeds": [asked.seed, asked.seed + homes - 1],
        "minutes": round((time.monotonic() - since) / 60, 1),
        "at_95_percent_below": f"{3 / max(1, total['kills']):.5f}",
        **total,
        **{name: dict(sorted(counter.items())) for name, counter in counted.items()},
    }
    note(LEDGER, line)
    return 1 if total["faults"] else 0


def _reports(asked: argparse.Namespace, homes: int) -> Iterator[dict[str, Any]]:
    """Give the report of every home and archive, some at a time."""
    seeds = range(asked.seed, asked.seed + homes)
    with ThreadPoolExecutor(asked.jobs) as pool:
        yield from pool.map(_report, *zip(*product(asked.rigs, seeds), strict=True))


def _report(rig: str, seed: int) -> dict[str, Any]:
    command = [sys.executable, "-m", rig, "--seed", str(seed), *map(str, RIGS[rig])]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if not ended.stdout:
        raise RuntimeError(f"seed {seed}: the rig itself failed\n{ended.stderr}")
    report: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    if report["faults"]:
        print(*report["faults"], ended.stderr, sep="\n", file=sys.stderr)
    return report


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    parser.add_argument("--kills", type=int, default=10_000, help="how often the program is killed, at least")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first home")
    parser.add_argument("--rigs", nargs="+", choices=sorted(RIGS), default=[*RIGS], help="these alone")
    parser.add_argument("--jobs", type=int, default=2, help="homes at a time")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
