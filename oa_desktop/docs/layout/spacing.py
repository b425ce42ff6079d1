"""Evening out one line: drawing its glyphs together or apart until it is exactly as wide as the 版心."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oa_desktop.docs.layout.breaking import CLOSING, OPENING
from oa_desktop.docs.layout.type_case import Glyph

NEARLY = 1e-6
"""Cells that count as nothing."""
_SQUEEZE_MARK = 0.5
"""A full-width mark gives away at most its blank half."""
_SQUEEZE_GAP = 0.03
"""Every other gap gives away at most this much of a cell."""
_LARGEST_SQUEEZE = 2.0
"""Cells that are drawn into a line at most."""
_STRETCH_GAP = 0.3
"""A gap is widened by at most this much of a cell; a line that needs more stays on the grid and ends early."""


def can_squeeze(glyphs: Sequence[Glyph], cells: float) -> bool:
    """Tell whether glyphs can be drawn together into so many cells without harm to the eye."""
    surplus = sum(glyph.em for glyph in glyphs) - cells
    yielding = _SQUEEZE_MARK * sum(1 for _ in _yielding_places(glyphs))
    return surplus <= min(_LARGEST_SQUEEZE, yielding + _SQUEEZE_GAP * len(glyphs))


def _yielding_places(glyphs: Sequence[Glyph]) -> Iterator[int]:
    """Yield the places whose advance may shrink because a mark's blank half lies there."""
    for place, glyph in enumerate(glyphs):
        if glyph.drawn in CLOSING and glyph.wide:
            yield place
        elif glyph.drawn in OPENING and glyph.wide and place:
            yield place - 1


def squeeze(glyphs: Sequence[Glyph], advances: list[float], surplus: float) -> None:
    """Take the surplus from the blank half of the last mark, then from those of the others, then from every gap.

    Args:
        glyphs: The line.
        advances: Changed in place, in cells.
        surplus: Cells that are too much.
    """
    places = list(_yielding_places(glyphs))
    if places and places[-1] == len(advances) - 1:
        surplus = _take(advances, [places.pop()], surplus)
    if places:
        surplus = _take(advances, places, surplus)
    if surplus > NEARLY:
        spread(advances, range(len(advances)), -surplus)


def _take(advances: list[float], places: Sequence[int], surplus: float) -> float:
    """Take what a mark may give from each place and return what is still too much."""
    taken = min(surplus, _SQUEEZE_MARK * len(places))
    spread(advances, places, -taken)
    return surplus - taken


def stretch(glyphs: Sequence[Glyph], advances: list[float], slack: float) -> None:
    """Widen the gaps between words and characters alike until the slack is used up; leave it where it is too much.

    Args:
        glyphs: The line.
        advances: Changed in place, in cells.
        slack: Cells that are free.
    """
    gaps = _gaps(glyphs)
    if slack > NEARLY and gaps and slack <= _STRETCH_GAP * len(gaps):
        spread(advances, gaps, slack)


def can_stretch(glyphs: Sequence[Glyph], slack: float) -> bool:
    """Tell whether glyphs can be drawn apart by so many cells without harm to the eye."""
    return slack <= _STRETCH_GAP * len(_gaps(glyphs))


def _gaps(glyphs: Sequence[Glyph]) -> list[int]:
    return [place for place in range(len(glyphs) - 1) if _is_gap(glyphs[place], glyphs[place + 1])]


def _is_gap(before: Glyph, after: Glyph) -> bool:
    """Tell whether white may be set between two glyphs: not inside a word, not inside a dash."""
    if before.drawn == after.drawn and before.drawn in "—…":
        return False
    return before.wide or after.wide or before.drawn == " "


def spread(advances: list[float], places: Sequence[int], amount: float) -> None:
    """Widen the places alike by an amount altogether, in cells; below zero they are narrowed."""
    for place in places:
        advances[place] += amount / len(places)
