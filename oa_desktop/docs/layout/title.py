"""标题: centred lines of 二号 小标宋, already broken between words. GB/T 9704-2012 7.3.1."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element, PrintedElements
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.lines import SetLine, natural_line
from oa_desktop.docs.layout.rows import Row, Style, blank, centred_x_mm, fitted, runs_of
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.docs.titles import adoption_lines


def title_style(element: Element) -> Style:
    """Return the style of a title: 二号 小标宋."""
    return Style(element=element, role=FontRole.XIAOBIAOSONG, size_pt=figures.SIZE_2_PT).off_grid()


def title_line(case: TypeCase, text: str, style: Style) -> tuple[SetLine, float]:
    """Return one centred line, drawn together where it is a little too wide, and its left edge in millimetres."""
    line = natural_line(case.glyphs(style.role, text))
    return fitted(line, style, centred_x_mm(line.width * style.cell_mm))


def title_row(case: TypeCase, text: str, style: Style, *, block: int = 0) -> Row:
    """Return one line of a title; what follows stays with it."""
    line, x_mm = title_line(case, text, style)
    return Row(runs=runs_of(case, line, replace(style, block=block), x_mm=x_mm), keep_with_next=True)


def title_rows(case: TypeCase, paper: PrintedElements, blank_lines: int) -> list[Row]:
    """Return 标题 with so many blank lines above it; at the head of a page there are none."""
    if not paper.title_lines:
        return []
    style = title_style(Element.TITLE)
    rows = [blank(blank_lines), *(title_row(case, text, style) for text in paper.title_lines)]
    return [*rows, *_number_rows(case, paper.document_number)] if paper.number_below_title else rows


def adoption_rows(case: TypeCase, text: str) -> list[Row]:
    """Return 题注: centred right under the title, 楷体, with a blank line below it. P."""
    style = Style(element=Element.ADOPTION, role=FontRole.KAITI)
    lines = (natural_line(case.glyphs(style.role, line)) for line in adoption_lines(text))
    placed = (fitted(line, style, centred_x_mm(line.width * style.cell_mm)) for line in lines)
    rows = [Row(runs=runs_of(case, line, style, x_mm=x_mm), keep_with_next=True) for line, x_mm in placed]
    return [*rows, blank(figures.RECIPIENTS_BLANK_LINES)]


def _number_rows(case: TypeCase, number: str) -> list[Row]:
    """Return a number that stands centred below the title, like that of an order. GB/T 9704-2012 10.2."""
    style = Style(element=Element.DOCUMENT_NUMBER)
    line = natural_line(case.glyphs(style.role, number))
    line, x_mm = fitted(line, style, centred_x_mm(line.width * style.cell_mm))
    return [blank(figures.RECIPIENTS_BLANK_LINES), Row(runs=runs_of(case, line, style, x_mm=x_mm), keep_with_next=True)]
