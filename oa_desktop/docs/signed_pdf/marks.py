"""What a signature draws (签章的图形), judged: the picture of the seal at its size and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.signed_pdf.files import State
from oa_desktop.docs.signed_pdf.pictures import Coded, Drawn
from oa_desktop.docs.signed_pdf.syntax import Reference

_NEAR_PT: Final = 0.02
_FIGURE: Final = rb"(-?\d{1,5}\.\d{3})"
_DRAWING: Final = re.compile(rb"q %b 0 0 %b %b %b cm /Seal Do Q" % ((_FIGURE,) * 4))
_AS_CODED: Final = "DCTDecode"
_FORM: Final = frozenset({"Type", "Subtype", "BBox", "Resources", "Length", "Filter"})
_IMAGE: Final = frozenset(
    {"Type", "Subtype", "Width", "Height", "BitsPerComponent", "Filter", "ColorSpace", "SMask", "Length"}
)


def box_of(state: State, annotation: Mapping[str, Any]) -> tuple[float, float]:
    """Return width and height of where an annotation stands, in points; zeros where it has no place."""
    edges = state.items(annotation.get("Rect"))
    if len(edges) != 4 or not all(isinstance(one, int | float) for one in edges):
        return 0.0, 0.0
    return abs(edges[2] - edges[0]), abs(edges[3] - edges[1])


def is_unseen(state: State, annotation: Mapping[str, Any]) -> bool:
    """Tell whether an annotation draws nothing: it has no size, or no appearance."""
    return 0.0 in box_of(state, annotation) or not state.mapping(annotation.get("AP"))


def drawn_numbers(state: State, annotation: Mapping[str, Any]) -> Iterator[int]:
    """Yield the numbers of the objects that an annotation is drawn with."""
    form = state.mapping(annotation.get("AP")).get("N")
    if isinstance(form, Reference):
        yield form.number
        for seal in _named(state, form, "XObject").values():
            yield from _numbers(state, seal)
            for image in _named(state, seal, "XObject").values():
                yield from _numbers(state, image)


def _numbers(state: State, image: Any) -> Iterator[int]:
    """Yield the numbers of a picture and of what it shows through."""
    found = (image, state.mapping(image).get("SMask"))
    yield from (one.number for one in found if isinstance(one, Reference))


def _named(state: State, form: Any, kind: str) -> Mapping[str, Any]:
    """Return what a drawing names of a kind."""
    return state.mapping(state.mapping(state.mapping(form).get("Resources")).get(kind))


def shows_only(
    state: State, annotation: Mapping[str, Any], picture: Drawn | Coded | None, size_mm: tuple[int, int]
) -> bool:
    """Tell whether an annotation shows the picture of a seal, at its size and as it is, and nothing else.

    Where there is nothing to compare a picture with, everything but the picture itself is looked at.
    """
    appearance = state.mapping(annotation.get("AP"))
    form = appearance.get("N")
    value = state.mapping(form)
    named = _named(state, form, "XObject")
    drawing = _DRAWING.fullmatch(state.stream(form) or b"")
    return (
        set(appearance) == {"N"}
        and set(value) <= _FORM
        and set(state.mapping(value.get("Resources"))) == {"XObject"}
        and set(named) == {"Seal"}
        and drawing is not None
        and _fits(state, annotation, value)
        and all(_near(float(side), mm / MM_PER_PT) for side, mm in zip(drawing.group(1, 2), size_mm, strict=True))
        and _is_seal(state, named["Seal"], picture)
    )


def _fits(state: State, annotation: Mapping[str, Any], form: Mapping[str, Any]) -> bool:
    """Tell whether a drawing is neither stretched nor moved into its place."""
    box = state.items(form.get("BBox"))
    width, height = box_of(state, annotation)
    return len(box) == 4 and box[:2] == (0, 0) and _near(box[2], width) and _near(box[3], height)


def is_compared(state: State, annotation: Mapping[str, Any], picture: Drawn | Coded | None) -> bool:
    """Tell whether a picture that an annotation shows was compared with that of the seal.

    Earlier releases unpacked a JPEG before they drew it; nobody can tell without a decoder what that came to.
    """
    form = state.mapping(annotation.get("AP")).get("N")
    filters = state.mapping(_named(state, form, "XObject").get("Seal")).get("Filter")
    return picture is not None and (isinstance(picture, Drawn) or filters == _AS_CODED)


def _is_seal(state: State, image: Any, picture: Drawn | Coded | None) -> bool:
    if isinstance(picture, Drawn):
        return _is_picture(state, image, picture)
    return not isinstance(picture, Coded) or _is_photograph(state, image, picture)


def _is_photograph(state: State, image: Any, picture: Coded) -> bool:
    """Tell whether a picture is held as it is coded; one that was unpacked is left open by :func:`is_compared`."""
    value, written = state.mapping(image), state.written(image)
    colours = "DeviceGray" if picture.colours == 1 else "DeviceRGB"
    return value.get("Filter") != _AS_CODED or (
        _is_image(value, picture, colours)
        and "SMask" not in value
        and written is not None
        and written.stream == picture.data
    )


def _is_picture(state: State, image: Any, picture: Drawn) -> bool:
    value = state.mapping(image)
    mask = value.get("SMask")
    return (
        _is_image(value, picture, "DeviceRGB")
        and state.stream(image) == picture.colours
        and bool(mask) == bool(picture.opacity)
        and (not mask or (_is_image(state.mapping(mask), picture, "DeviceGray")))
        and (not mask or state.stream(mask) == picture.opacity)
    )


def _is_image(value: Mapping[str, Any], picture: Drawn | Coded, colours: str) -> bool:
    said = {"Subtype": "Image", "Width": picture.width, "Height": picture.height, "BitsPerComponent": 8}
    return (
        set(value) <= _IMAGE
        and value.get("ColorSpace") == colours
        and all(value.get(key) == wanted for key, wanted in said.items())
    )


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _NEAR_PT
