"""Work handed to every core comes back in its order, and what fails fails at its place."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from oa_desktop.storage.cores import on_every_core


def test_what_is_made_comes_back_in_the_order_of_the_things():
    assert list(on_every_core(lambda number: number * 2, range(1000))) == [number * 2 for number in range(1000)]


def test_two_lots_are_at_work_at_the_same_time():
    meeting = threading.Barrier(2)

    def wait(number: int) -> int:
        return meeting.wait(timeout=20) if number in {0, 32} else number

    assert len(list(on_every_core(wait, range(64)))) == 64


def test_a_thing_that_takes_long_keeps_no_other_core_waiting():
    far_ahead = threading.Event()

    def wait(number: int) -> bool:
        if number == 4000:
            far_ahead.set()
        return far_ahead.wait(timeout=20) if number == 0 else True

    assert all(on_every_core(wait, range(5000)))


def test_a_failure_is_told_after_what_came_before_it():
    def halve(number: int) -> float:
        if number == 40:
            raise ValueError(number)
        return number / 2

    made = on_every_core(halve, range(100))
    assert [next(made) for _ in range(32)] == [number / 2 for number in range(32)]
    with pytest.raises(ValueError, match="40"):
        list(made)


def test_things_are_taken_only_a_little_ahead():
    taken = list[int]()

    def numbers() -> Iterator[int]:
        for number in range(100_000):
            taken.append(number)
            yield number

    made = on_every_core(str, numbers())
    next(made)
    assert len(taken) < 10_000
    made.close()
