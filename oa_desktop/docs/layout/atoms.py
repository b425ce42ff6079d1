"""Atoms of a line: stretches of glyphs that no line divides, such as a number with its unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from oa_desktop.docs.layout.breaking import CLOSING
from oa_desktop.docs.layout.spacing import NEARLY
from oa_desktop.docs.layout.type_case import Glyph


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


def atom_of(glyphs: Sequence[Glyph], start: int, end: int, *, joins: bool) -> Atom:
    """Return some glyphs as an atom, measured.

    Args:
        glyphs: The paragraph.
        start: First glyph.
        end: Behind the last glyph.
        joins: Whether it continues the half-width characters before it.
    """
    seen = seen_end(glyphs, start - 1, end)
    width = sum([glyph.em for glyph in glyphs[start:seen]], 0.0)
    blanks = sum([glyph.em for glyph in glyphs[seen:end]], 0.0)
    closes = seen == end and glyphs[end - 1].wide and glyphs[end - 1].drawn in CLOSING
    return Atom(start, end, width, blanks, joins, closes)


def cut_atom(glyphs: Sequence[Glyph], atom: Atom, cells: float) -> Atom:
    """Return as much of an atom that is longer than a line as the line holds, at least one glyph.

    The narrow lines of a table part 2026年/10月底 behind a character rather than in a number.
    """
    end, width = atom.start, 0.0
    while end < atom.end and width + glyphs[end].em <= cells + NEARLY:
        width += glyphs[end].em
        end += 1
    ends = (place for place in range(end, atom.start, -1) if place == atom.end or glyphs[place - 1].wide)
    return atom_of(glyphs, atom.start, next(ends, max(end, atom.start + 1)), joins=False)


def seen_end(glyphs: Sequence[Glyph], start: int, end: int) -> int:
    """Return where some glyphs end without the blanks behind them; one is always left."""
    while end > start + 1 and glyphs[end - 1].drawn in " \u3000":
        end -= 1
    return end
