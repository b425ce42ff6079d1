"""The colour profile sRGB (IEC 61966-2-1), by which a file says what its RGB means: an ICC profile of version 4."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache
from typing import Final

_VERSION: Final = 0x04200000
_MADE: Final = (2000, 1, 1, 0, 0, 0)
"""A fixed date: the same profile always."""
_D50: Final = (0.9642, 1.0, 0.8249)
"""White of the profile space; the primaries below are adapted to it."""
_PRIMARIES: Final = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_ADAPTATION: Final = (1.04788, 0.02292, -0.05019, 0.02959, 0.99048, -0.01706, -0.00923, 0.01508, 0.75168)
"""From the white of screens (D65) to D50, after Bradford."""
_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""Exponent, the line under it, and where one turns into the other."""
_CURVE_KIND: Final = 3
_HEADER_BYTES: Final = 128


@cache
def srgb_profile() -> bytes:
    """Return the profile, about 600 bytes."""
    curve = struct.pack(">4sIHH", b"para", 0, _CURVE_KIND, 0) + _fixed(_CURVE)
    tags = {
        b"desc": _words("sRGB"),
        b"cprt": _words("No copyright"),
        b"wtpt": _xyz(_D50),
        b"chad": struct.pack(">4sI", b"sf32", 0) + _fixed(_ADAPTATION),
        **{name: _xyz(primary) for name, primary in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, data = _tabled(tags)
    return _header(_HEADER_BYTES + len(table) + len(data)) + table + data


def _tabled(tags: dict[bytes, bytes]) -> tuple[bytes, bytes]:
    """Return the table of tags and their data; equal data stand once."""
    start = _HEADER_BYTES + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    data = b""
    for content in tags.values():
        if content not in places:
            places[content] = start + len(data)
            data += content.ljust(-(-len(content) // 4) * 4, b"\0")
    rows = (struct.pack(">4sII", name, places[content], len(content)) for name, content in tags.items())
    return struct.pack(">I", len(tags)) + b"".join(rows), data


def _header(size: int) -> bytes:
    head = struct.pack(">I4xI4s4s4s6H4s", size, _VERSION, b"mntr", b"RGB ", b"XYZ ", *_MADE, b"acsp")
    return (head.ljust(68, b"\0") + _fixed(_D50)).ljust(_HEADER_BYTES, b"\0")


def _fixed(values: Sequence[float]) -> bytes:
    """Return numbers as ICC writes them: with sixteen binary places."""
    return b"".join(struct.pack(">i", round(value * 0x10000)) for value in values)


def _xyz(values: Sequence[float]) -> bytes:
    return struct.pack(">4sI", b"XYZ ", 0) + _fixed(values)


def _words(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return struct.pack(">4sIII2s2sII", b"mluc", 0, 1, 12, b"en", b"US", len(data), 28) + data
