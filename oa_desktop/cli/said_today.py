"""What a command says of its own accord once a day and no oftener: the file beside the realms that remembers it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from oa_desktop.domain.errors import OfficeError
from oa_desktop.office.leaving import write_file

FILE_NAME = "said-today.txt"


def is_news(root: Path, words: str, today: date) -> bool:
    """Whether these words were not the last that were said here today; from now on they are.

    Args:
        root: Root of all realms: what is said is said once for all of them.
        words: What is to be said.
        today: The day.
    """
    line = f"{today.isoformat()} {words}\n".encode()
    if _last(root / FILE_NAME) == line:
        return False
    _remember(root / FILE_NAME, line)
    return True


def _last(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _remember(file: Path, line: bytes) -> None:
    """Keep a line; where that does not go, it is said once more."""
    try:
        write_file(file, line)
    except OfficeError:
        return
