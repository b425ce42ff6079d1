"""The placeholder of a seal: a broken ring and a five-pointed star in red; its shape, and drawing it into a PDF."""

from __future__ import annotations

import math
from collections.abc import Iterator

from reportlab.pdfgen.canvas import Canvas

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.layout.page import Colour, Seal
from oa_desktop.docs.pdf.inks import ink_with
from oa_desktop.docs.pdf.tags import SEAL_TAG

RING_MM = 1.0
"""Thickness of the ring. P."""
DASH_MM = (7.5, 1.0)
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
    canvas._code.append(f"{SEAL_TAG} BMC")
    ink_with(canvas, Colour.RED)
    canvas.setLineWidth(RING_MM / MM_PER_PT)
    canvas.setDash([part / MM_PER_PT for part in DASH_MM])
    canvas.circle(x_pt, y_pt, radius_pt - RING_MM / MM_PER_PT / 2)
    path = canvas.beginPath()
    first, *others = ((x_mm / MM_PER_PT, (height_mm - y_mm) / MM_PER_PT) for x_mm, y_mm in star(seal))
    path.moveTo(*first)
    for corner in others:
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas._code.append("EMC")
    canvas.restoreState()


def star(seal: Seal) -> Iterator[tuple[float, float]]:
    """Yield the ten corners of the star of a placeholder, in millimetres from the top left."""
    for x_mm, y_mm in star_corners(seal.diameter_mm / 2):
        yield seal.centre_x_mm + x_mm, seal.centre_y_mm + y_mm


def star_corners(seal_radius_mm: float) -> Iterator[tuple[float, float]]:
    """Yield the ten corners of a star that stands on two of its points, in millimetres from the middle of its seal."""
    outer_mm = seal_radius_mm * _STAR_SHARE
    for number in range(10):
        radius_mm = outer_mm * (_INNER_SHARE if number % 2 else 1.0)
        angle = math.radians(90 + 36 * number)
        yield radius_mm * math.cos(angle), -radius_mm * math.sin(angle)
