"""Where 公文二维条码 stands: outside the 版心, in the foot of the page of 版记, beside 页码. P.

Where that foot is not free, as under the lower red rule of a letter, it stands over the head of the page.
"""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.docs import figures
from oa_desktop.docs.barcode import Barcode, pdf417
from oa_desktop.docs.elements import Element
from oa_desktop.docs.layout.page import LaidOut, Page
from oa_desktop.domain.dates import read_date
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.numbers.document_code import document_code

_FOOT_MM = figures.AREA_BOTTOM_MM + 4.0
"""Upper edge of a symbol in the foot."""
_HEAD_MM = 6.0
"""Upper edge of a symbol over the head: as near to the edge of the sheet as printers reach."""


def with_code(laid_out: LaidOut, manuscript: Manuscript) -> LaidOut:
    """Return a paper with its symbol on the page of 版记, else on the last; a draft, without a number, as it is."""
    if not manuscript.document_number:
        return laid_out
    made = read_date(manuscript.printed_on) or read_date(manuscript.date)
    code = document_code(manuscript, maker=manuscript.printed_by, made=made)
    pages = laid_out.pages
    place = next((place for place, page in enumerate(pages) if page.of(Element.IMPRINT)), len(pages) - 1)
    coded = _with_barcode(pages[place], pdf417(code.data))
    return replace(laid_out, pages=(*pages[:place], coded, *pages[place + 1 :]), remark=code.remark)


def over_head(barcode: Barcode) -> Barcode:
    """Return a symbol over the head of a page, flush right with the 版心."""
    return barcode.at(figures.AREA_RIGHT_MM - barcode.width_mm, _HEAD_MM)


def _with_barcode(page: Page, barcode: Barcode) -> Page:
    """Put a symbol on the side on which 页码 does not stand."""
    left = figures.AREA_LEFT_MM if page.number % 2 else figures.AREA_RIGHT_MM - barcode.width_mm
    foot = barcode.at(left, _FOOT_MM)
    placed = foot if _is_free(page, foot) else over_head(barcode)
    return replace(page, barcodes=(*page.barcodes, placed))


def _is_free(page: Page, barcode: Barcode) -> bool:
    bottom_mm = barcode.y_mm + barcode.height_mm
    return not any(barcode.y_mm < rule.y1_mm < bottom_mm for rule in page.rules)
