"""What nobody foresaw (意外): one sentence for people, and a log for whoever mends it, without a document's words."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from oa_desktop import __version__
from oa_desktop.i18n import _

LARGEST_LOG = 1_000_000
"""Bytes after which the log begins anew."""


def tell(error: BaseException, command: str, log: Path) -> str:
    """Log an error and return what to say about it.

    Args:
        error: What was raised.
        command: Name of the command, nothing else of the command line.
        log: The file to add to; where it cannot be written the sentence says so.
    """
    try:
        _add(log, "\n".join(_lines(error, command)))
    except OSError:
        return _(
            "程序出了意料之外的错误（{kind}），这一步没有做完；已经办成的不受影响，请用 list 或 show 看清再办；"
            "技术情况没有记下来（{log} 写不进去），请告诉技术人员是在做什么时出的错。"
        ).format(kind=type(error).__name__, log=log)
    return _(
        "程序出了意料之外的错误（{kind}），这一步没有做完；已经办成的不受影响，请用 list 或 show 看清再办；"
        "技术情况记在 {log}（不含公文内容），请交给技术人员。"
    ).format(kind=type(error).__name__, log=log)


def _add(log: Path, text: str) -> None:
    log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    full = log.exists() and log.stat().st_size > LARGEST_LOG
    with os.fdopen(os.open(log, _FLAGS | (os.O_TRUNC if full else 0), 0o600), "w", encoding="utf-8") as file:
        file.write(text + "\n\n")


_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND


def _lines(error: BaseException, command: str) -> Iterator[str]:
    """Give time, program, kinds of the errors and places in it; what an error says may be a document's text."""
    yield f"{datetime.now(UTC).isoformat(timespec='seconds')} oa-desktop {__version__} {command}"
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
