"""拼版: two pages a side of A3, so that the folded sheets read on; and the plain pages with a back for every sheet.

A section is what is folded together. Stitched in the fold (骑马订) all pages are one section, folded sheet by sheet
(对折) every four are. A section is filled up with empty pages behind the last one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pikepdf

from oa_desktop.docs.figures import MM_PER_PT, SHEET_HEIGHT_MM, SHEET_WIDTH_MM
from oa_desktop.office.ports.printing import Folding

PAGES_PER_SHEET: Final = 4
_WIDTH_PT: Final = SHEET_WIDTH_MM / MM_PER_PT
_HEIGHT_PT: Final = SHEET_HEIGHT_MM / MM_PER_PT

Side = tuple[int | None, int | None]
"""The pages on the left and on the right of one side of a sheet, from 0; None for an empty one."""


def sides(pages: int, folding: Folding) -> Iterator[Side]:
    """Yield the sides of the sheets in the order of printing: outside and inside of the first, of the second.

    Args:
        pages: How many there are, at least one.
        folding: Either of those that fold.
    """
    filled = -(-pages // PAGES_PER_SHEET) * PAGES_PER_SHEET
    section = filled if folding is Folding.BOOKLET else PAGES_PER_SHEET
    for first in range(0, filled, section):
        for place in range(section // 2):
            outer, inner = first + section - 1 - place, first + place
            left, right = (inner, outer) if place % 2 else (outer, inner)
            yield _there(left, pages), _there(right, pages)


def _there(page: int, pages: int) -> int | None:
    return page if page < pages else None


def impose(pdf: pikepdf.Pdf, folding: Folding) -> None:
    """Put the pages of a file two by two on sides of A3, true to size."""
    forms = [page.as_form_xobject() for page in pdf.pages]
    for pair in sides(len(forms), folding):
        _add_side(pdf, {place: forms[page] for place, page in enumerate(pair) if page is not None})
    del pdf.pages[: len(forms)]


def _add_side(pdf: pikepdf.Pdf, placed: Mapping[int, pikepdf.Object]) -> None:
    """Add a side with a page in its left half (0), its right half (1), or both."""
    side = pdf.add_blank_page(page_size=(2 * _WIDTH_PT, _HEIGHT_PT))
    side.Resources = pikepdf.Dictionary(XObject={_name(place): form for place, form in placed.items()})
    drawn = (_placement(side, form, place) for place, form in placed.items())
    side.Contents = pdf.make_stream(b"\n".join(drawn))


def _placement(side: pikepdf.Page, form: pikepdf.Object, place: int) -> bytes:
    """Return how a page is drawn in the middle of its half; a larger one is made to fit."""
    half = pikepdf.Rectangle(place * _WIDTH_PT, 0, (place + 1) * _WIDTH_PT, _HEIGHT_PT)
    return side.calc_form_xobject_placement(
        form, pikepdf.Name(_name(place)), half, invert_transformations=True, allow_shrink=True, allow_expand=False
    )


def _name(place: int) -> str:
    return f"/P{place}"


def add_back(pdf: pikepdf.Pdf) -> None:
    """Give the last sheet an empty back, where it has none."""
    if len(pdf.pages) % 2:
        left, bottom, right, top = (float(edge) for edge in pdf.pages[-1].mediabox)
        pdf.add_blank_page(page_size=(right - left, top - bottom))
