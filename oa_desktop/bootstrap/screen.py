"""Whether a window could open here: looked at before Qt is, with as little as possible imported."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping

from oa_desktop.domain.errors import Unavailable

WINDOW_LIBRARIES: Mapping[str, str] = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
}
"""Debian package and the library in it that Qt loads, with or without a screen."""

SCREEN_LIBRARIES: Mapping[str, str] = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}
"""What an X screen needs in addition."""
_SCREENS = ("WAYLAND_DISPLAY", "DISPLAY")


def loads(library: str) -> bool:
    """Whether the system finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(platform: str, environ: Mapping[str, str], finds: Callable[[str], bool]) -> list[str]:
    """Return the Debian packages whose libraries Qt would not find; none on other systems than Linux."""
    if platform != "linux":
        return []
    needed = {**WINDOW_LIBRARIES, **(SCREEN_LIBRARIES if environ.get("DISPLAY") else {})}
    return [package for package, library in needed.items() if not finds(library)]


def screens(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the screens that a Linux desktop names; empty where there is none."""
    return {name: environ[name] for name in _SCREENS if environ.get(name)}


def refuse_without_window(
    platform: str = sys.platform, environ: Mapping[str, str] = os.environ, finds: Callable[[str], bool] = loads
) -> None:
    """Refuse to open a window where Qt would end the program instead of saying why.

    Raises:
        Unavailable: ``window.no-screen``, ``window.no-library``.
    """
    missing = missing_packages(platform, environ, finds)
    if missing:
        raise Unavailable("window.no-library", packages=" ".join(missing))
    if platform == "linux" and not screens(environ) and not environ.get("QT_QPA_PLATFORM"):
        raise Unavailable("window.no-screen")
