"""The two coordinate systems of one page (坐标系): the printed sheet, and what a word processor is told for it.

GB/T 9704-2012 measures the printed sheet: its 版心 begins at the first line of type. A word processor puts half the
leading above that line, so GB/T 33476.2-2016 lets its type area begin so much higher, and counts from there. Both name
the same places; our PDF and OFD have the first and our DOCX the second, and a DOCX from elsewhere may keep either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from oa_desktop.docs import figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinates:
    """Where the type area lies and what is counted from its edges.

    Attributes:
        leading_mm: What a line has beside its type, half of it above the first line; nothing on the printed sheet,
            whose 版心 begins with the type.
    """

    leading_mm: float = 0.0

    @property
    def top_white_mm(self) -> float:
        """Upper margin: 37 or 34.58 mm."""
        return figures.TOP_WHITE_MM - self.leading_mm / 2

    @property
    def bottom_white_mm(self) -> float:
        """Lower margin: 35 or 32.58 mm."""
        return figures.BOTTOM_WHITE_MM - self.leading_mm / 2

    @property
    def area_height_mm(self) -> float:
        """Height of the type area: 225 or 229.84 mm."""
        return figures.SHEET_HEIGHT_MM - self.top_white_mm - self.bottom_white_mm

    @property
    def line_mm(self) -> float:
        """Pitch at which 22 lines fill the type area: 10.23 or 10.45 mm."""
        return self.area_height_mm / figures.LINES_PER_PAGE

    @property
    def mark_mm(self) -> float:
        """Upper edge of 发文机关标志 under that of the type area: 35 or 37.42 mm."""
        return figures.MARK_TOP_MM - self.top_white_mm

    @property
    def order_mark_mm(self) -> float:
        """The same of an order: 20 or 22.42 mm."""
        return figures.ORDER_MARK_TOP_MM - self.top_white_mm

    @property
    def page_number_mm(self) -> float:
        """Dash of 页码 under the lower edge of the type area: 7 or 4.58 mm."""
        return figures.PAGE_NUMBER_DASH_MM - (figures.SHEET_HEIGHT_MM - self.bottom_white_mm)


PRINTED: Final = Coordinates()
"""GB/T 9704-2012: the printed sheet."""
PROCESSOR: Final = Coordinates(leading_mm=figures.PROCESSOR_LEADING_MM)
"""GB/T 33476.2-2016: what is set in a word processor."""
EITHER: Final = (PRINTED, PROCESSOR)
