"""Reading a 电子文件封装包 again: its files in a confined process, its two signatures over the bytes as they stand."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final
from xml.sax.saxutils import unescape

from oa_desktop.archive.confined_reading import LARGEST, LIMITS, read_confined
from oa_desktop.archive.eep import FRAME, LOCK, SIGNATURE, SIGNED, SignedBy, signature_of
from oa_desktop.domain.enrolled_keys import KeyOwner
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.journal_file import JournalFile, organisation_in
from oa_desktop.office.confined import ask
from oa_desktop.office.ports.keys import Crypto

_SAID: Final = {"time": "签名时间", "signer": "签名人", "result": "签名结果", "certificate": "证书"}
"""What a signature says, by the fields of `SignedBy`."""
_FRAME_NAMED: Final = "签名以外的部分"


def read_eep(data: bytes, name: str) -> Mapping[str, bytes]:
    """Return the files of a package by their names.

    Raises:
        Refused: ``import.damaged``, ``import.name``, ``import.too-hard``.
        Unavailable: ``confine.failed``.
    """
    if len(data) > LARGEST:
        raise Refused("import.too-hard", file=name)
    found: dict[str, bytes] = ask(
        read_confined, data, name, too_hard=Refused("import.too-hard", file=name), limits=LIMITS
    )
    return found


def signature_faults(data: bytes, held: JournalFile, crypto: Crypto) -> Iterator[str]:
    """Yield the signatures of a package that do not hold, by their names, with a journal that lies in it.

    What no signature covers, 锁定签名 and the frame, must be what the others imply, byte for byte.
    """
    machines = _machines(held, crypto)
    for name, about in ((SIGNATURE, SIGNED), (LOCK, SIGNATURE)):
        said, by = _region(data, about), _said_by(data, name)
        if not said or by is None or not _holds(machines, crypto.digest(said).encode(), by.result.encode(), crypto):
            yield name
    lock, signature = _said_by(data, LOCK), _said_by(data, SIGNATURE)
    if lock is None or signature is None or lock != replace(signature, result=lock.result):
        yield LOCK
    if data != b"".join(_implied(data)):
        yield _FRAME_NAMED


def _said_by(data: bytes, name: str) -> SignedBy | None:
    """Return what a signature says; None where it is not written as this program writes it."""
    region = _region(data, name).decode(errors="replace")
    found = {field: re.search(f"<{word}>([^<]*)</{word}>", region) for field, word in _SAID.items()}
    by = SignedBy(**{field: unescape(one[1]) if one else "" for field, one in found.items()})
    return by if region == signature_of(name, by) else None


def _implied(data: bytes) -> Iterator[bytes]:
    """Yield what a package of these regions is made of."""
    for around, name in zip(FRAME, (SIGNED, SIGNATURE, LOCK, ""), strict=True):
        yield around.encode()
        yield _region(data, name) if name else b""


def _region(data: bytes, name: str) -> bytes:
    """Return the bytes of an element that stands once, from its first to its last sign; empty where it does not."""
    start, end = re.compile(f"<{name}[ >]".encode()), f"</{name}>".encode()
    begins = [one.start() for one in start.finditer(data)]
    if len(begins) != 1 or data.count(end) != 1:
        return b""
    return data[begins[0] : data.index(end) + len(end)]


def _machines(held: JournalFile, crypto: Crypto) -> tuple[bytes, ...]:
    """Return the public keys of the machines of the unit whose journal this is."""
    keys = organisation_in(held, crypto.digest).keys
    return tuple(bytes.fromhex(one.public) for one in keys if one.owner is KeyOwner.MACHINE)


def _holds(machines: tuple[bytes, ...], message: bytes, written: bytes, crypto: Crypto) -> bool:
    """Whether one of some machines has signed a message."""
    try:
        signature = base64.b64decode(written, validate=True)
    except binascii.Error:
        return False
    if base64.b64encode(signature) != written:
        return False
    return any(crypto.verify(one, message, signature) for one in machines)
