"""Drawing the placeholder of a seal into a PDF: a broken ring and a five-pointed star in red."""

from __future__ import annotations

import math
from collections.abc import Iterator

from reportlab.pdfgen.canvas import Canvas

from oa_desktop.docs.figures import MM_PER_PT, RED_CMYK
from oa_desktop.docs.layout.page import Seal

_RING_MM = 1.0
"""Thickness of the ring. P."""
_DASH_MM = (7.5, 1.0)
"""Dashes and gaps of the ring: a seal's ring is whole. P."""
_STAR_SHARE = 0.3
"""Radius of the star in parts of the seal's. P."""
_INNER_SHARE = math.sin(math.radians(18)) / math.sin(math.radians(54))
"""Inner corners of a regular five-pointed star in parts of its radius."""


def draw_seal(canvas: Canvas, seal: Seal, height_mm: float) -> None:
    """Draw ring and star; the lettering is drawn like other type.

    Args:
        canvas: The page.
        seal: Where it stands.
        height_mm: Of the page; PDF counts from the bottom.
    """
    x_pt, y_pt = seal.centre_x_mm / MM_PER_PT, (height_mm - seal.centre_y_mm) / MM_PER_PT
    radius_pt = seal.diameter_mm / 2 / MM_PER_PT
    canvas.saveState()
    canvas.setStrokeColorCMYK(*RED_CMYK)
    canvas.setFillColorCMYK(*RED_CMYK)
    canvas.setLineWidth(_RING_MM / MM_PER_PT)
    canvas.setDash([part / MM_PER_PT for part in _DASH_MM])
    canvas.circle(x_pt, y_pt, radius_pt - _RING_MM / MM_PER_PT / 2)
    star = canvas.beginPath()
    first, *others = _star(x_pt, y_pt, radius_pt * _STAR_SHARE)
    star.moveTo(*first)
    for corner in others:
        star.lineTo(*corner)
    star.close()
    canvas.drawPath(star, stroke=0, fill=1)
    canvas.restoreState()


def _star(x_pt: float, y_pt: float, radius_pt: float) -> Iterator[tuple[float, float]]:
    """Yield the ten corners of a star that stands on two of its points."""
    for number in range(10):
        radius = radius_pt * (_INNER_SHARE if number % 2 else 1.0)
        angle = math.radians(90 + 36 * number)
        yield x_pt + radius * math.cos(angle), y_pt + radius * math.sin(angle)
