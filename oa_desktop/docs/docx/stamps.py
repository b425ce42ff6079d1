"""落款 of officials: the post, the place of the signature stamp (签名章) and the date. GB/T 9704-2012 7.3.5.3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from oa_desktop.docs.docx.markup import RED, Align, Indent, Node, ParagraphFormat, RunFormat, TabStop, paragraph, run
from oa_desktop.docs.docx.measures import cells_of, lines, twips_from_cells, twips_from_pt
from oa_desktop.docs.figures import (
    CHARACTERS_PER_LINE,
    SIZE_2_PT,
    STAMP_BLANK_LINES,
    STAMP_DATE_BLANK_LINES,
    STAMP_POST_CELLS,
    STAMP_RIGHT_CELLS,
)
from oa_desktop.docs.fonts import FontRole
from oa_desktop.docs.officers import Officer

_STAMP: Final = RunFormat(role=FontRole.KAITI, points=SIZE_2_PT, colour=RED, spacing=0)


def stamps(officers: Sequence[Officer], date: str, *, dated: bool) -> Iterator[Node]:
    """Yield post and name of every official under each other, and the date below a blank line.

    Args:
        officers: In their order.
        date: 成文日期.
        dated: Whether the date is written; else its line is kept for it.
    """
    end = twips_from_cells(CHARACTERS_PER_LINE - STAMP_RIGHT_CELLS)
    stamp = end - twips_from_pt(max(cells_of(officer.name) for officer in officers) * SIZE_2_PT)
    post = stamp - twips_from_cells(STAMP_POST_CELLS + max(cells_of(officer.post) for officer in officers))
    tabs = (TabStop(twips=post), TabStop(twips=stamp))
    for index, officer in enumerate(officers):
        above = lines(1 if index else STAMP_BLANK_LINES)
        style = ParagraphFormat(style="Signature", before=above, tabs=tabs, align=Align.LEFT)
        yield paragraph(style, run(f"\t{officer.post}\t"), run(officer.name, _STAMP))
    if date:
        above = lines(STAMP_DATE_BLANK_LINES)
        style = ParagraphFormat(style="Date", before=above, indent=Indent(right=twips_from_cells(STAMP_RIGHT_CELLS)))
        yield paragraph(style, run(date if dated else ""))
