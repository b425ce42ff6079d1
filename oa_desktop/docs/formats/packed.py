"""Files that are packages of parts: OFD, DOCX, XLSX, and any other ZIP."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from oa_desktop.docs.formats.signatures import DOCX, EMBEDDED, LINK, OFD, OFFICE_PARTS, SCRIPT, XLSX, ZIP, Kind
from oa_desktop.docs.reading.package import Node, Package, TooLarge, Unreadable, child, children, local
from oa_desktop.domain.archives.formats import FileFormat

OFD_ENTRY = "OFD.xml"
OFD_NAMESPACE = "http://www.ofdspec.org/2016"
"""GB/T 33190-2016, of every element."""
_ENCRYPTED = 0x1
_MOST_PAGES = 5_000
_STILL = frozenset({"Goto"})
"""Actions of an OFD that only lead to another of its pages."""


def packed(data: bytes) -> FileFormat:
    """Return what a ZIP is; parts that cannot be read leave a doubt."""
    try:
        package = Package(data)
        if _is_locked(data):
            return _format(_kind(package), encrypted=True, doubt="有加密的部件")
        return _ofd(package) if package.has(OFD_ENTRY) else _office(package)
    except TooLarge:
        return _format(ZIP, doubt="解开以后太大")
    except Unreadable:
        return _format(OFD if OFD_ENTRY.encode() in data else ZIP, doubt="损坏")


def _format(kind: Kind, version: str = "", active: tuple[str, ...] = (), pages: int = 0, **more: object) -> FileFormat:
    return FileFormat(
        name=kind.name,
        version=version,
        mime=kind.mime,
        endings=kind.endings,
        active=active,
        encrypted=bool(more.get("encrypted")),
        doubt=str(more.get("doubt", "")),
        pages=pages,
    )


def _is_locked(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(one.flag_bits & _ENCRYPTED for one in archive.infolist())


def _kind(package: Package) -> Kind:
    if package.has(OFD_ENTRY):
        return OFD
    if package.has("[Content_Types].xml"):
        return next((kind for folder, kind in (("word", DOCX), ("xl", XLSX)) if package.folder(folder)), ZIP)
    return ZIP


# --- OFD ----------------------------------------------------------------------------------------------------------


def _ofd(package: Package) -> FileFormat:
    """Return what an OFD is; one whose entry stands in another namespace is none.

    Raises:
        Unreadable: It is damaged.
        TooLarge: It holds more than any document.
    """
    entry = package.xml(OFD_ENTRY)
    if entry.tag != f"{{{OFD_NAMESPACE}}}OFD":
        return _format(ZIP, doubt="OFD.xml 不在 OFD 的命名空间里")
    version = " ".join(filter(None, (entry.get("Version"), entry.get("DocType", "").removeprefix("OFD").strip("-"))))
    bodies = [_document(package, body) for body in children(entry, "DocBody")]
    found = dict.fromkeys(each for place, document in bodies for each in _in_body(package, place, document))
    locked = package.has("Encryptions.xml") or child(entry, "Encryptions") is not None
    pages = 0 if locked else sum(1 for _, document in bodies for _ in children(child(document, "Pages"), "Page"))
    return _format(OFD, version, tuple(found), pages, encrypted=locked, doubt="加密" if locked else "")


def _document(package: Package, body: Node) -> tuple[str, Node]:
    """Return where the root of a document lies (GB/T 33190-2016 7.4), and the root."""
    root = child(body, "DocRoot")
    place = package.resolve(OFD_ENTRY, (root.text or "") if root is not None else "")
    if not place:
        raise Unreadable
    return place, package.xml(place)


def _in_body(package: Package, place: str, document: Node) -> Iterator[str]:
    yield from _acts(document)
    for name in ("Attachments", "Annotations"):
        beside = child(document, name)
        found = package.resolve(place, beside.text or "") if beside is not None else ""
        listed = package.xml(found) if found else None
        if name == "Attachments" and next(children(listed, "Attachment"), None) is not None:
            yield EMBEDDED
    yield from _on_pages(package, place, document)


def _on_pages(package: Package, place: str, document: Node) -> Iterator[str]:
    """Give what the pages and the notes on them do."""
    for count, page in enumerate(children(child(document, "Pages"), "Page")):
        if count >= _MOST_PAGES:
            raise TooLarge
        content = package.resolve(place, page.get("BaseLoc", ""))
        if not content:
            raise Unreadable
        yield from _acts(package.xml(content))
    for part in list(package.names()):
        if posixpath.basename(part).lower().startswith("annot") and part.lower().endswith(".xml"):
            yield from _acts(package.xml(part))


def _acts(root: Node) -> Iterator[str]:
    """Give what the actions (GB/T 33190-2016 14) of a part do, but for leading to a page."""
    for action in root.iter("{*}Action"):
        for act in action:
            name = local(act)
            if name not in _STILL and name != "Region":
                yield LINK if name == "URI" else SCRIPT


# --- office files -------------------------------------------------------------------------------------------------


def _office(package: Package) -> FileFormat:
    kind = _kind(package)
    found = dict.fromkeys((*_parts(package), *_outside(package))) if kind is not ZIP else {EMBEDDED: None}
    return _format(kind, "", tuple(found))


def _parts(package: Package) -> Iterator[str]:
    for name in package.names():
        pieces = name.casefold().split("/")
        yield from (what for piece, what in OFFICE_PARTS.items() if piece in pieces)


_HARMLESS = ("/hyperlink",)
"""Relations that lead outside only when a person clicks on words."""


def _outside(package: Package) -> Iterator[str]:
    """Give a link for what is fetched from outside when the file is opened: a template, a picture, an object."""
    for name in list(package.names()):
        if name.casefold().endswith(".rels"):
            for one in package.xml(name):
                if one.get("TargetMode") == "External" and not one.get("Type", "").endswith(_HARMLESS):
                    yield LINK
