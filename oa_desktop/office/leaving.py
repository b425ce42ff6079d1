"""Files outside of the store (导出的文件): each is written whole or not at all."""

from __future__ import annotations

import errno
import secrets
from pathlib import Path

from oa_desktop.domain.errors import Unavailable

_FULL = (errno.ENOSPC, errno.EDQUOT)


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        Unavailable: ``disk.full``, ``disk.failed``; what stood there before still stands.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(data)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise _failed(error) from error


def _failed(error: OSError) -> Unavailable:
    return Unavailable("disk.full" if error.errno in _FULL else "disk.failed", reason=error.strerror or str(error))
