"""发文机关标志: one organ on one line, or several stacked. GB/T 9704-2012 7.2.4; the size is left to the office.

A mark is as high as the grid allows: it ends on a line, so that the two blank lines under it are exact. A long name is
condensed, as red heads are, and set smaller only when that is not enough; a short one is spaced out.
"""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts import FontRole
from oa_desktop.docs.layout.head import Head
from oa_desktop.docs.layout.lines import SetLine, natural_line
from oa_desktop.docs.layout.page import Colour
from oa_desktop.docs.layout.rows import Style, centred_x_mm, spread_to
from oa_desktop.docs.layout.type_case import Glyph
from oa_desktop.docs.marks import Mark, stack_lines

_ROLE = FontRole.XIAOBIAOSONG
_STACK_PITCH_EM = 1.25
"""Pitch of stacked names in a joint mark. P."""
_SUFFIX_GAP_EM = 0.35
"""White between the stack and 文件. P."""
_SPREAD = 1.35
"""A short mark is spaced out to at most this pitch in em. P."""
_SPREAD_TO_MM = 120.0
"""Width that a short mark is spaced out to. P."""
_MOST_CONDENSED = 0.62
"""Width of the narrowest glyphs against their own. P."""


def place_mark(head: Head) -> None:
    """Place 发文机关标志 with the top edge of its ink at its figure. GB/T 9704-2012 7.2.4."""
    mark = head.paper.mark
    if mark is None:
        return
    rows = [head.case.glyphs(_ROLE, organ) for organ in (mark.organs if len(mark.organs) > 1 else (mark.text,))]
    if len(rows) == 1:
        _place_single(head, rows[0])
    else:
        _place_stack(head, rows, mark)
    head.next_line = round((head.bottom_mm - figures.AREA_TOP_MM) / figures.LINE_MM)


def _place_single(head: Head, glyphs: Sequence[Glyph]) -> None:
    ink_em = _ink_em(glyphs)
    natural = natural_line(glyphs)
    style = _fitted(natural.width, _height_mm(head, 0) / ink_em)
    pitch = min(_SPREAD, max(1.0, _SPREAD_TO_MM / (natural.width * style.cell_mm)))
    line = spread_to(glyphs, natural.width + (pitch - 1) * (len(glyphs) - 1))
    _put_ink_top(head, line, style, x_mm=centred_x_mm(line.width * style.cell_mm), top_mm=head.figures.mark_top_mm)
    head.bottom_mm = head.figures.mark_top_mm + ink_em * style.size_mm


def _place_stack(head: Head, rows: Sequence[Sequence[Glyph]], mark: Mark) -> None:
    """Stack the organs, spread to one width, with 文件 to the right in the middle of the stack."""
    ink_em = max(_ink_em(row) for row in rows)
    widest = max(natural_line(row).width for row in rows)
    height_em = (len(rows) - 1) * _STACK_PITCH_EM + ink_em
    width_em = widest + _SUFFIX_GAP_EM + len(mark.suffix)
    style = _fitted(width_em, _height_mm(head, stack_lines(mark)) / height_em)
    left = centred_x_mm(width_em * style.cell_mm)
    top = head.figures.mark_top_mm
    for place, row in enumerate(rows):
        row_top = top + place * _STACK_PITCH_EM * style.size_mm
        _put_ink_top(head, spread_to(row, widest), style, x_mm=left, top_mm=row_top)
    suffix = natural_line(head.case.glyphs(_ROLE, mark.suffix))
    suffix_x = left + (widest + _SUFFIX_GAP_EM) * style.cell_mm
    suffix_top = top + (height_em - _ink_em(suffix.glyphs)) / 2 * style.size_mm
    _put_ink_top(head, suffix, style, x_mm=suffix_x, top_mm=suffix_top)
    head.bottom_mm = top + height_em * style.size_mm


def _height_mm(head: Head, more_lines: int) -> float:
    """Return the height of a mark that ends on a line of the grid."""
    return head.figures.mark_bottom_mm + more_lines * figures.LINE_MM - head.figures.mark_top_mm


def _fitted(width_em: float, size_mm: float) -> Style:
    """Return the style in which a mark of this width stays on one line; condensed first, then smaller."""
    condensed = min(1.0, figures.MARK_WIDTH_MM / (width_em * size_mm))
    if condensed < _MOST_CONDENSED:
        condensed, size_mm = _MOST_CONDENSED, figures.MARK_WIDTH_MM / (width_em * _MOST_CONDENSED)
    style = Style(
        element=Element.MARK,
        role=_ROLE,
        size_pt=size_mm / figures.MM_PER_PT,
        colour=Colour.RED,
        condensed=condensed,
    )
    return style.off_grid()


def _ink_em(glyphs: Sequence[Glyph]) -> float:
    """Return the height of the ink of a line, in em."""
    inks = [glyph.face.ink(glyph.drawn) for glyph in glyphs]
    return max((ink.top for ink in inks), default=1.0) - min((ink.bottom for ink in inks), default=0.0)


def _put_ink_top(head: Head, line: SetLine, style: Style, *, x_mm: float, top_mm: float) -> None:
    """Place a line so that its ink, not its box, begins at ``top_mm``."""
    ink_top = max((glyph.face.ink(glyph.drawn).top for glyph in line.glyphs), default=0.0)
    box_top = top_mm + (ink_top - head.case.ascent(style.role)) * style.size_mm
    head.put(line, style, x_mm=x_mm, top_mm=box_top)
