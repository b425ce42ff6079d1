"""发文机关标志: one organ on one line, or several stacked. GB/T 9704-2012 7.2.4; the size is left to the office."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element, Mark
from oa_desktop.docs.fonts import FontRole
from oa_desktop.docs.layout.head import Head
from oa_desktop.docs.layout.lines import SetLine, natural_line
from oa_desktop.docs.layout.page import Colour
from oa_desktop.docs.layout.rows import Style, centred_x_mm
from oa_desktop.docs.layout.type_case import Glyph, TypeCase

_STACK_LINE_EM = 1.25
"""Pitch of stacked names in a joint mark. P."""
_STACK_HEIGHT_MM = 60.0
"""Tallest joint mark. P."""
_SUFFIX_GAP_EM = 0.35
"""White between the stack and 文件. P."""
_SPREAD = 1.35
"""A short mark is spaced out to at most this pitch in em. P."""
_SPREAD_TO_MM = 120.0
"""Width that a short mark is spaced out to. P."""
_INK_HEIGHT_MM = 16.1
"""Tallest ink of a mark on one line: it then ends on a line of the grid. P."""


def place_mark(head: Head) -> None:
    """Place 发文机关标志 with the top edge of its ink at its figure. GB/T 9704-2012 7.2.4."""
    mark = head.paper.mark
    if mark is None:
        return
    if len(mark.organs) == 1:
        _place_single_mark(head, mark.text)
    else:
        _place_joint_mark(head, mark)
    head.next_line = round((head.bottom_mm - figures.AREA_TOP_MM) / figures.LINE_MM)


def _style(size_pt: float) -> Style:
    style = Style(element=Element.MARK, role=FontRole.XIAOBIAOSONG, size_pt=size_pt, colour=Colour.RED)
    return style.off_grid()


def _place_single_mark(head: Head, text: str) -> None:
    glyphs = head.case.glyphs(FontRole.XIAOBIAOSONG, text)
    line = natural_line(glyphs)
    top, bottom = _ink_em(head.case, text)
    size_pt = _size_pt(line.width, _INK_HEIGHT_MM / (top - bottom))
    style = _style(size_pt)
    pitch = min(_SPREAD, max(1.0, _SPREAD_TO_MM / (line.width * style.cell_mm)))
    line = SetLine(glyphs=glyphs, advances=[advance * pitch for advance in line.advances])
    line.advances[-1] /= pitch
    _put_ink_top(head, line, style, x_mm=centred_x_mm(line.width * style.cell_mm), top_mm=head.figures.mark_top_mm)
    head.bottom_mm = head.figures.mark_top_mm + (top - bottom) * style.size_mm


def _size_pt(width_em: float, largest_mm: float) -> float:
    """Return the size at which a mark stays on one line, inside its width and height."""
    size_pt = min(figures.MARK_WIDTH_MM / width_em, largest_mm) / figures.MM_PER_PT
    return min(size_pt, figures.MARK_LARGEST_PT)


def _ink_em(case: TypeCase, text: str) -> tuple[float, float]:
    """Return the highest and the lowest point of the ink of a text above its baseline, in em."""
    inks = [glyph.face.ink(glyph.drawn) for glyph in case.glyphs(FontRole.XIAOBIAOSONG, text)]
    return max(ink.top for ink in inks), min(ink.bottom for ink in inks)


def _put_ink_top(head: Head, line: SetLine, style: Style, *, x_mm: float, top_mm: float) -> None:
    """Place a line so that its ink, not its box, begins at ``top_mm``."""
    ink_top = max(glyph.face.ink(glyph.drawn).top for glyph in line.glyphs)
    box_top = top_mm + (ink_top - head.case.ascent(style.role)) * style.size_mm
    head.put(line, style, x_mm=x_mm, top_mm=box_top)


def _place_joint_mark(head: Head, mark: Mark) -> None:
    """Stack the organs, spread to one width, with 文件 to the right in the middle of the stack."""
    rows = [head.case.glyphs(FontRole.XIAOBIAOSONG, organ) for organ in mark.organs]
    widest = max(natural_line(row).width for row in rows)
    tallest = _STACK_HEIGHT_MM / (1 + (len(rows) - 1) * _STACK_LINE_EM)
    size_pt = _size_pt(widest + _SUFFIX_GAP_EM + len(mark.suffix), tallest)
    style = _style(size_pt)
    left = centred_x_mm((widest + _SUFFIX_GAP_EM + len(mark.suffix)) * style.cell_mm)
    pitch = _STACK_LINE_EM * style.size_mm
    for place, row in enumerate(rows):
        _put_ink_top(head, _spread_to(row, widest), style, x_mm=left, top_mm=head.figures.mark_top_mm + place * pitch)
    top, bottom = _ink_em(head.case, mark.organs[-1])
    height = (len(rows) - 1) * pitch + (top - bottom) * style.size_mm
    suffix = natural_line(head.case.glyphs(FontRole.XIAOBIAOSONG, mark.suffix))
    suffix_top = head.figures.mark_top_mm + (height - (top - bottom) * style.size_mm) / 2
    _put_ink_top(head, suffix, style, x_mm=left + (widest + _SUFFIX_GAP_EM) * style.cell_mm, top_mm=suffix_top)
    head.bottom_mm = head.figures.mark_top_mm + height


def _spread_to(glyphs: Sequence[Glyph], width: float) -> SetLine:
    line = natural_line(glyphs)
    gaps = max(1, len(glyphs) - 1)
    extra = (width - line.width) / gaps
    return SetLine(glyphs=glyphs, advances=[*(one + extra for one in line.advances[:-1]), line.advances[-1]])
