"""Where the program's words go: an output that may be closed, full, or of another encoding, and is never a way in.

A reader that stops reading (``| head``) must not undo or hide what has been done, and a title that carries control
characters must not steer somebody's terminal.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import Any, TextIO, cast

_SHOWN = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}
_TURNING = {code: f"\\u{code:04x}" for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
VISIBLE = _SHOWN | _TURNING
"""Control characters and those that turn the direction of writing, and how they are shown."""
_LINE_ENDS = {code: f"\\u{code:04x}" for code in (0x0A, 0x2028, 0x2029)}


def in_one_line(text: str) -> str:
    """Return words from outside in one line, so that they add none that the program seems to say."""
    return text.translate(_LINE_ENDS)


class Outlet:
    """A text stream that shows control characters, and that takes words even when nobody takes them from it.

    Attributes:
        failed: Why the words did not arrive; None when they did, or when the reader simply stopped reading.
    """

    def __init__(self, stream: TextIO) -> None:
        self.failed: OSError | None = None
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text; bytes are refused with ``TypeError`` as by any text stream."""
        try:
            return self._stream.write(text.translate(VISIBLE))
        except OSError as error:
            self._give_up(error)
            return len(text)

    def flush(self) -> None:
        """Hand over what was written."""
        try:
            self._stream.flush()
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        """Let everything else go nowhere, also what the stream still holds when the interpreter ends."""
        if error.errno not in _NOBODY_READS:
            self.failed = self.failed or error
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)


_NOBODY_READS = (errno.EPIPE, errno.ESHUTDOWN)


def open_outlets() -> tuple[Outlet, ...]:
    """Put outlets in the place of standard output and standard error; one that is closed stays closed."""
    made = []
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None:
            _settle_encoding(stream)
            outlet = Outlet(stream)
            setattr(sys, name, cast(TextIO, outlet))
            made.append(outlet)
    return tuple(made)


def _settle_encoding(stream: Any) -> None:
    """Let no character be impossible: one that the encoding lacks is written as its code."""
    ascii_only = stream.encoding.lower().replace("_", "-") in ("ascii", "us-ascii", "ansi-x3.4-1968", "646")
    stream.reconfigure(encoding="utf-8" if ascii_only else None, errors="backslashreplace")
