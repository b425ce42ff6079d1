"""发文机关标志: one organ on one line, or several stacked. GB/T 9704-2012 7.2.4; the size is left to the office.

A mark is as high as the grid allows: it ends on a line, so that the two blank lines under it are exact. One whose size
the office chose draws the lines of the first page up with it instead. A long name is condensed, as red heads are, and
set smaller only when that is not enough; a short one is spaced out.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.head import Head, line_top_mm
from oa_desktop.docs.layout.lines import SetLine, natural_line
from oa_desktop.docs.layout.page import Colour
from oa_desktop.docs.layout.rows import Style, centred_x_mm, spread_to
from oa_desktop.docs.layout.type_case import Glyph
from oa_desktop.docs.marks import Mark, stack_lines
from oa_desktop.domain.documents.template import in_unit

_ROLE = FontRole.XIAOBIAOSONG
_NEARLY = 1e-6
_SPREAD = 1.35
"""A short mark is spaced out to at most this pitch in em. P."""
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
    lines = (head.bottom_mm - figures.AREA_TOP_MM) / figures.LINE_MM
    head.next_line = ceil(lines - _NEARLY) if _chosen_mm(head) else round(lines)
    head.shift_mm = head.bottom_mm - line_top_mm(head.next_line) if _chosen_mm(head) else 0.0


def _place_single(head: Head, glyphs: Sequence[Glyph]) -> None:
    ink_em = _ink_em(glyphs)
    natural = natural_line(glyphs)
    style = _fitted(natural.width, _chosen_mm(head) or _height_mm(head, 0) / ink_em)
    spread_mm = in_unit(head.case.template.mark_spread)
    pitch = min(_SPREAD, max(1.0, spread_mm / (natural.width * style.cell_mm)))
    line = spread_to(glyphs, natural.width + (pitch - 1) * (len(glyphs) - 1))
    _put_ink_top(head, line, style, x_mm=centred_x_mm(line.width * style.cell_mm), top_mm=head.figures.mark_top_mm)
    head.bottom_mm = head.figures.mark_top_mm + ink_em * style.size_mm


def _place_stack(head: Head, rows: Sequence[Sequence[Glyph]], mark: Mark) -> None:
    """Stack the organs, spread to one width, with 文件 to the right in the middle of the stack."""
    pitch_em, gap_em = in_unit(head.case.template.stack_pitch), in_unit(head.case.template.suffix_gap)
    ink_em = max(_ink_em(row) for row in rows)
    widest = max(natural_line(row).width for row in rows)
    height_em = (len(rows) - 1) * pitch_em + ink_em
    width_em = widest + gap_em + len(mark.suffix)
    size_mm = _height_mm(head, stack_lines(mark)) / height_em
    style = _fitted(width_em, min(size_mm, _chosen_mm(head) or size_mm))
    left = centred_x_mm(width_em * style.cell_mm)
    top = head.figures.mark_top_mm
    for place, row in enumerate(rows):
        row_top = top + place * pitch_em * style.size_mm
        _put_ink_top(head, spread_to(row, widest), style, x_mm=left, top_mm=row_top)
    suffix = natural_line(head.case.glyphs(_ROLE, mark.suffix))
    suffix_x = left + (widest + gap_em) * style.cell_mm
    suffix_top = top + (height_em - _ink_em(suffix.glyphs)) / 2 * style.size_mm
    _put_ink_top(head, suffix, style, x_mm=suffix_x, top_mm=suffix_top)
    head.bottom_mm = top + height_em * style.size_mm


def _chosen_mm(head: Head) -> float:
    """Return the type size that the office chose for the marks of this format, 0 for none."""
    return head.case.template.mark_pt(head.paper.page_format) * figures.MM_PER_PT


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
