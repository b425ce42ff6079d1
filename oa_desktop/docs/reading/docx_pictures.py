"""Pictures of a DOCX: which files of the package a drawing (DrawingML) or a shape (VML) shows. ECMA-376-1 20.4."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import Final, TypeAlias

from oa_desktop.docs.reading.found_pictures import FoundPicture
from oa_desktop.docs.reading.package import Node, local

Media: TypeAlias = Callable[[str], bytes]
"""Returns a file of the package by the id of its relationship; empty where it is not in the package."""

MARKS: Final = frozenset({"blip", "imagedata"})
_BOX: Final = "txbxContent"
_EMU_PER_MM: Final = 36_000
_MM: Final = {"pt": 25.4 / 72, "in": 25.4, "mm": 1.0, "cm": 10.0, "px": 25.4 / 96}
_WIDTH, _HEIGHT = (re.compile(rf"(?:^|;)\s*{side}\s*:\s*([0-9.]+)\s*(pt|in|mm|cm|px)") for side in ("width", "height"))
_SIDES: Final = ("l", "t", "r", "b")
_LARGEST_MM: Final = 999


def pictures_in(drawing: Node, media: Media) -> Iterator[FoundPicture | None]:
    """Yield the pictures of a drawing, but not those of text boxes in it; None for one that lies elsewhere."""
    for mark in drawing.iter():
        if local(mark) in MARKS and not _is_boxed(mark, drawing):
            data = media(_relation(mark))
            yield _found(mark, drawing, data) if data else None


def _found(mark: Node, drawing: Node, data: bytes) -> FoundPicture:
    width_mm, height_mm = _size_mm(mark, drawing)
    return FoundPicture(
        line=0,
        name=_name(drawing),
        width_mm=min(round(width_mm), _LARGEST_MM),
        height_mm=min(round(height_mm), _LARGEST_MM),
        crop=_crop(mark),
        data=data,
    )


def _is_boxed(mark: Node, drawing: Node) -> bool:
    inside = takewhile(lambda one: one is not drawing, mark.iterancestors())
    return any(local(one) == _BOX for one in inside)


def _relation(mark: Node) -> str:
    """Return the id of the relationship by which a picture is held; the namespace of the attribute varies."""
    held = {str(key).rpartition("}")[2]: str(value) for key, value in mark.attrib.items() if "}" in str(key)}
    return held.get("embed") or held.get("id") or ""


def _name(drawing: Node) -> str:
    """Return the words that people have given a picture, not the name that a program has."""
    words = (one.get("descr") or one.get("title") or "" for one in drawing.iter() if local(one) == "docPr")
    return next((" ".join(text.split()) for text in words if text.strip()), "")


def _size_mm(mark: Node, drawing: Node) -> tuple[float, float]:
    for one in drawing.iter():
        if local(one) == "extent":
            return _emu_mm(one.get("cx")), _emu_mm(one.get("cy"))
    style = next((one.get("style") or "" for one in mark.iterancestors() if one.get("style")), "")
    return _styled_mm(_WIDTH, style), _styled_mm(_HEIGHT, style)


def _emu_mm(written: str | None) -> float:
    try:
        return max(0.0, min(float(written or 0) / _EMU_PER_MM, _LARGEST_MM))
    except ValueError:
        return 0.0


def _styled_mm(pattern: re.Pattern[str], style: str) -> float:
    found = pattern.search(style)
    try:
        return float(found[1]) * _MM[found[2]] if found else 0.0
    except ValueError:
        return 0.0


def _crop(mark: Node) -> tuple[int, ...]:
    """Return what is cut off at the left, top, right and bottom, in thousandths of a per cent."""
    parent = mark.getparent()
    rect = next((one for one in parent if local(one) == "srcRect"), None) if parent is not None else None
    sides = tuple(_thousandths(rect.get(side)) for side in _SIDES) if rect is not None else ()
    return sides if any(sides) else ()


def _thousandths(written: str | None) -> int:
    try:
        return max(0, min(100_000, int(written or 0)))
    except ValueError:
        return 0
