"""No task is lost or held twice, whatever people do to documents on whatever route, on one machine or on two."""

from __future__ import annotations

import pytest

from tests.rigs.circulation.planted import BUGS, planted
from tests.rigs.circulation.walk import KINDS, Report, Walk

SEEDS = range(1, 9)
STEPS = 2600
"""Acts that are tried on the routes of one seed."""
_UNTIL_FOUND = 600


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_whatever_anybody_does(seed: int) -> None:
    report = Report()
    Walk(seed, report).run(STEPS)
    print(
        f"seed {seed}: {report.steps} acts tried, {sum(report.done.values())} done, {report.merged} met, {report.conflicts} conflicts"
    )
    assert report.faults == []
    assert report.steps >= STEPS
    assert sum(report.done.values()) > STEPS / 2


def test_every_act_is_tried_and_done() -> None:
    assert len(SEEDS) * STEPS >= 20_000
    report = Report()
    for seed in (101, 102):
        Walk(seed, report, pairs=0.3).run(1000)
    assert report.faults == []
    assert set(KINDS) - report.done.keys() <= {"void", "reject", "withdraw-signers", "pass-on", "sign-proof"}
    assert report.conflicts
    assert report.merged > report.conflicts


@pytest.mark.parametrize("bug", sorted(BUGS))
def test_a_planted_fault_is_found(bug: str) -> None:
    """The rig is proven: each is a fault that comparable systems are known for."""
    report = Report()
    with planted(bug):
        for seed in range(1, 12):
            Walk(seed, report).run(_UNTIL_FOUND, until_fault=True)
            if report.faults:
                break
    assert report.faults
