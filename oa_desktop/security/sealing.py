"""Authenticated encryption: small secrets in one piece, byte streams in chunks of 1 MiB (AES-256-GCM).

A sealed stream is a header of 16 bytes (magic, version, random prefix) and then chunks of ciphertext and tag.
The nonce of a chunk is the prefix and the chunk's number; header, number and "this is the last one" are
authenticated with it, so that a stream cut short, reordered, repeated, lengthened or mixed from two is noticed.
Every stream has a key of its own, made by `new_key` and wrapped by the caller.
"""

from collections.abc import Callable, Iterator
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from oa_desktop.domain.errors import Unavailable

KEY_SIZE = 32
"""Length of every key in bytes (AES-256)."""
CHUNK_SIZE = 1 << 20
"""Length in bytes of every chunk's plaintext except the last, which may be shorter."""

_MAGIC = b"OASEAL\x00\x01"
_PREFIX_SIZE = 8
_HEADER_SIZE = len(_MAGIC) + _PREFIX_SIZE
_NONCE_SIZE = 12
_TAG_SIZE = 16
_SEALED_SIZE = CHUNK_SIZE + _TAG_SIZE
_MOST_CHUNKS = 1 << 32
_READ = 1 << 16
"""Bytes asked for at once: a stream may take as much memory as it is asked for, and most are small."""

RandomBytes = Callable[[int], bytes]


class Source(Protocol):
    """A stream to read from."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end."""


class Sink(Protocol):
    """A stream to write to."""

    def write(self, data: bytes, /) -> object:
        """Take the bytes in."""


class DamagedBlob(Unavailable):
    """A sealed stream was altered, cut, lengthened or is under another key; what was read must be thrown away."""

    def __init__(self) -> None:
        super().__init__("blob.damaged")


class WrongKey(Exception):
    """A wrapped secret does not open: another key, another purpose, or altered bytes."""


def new_key(randbytes: RandomBytes) -> bytes:
    """Return a fresh random key of 32 bytes."""
    return randbytes(KEY_SIZE)


def subkey(key: bytes, purpose: str) -> bytes:
    """Derive from a random key another of 32 bytes for one named purpose (HKDF-SHA-256, RFC 5869)."""
    return HKDF(algorithm=hashes.SHA256(), length=KEY_SIZE, salt=None, info=purpose.encode()).derive(key)


def wrap(key: bytes, secret: bytes, aad: bytes, randbytes: RandomBytes) -> bytes:
    """Encrypt a small secret under a key, bound to the associated data; 28 bytes longer than the secret."""
    nonce = randbytes(_NONCE_SIZE)
    return nonce + AESGCM(key).encrypt(nonce, secret, aad)


def unwrap(key: bytes, wrapped: bytes, aad: bytes) -> bytes:
    """Return the secret that `wrap` encrypted.

    Raises:
        WrongKey: key, associated data or bytes are not those of the wrapping.
    """
    if len(wrapped) < _NONCE_SIZE + _TAG_SIZE:
        raise WrongKey
    try:
        return AESGCM(key).decrypt(wrapped[:_NONCE_SIZE], wrapped[_NONCE_SIZE:], aad)
    except InvalidTag as error:
        raise WrongKey from error


def seal(stream_in: Source, stream_out: Sink, key: bytes, randbytes: RandomBytes) -> None:
    """Encrypt a stream of any length under a key that is used for this stream alone."""
    cipher = AESGCM(key)
    header = _MAGIC + randbytes(_PREFIX_SIZE)
    stream_out.write(header)
    for number, piece, last in _numbered(_pieces(_read_fully(stream_in, CHUNK_SIZE), stream_in, CHUNK_SIZE)):
        stream_out.write(cipher.encrypt(_nonce(header, number), piece, _bound(header, number, last)))


def unseal(stream_in: Source, stream_out: Sink, key: bytes) -> None:
    """Decrypt a stream that `seal` wrote.

    Each chunk is written once it is proved; that the stream is whole is known only when this returns, so the
    caller hands nothing on before that.

    Raises:
        DamagedBlob: the stream is not exactly what was sealed under this key.
    """
    cipher = AESGCM(key)
    begun = _read_fully(stream_in, _HEADER_SIZE + _SEALED_SIZE)
    header, first = begun[:_HEADER_SIZE], begun[_HEADER_SIZE:]
    if len(header) != _HEADER_SIZE or not header.startswith(_MAGIC):
        raise DamagedBlob
    for number, piece, last in _numbered(_pieces(first, stream_in, _SEALED_SIZE)):
        stream_out.write(_proved(cipher, header, number, piece, last))


def _proved(cipher: AESGCM, header: bytes, number: int, piece: bytes, last: bool) -> bytes:
    if len(piece) < _TAG_SIZE:
        raise DamagedBlob
    try:
        return cipher.decrypt(_nonce(header, number), piece, _bound(header, number, last))
    except InvalidTag as error:
        raise DamagedBlob from error


def _nonce(header: bytes, number: int) -> bytes:
    return header[-_PREFIX_SIZE:] + number.to_bytes(_NONCE_SIZE - _PREFIX_SIZE)


def _bound(header: bytes, number: int, last: bool) -> bytes:
    """Return the associated data of a chunk: header, number, and whether it ends the stream."""
    return header + number.to_bytes(8) + bytes([last])


def _numbered(pieces: Iterator[tuple[bytes, bool]]) -> Iterator[tuple[int, bytes, bool]]:
    for number, (piece, last) in enumerate(pieces):
        if number >= _MOST_CHUNKS:
            raise DamagedBlob
        yield number, piece, last


def _pieces(piece: bytes, stream: Source, size: int) -> Iterator[tuple[bytes, bool]]:
    """Give a first piece, and the rest of its stream in full pieces and a last one, each with whether it is that."""
    while True:
        following = _read_fully(stream, size) if len(piece) == size else b""
        yield piece, not following
        if not following:
            return
        piece = following


def _read_fully(stream: Source, size: int) -> bytes:
    """Read exactly `size` bytes, or fewer only where the stream ends."""
    parts: list[bytes] = []
    missing = size
    while missing:
        part = stream.read(min(missing, _READ))
        if not part:
            break
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
