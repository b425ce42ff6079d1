"""Where a signature shows its seal (签章外观, StampAnnot): on a page that is there, within it. GB/T 33190-2016 18.2."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from oa_desktop.docs.figures import SHEET_HEIGHT_MM, SHEET_WIDTH_MM
from oa_desktop.docs.ofd.judging.locations import parse, resolve
from oa_desktop.docs.reading.package import Node, Unreadable, child, children, text_of

ROUNDING_MM: Final = 0.5
"""By how much a box may stand over the edge of a page."""


class Box(NamedTuple):
    """A rectangle: its corner and its size, mm."""

    left: float
    top: float
    width: float
    height: float


Pages = Mapping[str, Box]
"""The sheet of every page by its id."""
_A4 = Box(0, 0, SHEET_WIDTH_MM, SHEET_HEIGHT_MM)


def pages_of(parts: Mapping[str, bytes], document: str) -> Pages:
    """Return the pages of a document; none where it cannot be read."""
    root = _read(parts, document)
    usual = _sheet(child(child(root, "CommonData"), "PageArea"), _A4)
    listed = children(child(root, "Pages"), "Page")
    return {one.get("ID", "").strip(): _page(parts, document, one, usual) for one in listed}


def _page(parts: Mapping[str, bytes], document: str, page: Node, usual: Box) -> Box:
    return _sheet(child(_read(parts, resolve(parts, document, page.get("BaseLoc", ""))), "Area"), usual)


def _read(parts: Mapping[str, bytes], part: str) -> Node | None:
    try:
        return parse(parts[part])
    except (KeyError, Unreadable):
        return None


def _sheet(area: Node | None, usual: Box) -> Box:
    return box_of(text_of(area, "PhysicalBox")) or usual


def box_of(written: str) -> Box | None:
    """Return a box as it is written; None for one that is none."""
    try:
        found = Box(*map(float, written.split()))
    except (ValueError, TypeError):
        return None
    return found if all(map(math.isfinite, found)) and found.width > 0 and found.height > 0 else None


def stamp_faults(stamps: Sequence[Node], pages: Pages) -> Iterator[str]:
    """Yield the rules that appearances of seals break: no such page, or not within it."""
    for one in stamps:
        page, box = pages.get(one.get("PageRef", "").strip()), box_of(one.get("Boundary", ""))
        if page is None:
            yield "verdict.stamp-without-page"
        elif box is None or not _within(_shown(box, one.get("Clip", "").strip()), page):
            yield "verdict.stamp-off-page"


def _shown(box: Box, clip: str) -> Box | None:
    """Return what of a seal is shown: a strip on every page where it is spread over several (骑缝章)."""
    if not clip:
        return box
    strip = box_of(clip)
    if strip is None or not _within(strip, box):
        return None
    return Box(box.left + strip.left, box.top + strip.top, strip.width, strip.height)


def _within(inner: Box | None, room: Box) -> bool:
    """Tell whether a box, which counts from the corner of a room, lies in it."""
    return (
        inner is not None
        and min(inner.left, inner.top) >= -ROUNDING_MM
        and inner.left + inner.width <= room.width + ROUNDING_MM
        and inner.top + inner.height <= room.height + ROUNDING_MM
    )
