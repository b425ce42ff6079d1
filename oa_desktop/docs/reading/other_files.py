"""Kinds of files that are not read: what each is called, by its first bytes and its name, so that it can be said."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

_MAGIC = (
    (b"PK\x03\x04", "电子表格、演示文稿或压缩文件"),
    (b"\xd0\xcf\x11\xe0", "DOC 或 WPS 文件"),
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"II*\0", "扫描图片（TIFF）"),
    (b"MM\0*", "扫描图片（TIFF）"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩文件"),
    (b"7z\xbc\xaf\x27\x1c", "压缩文件"),
)
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        ".doc": "DOC 文档（97—2003 格式）",
        ".wps": "WPS 文字文档",
        ".et": "WPS 表格",
        ".dps": "WPS 演示",
        ".xls": "电子表格",
        ".xlsx": "电子表格",
        ".ppt": "演示文稿",
        ".pptx": "演示文稿",
        ".ceb": "方正 CEB 版式文件",
        ".cebx": "方正 CEBX 版式文件",
        ".gd": "书生 GD 版式文件",
        ".sep": "书生 SEP 版式文件",
    }
)
_OPAQUE = frozenset({b"PK\x03\x04", b"\xd0\xcf\x11\xe0"})
"""What many kinds of files begin with; their names tell more."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def kind_known(data: bytes, name: str) -> str:
    """Return what a file plainly is that is no text; empty for one that may be text."""
    magic, words = next(((magic, words) for magic, words in _MAGIC if data.startswith(magic)), (b"", ""))
    if magic in _OPAQUE and _ENCRYPTED in data:
        return "加了密码的文档"
    return kind_named(name, words) if magic in _OPAQUE else words


def kind_named(name: str, otherwise: str = "二进制文件") -> str:
    """Return what a file that is no text is by its name."""
    return _NAMES.get(PurePath(name).suffix.lower(), otherwise)
