"""The window: how soon it is painted, how soon its list can be used, and what it takes with the large store open.

Each start is a process of its own, in turn with that of a bare window of three panes, which is what Qt alone costs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.big_store import Library
from benchmarks.figures import MEGABYTES, MILLISECONDS, RATIO, Line
from benchmarks.unit import open_unit
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.roles import Role

_TURNS = 7
_BARE = (sys.executable, "-m", "benchmarks.bare_window")
_OURS = (sys.executable, "-m", "benchmarks.watched_window")
_PAINTED, _USABLE, _GAP, _WRITING, _MEMORY = "painted", "usable", "gap", "writing", "memory"
_PAINT_GOAL, _USABLE_GOAL, _GAP_GOAL_MS, _MEMORY_GOAL_MB = 1.5, 3.5, 100, 250

Told = dict[str, float]


def measure(library: Library) -> Iterator[Line]:
    """Give the lines about the window."""
    library.unit.close()
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as name:
        home = Path(name)
        open_unit(home, None).close()
        bare, ours = _in_turn((_BARE, ()), (_OURS, (str(home), *_people(library))))
    large = _run(_OURS, (str(library.home), *_people(library)))
    yield _ratio("first paint / bare window of three panes", ours, _PAINTED, bare, _PAINT_GOAL)
    yield _ratio("list usable after the 口令 / bare window", ours, _USABLE, bare, _USABLE_GOAL)
    yield Line(
        name=f"list usable at {library.documents:,}",
        figure=large[_USABLE] / _middle(bare, _PAINTED),
        unit=RATIO,
        goal=_USABLE_GOAL,
        note=f"{large[_USABLE] * 1000:.0f} ms",
    )
    yield _gap(f"somebody signs in and {library.documents:,} load", large[_GAP])
    yield _gap("the first draft is begun by Ctrl+N", large[_WRITING])
    yield Line(
        name=f"  memory with {library.documents:,} documents",
        figure=large[_MEMORY],
        unit=MEGABYTES,
        goal=_MEMORY_GOAL_MB,
        note=f"bare window {_middle(bare, _MEMORY):.0f} MB",
    )


def _people(library: Library) -> tuple[str, ...]:
    two = (library.unit.people.holder(role) for role in (Role.REGISTRAR, Role.DRAFTER))
    return Realm.DEMONSTRATION.value, *(part for one in two for part in (one.account, one.password))


def _in_turn(*jobs: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[list[Told], ...]:
    told: tuple[list[Told], ...] = tuple([] for _ in jobs)
    for number in range(_TURNS + 1):
        for (command, given), done in zip(jobs, told, strict=True):
            one = _run(command, given)
            if number:
                done.append(one)
    return told


def _run(command: tuple[str, ...], given: Sequence[str]) -> Told:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    told = subprocess.run((*command, *given), env=environment, stdout=subprocess.PIPE, check=True, text=True).stdout
    return {name: float(figure) for name, figure in (line.split() for line in told.splitlines())}


def _middle(told: Sequence[Told], name: str) -> float:
    return median(one[name] for one in told)


def _gap(when: str, seconds: float) -> Line:
    name = f"  longest gap of the event loop, {when}"
    return Line(name=name, figure=seconds * 1000, unit=MILLISECONDS, goal=_GAP_GOAL_MS)


def _ratio(name: str, ours: Sequence[Told], of: str, bare: Sequence[Told], goal: float) -> Line:
    own, other = _middle(ours, of), _middle(bare, _PAINTED)
    note = f"{own * 1000:.0f} / {other * 1000:.0f} ms"
    return Line(name=name, figure=own / other, unit=RATIO, goal=goal, note=note)
