"""A screen of its own (屏幕): an X server, a session bus and a small window manager, as a desktop starts them for one user.

Everything is below one folder and ends with it; nothing of the desktop that the rig is started on is seen or touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from PIL import ImageGrab

SIZE = (1366, 768)
"""Pixels: the smallest screen that the window is laid out for."""
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
NEEDED: Mapping[str, tuple[str, ...]] = {
    "Xvfb": ("xvfb",),
    "openbox": ("openbox",),
    "xdotool": ("xdotool",),
    "xmodmap": ("x11-xserver-utils",),
    "dbus-daemon": ("dbus-daemon",),
    str(LAUNCHER): ("at-spi2-core",),
}
"""Programs, and the Debian packages that they are in."""
_NOT_HANDED_ON = ("DISPLAY", "WAYLAND_DISPLAY", "QT_", "XDG_", "DBUS_", "AT_SPI_", "GTK_", "XMODIFIERS")
_PATIENCE_SECONDS = 10
_ASKED_TOO_LATE = "qt.accessibility.atspi: Could not find accessible on path"
"""What Qt says when it is asked for something that has just left the screen."""


def missing(besides: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the Debian packages that this machine lacks.

    Args:
        besides: More programs that are needed, and their packages.
    """
    needed = {**NEEDED, **besides}
    return [package for program in needed if shutil.which(program) is None for package in needed[program]]


class Screen:
    """One screen with its session.

    Attributes:
        environment: What a program that is started on it finds.
        home: The folder of who sits there.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self._running = ExitStack()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_HANDED_ON)}
        self.environment = {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "LANG": "C.UTF-8"}

    def __enter__(self) -> Screen:
        home = self.home
        home.chmod(0o700)
        size = "x".join(map(str, (*SIZE, 24)))
        with self._running:
            number = self._told("Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp", "-noreset")
            self.environment["DISPLAY"] = f":{number}"
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._told("dbus-daemon", "--session", "--print-address")
            self.start(LAUNCHER)
            self.start("openbox")
            self._running = self._running.pop_all()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._running.close()

    def start(self, *command: str | Path, **environment: str) -> subprocess.Popen[str]:
        """Start a program that ends with the screen; what it says goes into a file beside the home."""
        return self._running.enter_context(self._run(command, environment))

    def picture(self, path: Path) -> None:
        """Keep what is on the screen now."""
        ImageGrab.grab(xdisplay=self.environment["DISPLAY"]).save(path)

    def _told(self, *command: str) -> str:
        """Start a program and return the one line that it says when it is ready."""
        process = self._running.enter_context(self._run(command, {}, output=subprocess.PIPE))
        assert process.stdout is not None
        line = process.stdout.readline().strip()
        if not line:
            raise RuntimeError(f"{command[0]} does not start; look into {self.home}")
        return line

    def said(self, process: subprocess.Popen[str]) -> str:
        """Return what a program has written where nobody looks."""
        lines = self._log(process.args).read_text(encoding="utf-8").splitlines()
        return "\n".join(line for line in lines if not line.startswith(_ASKED_TOO_LATE))

    def _log(self, command: Any) -> Path:
        return self.home / f"{Path(command[0]).name}.log"

    @contextmanager
    def _run(
        self, command: Sequence[str | Path], environment: Mapping[str, str], output: int | None = None
    ) -> Iterator[subprocess.Popen[str]]:
        words = [str(word) for word in command]
        surroundings = {**self.environment, **environment}
        with self._log(words).open("a") as said:
            process = subprocess.Popen(words, env=surroundings, stdout=output or said, stderr=said, text=True)
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
