"""Filling lines: which characters stand on each line and how far each moves the pen, in cells of the grid.

Wide characters take one cell. What cannot be divided is an atom; an atom with half-width characters keeps its natural
widths inside and is given a little white at its ends, so that it fills whole cells and what follows is on the grid
again. A line that 避头尾 makes too full or too empty is evened out within itself (:mod:`.spacing`); the others stay on
the grid.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from oa_desktop.docs.layout.breaking import CLOSING, HANGING, break_places, soft_places
from oa_desktop.docs.layout.spacing import NEARLY, can_squeeze, can_stretch, spread, squeeze, stretch
from oa_desktop.docs.layout.type_case import Glyph

_TIGHT_CELLS = 0.12
"""Half-width characters may be this much wider than whole cells and are drawn together by it."""
_LONGEST_ATOM = 300
"""Glyphs of an atom that is surely longer than a line and will be cut."""
_ELASTIC_EM = 0.2
"""Least width of a blank between wide and half-width characters."""
_WIDE_BLANK = "\u3000"
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


def fill_lines(
    glyphs: Sequence[Glyph], *, first: float, others: float, even: bool = True, hanging: bool = False
) -> list[SetLine]:
    """Return the lines of a paragraph.

    Args:
        glyphs: The paragraph.
        first: Cells of the first line.
        others: Cells of the lines after it.
        even: Whether lines are set on the grid and evened out to their full width; off, half-width characters keep
            their places and lines end where they end.
        hanging: Whether a mark that a full line has no room for hangs behind it, in the white.
    """
    glyphs = elastic_blanks(glyphs) if even else glyphs
    paragraph = _Paragraph(glyphs, grid=even, hanging=hanging)
    lines: list[SetLine] = []
    start = 0
    while start < len(glyphs):
        cells = others if lines else first
        line = paragraph.plain_line(start, cells) or paragraph.line(start, cells)
        lines.append(line)
        start += len(line.glyphs)
    return lines


def drawn_in(before: SetLine, last: SetLine, cells: float) -> SetLine | None:
    """Return both lines on one of so many cells, if the last is one character and the other can take it in."""
    glyphs = [*before.glyphs, *last.glyphs]
    if sum(glyph.drawn not in CLOSING for glyph in last.glyphs) > 1 or not can_squeeze(glyphs, cells):
        return None
    advances = [glyph.em for glyph in glyphs]
    squeeze(glyphs, advances, max(0.0, sum(advances) - cells))
    return SetLine(glyphs=glyphs, advances=advances)


def elastic_blanks(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """Return the glyphs with the blanks that were typed between wide and half-width ones narrowed.

    The white that brings what follows back to the grid is given to these blanks.
    """
    blanks = [place for place, glyph in enumerate(glyphs) if glyph.drawn == " " and _is_elastic(glyphs, place)]
    if not blanks:
        return glyphs
    changed = list(glyphs)
    for place in blanks:
        changed[place] = glyphs[place]._replace(em=min(glyphs[place].em, _ELASTIC_EM))
    return changed


def _is_elastic(glyphs: Sequence[Glyph], place: int) -> bool:
    before = place > 0 and glyphs[place - 1].wide
    after = place + 1 < len(glyphs) and glyphs[place + 1].wide
    return before or after


class _Paragraph:
    """A paragraph and where its lines may end."""

    __slots__ = ("_glyphs", "_grid", "_hanging", "_may", "_narrow", "_soft")

    def __init__(self, glyphs: Sequence[Glyph], *, grid: bool, hanging: bool) -> None:
        self._glyphs = glyphs
        self._grid = grid
        self._hanging = hanging
        drawn = [glyph.drawn for glyph in glyphs]
        self._may = break_places(drawn)
        for mark in [place for place, glyph in enumerate(glyphs) if glyph.note and place]:
            self._may[mark - 1] = False
        self._soft = soft_places(drawn)
        self._narrow = [place for place, glyph in enumerate(glyphs) if not glyph.wide or glyph.drawn == _WIDE_BLANK]

    def plain_line(self, start: int, cells: float) -> SetLine | None:
        """Return a line that needs no thought: wide characters only, full or the last, ending where it may."""
        end = min(start + int(cells), len(self._glyphs))
        full = end < len(self._glyphs)
        next_narrow = bisect_left(self._narrow, start)
        if next_narrow < len(self._narrow) and self._narrow[next_narrow] <= end:
            return None
        if end == start or not self._may[end - 1] or (full and self._grid and cells != int(cells)):
            return None
        return SetLine(glyphs=self._glyphs[start:end], advances=[1.0] * (end - start))

    def line(self, start: int, cells: float) -> SetLine:
        """Return any other line."""
        atoms = self._line_atoms(start, cells)
        if self._hanging and self._is_hung(atoms, cells):
            return self._hung_line(atoms, cells)
        flush = self._grid and atoms[-1].end < len(self._glyphs)
        return _set_line(self._glyphs, atoms, cells, grid=self._grid, flush=flush)

    def _is_hung(self, atoms: Sequence[Atom], cells: float) -> bool:
        """Tell whether all but the mark at the end of a line has room in it."""
        width = sum(atom.width + atom.blanks for atom in atoms[:-1]) + atoms[-1].width
        is_mark = self._glyphs[atoms[-1].end - 1].drawn in HANGING and atoms[-1].end - atoms[-1].start > 1
        return is_mark and width - 1 <= cells + NEARLY < width

    def _hung_line(self, atoms: Sequence[Atom], cells: float) -> SetLine:
        """Return a line as if it ended before its mark, which follows it."""
        *others, last = atoms
        before = [*others, _atom(self._glyphs, last.start, last.end - 1, joins=last.joins)]
        line = _set_line(self._glyphs, before, cells, grid=self._grid, flush=True)
        return SetLine(glyphs=self._glyphs[atoms[0].start : last.end], advances=[*line.advances, 1.0])

    def _line_atoms(self, start: int, cells: float) -> list[Atom]:
        """Return the atoms of the line that begins here; one that is longer than a line is cut."""
        meter = _Meter(grid=self._grid)
        taken: list[Atom] = []
        for atom in self._atoms(start):
            before = meter.width
            if meter.add(atom) > cells + NEARLY:
                if self._hanging and self._is_hung([*taken, atom], cells):
                    return [*taken, atom]
                if _is_drawn_in(self._glyphs, taken, atom, cells - before):
                    return [*taken, atom]
                return self._without(taken, atom, cells, cells - before)
            taken.append(atom)
        return taken

    def _without(self, taken: list[Atom], atom: Atom, cells: float, room: float) -> list[Atom]:
        """Return the line that an atom does not fit, with the head of the atom where too much room would be left."""
        loose = not taken or (self._grid and not can_stretch(self._glyphs[taken[0].start : taken[-1].end], room))
        head = next(self._heads(atom, room), None) if loose and self._soft else None
        return [*taken, head] if head else taken or [_cut(self._glyphs, atom, cells)]

    def _heads(self, atom: Atom, room: float) -> Iterator[Atom]:
        """Yield what stands before a soft place within an atom, if there is room for it."""
        for place in self._soft.intersection(range(atom.start, atom.end - 1)):
            head = _atom(self._glyphs, atom.start, place + 1, joins=atom.joins)
            if head.width <= room + NEARLY:
                yield head

    def _atoms(self, first: int) -> Iterator[Atom]:
        start = first
        for place in range(first, len(self._glyphs)):
            if not self._may[place] and place - start < _LONGEST_ATOM:
                continue
            glyph = self._glyphs[place]
            if place == start and glyph.wide and glyph.drawn != _WIDE_BLANK:
                yield Atom(place, place + 1, 1.0, 0.0, False, glyph.drawn in CLOSING)
            else:
                joins = start > first and not self._glyphs[start - 1].wide and not self._glyphs[start].wide
                yield _atom(self._glyphs, start, place + 1, joins=joins)
            start = place + 1


def _atom(glyphs: Sequence[Glyph], start: int, end: int, *, joins: bool) -> Atom:
    seen = _seen_end(glyphs, start - 1, end)
    width = sum([glyph.em for glyph in glyphs[start:seen]], 0.0)
    blanks = sum([glyph.em for glyph in glyphs[seen:end]], 0.0)
    closes = seen == end and glyphs[end - 1].wide and glyphs[end - 1].drawn in CLOSING
    return Atom(start, end, width, blanks, joins, closes)


class _Meter:
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


def _is_drawn_in(glyphs: Sequence[Glyph], taken: Sequence[Atom], atom: Atom, room: float) -> bool:
    """Tell whether the atom that does not fit is drawn into the line and not pushed down to the next.

    It is when only its closing marks are too much, or less is too much than would be left empty without it.
    """
    if not taken or room < 1 or (atom.width - room >= room and not _only_marks_are_over(glyphs, atom, room)):
        return False
    cells = sum(one.width + one.blanks for one in taken) + room
    return can_squeeze(glyphs[taken[0].start : atom.end], cells)


def _only_marks_are_over(glyphs: Sequence[Glyph], atom: Atom, room: float) -> bool:
    end, width = atom.end, atom.width
    while end > atom.start and glyphs[end - 1].drawn in CLOSING:
        end -= 1
        width -= glyphs[end].em
    return width <= room + NEARLY


def _cut(glyphs: Sequence[Glyph], atom: Atom, cells: float) -> Atom:
    """Return as much of an atom that is longer than a line as the line holds, at least one glyph.

    The narrow lines of a table part 2026年/10月底 behind a character rather than in a number.
    """
    end, width = atom.start, 0.0
    while end < atom.end and width + glyphs[end].em <= cells + NEARLY:
        width += glyphs[end].em
        end += 1
    ends = (place for place in range(end, atom.start, -1) if place == atom.end or glyphs[place - 1].wide)
    return _atom(glyphs, atom.start, next(ends, max(end, atom.start + 1)), joins=False)


def _set_line(glyphs: Sequence[Glyph], atoms: Sequence[Atom], cells: float, *, grid: bool, flush: bool) -> SetLine:
    start, end = atoms[0].start, atoms[-1].end
    seen = _seen_end(glyphs, start, end)
    line = glyphs[start:seen]
    advances = [glyph.em for glyph in line]
    natural = sum(advances)
    if natural > cells + NEARLY:
        squeeze(line, advances, natural - cells)
    elif grid:
        _settle_on_grid(line, atoms, advances, cells - natural, flush=flush)
    if flush:
        stretch(line, advances, cells - sum(advances))
    return SetLine(glyphs=glyphs[start:end], advances=advances + [0.0] * (end - seen))


def _seen_end(glyphs: Sequence[Glyph], start: int, end: int) -> int:
    while end > start + 1 and glyphs[end - 1].drawn in " \u3000":
        end -= 1
    return end


def _settle_on_grid(
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
