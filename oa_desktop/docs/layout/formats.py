"""公文格式 as data: which figures and which placers make the head of each format. GB/T 9704-2012 7 and 10.

A format is a row in one table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from oa_desktop.docs import figures
from oa_desktop.docs.layout.head import (
    HeadFigures,
    HeadPlacer,
    place_header_lines,
    place_number_and_signers,
    place_red_rule,
)
from oa_desktop.docs.layout.letter import LETTER_FIGURES, place_letter_lines, place_letter_rules
from oa_desktop.docs.layout.mark import place_mark
from oa_desktop.docs.layout.minutes import place_dateline
from oa_desktop.domain.documents.kinds import PageFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How the first page of a format is made.

    Attributes:
        figures: Where its head stands.
        head: What places the head, in this order.
        first_page_numbered: Whether the first page shows 页码.
        imprint_ruled: Whether 版记 has its rules; without them it stands on the page where the text ends.
    """

    figures: HeadFigures
    head: tuple[HeadPlacer, ...]
    first_page_numbered: bool = True
    imprint_ruled: bool = True


FORMATS: Mapping[PageFormat, Format] = MappingProxyType(
    {
        PageFormat.DOCUMENT: Format(
            figures=HeadFigures(),
            head=(place_header_lines, place_mark, place_number_and_signers, place_red_rule),
        ),
        PageFormat.LETTER: Format(
            figures=LETTER_FIGURES,
            head=(place_mark, place_letter_rules, place_letter_lines),
            first_page_numbered=False,
            imprint_ruled=False,
        ),
        PageFormat.ORDER: Format(
            figures=HeadFigures(
                mark_top_mm=figures.ORDER_MARK_TOP_MM,
                mark_bottom_mm=figures.ORDER_MARK_BOTTOM_MM,
                title_blank_lines=figures.ORDER_TEXT_BLANK_LINES,
            ),
            head=(place_header_lines, place_mark, place_number_and_signers),
        ),
        PageFormat.MINUTES: Format(
            figures=HeadFigures(),
            head=(place_header_lines, place_mark, place_number_and_signers, place_dateline, place_red_rule),
        ),
    }
)
"""Every format of the standard."""
