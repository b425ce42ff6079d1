"""Desks of a unit and their service come to the same whatever fails on the way: lost, repeated, put back, by any clock."""

from __future__ import annotations

import pytest

from tests.rigs.union.planted import BUGS
from tests.rigs.union.world import World

SEEDS = range(1, 401)
_PARTS = 6
_TWICE = range(1, 13)
_UNTIL_FOUND = range(1, 121)


@pytest.mark.parametrize("part", range(_PARTS))
def test_nothing_is_lost_or_doubled_and_nothing_waits(part: int) -> None:
    faults = {seed: found for seed in SEEDS[part::_PARTS] if (found := World(seed).run().faults)}
    assert faults == {}


def test_a_seed_comes_to_the_same_every_time() -> None:
    assert [World(seed).run().digest for seed in _TWICE] == [World(seed).run().digest for seed in _TWICE]


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_fault_is_found(bug: str) -> None:
    """The rig is proven: each is a fault that products which sync are known for."""
    found = next(((seed, faults) for seed in _UNTIL_FOUND if (faults := World(seed, BUGS[bug]).run().faults)), None)
    print(f"{bug}: {found}")
    assert found
