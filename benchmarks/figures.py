"""Taking times in turn and showing what they come to."""

from __future__ import annotations

import gc
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from typing import Any

Job = Callable[[], Any]
Clock = Callable[[], float]
WALL: Clock = perf_counter
OWN: Clock = process_time
"""Processor time of this process, system calls included: what a goal in milliseconds is judged by, so that a busy
machine is not taken for a slow program. Ratios are of wall times, which include waiting for the disk."""
RATIO, MILLISECONDS, SECONDS, MEGABYTES, COUNT = "x", "ms", "s", "MB", ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the table.

    Attributes:
        unit: ``x`` for a ratio, ``ms``, ``s``, ``MB``, or nothing for a count.
        goal: What the figure must not exceed; None for information.
        note: What it was made of, on this machine.
    """

    name: str
    figure: float
    unit: str
    goal: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        return None if self.goal is None else self.figure <= self.goal

    @property
    def portable(self) -> bool:
        """Whether the figure means the same on another machine."""
        return self.unit in (RATIO, COUNT)


def in_turn(*jobs: Callable[[int], Job], rounds: int, warm: int = 3, clock: Clock = WALL) -> tuple[list[float], ...]:
    """Time jobs in turn, A B A B, and return the times of each in seconds.

    Args:
        jobs: Each makes, outside the time taken, the job of one round, whose number it is given.
        rounds: Rounds that count.
        warm: Rounds before them that do not.
        clock: What the time is read from.
    """
    times: tuple[list[float], ...] = tuple([] for _ in jobs)
    for number in range(warm + rounds):
        for make, taken in zip(jobs, times, strict=True):
            seconds = timed(make(number), clock)
            if number >= warm:
                taken.append(seconds)
    return times


def timed(job: Job, clock: Clock = WALL) -> float:
    """Return how many seconds a job takes; the rubbish of what went before is not counted to it."""
    gc.collect(0)
    start = clock()
    job()
    return clock() - start


def ratio(name: str, measured: Sequence[float], reference: Sequence[float], goal: float | None = None) -> Line:
    """Return the line for how many times as long one thing takes as another, by the medians."""
    own, other = median(measured), median(reference)
    return Line(name=name, figure=own / other, unit=RATIO, goal=goal, note=f"{own * 1000:.2f} / {other * 1000:.2f} ms")


def percentile(times: Sequence[float], part: float) -> float:
    """Return the time that this part of the times does not exceed."""
    return sorted(times)[max(0, math.ceil(part * len(times)) - 1)]


def table(lines: Sequence[Line]) -> str:
    """Return lines as a table."""
    width = max((len(line.name) for line in lines), default=0)
    return "\n".join(f"{line.name:<{width}}  {_shown(line):>10}  {_judged(line):<18}{line.note}" for line in lines)


def _shown(line: Line) -> str:
    digits = 0 if line.unit == COUNT else 2 if line.unit in (RATIO, SECONDS) else 1
    return f"{line.figure:,.{digits}f} {line.unit}".strip()


def _judged(line: Line) -> str:
    if line.goal is None:
        return ""
    return f"<= {line.goal:g} {line.unit}  {'ok' if line.met else 'NOT MET'}"
