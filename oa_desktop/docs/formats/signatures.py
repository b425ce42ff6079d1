"""How files of a kind begin, and what people call them; data alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of file.

    Attributes:
        begins: Its first bytes; none where its parts tell it.
        endings: Endings of names that fit it.
    """

    name: str
    mime: str
    endings: tuple[str, ...]
    begins: tuple[bytes, ...] = ()


OFD = Kind(name="OFD", mime="application/ofd", endings=("ofd",))
PDF = Kind(name="PDF", mime="application/pdf", endings=("pdf",), begins=(b"%PDF-",))
DOCX = Kind(
    name="DOCX",
    mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    endings=("docx", "docm"),
)
XLSX = Kind(
    name="XLSX", mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", endings=("xlsx", "xlsm")
)
ZIP = Kind(name="ZIP", mime="application/zip", endings=("zip",), begins=(b"PK\x03\x04", b"PK\x05\x06"))
OLE = Kind(
    name="复合文档",
    mime="application/x-ole-storage",
    endings=("doc", "xls", "ppt", "wps", "et"),
    begins=(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
)
XML = Kind(name="XML", mime="application/xml", endings=("xml",))
TEXT = Kind(name="文本", mime="text/plain", endings=("txt", "md", "jsonl", "json", "csv", "py", "yaml"))
SEAL = Kind(name="电子印章", mime="application/octet-stream", endings=("esl", "es"))
CERTIFICATE = Kind(name="证书", mime="application/pkix-cert", endings=("cer", "crt", "der"))
IN_DER: Mapping[Kind, bytes] = {SEAL: b"\x16\x02ES", CERTIFICATE: b"\xa0\x03\x02\x01\x02"}
"""What tells kinds that are one ASN.1 sequence, right behind its heads (GB/T 38540-2020 SES_Header, X.509 version)."""

PICTURES = (
    Kind(name="TIFF", mime="image/tiff", endings=("tif", "tiff"), begins=(b"II*\x00", b"MM\x00*")),
    Kind(name="JPEG", mime="image/jpeg", endings=("jpg", "jpeg"), begins=(b"\xff\xd8\xff",)),
    Kind(name="PNG", mime="image/png", endings=("png",), begins=(b"\x89PNG\r\n\x1a\n",)),
    Kind(name="GIF", mime="image/gif", endings=("gif",), begins=(b"GIF87a", b"GIF89a")),
    Kind(name="BMP", mime="image/bmp", endings=("bmp",), begins=(b"BM",)),
)
OTHERS = (
    Kind(name="RAR", mime="application/vnd.rar", endings=("rar",), begins=(b"Rar!\x1a\x07",)),
    Kind(name="7Z", mime="application/x-7z-compressed", endings=("7z",), begins=(b"7z\xbc\xaf\x27\x1c",)),
    Kind(name="GZIP", mime="application/gzip", endings=("gz",), begins=(b"\x1f\x8b",)),
    Kind(name="RTF", mime="application/rtf", endings=("rtf", "doc"), begins=(b"{\\rtf",)),
    Kind(name="程序", mime="application/x-executable", endings=("exe", "dll", "so"), begins=(b"MZ", b"\x7fELF")),
)
BY_BEGINNING = (PDF, OLE, ZIP, *PICTURES, *OTHERS)

MACRO, SCRIPT, EMBEDDED, LINK = "宏", "脚本", "内嵌文件", "外部链接"
"""What a file may have in it that an archive does not want."""
OFFICE_PARTS: Mapping[str, str] = {
    "vbaproject.bin": MACRO,
    "vbadata.xml": MACRO,
    "activex": SCRIPT,
    "embeddings": EMBEDDED,
    "externallinks": LINK,
}
"""Parts of an office file, by a piece of their location, in lower case."""
