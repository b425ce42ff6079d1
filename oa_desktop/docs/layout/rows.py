"""Rows: what fills one line of the page (or a few), still without a page.

A row knows its runs from its own top edge; the paginator gives it a page and a line.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import (
    AREA_LEFT_MM,
    AREA_WIDTH_MM,
    CELL_MM,
    LINES_PER_PAGE,
    MM_PER_PT,
    NOTE_MARK_RISE_TIMES,
    NOTE_MARK_TIMES,
    SIZE_3_PT,
    TURNED_LINES,
)
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.lines import SetLine, natural_line
from oa_desktop.docs.layout.page import Colour, Image, Rule, Run
from oa_desktop.docs.layout.type_case import Glyph, TypeCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a line is set.

    Attributes:
        element: What its runs belong to.
        role: The design; a glyph may have another (a heading in 黑体 within a 仿宋 paragraph).
        size_pt: Type size.
        cell_mm: Width of one wide character; the type size itself when the line is off the grid.
        colour: What it is printed with.
        condensed: Width of the glyphs against their own.
        block: Which one of the element.
    """

    element: Element
    role: FontRole = FontRole.FANGSONG
    size_pt: float = SIZE_3_PT
    cell_mm: float = CELL_MM
    colour: Colour = Colour.BLACK
    condensed: float = 1.0
    block: int = 0

    @property
    def size_mm(self) -> float:
        """Height of the type in millimetres."""
        return self.size_pt * MM_PER_PT

    def off_grid(self) -> Style:
        """Return the style with characters as wide as their type."""
        return replace(self, cell_mm=self.size_mm * self.condensed)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TallCell:
    """A cell that takes several rows of a table; it is the same only as itself.

    Attributes:
        left_mm: Its left edge.
        right_mm: Its right edge.
        lines: Runs of every line; ``y_mm`` counts from the top of the type of their line.
        pitch_mm: From line to line.
        size_mm: Height of the type.
        rule_mm: How thick the rules are that end it.
    """

    left_mm: float
    right_mm: float
    lines: tuple[tuple[Run, ...], ...]
    pitch_mm: float
    size_mm: float
    rule_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the page, or a strip of several.

    Attributes:
        runs: ``y_mm`` counts from the row's top edge.
        rules: Likewise.
        images: Likewise.
        lines: Height in lines of the grid.
        keep_with_next: Not the last row of a page when another follows.
        new_page: Begins a page.
        repeated: Rows that are set again when this row has to begin a page (the header of a table).
        body: Whether it counts as text that a signature may stand under.
        drawn_in: The row before it with this one's characters drawn in; takes the place of both when this row, of one
            character, would be the first of a page.
        turned: Whether it stands on a page that is turned (横排表); see :mod:`.turned`.
        tall_cells: Cells that take it among other rows, each with its height here in millimetres; see
            :mod:`.merged_cells`.
        notes: The notes (脚注) whose marks stand on it, each with its rows.
        clear: Lines that it keeps between itself and notes at the foot of its page: a seal reaches into them.
        foot: Whether it is of a note, at the foot of its page; see :mod:`.notes`.
    """

    runs: tuple[Run, ...] = ()
    rules: tuple[Rule, ...] = ()
    images: tuple[Image, ...] = ()
    lines: float = 1.0
    keep_with_next: bool = False
    new_page: bool = False
    repeated: tuple[Row, ...] = field(default=())
    body: bool = False
    drawn_in: Row | None = None
    turned: bool = False
    tall_cells: tuple[tuple[TallCell, float], ...] = ()
    notes: tuple[tuple[Row, ...], ...] = ()
    clear: float = 0.0
    foot: bool = False

    @property
    def page_lines(self) -> float:
        """How many lines a page holds on which it may stand."""
        return TURNED_LINES if self.turned else LINES_PER_PAGE

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return not (self.runs or self.rules or self.images)

    @property
    def is_stiff(self) -> bool:
        """Whether it is as high as it is: a strip of a table, a picture, a line of a note."""
        return bool(self.rules or self.images or self.foot)


def blank(lines: float) -> Row:
    """Return empty lines; they vanish at the head of a page and stay with what follows them."""
    return Row(lines=lines, keep_with_next=True)


def runs_of(case: TypeCase, line: SetLine, style: Style, *, x_mm: float, top_mm: float = 0.0) -> tuple[Run, ...]:
    """Return the runs of a line: one for every stretch of glyphs with the same face and weight.

    Args:
        case: For the height of the baseline.
        line: Glyphs and advances.
        style: How it is set.
        x_mm: Left edge.
        top_mm: Top edge of the type (of the ideographic box).
    """
    baseline = top_mm + case.ascent(style.role) * style.size_mm
    return tuple(_runs(line, style, x_mm, baseline))


def _runs(line: SetLine, style: Style, x_mm: float, baseline_mm: float) -> Iterator[Run]:
    start = 0
    for end in _setting_ends(line.glyphs):
        advances = _advances_mm(tuple(line.advances[start:end]), style.cell_mm)
        yield _run(line.glyphs[start:end], advances, style, x_mm, baseline_mm)
        x_mm += sum(advances)
        start = end


@lru_cache(maxsize=2048)
def _advances_mm(advances: tuple[float, ...], cell_mm: float) -> tuple[float, ...]:
    """Return advances in mm; a list of thousands of rows has few that differ, and each stands in memory once."""
    return tuple([advance * cell_mm for advance in advances])


def _setting_ends(glyphs: Sequence[Glyph]) -> Iterator[int]:
    """Yield the end of every stretch of glyphs with the same face, role and weight."""
    settings = [glyph.setting for glyph in glyphs]
    yield from (place for place in range(1, len(settings)) if settings[place] != settings[place - 1])
    if settings:
        yield len(settings)


def _run(glyphs: Sequence[Glyph], advances_mm: tuple[float, ...], style: Style, x_mm: float, baseline_mm: float) -> Run:
    is_mark = bool(glyphs[0].note)
    return Run(
        text=sys.intern("".join([glyph.drawn for glyph in glyphs])),
        face=glyphs[0].face,
        role=glyphs[0].role,
        size_pt=style.size_pt * NOTE_MARK_TIMES if is_mark else style.size_pt,
        x_mm=x_mm,
        y_mm=baseline_mm - is_mark * NOTE_MARK_RISE_TIMES * style.size_mm,
        advances_mm=advances_mm,
        element=Element.NOTE_MARK if is_mark else style.element,
        colour=style.colour,
        condensed=style.condensed,
        strong=glyphs[0].strong,
        block=style.block,
    )


def fitted(line: SetLine, style: Style, x_mm: float) -> tuple[SetLine, float]:
    """Return a line and its left edge, both inside the 版心: moved first, then drawn together if it is too long."""
    width_mm = line.width * style.cell_mm
    x_mm = max(AREA_LEFT_MM, min(x_mm, AREA_LEFT_MM + AREA_WIDTH_MM - width_mm))
    shrink = AREA_WIDTH_MM / max(width_mm, AREA_WIDTH_MM)
    if shrink == 1:
        return line, x_mm
    return SetLine(glyphs=line.glyphs, advances=[advance * shrink for advance in line.advances]), x_mm


def spread_to(glyphs: Sequence[Glyph], width: float) -> SetLine:
    """Return the glyphs spaced out evenly from the left edge to the right edge of this width, in their own em."""
    advances = natural_line(glyphs).advances
    extra = (width - sum(advances)) / max(1, len(advances) - 1)
    return SetLine(glyphs=glyphs, advances=[*(one + extra for one in advances[:-1]), *advances[-1:]])


def centred_x_mm(width_mm: float) -> float:
    """Return the left edge of what is centred in the 版心."""
    return AREA_LEFT_MM + (AREA_WIDTH_MM - width_mm) / 2


def moved_run(run: Run, dy_mm: float) -> Run:
    """Return the run further down."""
    return replace(run, y_mm=run.y_mm + dy_mm)


def moved_rule(rule: Rule, dy_mm: float) -> Rule:
    """Return the rule further down."""
    return replace(rule, y1_mm=rule.y1_mm + dy_mm, y2_mm=rule.y2_mm + dy_mm)


def moved_image(image: Image, dy_mm: float) -> Image:
    """Return the picture further down."""
    return replace(image, y_mm=image.y_mm + dy_mm)


def kept_together(rows: Sequence[Row]) -> list[Row]:
    """Return the rows so that no page ends between them."""
    return [*(replace(row, keep_with_next=True) for row, _ in pairwise(rows)), *rows[-1:]]
