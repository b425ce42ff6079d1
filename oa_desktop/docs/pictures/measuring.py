"""How large a picture is printed: never wider than the 版心 nor taller, small ones as they are. P throughout."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from oa_desktop.docs.figures import (
    AREA_WIDTH_MM,
    LINE_MM,
    LINES_PER_PAGE,
    MM_PER_PT,
    PICTURE_CAPTION_PT,
    SIZE_3_PT,
)
from oa_desktop.docs.pictures.plain import PlainPicture, plain_picture
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Picture

WHITE_MM: Final = 2.0
"""White under a picture at least. P."""
_ABOVE_MM: Final = LINE_MM - SIZE_3_PT * MM_PER_PT
"""White that the line above leaves below its type."""
_LINES_BY_ITSELF: Final = 12
"""Lines that a picture takes at most when nobody wished a width: half a page stays for the text. P."""
_MISSING_MM: Final = (100.0, 2 * LINE_MM)
"""Size of the frame that stands for a picture that is not there. P."""
_NARROWEST_MM: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPicture:
    """图 as it is printed.

    Attributes:
        name: What it shows.
        caption: 图题, on one line however it was typed.
        width_mm: Of the picture, or of the frame that stands for it.
        height_mm: Likewise.
        plain: The picture; None where it is missing or broken.
    """

    name: str
    caption: str
    width_mm: float
    height_mm: float
    plain: PlainPicture | None = None

    @property
    def notice(self) -> str:
        """What stands in the frame of a picture that is not there."""
        return f"（此处缺图：{self.name or '未命名'}）"


class Strip(NamedTuple):
    """The whole lines that a picture takes, and the white above it in them, in millimetres."""

    lines: int
    above_mm: float

    @property
    def height_mm(self) -> float:
        """Of the strip."""
        return self.lines * LINE_MM


def strip_of(picture: PrintedPicture) -> Strip:
    """Return the strip of a picture: it stands in the middle of the white between the lines around it."""
    lines = math.ceil((picture.height_mm + WHITE_MM) / LINE_MM)
    return Strip(lines, max(0.0, (lines * LINE_MM - picture.height_mm - _ABOVE_MM) / 2))


def printed_picture(picture: Picture, pictures: Mapping[Digest, bytes]) -> PrintedPicture:
    """Return a picture with its size on the page.

    Args:
        picture: As the manuscript names it.
        pictures: The bytes that are there, by digest.
    """
    name, caption = _on_one_line(picture.name), _on_one_line(picture.caption)
    plain = plain_picture(pictures.get(picture.digest, b""))
    width_mm, height_mm = _size_mm(plain, picture.width_mm, caption) if plain else _MISSING_MM
    return PrintedPicture(name=name, caption=caption, width_mm=width_mm, height_mm=height_mm, plain=plain)


def _on_one_line(text: str) -> str:
    return " ".join(line.strip() for line in text.splitlines()).replace("\t", " ").strip()


def _size_mm(plain: PlainPicture, wished_mm: int, caption: str) -> tuple[float, float]:
    lines = LINES_PER_PAGE - _caption_lines(caption) if wished_mm else _LINES_BY_ITSELF
    highest_mm = lines * LINE_MM - WHITE_MM
    width_mm = min(wished_mm or plain.width_mm, AREA_WIDTH_MM, highest_mm / plain.proportion)
    width_mm = max(width_mm, _NARROWEST_MM)
    return width_mm, min(width_mm * plain.proportion, highest_mm)


def _caption_lines(caption: str) -> int:
    """Return how many lines a caption takes at most."""
    return math.ceil(len(caption) * PICTURE_CAPTION_PT * MM_PER_PT / AREA_WIDTH_MM)
