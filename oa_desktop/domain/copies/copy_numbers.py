"""份号: the number that every copy of a classified paper carries. GB/T 9704-2012 7.2.1 says six digits, as a rule."""

from __future__ import annotations

import re
from typing import Final

DIGITS: Final = 6
LARGEST: Final = 10**DIGITS - 1
_WRITTEN = re.compile(f"[0-9]{{{DIGITS}}}")


def is_copy_number(text: str) -> bool:
    """Tell whether a text is a 份号 as it is printed."""
    return _WRITTEN.fullmatch(text) is not None


def read_copy_number(text: str) -> int:
    """Return the number that a 份号 says, however many digits were typed; 0 where it says none."""
    return int(text) if text.isascii() and text.isdecimal() else 0


def written(number: int) -> str:
    """Return a 份号 as it is printed, such as 000001."""
    return f"{number:0{DIGITS}d}"


def written_run(first: int, copies: int) -> str:
    """Return the 份号 of so many copies, such as 000001—000030; empty for none."""
    ends = dict.fromkeys((first, first + copies - 1)) if copies else {}
    return "—".join(map(written, ends))


FIRST: Final = written(1)
"""The 份号 with which a run usually begins."""
