"""Letters of an OFD as outlines: of the font that came along, else of the shipped 宋体. GB/T 33190-2016 11."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from typing import Any

from fontTools.misc.psCharStrings import T2OutlineExtractor
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont, TTLibError

from oa_desktop.docs.fonts.fonts import FontRole, shipped_fonts
from oa_desktop.docs.ofd.painting.orders import Unpaintable, written

_BROKEN = (TTLibError, struct.error, ValueError, TypeError, LookupError, AttributeError, AssertionError, EOFError)
"""What the library raises for fonts that are none."""

_PLAIN = (b"\0\1\0\0", b"OTTO", b"true")
"""How fonts begin whose tables lie there as they are; a packed one (WOFF) may unpack to anything."""
_MOST_PARTS = 2_000
"""Parts, or subroutines, that one letter is made of: those that each have two come to any number."""

Outline = Callable[[str, int | None], bytes]
"""Returns the outline of a character, or of a glyph by its number, in em."""


def outlines_of(font: bytes) -> Outline:
    """Return what draws with a font that came along; with the shipped one where none did.

    Raises:
        Unpaintable: It is no font.
    """
    if not font:
        return _shipped
    if font[:4] not in _PLAIN:
        raise Unpaintable
    try:
        found = TTFont(io.BytesIO(font), lazy=True)
        cmap, order = found.getBestCmap() or {}, found.getGlyphOrder()
    except _BROKEN as error:
        raise Unpaintable from error
    return lambda char, glyph: _drawn(found, cmap.get(ord(char)) if glyph is None else _numbered(order, glyph))


def _numbered(order: list[str], glyph: int) -> str:
    if not 0 <= glyph < len(order):
        raise Unpaintable
    return order[glyph]


def _shipped(char: str, _glyph: int | None) -> bytes:
    drawn = shipped_fonts().draw(FontRole.SONGTI, char)
    with TTFont(drawn.face.path, fontNumber=drawn.face.index, lazy=True) as font:
        return _drawn(font, (font.getBestCmap() or {}).get(ord(drawn.char)))


def _drawn(font: Any, name: str | None) -> bytes:
    """Return the outline of a glyph, in em; nothing for a character that the font does not have."""
    if name is None:
        return b""
    orders: list[bytes] = []
    try:
        glyphs = font.getGlyphSet()
        if "CFF " in font:
            glyphs.charStrings[name].outlineExtractor = _Extractor
        glyphs[name].draw(_pen(glyphs, font["head"].unitsPerEm, orders))
    except (*_BROKEN, RecursionError) as error:
        raise Unpaintable from error
    return b"\n".join(orders)


def _pen(glyphs: Any, units: int, orders: list[bytes]) -> Any:
    """Return what takes down an outline; y grows downward, as on a page."""

    def taking(order: bytes) -> Callable[..., None]:
        def take(_pen: object, *points: Any) -> None:
            orders.append(b" ".join((*(written(x / units, -y / units) for x, y in points), order)))

        return take

    parts = _Parts()

    def add(pen: BasePen, name: str, change: Any) -> None:
        parts.take()
        BasePen.addComponent(pen, name, change)

    drawn = {"_moveTo": b"m", "_lineTo": b"l", "_curveToOne": b"c", "_closePath": b"h"}
    methods: dict[str, Any] = {name: taking(order) for name, order in drawn.items()}
    return type("Pen", (BasePen,), {**methods, "addComponent": add})(glyphs)


class _Parts:
    """How many parts of one letter were taken."""

    def __init__(self) -> None:
        self.taken = 0

    def take(self) -> None:
        """Take one more.

        Raises:
            ValueError: There are too many.
        """
        self.taken += 1
        if self.taken > _MOST_PARTS:
            raise ValueError("a letter of too many parts")


class _Extractor(T2OutlineExtractor):  # type: ignore[misc]
    """Draws a letter of a CFF font, and not every subroutine as often as it is called for."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._parts = _Parts()

    def execute(self, charString: Any) -> None:  # noqa: N803 - the library's own name
        """Take a letter or a subroutine of it."""
        self._parts.take()
        super().execute(charString)
