"""The picture of a seal for training and demonstration (实训章、演示章): a ring, a star, a name and what it is.

It carries no emblem, and says under its star that it is none in earnest. Figures are those of the placeholder.
"""

from __future__ import annotations

import io
import math
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from oa_desktop.docs.figures import RED_RGB
from oa_desktop.docs.fonts.fonts import FontRole, FontSet
from oa_desktop.docs.seals.drawing import star_corners

DOTS_PER_INCH: Final = 600
_DEGREES: Final = 16
_DENSEST: Final = 204
"""Opacity of the ink, of 255: what is printed under a seal stays legible, as on paper. P."""
_FINER: Final = 2
"""It is drawn so many times larger and then made smaller, for smooth edges."""
_MM_PER_INCH: Final = 25.4
_RING_MM: Final = 1.2
_RIM_MM: Final = 2.2
_LETTER_MM: Final = 5.2
_ARC: Final = math.radians(250)
_STEP: Final = math.radians(26)
_NARROWEST: Final = 0.45
"""Of a letter, in parts of its height: what is narrower is not legible."""
_CAPTION_MM: Final = 4.2
_CAPTION_MIDDLE_MM: Final = 13.0
"""Middle of the words under the star, below the middle of the seal."""


class NameTooLong(ValueError):
    """A name does not go around a seal."""


def draw_seal_picture(name: str, caption: str, diameter_mm: int, fonts: FontSet) -> bytes:
    """Return the picture of a round seal: a PNG in red on nothing, 600 dots an inch, the same for the same words.

    Args:
        name: Whose it is, along the rim.
        caption: What it is, under the star.
        diameter_mm: Of the ring.
        fonts: Whose 宋体 it is written in.

    Raises:
        NameTooLong: The name does not go around it.
    """
    side = round(diameter_mm / _MM_PER_INCH * DOTS_PER_INCH)
    ink = Image.new("L", (side * _FINER, side * _FINER), 0)
    pen = _Pen(ink, diameter_mm, fonts)
    pen.ring()
    pen.star()
    pen.around(name)
    pen.caption(caption)
    return _png(ink.resize((side, side), Image.Resampling.LANCZOS))


def _png(ink: Image.Image) -> bytes:
    """Return ink as a picture of one colour in sixteen degrees of opacity, which packs small."""
    picture = ink.point([(value * (_DEGREES - 1) + 127) // 255 for value in range(256)]).convert("L")
    picture.putpalette(bytes(RED_RGB) * _DEGREES)
    degrees = bytes(_DENSEST * degree // (_DEGREES - 1) for degree in range(_DEGREES))
    target = io.BytesIO()
    dots = (DOTS_PER_INCH, DOTS_PER_INCH)
    picture.save(target, "PNG", dpi=dots, bits=4, transparency=degrees)
    return target.getvalue()


class _Pen:
    """Draws on a square of ink, in millimetres from its middle."""

    def __init__(self, ink: Image.Image, diameter_mm: int, fonts: FontSet) -> None:
        self._ink = ink
        self._dots = ink.width / diameter_mm
        self._radius_mm = diameter_mm / 2
        self._fonts = fonts

    def ring(self) -> None:
        edge = (0, 0, self._ink.width - 1, self._ink.height - 1)
        ImageDraw.Draw(self._ink).ellipse(edge, outline=255, width=round(_RING_MM * self._dots))

    def star(self) -> None:
        corners = [self._at(x_mm, y_mm) for x_mm, y_mm in star_corners(self._radius_mm)]
        ImageDraw.Draw(self._ink).polygon(corners, fill=255)

    def around(self, name: str) -> None:
        """Write a name along the rim, heads outward, from left to right over the star."""
        step = min(_STEP, _ARC / max(1, len(name)))
        middle_mm = self._radius_mm - _RIM_MM - _LETTER_MM / 2
        width_mm = min(_LETTER_MM, step * middle_mm)
        if not name or width_mm < _NARROWEST * _LETTER_MM:
            raise NameTooLong
        for number, char in enumerate(name):
            angle = (number - (len(name) - 1) / 2) * step
            letter = self._letter(char, _LETTER_MM, width_mm).rotate(-math.degrees(angle), expand=True)
            self._put(letter, middle_mm * math.sin(angle), -middle_mm * math.cos(angle))

    def caption(self, text: str) -> None:
        for number, char in enumerate(text):
            x_mm = (number - (len(text) - 1) / 2) * _CAPTION_MM
            self._put(self._letter(char, _CAPTION_MM, _CAPTION_MM), x_mm, _CAPTION_MIDDLE_MM)

    def _letter(self, char: str, height_mm: float, width_mm: float) -> Image.Image:
        """Return a letter in ink, in a box of its em."""
        em = round(height_mm * self._dots)
        face = self._fonts.face(FontRole.SONGTI, char)
        font = ImageFont.truetype(str(face.path), em, index=face.index)
        box = Image.new("L", (em, em), 0)
        ImageDraw.Draw(box).text((em / 2, em / 2), char, fill=255, font=font, anchor="mm")
        return box.resize((round(width_mm * self._dots), em), Image.Resampling.LANCZOS)

    def _put(self, letter: Image.Image, x_mm: float, y_mm: float) -> None:
        x, y = self._at(x_mm, y_mm)
        self._ink.paste(255, (round(x - letter.width / 2), round(y - letter.height / 2)), letter)

    def _at(self, x_mm: float, y_mm: float) -> tuple[float, float]:
        return self._ink.width / 2 + x_mm * self._dots, self._ink.height / 2 + y_mm * self._dots
