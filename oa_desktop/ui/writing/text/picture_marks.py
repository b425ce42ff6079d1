"""Pictures in Qt's text (图): a mark in a paragraph of its own that knows its picture; the words behind it are 图题."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextImageFormat

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Picture
from oa_desktop.ui.writing.text.formats import PICTURE

MARK = "\ufffc"
"""Qt's character for what is no text."""
SCHEME = "picture"
"""Of the addresses under which Qt asks for what a mark looks like."""


def picture_format(picture: Picture) -> QTextImageFormat:
    """Return the format of the mark of a picture, without its caption, which stands behind it as text."""
    made = QTextImageFormat()
    made.setName(f"{SCHEME}:{picture.digest}?{picture.name}")
    told: Any = canonical.encode(codec.to_json(replace(picture, caption=""))).decode()
    made.setProperty(PICTURE, told)
    return made


def picture_of(of: QTextCharFormat, caption: str = "") -> Picture | None:
    """Return the picture whose mark has a format; None for any other."""
    told = of.stringProperty(PICTURE)
    if not told:
        return None
    return replace(codec.from_json(Picture, canonical.decode(told.encode())), caption=caption)


def named_in(name: str) -> tuple[Digest, str]:
    """Return the digest and the name of a picture from the address of its mark."""
    digest, _query, words = name.removeprefix(f"{SCHEME}:").partition("?")
    return Digest(digest), words


def marks_in(block: QTextBlock) -> Iterator[tuple[int, QTextCharFormat]]:
    """Yield the marks of pictures in one of Qt's blocks: how many characters stand before each, and its format."""
    if MARK not in block.text():
        return
    for one in block.textFormats():
        if one.format.hasProperty(PICTURE):
            yield from ((one.start + step, one.format) for step in range(one.length))
