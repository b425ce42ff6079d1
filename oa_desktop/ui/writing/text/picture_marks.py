"""Pictures in Qt's text (图): a mark in a paragraph of its own that knows its picture; the words behind it are 图题."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote

from PySide6.QtGui import QTextBlock, QTextImageFormat

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
    made.setName(f"{SCHEME}:{picture.digest}?{quote(picture.name)}")
    told: Any = canonical.encode(codec.to_json(replace(picture, caption=""))).decode()
    made.setProperty(PICTURE, told)
    return made


def named_in(name: str) -> tuple[Digest, str]:
    """Return the digest and the name of a picture from the address of its mark."""
    digest, _query, words = name.removeprefix(f"{SCHEME}:").partition("?")
    return Digest(digest), unquote(words)


def marks_in(block: QTextBlock) -> Iterator[tuple[int, Picture]]:
    """Yield the pictures in one of Qt's blocks: how many characters stand before the mark of each, and what it is."""
    if MARK not in block.text():
        return
    for one in block.textFormats():
        told = one.format.stringProperty(PICTURE)
        if told:
            picture = codec.from_json(Picture, canonical.decode(told.encode()))
            yield from ((one.start + step, picture) for step in range(one.length))
