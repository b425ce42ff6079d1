"""Whether this program, or a child of it, ever holds a socket of the internet; the kernel's tables say so."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

_TABLES = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6", "packet")
_EVERY_S = 0.05
_INODE = re.compile(r"socket:\[(\d+)\]")


class Watch(threading.Thread):
    """Looks again and again.

    Attributes:
        seen: Tables in which a socket of ours has stood.
        looks: How often it has looked.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: set[str] = set()
        self.looks = 0

    def run(self) -> None:
        while not threading.Event().wait(_EVERY_S):
            self.seen |= set(held())
            self.looks += 1


def held(proc: Path = Path("/proc")) -> Iterator[str]:
    """Yield the tables in which a socket of this process or of one below it stands."""
    own = {inode for pid in _family(proc, os.getpid()) for inode in _inodes(proc / str(pid) / "fd")}
    for table in _TABLES:
        path = proc / "net" / table
        lines = path.read_text().splitlines()[1:] if path.exists() else []
        if any(own & set(line.split()) for line in lines):
            yield table


def _family(proc: Path, pid: int) -> Iterator[int]:
    yield pid
    for task in (proc / str(pid) / "task").glob("*/children"):
        try:
            below = [int(one) for one in task.read_text().split()]
        except OSError:
            continue
        for child in below:
            yield from _family(proc, child)


def _inodes(folder: Path) -> Iterator[str]:
    try:
        links = list(folder.iterdir())
    except OSError:
        return
    for link in links:
        try:
            found = _INODE.fullmatch(str(link.readlink()))
        except OSError:
            continue
        if found:
            yield found[1]
