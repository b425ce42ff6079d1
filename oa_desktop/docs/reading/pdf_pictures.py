"""The files of pictures in a PDF, through PDFium: in a confined worker and nowhere else."""

from __future__ import annotations

import io
from ctypes import POINTER, byref, c_ubyte, c_uint, c_ulong, cast, create_string_buffer
from typing import Any, Final

import pypdfium2 as pdf
import pypdfium2.raw as pdfium

_JPEG: Final = b"DCTDecode"
_ENCODINGS: Final = {b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
"""How a text of a PDF is written, by its first bytes. ISO 32000-1 7.9.2."""
_LONGEST_NAME: Final = 2_000
"""Bytes of the longest name that is read."""
_MOST_PIXELS: Final = 64_000_000


def file_of(picture: Any) -> bytes:
    """Return a picture of a page as a file: a JPEG as it is, anything else as a PNG; empty where PDFium has none."""
    return _raw(picture) if _filters(picture) == [_JPEG] else _drawn(picture)


def name_of(picture: Any) -> str:
    """Return what a picture shows, in the words beside it for who cannot see it; empty where there are none."""
    marks = (pdfium.FPDFPageObj_GetMark(picture, index) for index in range(pdfium.FPDFPageObj_CountMarks(picture)))
    return next((words for mark in marks if (words := _words(mark))), "")


def _words(mark: Any) -> str:
    buffer, size = create_string_buffer(_LONGEST_NAME), c_ulong()
    told = cast(buffer, POINTER(c_ubyte))
    found = pdfium.FPDFPageObjMark_GetParamBlobValue(mark, b"Alt", told, len(buffer), byref(size))
    text = buffer.raw[: min(size.value, len(buffer))] if found else b""
    encoding = next((name for first, name in _ENCODINGS.items() if text.startswith(first)), "latin-1")
    return " ".join(text.decode(encoding, "ignore").split())


def _filters(picture: Any) -> list[bytes]:
    buffer = create_string_buffer(32)
    found = []
    for index in range(pdfium.FPDFImageObj_GetImageFilterCount(picture)):
        pdfium.FPDFImageObj_GetImageFilter(picture, index, buffer, len(buffer))
        found.append(buffer.value)
    return found


def _raw(picture: Any) -> bytes:
    size = pdfium.FPDFImageObj_GetImageDataRaw(picture, None, 0)
    buffer = create_string_buffer(size)
    pdfium.FPDFImageObj_GetImageDataRaw(picture, buffer, size)
    return buffer.raw


def _drawn(picture: Any) -> bytes:
    width, height = c_uint(), c_uint()
    sized = pdfium.FPDFImageObj_GetImagePixelSize(picture, byref(width), byref(height))
    if not sized or not 0 < width.value * height.value <= _MOST_PIXELS:
        return b""
    bitmap = pdfium.FPDFImageObj_GetBitmap(picture)
    if not bitmap:
        return b""
    target = io.BytesIO()
    made = pdf.PdfBitmap.from_raw(bitmap)
    try:
        made.to_pil().save(target, "PNG")
    finally:
        made.close()
    return target.getvalue()
