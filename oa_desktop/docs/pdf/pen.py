"""Handwriting (手写) in a PDF: curves with round ends."""

from __future__ import annotations

from collections.abc import Iterable

from reportlab.pdfgen.canvas import Canvas

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.layout.page import Colour
from oa_desktop.docs.layout.pen import PenStroke
from oa_desktop.docs.pdf.inks import ink_with
from oa_desktop.domain.texts.pen_lines import Spot

_ROUND, _BUTT, _MITRE = 1, 0, 0


def draw_pen(canvas: Canvas, strokes: Iterable[PenStroke], height_mm: float) -> None:
    """Draw what was written by hand on a page.

    Args:
        canvas: The PDF.
        strokes: The lines.
        height_mm: Of the page; PDF counts from the bottom.
    """
    drawn = tuple(strokes)
    if not drawn:
        return
    ink_with(canvas, Colour.BLACK)
    canvas.setLineCap(_ROUND)
    canvas.setLineJoin(_ROUND)
    for stroke in drawn:
        canvas.setLineWidth(stroke.width_mm / MM_PER_PT)
        path = canvas.beginPath()
        path.moveTo(*_point(stroke.start, height_mm))
        for curve in stroke.curves:
            path.curveTo(*(side for spot in curve for side in _point(spot, height_mm)))
        canvas.drawPath(path, stroke=1, fill=0)
    canvas.setLineCap(_BUTT)
    canvas.setLineJoin(_MITRE)


def _point(spot: Spot, height_mm: float) -> tuple[float, float]:
    return spot[0] / MM_PER_PT, (height_mm - spot[1]) / MM_PER_PT
