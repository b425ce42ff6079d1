"""节: what stands between two changes of the way the sheet lies, upright or turned for a 横排表. GB/T 9704-2012 8.

The text says where a section ends; sections are completed when the whole body is known. 页码 of a turned sheet stands
at its left edge, turned clockwise: where it is on the others once the sheet is bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import floor
from typing import Final

from oa_desktop.docs.coordinates import PROCESSOR
from oa_desktop.docs.docx.formats import Align, Indent, ParagraphFormat
from oa_desktop.docs.docx.markup import RELATIONSHIPS, Node, node, paragraph, qualified
from oa_desktop.docs.docx.measures import TWIPS_PER_PT, twips_from_mm
from oa_desktop.docs.docx.package import Part
from oa_desktop.docs.docx.page import FIRST, FOOTER_DISTANCE, HEADER_MM, NUMBER_SIDE, number_runs
from oa_desktop.docs.docx.styles import FOOTER_LINE_TWIPS
from oa_desktop.docs.figures import (
    AREA_LEFT_MM,
    AREA_WIDTH_MM,
    BINDING_WHITE_MM,
    BOTTOM_WHITE_MM,
    MM_PER_PT,
    PAGE_NUMBER_DASH_MM,
    RIGHT_WHITE_MM,
    SHEET_HEIGHT_MM,
    SHEET_WIDTH_MM,
    TOP_WHITE_MM,
)

_TURNED_FOOTERS: Final = ("rIdTurnedOdd", "rIdTurnedEven")
_WHITES_MM: Final = {
    False: {
        "top": PROCESSOR.top_white_mm,
        "right": RIGHT_WHITE_MM,
        "bottom": PROCESSOR.bottom_white_mm,
        "left": BINDING_WHITE_MM,
    },
    True: {
        "top": BINDING_WHITE_MM - PROCESSOR.leading_mm / 2,
        "right": TOP_WHITE_MM,
        "bottom": RIGHT_WHITE_MM - PROCESSOR.leading_mm / 2,
        "left": BOTTOM_WHITE_MM,
    },
}
"""Margins of an upright sheet, and of one that is turned clockwise: half the leading stands above its lines, too."""
_GRID_TWIPS: Final = floor(PROCESSOR.line_mm / MM_PER_PT * TWIPS_PER_PT)
"""Pitch of the document grid (文档网格): 22 lines fill the type area, so that none is centred in what is left of it."""


def part(content: Iterable[Node]) -> list[Node]:
    """Return what is not bound with what stands before it as sections of its own.

    It begins on the front of a sheet, and its pages are counted from 1. GB/T 9704-2012 7.3.7.
    """
    nodes = list(content)
    if nodes and is_section_end(nodes[0]):
        del nodes[0]
    if not nodes or not is_section_end(nodes[-1]):
        nodes.append(section_end(turned=False))
    first = next(one for one in nodes if is_section_end(one))
    first[0][-1].insert(0, node("type", val="oddPage"))
    return nodes


def section_end(*, turned: bool) -> Node:
    """Return the paragraph with which a section ends.

    Args:
        turned: How the sheets of the section lie that ends here.
    """
    end = paragraph(ParagraphFormat(style="Spacer"))
    end[0].append(node("sectPr", _sheet(turned=turned)))
    return end


def with_sections(content: Sequence[Node], parts: Sequence[Part]) -> Node:
    """Return the body: its content, and every section with its margins and the parts that its pages show.

    Args:
        content: With an end for every section but the last; the last is upright unless nothing follows a turned one.
        parts: Of all sections.
    """
    body = node("body", *_parted(content))
    if len(body) and is_section_end(body[-1]):
        last = body[-1]
        body.remove(last)
        body.append(last[0][-1])
    else:
        body.append(node("sectPr", _sheet(turned=False)))
    for number, section in enumerate(body.iter(qualified("w:sectPr"))):
        _complete(section, parts, first=not number)
    return body


def is_section_end(one: Node) -> bool:
    """Tell whether a paragraph is the end of a section."""
    return len(one) > 0 and one[0].find(qualified("w:sectPr")) is not None


def _parted(content: Iterable[Node]) -> list[Node]:
    """Return the content without ends between which nothing stands: what is turned goes on turned."""
    kept: list[Node] = []
    for one in content:
        if kept and is_section_end(kept[-1]) and is_section_end(one):
            kept.pop()
        else:
            kept.append(one)
    return kept


def turned_footers() -> tuple[Part, ...]:
    """Return the footers of odd and even turned pages."""
    odd, even = (_turned_footer(indent, align) for indent, align in _SIDES)
    return (
        Part(kind="footer", name="footer4.xml", id=_TURNED_FOOTERS[0], root=odd),
        Part(kind="footer", name="footer5.xml", id=_TURNED_FOOTERS[1], root=even),
    )


_SIDES: Final = ((Indent(right=NUMBER_SIDE), Align.RIGHT), (Indent(left=NUMBER_SIDE), Align.LEFT))


def _turned_footer(indent: Indent, align: Align) -> Node:
    """Return 页码 in a floating cell as high as the 版心 is wide, its text turned clockwise."""
    left_mm = SHEET_HEIGHT_MM - PAGE_NUMBER_DASH_MM
    place = node(
        "tblpPr",
        leftFromText=0,
        rightFromText=0,
        vertAnchor="page",
        horzAnchor="page",
        tblpX=twips_from_mm(left_mm) - FOOTER_LINE_TWIPS // 2,
        tblpY=twips_from_mm(AREA_LEFT_MM),
    )
    margins = node("tblCellMar", *(node(edge, w=0, type="dxa") for edge in ("left", "right")))
    properties = node(
        "tblPr", place, node("tblW", w=FOOTER_LINE_TWIPS, type="dxa"), node("tblLayout", type="fixed"), margins
    )
    cell = node(
        "tc",
        node("tcPr", node("tcW", w=FOOTER_LINE_TWIPS, type="dxa"), node("textDirection", val="tbRl")),
        paragraph(ParagraphFormat(style="Footer", indent=indent, align=align), *number_runs()),
    )
    height = node("trPr", node("trHeight", val=twips_from_mm(AREA_WIDTH_MM), hRule="exact"))
    table = node("tbl", properties, node("tblGrid", node("gridCol", w=FOOTER_LINE_TWIPS)), node("tr", height, cell))
    return node("ftr", table, paragraph(ParagraphFormat(style="Footer")))


def _sheet(*, turned: bool) -> Node:
    sides = (SHEET_HEIGHT_MM, SHEET_WIDTH_MM) if turned else (SHEET_WIDTH_MM, SHEET_HEIGHT_MM)
    width, height = map(twips_from_mm, sides)
    return node("pgSz", w=width, h=height, orient="landscape") if turned else node("pgSz", w=width, h=height)


def _complete(section: Node, parts: Sequence[Part], *, first: bool) -> None:
    """Fill in what a section has beside its sheet; only the first one counts from 1 and has a first page of its own."""
    turned = section[-1].get(qualified("w:orient")) == "landscape"
    begins_part = len(section) > 1
    own_first = first and any(part.id == FIRST for part in parts)
    pages = _pages(turned=turned, own_first=own_first)
    references = [_reference(part, kind) for part in parts for kind in pages.get(part.id, ())]
    for place, reference in enumerate(references):
        section.insert(place, reference)
    whites = {edge: twips_from_mm(white_mm) for edge, white_mm in _WHITES_MM[turned].items()}
    section.append(node("pgMar", **whites, header=twips_from_mm(HEADER_MM), footer=FOOTER_DISTANCE, gutter=0))
    if first or begins_part:
        section.append(node("pgNumType", start=1))
    if own_first:
        section.append(node("titlePg"))
    if not turned:
        section.append(node("docGrid", type="lines", linePitch=_GRID_TWIPS))


def _pages(*, turned: bool, own_first: bool) -> Mapping[str, tuple[str, ...]]:
    """Return the pages that a part is for; where the first page has a footer of its own, the realm stands there too."""
    every = ("default", "even", "first") if own_first else ("default", "even")
    odd, even = _TURNED_FOOTERS if turned else ("rIdOdd", "rIdEven")
    shown = {odd: ("default",), even: ("even",), "rIdRealm": every}
    return shown | ({FIRST: ("first",)} if own_first else {})


def _reference(part: Part, pages: str) -> Node:
    reference = node(f"{part.kind}Reference", type=pages)
    reference.set(f"{{{RELATIONSHIPS}}}id", part.id)
    return reference
