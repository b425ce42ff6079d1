"""Putting a seal on an OFD of ours (签章): GB/T 33190-2016 18; the value comes from whoever holds the seal.

A signature covers every part of the package by its digest. It cannot cover the list of signatures while others are to
follow, because they stand in that list; the last one does, and nothing is added after it. The same pages, the same
seal and the same moment give the same package but for the value, in which chance has a part.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from oa_desktop.docs.ofd.markup import OFD, Node, child, numbers, root, to_bytes
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.zipping import zipped
from oa_desktop.office.ports.trust import Impression, SealInHand

SM3_OID: Final = "1.2.156.10197.1.401"
SM2_WITH_SM3_OID: Final = "1.2.156.10197.1.501"
ENTRY, DOCUMENT = "OFD.xml", "Doc_0/Document.xml"
SIGNATURES: Final = "Doc_0/Signs/Signatures.xml"
_PROVIDER: Final = "oa_desktop"
_TIME: Final = "%Y%m%d%H%M%SZ"

DigestOf = Callable[[bytes], Digest]
"""SM3, lower-case hexadecimal."""
Stamp = Callable[[SealInHand, bytes, str], bytes]
"""Returns the signature value over a digest of what is named."""


def seal_ofd(
    data: bytes, using: SealInHand, places: Sequence[Impression], *, last: bool, stamp: Stamp, digest_of: DigestOf
) -> bytes:
    """Return an OFD of ours with one more seal.

    Args:
        data: The OFD, with or without seals.
        using: The seal.
        places: Where it stands; several where it is spread over pages (骑缝章).
        last: Whether no other follows; then the list of signatures is covered too.
        stamp: Makes the signature value.
        digest_of: SM3.

    Raises:
        Refused: ``seal.closed``: the last seal is on it already; ``seal.no-place``: a page is not there.
    """
    parts = _parts(data)
    _refuse_closed(parts)
    number = len(_listed(parts))
    folder = f"Doc_0/Signs/Sign_{number}"
    signature, value = f"{folder}/Signature.xml", f"{folder}/SignedValue.dat"
    parts[ENTRY] = _with_list(parts[ENTRY])
    parts[SIGNATURES] = _list(number + 1)
    parts[f"{folder}/Seal.esl"] = using.seal
    covered = parts if last else {name: part for name, part in parts.items() if name != SIGNATURES}
    stamps = [(_page_id(parts, place.page), place) for place in places]
    parts[signature] = to_bytes(_signature(covered, using.at, stamps, number, digest_of))
    parts[value] = stamp(using, bytes.fromhex(digest_of(parts[signature])), f"/{signature}")
    return zipped(parts)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _parsed(part: bytes) -> Node:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def _found(tree: Node, name: str) -> list[Node]:
    return list(tree.iter(f"{{{OFD}}}{name}"))


def _listed(parts: Mapping[str, bytes]) -> list[Node]:
    return _found(_parsed(parts[SIGNATURES]), "Signature") if SIGNATURES in parts else []


def _refuse_closed(parts: Mapping[str, bytes]) -> None:
    """Refuse to add to a list of signatures that a signature covers."""
    signatures = (part for name, part in parts.items() if name.endswith("/Signature.xml"))
    covered = (one.get("FileRef") for part in signatures for one in _found(_parsed(part), "Reference"))
    if f"/{SIGNATURES}" in covered:
        raise Refused("seal.closed")


def _with_list(entry: bytes) -> bytes:
    """Return OFD.xml that names the list of signatures."""
    tree = _parsed(entry)
    if not _found(tree, "Signatures"):
        child(_found(tree, "DocBody")[0], "Signatures", SIGNATURES)
    return to_bytes(tree)


def _list(count: int) -> bytes:
    """Return Signatures.xml."""
    tree = root("Signatures")
    child(tree, "MaxSignId", str(count))
    for number in range(count):
        child(tree, "Signature", ID=number + 1, Type="Seal", BaseLoc=f"Sign_{number}/Signature.xml")
    return to_bytes(tree)


def _page_id(parts: Mapping[str, bytes], page: int) -> str:
    pages = _found(_parsed(parts[DOCUMENT]), "Page")
    if not 1 <= page <= len(pages):
        raise Refused("seal.no-place")
    return str(pages[page - 1].get("ID"))


def _signature(
    covered: Mapping[str, bytes],
    at: datetime,
    stamps: Iterable[tuple[str, Impression]],
    number: int,
    digest_of: DigestOf,
) -> Node:
    """Return Signature.xml."""
    tree = root("Signature")
    signed = child(tree, "SignedInfo")
    child(signed, "Provider", ProviderName=_PROVIDER, Company=_PROVIDER, Version="1.0")
    child(signed, "SignatureMethod", SM2_WITH_SM3_OID)
    child(signed, "SignatureDateTime", at.astimezone(UTC).strftime(_TIME))
    references = child(signed, "References", CheckMethod=SM3_OID)
    for name, part in covered.items():
        value = base64.b64encode(bytes.fromhex(digest_of(part))).decode()
        child(child(references, "Reference", FileRef=f"/{name}"), "CheckValue", value)
    for place, (page_id, stamp) in enumerate(stamps):
        _put_stamp(signed, f"s{number}_{place}", page_id, stamp)
    child(child(signed, "Seal"), "BaseLoc", "Seal.esl")
    child(tree, "SignedValue", "SignedValue.dat")
    return tree


def _put_stamp(signed: Node, name: str, page_id: str, stamp: Impression) -> None:
    box = numbers(stamp.x_mm, stamp.y_mm, stamp.width_mm, stamp.height_mm)
    annotation = child(signed, "StampAnnot", ID=name, PageRef=page_id, Boundary=box)
    if stamp.clip:
        annotation.set("Clip", numbers(*stamp.clip))
