"""脚注: their marks in the text, and their lines at the foot of the page.

GB/T 9704-2012 says nothing of notes; every figure here is ours. A mark takes one cell, so that the text behind it stays
on the grid of 28 characters; the notes stand under a short rule above the lower edge of the 版心, so that the lines of
the text above them stay on the grid of 22.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import TypeAlias

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element, PrintedBlock
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.lines import fill_lines, natural_line
from oa_desktop.docs.layout.page import Rule
from oa_desktop.docs.layout.rows import Row, Style, runs_of
from oa_desktop.docs.layout.type_case import Glyph, TypeCase
from oa_desktop.docs.note_marks import note_mark
from oa_desktop.domain.documents.template import in_unit
from oa_desktop.domain.manuscript import notes_of

Note: TypeAlias = tuple[Row, ...]
"""A note ready to be set: its lines, which a page may part."""
NO_NOTES: Mapping[int, Note] = MappingProxyType({})

_HANGING_EM = 1.5
"""Where the words of a note begin behind its mark."""


def mark_glyphs(case: TypeCase, number: int) -> list[Glyph]:
    """Return the mark of a note in the text: small and raised, one cell wide however many digits it has."""
    glyphs = case.glyphs(FontRole.SONGTI, note_mark(number))
    em = 1.0 / max(1, len(glyphs))
    return [one._replace(note=number, em=em, wide=len(glyphs) == 1, setting=~one.setting) for one in glyphs]


def first_notes(parts: Sequence[Sequence[PrintedBlock]], first: int) -> tuple[int, ...]:
    """Return the number of the first note of each part of a paper: they are counted through all of it."""
    counts = (sum(len(notes_of(block)) for block in part) for part in parts)
    return tuple(accumulate(counts, initial=first))[: len(parts)]


def note_rows(case: TypeCase, number: int, words: str, block: int) -> Note:
    """Return the lines of a note: its mark, and its words beside it."""
    style = Style(
        element=Element.FOOTNOTE, role=FontRole.SONGTI, size_pt=in_unit(case.template.note_size), block=block
    ).off_grid()
    return tuple(_rows(case, number, words, style))


def _rows(case: TypeCase, number: int, words: str, style: Style) -> Iterator[Row]:
    mark = natural_line(case.glyphs(style.role, note_mark(number)))
    left = max(_HANGING_EM, mark.width + _HANGING_EM - 1)
    width = figures.AREA_WIDTH_MM / style.cell_mm - left
    pitch_mm = style.size_mm * figures.NOTE_PITCH_TIMES
    runs = runs_of(case, mark, style, x_mm=figures.AREA_LEFT_MM)
    for paragraph in words.splitlines():
        for line in fill_lines(case.glyphs(style.role, paragraph.strip()), first=width, others=width):
            text = runs_of(case, line, style, x_mm=figures.AREA_LEFT_MM + left * style.cell_mm)
            yield Row(runs=(*runs, *text), lines=pitch_mm / figures.LINE_MM, foot=True)
            runs = ()


def note_rule(top_mm: float) -> Rule:
    """Return the short rule between the text and the notes under it."""
    left = figures.AREA_LEFT_MM
    return Rule(
        x1_mm=left,
        y1_mm=top_mm,
        x2_mm=left + figures.NOTE_RULE_MM,
        y2_mm=top_mm,
        width_mm=figures.NOTE_RULE_WIDTH_MM,
        element=Element.FOOTNOTE,
    )
