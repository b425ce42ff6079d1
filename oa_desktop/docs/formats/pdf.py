"""What a PDF is: its version, what it claims to keep, and what in it may run or lies inside."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping

import pikepdf

from oa_desktop.docs.formats.signatures import EMBEDDED, PDF, SCRIPT
from oa_desktop.domain.archives.formats import FileFormat

MOST_OBJECTS = 50_000
"""Objects that are looked at; a file of more is in doubt."""
_NAMES: Mapping[bytes, str] = {
    b"/JavaScript": SCRIPT,
    b"/JS": SCRIPT,
    b"/Launch": SCRIPT,
    b"/ImportData": SCRIPT,
    b"/SubmitForm": SCRIPT,
    b"/RichMedia": EMBEDDED,
    b"/EmbeddedFile": EMBEDDED,
    b"/EmbeddedFiles": EMBEDDED,
    b"/EF": EMBEDDED,
}
"""Names of a PDF's dictionaries (ISO 32000-1 7.11.4, 12.6.4), and what is there where they stand."""
_NAME = re.compile(rb"/[A-Za-z]+")
_PART = re.compile(rb"pdfaid:part(?:\s*=\s*[\"']|[^>]*>)\s*(\d)")
_LEVEL = re.compile(rb"pdfaid:conformance(?:\s*=\s*[\"']|[^>]*>)\s*([A-Za-z])")


def pdf_format(data: bytes) -> FileFormat:
    """Return what a PDF is; one that cannot be opened leaves a doubt."""
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            return _of(pdf)
    except pikepdf.PasswordError:
        return _said(encrypted=True, doubt="要密码才能打开")
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        return _said(doubt="损坏")


def _said(version: str = "", active: tuple[str, ...] = (), *, encrypted: bool = False, doubt: str = "") -> FileFormat:
    return FileFormat(
        name=PDF.name,
        version=version,
        mime=PDF.mime,
        endings=PDF.endings,
        encrypted=encrypted,
        active=active,
        doubt=doubt,
    )


def _of(pdf: pikepdf.Pdf) -> FileFormat:
    version = " ".join(filter(None, (pdf.pdf_version, _claim(pdf))))
    many = len(pdf.objects) > MOST_OBJECTS
    active = () if many else tuple(dict.fromkeys(_active(pdf)))
    return _said(version, active, encrypted=pdf.is_encrypted, doubt="对象太多" if many else "")


def _claim(pdf: pikepdf.Pdf) -> str:
    """Return what the file says that it keeps, such as ``PDF/A-2B``; whether it does is another matter."""
    metadata = pdf.Root.get("/Metadata")
    words = bytes(metadata.read_bytes()) if isinstance(metadata, pikepdf.Stream) else b""
    part, level = _PART.search(words), _LEVEL.search(words)
    return f"PDF/A-{part[1].decode()}{level[1].decode().upper() if level else ''}" if part else ""


def _active(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Give what names stand in dictionaries, their own and those inside them; contents of streams are not read."""
    for one in pdf.objects:
        whole = one.stream_dict if isinstance(one, pikepdf.Stream) else one
        if isinstance(whole, (pikepdf.Dictionary, pikepdf.Array)):
            written = whole.unparse(resolved=True)
            yield from (_NAMES[name] for name in _NAME.findall(written) if name in _NAMES)
