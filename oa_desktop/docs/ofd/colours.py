"""The colours of an OFD: RGB, which every reader of the format knows without a profile."""

from __future__ import annotations

from typing import Final

from oa_desktop.docs.layout.page import Colour

RGB: Final = {
    Colour.BLACK: (0, 0, 0),
    Colour.RED: (255, 0, 0),
    Colour.PALE: (230, 230, 230),
}
"""Red as on a screen. P: the standard gives only the printing inks, Y80 % M80 %."""
