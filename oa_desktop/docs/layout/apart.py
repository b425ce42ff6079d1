"""附件 that are not bound with the body: each is a part of its own behind the paper. GB/T 9704-2012 7.3.7.

The number of the paper stands before 附件 in the first line, pages are counted from 1 again, and a part begins on the
front of a sheet; 版记 stays with the body.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from oa_desktop.docs.elements import PrintedAnnex, PrintedElements
from oa_desktop.docs.layout.notes import first_notes
from oa_desktop.docs.layout.page import Page

_ELSEWHERE = PrintedAnnex(head="", title_lines=(), body=())
"""In the place of an annex that stands in another part, so that each keeps its number."""


def parts_of(paper: PrintedElements) -> tuple[PrintedElements, ...]:
    """Return the paper without its annexes, and each annex as a paper of its own."""
    _, *notes = first_notes((paper.body, *(annex.body for annex in paper.annexes)), paper.first_note)
    numbered = enumerate(zip(numbered_annexes(paper), notes, strict=True))
    annexes = (
        PrintedElements(annexes=(*(_ELSEWHERE,) * place, annex), first_note=note) for place, (annex, note) in numbered
    )
    return (replace(paper, annexes=()), *annexes)


def numbered_annexes(paper: PrintedElements) -> tuple[PrintedAnnex, ...]:
    """Return the annexes with the number of the paper before 附件."""
    number = paper.document_number
    return tuple(replace(annex, head=number + annex.head) if annex.head else annex for annex in paper.annexes)


def behind_each_other(parts: Sequence[Sequence[Page]], back: Page) -> Iterator[Page]:
    """Yield the pages of all parts, counted through.

    Args:
        parts: Pages of each.
        back: A page without text, for the back of a last sheet that has none.
    """
    count = 0
    for pages in parts:
        for page in (*((back,) if count % 2 else ()), *pages):
            count += 1
            yield replace(page, number=count)
