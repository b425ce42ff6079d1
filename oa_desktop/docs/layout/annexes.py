"""附件: a paper bound in behind the body, from a new page. GB/T 9704-2012 7.3.7."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element, PrintedAnnex, PrintedElements
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.lines import natural_line
from oa_desktop.docs.layout.main_text import block_rows
from oa_desktop.docs.layout.notes import first_notes
from oa_desktop.docs.layout.rows import Row, Style, blank, runs_of
from oa_desktop.docs.layout.title import title_row, title_style
from oa_desktop.docs.layout.turned import set_along
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.domain.texts.adoption import begins_with_adoption


def annex_rows(case: TypeCase, paper: PrintedElements) -> list[Row]:
    """Return the rows of all annexes, each from a new page."""
    _, *notes = first_notes((paper.body, *(annex.body for annex in paper.annexes)), paper.first_note)
    numbered = enumerate(zip(paper.annexes, notes, strict=True))
    return [row for number, (annex, note) in numbered for row in _annex(case, annex, number, note)]


def _annex(case: TypeCase, annex: PrintedAnnex, number: int, first_note: int) -> list[Row]:
    title = title_style(Element.ANNEX_TITLE)
    titles = [title_row(case, text, title, block=number) for text in annex.title_lines]
    below = [blank(1)] if titles and not begins_with_adoption(annex.body) else []
    head, body = _head_rows(case, annex, number), block_rows(case, annex.body, Element.ANNEX_BODY, first_note)
    if body and body[0].turned:
        head, titles, below = set_along(head), set_along(titles, centred=True), set_along(below)
    rows = [*head, *titles, *below, *body]
    return [replace(rows[0], new_page=True), *rows[1:]] if rows else []


def _head_rows(case: TypeCase, annex: PrintedAnnex, number: int) -> list[Row]:
    """Return the line of 附件 and the blank one under it; what the document issues has none."""
    if not annex.head:
        return []
    style = Style(element=Element.ANNEX_HEAD, role=FontRole.HEITI, block=number)
    head = natural_line(case.glyphs(style.role, annex.head))
    gap = figures.ANNEX_TITLE_LINE - figures.ANNEX_HEAD_LINE - 1
    return [Row(runs=runs_of(case, head, style, x_mm=figures.AREA_LEFT_MM), keep_with_next=True), blank(gap)]
