"""Alone (独占): one program at a time makes a folder."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from oa_desktop.domain.errors import Unavailable
from oa_desktop.storage.disk import disk_errors


@contextlib.contextmanager
def alone(making: Path) -> Iterator[None]:
    """Keep another program from making the same folder meanwhile."""
    lock = FileLock(making.with_name(f"{making.name}.lock"), mode=0o600)
    with disk_errors():
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise Unavailable("store.busy") from error
    try:
        yield
    finally:
        Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()
