"""The characters of a page of a PDF, through PDFium: in a confined worker and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Iterator
from ctypes import byref, c_double, c_float, c_uint, c_void_p, cast, create_string_buffer, sizeof
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from oa_desktop.docs.pdf.pages import MM_PER_PT, MOST_CHARACTERS, SheetMeasure, whole
from oa_desktop.docs.sheets.sheets import Character, Tint, tint_of

MOST_OBJECTS = 20_000
"""Objects of a page that are looked at."""
_LARGE_PT = 18.0
"""From this size on the ink of a character is measured: titles and marks."""
_STEEP_DEG = 45.0
"""From here on a character, which PDFium counts the angle of clockwise, is as wide as its box is high."""
_END = 2
"""Bytes with which PDFium ends a text."""
_RAISED = 64 / 65
"""PDFium says that the ink of composite fonts, which all Chinese ones are, is a 64th higher than it draws it."""


class _Type(NamedTuple):
    """What all characters of one text object share."""

    font: str
    size_pt: float
    tint: Tint
    embedded: bool
    strong: bool


def characters_of(page: Any, measure: SheetMeasure, lacking: dict[str, None]) -> tuple[Character, ...]:
    """Return the characters of a page, and name the fonts that the file does not carry in ``lacking``."""
    text = page.get_textpage()
    try:
        return (*_written(text, measure, lacking), *_blanks(page, text, measure))
    finally:
        text.close()


def objects_of(page: Any) -> Iterator[Any]:
    """Yield the objects of a page."""
    count = min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)
    return (pdfium.FPDFPage_GetObject(page, index) for index in range(count))


def _written(text: Any, measure: SheetMeasure, lacking: dict[str, None]) -> Iterator[Character]:
    types: dict[int, _Type] = {}
    before = 0
    for index in range(min(text.count_chars(), MOST_CHARACTERS)):
        half, before = before, pdfium.FPDFText_GetUnicode(text, index)
        code = whole(before, half)
        if code and pdfium.FPDFText_IsGenerated(text, index) != 1:
            set_in = _type(text, index, types)
            if not set_in.embedded:
                lacking[set_in.font] = None
            yield _character(text, index, chr(code), set_in, measure)


def _character(text: Any, index: int, char: str, set_in: _Type, measure: SheetMeasure) -> Character:
    """Return a character where it stands."""
    x, y = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
    left, bottom, right, top = text.get_charbox(index, loose=True)
    x_mm, y_mm = measure.point(x.value, y.value)
    angle_deg = -math.degrees(math.asin(math.sin(pdfium.FPDFText_GetCharAngle(text, index))))
    right_mm = x_mm + (top - bottom if abs(angle_deg) > _STEEP_DEG else right - left) * MM_PER_PT
    if set_in.size_pt > _LARGE_PT:
        top = y.value + (text.get_charbox(index)[3] - y.value) * _RAISED
    top_mm = measure.point(x.value, top)[1]
    look = (set_in.size_pt, set_in.font, set_in.tint)
    return Character(char, x_mm, right_mm, y_mm, *look, top_mm, angle_deg=angle_deg, is_strong=set_in.strong)


def _blanks(page: Any, text: Any, measure: SheetMeasure) -> Iterator[Character]:
    """Yield the blanks that were typed and stand alone: PDFium leaves them out of the text, and makes others up."""
    for one in objects_of(page):
        if pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_TEXT and not _has_text(one, text):
            matrix, size = pdfium.FS_MATRIX(), c_float()
            pdfium.FPDFPageObj_GetMatrix(one, byref(matrix))
            pdfium.FPDFTextObj_GetFontSize(one, byref(size))
            x_mm, y_mm = measure.point(matrix.e, matrix.f)
            size_pt = round(size.value * (math.hypot(matrix.c, matrix.d) or 1.0), 2)
            angle_deg = math.degrees(math.atan2(matrix.b, matrix.a))
            yield Character(" ", x_mm, x_mm, y_mm, size_pt, "", Tint.BLACK, y_mm, angle_deg=angle_deg)


def _has_text(one: Any, text: Any) -> bool:
    return int(pdfium.FPDFTextObj_GetText(one, text, None, 0)) > _END


def _type(text: Any, index: int, types: dict[int, _Type]) -> _Type:
    """Return how a character is set; the object that it stands in is asked once."""
    one = pdfium.FPDFText_GetTextObject(text, index)
    key = _address(one)
    if key not in types:
        types[key] = _type_of(text, index, one)
    return types[key]


def _address(one: Any) -> int:
    return cast(one, c_void_p).value or 0


def _type_of(text: Any, index: int, one: Any) -> _Type:
    matrix = pdfium.FS_MATRIX()
    scale = 1.0
    if pdfium.FPDFText_GetMatrix(text, index, byref(matrix)):
        scale = math.hypot(matrix.c, matrix.d) or 1.0
    font = pdfium.FPDFTextObj_GetFont(one) if one else None
    name = create_string_buffer(256)
    if font:
        pdfium.FPDFFont_GetBaseFontName(font, name, sizeof(name))
    return _Type(
        font=name.value.decode("utf-8", "replace"),
        size_pt=round(pdfium.FPDFText_GetFontSize(text, index) * scale, 2),
        tint=tint_said(pdfium.FPDFText_GetFillColor, text, index),
        embedded=not font or pdfium.FPDFFont_GetIsEmbedded(font) == 1,
        strong=bool(one) and pdfium.FPDFTextObj_GetTextRenderMode(one) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE,
    )


def tint_said(ask: Any, *of: Any) -> Tint:
    """Return the colour that PDFium says of something when it is asked."""
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    ask(*of, byref(red), byref(green), byref(blue), byref(alpha))
    return tint_of(red.value, green.value, blue.value)
