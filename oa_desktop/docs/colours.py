"""What the colours of a page are in files: one table for all writers. decisions/0010."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from oa_desktop.docs.figures import BLACK_RGB, PALE_RGB, RED_RGB
from oa_desktop.docs.layout.page import Colour

RGB: Final[Mapping[Colour, tuple[int, int, int]]] = MappingProxyType(
    {
        Colour.BLACK: BLACK_RGB,
        Colour.RED: RED_RGB,
        Colour.PALE: PALE_RGB,
    }
)
"""Red, green and blue of each, 0 to 255."""
