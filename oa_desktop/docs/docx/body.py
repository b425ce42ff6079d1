"""主体: title, recipients, text, 附件说明, note and bound annexes. GB/T 9704-2012 7.3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from oa_desktop.docs.docx.formats import Indent, ParagraphFormat, RunFormat, TabStop
from oa_desktop.docs.docx.head import rule_twips
from oa_desktop.docs.docx.markup import Node, paragraph, run
from oa_desktop.docs.docx.measures import PAGE_TOP, TITLE_LOWER_TWIPS, cells_of, lines, twips_from_cells
from oa_desktop.docs.docx.notes import note_reference
from oa_desktop.docs.docx.pictures import picture
from oa_desktop.docs.docx.sections import is_section_end, part, section_end
from oa_desktop.docs.docx.styles import UNDER_ANNEX_HEAD
from oa_desktop.docs.docx.tables import table
from oa_desktop.docs.elements import AttachmentNote, PrintedAnnex, PrintedBlock, PrintedElements
from oa_desktop.docs.figures import (
    ATTACHMENT_NOTE_BLANK_LINES,
    ATTENDANCE_BLANK_LINES,
    CHARACTERS_PER_LINE,
    FIRST_INDENT_CELLS,
    RECIPIENTS_BLANK_LINES,
    TITLE_CHARACTERS,
)
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.apart import numbered_annexes
from oa_desktop.docs.layout.formats import FORMATS
from oa_desktop.docs.layout.turned import blocks_along
from oa_desktop.docs.pictures.measuring import PrintedPicture
from oa_desktop.docs.titles import adoption_lines
from oa_desktop.domain.documents.template import NATIONAL, Template
from oa_desktop.domain.manuscript import HEADING_LEVELS, Emphasis, Paragraph, Span
from oa_desktop.domain.texts.adoption import begins_with_adoption

_SHARED_TWIPS: Final = TITLE_LOWER_TWIPS // 2
"""How much lower a title stands over 题注, which then stands nearly as much too low."""
_HEADING_ROLES: Final = {1: FontRole.HEITI, 2: FontRole.KAITI}
"""黑体 and 楷体; 1. and （1） are 仿宋 like the text. GB/T 9704-2012 7.3.3."""


def title(printed: PrintedElements, template: Template = NATIONAL) -> Iterator[Node]:
    """Yield 标题, two blank lines under the head, its lines broken where the standard wants them.

    A paper whose mark says it all has none: the blank lines stand there for it.
    """
    blank = lines(FORMATS[printed.page_format].figures.title_blank_lines) - rule_twips(printed, template)
    if printed.title_lines:
        adopted = begins_with_adoption(printed.body) and not printed.recipients
        above = blank if printed.has_head or printed.header_lines else PAGE_TOP
        style = _title_format("Title", above, adopted=adopted)
        yield paragraph(style, run("\n".join(printed.title_lines)))
    if printed.number_below_title:
        style = ParagraphFormat(style="DocumentNumber", after=lines(RECIPIENTS_BLANK_LINES))
        yield paragraph(style, run(printed.document_number))
    if printed.has_head and not printed.title_lines:
        yield paragraph(ParagraphFormat(style="Spacer", line=blank))


def _title_format(style: str, above: int, *, adopted: bool) -> ParagraphFormat:
    """Return how a title is set, as much lower than its line as on the page.

    Under it is so much less white; 题注 follows without any, so there the two share the difference.
    """
    if adopted:
        return ParagraphFormat(style=style, before=above + _SHARED_TWIPS, after=0)
    return ParagraphFormat(style=style, before=above + TITLE_LOWER_TWIPS)


def recipients(printed: PrintedElements) -> Iterator[Node]:
    """Yield 主送机关, flush left."""
    if printed.recipients:
        yield paragraph(ParagraphFormat(style="Recipients"), run(printed.recipients))


def text(blocks: tuple[PrintedBlock, ...], template: Template = NATIONAL, *, keep_last: bool = False) -> Iterator[Node]:
    """Yield 正文.

    Args:
        blocks: Paragraphs, tables and pictures.
        template: For the type and the rules of tables.
        keep_last: Whether the last paragraph stays on one page with what follows, so that no signature stands alone;
            an only paragraph does not, because the first page must show text (GB/T 9704-2012 7.3.3).
    """
    along = blocks_along(blocks)
    for index, block in enumerate(blocks):
        if index in along and index - 1 not in along:
            yield section_end(turned=False)
        if isinstance(block, Paragraph) and not index and begins_with_adoption(blocks):
            yield paragraph(ParagraphFormat(style="Adoption", indent=_adoption_indent(block.text)), run(block.text))
        elif isinstance(block, Paragraph):
            last = 0 < index == len(blocks) - 1
            yield _text_paragraph(block, keep_next=True if keep_last and last else None)
        elif isinstance(block, PrintedPicture):
            yield from picture(block)
        else:
            yield from table(block, template)
        if index in along and index + 1 not in along:
            yield section_end(turned=True)


def _adoption_indent(text: str) -> Indent | None:
    """Return the white at both sides of 题注 that needs more than one line, so that its lines look centred."""
    if len(adoption_lines(text)) == 1:
        return None
    white = twips_from_cells((CHARACTERS_PER_LINE - TITLE_CHARACTERS) / 2)
    return Indent(left=white, right=white)


def attachment_notes(notes: tuple[AttachmentNote, ...]) -> Iterator[Node]:
    """Yield 附件说明, one blank line under the text, wrapped lines under the first character of the name."""
    number_cells = max((cells_of(note.number) for note in notes), default=0.0)
    for index, note in enumerate(notes):
        yield _attachment_note(note, number_cells, lines(ATTACHMENT_NOTE_BLANK_LINES) if index == 0 else None)


def attendance(printed: PrintedElements) -> Iterator[Node]:
    """Yield 出席, 请假 and 列席 of minutes, wrapped lines under the first name. GB/T 9704-2012 10.3."""
    for index, roll in enumerate(printed.attendance):
        hanging = twips_from_cells(cells_of(roll.label))
        indent = Indent(left=twips_from_cells(FIRST_INDENT_CELLS) + hanging, first=-hanging)
        style = ParagraphFormat(
            style="Attendance", before=None if index else lines(ATTENDANCE_BLANK_LINES), indent=indent
        )
        yield paragraph(style, run(roll.label, RunFormat(role=FontRole.HEITI)), run(roll.text))


def note(printed: PrintedElements) -> Iterator[Node]:
    """Yield 附注 in its brackets."""
    if printed.note:
        yield paragraph(ParagraphFormat(style="Note"), run(printed.note))


def annexes(printed: PrintedElements, template: Template = NATIONAL) -> Iterator[Node]:
    """Yield every bound annex on a new page. GB/T 9704-2012 7.3.7."""
    for annex in printed.annexes:
        yield from _annex(annex, template)


def annexes_apart(printed: PrintedElements, template: Template = NATIONAL) -> Iterator[Node]:
    """Yield the end of the body and every annex as a part of its own. GB/T 9704-2012 7.3.7."""
    if printed.annexes:
        yield section_end(turned=False)
    for annex in numbered_annexes(printed):
        yield from part(_annex(annex, template))


def _annex(annex: PrintedAnnex, template: Template) -> Iterator[Node]:
    """Yield an annex; its head and title stand on the turned page of a table that it begins with."""
    body = list(text(annex.body, template))
    if body and is_section_end(body[0]):
        yield body.pop(0)
    if annex.head:
        yield paragraph(ParagraphFormat(style="AnnexHead"), run(annex.head))
    if annex.title_lines:
        name, above = ("AnnexTitle", UNDER_ANNEX_HEAD) if annex.head else ("ReleasedTitle", PAGE_TOP)
        style = _title_format(name, above, adopted=begins_with_adoption(annex.body))
        yield paragraph(style, run("\n".join(annex.title_lines)))
    yield from body


def _text_paragraph(block: Paragraph, *, keep_next: bool | None) -> Node:
    heading = _is_heading(block)
    style = ParagraphFormat(style=f"Heading{block.level}" if heading else None, keep_next=keep_next)
    if heading and _runs_on(block) and keep_next is None:
        style = replace(style, keep_next=False)
    return paragraph(style, *(part for span in block.spans for part in _span(span, block.level if heading else 0)))


def _is_heading(block: Paragraph) -> bool:
    has_heading = any(span.emphasis is Emphasis.HEADING for span in block.spans)
    return has_heading and 1 <= block.level <= HEADING_LEVELS


def _runs_on(block: Paragraph) -> bool:
    """Tell whether running text follows the heading in one paragraph."""
    return any(span.emphasis is not Emphasis.HEADING for span in block.spans)


def _span(span: Span, heading_level: int) -> Iterator[Node]:
    """Yield a run and the mark of its note; within a heading's paragraph what is no heading goes back to 仿宋."""
    plain = heading_level in _HEADING_ROLES and span.emphasis is not Emphasis.HEADING
    role = FontRole.FANGSONG if plain else None
    yield run(span.text, RunFormat(role=role, bold=span.emphasis is Emphasis.STRONG))
    if span.note:
        yield note_reference(span.note)


def _attachment_note(note: AttachmentNote, number_cells: float, above: int | None) -> Node:
    hanging = number_cells + cells_of(note.label)
    name = FIRST_INDENT_CELLS + cells_of("附件：") + number_cells
    left = twips_from_cells(name)
    style = ParagraphFormat(
        style="AttachmentNote",
        keep_next=True,
        before=above,
        tabs=(TabStop(twips=left),) if note.number else (),
        indent=Indent(left=left, first=-twips_from_cells(hanging)),
    )
    number = f"{note.number.rstrip()}\t" if note.number else ""
    return paragraph(style, run(note.label + number + note.name))
