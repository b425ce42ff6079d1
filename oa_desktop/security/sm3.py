"""SM3 digests (密码杂凑算法, GB/T 32905-2016), of bytes at hand or of a stream of pieces."""

import hashlib
import hmac
from collections.abc import Callable, Iterable
from typing import Protocol

from cryptography.hazmat.primitives import hashes

SIZE = 32
"""Length of an SM3 digest in bytes."""


class Hasher(Protocol):
    """A running digest, as `hashlib` has them."""

    def update(self, data: bytes | memoryview, /) -> None:
        """Take in more bytes."""

    def digest(self) -> bytes:
        """Return the digest of what was taken in, 32 bytes."""


class FallbackHasher:
    """SM3 by the `cryptography` library, for a Python whose hashlib has no SM3."""

    def __init__(self) -> None:
        self._hash = hashes.Hash(hashes.SM3())

    def update(self, data: bytes | memoryview, /) -> None:
        """Take in more bytes."""
        self._hash.update(data)

    def digest(self) -> bytes:
        """Return the digest of what was taken in, 32 bytes."""
        return self._hash.copy().finalize()


def hasher() -> Hasher:
    """Return a new running SM3 digest."""
    return _new()


def digest(data: bytes | Iterable[bytes]) -> str:
    """Return the SM3 digest of bytes, or of the pieces of a stream in order, as 64 lower-case hex digits."""
    running = hasher()
    for piece in (data,) if isinstance(data, bytes) else data:
        running.update(piece)
    return running.digest().hex()


def keyed(key: bytes, data: bytes) -> bytes:
    """Return HMAC-SM3 of the data under the key (GB/T 15852.2), 32 bytes."""
    block = key.ljust(64, b"\0") if len(key) <= 64 else bytes.fromhex(digest(key)).ljust(64, b"\0")
    inner = bytes.fromhex(digest(block.translate(_INNER) + data))
    return bytes.fromhex(digest(block.translate(_OUTER) + inner))


def same(left: bytes, right: bytes) -> bool:
    """Compare two digests without telling by the time taken where they differ."""
    return hmac.compare_digest(left, right)


def _from_hashlib() -> Hasher:
    return hashlib.new("sm3")


def _choose() -> Callable[[], Hasher]:
    try:
        hashlib.new("sm3")
    except ValueError:
        return FallbackHasher
    return _from_hashlib


_INNER = bytes(value ^ 0x36 for value in range(256))
_OUTER = bytes(value ^ 0x5C for value in range(256))
_new = _choose()
