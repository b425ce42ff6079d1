"""The first page of an OFD as drawing orders of a PDF, in millimetres from its top left. GB/T 33190-2016 8 to 13."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from oa_desktop.docs.ofd.painting.orders import MOST, Unpaintable, path, written
from oa_desktop.docs.ofd.painting.page import opened
from oa_desktop.docs.ofd.painting.resources import Resources
from oa_desktop.docs.reading.ofd_objects import DEEPEST, natural, number, own, steps
from oa_desktop.docs.reading.package import Node, child, children, local, text_of

_OPAQUE: Final = 255
_CAPS: Final = {"Butt": b"0 J", "Round": b"1 J", "Square": b"2 J"}
_JOINS: Final = {"Miter": b"0 j", "Round": b"1 j", "Bevel": b"2 j"}
_USUAL_LINE_MM: Final = 0.353


@dataclass(frozen=True, slots=True, kw_only=True)
class Painting:
    """A page as it is painted.

    Attributes:
        width_mm: Of the page.
        height_mm: Of the page.
        content: Drawing orders; y grows downward in them, and ``/A17`` names an opacity of 17 in 255.
        opacities: Those that it names.
        pictures: Files of the pictures in it, ``/I0`` first.
    """

    width_mm: float
    height_mm: float
    content: bytes = field(repr=False)
    opacities: tuple[int, ...]
    pictures: tuple[bytes, ...] = field(repr=False)


def painted(data: bytes) -> Painting:
    """Return the first page of an OFD.

    Raises:
        Unpaintable: Something in it is no drawing, or there is nothing on it.
        Unreadable: It is no OFD, or damaged.
        TooLarge: It unpacks to more than any picture.
    """
    page = opened(data)
    painter = _Painter(Resources(page.package, *page.resources))
    for layer in page.layers:
        painter.paint(layer, Ink().under(layer, painter.resources))
    if not painter.orders or not page.width_mm or not page.height_mm:
        raise Unpaintable
    corner = b"1 0 0 1 " + written(-page.left_mm, -page.top_mm) + b" cm"
    return Painting(
        width_mm=page.width_mm,
        height_mm=page.height_mm,
        content=b"\n".join((corner, *painter.orders)),
        opacities=tuple(sorted(painter.opacities)),
        pictures=tuple(painter.pictures),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """With what an object is drawn: its own words, then those of its way of drawing, then those of its layer.

    Attributes:
        said: Elements that may say it, the nearest first.
        opacity: Of what it stands in, of 255.
    """

    said: tuple[Node, ...] = ()
    opacity: int = _OPAQUE

    def under(self, one: Node, resources: Resources) -> Ink:
        """Return the ink of something that stands in this one's."""
        nearest = (one, *resources.drawing(one.get("DrawParam")))
        return Ink(said=(*nearest, *self.said), opacity=self.opacity * _degree(one) // _OPAQUE)

    def word(self, name: str, usual: str = "") -> str:
        """Return what is said of something."""
        return next((one.get(name, "").strip() for one in self.said if one.get(name)), usual)

    def colour(self, name: str) -> Node | None:
        """Return the colour that is said."""
        return next((found for one in self.said if (found := child(one, name)) is not None), None)


class _Painter:
    """Paints objects one after another."""

    def __init__(self, resources: Resources) -> None:
        self.resources = resources
        self.orders: list[bytes] = []
        self.opacities: set[int] = set()
        self.pictures: list[bytes] = []
        self._left = MOST

    def paint(self, parent: Node, ink: Ink, depth: int = 0) -> None:
        """Paint what a layer, a block or a unit holds."""
        for one in parent:
            if local(one) == "PageBlock" and depth < DEEPEST:
                self.paint(one, ink, depth + 1)
            elif local(one) in _PAINTED and one.get("Visible", "true").strip() != "false":
                self._object(one, ink.under(one, self.resources), depth)

    def _put(self, *orders: bytes) -> None:
        self._left -= sum(len(one) + 1 for one in orders)
        if self._left < 0:
            raise Unpaintable
        self.orders += orders

    def _object(self, one: Node, ink: Ink, depth: int) -> None:
        """Paint an object within its box, which cuts off what goes beyond. GB/T 33190-2016 8.5."""
        left, top, width, height = _figures(one.get("Boundary"), 4)
        self._put(b"q", written(left, top, width, height) + b" re W n", b"1 0 0 1 " + written(left, top) + b" cm")
        self._put(*(_clip(clip) for clip in children(child(one, "Clips"), "Clip")))
        if one.get("CTM"):
            self._put(written(*_figures(one.get("CTM"), 6)) + b" cm")
        if local(one) == "CompositeObject":
            self._unit(one, ink, depth)
        else:
            self._put(*_PAINTED[local(one)](self, one, ink))
        self._put(b"Q")

    def _unit(self, one: Node, ink: Ink, depth: int) -> None:
        content = self.resources.unit(one.get("ResourceID"))
        if content is None or depth >= DEEPEST:
            raise Unpaintable
        self.paint(content, ink, depth + 1)

    # --- kinds of objects ----------------------------------------------------------------------------------------

    def _path(self, one: Node, ink: Ink) -> Iterator[bytes]:
        fill, stroke = one.get("Fill", "false").strip() == "true", one.get("Stroke", "true").strip() != "false"
        yield from self._pens(ink, fill=fill, stroke=stroke)
        yield from path(text_of(one, "AbbreviatedData"))
        yield _finish(one.get("Rule", ""), fill=fill, stroke=stroke)

    def _picture(self, one: Node, ink: Ink) -> Iterator[bytes]:
        """Yield what draws a picture, a unit square in its own space."""
        self.pictures.append(self.resources.file(one.get("ResourceID"), "MediaFile"))
        yield from self._opacity(ink.opacity)
        yield b"1 0 0 -1 0 1 cm /I%d Do" % (len(self.pictures) - 1)

    def _text(self, one: Node, ink: Ink) -> Iterator[bytes]:
        size, share = number(one.get("Size"), 0.0), number(one.get("HScale"), 1.0)
        fill, stroke = one.get("Fill", "true").strip() != "false", one.get("Stroke", "false").strip() == "true"
        yield from self._pens(ink, fill=fill, stroke=stroke)
        outline = self.resources.outlines(one.get("Font", "").strip())
        if not size:
            raise Unpaintable
        for char, glyph, x, y in _places(one, size):
            if drawn := outline(char, glyph):
                yield b"q " + written(size * share, 0, 0, size, x, y) + b" cm"
                if stroke:
                    yield written(_line_mm(ink) / size) + b" w"
                yield drawn
                yield _finish("", fill=fill, stroke=stroke) + b" Q"

    # --- ink -----------------------------------------------------------------------------------------------------

    def _pens(self, ink: Ink, *, fill: bool, stroke: bool) -> Iterator[bytes]:
        colours = [
            (order, ink.colour(name))
            for wanted, name, order in ((fill, "FillColor", b"rg"), (stroke, "StrokeColor", b"RG"))
            if wanted
        ]
        for order, colour in colours:
            yield written(*_rgb(colour)) + b" " + order
        yield from self._opacity(min((ink.opacity * _degree(one) // _OPAQUE for _, one in colours), default=_OPAQUE))
        if stroke:
            yield written(_line_mm(ink)) + b" w"
            yield _CAPS.get(ink.word("Cap"), _CAPS["Butt"])
            yield _JOINS.get(ink.word("Join"), _JOINS["Miter"])
            if dashes := ink.word("DashPattern"):
                yield b"[%b] %b d" % (written(*_figures(dashes)), written(number(ink.word("DashOffset"), 0.0)))

    def _opacity(self, degree: int) -> Iterator[bytes]:
        if degree != _OPAQUE:
            self.opacities.add(degree)
            yield b"/A%d gs" % degree


_PAINTED: Final[dict[str, Callable[[_Painter, Node, Ink], Iterator[bytes]]]] = {
    "PathObject": _Painter._path,
    "ImageObject": _Painter._picture,
    "TextObject": _Painter._text,
    "CompositeObject": lambda _painter, _one, _ink: iter(()),
}


def _line_mm(ink: Ink) -> float:
    return number(ink.word("LineWidth"), _USUAL_LINE_MM)


def _clip(clip: Node) -> bytes:
    """Return what cuts a drawing down to some areas. GB/T 33190-2016 8.4."""
    orders = [
        order
        for area in children(clip, "Area")
        for one in children(area, "Path")
        for order in path(text_of(one, "AbbreviatedData"), own(area).after(own(one)))
    ]
    return b"\n".join((*orders, b"W n")) if orders else b"n"


def _finish(rule: str, *, fill: bool, stroke: bool) -> bytes:
    """Return the order that draws a path. ISO 32000-1 8.5.3."""
    if not fill:
        return b"S" if stroke else b"n"
    return (b"B" if stroke else b"f") + (b"*" if rule.strip() == "Even-Odd" else b"")


def _degree(one: Node | None) -> int:
    """Return how opaque something is said to be, of 255."""
    said = number(one.get("Alpha"), _OPAQUE) if one is not None else _OPAQUE
    return min(_OPAQUE, max(0, round(said)))


def _rgb(colour: Node | None) -> tuple[float, ...]:
    """Return a colour as red, green and blue of 1; of one that runs into another, the first. GB/T 33190-2016 8.3."""
    if colour is None:
        return 0.0, 0.0, 0.0
    if not colour.get("Value"):
        return _rgb(next((one for one in colour.iter() if local(one) == "Color" and one.get("Value")), None))
    parts = [_part(one) for one in colour.get("Value", "").split()]
    if len(parts) == len("cmyk"):
        *inks, black = parts
        return tuple((1 - ink) * (1 - black) for ink in inks)
    if len(parts) not in (len("g"), len("rgb")):
        raise Unpaintable
    return tuple(parts * 3 if len(parts) == 1 else parts)


def _part(said: str) -> float:
    try:
        value = int(said[1:], 16) if said.startswith("#") else float(said)
    except ValueError as error:
        raise Unpaintable from error
    return min(1.0, max(0.0, value / _OPAQUE))


def _figures(said: str | None, count: int = 0) -> list[float]:
    """Return figures, as many as there must be where that is said."""
    try:
        figures = [float(one) for one in (said or "").replace(",", " ").split()]
    except ValueError as error:
        raise Unpaintable from error
    if count and len(figures) != count:
        raise Unpaintable
    return figures


def _places(text: Node, size: float) -> Iterator[tuple[str, int | None, float, float]]:
    """Yield the characters of a text with their glyphs, where they are said, and where they stand."""
    glyphs, at, x, y = _glyphs(text), 0, 0.0, 0.0
    for code in children(text, "TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        said = code.text or ""
        across, down = (steps(code.get(name, ""), len(said)) for name in ("DeltaX", "DeltaY"))
        at_x, at_y = x, y
        for place, char in enumerate(said):
            yield char, glyphs.get(at), at_x, at_y
            at_x += across[place] if place < len(across) else 0.0 if down else natural(char) * size
            at_y += down[place] if place < len(down) else 0.0
            at += 1


def _glyphs(text: Node) -> dict[int, int]:
    """Return the numbers of glyphs by the place of their characters. GB/T 33190-2016 11.4.1."""
    found: dict[int, int] = {}
    for one in children(text, "CGTransform"):
        first = int(number(one.get("CodePosition"), 0.0))
        numbers = [int(number(part, -1.0)) for part in text_of(one, "Glyphs").split()]
        found |= dict(enumerate(numbers, first))
    return found
