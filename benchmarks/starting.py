"""The command line: how long until it answers, and what it takes of memory in a large store."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.big_store import Library
from benchmarks.figures import MEGABYTES, MILLISECONDS, RATIO, Line
from benchmarks.unit import open_unit
from oa_desktop.domain.units.roles import Role

_TURNS = 5
_MODULE = (sys.executable, "-m", "oa_desktop")
_BARE = (sys.executable, "-c", "import click")
_LAUNCHER = """
import os, sys
nowhere = os.open(os.devnull, os.O_WRONLY)
moved = [(os.POSIX_SPAWN_DUP2, nowhere, 1)]
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=moved)
_, status, usage = os.wait4(process, 0)
print(usage.ru_utime, usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Starts what it is told and prints what that took: a large process would hand its own memory down to be counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one process took: user time in seconds, memory at its highest in MB."""

    user: float
    memory: float


def measure(library: Library) -> Iterator[Line]:
    """Give the lines about the command line."""
    library.unit.close()
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as home:
        open_unit(Path(home), None).close()
        jobs = (_BARE, (*_MODULE, "--help"), *(_listing(library, root) for root in (Path(home), library.home)))
        bare, help_, small, large = _in_turn(jobs, library)
    yield _time("start: --help / Python with click", help_, bare)
    yield _time("start: list / Python with click", large, bare)
    figure = _memory(large) / _memory(small)
    note = f"{_memory(large):.0f} / {_memory(small):.0f} MB, the key derivation's 64 MB in both"
    yield Line(name=f"memory: list at {library.documents:,} / at none", figure=figure, unit=RATIO, note=note)
    yield Line(name="  user time of --help", figure=median(one.user for one in help_) * 1000, unit=MILLISECONDS)
    yield Line(name="  user time of list", figure=median(one.user for one in large) * 1000, unit=MILLISECONDS)
    yield Line(name="  memory of list", figure=_memory(large), unit=MEGABYTES)


def _listing(library: Library, home: Path) -> tuple[str, ...]:
    account = library.unit.account(Role.REGISTRAR)
    place = ("--home", str(home), "--realm", "demonstration", "--as", account, "--password-fd", "0")
    return (*_MODULE, *place, "list", "all")


def _in_turn(jobs: Sequence[tuple[str, ...]], library: Library) -> tuple[list[Run], ...]:
    runs: tuple[list[Run], ...] = tuple([] for _ in jobs)
    password = library.unit.people.holder(Role.REGISTRAR).password
    for number in range(_TURNS + 1):
        for job, done in zip(jobs, runs, strict=True):
            run = _run(job, password)
            if number:
                done.append(run)
    return runs


def _run(job: tuple[str, ...], password: str) -> Run:
    launched = subprocess.run(
        (sys.executable, "-c", _LAUNCHER, *job), input=f"{password}\n".encode(), stdout=subprocess.PIPE, check=True
    )
    user, kilobytes = launched.stdout.split()
    return Run(user=float(user), memory=int(kilobytes) / 1024)


def _time(name: str, own: Sequence[Run], other: Sequence[Run]) -> Line:
    first, second = median(one.user for one in own), median(one.user for one in other)
    return Line(name=name, figure=first / second, unit=RATIO, note=f"{first * 1000:.0f} / {second * 1000:.0f} ms user")


def _memory(runs: Sequence[Run]) -> float:
    return median(one.memory for one in runs)
