"""The page around the text: sheet, margins, 页码 and the mark of the realm. GB/T 9704-2012 5 and 7.5."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from oa_desktop.docs.docx.markup import (
    RELATIONSHIPS,
    Align,
    Indent,
    Node,
    ParagraphFormat,
    field,
    node,
    paragraph,
    run,
)
from oa_desktop.docs.docx.measures import BASELINE_SHARE, LINE_TWIPS, twips_from_mm, twips_from_pt
from oa_desktop.docs.docx.package import Part
from oa_desktop.docs.docx.stylesheet import FOOTER_LINE_TWIPS
from oa_desktop.docs.figures import (
    BINDING_WHITE_MM,
    BOTTOM_WHITE_MM,
    PAGE_NUMBER_DASH_MM,
    PAGE_NUMBER_SIDE_CELLS,
    RIGHT_WHITE_MM,
    SHEET_HEIGHT_MM,
    SHEET_WIDTH_MM,
    SIZE_4_PT,
    TOP_WHITE_MM,
)

FIRST: Final = "rIdFirst"
"""Id of the footer of a first page that differs from the others."""
HEADER_MM: Final = 15.0
"""Top edge of the realm's mark."""
_DASH_ABOVE_BASELINE: Final = 0.38
"""Middle of the dash above the baseline of 宋体, in parts of the type size."""
_SIDE: Final = twips_from_pt(PAGE_NUMBER_SIDE_CELLS * SIZE_4_PT)


def footers(*, numbered: bool) -> tuple[Part, ...]:
    """Return the footers of odd and even pages: 页码 right and left, one character in."""
    odd = ParagraphFormat(style="Footer", indent=Indent(right=_SIDE), align=Align.RIGHT)
    even = ParagraphFormat(style="Footer", indent=Indent(left=_SIDE), align=Align.LEFT)
    return (
        Part(kind="footer", name="footer1.xml", id="rIdOdd", root=_footer(odd, numbered=numbered)),
        Part(kind="footer", name="footer2.xml", id="rIdEven", root=_footer(even, numbered=numbered)),
    )


def realm_headers(mark: str) -> tuple[Part, ...]:
    """Return the header that names the realm (演示, 实训); none for official pages."""
    if not mark:
        return ()
    return (Part(kind="header", name="header1.xml", id="rIdRealm", root=_header(mark)),)


def section(parts: Iterable[Part]) -> Node:
    """Return ``w:sectPr``: the sheet, its margins and the parts that every page shows."""
    known = tuple(parts)
    first = any(part.id == FIRST for part in known)
    references = [_reference(part, kind) for part in known for kind in _pages_of(part, first=first)]
    margins = node(
        "pgMar",
        top=twips_from_mm(TOP_WHITE_MM),
        right=twips_from_mm(RIGHT_WHITE_MM),
        bottom=twips_from_mm(BOTTOM_WHITE_MM),
        left=twips_from_mm(BINDING_WHITE_MM),
        header=twips_from_mm(HEADER_MM),
        footer=_footer_distance(),
        gutter=0,
    )
    sheet = node("pgSz", w=twips_from_mm(SHEET_WIDTH_MM), h=twips_from_mm(SHEET_HEIGHT_MM))
    numbers = node("pgNumType", start=1)
    own_first = (node("titlePg"),) if first else ()
    grid = node("docGrid", type="lines", linePitch=LINE_TWIPS)
    return node("sectPr", *references, sheet, margins, numbers, *own_first, grid)


def _footer_distance() -> int:
    """Return how far the footer's last line ends above the sheet's bottom, so that its dash lies at 269 mm."""
    baseline_above_end = FOOTER_LINE_TWIPS * (1 - BASELINE_SHARE)
    dash_above_end = baseline_above_end + twips_from_pt(SIZE_4_PT * _DASH_ABOVE_BASELINE)
    return round(twips_from_mm(SHEET_HEIGHT_MM - PAGE_NUMBER_DASH_MM) - dash_above_end)


def _footer(style: ParagraphFormat, *, numbered: bool) -> Node:
    content = (run("— "), *field("PAGE", "1"), run(" —")) if numbered else ()
    return node("ftr", paragraph(style, *content))


def _header(mark: str) -> Node:
    return node("hdr", paragraph(ParagraphFormat(style="Header"), run(mark)))


def _pages_of(part: Part, *, first: bool) -> tuple[str, ...]:
    """Return the pages that a part is for; where the first page has a footer of its own, the realm stands there too."""
    every = ("default", "even", "first") if first else ("default", "even")
    return {"rIdOdd": ("default",), "rIdEven": ("even",), FIRST: ("first",), "rIdRealm": every}.get(part.id, ())


def _reference(part: Part, pages: str) -> Node:
    reference = node(f"{part.kind}Reference", type=pages)
    reference.set(f"{{{RELATIONSHIPS}}}id", part.id)
    return reference
