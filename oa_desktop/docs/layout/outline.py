"""The outline (大纲) of a document: its title, its headings and its annexes, and where each stands.

Writers make bookmarks of it. It is read off finished pages, so that it says where things are, not where they should be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from oa_desktop.docs.elements import Element, PrintedBlock, PrintedElements
from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.layout.page import OutlineEntry, Page, Run
from oa_desktop.domain.manuscript import Emphasis, Paragraph

_LONGEST = 60
"""Characters of an entry; headings have at most 45."""


class _Key(NamedTuple):
    """What a place on the pages belongs to: element, block, and the annex that it stands in (-1 for the main text)."""

    element: Element
    block: int
    annex: int = -1


class _Place(NamedTuple):
    """Page and upper edge of a line."""

    page: int
    top_mm: float


def outline(paper: PrintedElements, pages: Sequence[Page]) -> tuple[OutlineEntry, ...]:
    """Return the entries in reading order; what does not stand on the pages has none."""
    places = _places(pages)
    return tuple(
        OutlineEntry(text=text[:_LONGEST], depth=depth, page=places[key].page, top_mm=places[key].top_mm)
        for key, text, depth in _wanted(paper)
        if text and key in places
    )


def _places(pages: Sequence[Page]) -> Mapping[_Key, _Place]:
    """Return where every block begins."""
    places: dict[_Key, _Place] = {}
    annex = -1
    for page in pages:
        for run in page.runs:
            annex = run.block if run.element is Element.ANNEX_HEAD else annex
            key = _Key(run.element, run.block, annex)
            if key not in places:
                places[key] = _Place(page.number, _top_mm(run))
    return places


def _top_mm(run: Run) -> float:
    """Return the upper edge of a line; one that is set along the sheet (横排表) ends there."""
    return run.y_mm - (run.width_mm if run.angle_deg else run.size_pt * MM_PER_PT)


def _wanted(paper: PrintedElements) -> Iterator[tuple[_Key, str, int]]:
    yield _Key(Element.TITLE, 0), "".join(paper.title_lines), 0
    yield from _headings(paper.body, Element.BODY, -1)
    for number, annex in enumerate(paper.annexes):
        words = f"{annex.head} {''.join(annex.title_lines)}".strip()
        yield _Key(Element.ANNEX_HEAD, number, number), words, 0
        yield from _headings(annex.body, Element.ANNEX_BODY, number)


def _headings(blocks: Sequence[PrintedBlock], element: Element, annex: int) -> Iterator[tuple[_Key, str, int]]:
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.level:
            words = "".join(span.text for span in block.spans if span.emphasis is Emphasis.HEADING)
            yield _Key(element, number, annex), words.strip().rstrip("。"), block.level
