"""Elements that the look of a line gives away where nothing names it: large type in the middle of the line.

Most papers have no styles, and pages have none at all; their title is in 二号 and centred, their mark large and red.
GB/T 9704-2012 7.2.4 and 7.3.1.
"""

from __future__ import annotations

from collections.abc import Collection

from oa_desktop.docs.reading.head import PAPER
from oa_desktop.docs.reading.opening import is_title_line
from oa_desktop.docs.reading.pieces import plain_piece
from oa_desktop.docs.reading.signatures import is_surely_organ

TITLE_PT, MARK_PT, HUGE_PT = 18.0, 22.0, 30.0
"""小二 and 二号: the smallest type in which a title or a mark is set; from the last on no title is. P."""


def element_shown(text: str, points: float, reds: Collection[bool]) -> str:
    """Return the field of the manuscript that a centred line shows itself to be: the mark, or a line of the title.

    Args:
        text: What it says.
        points: The smallest type in it.
        reds: Whether its parts are red.
    """
    if points < TITLE_PT or not is_title_line(plain_piece(1, text)):
        return ""
    if points >= MARK_PT and (all(reds) or text.endswith(PAPER) or _is_huge_name(text, points)):
        return "issuing_organs"
    return "" if any(reds) else "title"


def _is_huge_name(text: str, points: float) -> bool:
    """Tell whether a line is an organ's name in larger type than any title: a mark on paper with a printed head."""
    return points >= HUGE_PT and is_surely_organ(text)
