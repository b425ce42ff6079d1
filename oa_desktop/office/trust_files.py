"""Certificates and lists of revocations as files: kept in the store, and as a folder on a disc (信任列表).

``anchors``, ``own``, ``between`` and ``makers`` hold certificates (``*.cer``), ``revocations`` holds lists (``*.crl``),
all of them DER or PEM. What is in ``own`` is the unit's own authority and counts inside the unit alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from oa_desktop.domain.certificates import Trust
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.particulars import Attachment
from oa_desktop.office.ports.store import Blobs

OWN, ANCHORS, BETWEEN, MAKERS, REVOCATIONS = "own", "anchors", "between", "makers", "revocations"
SUFFIXES: Mapping[str, str] = {OWN: ".cer", ANCHORS: ".cer", BETWEEN: ".cer", MAKERS: ".cer", REVOCATIONS: ".crl"}
"""The folders of a trust list, and how the files in each are called."""

DigestOf = Callable[[bytes], Digest]


def kept_file(blobs: Blobs, data: bytes, name: str) -> Attachment:
    """Keep a certificate or list and return it as an entry names it."""
    return Attachment(name=name, size=len(data), digest=blobs.keep(data))


def files_of(trust: Trust, digest_of: DigestOf) -> dict[str, bytes]:
    """Return a trust list as files, by path in a folder."""
    own = [one for one in trust.anchors if digest_of(one) in trust.own]
    others = [one for one in trust.anchors if digest_of(one) not in trust.own]
    parts = {OWN: own, ANCHORS: others, BETWEEN: trust.between, MAKERS: trust.makers, REVOCATIONS: trust.revocations}
    return {
        f"{folder}/{digest_of(data)[:16]}{SUFFIXES[folder]}": data for folder, found in parts.items() for data in found
    }


def trust_in(files: Mapping[str, Iterable[bytes]], digest_of: DigestOf) -> Trust:
    """Return the trust list that a folder's files make, all in DER.

    Args:
        files: The files by the folder that they lie in.
        digest_of: SM3.
    """
    found = {folder: tuple(files.get(folder, ())) for folder in SUFFIXES}
    return Trust(
        anchors=(*found[OWN], *found[ANCHORS]),
        own=frozenset(map(digest_of, found[OWN])),
        between=found[BETWEEN],
        makers=found[MAKERS],
        revocations=found[REVOCATIONS],
    )
