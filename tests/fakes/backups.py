"""Backups that take as long as a test wants."""

from __future__ import annotations

import threading
from pathlib import Path

from oa_desktop.office.ports.store import BackupFacts, Step, unwatched

MOMENT_S = 0.005
LONGEST = 4_000
"""Moments after which it ends whatever the test forgot."""


class PatientBackups:
    """Copies nothing; a backup that is held goes on, step by step, until it is let go or called off.

    Attributes:
        free: Whether a backup ends at once.
        ends: How each backup ended: ``made`` or ``called off``.
    """

    def __init__(self) -> None:
        self.free = threading.Event()
        self.free.set()
        self.ends: list[str] = []

    def make(self, store_key: bytes, target: Path, seal=bytes, step: Step = unwatched) -> BackupFacts:
        """Take until nobody holds it any more."""
        try:
            for moment in range(LONGEST):
                step(moment, LONGEST)
                if self.free.wait(MOMENT_S):
                    break
        except BaseException:
            self.ends.append("called off")
            raise
        self.ends.append("made")
        return BackupFacts(entries=1, files=1, size=1, missing=(), heads={})
