"""Filling lines: which characters stand on each line and how far each moves the pen, in cells of the grid.

Wide characters take one cell. What cannot be divided is an atom (:mod:`.atoms`); one with half-width characters keeps
its natural widths inside and is given a little white at its ends, so that it fills whole cells and what follows is on
the grid again (:mod:`.grid`). A line that 避头尾 makes too full or too empty is evened out within itself
(:mod:`.spacing`); the others stay on the grid.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from oa_desktop.docs.layout.atoms import Atom, atom_of, cut_atom, seen_end
from oa_desktop.docs.layout.breaking import CLOSING, HANGING, break_places, soft_places
from oa_desktop.docs.layout.grid import Meter, settle_on_grid
from oa_desktop.docs.layout.spacing import NEARLY, can_squeeze, can_stretch, squeeze, stretch
from oa_desktop.docs.layout.type_case import Glyph

_LONGEST_ATOM = 300
"""Glyphs of an atom that is surely longer than a line and will be cut."""
_ELASTIC_EM = 0.2
"""Least width of a blank between wide and half-width characters."""
_WIDE_BLANK = "\u3000"


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
        before = [*others, atom_of(self._glyphs, last.start, last.end - 1, joins=last.joins)]
        line = _set_line(self._glyphs, before, cells, grid=self._grid, flush=True)
        return SetLine(glyphs=self._glyphs[atoms[0].start : last.end], advances=[*line.advances, 1.0])

    def _line_atoms(self, start: int, cells: float) -> list[Atom]:
        """Return the atoms of the line that begins here; one that is longer than a line is cut."""
        meter = Meter(grid=self._grid)
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
        return [*taken, head] if head else taken or [cut_atom(self._glyphs, atom, cells)]

    def _heads(self, atom: Atom, room: float) -> Iterator[Atom]:
        """Yield what stands before a soft place within an atom, if there is room for it."""
        for place in self._soft.intersection(range(atom.start, atom.end - 1)):
            head = atom_of(self._glyphs, atom.start, place + 1, joins=atom.joins)
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
                yield atom_of(self._glyphs, start, place + 1, joins=joins)
            start = place + 1


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


def _set_line(glyphs: Sequence[Glyph], atoms: Sequence[Atom], cells: float, *, grid: bool, flush: bool) -> SetLine:
    start, end = atoms[0].start, atoms[-1].end
    seen = seen_end(glyphs, start, end)
    line = glyphs[start:seen]
    advances = [glyph.em for glyph in line]
    natural = sum(advances)
    if natural > cells + NEARLY:
        squeeze(line, advances, natural - cells)
    elif grid:
        settle_on_grid(line, atoms, advances, cells - natural, flush=flush)
    if flush:
        stretch(line, advances, cells - sum(advances))
    return SetLine(glyphs=glyphs[start:end], advances=advances + [0.0] * (end - seen))
