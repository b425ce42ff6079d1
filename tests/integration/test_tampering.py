"""Whatever somebody does to sign-offs and logs is found, two verifiers that share no code agree, and both say where."""

from __future__ import annotations

import pytest

from tests.rigs.tampering.judging import BLIND, first, judge, says, says_the_second
from tests.rigs.tampering.logs import logs
from tests.rigs.tampering.sign_offs import as_stored, sign_offs
from tests.rigs.tampering.world import world

SIGN_OFFS, LOGS, BATCH = 3_000, 2_000, 500


@pytest.mark.parametrize("start", range(0, SIGN_OFFS, BATCH))
def test_every_altered_sign_off_is_found_and_said_where(start):
    report = judge(world(), sign_offs(world(), range(start, start + BATCH)))
    assert report.holds, report
    assert sum(report.counted.values()) == BATCH


@pytest.mark.parametrize("start", range(0, LOGS, BATCH))
def test_every_log_that_was_tampered_with_is_found_against_heads_that_are_remembered(start):
    report = judge(world(), logs(world(), range(start, start + BATCH)))
    assert report.holds, report
    assert sum(report.counted.values()) == BATCH


def test_nothing_is_found_where_nobody_was_at_it():
    sound = tuple(as_stored(one) for one in world().kept)
    assert not says(first(sound, world().heads))
    assert not says_the_second(sound, world().heads)


@pytest.mark.parametrize("fault", sorted(BLIND))
def test_a_verifier_with_a_fault_misses_what_the_rig_finds(fault):
    """A rig that has never been seen to fail proves nothing."""
    missed = (
        name
        for rig in (sign_offs, logs)
        for seed in range(0, 200, 50)
        for name in judge(world(), rig(world(), range(seed, seed + 50)), BLIND[fault], alone=True).missed
    )
    assert next(missed, None)
