"""发文机关标志: one organ on a line, or several stacked. GB/T 9704-2012 7.2.4, 10.1 to 10.3.

It ends on the line of the grid on which it ends in the pages of the layout, so that the first page holds as much text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from oa_desktop.docs.docx.formats import Align, Frame, ParagraphFormat, RunFormat
from oa_desktop.docs.docx.markup import Node, node, paragraph, run
from oa_desktop.docs.docx.measures import (
    BASELINE_SHARE,
    TWIPS_PER_PT,
    cells_of,
    in_area,
    lines,
    twips_from_mm,
    twips_from_pt,
)
from oa_desktop.docs.figures import AREA_TOP_MM, LINE_MM, MARK_WIDTH_MM, MM_PER_PT, SIZE_3_PT
from oa_desktop.docs.layout.formats import FORMATS
from oa_desktop.docs.layout.head import HeadFigures
from oa_desktop.docs.marks import Mark, stack_lines
from oa_desktop.domain.documents.kinds import PageFormat
from oa_desktop.domain.documents.template import NATIONAL, Template, in_unit

INK_ABOVE_BASELINE: Final = 0.85
"""Highest ink of 小标宋 above its baseline, in parts of the type size."""
_INK: Final = 0.94
"""Height of the ink of a mark, in parts of the type size."""
MARK_LINE: Final = 1.25
"""Line pitch of a mark on one line, in parts of the type size."""
_SPREAD: Final = 1.35
"""A short mark is spaced out to at most this pitch in parts of the type size. P."""
_MOST_CONDENSED: Final = 62
"""Width of the narrowest glyphs, percent of their own. P."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkType:
    """Type of a mark.

    Attributes:
        points: Type size in pt.
        percent: Width of the glyphs against their own.
        template: How it is spread and stacked.
        chosen: Whether the office chose the size, so that what follows it moves with it.
    """

    points: float
    percent: int
    template: Template
    chosen: bool = False

    @property
    def run(self) -> RunFormat:
        """How its characters are set."""
        return RunFormat(points=self.points, percent=self.percent)

    @property
    def ink_mm(self) -> float:
        """Height of its ink on one line."""
        return _INK * self.points * MM_PER_PT

    def twips(self, cells: float) -> int:
        """Return the width of so many characters."""
        return twips_from_pt(self.points * cells * self.percent / 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkBlock:
    """A mark as paragraphs.

    Attributes:
        nodes: The paragraphs.
        bottom: Where they end under the top edge of the 版心, in twips.
        end_line: Where the mark ends in the layout, in lines of the grid.
    """

    nodes: tuple[Node, ...] = ()
    bottom: int = 0
    end_line: float = 0


def mark_type(mark: Mark, page_format: PageFormat, template: Template = NATIONAL) -> MarkType:
    """Return the type of a mark: as the office chose, else as high as its lines allow; condensed, then smaller."""
    rows, figures = len(mark.organs), FORMATS[page_format].figures
    height_mm = figures.mark_bottom_mm - figures.mark_top_mm + stack_lines(mark) * LINE_MM
    pitch, gap = in_unit(template.stack_pitch), in_unit(template.suffix_gap)
    highest = int(height_mm / MM_PER_PT / ((rows - 1) * pitch + _INK) * 2) / 2
    chosen = template.mark_pt(page_format)
    points = min(chosen, highest) if chosen and rows > 1 else chosen or highest
    widest = max(map(cells_of, mark.organs)) + cells_of(mark.suffix) + (gap if rows > 1 else 0)
    room = MARK_WIDTH_MM / MM_PER_PT / widest
    percent = min(100, max(_MOST_CONDENSED, int(room / points * 100)))
    points = max(SIZE_3_PT, min(points, int(room * 100 / percent * 2) / 2))
    return MarkType(points=points, percent=percent, template=template, chosen=bool(chosen))


def mark_block(mark: Mark, kind: MarkType, figures: HeadFigures, lines_above: int) -> MarkBlock:
    """Return a mark with its top edge at its figure.

    Args:
        mark: What is printed.
        kind: Its type.
        figures: Of its format.
        lines_above: Header lines that stand over it.
    """
    rows = len(mark.organs)
    top = in_area(figures.mark_top_mm)
    above = max(1, top - lines(lines_above) - _ink_below_line_top(kind))
    end_line: float = round((figures.mark_bottom_mm - AREA_TOP_MM) / LINE_MM) + stack_lines(mark)
    if kind.chosen:
        stack_mm = (rows - 1) * _stack_pitch(kind) / TWIPS_PER_PT * MM_PER_PT
        end_line = (figures.mark_top_mm - AREA_TOP_MM + stack_mm + kind.ink_mm) / LINE_MM
    pitch = twips_from_pt(kind.points * MARK_LINE)
    if rows == 1:
        nodes = [_single(mark, kind, ParagraphFormat(style="RedMark", before=above, line=pitch))]
        return MarkBlock(nodes=tuple(nodes), bottom=lines(lines_above) + above + pitch, end_line=end_line)
    nodes = [paragraph(ParagraphFormat(style="Spacer", line=above)), _stack(mark, kind)]
    bottom = lines(lines_above) + above + rows * _stack_pitch(kind)
    return MarkBlock(nodes=tuple(nodes), bottom=bottom, end_line=end_line)


def _stack_pitch(kind: MarkType) -> int:
    return twips_from_pt(kind.points * in_unit(kind.template.stack_pitch))


def framed_mark(mark: Mark, kind: MarkType, figures: HeadFigures, frame: Frame) -> Node:
    """Return the mark of a letter, which stands above the 版心. 10.1.

    The frame is as high as its line; its upper edge is set so that the ink begins at its figure.
    """
    y = twips_from_mm(figures.mark_top_mm) - _ink_below_line_top(kind)
    style = ParagraphFormat(style="RedMark", line=twips_from_pt(kind.points * MARK_LINE), frame=frame.at(y))
    return _single(mark, kind, style)


def _ink_below_line_top(kind: MarkType) -> int:
    return twips_from_pt(kind.points * (MARK_LINE * BASELINE_SHARE - INK_ABOVE_BASELINE))


def _single(mark: Mark, kind: MarkType, style: ParagraphFormat) -> Node:
    """Return a mark on one line; a short one is spaced out."""
    natural_mm = cells_of(mark.text) * kind.points * MM_PER_PT
    spacing = twips_from_pt((min(_SPREAD, max(1.0, in_unit(kind.template.mark_spread) / natural_mm)) - 1) * kind.points)
    spread = RunFormat(points=kind.points, percent=kind.percent, spacing=spacing)
    return paragraph(style, run(mark.text[:-1], spread), run(mark.text[-1:], kind.run))


def _stack(mark: Mark, kind: MarkType) -> Node:
    """Return the stacked names with 文件 centred beside them: a table without rules."""
    names = kind.twips(max(map(cells_of, mark.organs)))
    suffix = kind.twips(cells_of(mark.suffix) + in_unit(kind.template.suffix_gap))
    properties = node(
        "tblPr",
        node("tblW", w=names + suffix, type="dxa"),
        node("jc", val="center"),
        node("tblLayout", type="fixed"),
        node("tblCellMar", node("left", w=0, type="dxa"), node("right", w=0, type="dxa")),
    )
    grid = node("tblGrid", node("gridCol", w=names), node("gridCol", w=suffix))
    rows = (_stack_row(mark, place, kind, (names, suffix)) for place in range(len(mark.organs)))
    return node("tbl", properties, grid, *rows)


def _stack_row(mark: Mark, place: int, kind: MarkType, widths: tuple[int, int]) -> Node:
    line = _stack_pitch(kind)
    name_style = ParagraphFormat(style="RedMark", line=line, align=Align.SPREAD)
    suffix_style = ParagraphFormat(style="RedMark", line=line, align=Align.RIGHT)
    name = paragraph(name_style, run(mark.organs[place], kind.run))
    return node(
        "tr",
        node("trPr", node("cantSplit"), node("trHeight", val=line, hRule="exact")),
        node("tc", node("tcPr", node("tcW", w=widths[0], type="dxa")), name),
        node(
            "tc",
            node(
                "tcPr",
                node("tcW", w=widths[1], type="dxa"),
                node("vMerge", val="continue" if place else "restart"),
                node("vAlign", val="center"),
            ),
            paragraph(suffix_style, *(() if place else (run(mark.suffix, kind.run),))),
        ),
    )
