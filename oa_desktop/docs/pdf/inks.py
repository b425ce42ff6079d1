"""How the colours of a page are set in a PDF: greys print with black ink alone (BL100 %), red is as on a screen."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from oa_desktop.docs.colours import RGB
from oa_desktop.docs.layout.page import Colour


def ink_with(target: Canvas | PDFTextObject, colour: Colour) -> None:
    """Set what areas, type and lines are drawn with from here on."""
    red, green, blue = (part / 255 for part in RGB[colour])
    if red == green == blue:
        target.setFillGray(red)
        target.setStrokeGray(red)
    else:
        target.setFillColorRGB(red, green, blue)
        target.setStrokeColorRGB(red, green, blue)
