"""The picture of a seal (印章图像) as a PDF draws it: colours, and how much of the page shows through."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass, field

from PIL import Image

from oa_desktop.domain.errors import Refused

PIXELS_LIMIT = 4_000_000
"""More than a round seal of 60 mm has at 600 dots an inch, four times over."""


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


def drawn(picture: bytes) -> Drawn:
    """Return a picture of a seal in pixels.

    Raises:
        Refused: ``seal.picture-unreadable``: no picture in pixels, such as an OFD, or one that is too large.
    """
    try:
        with Image.open(io.BytesIO(picture), formats=("PNG", "JPEG", "BMP", "GIF")) as image:
            if image.width * image.height > PIXELS_LIMIT:
                raise Refused("seal.picture-unreadable")
            image.load()
            return _drawn(image)
    except _BROKEN as error:
        raise Refused("seal.picture-unreadable") from error


def _drawn(image: Image.Image) -> Drawn:
    clear = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    whole = image.convert("RGBA" if clear else "RGB")
    opacity = whole.getchannel("A").tobytes() if clear else b""
    colours = whole.convert("RGB").tobytes()
    return Drawn(width=whole.width, height=whole.height, colours=colours, opacity=opacity)
