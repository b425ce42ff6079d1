"""Tamper with sign-offs and logs for an hour: ``python -m benchmarks.tampering [--count 100000] [--seed 0]``.

The rig is that of the tests (``tests/rigs/tampering``); two verifiers judge every one. What came of it is appended as
one line to ``benchmarks/results/soak-tampering.jsonl``; the exit code is 1 when anything was missed, misplaced, or said
differently by the two.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence

from benchmarks.ledger import commit, note
from tests.rigs.tampering.judging import Report, judge
from tests.rigs.tampering.logs import logs
from tests.rigs.tampering.sign_offs import sign_offs
from tests.rigs.tampering.world import world

LEDGER = "soak-tampering.jsonl"
_BATCH = 1_000
_LOGS = 4
"""One batch in so many tampers with logs, the others with sign-offs."""


def main(arguments: Sequence[str]) -> int:
    """Tamper until the count is reached, print what came of it, and note it."""
    asked = _parser().parse_args(arguments)
    since, counted, wrong = time.monotonic(), Counter[str](), list[str]()
    for number in range(-(-asked.count // _BATCH)):
        report = _batch(number, asked.seed + number * _BATCH)
        counted.update(report.counted)
        wrong += [*report.missed, *report.misplaced, *report.disagreed]
        print(f"{sum(counted.values()):>7} tampered with, {len(wrong)} not found by both where they are", flush=True)
    made = sum(counted.values())
    line = {
        "commit": commit("oa_desktop", "tests/rigs/tampering", "resources/verifier"),
        "seeds": [asked.seed, asked.seed + made - 1],
        "minutes": round((time.monotonic() - since) / 60, 1),
        "tampered": made,
        "ways": dict(sorted(counted.items())),
        "wrong": wrong[:100],
        "at_95_percent_below": f"{3 / max(1, made):.6f}",
    }
    note(LEDGER, line)
    return int(bool(wrong))


def _batch(number: int, seed: int) -> Report:
    rig = logs if number % _LOGS == _LOGS - 1 else sign_offs
    return judge(world(), rig(world(), range(seed, seed + _BATCH)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tampering", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (%(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
