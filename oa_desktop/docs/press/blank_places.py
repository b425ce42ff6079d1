"""Where the first page of a file is blank; in a confined worker only."""

from __future__ import annotations

from oa_desktop.docs.reading.package import Locked, TooLarge, Unreadable
from oa_desktop.docs.reading.pdf_sheets import sheets_of_pdf
from oa_desktop.docs.sheets.blank import blank_place
from oa_desktop.docs.sheets.sheets import Sheet
from oa_desktop.domain.errors import Refused


def of_first_page(data: bytes, width_mm: float, height_mm: float) -> list[float]:
    """Return left and upper edge of a blank place so large, and the width and height of the page.

    Raises:
        Refused: ``archiving.no-stamp-place``, ``view.damaged``, ``view.locked``, ``view.too-hard``.
    """
    try:
        first = sheets_of_pdf(data).sheets[0]
    except Locked as error:
        raise Refused("view.locked") from error
    except TooLarge as error:
        raise Refused("view.too-hard") from error
    except (Unreadable, IndexError) as error:
        raise Refused("view.damaged") from error
    return of_sheet(first, width_mm, height_mm)


def of_sheet(sheet: Sheet, width_mm: float, height_mm: float) -> list[float]:
    """Return left and upper edge of a blank place so large, and the width and height of the sheet.

    Raises:
        Refused: ``archiving.no-stamp-place``.
    """
    place = blank_place(sheet, width_mm, height_mm)
    if place is None:
        raise Refused("archiving.no-stamp-place")
    return [*place, sheet.width_mm, sheet.height_mm]
