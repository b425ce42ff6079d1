"""What is looked through more than once, as a package is: a signature is proved once, a file identified once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from oa_desktop.domain.archives.formats import FileFormat
from oa_desktop.domain.ids import Digest
from oa_desktop.office.ports.formats import Formats
from oa_desktop.office.ports.keys import Crypto

MOST: Final = 16_384
"""Signatures that are remembered at least, and twice as many at most: of some hundred items, about a megabyte."""
_Proved = bytes
"""Digest of public key, digest of the message and signature together."""


class ProvedOnce:
    """Cryptography that remembers of the newest signatures that they hold; one that does not is proved again."""

    def __init__(self, crypto: Crypto, most: int = MOST) -> None:
        self._crypto = crypto
        self._most = most
        self._newest: set[_Proved] = set()
        self._older: set[_Proved] = set()

    def digest(self, data: bytes | Iterable[bytes]) -> Digest:
        """Return the SM3 digest of bytes, or of pieces one after the other, lower-case hexadecimal."""
        return self._crypto.digest(data)

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether a signature is that of this key over this message; never raises."""
        asked = self._called(public_key, message, signature)
        if asked in self._newest or asked in self._older:
            return True
        holds = self._crypto.verify(public_key, message, signature)
        if holds:
            self._remember(asked)
        return holds

    def _called(self, public_key: bytes, message: bytes, signature: bytes) -> _Proved:
        """Return what no other key, message and signature are called; how long the key is stands before it."""
        said = f"{len(public_key)} {self.digest(message)} ".encode()
        return bytes.fromhex(self.digest(said + public_key + signature))

    def _remember(self, proved: _Proved) -> None:
        """Remember it, and forget the older ones where there is no room."""
        if len(self._newest) >= self._most:
            self._newest, self._older = set(), self._newest
        self._newest.add(proved)


class IdentifiedOnce:
    """Tells what files are, and remembers it of the newest; of one that nothing could be told of it is asked again."""

    def __init__(self, formats: Formats, crypto: Crypto, most: int = MOST) -> None:
        self._formats = formats
        self._crypto = crypto
        self._most = most
        self._newest: dict[Digest, FileFormat] = {}
        self._older: dict[Digest, FileFormat] = {}

    def identify(self, data: bytes, name: str) -> FileFormat:
        """Return what a file is, by its bytes alone.

        Raises:
            Unavailable: ``confine.failed``.
        """
        digest = self._crypto.digest(data)
        known = self._newest.get(digest) or self._older.get(digest)
        return known or self._asked(digest, data, name)

    def _asked(self, digest: Digest, data: bytes, name: str) -> FileFormat:
        found = self._formats.identify(data, name)
        if not found.doubt:
            if len(self._newest) >= self._most:
                self._newest, self._older = {}, self._newest
            self._newest[digest] = found
        return found
