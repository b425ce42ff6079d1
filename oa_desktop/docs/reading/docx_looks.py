"""What the look of a line of a DOCX gives away where no style names it."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.docs.reading.docx_text import Run
from oa_desktop.docs.reading.looks import element_shown

_CENTRED = frozenset({"center", "distribute"})
_BRIGHT, _DARK = 0xB0, 0x70
"""From which brightness on red is bright, and below which green and blue are dark."""


def element_by_look(line: Sequence[Run], align: str) -> str:
    """Return the field of the manuscript that a line shows itself to be: the mark, or a line of the title."""
    inked = [run for run in line if run.text.strip()]
    if align not in _CENTRED or not inked:
        return ""
    text = "".join(run.text for run in line).strip()
    return element_shown(text, min(run.points for run in inked), [is_red(run.colour) for run in inked])


def is_red(colour: str) -> bool:
    """Tell whether a colour of six hexadecimal digits is red."""
    try:
        red, green, blue = bytes.fromhex(colour)
    except ValueError:
        return False
    return red >= _BRIGHT and max(green, blue) < _DARK
