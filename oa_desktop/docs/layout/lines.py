"""Filling lines: which characters stand on each line and how far each moves the pen, in cells of the grid.

Wide characters take one cell. A stretch of half-width characters keeps its natural width inside and is given a little
white at both ends, so that it fills whole cells and what follows is on the grid again. A line that 避头尾 makes too
full or too empty is evened out within itself; the other lines stay on the grid.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from oa_desktop.docs.layout.breaking import CLOSING, OPENING, break_places
from oa_desktop.docs.layout.type_case import Glyph

_TIGHT_CELLS = 0.12
"""A half-width stretch may be this much wider than whole cells and is drawn together by it."""
_SQUEEZE_MARK = 0.5
"""A full-width mark gives away at most its blank half."""
_SQUEEZE_GAP = 0.03
"""Every other gap gives away at most this much of a cell."""
_LARGEST_SQUEEZE = 2.0
"""Cells that are drawn into a line at most."""
_REACH = 8
"""Characters beyond the line among which the end of an unbroken stretch is looked for."""
_STRETCH_GAP = 0.2
"""A gap is widened by at most this much of a cell; a line that needs more stays on the grid and ends early."""
_NEARLY = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLine:
    """One line: its glyphs and how far each moves the pen, in cells."""

    glyphs: Sequence[Glyph]
    advances: list[float]

    @property
    def width(self) -> float:
        """Cells that the line takes."""
        return sum(self.advances)


def natural_line(glyphs: Sequence[Glyph]) -> SetLine:
    """Return all glyphs on one line with their own widths, off the grid."""
    return SetLine(glyphs=glyphs, advances=[glyph.em for glyph in glyphs])


def fill_lines(glyphs: Sequence[Glyph], *, first: float, others: float, even: bool = True) -> list[SetLine]:
    """Return the lines of a paragraph.

    Args:
        glyphs: The paragraph.
        first: Cells of the first line.
        others: Cells of the lines after it.
        even: Whether lines are set on the grid and evened out to their full width; off, half-width characters keep
            their places and lines end where they end.
    """
    lines: list[SetLine] = []
    may = break_places([glyph.drawn for glyph in glyphs])
    start = 0
    while start < len(glyphs):
        cells = others if lines else first
        end = _line_end(glyphs, may, start, cells, tight=_TIGHT_CELLS if even else None)
        lines.append(_set_line(glyphs[start:end], cells, grid=even, flush=even and end < len(glyphs)))
        start = end
    return lines


def _line_end(glyphs: Sequence[Glyph], may: Sequence[bool], start: int, cells: float, *, tight: float | None) -> int:
    """Return the index behind the last glyph of the line that begins at ``start``."""
    settled, stretch, best = 0.0, 0.0, 0
    for place in range(start, len(glyphs)):
        glyph = glyphs[place]
        if glyph.wide:
            settled += _whole_cells(stretch, tight) + 1.0
            stretch = 0.0
        else:
            stretch += glyph.em
        width = settled + _whole_cells(stretch, tight)
        if width > cells + _NEARLY and glyph.drawn != " ":
            return _overfull_end(glyphs, may, (start, place, best), cells)
        if may[place]:
            best = place + 1
    return len(glyphs)


def _whole_cells(width: float, tight: float | None) -> float:
    """Return the cells that a half-width stretch fills; its own width where there is no grid."""
    return width if tight is None or not width else math.ceil(width - tight)


def _overfull_end(glyphs: Sequence[Glyph], may: Sequence[bool], places: tuple[int, int, int], cells: float) -> int:
    """Return where a line ends whose next unbroken stretch does not fit: drawn in, pushed down, or cut.

    Args:
        glyphs: The paragraph.
        may: Where lines may end.
        places: Where the line begins, the first glyph that is too much, and the last end that fits (0 if none).
        cells: Width of the line.
    """
    start, place, best = places
    reach = range(place, min(place + _REACH, len(glyphs)))
    behind = next((index + 1 for index in reach if may[index]), 0)
    if behind and _can_squeeze(glyphs[start:behind], cells):
        return behind
    return best or max(place, start + 1)


def _can_squeeze(glyphs: Sequence[Glyph], cells: float) -> bool:
    """Tell whether the glyphs can be drawn together into the line without harm to the eye."""
    surplus = sum(glyph.em for glyph in _seen(glyphs)) - cells
    return surplus <= min(_LARGEST_SQUEEZE, _yielding(glyphs) + _SQUEEZE_GAP * len(glyphs))


def _seen(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """Return the glyphs without the blanks at the end of the line."""
    end = len(glyphs)
    while end and glyphs[end - 1].drawn in " \u3000":
        end -= 1
    return glyphs[:end]


def _yielding(glyphs: Sequence[Glyph]) -> float:
    return _SQUEEZE_MARK * sum(1 for _ in _yielding_places(glyphs))


def _yielding_places(glyphs: Sequence[Glyph]) -> Iterator[int]:
    """Yield the places whose advance may shrink because a mark's blank half lies there."""
    for place, glyph in enumerate(glyphs):
        if glyph.drawn in CLOSING and glyph.wide:
            yield place
        elif glyph.drawn in OPENING and glyph.wide and place:
            yield place - 1


def _set_line(glyphs: Sequence[Glyph], cells: float, *, grid: bool, flush: bool) -> SetLine:
    seen = len(_seen(glyphs))
    advances = [glyph.em for glyph in glyphs[:seen]]
    natural = sum(advances)
    if natural > cells + _NEARLY:
        _squeeze(glyphs[:seen], advances, natural - cells)
    elif grid:
        _settle_on_grid(glyphs[:seen], advances, cells, flush=flush)
    if flush:
        _stretch(glyphs[:seen], advances, cells - sum(advances))
    return SetLine(glyphs=glyphs, advances=advances + [0.0] * (len(glyphs) - seen))


def _settle_on_grid(glyphs: Sequence[Glyph], advances: list[float], cells: float, *, flush: bool) -> None:
    """Give every half-width stretch white at its ends, so that it fills whole cells; never beyond the line."""
    room = cells - sum(advances)
    for begin, end in _half_width_stretches(glyphs):
        width = sum(advances[begin:end])
        white = math.ceil(width - _TIGHT_CELLS) - width
        if white < 0:
            _spread(advances, range(begin, end), white)
        elif white <= room + _NEARLY:
            _give_white(advances, begin, end, white, at_end=flush and end == len(glyphs))
        room -= white


def _give_white(advances: list[float], begin: int, end: int, white: float, *, at_end: bool) -> None:
    if not begin:
        advances[end - 1] += white
    elif at_end:
        advances[begin - 1] += white
    else:
        advances[begin - 1] += white / 2
        advances[end - 1] += white / 2


def _half_width_stretches(glyphs: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    begin = None
    for place, glyph in enumerate(glyphs):
        if glyph.wide and begin is not None:
            yield begin, place
            begin = None
        elif not glyph.wide and begin is None:
            begin = place
    if begin is not None:
        yield begin, len(glyphs)


def _stretch(glyphs: Sequence[Glyph], advances: list[float], slack: float) -> None:
    gaps = [place for place in range(len(glyphs) - 1) if _is_gap(glyphs[place], glyphs[place + 1])]
    if slack > _NEARLY and gaps and slack <= _STRETCH_GAP * len(gaps):
        _spread(advances, gaps, slack)


def _is_gap(before: Glyph, after: Glyph) -> bool:
    """Tell whether white may be set between two glyphs: not inside a word, not inside a dash."""
    if before.drawn == after.drawn and before.drawn in "—…":
        return False
    return before.wide or after.wide or before.drawn == " "


def _squeeze(glyphs: Sequence[Glyph], advances: list[float], surplus: float) -> None:
    places = list(_yielding_places(glyphs))
    at_marks = min(surplus, _SQUEEZE_MARK * len(places))
    if places:
        _spread(advances, places, -at_marks)
    if surplus - at_marks > _NEARLY:
        _spread(advances, range(len(advances) - 1), at_marks - surplus)


def _spread(advances: list[float], places: Sequence[int], amount: float) -> None:
    for place in places:
        advances[place] += amount / len(places)
