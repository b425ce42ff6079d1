"""Let people do everything to documents for hours: ``python -m benchmarks.circulation [--steps 1000000] [--jobs 2]``.

The rig is that of the tests (``tests/rigs/circulation``). What it came to is appended as one line to
``benchmarks/results/soak-circulation.jsonl``; the exit code is 1 when a task was lost, held twice, or unexplained.
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

LEDGER = "soak-circulation.jsonl"
STEPS_OF_A_RUN = 25_000
SEEDS_OF_A_RUN = 1_000


def main(arguments: list[str]) -> int:
    """Run the rig until the steps are reached, print what became of them, and note it."""
    asked = _parser().parse_args(arguments)
    since, runs = time.monotonic(), -(-asked.steps // STEPS_OF_A_RUN)
    total: Counter[str] = Counter()
    done: Counter[str] = Counter()
    faults: list[str] = []
    for report in _reports(asked.seed, runs, asked.jobs):
        total.update({name: report[name] for name in ("steps", "refused", "met", "conflicts")})
        done.update(report["done"])
        faults += report["faults"]
        print(f"{total['steps']:>9} acts tried, {len(faults)} faults", flush=True)
    line = {
        "commit": commit("oa_desktop", "tests/rigs"),
        "seed": asked.seed,
        "minutes": round((time.monotonic() - since) / 60, 1),
        **total,
        "done": dict(sorted(done.items())),
        "faults": faults,
    }
    note(LEDGER, line)
    return 1 if faults else 0


def _reports(seed: int, runs: int, jobs: int) -> Iterator[dict[str, Any]]:
    """Give the report of every run, some at a time."""
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(_report, range(seed, seed + runs * SEEDS_OF_A_RUN, SEEDS_OF_A_RUN))


def _report(seed: int) -> dict[str, Any]:
    asked = ("--seed", str(seed), "--steps", str(STEPS_OF_A_RUN))
    command = [sys.executable, "-m", "tests.rigs.circulation", *asked]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if not ended.stdout:
        raise RuntimeError(f"seed {seed}: the rig itself failed\n{ended.stderr}")
    report: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    if report["faults"]:
        print(ended.stderr, file=sys.stderr)
    return report


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.circulation")
    parser.add_argument("--steps", type=int, default=1_000_000, help="acts that are tried, at least")
    parser.add_argument("--seed", type=int, default=1_000_000, help="the first seed")
    parser.add_argument("--jobs", type=int, default=2, help="runs at a time")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
