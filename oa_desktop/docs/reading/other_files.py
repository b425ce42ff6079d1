"""Kinds of files that are not read: what each is called, by what it holds and its name, so that it can be said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

_MAGIC = (
    (b"PK\x03\x04", "压缩文件"),
    (b"\xd0\xcf\x11\xe0", "DOC 或 WPS 文件"),
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"II*\0", "扫描图片（TIFF）"),
    (b"MM\0*", "扫描图片（TIFF）"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"Rar!", "压缩文件"),
    (b"7z\xbc\xaf\x27\x1c", "压缩文件"),
    (b"\x1f\x8b", "压缩文件"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
)
_SHORT = 2
"""First bytes so few also begin a text; only what no text has behind them makes a file one of those."""
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?(?:<!doctype html|<html|<\?xml|MIME-Version:|<o:|<w:)", re.IGNORECASE)
"""How web pages begin, and what word processors save as one or as XML, also under the name of a DOC."""
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
        ".odt": "OpenDocument 文档",
        ".uot": "标文通（UOF）文档",
        ".uof": "标文通（UOF）文档",
        ".ceb": "方正 CEB 版式文件",
        ".cebx": "方正 CEBX 版式文件",
        ".gd": "书生 GD 版式文件",
        ".gw": "书生 GW 公文文件",
        ".sep": "书生 SEP 版式文件",
    }
)
_WEB = "网页或者 XML 文件"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_INSIDE = (
    (_ENCRYPTED, "加了密码的文档", ""),
    ("WordDocument".encode("utf-16-le"), "DOC 文档（97—2003 格式）", ".doc .wps"),
    ("Workbook".encode("utf-16-le"), "电子表格", ".xls .et"),
    ("PowerPoint Document".encode("utf-16-le"), "演示文稿", ".ppt .dps"),
    (b"xl/workbook", "电子表格", ".xlsx .et"),
    (b"ppt/presentation", "演示文稿", ".pptx .dps"),
    (b"opendocument.text", "OpenDocument 文档", ".odt"),
)
"""What a container holds, what it then is, and endings of names that say it more exactly."""
_CONTAINERS = frozenset({b"PK\x03\x04", b"\xd0\xcf\x11\xe0"})


def kind_known(data: bytes, name: str) -> str:
    """Return what a file plainly is that is no text; empty for one that may be text."""
    magic, words = next(((magic, words) for magic, words in _MAGIC if data.startswith(magic)), (b"", ""))
    if magic in _CONTAINERS:
        return _held(data, name, words)
    if len(magic) == _SHORT:
        return words if b"\0" in data else ""
    return words or (_WEB if _MARKUP.match(data) else "")


def kind_named(name: str, otherwise: str = "二进制文件") -> str:
    """Return what a file that is no text is by its name."""
    return _NAMES.get(_ending(name), otherwise)


def _held(data: bytes, name: str, otherwise: str) -> str:
    """Return what a container is by what it holds, and by its name where that does not say otherwise."""
    for mark, words, endings in _INSIDE:
        if mark in data:
            return kind_named(name, words) if _ending(name) in endings.split() else words
    return kind_named(name, otherwise)


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()
