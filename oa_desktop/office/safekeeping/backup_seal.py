"""The seal of a backup (备份封签): the machine that made it signs the list of what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.errors import Unavailable
from oa_desktop.office.ports.keys import Crypto, Signer

NAME = "seal.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Whose seal it is, and what it says.

    Attributes:
        key: Public key of the machine, hexadecimal.
        signature: SM2 over the bytes of the list, hexadecimal.
    """

    key: str
    signature: str


def sealed(signer: Signer, data: bytes) -> bytes:
    """Return the seal of a machine over the list of a backup."""
    return _written(signer.public_key, signer.sign(data))


def key_of(data: bytes, seal: bytes, crypto: Crypto) -> bytes:
    """Return the public key of the machine that sealed the list of a backup.

    Raises:
        Unavailable: ``backup.damaged``: the seal is no seal, or one over something else.
    """
    try:
        read = codec.from_json(Seal, canonical.decode(seal))
        key, signature = bytes.fromhex(read.key), bytes.fromhex(read.signature)
    except ValueError as error:
        raise Unavailable("backup.damaged", part=NAME) from error
    if _written(key, signature) != seal or not crypto.verify(key, data, signature):
        raise Unavailable("backup.damaged", part=NAME)
    return key


def _written(key: bytes, signature: bytes) -> bytes:
    """Return the one form in which a seal is written."""
    return canonical.encode(codec.to_json(Seal(key=key.hex(), signature=signature.hex()))) + b"\n"
