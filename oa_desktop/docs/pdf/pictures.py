"""Pictures in a PDF: each an image object (ISO 32000-1, 8.9) that holds its packed pixels as they came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream, PDFString, xObjectName
from reportlab.pdfgen.canvas import Canvas

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.layout.page import Image
from oa_desktop.docs.packages import lawful
from oa_desktop.docs.pictures.plain import Form, PlainPicture

_SPACES: Final = {1: "DeviceGray", 3: "DeviceRGB"}
_FILTERS: Final = {Form.PNG: "FlateDecode", Form.JPEG: "DCTDecode"}
_PNG_ROWS: Final = 15
"""Predictor: every row says how it was packed, as in PNG."""


@dataclass(slots=True)
class PdfPictures:
    """Draws pictures into one PDF, each picture held once.

    Attributes:
        canvas: Of the PDF.
    """

    canvas: Canvas
    _names: dict[bytes, str] = field(default_factory=dict)

    def draw(self, image: Image, height_mm: float) -> None:
        """Draw a picture with its words beside it, for who cannot see it.

        Args:
            image: Where it stands.
            height_mm: Of the page; PDF counts from the bottom.
        """
        canvas, name = self.canvas, self._name(image.plain)
        canvas.saveState()
        canvas.translate(image.x_mm / MM_PER_PT, (height_mm - image.bottom_mm) / MM_PER_PT)
        canvas.scale(image.width_mm / MM_PER_PT, image.height_mm / MM_PER_PT)
        words = PDFString(lawful(image.name)).format(canvas._doc)
        canvas._code.append(f"/Span <</Alt {words.decode('latin-1')}>> BDC /{xObjectName(name)} Do EMC")
        canvas.restoreState()
        canvas._formsinuse.append(name)

    def _name(self, plain: PlainPicture) -> str:
        """Return the name of a picture's object, which is made when it is first drawn."""
        name = self._names.get(plain.data)
        if name is None:
            name = self._names[plain.data] = f"picture{len(self._names) + 1}"
            self.canvas._doc.addForm(name, _object(plain))
        return name


def _object(plain: PlainPicture) -> PDFStream:
    said = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": plain.width,
        "Height": plain.height,
        "BitsPerComponent": 8,
        "ColorSpace": PDFName(_SPACES[plain.colours]),
        "Filter": PDFName(_FILTERS[plain.form]),
    }
    if plain.form is Form.PNG:
        rows = {"Predictor": _PNG_ROWS, "Colors": plain.colours, "BitsPerComponent": 8, "Columns": plain.width}
        said["DecodeParms"] = PDFDictionary(rows)
    return PDFStream(PDFDictionary(said), plain.packed, filters=[])
