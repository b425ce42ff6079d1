"""What the store needs of cryptography: two Protocols that the composition root fills, and one object made of them.

The security room fills both with modules: ``sealer`` with its sealing, ``digests`` with its SM3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import Digest
from oa_desktop.storage.disk import Source

RandomBytes = Callable[[int], bytes]


class Hasher(Protocol):
    """A running SM3 digest."""

    def update(self, data: bytes, /) -> None:
        """Take in more bytes."""

    def digest(self) -> bytes:
        """Return the digest of what was taken in, 32 bytes."""


class Sink(Protocol):
    """A stream to write to."""

    def write(self, data: bytes, /) -> object:
        """Take the bytes in."""


class Digests(Protocol):
    """SM3 (密码杂凑算法), plain and keyed."""

    def hasher(self) -> Hasher:
        """Return a new running digest."""

    def keyed(self, key: bytes, data: bytes) -> bytes:
        """Return a keyed digest (HMAC), 32 bytes."""


class Sealer(Protocol):
    """Authenticated encryption of small secrets and of streams."""

    @property
    def WrongKey(self) -> type[Exception]:  # noqa: N802 - the name of an exception class
        """What ``unwrap`` raises."""

    def new_key(self, randbytes: RandomBytes) -> bytes:
        """Return 32 fresh random bytes."""

    def subkey(self, key: bytes, purpose: str) -> bytes:
        """Return the key of 32 bytes that a key yields for one named purpose."""

    def wrap(self, key: bytes, secret: bytes, aad: bytes, randbytes: RandomBytes) -> bytes:
        """Encrypt a small secret, bound to some associated bytes."""

    def unwrap(self, key: bytes, wrapped: bytes, aad: bytes) -> bytes:
        """Return the secret that was wrapped.

        Raises:
            WrongKey: Key, bound bytes or wrapping are not the same.
        """

    def seal(self, stream_in: Source, stream_out: Sink, key: bytes, randbytes: RandomBytes) -> None:
        """Encrypt a stream of any length in authenticated chunks of 1 MiB, under a key of its own."""

    def unseal(self, stream_in: Source, stream_out: Sink, key: bytes) -> None:
        """Decrypt a sealed stream; what was written counts only when this returns.

        Raises:
            Unavailable: ``blob.damaged``.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Cipher:
    """The cryptography of one store.

    Attributes:
        randbytes: Source of randomness.
    """

    sealer: Sealer
    digests: Digests
    randbytes: RandomBytes

    def digest(self, data: bytes) -> Digest:
        """Return the digest of some bytes, lower-case hexadecimal."""
        running = self.digests.hasher()
        running.update(data)
        return Digest(running.digest().hex())

    def new_key(self) -> bytes:
        """Return 32 fresh random bytes."""
        return self.sealer.new_key(self.randbytes)

    def wrap(self, key: bytes, secret: bytes, bound: bytes) -> bytes:
        """Encrypt a small secret, bound to some associated bytes."""
        return self.sealer.wrap(key, secret, bound, self.randbytes)

    def unwrap(self, key: bytes, wrapped: bytes, bound: bytes) -> bytes:
        """Return the secret that was wrapped.

        Raises:
            Unavailable: ``blob.damaged``.
        """
        try:
            return self.sealer.unwrap(key, wrapped, bound)
        except self.sealer.WrongKey as error:
            raise Unavailable("blob.damaged", digest=bound.decode(errors="replace")) from error

    def seal(self, source: Source, sink: Sink, key: bytes) -> None:
        """Encrypt a stream under a key that is used for this stream alone."""
        self.sealer.seal(source, sink, key, self.randbytes)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreKeys:
    """The keys that one store key yields, one for each purpose.

    Attributes:
        database: Raw key of the encrypted database.
        contents: Wraps the key of every blob.
        addresses: Makes a blob's file name from its digest, so that names reveal nothing.
    """

    database: bytes = field(repr=False)
    contents: bytes = field(repr=False)
    addresses: bytes = field(repr=False)


def keys_of(cipher: Cipher, store_key: bytes) -> StoreKeys:
    """Return the keys that a store key yields."""
    return StoreKeys(
        database=cipher.sealer.subkey(store_key, "store/database"),
        contents=cipher.sealer.subkey(store_key, "store/contents"),
        addresses=cipher.sealer.subkey(store_key, "store/addresses"),
    )
