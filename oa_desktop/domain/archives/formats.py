"""格式: what a file is by its bytes, and what in it an archive does not want."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNKNOWN = "未知"
_PDF = re.compile(rb"%PDF-(\d\.\d)[\r\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """What a file is, whatever its name says.

    Attributes:
        name: OFD, PDF, DOCX, …; 未知 where nobody knows.
        version: Of the format; with what the file claims to keep, such as ``1.7 PDF/A-2B``. Claims are not proved here.
        mime: Its MIME type.
        endings: Endings of names that fit it.
        encrypted: Whether it, or a part of it, is encrypted.
        active: What in it may run or lies inside as another file: 宏, 脚本, 内嵌文件, 外部链接.
        pages: Of an OFD that could be looked through; 0 of everything else.
        doubt: Why it could not be looked through; empty where it was.
    """

    name: str = UNKNOWN
    version: str = ""
    mime: str = "application/octet-stream"
    endings: tuple[str, ...] = ()
    encrypted: bool = False
    active: tuple[str, ...] = ()
    doubt: str = ""
    pages: int = 0

    @property
    def in_words(self) -> str:
        """Name, version and MIME type, as 格式信息 has them."""
        return ",".join((self.name, self.version, self.mime))


def stated_version(data: bytes) -> str:
    """Return the version that a PDF states in its first line (ISO 32000-1 7.5.2); empty for any other file.

    A later one that is stated farther inside is not looked for: that takes the file apart.
    """
    stated = _PDF.match(data)
    return stated[1].decode() if stated else ""
