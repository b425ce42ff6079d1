"""公文格式 as data: which figures and which placers make the head of each format. GB/T 9704-2012 7 and 10.

A format is a row in one table. 文件格式 is the first; 信函, 命令 and 纪要 follow as rows with their own figures and
placers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from oa_desktop.docs.layout.head import (
    HeadFigures,
    HeadPlacer,
    place_header_lines,
    place_number_and_signers,
    place_red_rule,
)
from oa_desktop.docs.layout.mark import place_mark
from oa_desktop.domain.kinds import PageFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How the first page of a format is made.

    Attributes:
        figures: Where its head stands.
        head: What places the head, in this order.
    """

    figures: HeadFigures
    head: tuple[HeadPlacer, ...]


FORMATS: Mapping[PageFormat, Format] = MappingProxyType(
    {
        PageFormat.DOCUMENT: Format(
            figures=HeadFigures(),
            head=(place_header_lines, place_mark, place_number_and_signers, place_red_rule),
        ),
    }
)
"""The formats that can be set."""


def format_for(wanted: PageFormat) -> Format:
    """Return a format; one that cannot be set yet is set as 文件格式."""
    return FORMATS.get(wanted, FORMATS[PageFormat.DOCUMENT])
