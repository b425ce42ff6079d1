"""Let seeds run: ``python -m tests.rigs.union --seed 1 --seeds 1000 [--twice] [--bug NAME]``.

The last line is the report as JSON; the exit code is 1 when anything did not hold.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter

from tests.rigs.union.planted import BUGS
from tests.rigs.union.world import Parts, World


def main(arguments: list[str]) -> int:
    """Run one seed after the other."""
    asked = _parser().parse_args(arguments)
    parts, counted, faults = BUGS[asked.bug] if asked.bug else Parts(), Counter[str](), list[str]()
    for seed in range(asked.seed, asked.seed + asked.seeds):
        outcome = World(seed, parts).run()
        counted.update(outcome.counted)
        faults += [f"seed {seed}: {one}" for one in outcome.faults]
        if asked.twice and World(seed, parts).run().digest != outcome.digest:
            faults.append(f"seed {seed}: a second run came to something else")
    for fault in faults:
        print(fault, file=sys.stderr)
    said = {"seeds": [asked.seed, asked.seed + asked.seeds - 1], "counted": counted, "faults": faults}
    print(json.dumps(said, ensure_ascii=False, sort_keys=True))
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.rigs.union")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--seeds", type=int, default=1000, help="how many")
    parser.add_argument("--twice", action="store_true", help="run each again, which must come to the same")
    parser.add_argument("--bug", choices=sorted(BUGS), help="plant a fault")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
