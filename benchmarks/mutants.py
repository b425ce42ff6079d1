"""Read thousands of damaged files and keep a ledger: ``python -m benchmarks.mutants [--count 2000] [--seed 1]``.

The rig is that of the tests (``tests/rigs/mutants.py``). What became of the mutants of every kind is appended as one
line to ``benchmarks/results/soak-mutants.jsonl``; those that broke the reader are named, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from benchmarks.ledger import commit, note
from tests.rigs.mutants import KINDS, Fate, fates

LEDGER = "soak-mutants.jsonl"


def main(arguments: list[str]) -> int:
    """Read the mutants asked for, print what became of them, and note it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants")
    parser.add_argument("--count", type=int, default=2_000, help="mutants of every kind")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first")
    asked = parser.parse_args(arguments)
    since = time.monotonic()
    counted: dict[str, dict[str, int]] = {}
    broken: list[tuple[str, Fate]] = []
    for kind in KINDS:
        found = list(fates(kind, range(asked.seed, asked.seed + asked.count)))
        counted[kind] = dict(Counter(one.what for one in found).most_common())
        broken += [(kind, one) for one in found if not one.is_sound]
        print(kind, counted[kind], flush=True)
    faults = [f"{kind} {one.seed}: {one.what}" for kind, one in broken]
    line = {
        "commit": commit("oa_desktop", "tests/rigs"),
        "seeds": [asked.seed, asked.seed + asked.count - 1],
        "minutes": round((time.monotonic() - since) / 60, 1),
        "fates": counted,
        "faults": faults,
    }
    note(LEDGER, line)
    print(*faults, sep="\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
