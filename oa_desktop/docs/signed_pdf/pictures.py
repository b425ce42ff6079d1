"""The picture of a seal (印章图像) as a PDF draws it: colours, and how much of the page shows through."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from PIL import Image, UnidentifiedImageError

from oa_desktop.docs.ofd.painting.orders import Unpaintable
from oa_desktop.docs.ofd.painting.painter import painted
from oa_desktop.docs.pictures.plain import PNG_SIGNATURE, plain_picture, png_chunks
from oa_desktop.docs.reading.package import TooLarge, Unreadable
from oa_desktop.domain.errors import Refused

PIXELS_LIMIT: Final = 4_000_000
"""More than a round seal of 60 mm has at 600 dots an inch, four times over."""
_OPAQUE: Final = 255
_PACKAGE: Final = b"PK"
_JPEG: Final = b"\xff\xd8\xff"
_HEAD_OF_BMP: Final = struct.Struct("<14xI10xHI")
_USUAL_BMP: Final = frozenset((40, bits, 0) for bits in (1, 4, 8, 24, 32))
"""Size of its head, bits of a pixel, and that it is not packed."""
_FINE_GREY: Final = "I;16"
"""Sixteen bits of grey, the larger eight second; the library itself would draw nearly all of them white."""
_TABLE: Final = 3
_EIGHT_BITS_OF_COLOURS: Final = (8, 2)
"""Kinds of PNG (ISO/IEC 15948 11.2.2): colours by their number in a table; depth and kind of three samples a pixel."""
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
class Coded:
    """A picture that a PDF holds as it is coded (JPEG), so that it is compared byte by byte and never decoded.

    Attributes:
        width: Pixels.
        height: Pixels.
        colours: 1 for grey, 3 for colours.
        data: The picture.
    """

    width: int
    height: int
    colours: int
    data: bytes = field(repr=False)


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


def shown(picture: bytes) -> Drawn | Coded | Painted:
    """Return a picture of a seal as it is drawn: in pixels, as it is coded, or as the first page of an OFD is painted.

    Raises:
        Refused: ``seal.picture-kind``: none of them; ``seal.picture-large``: it has more pixels or lines than any seal;
            ``seal.picture-unreadable``: it is damaged.
    """
    if picture.startswith(_PACKAGE):
        return _painted(picture)
    pixels = drawn(picture)
    return _coded(picture) or pixels


def compared(picture: bytes) -> Drawn | Coded | None:
    """Return a picture of a seal as whoever verifies compares it with what a page shows.

    None for what the standard library alone cannot bring to pixels: drawings in lines and areas, JPEG in four
    colours, and rare ways of writing PNG, BMP and GIF. The second verifier compares the same kinds.

    Raises:
        Refused: ``seal.picture-large``, ``seal.picture-unreadable``.
    """
    if picture.startswith(_JPEG):
        return _coded(picture)
    usual = next((one for begins, one in _USUAL.items() if picture.startswith(begins)), None)
    try:
        return drawn(picture) if usual and usual(picture) else None
    except _BROKEN as error:
        raise Refused("seal.picture-unreadable") from error


def _coded(picture: bytes) -> Coded | None:
    """Return a JPEG of one or three colours, told by its head alone."""
    found = plain_picture(picture) if picture.startswith(_JPEG) else None
    if found is None:
        return None
    if found.width * found.height > PIXELS_LIMIT:
        raise Refused("seal.picture-large")
    return Coded(width=found.width, height=found.height, colours=found.colours, data=picture)


def _is_usual_png(picture: bytes) -> bool:
    """Tell whether what shows through is written beside a table of colours, or as one colour of 8 bits a sample."""
    clear = any(one.kind == b"tRNS" for one in png_chunks(picture))
    depth, kind = picture[24:26]
    return not clear or kind == _TABLE or (depth, kind) == _EIGHT_BITS_OF_COLOURS


def _is_usual_bmp(picture: bytes) -> bool:
    return _HEAD_OF_BMP.unpack_from(picture) in _USUAL_BMP


def _is_usual_gif(picture: bytes) -> bool:
    """Tell whether the first picture fills its screen."""
    with Image.open(io.BytesIO(picture), formats=("GIF",)) as image:
        return image.tile[0][1] == (0, 0, *image.size)


_USUAL: Final[Mapping[bytes, Callable[[bytes], bool]]] = {
    PNG_SIGNATURE: _is_usual_png,
    b"BM": _is_usual_bmp,
    b"GIF87a": _is_usual_gif,
    b"GIF89a": _is_usual_gif,
}


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
