"""The files of pictures in a PDF, through PDFium: in a confined worker and nowhere else."""

from __future__ import annotations

import io
from ctypes import byref, c_uint, create_string_buffer
from typing import Any, Final

import pypdfium2 as pdf
import pypdfium2.raw as pdfium

_JPEG: Final = b"DCTDecode"
_MOST_PIXELS: Final = 64_000_000


def file_of(picture: Any) -> bytes:
    """Return a picture of a page as a file: a JPEG as it is, anything else as a PNG; empty where PDFium has none."""
    return _raw(picture) if _filters(picture) == [_JPEG] else _drawn(picture)


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
