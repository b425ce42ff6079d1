"""An attachment at the limit of 500 MB: what keeping it and proving it take, against a small one and a plain copy.

Each size is handled in a process of its own, which says how much memory it ever had.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.figures import MEGABYTES, RATIO, SECONDS, Line
from benchmarks.unit import open_unit
from oa_desktop.domain.units.roles import Role
from oa_desktop.security import sm3

SMALL, LARGE = 1, 500
"""Sizes in MB; the larger is the usual limit of the setting."""
_MEGABYTE = 1_000_000
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """What one attachment took: seconds to keep, to prove and to copy plainly, and memory at its highest in MB."""

    keep: float
    prove: float
    copy: float
    memory: float


def measure() -> Iterator[Line]:
    """Give the lines about an attachment at the limit."""
    small, large = _handled(SMALL), _handled(LARGE)
    note = f"{large.memory:.0f} / {small.memory:.0f} MB"
    yield Line(
        name=f"memory: attachment of {LARGE} MB / of {SMALL} MB",
        figure=large.memory / small.memory,
        unit=RATIO,
        goal=1.1,
        note=note,
    )
    yield _ratio("keep", large.keep, large.copy)
    yield _ratio("prove", large.prove, large.copy)
    yield Line(name=f"  keeping {LARGE} MB", figure=large.keep, unit=SECONDS)
    yield Line(name=f"  proving {LARGE} MB", figure=large.prove, unit=SECONDS)
    yield Line(name="  memory above that of a small one", figure=large.memory - small.memory, unit=MEGABYTES)


def _ratio(what: str, own: float, copy: float) -> Line:
    note = f"{own:.2f} / {copy:.2f} s"
    return Line(name=f"{what} {LARGE} MB / digest, copy and sync them", figure=own / copy, unit=RATIO, note=note)


def _handled(megabytes: int) -> Handled:
    command = [sys.executable, "-m", "benchmarks.files", str(megabytes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Handled(**json.loads(done.stdout))


class Made(RawIOBase):
    """A stream of so many bytes that are made as they are read."""

    def __init__(self, size: int) -> None:
        self._left = size
        self._pattern = os.urandom(_PIECE)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer, the last one in part."""
        size = min(len(buffer), self._left, _PIECE)
        buffer[:size] = self._pattern[:size]
        self._left -= size
        return size


class _Nowhere:
    def write(self, data: bytes, /) -> int:
        """Let the bytes go."""
        return len(data)


def _handle(megabytes: int) -> Handled:
    size = megabytes * _MEGABYTE
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as home:
        unit = open_unit(Path(home), None)
        session = unit.session(Role.DRAFTER)
        start = perf_counter()
        kept = session.writing.keep_file("附件.bin", BufferedReader(Made(size)), size)
        keep = perf_counter() - start
        start = perf_counter()
        unit.store.blobs.read_into(kept.digest, _Nowhere())
        prove = perf_counter() - start
        copy = _copied(Path(home) / "copy", size)
        unit.close()
    return Handled(keep=keep, prove=prove, copy=copy, memory=peak())


def _copied(path: Path, size: int) -> float:
    """Return how long it takes to make, digest, write and sync the same bytes without any sealing."""
    stream, running = Made(size), sm3.hasher()
    start = perf_counter()
    with path.open("wb", buffering=0) as file:
        while piece := stream.read(_PIECE):
            running.update(piece)
            file.write(piece)
        os.fsync(file.fileno())
    return perf_counter() - start


def peak() -> float:
    """Return the most memory that this process ever had, in MB; of itself alone, not of who started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(one for one in status.splitlines() if one.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / _MEGABYTE


if __name__ == "__main__":
    done = _handle(int(sys.argv[1]))
    print(json.dumps({name: getattr(done, name) for name in Handled.__slots__}))
