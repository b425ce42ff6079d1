"""Where a location written in a part leads (ST_Loc): to a part of the package, and never out of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Final

from lxml import etree

from oa_desktop.docs.reading.package import Node, Unreadable, local

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LEADING: Final = frozenset(
    {
        *("DocRoot", "Signatures", "Versions", "PublicRes", "DocumentRes", "PageRes", "Annotations", "CustomTags"),
        *("Attachments", "Extensions", "FileLoc", "MediaFile", "FontFile", "ExtendData", "Profile", "Substitution"),
    }
)
"""Elements whose text is a location."""


def parse(data: bytes) -> Node:
    """Return a part's XML.

    Raises:
        Unreadable: It is no XML, or has a document type: entities are how one text is read in two ways.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable
    return root


def resolve(parts: Container[str], base: str, written: str) -> str:
    """Return the part that a location in the part ``base`` names; empty when there is none.

    A leading slash means the package; without one the folder of ``base`` comes first, then the package, as practice is.
    """
    found = (one for one in candidates(base, written) if one in parts)
    return next(found, "")


def candidates(base: str, written: str) -> Iterator[str]:
    """Yield the names that a location may mean, the nearer first; none where it leads out of the package."""
    text = written.strip()
    if not text or leads_out(base, text):
        return
    if not text.startswith("/"):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(base), text))
    yield posixpath.normpath("/" + text).lstrip("/")


def leads_out(base: str, written: str) -> bool:
    """Tell whether a location leads out of the package: up beyond its root, to another disk or to an address."""
    if _ELSEWHERE.match(written) or "\\" in written or written.startswith("//"):
        return True
    whole = written.lstrip("/") if written.startswith("/") else posixpath.join(posixpath.dirname(base), written)
    return posixpath.normpath(whole).split("/")[0] == ".."


def xml_parts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, Node]]:
    """Yield the parts that are XML, read; what is no XML of OFD is left alone."""
    for name, data in parts.items():
        if name.casefold().endswith(".xml"):
            with suppress(Unreadable):
                yield name, parse(data)


def leading_out(parts: Iterable[tuple[str, Node]]) -> Iterator[str]:
    """Yield the parts in which a location leads out of the package."""
    return (name for name, root in parts if any(leads_out(name, one) for one in _written(root)))


def _written(root: Node) -> Iterator[str]:
    for node in root.iter():
        if location := (node.get("BaseLoc") or "").strip():
            yield location
        if local(node) in _LEADING and (location := (node.text or "").strip()):
            yield location
