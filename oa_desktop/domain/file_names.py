"""Names of files that leave the store (文件名): every disk takes them, and no two of them are one there."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import chain, count
from pathlib import PurePath
from typing import Final

LONGEST: Final = 200
"""Bytes in UTF-8; file systems take 255, and words are put before and behind a name."""
_CUT: Final = "…"
_TAKEN_OTHERWISE: Final = str.maketrans('/\\:*?"<>|', "／＼：＊？＂＜＞｜")
"""Characters that no file has on some system, and those that stand for them."""


def fit_for_disks(name: str) -> str:
    """Return a name as every disk takes it, composed: its ending stays, and what is too long is cut before it."""
    said = unicodedata.normalize("NFC", name).translate(_TAKEN_OTHERWISE)
    if len(said.encode()) <= LONGEST:
        return said
    ending = PurePath(said).suffix
    ending = ending if len(ending.encode()) < LONGEST // 2 else ""
    left = LONGEST - len(f"{_CUT}{ending}".encode())
    return f"{said.encode()[:left].decode(errors='ignore')}{_CUT}{ending}"


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """Return names of which no two are one on any disk; of several that are, the last keeps its own."""
    taken: set[str] = set()
    return tuple(reversed([_free(one, taken) for one in reversed(names)]))


def _free(name: str, taken: set[str]) -> str:
    path = PurePath(name)
    others = (f"{path.stem}（{number}）{path.suffix}" for number in count(2))
    free = next(one for one in chain((name,), others) if _as_compared(one) not in taken)
    taken.add(_as_compared(free))
    return free


def _as_compared(name: str) -> str:
    """Return by what disks know a name that take capitals for small letters, or characters apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
