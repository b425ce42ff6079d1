"""Attached files (附件) on their way in: a name that is what it looks like, and as many bytes as were really read."""

from __future__ import annotations

from io import RawIOBase
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.names import has_unseen, with_codes
from oa_desktop.office.ports.pages import Beside

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LARGEST_BESIDE = 50_000_000
"""Bytes of a file beside a text that is looked at."""


def fit_name(name: str) -> str:
    """Return the name of a file without its folder.

    Raises:
        Refused: ``attachment.name``: it is empty, or holds what nobody sees or no file in UTF-8 can hold.
    """
    given = PurePath(name).name
    if not given.strip() or has_unseen(given):
        raise Refused("attachment.name", name=with_codes(given))
    return given


def beside(path: Path) -> Beside:
    """Return what finds the files that lie in the folder of a text, by their plain names."""

    def find(name: str) -> bytes | None:
        found = path.parent / name
        if PurePath(name).name != name or not found.is_file() or found.stat().st_size > _LARGEST_BESIDE:
            return None
        return found.read_bytes()

    return find


class Counted(RawIOBase):
    """A stream that counts what is read from it and does not let more than a limit pass.

    Attributes:
        size: Bytes read so far.
    """

    def __init__(self, stream: BinaryIO, name: str, limit: int) -> None:
        super().__init__()
        self.size = 0
        self._stream = stream
        self._name = name
        self._limit = limit

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read into a buffer.

        Raises:
            Refused: ``attachment.too-large``.
        """
        room = memoryview(buffer)
        data = self._stream.read(len(room))
        room[: len(data)] = data
        self.size += len(data)
        self.refuse_above_limit(self.size)
        return len(data)

    def refuse_above_limit(self, size: int) -> None:
        """Refuse a size in bytes.

        Raises:
            Refused: ``attachment.too-large``.
        """
        if size > self._limit:
            raise Refused("attachment.too-large", name=self._name, limit=self._limit // 1_000_000)
