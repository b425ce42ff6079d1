"""The pages of a PDF as sheets, through PDFium: in a confined worker and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from ctypes import byref, c_float, c_int
from types import MappingProxyType
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

from oa_desktop.docs.pdf.pages import MM_PER_PT, SheetMeasure, document_of, page_of, size_mm
from oa_desktop.docs.reading.package import Locked, TooLarge, Unreadable
from oa_desktop.docs.reading.pdf_characters import MOST_OBJECTS, characters_of, objects_of, tint_said
from oa_desktop.docs.reading.pdf_pictures import file_of, name_of
from oa_desktop.docs.sheets.sheets import Picture, Sheet, Sheets, Stroke, Tint
from oa_desktop.domain.errors import Refused

MOST_PAGES = 1_000
"""Pages of the longest document that is read or inspected."""
_FAILURES: Mapping[str, type[Exception]] = MappingProxyType({"view.locked": Locked, "view.too-many-pages": TooLarge})
_DEEPEST = 4
"""How deep forms within forms are looked into."""
_THICKEST_MM = 2.5
"""A filled box at most so high, in mm, is a line; word processors draw lines so."""


_File: TypeAlias = Callable[[Any], bytes]
"""Returns the file of a picture; empty where it is not wanted, or cannot be had."""


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


def keywords_of_pdf(data: bytes) -> str:
    """Return what a PDF says of itself beside its pages (关键词); empty for nothing.

    Raises:
        Unreadable, Locked, TooLarge: As :func:`sheets_of_pdf`.
    """
    try:
        return str(document_of(data).get_metadata_value("Keywords"))
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
        characters=characters_of(page, measure, lacking),
        strokes=tuple(one for one in drawn if isinstance(one, Stroke)),
        pictures=tuple(one for one in drawn if isinstance(one, Picture)),
        width_mm=width_mm,
        height_mm=height_mm,
    )


# --- strokes and pictures ----------------------------------------------------------------------------------------


def _drawn(page: Any, measure: SheetMeasure, file: _File) -> Iterator[Stroke | Picture]:
    for one in objects_of(page):
        yield from _of_object(one, measure, file, 0)


def _of_object(one: Any, measure: SheetMeasure, file: _File, depth: int) -> Iterator[Stroke | Picture]:
    kind = pdfium.FPDFPageObj_GetType(one)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for index in range(min(pdfium.FPDFFormObj_CountObjects(one), MOST_OBJECTS)):
            yield from _of_object(pdfium.FPDFFormObj_GetObject(one, index), measure, file, depth + 1)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        yield _picture(one, measure, Tint.OTHER)._replace(data=file(one), name=name_of(one))
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
    tint = tint_said(pdfium.FPDFPageObj_GetStrokeColor if stroked.value else pdfium.FPDFPageObj_GetFillColor, one)
    if _has_curves(one):
        yield _picture(one, measure, tint)._replace(is_drawn=True)
    elif stroked.value:
        yield from _strokes(one, measure, tint)
    elif fill.value:
        yield from _flat(_picture(one, measure, tint))


def _has_curves(one: Any) -> bool:
    count = min(pdfium.FPDFPath_CountSegments(one), MOST_OBJECTS)
    kinds = (pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(one, index)) for index in range(count))
    return any(kind == pdfium.FPDF_SEGMENT_BEZIERTO for kind in kinds)


def _strokes(one: Any, measure: SheetMeasure, tint: Tint) -> Iterator[Stroke]:
    width = c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(one, byref(width))
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(one, byref(matrix))
    scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) or 1.0
    before = None
    for index in range(min(pdfium.FPDFPath_CountSegments(one), MOST_OBJECTS)):
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
