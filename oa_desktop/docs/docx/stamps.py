"""落款 of officials: the post, the place of the signature stamp (签名章) and the date. GB/T 9704-2012 7.3.5.3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oa_desktop.docs.docx.formats import BLACK, RED, Align, Indent, ParagraphFormat, RunFormat, TabStop
from oa_desktop.docs.docx.markup import Node, paragraph, run
from oa_desktop.docs.docx.measures import cells_of, lines, twips_from_cells, twips_from_pt
from oa_desktop.docs.figures import (
    CHARACTERS_PER_LINE,
    STAMP_BLANK_LINES,
    STAMP_DATE_BLANK_LINES,
    STAMP_POST_CELLS,
    STAMP_RIGHT_CELLS,
)
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.officers import Officer
from oa_desktop.domain.documents.template import Template, in_unit


def stamps(officers: Sequence[Officer], date: str, template: Template, *, dated: bool) -> Iterator[Node]:
    """Yield post and name of every official under each other, and the date below a blank line.

    Args:
        officers: In their order.
        date: 成文日期.
        template: For the type of the stamps.
        dated: Whether the date is written; else its line is kept for it.
    """
    points, colour = in_unit(template.stamp_size), BLACK if template.black_stamp else RED
    kind = RunFormat(role=FontRole.KAITI, points=points, colour=colour, spacing=0)
    end = twips_from_cells(CHARACTERS_PER_LINE - STAMP_RIGHT_CELLS)
    stamp = end - twips_from_pt(max(cells_of(officer.name) for officer in officers) * points)
    post = stamp - twips_from_cells(STAMP_POST_CELLS + max(cells_of(officer.post) for officer in officers))
    tabs = (TabStop(twips=post), TabStop(twips=stamp))
    for index, officer in enumerate(officers):
        above = lines(1 if index else STAMP_BLANK_LINES)
        style = ParagraphFormat(style="Signature", before=above, tabs=tabs, align=Align.LEFT)
        yield paragraph(style, run(f"\t{officer.post}\t"), run(officer.name, kind))
    if date:
        above = lines(STAMP_DATE_BLANK_LINES)
        style = ParagraphFormat(style="Date", before=above, indent=Indent(right=twips_from_cells(STAMP_RIGHT_CELLS)))
        yield paragraph(style, run(date if dated else ""))
