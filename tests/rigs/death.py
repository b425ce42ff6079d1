"""Dying in the middle of things: a process that kills itself at a chosen step, or asks its parent to kill it.

A step is one file operation (half a write counts) or one statement of the database. What lies between two steps, above
all the inside of a commit, is reached by a parent that kills after a random time.
"""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oa_desktop.domain.realms import Realm
from oa_desktop.security.durable import Disk as SlotDisk
from oa_desktop.storage import sqlite
from oa_desktop.storage.disk import Disk, OpenFile, Place

_REACHES = (1.0, 0.1)


def moment(rng: random.Random) -> float:
    """Return when in an act death comes, 0 to 1: anywhere, and as often in its last tenth, where things get names."""
    return 1 - rng.random() * rng.choice(_REACHES)


@dataclass
class Death:
    """Counts the steps of this process; at one of them it ends, without any goodbye.

    Attributes:
        call: Asks the parent to kill this process after some seconds.
        asked: Whether it was.
        steps: How many there were.
        commits: How many of them began a commit.
        at: The step that is never taken; 0 for none.
        delays: Seconds after which the parent shall kill, counted from each of the next commits; the first commits
            may be passed over with None.
    """

    call: Callable[[float], None]
    steps: int = 0
    commits: int = 0
    at: int = 0
    asked: bool = False
    delays: tuple[float | None, ...] = ()

    def step(self, said: str = "") -> None:
        """Take a step, or die."""
        self.steps += 1
        if self.steps == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        commits = said.startswith("COMMIT")
        self.commits += commits
        if self.delays and commits:
            delay, *rest = self.delays
            self.delays = tuple(rest)
            if delay is not None:
                self.ask(delay)

    def ask(self, delay: float) -> None:
        """Let the parent kill this process after some seconds."""
        self.asked = True
        self.call(delay)

    def come(self) -> None:
        """End before what was done is confirmed: wait for the parent that was asked, or die of its own accord."""
        if self.asked:
            signal.pause()
        os.kill(os.getpid(), signal.SIGKILL)


class MortalDisk:
    """The store's disk, every operation a step, every write two."""

    def __init__(self, disk: Disk, death: Death) -> None:
        self._disk = disk
        self._death = death

    def make_folder(self, path: Path) -> None:
        self._death.step()
        self._disk.make_folder(path)

    def create(self, path: Place) -> OpenFile:
        self._death.step()
        return self._disk.create(path)

    def write(self, file: OpenFile, data: bytes) -> None:
        half = len(data) // 2
        for part in (data[:half], data[half:]):
            self._death.step()
            self._disk.write(file, part)

    def sync(self, file: OpenFile) -> None:
        self._death.step()
        self._disk.sync(file)

    def settle(self, folder: Path) -> bool:
        self._death.step()
        return self._disk.settle(folder)

    def open(self, path: Place) -> OpenFile:
        return self._disk.open(path)

    def replace(self, source: Path, target: Path) -> None:
        self._death.step()
        self._disk.replace(source, target)

    def sync_folder(self, path: Path) -> None:
        self._death.step()
        self._disk.sync_folder(path)

    def remove(self, path: Path) -> None:
        self._death.step("remove")
        self._disk.remove(path)

    def free(self, folder: Path) -> int:
        return self._disk.free(folder)


class MortalSlotDisk:
    """The disk of the key slots, every operation a step; a write may leave half a file behind."""

    def __init__(self, disk: SlotDisk, death: Death) -> None:
        self._disk = disk
        self._death = death

    def write(self, path: Path, data: bytes) -> None:
        self._death.step()
        if self._death.steps + 1 == self._death.at:
            self._disk.write(path, data[: len(data) // 2])
        self._death.step()
        self._disk.write(path, data)
        self._death.step()

    def replace(self, source: Path, target: Path) -> None:
        self._death.step()
        self._disk.replace(source, target)
        self._death.step()

    def sync_directory(self, folder: Path) -> None:
        self._death.step()
        self._disk.sync_directory(folder)

    def read(self, path: Path) -> bytes:
        return self._disk.read(path)


def mortal_connect(death: Death) -> sqlite.Connect:
    """Return what opens the database so that every statement is a step."""

    def connect(path: Path, key: bytes, realm: Realm, writable: bool) -> Any:
        connection = sqlite.connect(path, key, realm, writable)
        connection.set_trace_callback(death.step)
        return connection

    return connect
