"""Elements that the look of a paragraph gives away where no style names it: large type in the middle of the line.

Most papers of WPS and Word have no styles; their title is in 二号 and centred, their mark large and red. GB/T 9704-2012
7.2.4 and 7.3.1.
"""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.docs.reading.docx_text import Run
from oa_desktop.docs.reading.head import PAPER
from oa_desktop.docs.reading.opening import is_title_line
from oa_desktop.docs.reading.pieces import plain_piece

TITLE_PT, MARK_PT = 18.0, 22.0
"""小二 and 二号: the smallest type in which a title or a mark is set. P."""
_CENTRED = frozenset({"center", "distribute"})
_BRIGHT, _DARK = 0xB0, 0x70
"""From which brightness on red is bright, and below which green and blue are dark."""


def element_by_look(line: Sequence[Run], align: str) -> str:
    """Return the field of the manuscript that a line shows itself to be: the mark, or a line of the title."""
    inked = [run for run in line if run.text.strip()]
    text = "".join(run.text for run in line).strip()
    points = min((run.points for run in inked), default=0.0)
    if points < TITLE_PT or align not in _CENTRED or not is_title_line(plain_piece(1, text)):
        return ""
    is_mark = points >= MARK_PT and (all(is_red(run.colour) for run in inked) or text.endswith(PAPER))
    if is_mark:
        return "issuing_organs"
    return "" if any(is_red(run.colour) for run in inked) else "title"


def is_red(colour: str) -> bool:
    """Tell whether a colour of six hexadecimal digits is red."""
    try:
        red, green, blue = bytes.fromhex(colour)
    except ValueError:
        return False
    return red >= _BRIGHT and max(green, blue) < _DARK
