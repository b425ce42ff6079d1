"""The picture of a seal (印章图像) as a PDF draws it: colours, and how much of the page shows through."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass, field
from typing import Final

from PIL import Image, UnidentifiedImageError

from oa_desktop.docs.ofd.painting.orders import Unpaintable
from oa_desktop.docs.ofd.painting.painter import painted
from oa_desktop.docs.reading.package import TooLarge, Unreadable
from oa_desktop.domain.errors import Refused

PIXELS_LIMIT: Final = 4_000_000
"""More than a round seal of 60 mm has at 600 dots an inch, four times over."""
_OPAQUE: Final = 255
_PACKAGE: Final = b"PK"
_FINE_GREY: Final = "I;16"
"""Sixteen bits of grey, the larger eight second; the library itself would draw nearly all of them white."""
_PIXELS: Final = ("PNG", "JPEG", "BMP", "GIF")

_BROKEN = (
    *(OSError, EOFError, SyntaxError, ValueError, TypeError, LookupError, OverflowError, MemoryError),
    *(struct.error, zlib.error, Image.DecompressionBombError),
)
"""What the library raises for pictures that are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A picture in pixels.

    Attributes:
        width: Pixels.
        height: Pixels.
        colours: Three bytes a pixel.
        opacity: One byte a pixel; empty where nothing shows through.
    """

    width: int
    height: int
    colours: bytes = field(repr=False)
    opacity: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """A picture in lines and areas.

    Attributes:
        content: Drawing orders on a square of 1 by 1; ``/A17`` names an opacity of 17 in 255, ``/I0`` a picture.
        opacities: Those that it names.
        pictures: Pictures in it, ``/I0`` first.
    """

    content: bytes = field(repr=False)
    opacities: tuple[int, ...]
    pictures: tuple[Drawn, ...]


def shown(picture: bytes) -> Drawn | Painted:
    """Return a picture of a seal as it is drawn: in pixels, or as the first page of an OFD is painted.

    Raises:
        Refused: ``seal.picture-kind``: neither; ``seal.picture-large``: it has more pixels or lines than any seal;
            ``seal.picture-unreadable``: it is damaged.
    """
    return _painted(picture) if picture.startswith(_PACKAGE) else drawn(picture)


def drawn(picture: bytes) -> Drawn:
    """Return a picture of a seal in pixels.

    Raises:
        Refused: As :func:`shown`.
    """
    try:
        with Image.open(io.BytesIO(picture), formats=_PIXELS) as image:
            if image.width * image.height > PIXELS_LIMIT:
                raise Refused("seal.picture-large")
            image.load()
            return _drawn(image)
    except UnidentifiedImageError as error:
        raise Refused("seal.picture-kind") from error
    except _BROKEN as error:
        raise Refused("seal.picture-unreadable") from error


def _drawn(image: Image.Image) -> Drawn:
    clear = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    grey = Image.frombytes("L", image.size, image.tobytes()[1::2]) if image.mode == _FINE_GREY else image
    whole = grey.convert("RGBA" if clear else "RGB")
    opacity = whole.getchannel("A").tobytes() if clear else b""
    colours = whole.convert("RGB").tobytes()
    return Drawn(width=whole.width, height=whole.height, colours=colours, opacity=opacity)


def _painted(picture: bytes) -> Painted:
    try:
        found = painted(picture)
    except TooLarge as error:
        raise Refused("seal.picture-large") from error
    except (Unpaintable, Unreadable) as error:
        raise Refused("seal.picture-unreadable") from error
    shrunk = b"%.9f 0 0 -%.9f 0 1 cm\n" % (1 / found.width_mm, 1 / found.height_mm)
    pictures = tuple(map(drawn, found.pictures))
    if sum(one.width * one.height for one in pictures) > PIXELS_LIMIT:
        raise Refused("seal.picture-large")
    return Painted(content=shrunk + found.content, opacities=found.opacities, pictures=pictures)


def share_of(opacity: int) -> str:
    """Return an opacity of 255 as a PDF writes it."""
    return f"{opacity / _OPAQUE:.3f}"
