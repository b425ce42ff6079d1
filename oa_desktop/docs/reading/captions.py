"""图题: the line under a picture that says what it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from oa_desktop.docs.reading.pieces import Piece

CAPTION = "caption"
"""Element of a paragraph whose style says that it is one."""
_BY_WORDS = re.compile(
    r"图\s*[0-9０-９一二三四五六七八九十]{1,3}(?:[-—.．][0-9]{1,2})?(?:[\s:：、.．]+[^。；！？]{0,40})?"
)


def with_captions(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with each caption at its picture, not as a line of its own."""
    result: list[Piece] = []
    for piece in pieces:
        above = result[-1].picture if result else None
        if above and not above.caption and _is_caption(piece):
            result[-1] = replace(result[-1], picture=replace(above, caption=piece.text.strip()))
        else:
            result.append(replace(piece, element="") if piece.element == CAPTION else piece)
    return result


def _is_caption(piece: Piece) -> bool:
    return piece.element == CAPTION or bool(not piece.element and not piece.depth and _BY_WORDS.fullmatch(piece.text))
