"""The first page of an OFD, taken apart for painting: its box, its layers, what they refer to. GB/T 33190-2016 7."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oa_desktop.docs.ofd.painting.orders import Unpaintable
from oa_desktop.docs.reading.ofd_pages import ENTRY, box
from oa_desktop.docs.reading.package import Node, Package, child, children, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The first page of an OFD.

    Attributes:
        package: The file.
        left_mm: Left edge of the page.
        top_mm: Its upper edge.
        width_mm: Its width.
        height_mm: Its height.
        resources: Elements that name lists of resources, each with the part that it stands in.
        layers: What is painted, in this order; those of templates first.
    """

    package: Package
    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float
    resources: tuple[tuple[str, Node | None], ...]
    layers: tuple[Node, ...]


def opened(data: bytes) -> Page:
    """Return the first page of the first document.

    Raises:
        Unpaintable: There is none.
        Unreadable: It is no OFD, or damaged.
        TooLarge: It unpacks to more than any document.
    """
    package = Package(data)
    place = package.resolve(ENTRY, text_of(child(package.xml(ENTRY), "DocBody"), "DocRoot"))
    if not place:
        raise Unpaintable
    document = package.xml(place)
    common = child(document, "CommonData")
    listed = child(child(document, "Pages"), "Page")
    part = package.resolve(place, listed.get("BaseLoc", "")) if listed is not None else ""
    if not part:
        raise Unpaintable
    page = package.xml(part)
    templates = dict(_templates(package, place, common))
    under = [
        templates[one.get("TemplateID", "")] for one in children(page, "Template") if one.get("TemplateID") in templates
    ]
    left, top, width, height = box(child(page, "Area"), box(child(common, "PageArea"), (0.0, 0.0, 0.0, 0.0)))
    return Page(
        package=package,
        left_mm=left,
        top_mm=top,
        width_mm=width,
        height_mm=height,
        resources=((place, common), (part, page), *under),
        layers=tuple(layer for _, one in (*under, (part, page)) for layer in children(child(one, "Content"), "Layer")),
    )


def _templates(package: Package, place: str, common: Node | None) -> Iterator[tuple[str, tuple[str, Node]]]:
    for one in children(common, "TemplatePage"):
        if part := package.resolve(place, one.get("BaseLoc", "")):
            yield one.get("ID", ""), (part, package.xml(part))
