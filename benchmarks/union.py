"""Let desks and their service come to the same for an hour: ``python -m benchmarks.union [--seeds 100000] [--seed 1]``.

The rig is that of the tests (``tests/rigs/union``); every seed is run twice. What it came to is appended as one line to
``benchmarks/results/soak-union.jsonl``; the exit code is 1 when anything was lost, doubled, or waits for ever.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.ledger import ROOT, commit, note

LEDGER = "soak-union.jsonl"
SEEDS_OF_A_RUN = 500


def main(arguments: list[str]) -> int:
    """Run the rig until the seeds are through, print what became of them, and note it."""
    asked = _parser().parse_args(arguments)
    since, runs = time.monotonic(), -(-asked.seeds // SEEDS_OF_A_RUN)
    counted: Counter[str] = Counter()
    faults: list[str] = []
    for number, report in enumerate(_reports(asked.seed, runs, asked.jobs), 1):
        counted.update(report["counted"])
        faults += report["faults"]
        print(f"{number * SEEDS_OF_A_RUN:>7} seeds, {len(faults)} faults", flush=True)
    seeds = runs * SEEDS_OF_A_RUN
    line = {
        "commit": commit("oa_desktop", "tests/rigs/union", "tests/fakes"),
        "seeds": [asked.seed, asked.seed + seeds - 1],
        "minutes": round((time.monotonic() - since) / 60, 1),
        "counted": dict(sorted(counted.items())),
        "faults": faults[:100],
        "at_95_percent_below": f"{3 / seeds:.6f}",
    }
    note(LEDGER, line)
    return int(bool(faults))


def _reports(seed: int, runs: int, jobs: int) -> Iterator[dict[str, Any]]:
    """Give the report of every run, some at a time."""
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(_report, range(seed, seed + runs * SEEDS_OF_A_RUN, SEEDS_OF_A_RUN))


def _report(seed: int) -> dict[str, Any]:
    asked = ("--seed", str(seed), "--seeds", str(SEEDS_OF_A_RUN), "--twice")
    command = [sys.executable, "-m", "tests.rigs.union", *asked]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if not ended.stdout:
        raise RuntimeError(f"seed {seed}: the rig itself failed\n{ended.stderr}")
    report: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return report


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.union")
    parser.add_argument("--seeds", type=int, default=100_000, help="how many, at least")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--jobs", type=int, default=2, help="runs at a time")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
