"""The objects of an OFD page to characters, lines and pictures. GB/T 33190-2016 8 to 12."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.reading.package import Node, TooLarge, child, children, local
from oa_desktop.docs.sheets.sheets import ASCENT_EM, Character, Picture, Stroke, Tint, tint_of

MOST_CHARACTERS = 3_000_000
"""Of a whole document; 2,000 full pages have 1.3 million."""
MOST_STROKES = 300_000
DEEPEST = 16
"""Blocks inside blocks that are looked into."""
_DEFAULT_LINE_MM = 0.353
_ORDER = re.compile(r"([SMLC])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(\S)")
_CURVED = re.compile("[QBA]")
_HALF = 0.5
_REGULAR = 400.0
"""Weight of type that is not bold. GB/T 33190-2016 11.3."""


class Matrix(NamedTuple):
    """x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: Matrix) -> Matrix:
        """Return what applies the inner matrix first."""
        e, f = self.at(inner.e, inner.f)
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            e,
            f,
        )


WHOLE = Matrix()


@dataclass(slots=True, kw_only=True)
class Found:
    """What was found on a page.

    Attributes:
        characters: In the order of the file.
        strokes: Likewise.
        pictures: Likewise.
    """

    characters: list[Character] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


_SKEW_MM = 0.01
"""By how much a picture may be turned and still be upright."""


def _no_media(_identity: str) -> bytes:
    return b""


@dataclass(slots=True, kw_only=True)
class ObjectReader:
    """Reads objects with the resources of one document.

    Attributes:
        fonts: Name of every font by its id.
        units: Composite units by their id.
        media: Returns the files of pictures by their ids.
        left: Characters that may still be read.
    """

    fonts: Mapping[str, str]
    units: Mapping[str, Node]
    media: Callable[[str], bytes] = _no_media
    left: int = MOST_CHARACTERS

    def read(self, parent: Node, found: Found, space: Matrix = WHOLE, depth: int = 0) -> None:
        """Read the objects below a layer or a block.

        Raises:
            TooLarge: There is more than any document holds.
        """
        for one in parent:
            match local(one):
                case "TextObject":
                    self._take(found, list(self._characters(one, space)))
                case "PathObject":
                    found.strokes += _strokes(one, space.after(own(one)))
                    found.pictures += _drawings(one, space)
                case "ImageObject":
                    found.pictures.append(self._picture(one, space.after(own(one))))
                case "PageBlock" | "CompositeObject" if depth < DEEPEST:
                    self._read_block(one, found, space, depth + 1)
        if len(found.strokes) > MOST_STROKES:
            raise TooLarge

    def _read_block(self, block: Node, found: Found, space: Matrix, depth: int) -> None:
        """Read what a block holds: itself, or the unit that it shows."""
        if local(block) == "PageBlock":
            self.read(block, found, space, depth)
            return
        content = child(self.units.get(block.get("ResourceID", "").strip()), "Content")
        if content is not None:
            self.read(content, found, space.after(own(block)), depth)

    def _picture(self, image: Node, matrix: Matrix) -> Picture:
        """Return the box of a picture, which is a unit square in its own space, and its file where it is upright."""
        xs, ys = zip(*(matrix.at(x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))), strict=True)
        data = self.media(image.get("ResourceID", "").strip()) if _is_upright(matrix) else b""
        return Picture(min(xs), min(ys), max(xs), max(ys), Tint.OTHER, name=image.get("Name", "").strip(), data=data)

    def _take(self, found: Found, characters: list[Character]) -> None:
        self.left -= len(characters)
        if self.left < 0:
            raise TooLarge
        found.characters += characters

    def _characters(self, text: Node, space: Matrix) -> Iterator[Character]:
        matrix = space.after(own(text))
        size_mm = number(text.get("Size"), 0.0)
        em_mm, wide = size_mm * math.hypot(matrix.c, matrix.d), math.hypot(matrix.a, matrix.b)
        size_pt = em_mm / MM_PER_PT
        angle = math.degrees(math.atan2(-matrix.b, matrix.a))
        font, tint = self.fonts.get(text.get("Font", "").strip(), ""), _tint(text, "FillColor")
        strong = text.get("Stroke", "").strip() == "true" or number(text.get("Weight"), _REGULAR) > _REGULAR
        x = y = 0.0
        for code in children(text, "TextCode"):
            x, y = number(code.get("X"), x), number(code.get("Y"), y)
            written = code.text or ""
            across = steps(code.get("DeltaX", ""), len(written))
            down = steps(code.get("DeltaY", ""), len(written))
            at_x, at_y = x, y
            for place, char in enumerate(written):
                step = across[place] if place < len(across) else 0.0 if down else natural(char) * size_mm
                left, base = matrix.at(at_x, at_y)
                if char >= " ":
                    right, top = left + min(step * wide or em_mm, em_mm), base - ASCENT_EM * em_mm
                    placed = Character(char, left, right, base, size_pt, font, tint, top)
                    yield placed._replace(angle_deg=angle, is_strong=strong)
                at_x, at_y = at_x + step, at_y + (down[place] if place < len(down) else 0.0)


def natural(char: str) -> float:
    """Return the usual width of a character, in em; letters of other scripts (μ) are as wide as Latin ones."""
    width = unicodedata.east_asian_width(char)
    return 1.0 if width in "WF" or (width == "A" and not char.isalpha()) else _HALF


def own(one: Node) -> Matrix:
    """Return how the space of an object lies in that of its parent: its matrix, then the corner of its box."""
    box, matrix = _floats(one.get("Boundary")), _floats(one.get("CTM"))
    whole = Matrix(*matrix[:6]) if len(matrix) >= len(Matrix()) else Matrix()
    left, top = (box[0], box[1]) if len(box) > 1 else (0.0, 0.0)
    return whole._replace(e=whole.e + left, f=whole.f + top)


def steps(written: str, most: int) -> Sequence[float]:
    """Return DeltaX or DeltaY with its shorthand ``g count step`` written out, never more than there are characters."""
    parts, steps = iter(written.split()), list[float]()
    for part in parts:
        if len(steps) >= most:
            break
        if part == "g":
            count, step = number(next(parts, "0"), 0.0), number(next(parts, "0"), 0.0)
            steps += [step] * min(max(0, int(count)), most - len(steps))
        else:
            steps.append(number(part, 0.0))
    return steps


def _strokes(path: Node, matrix: Matrix) -> Iterator[Stroke]:
    """Yield the straight lines of a path; curves and filled shapes yield none."""
    if path.get("Stroke", "true").strip() == "false":
        return
    width = number(path.get("LineWidth"), _DEFAULT_LINE_MM) * math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
    tint = _tint(path, "StrokeColor")
    data = child(path, "AbbreviatedData")
    for (x1, y1), (x2, y2) in _segments((data.text or "") if data is not None else ""):
        yield Stroke(*matrix.at(x1, y1), *matrix.at(x2, y2), width, tint)


def _drawings(path: Node, space: Matrix) -> Iterator[Picture]:
    """Yield the box of a path with curves."""
    data, box = child(path, "AbbreviatedData"), _floats(path.get("Boundary"))
    if data is None or len(box) < len("xywh") or not _CURVED.search(data.text or ""):
        return
    (x1, y1), (x2, y2) = space.at(box[0], box[1]), space.at(box[0] + box[2], box[1] + box[3])
    tint = _tint(path, "StrokeColor" if path.get("Stroke", "true").strip() != "false" else "FillColor")
    yield Picture(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2), tint, is_drawn=True)


def _segments(data: str) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield the straight parts of AbbreviatedData; nothing of a path that has other orders than M, L and C."""
    start = here = (0.0, 0.0)
    for order, values in _orders(data):
        point = (values[0], values[1]) if len(values) > 1 else start
        if order in "LC" and point != here:
            yield here, point
        here = point
        if order == "M":
            start = point


def _orders(data: str) -> list[tuple[str, list[float]]]:
    """Return the orders of a path with their figures; none where one of them is no straight line."""
    orders: list[tuple[str, list[float]]] = []
    for order, value, other in _ORDER.findall(data):
        if other:
            return []
        if order:
            orders.append(("M" if order == "S" else order, []))
        elif orders:
            orders[-1][1].append(number(value, 0.0))
    return orders


def _is_upright(matrix: Matrix) -> bool:
    return matrix.a > 0 and matrix.d > 0 and abs(matrix.b) + abs(matrix.c) < _SKEW_MM


def _tint(one: Node, name: str) -> Tint:
    """Return how a colour counts; black for one of another kind than RGB and grey."""
    colour = child(one, name)
    values = [min(255, max(0, round(part))) for part in _floats(colour.get("Value"))] if colour is not None else []
    if len(values) == 1:
        values *= 3
    return tint_of(*values) if len(values) == len("rgb") else Tint.BLACK


def _floats(written: str | None) -> list[float]:
    return [number(part, 0.0) for part in (written or "").replace(",", " ").split()[:8]]


def number(written: str | None, default: float) -> float:
    """Return a figure of an attribute; the default where it is none, or beyond every page."""
    try:
        value = float(written) if written is not None else default
    except ValueError:
        return default
    return value if math.isfinite(value) and abs(value) < 1e6 else default
