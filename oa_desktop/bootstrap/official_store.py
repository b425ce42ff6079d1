"""The fingerprint of the official store (正式库指纹): taken before and after an exercise, which never touches it.

A process of the TRAINING realm opens nothing there. A confined one, which can change nothing, looks at the names,
sizes and times of the files and at both ends of each, and hands over a number and a digest, nothing else.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from oa_desktop.confine import Limits
from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.office.confined import answer, ask

NONE_THERE = "0"
"""The fingerprint where no official store is."""
_END = 64 * 1024
"""Bytes at both ends of a file that are looked at: its header, and its newest pages."""
_LIMITS = Limits(seconds=20.0)


def fingerprint_of(folder: Path) -> str:
    """Return size in bytes and digest of a store; empty where it cannot be looked at."""
    try:
        told = ask(read_confined, str(folder), too_hard=Refused("training.apart"), limits=_LIMITS)
    except OfficeError:
        return ""
    return str(told)


def read_confined(folder: str) -> object:
    """Look at a store, in the child."""
    return answer(lambda: _fingerprint(Path(folder)))


def _fingerprint(folder: Path) -> str:
    held, size = hashlib.sha256(), 0
    files = [one for one in sorted(folder.rglob("*")) if one.is_file() and not one.is_symlink()]
    for one in files:
        known = one.stat()
        size += known.st_size
        held.update(f"{one.relative_to(folder).as_posix()} {known.st_size} {known.st_mtime_ns} ".encode())
        held.update(_ends(one, known.st_size))
    return f"{size} {held.hexdigest()}" if files else NONE_THERE


def _ends(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        begin = file.read(_END)
        file.seek(max(0, size - _END))
        return begin + file.read(_END)
