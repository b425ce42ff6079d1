"""What nobody foresaw (意外), logged for whoever mends it: kinds and places, never a document's words."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from oa_desktop import __version__

LARGEST_LOG = 1_000_000
"""Bytes after which the log begins anew."""


def log_accident(error: BaseException, doing: str, log: Path) -> bool:
    """Add an error to a log; return whether it could be written.

    Args:
        error: What was raised.
        doing: Name of the command, nothing else of what was typed.
        log: The file to add to.
    """
    try:
        _add(log, "\n".join(_lines(error, doing)))
    except OSError:
        return False
    return True


def _add(log: Path, text: str) -> None:
    log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    full = log.exists() and log.stat().st_size > LARGEST_LOG
    with os.fdopen(os.open(log, _FLAGS | (os.O_TRUNC if full else 0), 0o600), "w", encoding="utf-8") as file:
        file.write(text + "\n\n")


_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND


def _lines(error: BaseException, doing: str) -> Iterator[str]:
    """Give time, program, kinds of the errors and places in it; what an error says may be a document's text."""
    yield f"{datetime.now(UTC).isoformat(timespec='seconds')} oa-desktop {__version__} {doing}"
    yield f"Python {platform.python_version()} {sys.platform} {platform.machine()}"
    for one in _causes(error):
        number = f" errno {one.errno}" if isinstance(one, OSError) else ""
        yield f"{type(one).__module__}.{type(one).__qualname__}{number}"
        yield from _places(traceback.extract_tb(one.__traceback__))


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__


def _places(frames: Sequence[traceback.FrameSummary]) -> Iterator[str]:
    for frame in frames[-_DEEPEST:]:
        yield f"  {'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}"


_DEEPEST = 60
"""Places of one error that are logged, the innermost; an endless recursion has thousands."""
