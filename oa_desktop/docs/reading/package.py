"""The package of an OFD or a DOCX that somebody sent: parts by their locations, read within limits, nothing executed.

Names are found whatever the case and with or without a leading slash; XML with a document type is refused, since
neither needs one and entities are how small files become large.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

Node = etree._Element

MOST_PARTS = 20_000
LARGEST_PART = 32 * 1024 * 1024
LARGEST_WHOLE = 128 * 1024 * 1024
"""Bytes that are unpacked in all; fonts are never unpacked."""
_BROKEN = (zipfile.BadZipFile, ValueError, OverflowError, EOFError, OSError, RuntimeError)
"""What the ZIP library raises for packages that are damaged, encrypted or of a kind that it does not know."""


class Unreadable(Exception):
    """The file is no such package, or is damaged."""


class TooLarge(Exception):
    """The file unpacks to more than any document needs."""


class Locked(Exception):
    """The file cannot be opened without a password."""


class Textless(Exception):
    """The file holds no text."""


class Package:
    """A package opened for reading.

    Raises:
        Unreadable: It is no ZIP.
        TooLarge: It has too many parts.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise Unreadable from error
        if len(self._zip.namelist()) > MOST_PARTS:
            raise TooLarge
        self._names = {_plain(name).casefold(): name for name in self._zip.namelist()}
        self._left = LARGEST_WHOLE

    def has(self, location: str) -> bool:
        """Tell whether there is a part."""
        return location.casefold() in self._names

    def folder(self, location: str) -> bool:
        """Tell whether there is a part in a folder."""
        return any(name.startswith(f"{location.casefold()}/") for name in self._names)

    def names(self) -> Iterator[str]:
        """Yield the locations of the parts, without a leading slash."""
        yield from map(_plain, self._names.values())

    def resolve(self, base: str, location: str) -> str:
        """Return the part that a location written in the part ``base`` names; empty when there is none."""
        written = location.strip().replace("\\", "/")
        beside = posixpath.join(posixpath.dirname(base), written)
        for candidate in (written,) if written.startswith("/") else (beside, written):
            name = _plain(posixpath.normpath("/" + candidate))
            if written and self.has(name):
                return name
        return ""

    def xml(self, part: str) -> Node:
        """Return a part's XML.

        Raises:
            Unreadable: It is missing, encrypted, damaged, or no XML without a document type.
            TooLarge: It unpacks to too much.
        """
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(self.data(part), parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable from error
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            raise Unreadable
        return root

    def data(self, part: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            Unreadable: It is missing, encrypted or damaged.
            TooLarge: It unpacks to too much.
        """
        try:
            with self._zip.open(self._names[part.casefold()]) as stream:
                data = stream.read(min(LARGEST_PART, self._left) + 1)
        except (*_BROKEN, KeyError, zlib.error) as error:
            raise Unreadable from error
        if len(data) > min(LARGEST_PART, self._left):
            raise TooLarge
        self._left -= len(data)
        return data


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def local(node: Node) -> str:
    """Return the name of an element without its namespace: producers write several."""
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""


def children(node: Node | None, name: str) -> Iterator[Node]:
    """Yield the children of that name."""
    if node is not None:
        yield from (one for one in node if local(one) == name)


def child(node: Node | None, name: str) -> Node | None:
    """Return the first child of that name."""
    return next(children(node, name), None)


def text_of(node: Node | None, name: str) -> str:
    """Return the text of the first child of that name; empty when there is none."""
    found = child(node, name)
    return (found.text or "").strip() if found is not None else ""
