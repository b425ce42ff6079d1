"""``store.json``: what is written on the outside of a store, readable without any key.

It tells a wrong key from a damaged file: the database itself gives the same error for both.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from pathlib import Path

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.realms import Realm
from oa_desktop.office.ports.store import StoreFacts
from oa_desktop.storage.cipher import Cipher
from oa_desktop.storage.disk import Disk, disk_errors, new_name, read_whole, write_durably, write_new

SCHEMA = 29
"""Version of the tables that this program writes; the second verifier names it too (``verifier/verify.py``)."""

_MAGIC = "oa-desktop store"
_FORMAT = 1
_PROVED = b"oa-desktop store key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The outside of a store.

    Attributes:
        facts: What anybody may read.
        proof: A constant under the store key, hexadecimal.
    """

    magic: str
    format: int
    facts: StoreFacts
    proof: str


def header_of(cipher: Cipher, facts: StoreFacts, store_key: bytes) -> Header:
    """Return the header of a new store."""
    return Header(magic=_MAGIC, format=_FORMAT, facts=facts, proof=_proof(cipher, facts, store_key))


def with_schema(cipher: Cipher, header: Header, store_key: bytes, schema: int) -> Header:
    """Return the header after a migration."""
    return header_of(cipher, replace(header.facts, schema=schema), store_key)


def opens(cipher: Cipher, header: Header, store_key: bytes) -> bool:
    """Whether a key is the key of the store."""
    return hmac.compare_digest(header.proof, _proof(cipher, header.facts, store_key))


def _proof(cipher: Cipher, facts: StoreFacts, store_key: bytes) -> str:
    return cipher.digests.keyed(store_key, _PROVED + facts.id.encode()).hex()


def encode(cipher: Cipher, header: Header) -> bytes:
    """Return the bytes of a header: its canonical form with a digest of it."""
    body = codec.to_json(header)
    digest = cipher.digest(canonical.encode(body))
    return canonical.encode({"header": body, "digest": digest}) + b"\n"


def decode(cipher: Cipher, data: bytes, realm: Realm, known: int = SCHEMA) -> Header:
    """Return the header that some bytes hold.

    Raises:
        Refused: ``store.other-realm``, ``store.newer``.
        Unavailable: ``store.damaged``.
    """
    body = _body(cipher, data)
    if body.get("magic") != _MAGIC:
        raise Unavailable("store.damaged", part="store.json")
    if body.get("format") != _FORMAT:
        raise Refused("store.newer", found=body.get("format"), known=_FORMAT)
    try:
        header = codec.from_json(Header, body)
    except codec.Undecodable as error:
        raise Unavailable("store.damaged", part="store.json") from error
    _refuse_foreign(header.facts, realm, known)
    return header


def _body(cipher: Cipher, data: bytes) -> dict[str, canonical.Json]:
    try:
        value = canonical.decode(data)
        if canonical.encode(value) + b"\n" != data:
            raise canonical.NotCanonical("another form")
    except canonical.NotCanonical as error:
        raise Unavailable("store.damaged", part="store.json") from error
    body = value.get("header") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(body, dict):
        raise Unavailable("store.damaged", part="store.json")
    if value.get("digest") != cipher.digest(canonical.encode(body)):
        raise Unavailable("store.damaged", part="store.json")
    return body


def _refuse_foreign(facts: StoreFacts, realm: Realm, known: int) -> None:
    if facts.realm is not realm:
        raise Refused("store.other-realm", store=facts.realm.label, here=realm.label)
    if facts.schema > known:
        raise Refused("store.newer", found=facts.schema, known=known)


def write_header(disk: Disk, cipher: Cipher, path: Path, header: Header) -> None:
    """Replace the header file.

    Raises:
        OSError: The disk does not take it.
    """
    write_durably(disk, path, encode(cipher, header))


def write_waiting(disk: Disk, cipher: Cipher, path: Path, header: Header) -> None:
    """Write the header of a new store under a passing name.

    Raises:
        OSError: The disk does not take it.
    """
    write_new(disk, path, encode(cipher, header))


def read_header(disk: Disk, cipher: Cipher, path: Path, realm: Realm, known: int = SCHEMA) -> Header:
    """Return the header of a store; one that a creation had written but not yet named counts.

    Raises:
        Refused: ``store.other-realm``, ``store.newer``.
        Unavailable: ``store.damaged``, ``disk.failed``.
    """
    present = next((one for one in (path, new_name(path)) if one.exists()), None)
    if present is None:
        raise Unavailable("store.damaged", part=path.name)
    with disk_errors():
        data = read_whole(disk, present)
    return decode(cipher, data, realm, known)
