"""What minutes (纪要) have beside other papers: organ and date in the head, and who attended. GB/T 9704-2012 10.3."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element, LabelledRow, PrintedElements
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.head import Head
from oa_desktop.docs.layout.lines import natural_line
from oa_desktop.docs.layout.main_text import paragraph_rows
from oa_desktop.docs.layout.rows import Row, Style, blank, runs_of
from oa_desktop.docs.layout.type_case import TypeCase


def place_dateline(head: Head) -> None:
    """Place the organ on the left and the date on the right of the line above the red rule, one character in. P."""
    paper = head.paper
    if not paper.has_dateline:
        return
    side_mm = figures.SIDE_INDENT_CELLS * figures.CELL_MM
    organ, date = Style(element=Element.SIGNATURE), Style(element=Element.DATE)
    name = natural_line(head.case.glyphs(organ.role, "　".join(paper.signatories)))
    day = natural_line(head.case.glyphs(date.role, paper.date))
    top_mm = head.top_mm(head.next_line)
    head.put(name, organ, x_mm=figures.AREA_LEFT_MM + side_mm, top_mm=top_mm)
    head.put(day, date, x_mm=figures.AREA_RIGHT_MM - side_mm - day.width * date.cell_mm, top_mm=top_mm)
    head.bottom_mm = top_mm + organ.size_mm
    head.next_line += 1


def attendance_rows(case: TypeCase, paper: PrintedElements) -> list[Row]:
    """Return 出席, 请假 and 列席 in 黑体 with units and names behind them, wrapped lines under the first name."""
    rows = [row for number, roll in enumerate(paper.attendance) for row in _roll(case, roll, number)]
    return [blank(figures.ATTENDANCE_BLANK_LINES), *rows] if rows else []


def _roll(case: TypeCase, roll: LabelledRow, number: int) -> list[Row]:
    style = Style(element=Element.ATTENDANCE, block=number)
    label = natural_line(case.glyphs(FontRole.HEITI, roll.label))
    indent = figures.FIRST_INDENT_CELLS + label.width
    rows = paragraph_rows(case, case.glyphs(style.role, roll.text), style, first_indent=indent, indent=indent)
    left_mm = figures.AREA_LEFT_MM + figures.FIRST_INDENT_CELLS * figures.CELL_MM
    lead = runs_of(case, label, replace(style, role=FontRole.HEITI), x_mm=left_mm)
    return [replace(rows[0], runs=(*lead, *rows[0].runs)), *rows[1:]]
