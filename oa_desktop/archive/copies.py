"""Good copies (完好的副本): where contents of the archive may be found again, in a backup or in a package."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from oa_desktop.archive.eep_reading import read_eep
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import Digest

_SEALED = "blobs"
"""Folder of a backup in which contents lie sealed."""
_EEP = ".xml"


class CopiesInFolder:
    """A folder with a backup of the store, or with packages of the archive of any kind.

    Attributes:
        name: What the folder is called.
    """

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self._folder = folder

    def sealed(self, name: str) -> BinaryIO | None:
        """Return the file of a name in which the store sealed a content; None where the folder is no backup with it.

        Raises:
            Unavailable: ``source.unreadable``.
        """
        path = self._folder / _SEALED / name[:2] / name
        if path.is_symlink() or not path.is_file():
            return None
        try:
            return path.open("rb")
        except OSError as error:
            raise _unreadable(path, error) from error

    def plain(self, digest_of: Callable[[bytes], Digest]) -> Iterator[tuple[Digest, Callable[[], BinaryIO]]]:
        """Yield every file of the folder by its digest, and every file inside an EEP; links are not followed.

        Raises:
            Unavailable: ``source.unreadable``, ``confine.failed``.
        """
        for path in self._files():
            for data in _contents(path):
                yield digest_of(data), partial(BytesIO, data)

    def _files(self) -> Iterator[Path]:
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and path.relative_to(self._folder).parts[0] != _SEALED:
                yield path


def _contents(path: Path) -> Iterator[bytes]:
    """Yield what a file holds, and where it is an EEP what that holds; one that is damaged holds nothing."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error
    yield data
    if path.suffix.lower() == _EEP:
        yield from _of_eep(data, path.name).values()


def _of_eep(data: bytes, name: str) -> Mapping[str, bytes]:
    try:
        return read_eep(data, name)
    except Refused:
        return {}


def _unreadable(path: Path, error: OSError) -> Unavailable:
    return Unavailable("source.unreadable", name=path.name, reason=error.strerror or str(error))
