"""Pages as a fixed file shows them (版面): characters, straight lines and pictures with their places, and no elements.

Places are millimetres from the top left corner of the sheet. Whatever format a page came from, it looks like this.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class PlacedChar(NamedTuple):
    """A character.

    Attributes:
        text: One character.
        x_mm: Left end of its baseline.
        y_mm: Baseline.
        width_mm: To the next character, or its own width at the end of a run.
        size_pt: Type size.
        font: Name of the font as the file gives it.
        colour: ``#rrggbb``.
        angle_deg: Turned counter-clockwise.
    """

    text: str
    x_mm: float
    y_mm: float
    width_mm: float
    size_pt: float
    font: str
    colour: str
    angle_deg: float = 0.0


class PlacedRule(NamedTuple):
    """A straight line and its thickness."""

    x1_mm: float
    y1_mm: float
    x2_mm: float
    y2_mm: float
    width_mm: float
    colour: str


class PlacedPicture(NamedTuple):
    """The box of a picture."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


class PlacedDrawing(NamedTuple):
    """The box of something drawn with curves, such as the ring of a seal, and its colour."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPage:
    """One side of a sheet.

    Attributes:
        number: Counted from 1.
        width_mm: Of the sheet.
        height_mm: Likewise.
        chars: In the order of the file.
        rules: Likewise.
        pictures: Likewise.
        drawings: Likewise.
    """

    number: int
    width_mm: float
    height_mm: float
    chars: tuple[PlacedChar, ...] = ()
    rules: tuple[PlacedRule, ...] = ()
    pictures: tuple[PlacedPicture, ...] = ()
    drawings: tuple[PlacedDrawing, ...] = ()
