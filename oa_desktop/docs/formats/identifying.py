"""What a file is, told by its bytes; runs in the confined process."""

from __future__ import annotations

import re

from oa_desktop.docs.formats.packed import packed
from oa_desktop.docs.formats.pdf import pdf_format
from oa_desktop.docs.formats.signatures import BY_BEGINNING, IN_DER, OLE, PDF, TEXT, XML, ZIP, Kind
from oa_desktop.docs.reading.decoding import text_in
from oa_desktop.domain.archives.formats import FileFormat

_DECLARED = re.compile(r"\s*<\?xml[\s?]")
_SEQUENCES = re.compile(rb"\x30\x82(..)(?:\x30(?:[\x00-\x7f]|\x81.|\x82..))+", re.DOTALL)
"""Heads of sequences inside one another, the outermost with its length (X.690 8.1.3)."""
_HEAD = 4
"""Bytes of the outermost."""
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream in which an encrypted DOCX or XLSX lies ([MS-OFFCRYPTO] 1.3.2)."""


def identify(data: bytes) -> FileFormat:
    """Return what a file is."""
    kind = next((one for one in BY_BEGINNING if data.startswith(one.begins)), None)
    if kind is None:
        kind = _in_der(data)
        return _plain(kind) if kind else _textual(data)
    if kind is PDF:
        return pdf_format(data)
    if kind is ZIP:
        return packed(data)
    return _compound(data) if kind is OLE else _plain(kind)


def _in_der(data: bytes) -> Kind | None:
    """Return which kind one whole ASN.1 sequence is; None where it is none that is known."""
    head = _SEQUENCES.match(data)
    if head is None or int.from_bytes(head[1]) != len(data) - _HEAD:
        return None
    return next((kind for kind, behind in IN_DER.items() if data.startswith(behind, head.end())), None)


def _plain(kind: Kind, *, encrypted: bool = False, doubt: str = "") -> FileFormat:
    return FileFormat(name=kind.name, mime=kind.mime, endings=kind.endings, encrypted=encrypted, doubt=doubt)


def _compound(data: bytes) -> FileFormat:
    """Return what a compound file is: an old office file, whose macros nobody here looks for, or a locked one."""
    locked = _LOCKED_OFFICE in data
    return _plain(OLE, encrypted=locked, doubt="加密" if locked else "程序不认识它的内部结构")


def _textual(data: bytes) -> FileFormat:
    text = text_in(data)
    if not data or text is None:
        return FileFormat(doubt="认不出格式")
    return _plain(XML if _DECLARED.match(text) else TEXT)
