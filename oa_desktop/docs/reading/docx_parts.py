"""The parts of a DOCX that are read: found by their relationships, whatever their names. ECMA-376-1 11.3, ECMA-376-2 9.

Both namespaces of WordprocessingML occur, the transitional and the strict one, so elements and attributes are known by
their local names.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from oa_desktop.docs.reading.package import Node, Package, TooLarge, Unreadable, child, children, local

_FOLDER = "word"
_ENTRY = "word/document.xml"
_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
    "",
)
_OFF = frozenset({"0", "false", "off", "none"})
LARGEST_NUMBER = 32_000
"""No figure that is read out of a document is larger."""


class DocxParts:
    """The parts of one file.

    Attributes:
        body: What holds the text.

    Raises:
        Unreadable: It is no DOCX, or damaged.
        TooLarge: It unpacks to more than any document needs.
    """

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)
        self._main = next(self._related("", "officeDocument"), "")
        if not self._main:
            raise Unreadable
        body = child(self._package.xml(self._main), "body")
        if body is None:
            raise Unreadable
        self.body = body

    def part(self, kind: str) -> Node | None:
        """Return the part of a kind, such as ``styles``; None when the document has none."""
        return next(self.parts(kind), None)

    def parts(self, kind: str) -> Iterator[Node]:
        """Yield the parts of a kind, such as ``header``."""
        yield from map(self._package.xml, self._related(self._main, kind))

    def referred(self, identity: str) -> Node | None:
        """Return the part that the text refers to by the id of a relationship; None when there is none."""
        for one in self._relationships(self._main):
            if one.get("Id") == identity and (name := self._target(self._main, one)):
                return self._package.xml(name)
        return None

    def media(self, identity: str) -> bytes:
        """Return a file of the package by the id of the document's relationship to it; empty where there is none.

        Raises:
            Unreadable: It is damaged.
            TooLarge: It unpacks to too much.
        """
        found = (one for one in self._relationships(self._main) if one.get("Id") == identity)
        part = next((self._target(self._main, one) for one in found), "")
        return self._package.data(part) if part else b""

    def _related(self, part: str, kind: str) -> Iterator[str]:
        """Yield the names of the parts that a part has a relationship of a kind with."""
        for one in self._relationships(part):
            if one.get("Type", "").endswith(f"/{kind}") and (name := self._target(part, one)):
                yield name

    def _relationships(self, part: str) -> Iterator[Node]:
        folder, name = posixpath.split(part)
        relationships = self._package.resolve("", posixpath.join(folder, "_rels", f"{name}.rels"))
        if not relationships:
            return
        yield from children(self._package.xml(relationships), "Relationship")

    def _target(self, part: str, relationship: Node) -> str:
        """Return the part that a relationship leads to; empty when it is none of the package."""
        outside = relationship.get("TargetMode") == "External"
        return "" if outside else self._package.resolve(part, relationship.get("Target", ""))


def is_docx(data: bytes) -> bool:
    """Tell whether a file is a DOCX by what it holds: a ZIP with a folder ``word``, or what is left of one."""
    if not data.startswith(b"PK"):
        return False
    try:
        return Package(data).folder(_FOLDER)
    except (Unreadable, TooLarge):
        return _ENTRY.encode() in data


def attribute(node: Node | None, name: str) -> str:
    """Return an attribute by its local name; empty when there is none."""
    if node is None:
        return ""
    return next((value for namespace in _NAMESPACES if (value := node.get(namespace + name)) is not None), "")


def value_of(node: Node | None, name: str) -> str:
    """Return ``w:val`` of the first child of that name; empty when there is none."""
    return attribute(child(node, name), "val")


def number_of(written: str, default: int = 0) -> int:
    """Return a whole number that is written in the file; what is none, or absurd, is the default."""
    try:
        value = int(written)
    except ValueError:
        return default
    return value if abs(value) <= LARGEST_NUMBER else default


def is_on(node: Node | None, name: str) -> bool | None:
    """Tell whether a property is on; None when nothing is said of it."""
    found = child(node, name)
    return None if found is None else attribute(found, "val") not in _OFF


def texts_of(node: Node) -> str:
    """Return all text below a node, one line a paragraph, without looking at anything else."""
    paragraphs = (one for one in node.iter() if local(one) == "p")
    lines = ("".join(part.text or "" for part in line.iter() if local(part) == "t").strip() for line in paragraphs)
    return "\n".join(line for line in lines if line)
