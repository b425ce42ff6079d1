"""Pages of a PDF through PDFium, in a confined worker and nowhere else: sizes, pixels, and where each character stands.

PDFium is written in C++ and reads what strangers send; `oa_desktop.docs.sheets.viewing` has these functions called in a
limited process. The document of the last call stays open, so that turning a page does not read the file again.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from ctypes import c_double, c_int
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from oa_desktop.domain.errors import Refused

MM_PER_PT = 25.4 / 72
MOST_LEAVES = 20_000
"""Pages of the longest document that is shown."""
MOST_PIXELS = 32_000_000
"""Pixels of the largest picture that is made: 128 MB."""
MOST_CHARACTERS = 100_000
"""Characters of a page that are looked at; a page of a document has under a thousand."""

_LOCKED = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})
_WHITE = 0xFFFFFFFF
_FINE = 100
"""Steps a point is divided into when PDFium turns places on the page into places on the sheet."""
_APART = 1000
"""Points between two places by which the page's measure is compared with the sheet's."""
_WIDE_SCRIPTS = 0x2E80
"""From here on writing has no spaces between words."""
_SLANTED = 0.1
"""Sine of twice the angle from which on a character is no line of text but a mark across the page."""
_HIGH, _LOW, _REPLACEMENT = range(0xD800, 0xDC00), range(0xDC00, 0xE000), 0xFFFD

_kept: list[tuple[bytes, Any]] = []
"""The document of the last call and its bytes."""


def leaves(data: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page in millimetres, as it is read.

    Raises:
        Refused: ``view.damaged``, ``view.locked``, ``view.empty``, ``view.too-many-pages``.
    """
    document = document_of(data)
    return [size_mm(document, number) for number in range(len(document))]


def raster(data: bytes, number: int, pixels_per_mm: float, rows: tuple[int, int] | None) -> tuple[int, int, bytes]:
    """Return width, height and pixels of a page or of some of its rows: blue, green, red and one unused, a byte each.

    Raises:
        Refused: ``view.too-many-pixels``, and what ``leaves`` raises.
    """
    document = document_of(data)
    across, down = (max(1, round(side * pixels_per_mm)) for side in size_mm(document, number))
    first, end = rows or (0, down)
    if end <= first or across * (end - first) > MOST_PIXELS:
        raise Refused("view.too-many-pixels")
    page = page_of(document, number)
    bitmap = pypdfium2.PdfBitmap.new_native(across, end - first, pdfium.FPDFBitmap_BGRx)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, end - first, _WHITE)
    place = (bitmap, page, 0, -first, across, down, 0, pdfium.FPDF_ANNOT)
    pdfium.FPDF_RenderPageBitmap(*place)
    if document.formenv:
        pdfium.FPDF_FFLDraw(document.formenv, *place)
    return across, end - first, bytes(bitmap.buffer)


def places(data: bytes, number: int) -> tuple[bytes, bytes]:
    """Return the characters of a page (code points) and their boxes: left, top, width and height in millimetres.

    Marks across the page (水印) and lettering round a seal are no text; spaces that PDFium guesses are kept only
    between words of scripts that have them.

    Raises:
        Refused: What ``leaves`` raises.
    """
    page = page_of(document_of(data), number)
    text = page.get_textpage()
    sheet = SheetMeasure(page)
    codes, boxes = array("I"), array("f")
    for code, box in _characters(text, sheet):
        codes.append(code)
        boxes.extend(box)
    text.close()
    return codes.tobytes(), boxes.tobytes()


def document_of(data: bytes) -> Any:
    """Return the document of some bytes, the one of the last call if they are the same.

    Raises:
        Refused: ``view.damaged``, ``view.locked``, ``view.empty``, ``view.too-many-pages``.
    """
    if _kept and _kept[0][0] == data:
        return _kept[0][1]
    _kept.clear()
    document = _opened(data)
    _kept.append((data, document))
    return document


def _opened(data: bytes) -> Any:
    """Open a document; its bytes must live as long as it does."""
    raw = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not raw:
        raise Refused("view.locked" if pdfium.FPDF_GetLastError() in _LOCKED else "view.damaged")
    document = pypdfium2.PdfDocument(raw)
    document.init_forms()  # a seal is drawn by the field of its signature
    if not len(document):
        raise Refused("view.empty")
    if len(document) > MOST_LEAVES:
        raise Refused("view.too-many-pages", pages=len(document), limit=MOST_LEAVES)
    return document


def page_of(document: Any, number: int) -> Any:
    """Return a page, counted from 0.

    Raises:
        Refused: ``view.damaged``.
    """
    try:
        return document[number]
    except pypdfium2.PdfiumError as error:
        raise Refused("view.damaged") from error


def size_mm(document: Any, number: int) -> tuple[float, float]:
    """Return width and height of a page in millimetres, as it is read.

    Raises:
        Refused: ``view.damaged``.
    """
    try:
        width, height = document.get_page_size(number)
    except pypdfium2.PdfiumError as error:
        raise Refused("view.damaged") from error
    if not (math.isfinite(width) and math.isfinite(height)):
        raise Refused("view.damaged")
    return max(1.0, width * MM_PER_PT), max(1.0, height * MM_PER_PT)


class SheetMeasure:
    """Turns places of the page's own measure into millimetres from the top left of the sheet, however it is turned."""

    def __init__(self, page: Any) -> None:
        (x0, y0), (x1, y1), (x2, y2) = (_on_sheet(page, *point) for point in ((0, 0), (_APART, 0), (0, _APART)))
        self._x = ((x1 - x0) / _APART, (x2 - x0) / _APART, x0)
        self._y = ((y1 - y0) / _APART, (y2 - y0) / _APART, y0)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return left, top, width and height."""
        (x1, y1), (x2, y2) = self.point(left, bottom), self.point(right, top)
        return min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a place of the page's own measure, in millimetres across and down."""
        (a, b, c), (d, e, f) = self._x, self._y
        return a * x + b * y + c, d * x + e * y + f


def _on_sheet(page: Any, x: float, y: float) -> tuple[float, float]:
    """Return where PDFium puts a point of the page, in millimetres."""
    across, down = c_int(), c_int()
    width, height = (round(side * _FINE) for side in page.get_size())
    pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, c_double(x), c_double(y), across, down)
    return across.value / _FINE * MM_PER_PT, down.value / _FINE * MM_PER_PT


def _characters(text: Any, sheet: SheetMeasure) -> Iterator[tuple[int, tuple[float, float, float, float]]]:
    count = min(text.count_chars(), MOST_CHARACTERS)
    before = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            if _parts_words(text, index, count):
                yield code, sheet.box(*_between(text, index))
            continue
        char = whole(code, before)
        before = code
        if char and not _slanted(text, index):
            yield char, sheet.box(*text.get_charbox(index, loose=True))


def whole(code: int, before: int) -> int:
    """Return a character, 0 for half of one whose other half follows and for what is no writing."""
    if code in _LOW and before in _HIGH:
        return 0x10000 + ((before - _HIGH.start) << 10) + code - _LOW.start
    if code < ord(" ") or code in _HIGH or code in {0xFFFE, 0xFFFF} or code > 0x10FFFF:
        return 0
    return _REPLACEMENT if code in _LOW else code


def _slanted(text: Any, index: int) -> bool:
    return abs(math.sin(2 * pdfium.FPDFText_GetCharAngle(text, index))) > _SLANTED


def _parts_words(text: Any, index: int, count: int) -> bool:
    """Whether a space that PDFium put in stands between two words of a script that has spaces."""
    if pdfium.FPDFText_GetUnicode(text, index) != ord(" ") or not 0 < index < count - 1:
        return False
    around = (pdfium.FPDFText_GetUnicode(text, index + step) for step in (-1, 1))
    return all(ord(" ") < code < _WIDE_SCRIPTS for code in around)


def _between(text: Any, index: int) -> tuple[float, float, float, float]:
    """Return the gap between two characters as a box."""
    before, after = (text.get_charbox(index + step, loose=True) for step in (-1, 1))
    return before[2], before[1], after[0], before[3]
