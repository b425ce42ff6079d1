"""The package of a DOCX: parts, their relationships, and a ZIP whose bytes depend on nothing but them.

Parts are few and known, so content types and relationships are a table. Open Packaging Conventions, ECMA-376-2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from lxml import etree

from oa_desktop.docs.docx.markup import RELATIONSHIPS, Node, to_bytes
from oa_desktop.docs.packages import lawful
from oa_desktop.domain.zipping import ZIP_DATE, zipped

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
_TERMS: Final = "http://purl.org/dc/terms/"
_SCHEMA_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"
_CORE: Final = f"{_PACKAGE}/metadata/core-properties"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part that the document refers to.

    Attributes:
        kind: ``footer``, ``header``, ``styles``, ``settings`` or ``fontTable``.
        name: File name below ``word/``.
        id: Relationship id by which the document refers to it.
        root: Its XML.
    """

    kind: str
    name: str
    id: str
    root: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture that the document refers to.

    Attributes:
        name: File name below ``word/``; its ending says what it is.
        id: Relationship id by which the document refers to it.
        data: Its file.
    """

    name: str
    id: str
    data: bytes = field(repr=False)

    @property
    def ending(self) -> str:
        """How it is written: ``png`` or ``jpeg``."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreProperties:
    """文档属性 shown by the file manager.

    Attributes:
        title: 标题.
        creator: 作者.
        made_on: Written as created and modified.
        keywords: 关键词.
    """

    title: str = ""
    creator: str = ""
    made_on: datetime = datetime(*ZIP_DATE)
    keywords: str = ""


def package_bytes(
    document: Node, parts: Iterable[Part], properties: CoreProperties, media: Sequence[Media] = ()
) -> bytes:
    """Return the DOCX file; the same arguments give the same bytes."""
    known = tuple(parts)
    files = {
        "[Content_Types].xml": _content_types(known, media),
        "_rels/.rels": _package_relationships(),
        "docProps/core.xml": _core_properties(properties),
        "word/document.xml": to_bytes(document),
        "word/_rels/document.xml.rels": _relationships(
            (
                *((part.id, f"{RELATIONSHIPS}/{part.kind}", part.name) for part in known),
                *((one.id, f"{RELATIONSHIPS}/image", one.name) for one in media),
            )
        ),
        **{f"word/{part.name}": to_bytes(part.root) for part in known},
        **{f"word/{one.name}": one.data for one in media},
    }
    return zipped(files)


def _content_types(parts: tuple[Part, ...], media: Sequence[Media]) -> bytes:
    root = _root(f"{_PACKAGE}/content-types", "Types")
    _add(root, "Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml")
    _add(root, "Default", Extension="xml", ContentType="application/xml")
    for ending in sorted({one.ending for one in media}):
        _add(root, "Default", Extension=ending, ContentType=f"image/{ending}")
    _add(root, "Override", PartName="/word/document.xml", ContentType=f"{_WORD_TYPE}.document.main+xml")
    for part in parts:
        _add(root, "Override", PartName=f"/word/{part.name}", ContentType=f"{_WORD_TYPE}.{part.kind}+xml")
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    _add(root, "Override", PartName="/docProps/core.xml", ContentType=core)
    return to_bytes(root)


def _package_relationships() -> bytes:
    return _relationships(
        (
            ("rId1", f"{RELATIONSHIPS}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        )
    )


def _relationships(rows: Iterable[tuple[str, str, str]]) -> bytes:
    root = _root(f"{_PACKAGE}/relationships", "Relationships")
    for identity, kind, target in rows:
        _add(root, "Relationship", Id=identity, Type=kind, Target=target)
    return to_bytes(root)


def _core_properties(properties: CoreProperties) -> bytes:
    names = {"cp": _CORE, "dc": _DUBLIN_CORE, "dcterms": _TERMS, "xsi": _SCHEMA_INSTANCE}
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=names)
    etree.SubElement(root, f"{{{_DUBLIN_CORE}}}title").text = lawful(properties.title)
    etree.SubElement(root, f"{{{_DUBLIN_CORE}}}creator").text = lawful(properties.creator)
    if properties.keywords:
        etree.SubElement(root, f"{{{_CORE}}}keywords").text = lawful(properties.keywords)
    for name in ("created", "modified"):
        moment = etree.SubElement(root, f"{{{_TERMS}}}{name}")
        moment.set(f"{{{_SCHEMA_INSTANCE}}}type", "dcterms:W3CDTF")
        moment.text = properties.made_on.strftime("%Y-%m-%dT%H:%M:%SZ")
    return to_bytes(root)


def _root(namespace: str, name: str) -> Node:
    return etree.fromstring(f'<{name} xmlns="{namespace}"/>')


def _add(parent: Node, name: str, **attributes: str) -> None:
    namespace = etree.QName(parent).namespace
    etree.SubElement(parent, f"{{{namespace}}}{name}", attributes)
