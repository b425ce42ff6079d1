"""主体 below the title: 主送机关, 正文, 附件说明. GB/T 9704-2012 7.3.2 to 7.3.4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from oa_desktop.docs import figures
from oa_desktop.docs.elements import AttachmentNote, Element, PrintedBlock, PrintedElements
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.lines import SetLine, drawn_in, fill_lines, natural_line
from oa_desktop.docs.layout.notes import NO_NOTES, Note, mark_glyphs, note_rows
from oa_desktop.docs.layout.pictures import picture_rows
from oa_desktop.docs.layout.rows import Row, Style, blank, kept_together, runs_of
from oa_desktop.docs.layout.tables import table_rows
from oa_desktop.docs.layout.title import adoption_rows
from oa_desktop.docs.layout.turned import blocks_along, set_along
from oa_desktop.docs.layout.type_case import Glyph, TypeCase
from oa_desktop.docs.pictures.measuring import PrintedPicture
from oa_desktop.domain.manuscript import Emphasis, Paragraph, Span, Table
from oa_desktop.domain.texts.adoption import begins_with_adoption

LEVEL_ROLES = {1: FontRole.HEITI, 2: FontRole.KAITI}
"""一、 黑体, （一） 楷体; 1. and （1） stay 仿宋. GB/T 9704-2012 7.3.3."""

_LONE_GLYPHS = 3
"""A last line of at most so many glyphs may be one character and its marks."""


def text_rows(case: TypeCase, paper: PrintedElements, head_blank_lines: int) -> list[Row]:
    """Return 主送机关 and 正文, below 标题 or, where a paper has none, below its head.

    Args:
        case: Type.
        paper: What is printed.
        head_blank_lines: Between the head and what follows it.
    """
    rows = [*_recipient_rows(case, paper), *block_rows(case, paper.body, Element.BODY, paper.first_note)]
    is_under_title = bool(paper.title_lines) and not paper.recipients and begins_with_adoption(paper.body)
    if not rows or is_under_title or not (paper.title_lines or paper.has_head):
        return rows
    return [blank(figures.RECIPIENTS_BLANK_LINES if paper.title_lines else head_blank_lines), *rows]


def _recipient_rows(case: TypeCase, paper: PrintedElements) -> list[Row]:
    """Return 主送机关 flush left."""
    style = Style(element=Element.RECIPIENTS)
    return paragraph_rows(case, case.glyphs(style.role, paper.recipients), style, first_indent=0)


def block_rows(case: TypeCase, blocks: Sequence[PrintedBlock], element: Element, first_note: int = 1) -> list[Row]:
    """Return the rows of paragraphs, tables and pictures, tagged with the element and the number of their block.

    Args:
        case: Type.
        blocks: Of 正文 or an 附件.
        element: Which of them it is.
        first_note: The number of its first note (脚注).
    """
    rows: list[Row] = []
    along = blocks_along(blocks)
    numbers = count(first_note)
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph) and not number and begins_with_adoption(blocks):
            rows += adoption_rows(case, block.text)
        elif isinstance(block, Table):
            rows += table_rows(case, block, number)
        elif isinstance(block, PrintedPicture):
            rows += picture_rows(case, block, number)
        else:
            paragraph = _paragraph(case, block, Style(element=element, block=number), numbers)
            rows += _led_by_heading(set_along(paragraph)) if number in along else paragraph
    return rows


def _paragraph(case: TypeCase, paragraph: Paragraph, style: Style, numbers: Iterator[int]) -> list[Row]:
    glyphs: list[Glyph] = []
    notes: dict[int, Note] = {}
    for span in paragraph.spans:
        glyphs += _span_glyphs(case, span, paragraph.level)
        if span.note:
            number = next(numbers)
            glyphs += mark_glyphs(case, number)
            notes[number] = note_rows(case, number, span.note, style.block)
    rows = paragraph_rows(case, glyphs, style, first_indent=figures.FIRST_INDENT_CELLS, body=True, notes=notes)
    return _led_by_heading(rows) if _is_heading(paragraph) else rows


def _span_glyphs(case: TypeCase, span: Span, level: int) -> list[Glyph]:
    if span.emphasis is Emphasis.HEADING:
        return case.glyphs(LEVEL_ROLES.get(level, FontRole.FANGSONG), span.text)
    return case.glyphs(FontRole.FANGSONG, span.text, strong=span.emphasis is Emphasis.STRONG)


def _is_heading(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is nothing but a heading, which no page may end with."""
    return all(span.emphasis is Emphasis.HEADING for span in paragraph.spans)


def _led_by_heading(rows: list[Row]) -> list[Row]:
    return kept_together([*rows, blank(0)])[:-1]


def paragraph_rows(
    case: TypeCase,
    glyphs: Sequence[Glyph],
    style: Style,
    *,
    first_indent: float,
    indent: float = 0,
    body: bool = False,
    notes: Mapping[int, Note] = NO_NOTES,
) -> list[Row]:
    """Return the rows of one paragraph on the grid.

    Args:
        case: Type.
        glyphs: The paragraph.
        style: How it is set.
        first_indent: Cells left free before the first line.
        indent: Cells left free before the others.
        body: Whether a signature may stand under it.
        notes: By the number of their marks among the glyphs.
    """
    width = figures.CHARACTERS_PER_LINE
    hanging = case.template.hanging_marks
    lines = fill_lines(glyphs, first=width - first_indent, others=width - indent, hanging=hanging)
    indents = [first_indent, *(indent for _ in lines[1:])]
    rows = [_row(case, line, style, left, notes, body=body) for line, left in zip(lines, indents, strict=False)]
    if body and len(lines) > 1 and len(lines[-1].glyphs) <= _LONE_GLYPHS and not rows[-1].notes:
        full = drawn_in(lines[-2], lines[-1], width - indents[-2])
        lone = _row(case, full, style, indents[-2], notes, body=True) if full else None
        rows[-1] = replace(rows[-1], drawn_in=lone)
    return rows


def _row(case: TypeCase, line: SetLine, style: Style, indent: float, notes: Mapping[int, Note], *, body: bool) -> Row:
    x_mm = figures.AREA_LEFT_MM + indent * figures.CELL_MM
    marked = dict.fromkeys(glyph.note for glyph in line.glyphs if glyph.note)
    return Row(runs=runs_of(case, line, style, x_mm=x_mm), body=body, notes=tuple(notes[number] for number in marked))


def attachment_note_rows(case: TypeCase, paper: PrintedElements) -> list[Row]:
    """Return 附件说明: one blank line above, names that wrap align with their own first character."""
    if not paper.attachment_notes:
        return []
    gap = [blank(figures.ATTACHMENT_NOTE_BLANK_LINES)] if paper.body else []
    return [*gap, *_note_rows(case, paper.attachment_notes)]


def _note_rows(case: TypeCase, notes: Sequence[AttachmentNote]) -> Iterator[Row]:
    label_cells = float(len(notes[0].label))
    numbers = [natural_line(case.glyphs(FontRole.FANGSONG, note.number)).width for note in notes]
    name_indent = figures.FIRST_INDENT_CELLS + label_cells + max(numbers)
    for number, note in enumerate(notes):
        yield from _note(case, note, Style(element=Element.ATTACHMENT_NOTE, block=number), label_cells, name_indent)


def _note(case: TypeCase, note: AttachmentNote, style: Style, label_cells: float, name_indent: float) -> list[Row]:
    rows = paragraph_rows(case, case.glyphs(style.role, note.name), style, first_indent=name_indent, indent=name_indent)
    lead = natural_line(case.glyphs(style.role, note.label + note.number))
    lead_indent = figures.FIRST_INDENT_CELLS + (0 if note.label else label_cells)
    runs = runs_of(case, lead, style, x_mm=figures.AREA_LEFT_MM + lead_indent * figures.CELL_MM)
    first = Row(runs=(*runs, *(rows[0].runs if rows else ())))
    return [first, *rows[1:]]
