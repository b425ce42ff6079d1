"""附件: a paper bound in behind the body, from a new page. GB/T 9704-2012 7.3.7."""

from __future__ import annotations

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element, PrintedAnnex, PrintedElements
from oa_desktop.docs.fonts import FontRole
from oa_desktop.docs.layout.lines import natural_line
from oa_desktop.docs.layout.main_text import block_rows
from oa_desktop.docs.layout.rows import Row, Style, blank, runs_of
from oa_desktop.docs.layout.title import title_row, title_style
from oa_desktop.docs.layout.type_case import TypeCase


def annex_rows(case: TypeCase, paper: PrintedElements) -> list[Row]:
    """Return the rows of all annexes, each from a new page."""
    return [row for number, annex in enumerate(paper.annexes) for row in _annex(case, annex, number)]


def _annex(case: TypeCase, annex: PrintedAnnex, number: int) -> list[Row]:
    style = Style(element=Element.ANNEX_HEAD, role=FontRole.HEITI, block=number)
    head = natural_line(case.glyphs(style.role, annex.head))
    first = Row(runs=runs_of(case, head, style, x_mm=figures.AREA_LEFT_MM), new_page=True, keep_with_next=True)
    gap = figures.ANNEX_TITLE_LINE - figures.ANNEX_HEAD_LINE - 1
    title = title_style(Element.ANNEX_TITLE)
    titles = [title_row(case, text, title, block=number) for text in annex.title_lines]
    below = [blank(1)] if titles else []
    return [first, blank(gap), *titles, *below, *block_rows(case, annex.body, Element.ANNEX_BODY)]
