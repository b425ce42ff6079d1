"""Filling lines: which characters stand on each line and how far each moves the pen, in cells of the grid.

Wide characters take one cell. What cannot be divided is an atom; an atom with half-width characters keeps its natural
widths inside and is given a little white at its ends, so that it fills whole cells and what follows is on the grid
again. A line that 避头尾 makes too full or too empty is evened out within itself (:mod:`.spacing`); the others stay on
the grid.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from oa_desktop.docs.layout.breaking import CLOSING, break_places
from oa_desktop.docs.layout.spacing import NEARLY, can_squeeze, squeeze, stretch
from oa_desktop.docs.layout.type_case import Glyph

_TIGHT_CELLS = 0.12
"""Half-width characters may be this much wider than whole cells and are drawn together by it."""
_HALF = 0.5
"""White at the ends of an atom, and what a mark gives away, is at most half a cell where there is a choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLine:
    """One line: its glyphs and how far each moves the pen, in cells."""

    glyphs: Sequence[Glyph]
    advances: list[float]

    @property
    def width(self) -> float:
        """Cells that the line takes."""
        return sum(self.advances)


class Atom(NamedTuple):
    """A stretch of glyphs that no line divides.

    Attributes:
        start: First glyph.
        end: Behind the last glyph.
        width: Natural width in cells, without blanks at its end.
        blanks: Width of the blanks at its end.
        joins: Whether it continues the half-width characters of the atom before it.
        closes: Whether it ends with a mark whose right half is blank.
    """

    start: int
    end: int
    width: float
    blanks: float
    joins: bool
    closes: bool


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
    atoms = list(_atoms(glyphs))
    place = 0
    while place < len(atoms):
        cells = others if lines else first
        atoms, end = _line_end(glyphs, atoms, place, cells, grid=even)
        flush = even and end < len(atoms)
        lines.append(_set_line(glyphs, atoms[place:end], cells, grid=even, flush=flush))
        place = end
    return lines


def _atoms(glyphs: Sequence[Glyph]) -> Iterator[Atom]:
    start = 0
    for place, may in enumerate(break_places([glyph.drawn for glyph in glyphs])):
        if may:
            joins = bool(start) and not glyphs[start - 1].wide and not glyphs[start].wide
            yield _atom(glyphs, start, place + 1, joins=joins)
            start = place + 1


def _atom(glyphs: Sequence[Glyph], start: int, end: int, *, joins: bool) -> Atom:
    seen = end
    while seen > start and glyphs[seen - 1].drawn in " \u3000":
        seen -= 1
    width = sum(glyph.em for glyph in glyphs[start:seen])
    blanks = sum(glyph.em for glyph in glyphs[seen:end])
    closes = seen == end and glyphs[end - 1].wide and glyphs[end - 1].drawn in CLOSING
    return Atom(start, end, width, blanks, joins, closes)


def _line_end(
    glyphs: Sequence[Glyph], atoms: list[Atom], place: int, cells: float, *, grid: bool
) -> tuple[list[Atom], int]:
    """Return the atoms and the index behind the last one of the line; an atom longer than a line is cut in two."""
    meter = _Meter(grid=grid)
    for index in range(place, len(atoms)):
        before = meter.width
        if meter.add(atoms[index]) > cells + NEARLY:
            if _is_drawn_in(glyphs, atoms, place, index, cells - before):
                return atoms, index + 1
            if index > place:
                return atoms, index
            return _cut(glyphs, atoms, index, cells), index + 1
    return atoms, len(atoms)


@dataclass(slots=True, kw_only=True)
class _Meter:
    """Measures a line atom by atom.

    Attributes:
        grid: Whether groups of half-width atoms fill whole cells.
        width: Cells taken so far, blanks at the end included.
    """

    grid: bool
    width: float = 0.0
    _settled: float = 0.0
    _group: float = 0.0
    _closes: bool = field(default=False)

    def add(self, atom: Atom) -> float:
        """Take one more atom and return the width up to its last seen character."""
        if not atom.joins:
            self._settled += self._cells(self._group)
            self._group = 0.0
        self._closes = atom.closes
        seen = self._settled + self._cells(self._group + atom.width)
        self._group += atom.width + atom.blanks
        self.width = self._settled + self._cells(self._group)
        return seen

    def _cells(self, natural: float) -> float:
        if not self.grid or natural == int(natural):
            return natural
        return natural + grid_white(natural, closes=self._closes, leads=not self._settled)


def grid_white(natural: float, *, closes: bool, leads: bool) -> float:
    """Return the white, in cells, that brings half-width characters back to the grid; below zero they draw together.

    Args:
        natural: Their width.
        closes: Whether a mark stands at their end that can give away its blank half.
        leads: Whether they begin the line, so that all white would stand behind them.
    """
    white = math.ceil(natural - _TIGHT_CELLS) - natural
    surplus = natural - math.floor(natural)
    if closes and surplus <= _HALF and (leads or white > _HALF):
        return -surplus
    return white


def _is_drawn_in(glyphs: Sequence[Glyph], atoms: Sequence[Atom], place: int, index: int, room: float) -> bool:
    """Tell whether the atom that does not fit is drawn into the line and not pushed down to the next.

    It is when only its closing marks are too much, or less is too much than would be left empty without it.
    """
    atom = atoms[index]
    if room < 1 or (atom.width - room >= room and not _only_marks_are_over(glyphs, atom, room)):
        return False
    cells = sum(one.width + one.blanks for one in atoms[place:index]) + room
    return can_squeeze(glyphs[atoms[place].start : atom.end], cells)


def _only_marks_are_over(glyphs: Sequence[Glyph], atom: Atom, room: float) -> bool:
    end, width = atom.end, atom.width
    while end > atom.start and glyphs[end - 1].drawn in CLOSING:
        end -= 1
        width -= glyphs[end].em
    return width <= room + NEARLY


def _cut(glyphs: Sequence[Glyph], atoms: list[Atom], index: int, cells: float) -> list[Atom]:
    """Return the atoms with one that is longer than a line cut where the line is full."""
    atom = atoms[index]
    end, width = atom.start, 0.0
    while end < atom.end and width + glyphs[end].em <= cells + NEARLY:
        width += glyphs[end].em
        end += 1
    end = max(end, atom.start + 1)
    if end >= atom.end:
        return atoms
    joins = not glyphs[end - 1].wide and not glyphs[end].wide
    parts = [_atom(glyphs, atom.start, end, joins=atom.joins), _atom(glyphs, end, atom.end, joins=joins)]
    return [*atoms[:index], *parts, *atoms[index + 1 :]]


def _set_line(glyphs: Sequence[Glyph], atoms: Sequence[Atom], cells: float, *, grid: bool, flush: bool) -> SetLine:
    start, end = atoms[0].start, atoms[-1].end
    seen = _seen_end(glyphs, start, end)
    line = glyphs[start:seen]
    advances = [glyph.em for glyph in line]
    natural = sum(advances)
    if natural > cells + NEARLY:
        squeeze(line, advances, natural - cells)
    elif grid:
        _settle_on_grid(atoms, advances, cells - natural, flush=flush)
    if flush:
        stretch(line, advances, cells - sum(advances))
    return SetLine(glyphs=glyphs[start:end], advances=advances + [0.0] * (end - seen))


def _seen_end(glyphs: Sequence[Glyph], start: int, end: int) -> int:
    while end > start + 1 and glyphs[end - 1].drawn in " \u3000":
        end -= 1
    return end


def _settle_on_grid(atoms: Sequence[Atom], advances: list[float], room: float, *, flush: bool) -> None:
    """Give every group of half-width atoms its white, as far as the line has room."""
    base = atoms[0].start
    for begin, end, closes in _groups(atoms):
        first, last = begin - base, min(end - base, len(advances))
        natural = sum(advances[first:last])
        if natural == int(natural):
            continue
        white = grid_white(natural, closes=closes, leads=not first)
        if white <= room + NEARLY:
            _give_white(advances, first, last, white, ends_line=flush and last == len(advances))
            room -= white


def _groups(atoms: Sequence[Atom]) -> Iterator[tuple[int, int, bool]]:
    begin = atoms[0].start
    for before, atom in pairwise(atoms):
        if not atom.joins:
            yield begin, before.end, before.closes
            begin = atom.start
    yield begin, atoms[-1].end, atoms[-1].closes


def _give_white(advances: list[float], first: int, last: int, white: float, *, ends_line: bool) -> None:
    if not first or white < 0:
        advances[last - 1] += white
    elif ends_line:
        advances[first - 1] += white
    else:
        advances[first - 1] += white / 2
        advances[last - 1] += white / 2
