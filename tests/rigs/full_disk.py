"""A disk that is full: from some step on nothing more is taken, until room is made."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oa_desktop.domain.realms import Realm
from oa_desktop.storage import sqlite
from tests.rigs.death import Death


@dataclass
class FullDisk(Death):
    """Takes the place of a death: from its step on, every operation on a file says that the disk is full.

    Removing one still can be done.
    """

    def step(self, said: str = "") -> None:
        """Count a file operation; removing (it makes room) and statements of the database are none."""
        if said:
            return
        self.steps += 1
        if self.at and self.steps >= self.at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def connect_with_room(pages: int) -> sqlite.Connect:
    """Return what opens the database so that its file may grow by some pages and no more."""

    def connect(path: Path, key: bytes, realm: Realm, writable: bool) -> Any:
        connection = sqlite.connect(path, key, realm, writable)
        (held,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {held + pages}")
        return connection

    return connect
