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
_MANIFEST = "manifest.json"
"""What stands beside it there."""
_EEP = ".xml"


class CopiesInFolder:
    """A folder with backups of the store and packages of the archive of any kind, itself or below it.

    Attributes:
        name: What the folder is called.
    """

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self._folder = folder
        self._sealed = (folder / _SEALED, *_backups_below(folder))

    def sealed(self, name: str) -> BinaryIO | None:
        """Return the file of a name in which the store sealed a content; None where no backup there has it.

        Raises:
            Unavailable: ``source.unreadable``.
        """
        paths = (one / name[:2] / name for one in self._sealed)
        path = next((one for one in paths if one.is_file() and not one.is_symlink()), None)
        try:
            return path.open("rb") if path else None
        except OSError as error:
            raise _unreadable(path or self._folder, error) from error

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
            sealed = any(path.is_relative_to(one) for one in self._sealed)
            if not sealed and path.is_file() and not path.is_symlink():
                yield path


def _backups_below(folder: Path) -> Iterator[Path]:
    """Yield where the backups that lie somewhere below a folder keep contents sealed; links are not followed."""
    for manifest in sorted(folder.glob(f"*/**/{_MANIFEST}")):
        sealed = manifest.with_name(_SEALED)
        if sealed.is_dir() and not sealed.is_symlink():
            yield sealed


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
