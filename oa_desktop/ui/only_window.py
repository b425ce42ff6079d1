"""The only window (唯一的窗口): the program that is started a second time calls the first one's window to the front.

A lock file says whether there is one; a lock that a crash has left is not heeded. The call is a change of a second
file, which the first program watches: no socket, which would need libraries that not every office machine has.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QSysInfo
from PySide6.QtWidgets import QWidget


class OnlyWindow:
    """One program's claim to the only window below a root on this machine."""

    def __init__(self, home: Path) -> None:
        name = f"window-{QSysInfo.machineHostName()}"
        self._bell = home / f"{name}.bell"
        self._path = home / f"{name}.lock"
        self._lock = QLockFile(str(self._path))
        self._lock.setStaleLockTime(0)

    def claim(self) -> bool:
        """Claim it; where somebody has it, call that window to the front instead.

        Returns:
            Whether this program is to open its window; also where nobody can tell, as in a folder that is read-only.
        """
        if self._lock.tryLock(0):
            self._path.chmod(0o600)
            self._bell.touch(mode=0o600)
            return True
        taken = self._lock.error() is QLockFile.LockError.LockFailedError
        if taken:
            self._bell.write_text(os.urandom(8).hex(), encoding="ascii")
        return not taken

    def answer_with(self, window: QWidget) -> None:
        """Let this window come to the front whenever it is called."""
        watcher = QFileSystemWatcher([str(self._bell)], window)
        watcher.fileChanged.connect(lambda _: come_forward(window))

    def give_up(self) -> None:
        """Let the next program have it."""
        self._lock.unlock()


def come_forward(window: QWidget) -> None:
    """Bring a window before the person."""
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
