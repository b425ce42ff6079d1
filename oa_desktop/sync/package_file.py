"""The bytes of an exchange package (交换包): two lines in the open, then one sealed stream.

The first line is the outside, the second the machine's signature over it, both canonical JSON. The stream is what
`security.sealing` seals; its plain bytes are a canonical list of parts, a line end, and the parts one after another.
The outside names digest and length of the stream, and the list those of each part: whatever byte is changed, added or
missing is noticed, and nothing may stand before, between or behind.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, Protocol

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.exchange.package import (
    LARGEST,
    MAGIC,
    MOST_PARTS,
    MOST_RECIPIENTS,
    VERSION,
    Inside,
    Outside,
    PartRecord,
    Recipient,
)
from oa_desktop.domain.ids import Digest, KeyId, UnitId
from oa_desktop.office.ports.exchange import Addressed, Looked, PackageOrder, Parts
from oa_desktop.office.ports.keys import Crypto, Opener, Signer

_LONGEST_LINE = 1024 * 1024
"""Bytes of the longest of the two open lines."""
_PIECE = 1024 * 1024
"""Bytes of a package that are read at once."""
_LONGEST_LIST = 4 * 1024 * 1024
"""Bytes of the longest list of parts."""
_OUTSIDE, _SIGNATURE, _INSIDE = "封面", "封签", "包内清单"
"""What of a package cannot be read, where it is none of its parts."""


class Sealer(Protocol):
    """Seals streams; ``security.sealing`` has it."""

    def new_key(self, randbytes: Callable[[int], bytes], /) -> bytes:
        """Return a fresh key."""

    def seal(
        self, stream_in: io.BytesIO, stream_out: io.BytesIO, key: bytes, randbytes: Callable[[int], bytes]
    ) -> None:
        """Encrypt a stream."""

    def unseal(self, stream_in: io.BytesIO, stream_out: io.BytesIO, key: bytes) -> None:
        """Decrypt a stream; raises ``Unavailable`` where it is not what was sealed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signature:
    """The second line."""

    key: KeyId
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The two open lines of a package, and how much is sealed behind them.

    Attributes:
        line: The bytes that were signed.
        size: Bytes of the stream that is there.
        sealed: Their digest.
    """

    line: bytes
    outside: Outside
    signature: _Signature
    size: int
    sealed: Digest


class PackageFiles:
    """Makes and opens packages.

    Attributes:
        crypto: Digests and verification.
        sealer: Seals streams.
        encrypt: Encrypts a small secret for the holder of a public key.
        randbytes: Gives randomness.
        largest: Bytes of the largest package that is made.
    """

    def __init__(
        self,
        crypto: Crypto,
        sealer: Sealer,
        encrypt: Callable[[bytes, bytes], bytes],
        randbytes: Callable[[int], bytes],
        *,
        largest: int = LARGEST,
    ) -> None:
        self.crypto = crypto
        self.sealer = sealer
        self.encrypt = encrypt
        self.randbytes = randbytes
        self.largest = largest

    def make(self, order: PackageOrder, signer: Signer) -> bytes:
        """Return a package, signed from outside.

        Raises:
            Refused: ``package.too-large``, ``package.too-many``.
        """
        if len(order.parts) > MOST_PARTS or not 1 <= len(order.recipients) <= MOST_RECIPIENTS:
            raise Refused("package.too-many", parts=MOST_PARTS, recipients=MOST_RECIPIENTS)
        key = self.sealer.new_key(self.randbytes)
        stream = self._sealed(order.parts, key)
        outside = Outside(
            realm=order.realm,
            grade=order.grade,
            id=order.id,
            sort=order.sort,
            sender=order.sender,
            recipients=tuple(self._recipient(one, key) for one in order.recipients),
            made=order.made,
            sealed=self.crypto.digest(stream),
            size=len(stream),
        )
        line = canonical.encode(codec.to_json(outside))
        signature = _Signature(key=signer.key_id, signature=signer.sign(line).hex())
        return b"\n".join((line, canonical.encode(codec.to_json(signature)), stream))

    def _recipient(self, one: Addressed, key: bytes) -> Recipient:
        return Recipient(
            unit=one.unit,
            name=one.name,
            key=KeyId(self.crypto.digest(one.exchange_key)),
            wrapped=self.encrypt(one.exchange_key, key).hex(),
            sequence=one.sequence,
            previous=one.previous,
        )

    def _sealed(self, parts: Parts, key: bytes) -> bytes:
        records = (
            PartRecord(name=name, size=len(data), digest=self.crypto.digest(data)) for name, data in parts.items()
        )
        listed = canonical.encode(codec.to_json(Inside(parts=tuple(records))))
        plain, sealed = io.BytesIO(b"".join((listed, b"\n", *parts.values()))), io.BytesIO()
        if plain.getbuffer().nbytes > self.largest:
            raise Refused("package.too-large", most=self.largest // 1024**2)
        self.sealer.seal(plain, sealed, key, self.randbytes)
        return sealed.getvalue()

    def look(self, data: bytes) -> Looked:
        """Return what stands on the outside; nothing of it is believed yet.

        Raises:
            Refused: ``package.other``, ``package.newer``, ``package.damaged``.
        """
        line, outside, _signature = _open_lines(io.BytesIO(data))
        return Looked(outside=outside, digest=self.crypto.digest(line))

    def prove(self, file: BinaryIO, sender_key: bytes) -> Looked:
        """Return what stands on the outside, proved to be whole and signed by a key; the inside stays shut.

        Raises:
            Refused: As :meth:`look`; ``package.altered``, ``package.cut``.
        """
        read = self._read(file)
        self._refuse_altered(read, sender_key)
        return Looked(outside=read.outside, digest=self.crypto.digest(read.line))

    def open(self, data: bytes, unit: UnitId, opener: Opener, sender_key: bytes) -> Parts:
        """Return what is in a package, all of it proved.

        Raises:
            Refused: As :meth:`look`; ``package.not-for-us``, ``package.altered``, ``package.cut``.
        """
        read = self._read(io.BytesIO(data))
        self._refuse_altered(read, sender_key)
        recipient = read.outside.recipient(unit)
        key = opener.open(_from_hex(recipient.wrapped)) if recipient and recipient.key == opener.key_id else None
        if key is None:
            raise Refused("package.not-for-us", recipients="、".join(one.name for one in read.outside.recipients))
        return self._parts(self._unsealed(data[len(data) - read.size :], key))

    def _read(self, file: BinaryIO) -> _Read:
        """Read a package to its end, piece by piece.

        Raises:
            Refused: As :meth:`look`.
        """
        line, outside, signature = _open_lines(file)
        start = file.tell()
        sealed = self.crypto.digest(iter(partial(file.read, _PIECE), b""))
        return _Read(line=line, outside=outside, signature=signature, size=file.tell() - start, sealed=sealed)

    def _refuse_altered(self, read: _Read, sender_key: bytes) -> None:
        missing = read.outside.size - read.size
        signed = read.signature.key == read.outside.sender.key == KeyId(self.crypto.digest(sender_key))
        if not (signed and self.crypto.verify(sender_key, read.line, _from_hex(read.signature.signature))):
            raise Refused("package.altered", sender=read.outside.sender.name)
        if missing > 0:
            raise Refused("package.cut", missing=missing, size=read.outside.size)
        if missing or read.sealed != read.outside.sealed:
            raise Refused("package.altered", sender=read.outside.sender.name)

    def _unsealed(self, stream: bytes, key: bytes) -> bytes:
        plain = io.BytesIO()
        try:
            self.sealer.unseal(io.BytesIO(stream), plain, key)
        except Unavailable as unavailable:
            raise Refused("package.damaged", part=_INSIDE) from unavailable
        return plain.getvalue()

    def _parts(self, plain: bytes) -> Parts:
        """Return the parts of the inside, each of the length and digest that the list says."""
        start = plain.find(b"\n", 0, _LONGEST_LIST) + 1
        try:
            listed = codec.from_json(Inside, canonical.decode(plain[: max(start - 1, 0)]))
        except (NotCanonical, codec.Undecodable):
            raise Refused("package.damaged", part=_INSIDE) from None
        if len(listed.parts) > MOST_PARTS or start + sum(one.size for one in listed.parts) != len(plain):
            raise Refused("package.damaged", part=_INSIDE)
        found: dict[str, bytes] = {}
        for one in listed.parts:
            found[one.name] = self._part(one, plain[start : start + one.size], found)
            start += one.size
        return found

    def _part(self, record: PartRecord, data: bytes, before: Parts) -> bytes:
        if record.name in before or record.size < 0 or self.crypto.digest(data) != record.digest:
            raise Refused("package.damaged", part=record.name)
        return data


def _open_lines(file: BinaryIO) -> tuple[bytes, Outside, _Signature]:
    """Return the first line of a package, what it says, and the second, which signs it and has one form itself.

    Raises:
        Refused: ``package.other``, ``package.newer``, ``package.damaged``, ``package.cut``.
    """
    line, second = file.readline(_LONGEST_LINE), file.readline(_LONGEST_LINE)
    outside = _outside(line[:-1] if line.endswith(b"\n") else b"")
    if not second.endswith(b"\n"):
        raise Refused("package.cut", missing=outside.size, size=outside.size)
    try:
        signature = codec.from_json(_Signature, canonical.decode(second[:-1]))
        _from_hex(signature.signature)
    except (NotCanonical, codec.Undecodable, ValueError):
        raise Refused("package.damaged", part=_SIGNATURE) from None
    if second[:-1] != canonical.encode(codec.to_json(signature)):
        raise Refused("package.damaged", part=_SIGNATURE)
    return line[:-1], outside, signature


def _outside(line: bytes) -> Outside:
    try:
        value = canonical.decode(line)
    except NotCanonical:
        value = None
    if not isinstance(value, dict) or value.get("magic") != MAGIC:
        raise Refused("package.other")
    if value.get("version") != VERSION:
        raise Refused("package.newer", version=value.get("version"))
    try:
        outside = codec.from_json(Outside, value)
        wrapped = [_from_hex(one.wrapped) for one in outside.recipients]
    except (codec.Undecodable, ValueError):
        raise Refused("package.damaged", part=_OUTSIDE) from None
    units = {one.unit for one in outside.recipients}
    if not 1 <= len(wrapped) == len(units) <= MOST_RECIPIENTS or not 0 <= outside.size <= 2 * LARGEST:
        raise Refused("package.damaged", part=_OUTSIDE)
    return outside


def _from_hex(text: str) -> bytes:
    """Return the bytes of a text that is hexadecimal and nothing else."""
    data = bytes.fromhex(text)
    if data.hex() != text:
        raise ValueError(text)
    return data
