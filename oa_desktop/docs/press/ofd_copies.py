"""A derived copy (副本) of an OFD with something laid over its pages; in a confined worker only. GB/T 33190-2016.

A signature covers every part, so none of the original's can hold of a copy: the copy has none, shows the picture of
every seal where it stood, and says of what it is a copy.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final, TypeVar

from lxml import etree

from oa_desktop.docs.ofd.judging.stamps import Box, box_of
from oa_desktop.docs.ofd.markup import child as put
from oa_desktop.docs.ofd.markup import numbers, root, to_bytes
from oa_desktop.docs.press.blank_places import of_sheet
from oa_desktop.docs.reading.ofd_pages import ENTRY, read_ofd_pages
from oa_desktop.docs.reading.package import Node, Package, TooLarge, Unreadable, child, children, local, text_of
from oa_desktop.docs.sheets.sheets import Picture, Sheet, Tint
from oa_desktop.domain.archives.printed import COPY
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.zipping import zipped

_FOLDER: Final = "Copy"
"""Beside the document: what the copy has beyond the original."""
Found = TypeVar("Found")
_NAMED: Final = ("ID", "Font", "ResourceID")
"""Attributes that name things by numbers, which no two things of a document share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stamp:
    """A seal of a signature as a page shows it.

    Attributes:
        signature: Which, from 0.
        page: Id of the page.
        box: The whole picture.
        clip: What of it is shown, within the box; None for all.
    """

    signature: int
    page: str
    box: Box
    clip: Box | None


class _Original:
    """The first document of an OFD, and the signatures on it."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(data)
        self.entry = self.package.xml(ENTRY)
        self.body = _there(child(self.entry, "DocBody"))
        self.place = self.package.resolve(ENTRY, text_of(self.body, "DocRoot"))
        self.document = self.package.xml(self.place)
        self.pages = {
            one.get("ID", ""): self.package.resolve(self.place, one.get("BaseLoc", ""))
            for one in children(child(self.document, "Pages"), "Page")
        }
        self.list = self.package.resolve(ENTRY, text_of(self.body, "Signatures"))
        self.signatures = tuple(self._signatures())

    def _signatures(self) -> Iterator[tuple[str, Node]]:
        listed = self.package.xml(self.list) if self.list else None
        for one in children(listed, "Signature"):
            part = self.package.resolve(self.list, one.get("BaseLoc", ""))
            yield part, _there(child(self.package.xml(part), "SignedInfo"))

    def seals(self) -> Iterator[bytes]:
        """Yield the seal of every signature; nothing for one that lies in its value alone."""
        for part, info in self.signatures:
            seal = self.package.resolve(part, text_of(child(info, "Seal"), "BaseLoc"))
            yield self.package.data(seal) if seal else b""

    def stamps(self) -> Iterator[_Stamp]:
        """Yield where seals stand."""
        for number, (_, info) in enumerate(self.signatures):
            for one in children(info, "StampAnnot"):
                box = box_of(one.get("Boundary", ""))
                if box is not None:
                    page, clip = one.get("PageRef", "").strip(), box_of(one.get("Clip", ""))
                    yield _Stamp(signature=number, page=page, box=box, clip=clip)

    def parts(self) -> dict[str, bytes]:
        """Return its parts but those of signatures."""
        folder = posixpath.dirname(self.list)
        signing = {self.list, *(part for part, _ in self.signatures)}
        signing |= {posixpath.dirname(part) for part, _ in self.signatures if posixpath.dirname(part) != folder}
        kept = (one for one in self.package.names() if one not in signing and posixpath.dirname(one) not in signing)
        return {name: self.package.data(name) for name in kept}


def _opened(look: Callable[[], Found]) -> Found:
    try:
        return look()
    except TooLarge as error:
        raise Refused("view.too-hard") from error
    except (Unreadable, ValueError, IndexError) as error:
        raise Refused("view.damaged") from error


def _there(node: Node | None) -> Node:
    if node is None:
        raise Unreadable
    return node


def blank_place(data: bytes, width_mm: float, height_mm: float) -> list[float]:
    """Return left and upper edge of a blank place on the first page, where no seal stands, and the size of the page.

    Raises:
        Refused: ``archiving.no-stamp-place``, ``view.damaged``, ``view.too-hard``.
    """
    return of_sheet(_opened(lambda: _sealed_sheet(data)), width_mm, height_mm)


def _sealed_sheet(data: bytes) -> Sheet:
    original, sheet = _Original(data), read_ofd_pages(data).sheets.sheets[0]
    first = next(iter(original.pages))
    seals = (_shown(one) for one in original.stamps() if one.page == first)
    taken = (Picture(one.left, one.top, one.left + one.width, one.top + one.height, Tint.RED) for one in seals)
    return replace(sheet, pictures=(*sheet.pictures, *taken))


def _shown(stamp: _Stamp) -> Box:
    box, clip = stamp.box, stamp.clip
    return Box(box.left + clip.left, box.top + clip.top, clip.width, clip.height) if clip else box


def seals_of(data: bytes) -> list[bytes]:
    """Return the seal (ESL) of every signature of an OFD.

    Raises:
        Refused: ``view.damaged``, ``view.too-hard``.
    """
    return _opened(lambda: list(_Original(data).seals()))


def copied(data: bytes, over: bytes, pictures: Sequence[bytes], original: str) -> bytes:
    """Return a copy of an OFD with the first page of another, of ours, over its own first page.

    Args:
        data: The original.
        over: What is laid over it.
        pictures: PNG of the seal of every signature, in the order of :func:`seals_of`; nothing where none is drawn.
        original: Digest of the original, which the copy names.

    Raises:
        Refused: ``view.damaged``, ``view.too-hard``.
    """
    return _opened(lambda: _copied(_Original(data), Package(over), pictures, original))


def _copied(original: _Original, over: Package, pictures: Sequence[bytes], digest: str) -> bytes:
    parts, page = original.parts(), next(iter(original.pages))
    contents = {one: original.package.xml(part) for one, part in original.pages.items()}
    common = _there(child(original.document, "CommonData"))
    highest = _there(child(common, "MaxUnitID"))
    folder = posixpath.join(posixpath.dirname(original.place), _FOLDER)
    ids = count(int(highest.text or "0") + 1)
    parts |= _put_seals(original, contents, pictures, ids, folder)
    parts |= _put_over(over, contents[page], next(ids), folder)
    highest.text = str(next(ids) + _highest(over))
    for name in sorted(one for one in parts if one.startswith(f"{folder}/") and one.endswith(".xml")):
        _list(common, f"/{name}")
    changed = {original.pages[one]: to_bytes(content) for one, content in contents.items()}
    parts |= changed | {original.place: to_bytes(original.document), ENTRY: _said(original, digest)}
    return zipped({ENTRY: parts.pop(ENTRY), **parts})


def _list(common: Node, location: str) -> None:
    """List a file of resources before whatever may not stand before one."""
    before = [one for one in common if local(one) in ("MaxUnitID", "PageArea", "PublicRes")]
    listed = put(common, "PublicRes", location)
    before[-1].addnext(listed)


def _highest(package: Package) -> int:
    document = package.xml("Doc_0/Document.xml")
    return int(text_of(child(document, "CommonData"), "MaxUnitID"))


def _put_over(over: Package, content: Node, first: int, folder: str) -> dict[str, bytes]:
    """Put the layers of a page of ours over another; return the resources that they need."""
    resources = over.xml("Doc_0/PublicRes.xml")
    resources.set("BaseLoc", "Res")
    page = over.xml("Doc_0/Pages/Page_0/Content.xml")
    _renumber((*resources.iter(), *page.iter()), first)
    for layer in children(child(page, "Content"), "Layer"):
        layer.set("Type", "Foreground")
        _there(child(content, "Content")).append(layer)
    fonts = {name: over.data(name) for name in over.names() if name.startswith("Doc_0/Res/")}
    moved = {f"{folder}/Res/{posixpath.basename(name)}": font for name, font in fonts.items()}
    return {f"{folder}/PublicRes.xml": to_bytes(resources), **moved}


def _renumber(nodes: Iterable[Node], first: int) -> None:
    for one in nodes:
        for name in _NAMED:
            if one.get(name):
                one.set(name, str(int(one.get(name, "")) + first))


def _put_seals(
    original: _Original, contents: Mapping[str, Node], pictures: Sequence[bytes], ids: Iterator[int], folder: str
) -> dict[str, bytes]:
    """Draw the seals into the pages; return the resources that they need."""
    drawn = {number: next(ids) for number, picture in enumerate(pictures) if picture}
    for one in original.stamps():
        if one.signature in drawn and one.page in contents:
            layer = put(_there(child(contents[one.page], "Content")), "Layer", ID=next(ids), Type="Foreground")
            _put_seal(layer, one, next(ids), drawn[one.signature])
    if not drawn:
        return {}
    resources = root("Res", BaseLoc="Seals")
    listed = put(resources, "MultiMedias")
    for identity in drawn.values():
        put(put(listed, "MultiMedia", ID=identity, Type="Image", Format="PNG"), "MediaFile", f"seal_{identity}.png")
    files = {f"{folder}/Seals/seal_{identity}.png": pictures[number] for number, identity in drawn.items()}
    return {f"{folder}/SealsRes.xml": to_bytes(resources), **files}


def _put_seal(layer: Node, stamp: _Stamp, identity: int, resource: int) -> None:
    """Draw a seal; its box cuts off what is not shown."""
    shown = _shown(stamp)
    moved = (stamp.box.left - shown.left, stamp.box.top - shown.top)
    matrix = numbers(stamp.box.width, 0, 0, stamp.box.height, *moved)
    put(layer, "ImageObject", ID=identity, Boundary=numbers(*shown), CTM=matrix, ResourceID=resource)


def _said(original: _Original, digest: str) -> bytes:
    """Return OFD.xml that names no signatures, and says of what it is a copy."""
    listed, info = child(original.body, "Signatures"), _there(child(original.body, "DocInfo"))
    if listed is not None:
        original.body.remove(listed)
    identity = child(info, "DocID")
    if identity is not None:
        identity.text = digest[: len(identity.text or "")]
    said = child(info, "CustomDatas")
    put(put(info, "CustomDatas") if said is None else said, "CustomData", digest, Name=COPY)
    return etree.tostring(original.entry, xml_declaration=True, encoding="UTF-8")
