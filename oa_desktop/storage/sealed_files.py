"""The files in which contents are sealed: each under a key of its own, called by an address that reveals nothing."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import Digest
from oa_desktop.storage.cipher import Cipher, Sink, StoreKeys
from oa_desktop.storage.disk import Disk, OpenFile, disk_errors
from oa_desktop.storage.streams import Counted, Nowhere, OnDisk, Proving

ARRIVING = "arriving"
"""Folder of files that are not whole yet; emptied when a writer opens the store."""
_PIECE = 1 << 20
"""Bytes of a copy that are in memory at once."""


class SealedFiles:
    """The files of one store's contents.

    Attributes:
        folder: Where they lie.
    """

    def __init__(self, folder: Path, cipher: Cipher, keys: StoreKeys, disk: Disk) -> None:
        self.folder = folder
        self._cipher = cipher
        self._keys = keys
        self._disk = disk

    def address(self, digest: Digest) -> str:
        """Return the name of the file of a content."""
        return self._cipher.digests.keyed(self._keys.addresses, digest.encode()).hex()

    def has(self, address: str) -> bool:
        """Whether there is a file of some name."""
        return Path(self._place(address)).is_file()

    def arriving(self) -> Path:
        """Return the passing name of a file that is not whole yet."""
        return self.folder / ARRIVING / f"{self._cipher.randbytes(16).hex()}.part"

    def seal(self, stream: BinaryIO, path: Path, key: bytes) -> Counted:
        """Write a content to a passing file, durably; return what went through.

        Raises:
            Unavailable: ``disk.full``, ``disk.failed``.
        """
        source = Counted(stream, self._cipher.digests.hasher())
        with disk_errors(), self._fresh(path) as file:
            self._cipher.seal(source, OnDisk(self._disk, file), key)
            self._disk.sync(file)
        return source

    def copy(self, sealed: BinaryIO, path: Path) -> None:
        """Write what is sealed already to a passing file, durably.

        Raises:
            Unavailable: ``disk.full``, ``disk.failed``.
        """
        with disk_errors(), self._fresh(path) as file:
            shutil.copyfileobj(sealed, OnDisk(self._disk, file), _PIECE)
            self._disk.sync(file)

    def settle(self, arriving: Path, address: str) -> None:
        """Give a passing file its name.

        Raises:
            Unavailable: ``disk.full``, ``disk.failed``.
        """
        target = Path(self._place(address))
        with disk_errors():
            fresh = not target.parent.exists()
            self._disk.make_folder(target.parent)
            if fresh:
                self._disk.sync_folder(self.folder)
            self._disk.replace(arriving, target)
            self._disk.sync_folder(target.parent)

    def drop(self, file: Path | str) -> None:
        """Remove a passing file, or the one of an address, as far as the disk lets it."""
        with suppress(OSError):
            self._disk.remove(file if isinstance(file, Path) else Path(self._place(file)))

    def remove(self, address: str) -> None:
        """Remove a file, durably.

        Raises:
            Unavailable: ``disk.failed``.
        """
        path = Path(self._place(address))
        with disk_errors(), suppress(FileNotFoundError):
            self._disk.remove(path)
            self._disk.sync_folder(path.parent)

    def prove(self, row: Any, digest: Digest, sink: Sink) -> None:
        """Write the bytes of a digest to a sink; they count only when this returns.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``, ``disk.failed``.
        """
        if row is None:
            raise Unavailable("blob.missing", digest=digest)
        key = self._cipher.unwrap(self._keys.contents, row.wrapped, digest.encode())
        proving = Proving(sink, self._cipher.digests.hasher())
        try:
            with disk_errors(), self._disk.open(self._place(row.address)) as file:
                self._cipher.sealer.unseal(file, proving, key)
        except Unavailable as error:
            if isinstance(error.__cause__, FileNotFoundError):
                raise Unavailable("blob.missing", digest=digest) from error
            raise
        if proving.digest() != digest:
            raise Unavailable("blob.damaged", digest=digest)

    def unseals(self, row: Any, digest: Digest, copy: BinaryIO) -> bool:
        """Whether a copy is the file in which a content was sealed."""
        proving = Proving(Nowhere(), self._cipher.digests.hasher())
        try:
            key = self._cipher.unwrap(self._keys.contents, row.wrapped, digest.encode())
            self._cipher.sealer.unseal(copy, proving, key)
        except Unavailable:
            return False
        return proving.digest() == digest

    def _fresh(self, path: Path) -> OpenFile:
        self._disk.make_folder(path.parent)
        return self._disk.create(path)

    def _place(self, address: str) -> str:
        return f"{self.folder}/{address[:2]}/{address}"


def clear_arriving(disk: Disk, folder: Path) -> None:
    """Remove the files that never became whole: nobody was told of them and nobody holds their keys."""
    with suppress(OSError):
        for path in (folder / ARRIVING).glob("*.part"):
            disk.remove(path)
