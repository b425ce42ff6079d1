"""An OFD that somebody sent, as sheets. GB/T 33190-2016; only the first document of the package is read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from oa_desktop.docs.figures import SHEET_HEIGHT_MM, SHEET_WIDTH_MM
from oa_desktop.docs.reading.ofd_objects import Found, Matrix, ObjectReader
from oa_desktop.docs.reading.package import (
    Node,
    Package,
    TooLarge,
    Unreadable,
    child,
    children,
    local,
    text_of,
)
from oa_desktop.docs.sheets.sheets import Sheet, Sheets

MOST_PAGES = 5_000
_A4 = (0.0, 0.0, SHEET_WIDTH_MM, SHEET_HEIGHT_MM)
ENTRY = "OFD.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfdPages:
    """The pages of an OFD, and what it has beside them.

    Attributes:
        sheets: Its pages.
        signatures: Whether it lists electronic seals or signatures.
        attachments: How many files travel inside.
        documents: How many documents the package holds.
    """

    sheets: Sheets
    signatures: bool = False
    attachments: int = 0
    documents: int = 1


def is_ofd(data: bytes) -> bool:
    """Tell whether a file is an OFD by what it holds: a ZIP with OFD.xml in it, or what is left of one."""
    if not data.startswith(b"PK"):
        return False
    try:
        return Package(data).has(ENTRY)
    except (Unreadable, TooLarge):
        return ENTRY.encode() in data


def read_ofd_pages(data: bytes, *, with_pictures: bool = False) -> OfdPages:
    """Read an OFD, its pictures only where they are asked for.

    Raises:
        Unreadable: It is no OFD, or damaged.
        TooLarge: It holds more than any document.
    """
    package = Package(data)
    bodies = list(children(package.xml(ENTRY), "DocBody"))
    place = package.resolve(ENTRY, text_of(bodies[0], "DocRoot")) if bodies else ""
    if not place:
        raise Unreadable
    document = package.xml(place)
    attached = package.resolve(place, text_of(document, "Attachments"))
    return OfdPages(
        sheets=Sheets(sheets=tuple(_Document(package, place, document, with_pictures=with_pictures).pages())),
        signatures=bool(package.resolve(ENTRY, text_of(bodies[0], "Signatures"))),
        attachments=len(list(children(package.xml(attached), "Attachment"))) if attached else 0,
        documents=len(bodies),
    )


class _Document:
    """One document of a package while it is read."""

    def __init__(self, package: Package, place: str, root: Node, *, with_pictures: bool) -> None:
        self._package = package
        self._place = place
        self._root = root
        common = child(root, "CommonData")
        self._box = box(child(common, "PageArea"), _A4)
        parts = {part: package.xml(part) for part in self._resources(common)}
        resources = list(parts.values())
        self._media = dict(self._files(parts)) if with_pictures else {}
        self._reader = ObjectReader(
            fonts={font.get("ID", ""): font.get("FontName", "") for font in _listed(resources, "Fonts", "Font")},
            units={
                unit.get("ID", ""): unit for unit in _listed(resources, "CompositeGraphicUnits", "CompositeGraphicUnit")
            },
            media=self._file,
        )
        self._templates: Mapping[str, str] = {
            one.get("ID", ""): package.resolve(place, one.get("BaseLoc", ""))
            for one in children(common, "TemplatePage")
        }

    def _files(self, parts: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
        """Yield the id and the part of every picture that the resources list."""
        for part, resources in parts.items():
            folder = resources.get("BaseLoc", "").strip()
            for medium in _listed([resources], "MultiMedias", "MultiMedia"):
                beside = posixpath.join(folder, text_of(medium, "MediaFile"))
                yield medium.get("ID", ""), self._package.resolve(part, beside)

    def _file(self, identity: str) -> bytes:
        part = self._media.get(identity, "")
        return self._package.data(part) if part else b""

    def pages(self) -> Iterator[Sheet]:
        """Yield the pages."""
        listed = list(children(child(self._root, "Pages"), "Page"))
        if not listed:
            raise Unreadable
        if len(listed) > MOST_PAGES:
            raise TooLarge
        for number, page in enumerate(listed, start=1):
            yield self._page(number, self._package.resolve(self._place, page.get("BaseLoc", "")))

    def _page(self, number: int, part: str) -> Sheet:
        content = self._package.xml(part)
        left, top, width, height = box(child(content, "Area"), self._box)
        space, found = Matrix(e=-left, f=-top), Found()
        for used in children(content, "Template"):
            if template := self._templates.get(used.get("TemplateID", "")):
                self._read(self._package.xml(template), space, found)
        self._read(content, space, found)
        return Sheet(
            number=number,
            width_mm=width,
            height_mm=height,
            characters=tuple(found.characters),
            strokes=tuple(found.strokes),
            pictures=tuple(found.pictures),
        )

    def _read(self, page: Node, space: Matrix, found: Found) -> None:
        for layer in children(child(page, "Content"), "Layer"):
            self._reader.read(layer, found, space)

    def _resources(self, common: Node | None) -> Iterator[str]:
        for one in common if common is not None else ():
            if local(one) in ("PublicRes", "DocumentRes"):
                part = self._package.resolve(self._place, one.text or "")
                if part:
                    yield part


def _listed(resources: list[Node], container: str, name: str) -> Iterator[Node]:
    for one in resources:
        for holder in children(one, container):
            yield from children(holder, name)


def box(area: Node | None, default: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return the sheet of a page or of a document."""
    try:
        left, top, width, height = map(float, text_of(area, "PhysicalBox").split())
    except ValueError:
        return default
    return (left, top, width, height) if 0 < width < MOST_PAGES and 0 < height < MOST_PAGES else default
