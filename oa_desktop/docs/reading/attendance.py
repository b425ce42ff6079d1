"""Who attended (出席), was excused (请假) or sat in (列席): lines at the end of minutes (纪要). GB/T 9704-2012 10.3."""

from __future__ import annotations

import re
from itertools import takewhile

from oa_desktop.docs.reading.found import Found
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.domain.documents.kinds import DocumentKind, kind_of_title
from oa_desktop.domain.texts.element_names import FIELDS

LAST_LINES = 12
"""Lines at the end among which they are looked for."""

_ROLL = re.compile(r"(?P<label>出\s*席|请\s*假|列\s*席)(?:人员)?[：:]\s*(?P<names>\S.*)")


def read_attendance(pieces: list[Piece], found: Found) -> list[Piece]:
    """Take the lines of attendance from the end of minutes; return what remains.

    Those at the head of the text, beside 时间 and 地点, stay there.
    """
    is_minutes = DocumentKind.MINUTES in (found.text("kind"), kind_of_title(found.text("title")))
    if not (pieces and is_minutes):
        return pieces
    near = max(1, len(pieces) - LAST_LINES)
    start = next((place for place in range(near, len(pieces)) if _ROLL.fullmatch(pieces[place].text)), len(pieces))
    rolls = list(takewhile(_is_roll, pieces[start:]))
    typed = attendance(rolls)
    if len(typed) < len(rolls) or not found.take(pieces[min(start, len(pieces) - 1)].line, typed):
        return pieces
    return pieces[:start] + pieces[start + len(rolls) :]


def attendance(pieces: list[Piece]) -> dict[str, str]:
    """Return the fields that lines of attendance fill."""
    rolls = [roll for piece in pieces if (roll := _ROLL.fullmatch(piece.text))]
    return {FIELDS["".join(roll["label"].split())]: roll["names"] for roll in rolls}


def _is_roll(piece: Piece) -> bool:
    return _ROLL.fullmatch(piece.text) is not None
