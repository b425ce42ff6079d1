"""``manifest.json`` of a backup (备份): every file with its digest, and how far every journal had come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.entry import Head
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.realms import Realm
from oa_desktop.storage.cipher import Cipher

NAME = "manifest.json"
SEAL = "seal.json"
"""The seal over the manifest; whose it is is judged by who knows keys."""
_MAGIC = "oa-desktop backup"
_FORMAT = 1
_LAID_OUT = re.compile(rb'\{"digest":"(?P<digest>[0-9a-f]{64})","manifest":(?P<manifest>\{.*\})\}\n', re.DOTALL)
_FILE = re.compile(r"store\.(json|db)|[a-z][a-z0-9-]{0,40}\.json|blobs/[0-9a-f]{2}/[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """A file of a backup: its size in bytes and its SM3 digest."""

    size: int
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds.

    Attributes:
        store: Id of the store.
        files: By path inside the backup.
        heads: Heads of every journal, so that a backup can witness that a store was not rolled back.
        entries: Number of entries.
        missing: Digests of blobs that the store had lost before; the backup lacks them too.
    """

    store: str
    realm: Realm
    files: Mapping[str, FileRecord]
    heads: Mapping[str, tuple[Head, ...]]
    entries: int
    missing: tuple[Digest, ...] = ()
    magic: str = _MAGIC
    format: int = _FORMAT


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sealed:
    """A manifest with the digest of its canonical form."""

    manifest: Manifest
    digest: Digest = field(default=Digest(""))


def encode(cipher: Cipher, manifest: Manifest) -> bytes:
    """Return the bytes of a manifest: the canonical form of :class:`_Sealed`, of which the long part is made once."""
    body = canonical.encode(codec.to_json(manifest))
    digest = canonical.encode(cipher.digest(body))
    return b'{"digest":' + digest + b',"manifest":' + body + b"}\n"


def decode(cipher: Cipher, data: bytes, realm: Realm) -> Manifest:
    """Return the manifest that some bytes hold.

    Raises:
        Refused: ``store.other-realm``, ``backup.newer``.
        Unavailable: ``backup.damaged``.
    """
    try:
        value = canonical.decode(data)
        _refuse_newer(value)
        manifest = codec.from_json(_Sealed, value).manifest
    except (canonical.NotCanonical, codec.Undecodable) as error:
        raise Unavailable("backup.damaged", part=NAME) from error
    if not _is_as_sealed(cipher, data) or manifest.magic != _MAGIC or not all(map(_FILE.fullmatch, manifest.files)):
        raise Unavailable("backup.damaged", part=NAME)
    if manifest.realm is not realm:
        raise Refused("store.other-realm", store=manifest.realm.label, here=realm.label)
    return manifest


def _is_as_sealed(cipher: Cipher, data: bytes) -> bool:
    """Whether bytes say before the manifest what its digest is, as :func:`encode` writes them."""
    found = _LAID_OUT.fullmatch(data)
    return found is not None and cipher.digest(found["manifest"]) == found["digest"].decode()


def _refuse_newer(value: canonical.Json) -> None:
    body = value.get("manifest") if isinstance(value, dict) else None
    found = body.get("format") if isinstance(body, dict) else None
    if isinstance(found, int) and found > _FORMAT:
        raise Refused("backup.newer", found=found, known=_FORMAT)
