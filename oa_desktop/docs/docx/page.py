"""What stands around the text of an upright page: 页码 and the mark of the realm. GB/T 9704-2012 7.5."""

from __future__ import annotations

from typing import Final

from oa_desktop.docs.docx.formats import Align, Indent, ParagraphFormat
from oa_desktop.docs.docx.markup import Node, field, node, paragraph, run
from oa_desktop.docs.docx.measures import BASELINE_SHARE, twips_from_mm, twips_from_pt
from oa_desktop.docs.docx.package import Part
from oa_desktop.docs.docx.styles import FOOTER_LINE_TWIPS
from oa_desktop.docs.figures import (
    PAGE_NUMBER_DASH_MM,
    PAGE_NUMBER_SIDE_CELLS,
    SHEET_HEIGHT_MM,
    SIZE_4_PT,
)

FIRST: Final = "rIdFirst"
"""Id of the footer of a first page that differs from the others."""
HEADER_MM: Final = 15.0
"""Top edge of the realm's mark."""
_DASH_ABOVE_BASELINE: Final = 0.38
"""Middle of the dash above the baseline of 宋体, in parts of the type size."""
_DASH_ABOVE_END: Final = FOOTER_LINE_TWIPS * (1 - BASELINE_SHARE) + twips_from_pt(SIZE_4_PT * _DASH_ABOVE_BASELINE)
FOOTER_DISTANCE: Final = round(twips_from_mm(SHEET_HEIGHT_MM - PAGE_NUMBER_DASH_MM) - _DASH_ABOVE_END)
"""How far the footer's last line ends above the sheet's bottom, so that its dash lies at 269 mm, in twips."""
NUMBER_SIDE: Final = twips_from_pt(PAGE_NUMBER_SIDE_CELLS * SIZE_4_PT)


def footers(*, numbered: bool) -> tuple[Part, ...]:
    """Return the footers of odd and even pages: 页码 right and left, one character in."""
    odd = ParagraphFormat(style="Footer", indent=Indent(right=NUMBER_SIDE), align=Align.RIGHT)
    even = ParagraphFormat(style="Footer", indent=Indent(left=NUMBER_SIDE), align=Align.LEFT)
    return (
        Part(kind="footer", name="footer1.xml", id="rIdOdd", root=_footer(odd, numbered=numbered)),
        Part(kind="footer", name="footer2.xml", id="rIdEven", root=_footer(even, numbered=numbered)),
    )


def realm_headers(mark: str) -> tuple[Part, ...]:
    """Return the header that names the realm (演示, 实训); none for official pages."""
    if not mark:
        return ()
    return (Part(kind="header", name="header1.xml", id="rIdRealm", root=_header(mark)),)


def number_runs() -> tuple[Node, ...]:
    """Return the runs of 页码 between its dashes."""
    return run("— "), *field("PAGE", "1"), run(" —")


def _footer(style: ParagraphFormat, *, numbered: bool) -> Node:
    return node("ftr", paragraph(style, *(number_runs() if numbered else ())))


def _header(mark: str) -> Node:
    return node("hdr", paragraph(ParagraphFormat(style="Header"), run(mark)))
