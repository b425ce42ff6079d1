"""No task is lost or held twice, whatever people do to documents on whatever route, on one machine or on two."""

from __future__ import annotations

import pytest

from tests.rigs.circulation.planted import BUGS, planted
from tests.rigs.circulation.stories import Told, tell
from tests.rigs.circulation.walk import KINDS, Report, Walk

SEEDS = range(1, 9)
STEPS = 2500
"""Acts that are at least tried on the routes of one seed."""
_UNTIL_FOUND = 600


@pytest.mark.parametrize("number", SEEDS)
def test_nothing_is_lost_whatever_anybody_does(number: int) -> None:
    """Hypothesis leads, by a seed; what it finds it shortens to the few acts that are needed."""
    report = tell(number, STEPS)
    done = sum(report.done.values())
    print(f"seed {number}: {report.steps} tried, {done} done, {report.merged} met, {report.conflicts} conflicts")
    assert report.steps >= STEPS
    assert done > STEPS / 3


def test_a_fault_is_told_as_a_short_story_in_the_words_of_the_office() -> None:
    with planted("hand-over-keeps-both"), pytest.raises(Told) as told:
        tell(1, STEPS, acts=16)
    fault, route, *story = str(told.value).splitlines()
    assert fault.startswith("hand-over: twice")
    assert len(story) <= 6, story
    assert "拟稿" in story[0] or "签收" in story[0], route
    assert "转办" in story[-1]


def test_every_act_is_tried_and_done() -> None:
    assert len(SEEDS) * STEPS >= 20_000
    report = Report()
    for seed in (101, 102, 109):
        Walk(seed, report, pairs=0.3).run(800)
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
