"""The grid of a line: half-width characters are given the white that brings what follows them back to it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from oa_desktop.docs.layout.atoms import Atom
from oa_desktop.docs.layout.spacing import NEARLY, spread
from oa_desktop.docs.layout.type_case import Glyph

_TIGHT_CELLS = 0.12
"""Half-width characters may be this much wider than whole cells and are drawn together by it."""
_HALF = 0.5
"""White at the ends of an atom, and what a mark gives away, is at most half a cell where there is a choice."""


class Meter:
    """Measures a line atom by atom.

    Attributes:
        width: Cells taken so far, blanks at the end included.
    """

    __slots__ = ("_grid", "_group", "_settled", "width")

    def __init__(self, *, grid: bool) -> None:
        self.width = 0.0
        self._grid = grid
        self._settled = 0.0
        self._group = 0.0

    def add(self, atom: Atom) -> float:
        """Take one more atom and return the width up to its last seen character."""
        if not atom.joins:
            self._settled = self.width
            self._group = 0.0
        group = self._group + atom.width
        seen = self._settled + (group if group.is_integer() else self._cells(group, atom))
        self._group = group + atom.blanks
        self.width = seen if not atom.blanks else self._settled + self._cells(self._group, atom)
        return seen

    def _cells(self, natural: float, atom: Atom) -> float:
        if not self._grid:
            return natural
        return natural + grid_white(natural, closes=atom.closes, leads=not self._settled)


def grid_white(natural: float, *, closes: bool, leads: bool) -> float:
    """Return the white, in cells, that brings half-width characters back to the grid; below zero they draw together.

    Args:
        natural: Their width.
        closes: Whether a mark stands at their end that can give away its blank half.
        leads: Whether they begin the line; a bracketed number there, （1）, keeps its own width.
    """
    if closes and leads:
        return 0.0
    white = math.ceil(natural - _TIGHT_CELLS) - natural
    surplus = natural - math.floor(natural)
    return -surplus if closes and surplus <= _HALF < white else white


def settle_on_grid(
    glyphs: Sequence[Glyph], atoms: Sequence[Atom], advances: list[float], room: float, *, flush: bool
) -> None:
    """Give every group of half-width atoms its white, as far as the line has room."""
    if all(atom.width.is_integer() for atom in atoms):
        return
    base = atoms[0].start
    for begin, end, closes in _groups(atoms):
        first, last = begin - base, min(end - base, len(advances))
        natural = sum(advances[first:last], 0.0)
        if natural.is_integer():
            continue
        white = grid_white(natural, closes=closes, leads=not first)
        one_sided = not first or (flush and last == len(advances))
        if white <= (min(room, _HALF) if one_sided else room) + NEARLY:
            seams = _seams(glyphs, first, last) if white > 0 else []
            spread(advances, seams or [_edge(first, last, white, ends_line=flush and last == len(advances))], white)
            room -= white


def _groups(atoms: Sequence[Atom]) -> Iterator[tuple[int, int, bool]]:
    begin = atoms[0].start
    for before, atom in pairwise(atoms):
        if not atom.joins:
            yield begin, before.end, before.closes
            begin = atom.start
    yield begin, atoms[-1].end, atoms[-1].closes


def _seams(glyphs: Sequence[Glyph], first: int, last: int) -> list[int]:
    """Return the places of a group, its edges included, behind which half-width characters meet Chinese ones."""
    meeting = range(max(first - 1, 0), min(last, len(glyphs) - 1))
    return [place for place in meeting if _is_seam(glyphs[place], glyphs[place + 1])]


def _is_seam(before: Glyph, after: Glyph) -> bool:
    """Tell whether one is a Chinese character and the other half-width; a mark keeps close to what it encloses."""
    if before.wide == after.wide:
        return False
    return (before if before.wide else after).drawn.isalnum()


def _edge(first: int, last: int, white: float, *, ends_line: bool) -> int:
    """Return the place that takes the white of a group without seams: before it where it ends the line."""
    return first - 1 if first and white > 0 and ends_line else last - 1
