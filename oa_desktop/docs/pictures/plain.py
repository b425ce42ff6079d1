"""The two plain forms of a picture, told by their heads; nothing is unpacked here.

PNG: ISO/IEC 15948; JPEG: ITU-T T.81.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_COLOURS: Final = {0: 1, 2: 3}
"""Colours of the kinds of PNG that are plain: grey, RGB."""
_HEAD: Final = struct.Struct(">IIBBBBB")
_DENSITY: Final = struct.Struct(">IIB")
_CHUNK: Final = struct.Struct(">I4s")
_MM_PER_INCH: Final = 25.4
_MM_PER_METRE: Final = 1000
_SCREEN_MM: Final = _MM_PER_INCH / 96
"""Width of a pixel of a picture that does not say it: that of a screen."""
_SMALLEST_MM, _LARGEST_MM = _MM_PER_INCH / 2400, _MM_PER_INCH / 40
"""Widths of a pixel that are believed."""
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
"""Frames that every reader decodes: baseline, extended, progressive."""
_SCAN: Final = 0xDA
_APPLICATION: Final = 0xE0
_UNITS: Final = {1: _MM_PER_INCH, 2: 10.0}
"""Millimetres of the units of density in JPEG: inch, centimetre."""


class Form(StrEnum):
    """How a plain picture is written; the value is the ending of its file."""

    PNG = "png"
    JPEG = "jpeg"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainPicture:
    """A picture that may be put into a document as it is.

    Attributes:
        data: Its file.
        form: How it is written.
        width: Pixels across.
        height: Pixels down.
        colours: 1 for grey, 3 for sRGB.
        pixel_mm: Width of a pixel, as the file says or as on a screen.
    """

    data: bytes = field(repr=False)
    form: Form
    width: int
    height: int
    colours: int
    pixel_mm: float = _SCREEN_MM

    @property
    def width_mm(self) -> float:
        """How wide it is by itself."""
        return self.width * self.pixel_mm

    @property
    def proportion(self) -> float:
        """Height against width."""
        return self.height / self.width

    @property
    def packed(self) -> bytes:
        """The pixels as PDF holds them: of a PNG its packed rows, of a JPEG all of it."""
        if self.form is Form.JPEG:
            return self.data
        return b"".join(chunk.data for chunk in png_chunks(self.data) if chunk.kind == b"IDAT")


class _Chunk(NamedTuple):
    kind: bytes
    data: bytes


class Segment(NamedTuple):
    """A part of a JPEG: its marker, and where it begins and ends in the file."""

    marker: int
    start: int
    end: int


def plain_picture(data: bytes) -> PlainPicture | None:
    """Return a picture in one of the plain forms; None for everything else and for what is damaged."""
    try:
        found = _png(data) if data.startswith(PNG_SIGNATURE) else _jpeg(data)
    except (ValueError, struct.error, IndexError, StopIteration):
        return None
    return found if found and found.width and found.height else None


def png_chunks(data: bytes) -> Iterator[_Chunk]:
    """Yield the chunks of a PNG up to its end.

    Raises:
        ValueError: One is cut off or damaged.
    """
    place, kind = len(PNG_SIGNATURE), b""
    while kind != b"IEND":
        size, kind = _CHUNK.unpack_from(data, place)
        end = place + _CHUNK.size + size
        (checksum,) = struct.unpack_from(">I", data, end)
        content = data[place + _CHUNK.size : end]
        if zlib.crc32(kind + content) != checksum:
            raise ValueError("damaged chunk")
        yield _Chunk(kind, content)
        place = end + 4


def _png(data: bytes) -> PlainPicture | None:
    chunks = list(png_chunks(data))
    width, height, bits, kind, *ways = _HEAD.unpack(chunks[0].data)
    if bits != 8 or kind not in _COLOURS or any(ways):
        return None
    said = next((_DENSITY.unpack(one.data) for one in chunks if one.kind == b"pHYs"), (0, 0, 0))
    pixel_mm = _MM_PER_METRE / said[0] if said[0] and said[2] == 1 else 0.0
    return PlainPicture(
        data=data, form=Form.PNG, width=width, height=height, colours=_COLOURS[kind], pixel_mm=_believed(pixel_mm)
    )


def jpeg_segments(data: bytes) -> Iterator[Segment]:
    """Yield the segments of a JPEG before its first scan, and the head of that scan.

    Raises:
        ValueError: It is none, or cut off.
    """
    if not data.startswith(b"\xff\xd8"):
        raise ValueError("no JPEG")
    place, marker = 2, 0
    while marker != _SCAN:
        while data[place : place + 2] == b"\xff\xff":
            place += 1
        lead, marker, size = struct.unpack_from(">BBH", data, place)
        if lead != 0xFF or size < 2:
            raise ValueError("no segment")
        yield Segment(marker, place, place + 2 + size)
        place += 2 + size


def _jpeg(data: bytes) -> PlainPicture | None:
    pixel_mm, frame = 0.0, None
    for segment in jpeg_segments(data):
        content = data[segment.start + 4 : segment.end]
        if segment.marker == _APPLICATION and content.startswith(b"JFIF\0"):
            pixel_mm = _jfif_pixel_mm(content)
        elif segment.marker in _FRAMES:
            frame = struct.unpack_from(">BHHB", content)
    if frame is None or frame[0] != 8 or frame[3] not in (1, 3):
        return None
    _bits, height, width, colours = frame
    return PlainPicture(
        data=data, form=Form.JPEG, width=width, height=height, colours=colours, pixel_mm=_believed(pixel_mm)
    )


def _jfif_pixel_mm(content: bytes) -> float:
    unit, across = struct.unpack_from(">BH", content, 7)
    return _UNITS.get(unit, 0.0) / across if across else 0.0


def _believed(pixel_mm: float) -> float:
    return pixel_mm if _SMALLEST_MM <= pixel_mm <= _LARGEST_MM else _SCREEN_MM
