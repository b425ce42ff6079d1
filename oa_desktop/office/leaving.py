"""Files outside of the store (导出的文件): each is written whole or not at all."""

from __future__ import annotations

import errno
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from oa_desktop.domain.errors import Refused, Unavailable

_NO_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|\n\t', "_"))
_FULL = (errno.ENOSPC, errno.EDQUOT)


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, as :func:`fill_file` does."""
    fill_file(path, lambda file: file.write(data))


def plain_name(words: str) -> str:
    """Return words as a file may be called; nothing of them leads into another folder."""
    return words.translate(_NO_NAME)


def make_folder(path: Path) -> None:
    """Make a folder where there is none.

    Raises:
        Unavailable: ``disk.full``, ``disk.failed``.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _failed(error) from error


def fill_file(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Write a file piece by piece, whole or not at all; where a link stands, the file that it leads to.

    Raises:
        Refused: ``disk.no-file``: a pipe or a device stands there, which must not be replaced by a file.
        Unavailable: ``disk.full``, ``disk.failed``; what stood there before still stands.
    """
    try:
        if path.exists() and not path.is_file():
            raise Refused("disk.no-file", name=path.name)
        path = path.resolve()
        beside = path.with_name(f".{secrets.token_hex(8)}")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("wb") as file:
                fill(file)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise _failed(error) from error


def _failed(error: OSError) -> Unavailable:
    return Unavailable("disk.full" if error.errno in _FULL else "disk.failed", reason=error.strerror or str(error))
