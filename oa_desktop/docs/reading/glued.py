"""A signature that runs on from the last sentence, or into the date, is parted from it.

People press Enter too seldom: 特此通知。清源县水利局 above the date, or 清源县水利局2026年3月5日 on one line. Only the
name of an organ that a date follows is parted, and only near the end of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from oa_desktop.docs.reading.dates import DATE, is_date
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.docs.reading.signatures import is_surely_organ
from oa_desktop.domain.manuscript import Span
from oa_desktop.domain.texts.spans import between, stripped

NEAR_THE_END = 30
"""Lines from the end in which a signature may run on."""

_GLUED = re.compile(rf"(?P<text>.*[。！!]\s*)?(?P<organ>[\u4e00-\u9fff（）()]{{3,30}})(?P<date>\s*{DATE})?")
_NO_NAME = re.compile("[由请报向与和为在到给经按从于]")


def parted(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces; one that a signature ends is several."""
    start = max(0, len(pieces) - NEAR_THE_END)
    near = zip(pieces[start:], [*pieces[start + 1 :], None], strict=False)
    return [*pieces[:start], *(part for piece, below in near for part in _parts(piece, below))]


def _parts(piece: Piece, below: Piece | None) -> Iterator[Piece]:
    cuts = _cuts(piece, below)
    for start, end in zip([0, *cuts], [*cuts, len(piece.text)], strict=True):
        yield replace(piece, spans=_between(piece, start, end), gap=piece.gap and not start) if cuts else piece


def _cuts(piece: Piece, below: Piece | None) -> list[int]:
    """Return where a piece is to be cut: before the organ's name, and before the date."""
    found = None if piece.is_apart or piece.depth else _GLUED.fullmatch(piece.text)
    if found is None or _NO_NAME.match(found["organ"]) or not is_surely_organ(found["organ"]):
        return []
    is_dated = found["date"] is not None or (below is not None and is_date(below.text))
    is_glued = found["text"] is not None or (found["date"] is not None and not found["date"][0].isspace())
    cuts = [found.start("organ"), found.end("organ")] if is_dated and is_glued else []
    return [cut for cut in cuts if 0 < cut < len(piece.text)]


def _between(piece: Piece, start: int, end: int) -> tuple[Span, ...]:
    """Return the spans of a stretch of a piece, without blanks at its edges."""
    return stripped(between(piece.spans, start, end))
