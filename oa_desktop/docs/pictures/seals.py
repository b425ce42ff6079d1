"""Whether a picture is that of a seal (印章): red ink, most of it in a ring, on white or nothing. P throughout."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from PIL import Image

_SIDE: Final = 64
_WHITE: Final = 200
"""What is brighter than this in all colours is paper."""
_LEAD: Final = 50
"""By how much red is brighter than green and blue in red ink."""
_RED_SHARE: Final = 0.8
_INK: Final = (0.04, 0.6)
"""Share of the paper that the ink of a seal covers."""
_CORNER: Final = _SIDE // 10


def shows_seal(plain: bytes) -> bool:
    """Tell whether a plain picture shows a seal; decodes it, so only for a confined process."""
    with Image.open(io.BytesIO(plain)) as image:
        small = image.convert("RGB").resize((_SIDE, _SIDE))
    colours = list(_colours(small.tobytes()))
    inked = {place: colour for place, colour in enumerate(colours) if min(colour) < _WHITE}
    red = sum(colour[0] - max(colour[1:]) >= _LEAD for colour in inked.values())
    least, most = _INK
    covers = least <= len(inked) / len(colours) <= most
    return covers and red >= _RED_SHARE * len(inked) and not any(map(_is_corner, inked))


def _colours(data: bytes) -> Iterator[bytes]:
    return (data[start : start + 3] for start in range(0, len(data), 3))


def _is_corner(place: int) -> bool:
    """Tell whether a pixel lies in a corner, where a round or oval seal has none."""
    y, x = divmod(place, _SIDE)
    return min(x, _SIDE - 1 - x) < _CORNER and min(y, _SIDE - 1 - y) < _CORNER
