"""The PDF writer: pages into bytes, with subsets of their fonts and text that can be found and copied.

Each stretch of equal pitch is one string with a character spacing; positions are those of the page, to a thousandth of
a point. The same pages give the same bytes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from oa_desktop.docs.barcode import Barcode
from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.layout.page import Colour, LaidOut, Page, Rule, Run
from oa_desktop.docs.pdf.archive import LANGUAGE, VERSION, drop_transitions, keep_for_archive
from oa_desktop.docs.pdf.bookmarks import Bookmarks
from oa_desktop.docs.pdf.fonts import font_name
from oa_desktop.docs.pdf.inks import ink_with
from oa_desktop.docs.pdf.pen import draw_pen
from oa_desktop.docs.pdf.pictures import PdfPictures
from oa_desktop.docs.pdf.tags import SEAL_TAG
from oa_desktop.docs.seals.drawing import draw_seal

rl_config.useA85 = 0
"""Streams stay binary: a quarter smaller and faster than in ASCII 85."""

_FILL, _FILL_AND_OUTLINE = 0, 2
_OUTLINE_PT = 0.4
"""Thickness of the outline that emboldens a strong run."""
_SEALS = frozenset({Element.SEAL, Element.SIGNATURE})
"""Red type of these is a seal or a signature stamp (签名章)."""
_SPACING_DIGITS = 3
"""Decimal places of a point in character spacings."""


def write_pdf(document: LaidOut, *, creator: str = "oa_desktop") -> bytes:
    """Return the PDF of a document.

    Args:
        document: Its pages, at least one.
        creator: Program named in the document information.
    """
    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=_pagesize_pt(document.pages[0]),
        initialFontName=font_name(document.base_face),
        invariant=1,
        pageCompression=1,
        pdfVersion=VERSION,
        lang=LANGUAGE,
    )
    keep_for_archive(canvas, title=document.title, author=document.author, creator=creator, keywords=document.note)
    bookmarks = Bookmarks(canvas, document.outline)
    widths, pictures = _Widths(), PdfPictures(canvas)
    for page in document.pages:
        bookmarks.put_on(page)
        _draw_page(canvas, page, widths, pictures)
    drop_transitions(canvas)
    canvas.save()
    return target.getvalue()


def _pagesize_pt(page: Page) -> tuple[float, float]:
    return page.width_mm / MM_PER_PT, page.height_mm / MM_PER_PT


def _draw_page(canvas: Canvas, page: Page, widths: _Widths, pictures: PdfPictures) -> None:
    canvas.setPageSize(_pagesize_pt(page))
    _draw_runs(canvas, [run for run in page.runs if run.colour is Colour.PALE], page, widths)
    for image in page.images:
        pictures.draw(image, page.height_mm)
    for seal in page.seals:
        draw_seal(canvas, seal, page.height_mm)
        _draw_runs(canvas, seal.lettering, page, widths)
    for rule in page.rules:
        _draw_rule(canvas, rule, page.height_mm)
    for barcode in page.barcodes:
        _draw_barcode(canvas, barcode, page.height_mm)
    draw_pen(canvas, page.pen, page.height_mm)
    canvas.setLineWidth(_OUTLINE_PT)
    _draw_runs(canvas, [run for run in page.runs if run.colour is not Colour.PALE], page, widths)
    canvas.showPage()


def _draw_runs(canvas: Canvas, runs: Sequence[Run], page: Page, widths: _Widths) -> None:
    text = canvas.beginText()
    pen = _Pen(text=text, height_mm=page.height_mm, widths=widths)
    for run in runs:
        pen.draw(run)
    pen.end()
    canvas.drawText(text)


def _draw_rule(canvas: Canvas, rule: Rule, height_mm: float) -> None:
    ink_with(canvas, rule.colour)
    canvas.setLineWidth(rule.width_mm / MM_PER_PT)
    canvas.line(
        rule.x1_mm / MM_PER_PT,
        (height_mm - rule.y1_mm) / MM_PER_PT,
        rule.x2_mm / MM_PER_PT,
        (height_mm - rule.y2_mm) / MM_PER_PT,
    )


def _draw_barcode(canvas: Canvas, barcode: Barcode, height_mm: float) -> None:
    ink_with(canvas, Colour.BLACK)
    path = canvas.beginPath()
    for x_mm, y_mm, width, height in barcode.bars():
        path.rect(x_mm / MM_PER_PT, (height_mm - y_mm - height) / MM_PER_PT, width / MM_PER_PT, height / MM_PER_PT)
    canvas.drawPath(path, stroke=0, fill=1)


@dataclass(slots=True, kw_only=True)
class _Pen:
    """Writes runs into one text object and repeats no setting that is already in force.

    Attributes:
        text: Of this page.
        height_mm: Of this page; PDF counts from the bottom.
        widths: Of the characters of the document.
    """

    text: PDFTextObject
    height_mm: float
    widths: _Widths
    _font: tuple[str, float] = ("", 0.0)
    _colour: Colour | None = None
    _strong: bool = False
    _condensed: float = 1.0
    _seal: bool = False

    def draw(self, run: Run) -> None:
        """Draw one run."""
        self._set_seal(seal=run.colour is Colour.RED and run.element in _SEALS)
        self._set_font(run)
        self._set_colour(run.colour)
        self._set_strong(run)
        self._set_condensed(run)
        self._move_to(run)
        for spacing_pt, text in _even_stretches(run, self.widths.spacings(run)):
            self.text.setCharSpace(spacing_pt)
            self.text.textOut(text)

    def end(self) -> None:
        """Leave nothing open."""
        self._set_seal(seal=False)

    def _set_seal(self, *, seal: bool) -> None:
        """Begin or end what the page calls a seal."""
        if seal is not self._seal:
            self.text._code.append(f"{SEAL_TAG} BMC" if seal else "EMC")
            self._seal = seal

    def _set_font(self, run: Run) -> None:
        font = (font_name(run.face), run.size_pt)
        if font != self._font:
            self.text.setFont(*font)
            self._font = font

    def _set_colour(self, colour: Colour) -> None:
        if colour is not self._colour:
            ink_with(self.text, colour)
            self._colour = colour

    def _set_strong(self, run: Run) -> None:
        if run.strong != self._strong:
            self.text.setTextRenderMode(_FILL_AND_OUTLINE if run.strong else _FILL)
            self._strong = run.strong

    def _set_condensed(self, run: Run) -> None:
        if run.condensed != self._condensed:
            self.text.setHorizScale(100 * run.condensed)
            self._condensed = run.condensed

    def _move_to(self, run: Run) -> None:
        y_pt = (self.height_mm - run.y_mm) / MM_PER_PT
        if not run.angle_deg:
            self.text.setTextOrigin(run.x_mm / MM_PER_PT, y_pt)
            return
        cosine, sine = math.cos(math.radians(run.angle_deg)), math.sin(math.radians(run.angle_deg))
        self.text.setTextTransform(cosine, sine, -sine, cosine, run.x_mm / MM_PER_PT, y_pt)


def _even_stretches(run: Run, spacings: Sequence[float]) -> Iterator[tuple[float, str]]:
    """Yield the parts of a run whose characters need the same spacing in points."""
    start = 0
    for place in range(1, len(spacings) + 1):
        if place == len(spacings) or spacings[place] != spacings[start]:
            yield spacings[start], run.text[start:place]
            start = place


class _Widths:
    """The natural widths of characters, measured once for each face of a document."""

    def __init__(self) -> None:
        self._faces: dict[int, dict[str, float]] = {}

    def spacings(self, run: Run) -> list[float]:
        """Return what must be added to each character's own width, in points."""
        ems = self._faces.setdefault(id(run.face), {})
        for char in run.text:
            if char not in ems:
                ems[char] = run.face.advance(char)
        scale, size = 1 / (MM_PER_PT * run.condensed), run.size_pt
        pairs = zip(run.text, run.advances_mm, strict=True)
        return [round(advance * scale - ems[char] * size, _SPACING_DIGITS) for char, advance in pairs]
