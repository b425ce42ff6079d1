"""Pouring (逐段给出): what is made piece by piece is read as a file, so that a whole of it is never in memory."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, BinaryIO


def poured(pieces: Iterable[bytes]) -> BinaryIO:
    """Return a file that holds pieces one after the other, each made when it is read."""
    return io.BufferedReader(_Poured(pieces))


class _Poured(io.RawIOBase):
    """Gives out pieces as they come."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        super().__init__()
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def readinto(self, room: Any, /) -> int:
        """Fill some room, and return how much of it; nothing once all pieces were given."""
        while not self._rest and (piece := next(self._pieces, None)) is not None:
            self._rest = memoryview(piece)
        given = min(len(self._rest), len(room))
        room[:given] = self._rest[:given]
        self._rest = self._rest[given:]
        return given
