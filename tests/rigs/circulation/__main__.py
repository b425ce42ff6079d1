"""Let people do everything for a while: ``python -m tests.rigs.circulation --seed 1 --steps 20000 [--bug NAME]``.

The last line is the report as JSON; the exit code is 1 when anything did not hold.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import nullcontext

from tests.rigs.circulation.planted import BUGS, planted
from tests.rigs.circulation.walk import Report, Walk

STEPS_OF_A_SEED = 2500


def main(arguments: list[str]) -> int:
    """Walk on the routes of one seed after the other until the steps are reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.rigs.circulation")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--steps", type=int, default=20_000, help="acts that are tried, at least")
    parser.add_argument("--bug", choices=sorted(BUGS), help="plant a fault")
    asked = parser.parse_args(arguments)
    report, seed = Report(), asked.seed
    with planted(asked.bug) if asked.bug else nullcontext():
        while report.steps < asked.steps and not report.faults:
            Walk(seed, report, pairs=0.1).run(STEPS_OF_A_SEED, until_fault=True)
            seed += 1
    for fault in report.faults:
        print(fault, file=sys.stderr)
    said = {
        "seeds": [asked.seed, seed - 1],
        "steps": report.steps,
        "done": dict(sorted(report.done.items())),
        "refused": sum(report.refused.values()),
        "met": report.merged,
        "conflicts": report.conflicts,
        "faults": [one.split("\n")[0] for one in report.faults],
    }
    print(json.dumps(said, ensure_ascii=False))
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
