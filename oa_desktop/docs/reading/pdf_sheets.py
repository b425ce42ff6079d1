"""The pages of a PDF as sheets, through PDFium: in a confined worker and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from ctypes import byref, c_double, c_float, c_int, c_uint, c_void_p, cast, create_string_buffer, sizeof
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

from oa_desktop.docs.pdf_pages import MM_PER_PT, MOST_CHARACTERS, SheetMeasure, document_of, page_of, size_mm, whole
from oa_desktop.docs.reading.package import Locked, TooLarge, Unreadable
from oa_desktop.docs.reading.pdf_pictures import file_of
from oa_desktop.docs.sheets import Character, Picture, Sheet, Sheets, Stroke, Tint, tint_of
from oa_desktop.domain.errors import Refused

MOST_PAGES = 1_000
"""Pages of the longest document that is read or inspected."""
_FAILURES: Mapping[str, type[Exception]] = MappingProxyType({"view.locked": Locked, "view.too-many-pages": TooLarge})
_MOST_OBJECTS = 20_000
"""Objects of a page that are looked at."""
_DEEPEST = 4
"""How deep forms within forms are looked into."""
_THICKEST_MM = 2.5
"""A filled box at most so high, in mm, is a line; word processors draw lines so."""
_LARGE_PT = 18.0
"""From this size on the ink of a character is measured: titles and marks."""
_STEEP_DEG = 45.0
"""From here on a character, which PDFium counts the angle of clockwise, is as wide as its box is high."""
_END = 2
"""Bytes with which PDFium ends a text."""
_RAISED = 64 / 65
"""PDFium says that the ink of composite fonts, which all Chinese ones are, is a 64th higher than it draws it."""


_File: TypeAlias = Callable[[Any], bytes]
"""Returns the file of a picture; empty where it is not wanted, or cannot be had."""


class _Type(NamedTuple):
    """What all characters of one text object share."""

    font: str
    size_pt: float
    tint: Tint
    embedded: bool
    strong: bool


def sheets_of_pdf(data: bytes, *, with_pictures: bool = False) -> Sheets:
    """Return the sheets of a PDF, the bytes of its pictures only where they are asked for.

    Raises:
        Unreadable: It is no PDF, or damaged.
        Locked: It cannot be opened without a password.
        TooLarge: It has more pages than any document.
    """
    try:
        return _sheets(document_of(data), file_of if with_pictures else _no_file)
    except Refused as refused:
        raise _FAILURES.get(refused.code, Unreadable) from refused


def _no_file(_picture: Any) -> bytes:
    return b""


def _sheets(document: Any, file: _File) -> Sheets:
    if len(document) > MOST_PAGES:
        raise TooLarge
    lacking: dict[str, None] = {}
    sheets = tuple(_sheet(document, number, lacking, file) for number in range(len(document)))
    return Sheets(sheets=sheets, unembedded=tuple(lacking))


def _sheet(document: Any, number: int, lacking: dict[str, None], file: _File) -> Sheet:
    width_mm, height_mm = size_mm(document, number)
    page = page_of(document, number)
    measure = SheetMeasure(page)
    drawn = list(_drawn(page, measure, file))
    return Sheet(
        number=number + 1,
        characters=(*_characters(page, measure, lacking), *_blanks(page, measure)),
        strokes=tuple(one for one in drawn if isinstance(one, Stroke)),
        pictures=tuple(one for one in drawn if isinstance(one, Picture)),
        width_mm=width_mm,
        height_mm=height_mm,
    )


def _objects(page: Any) -> Iterator[Any]:
    """Yield the objects of a page."""
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    return (pdfium.FPDFPage_GetObject(page, index) for index in range(count))


# --- characters --------------------------------------------------------------------------------------------------


def _characters(page: Any, measure: SheetMeasure, lacking: dict[str, None]) -> Iterator[Character]:
    text = page.get_textpage()
    types: dict[int, _Type] = {}
    x, y, before = c_double(), c_double(), 0
    for index in range(min(text.count_chars(), MOST_CHARACTERS)):
        half, before = before, pdfium.FPDFText_GetUnicode(text, index)
        code = whole(before, half)
        if not code or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        set_in = _type(text, index, types)
        if not set_in.embedded:
            lacking[set_in.font] = None
        pdfium.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
        left, bottom, right, top = text.get_charbox(index, loose=True)
        x_mm, y_mm = measure.point(x.value, y.value)
        angle_deg = -math.degrees(math.asin(math.sin(pdfium.FPDFText_GetCharAngle(text, index))))
        right_mm = x_mm + (top - bottom if angle_deg > _STEEP_DEG else right - left) * MM_PER_PT
        if set_in.size_pt > _LARGE_PT:
            top = y.value + (text.get_charbox(index)[3] - y.value) * _RAISED
        top_mm = measure.point(x.value, top)[1]
        yield Character(
            chr(code),
            x_mm,
            right_mm,
            y_mm,
            set_in.size_pt,
            set_in.font,
            set_in.tint,
            top_mm,
            angle_deg=angle_deg,
            is_strong=set_in.strong,
        )
    text.close()


def _blanks(page: Any, measure: SheetMeasure) -> Iterator[Character]:
    """Yield the blanks that were typed and stand alone: PDFium leaves them out of the text, and makes others up."""
    text = page.get_textpage()
    for one in _objects(page):
        if pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_TEXT and not _has_text(one, text):
            matrix, size = pdfium.FS_MATRIX(), c_float()
            pdfium.FPDFPageObj_GetMatrix(one, byref(matrix))
            pdfium.FPDFTextObj_GetFontSize(one, byref(size))
            x_mm, y_mm = measure.point(matrix.e, matrix.f)
            size_pt = round(size.value * (math.hypot(matrix.c, matrix.d) or 1.0), 2)
            angle_deg = math.degrees(math.atan2(matrix.b, matrix.a))
            yield Character(" ", x_mm, x_mm, y_mm, size_pt, "", Tint.BLACK, y_mm, angle_deg=angle_deg)
    text.close()


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
        tint=_tint(pdfium.FPDFText_GetFillColor, text, index),
        embedded=not font or pdfium.FPDFFont_GetIsEmbedded(font) == 1,
        strong=bool(one) and pdfium.FPDFTextObj_GetTextRenderMode(one) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE,
    )


def _tint(ask: Any, *of: Any) -> Tint:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    ask(*of, byref(red), byref(green), byref(blue), byref(alpha))
    return tint_of(red.value, green.value, blue.value)


# --- strokes and pictures ----------------------------------------------------------------------------------------


def _drawn(page: Any, measure: SheetMeasure, file: _File) -> Iterator[Stroke | Picture]:
    for one in _objects(page):
        yield from _of_object(one, measure, file, 0)


def _of_object(one: Any, measure: SheetMeasure, file: _File, depth: int) -> Iterator[Stroke | Picture]:
    kind = pdfium.FPDFPageObj_GetType(one)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for index in range(min(pdfium.FPDFFormObj_CountObjects(one), _MOST_OBJECTS)):
            yield from _of_object(pdfium.FPDFFormObj_GetObject(one, index), measure, file, depth + 1)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        yield _picture(one, measure, Tint.OTHER)._replace(data=file(one))
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        yield from _of_path(one, measure)


def _picture(one: Any, measure: SheetMeasure, tint: Tint) -> Picture:
    corners = [c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(one, *map(byref, corners))
    left_mm, top_mm, width_mm, height_mm = measure.box(*(corner.value for corner in corners))
    return Picture(left_mm, top_mm, left_mm + width_mm, top_mm + height_mm, tint)


def _of_path(one: Any, measure: SheetMeasure) -> Iterator[Stroke | Picture]:
    """Yield a line for every straight stroke and for a box as flat as one; a drawing with curves is a picture."""
    fill, stroked = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(one, byref(fill), byref(stroked))
    tint = _tint(pdfium.FPDFPageObj_GetStrokeColor if stroked.value else pdfium.FPDFPageObj_GetFillColor, one)
    if _has_curves(one):
        yield _picture(one, measure, tint)._replace(is_drawn=True)
    elif stroked.value:
        yield from _strokes(one, measure, tint)
    elif fill.value:
        yield from _flat(_picture(one, measure, tint))


def _has_curves(one: Any) -> bool:
    count = min(pdfium.FPDFPath_CountSegments(one), _MOST_OBJECTS)
    kinds = (pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(one, index)) for index in range(count))
    return any(kind == pdfium.FPDF_SEGMENT_BEZIERTO for kind in kinds)


def _strokes(one: Any, measure: SheetMeasure, tint: Tint) -> Iterator[Stroke]:
    width = c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(one, byref(width))
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(one, byref(matrix))
    scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) or 1.0
    before = None
    for index in range(min(pdfium.FPDFPath_CountSegments(one), _MOST_OBJECTS)):
        segment = pdfium.FPDFPath_GetPathSegment(one, index)
        x, y = c_float(), c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = measure.point(
            matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        )
        if before and pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO:
            yield Stroke(*before, *point, width.value * scale * MM_PER_PT, tint)
        before = point


def _flat(box: Picture) -> Iterator[Stroke]:
    width_mm, height_mm = box.right_mm - box.left_mm, box.bottom_mm - box.top_mm
    x_mm, y_mm = box.centre_mm
    if height_mm <= _THICKEST_MM < width_mm:
        yield Stroke(box.left_mm, y_mm, box.right_mm, y_mm, height_mm, box.tint)
    elif width_mm <= _THICKEST_MM < height_mm:
        yield Stroke(x_mm, box.top_mm, x_mm, box.bottom_mm, width_mm, box.tint)
