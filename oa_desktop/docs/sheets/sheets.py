"""What is on paper, whatever file it came from: characters, strokes and pictures on sheets, in millimetres.

Everything is measured from the top left corner of the sheet. Readers make paragraphs of this form, and page rules look
at it and at nothing else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import SHEET_HEIGHT_MM, SHEET_WIDTH_MM

ASCENT_EM = 0.86
"""Top of an ideograph's box above its baseline, in em."""


class Tint(StrEnum):
    """What something is printed with, as far as the clauses tell colours apart."""

    BLACK = "black"
    RED = "red"
    PALE = "pale"
    OTHER = "other"


class Character(NamedTuple):
    """One character on a sheet.

    Attributes:
        text: What it is.
        x_mm: Left edge.
        right_mm: Where its own width ends.
        y_mm: Baseline.
        size_pt: Type size.
        font: As the file names it.
        tint: What it is printed with.
        top_mm: Upper edge of its ink, or of its box where the ink is not known.
        element: What it belongs to, where the source knows it.
        block: Which one of that element, where the source knows it.
        angle_deg: Turned counter-clockwise.
        is_strong: Whether it is emboldened by its outline.
    """

    text: str
    x_mm: float
    right_mm: float
    y_mm: float
    size_pt: float
    font: str
    tint: Tint
    top_mm: float
    element: Element | None = None
    block: int = 0
    angle_deg: float = 0.0
    is_strong: bool = False


class Stroke(NamedTuple):
    """A straight line; ``width_mm`` is its thickness."""

    x1_mm: float
    y1_mm: float
    x2_mm: float
    y2_mm: float
    width_mm: float
    tint: Tint

    @property
    def is_level(self) -> bool:
        """Whether it lies across the sheet."""
        return abs(self.y2_mm - self.y1_mm) < abs(self.x2_mm - self.x1_mm)

    @property
    def left_mm(self) -> float:
        """Its left end."""
        return min(self.x1_mm, self.x2_mm)

    @property
    def right_mm(self) -> float:
        """Its right end."""
        return max(self.x1_mm, self.x2_mm)

    @property
    def length_mm(self) -> float:
        """Across the sheet."""
        return self.right_mm - self.left_mm

    @property
    def middle_mm(self) -> float:
        """Half-way across."""
        return (self.left_mm + self.right_mm) / 2


_SEAL_MM = (28.0, 62.0)
"""How wide and how high a picture is that may be a seal. P."""
_PROPORTION = 1.25
"""How much wider than high, or higher than wide, a seal may be. P."""


def is_seal_sized(width_mm: float, height_mm: float) -> bool:
    """Tell whether something is as large as a seal, and about as wide as it is high."""
    least, most = _SEAL_MM
    sized = least <= width_mm <= most and least <= height_mm <= most
    return sized and 1 / _PROPORTION < width_mm / height_mm < _PROPORTION


class Picture(NamedTuple):
    """A picture, or what is drawn with curves, such as the ring of a seal, by the box around it.

    Attributes:
        left_mm: Left edge.
        top_mm: Upper edge.
        right_mm: Right edge.
        bottom_mm: Lower edge.
        tint: What it is drawn with.
        is_drawn: Whether it is drawn with curves.
        name: What it shows, where the file says it.
        data: Its file, where it was asked for and stands upright.
    """

    left_mm: float
    top_mm: float
    right_mm: float
    bottom_mm: float
    tint: Tint
    is_drawn: bool = False
    name: str = ""
    data: bytes = b""

    @property
    def centre_mm(self) -> tuple[float, float]:
        """Its middle, across and down."""
        return (self.left_mm + self.right_mm) / 2, (self.top_mm + self.bottom_mm) / 2

    @property
    def is_seal(self) -> bool:
        """Whether it has the size and shape of a seal (印章)."""
        return is_seal_sized(self.right_mm - self.left_mm, self.bottom_mm - self.top_mm)

    def holds(self, x_mm: float, y_mm: float) -> bool:
        """Tell whether a place lies in it."""
        return self.left_mm <= x_mm <= self.right_mm and self.top_mm <= y_mm <= self.bottom_mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page.

    Attributes:
        number: Counted from 1.
        characters: In reading order.
        strokes: Lines.
        pictures: Pictures and drawings.
        width_mm: 210 on A4.
        height_mm: 297 on A4.
    """

    number: int
    characters: tuple[Character, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    pictures: tuple[Picture, ...] = ()
    width_mm: float = SHEET_WIDTH_MM
    height_mm: float = SHEET_HEIGHT_MM

    @property
    def is_landscape(self) -> bool:
        """Whether its lines run along its longer edge, as those of a 横排表 do."""
        return self.width_mm > self.height_mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """All pages of a document.

    Attributes:
        sheets: In order.
        unembedded: Names of the fonts that the file uses and does not carry.
    """

    sheets: tuple[Sheet, ...]
    unembedded: tuple[str, ...] = ()


def writing(sheet: Sheet) -> list[Character]:
    """Return the characters of a sheet without marks across it (水印) and without the lettering of seals.

    A radical (⽂) that a font of the file gives for the ideograph that looks alike (文) is that.
    """
    seals = [one for one in sheet.pictures if one.is_seal]
    read = (char for char in sheet.characters if not _is_mark(char) and not _is_lettering(char, seals))
    return [char._replace(text=_RADICALS[char.text]) if char.text in _RADICALS else char for char in read]


def _is_mark(char: Character) -> bool:
    return char.tint is Tint.PALE or abs(char.angle_deg) > SLANTED_DEG


def _is_lettering(char: Character, seals: Iterable[Picture]) -> bool:
    return char.tint is Tint.RED and any(seal.holds(char.x_mm, char.y_mm) for seal in seals)


_RADICALS: Mapping[str, str] = MappingProxyType(
    {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
)
"""The radicals of Unicode, and the ideographs that they are by themselves."""
SLANTED_DEG = 5.0
"""From here on a character is not of a line across the sheet."""
_DARK = 100
"""Brightness, of 255, up to which a colour counts as black."""
_LEAD = 60
"""How far red must be brighter than green and blue to count as red."""
_FAINT = 200
"""Brightness from which on a colour without red is as pale as a mark across the page."""


def tint_of(red: int, green: int, blue: int) -> Tint:
    """Return how a colour counts, given in 0 to 255."""
    if max(red, green, blue) <= _DARK:
        return Tint.BLACK
    if red - max(green, blue) >= _LEAD:
        return Tint.RED
    return Tint.PALE if min(red, green, blue) >= _FAINT else Tint.OTHER
