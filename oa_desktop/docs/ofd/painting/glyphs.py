"""Letters of an OFD as outlines: of the font that came along, else of the shipped 宋体. GB/T 33190-2016 11."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont, TTLibError

from oa_desktop.docs.fonts.fonts import FontRole, shipped_fonts
from oa_desktop.docs.ofd.painting.orders import Unpaintable, written

_BROKEN = (TTLibError, struct.error, ValueError, TypeError, LookupError, AttributeError, AssertionError, EOFError)
"""What the library raises for fonts that are none."""

Outline = Callable[[str, int | None], bytes]
"""Returns the outline of a character, or of a glyph by its number, in em."""


def outlines_of(font: bytes) -> Outline:
    """Return what draws with a font that came along; with the shipped one where none did.

    Raises:
        Unpaintable: It is no font.
    """
    if not font:
        return _shipped
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

    drawn = {"_moveTo": b"m", "_lineTo": b"l", "_curveToOne": b"c", "_closePath": b"h"}
    return type("Pen", (BasePen,), {name: taking(order) for name, order in drawn.items()})(glyphs)
