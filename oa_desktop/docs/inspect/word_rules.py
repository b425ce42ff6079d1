"""What a DOCX says of its margins, in either of the two systems that are right. GB/T 9704-2012 5.2.1.

Margins of 37 and 28 mm are those of the standard. GB/T 33476.2-2016 wants 34.58 mm above instead, for a word processor
puts half the leading above the first line: the type comes to stand at the same place.
"""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.docs import figures
from oa_desktop.docs.inspect.paper import apart, at_page
from oa_desktop.docs.inspect.word_sheets import TOLD, Margins
from oa_desktop.domain.findings import Finding

_BY_MM = 1.1
_WIDE_MM = 2.1
_OF_MARGINS = frozenset({"sheet.top", "sheet.left", "sheet.width"})


def of_margins(margins: Margins) -> Iterator[Finding]:
    """Yield margins that are right in neither system."""
    place = at_page(1, "页边距")
    if abs(margins.top - figures.PROCESSOR_TOP_MM) > _BY_MM:
        yield from apart("sheet.top", place, margins.top, figures.TOP_WHITE_MM, by=_BY_MM)
    yield from apart("sheet.left", place, margins.left, figures.BINDING_WHITE_MM, by=_BY_MM)
    yield from apart("sheet.width", place, margins.area_mm, figures.AREA_WIDTH_MM, by=_WIDE_MM)


def is_told(one: Finding) -> bool:
    """Tell whether a finding on the sheets of a DOCX can be relied on: the file says what it is about."""
    return one.rule.endswith("type") or one.rule in TOLD - _OF_MARGINS
