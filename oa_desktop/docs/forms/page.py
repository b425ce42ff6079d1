"""The page of a form (表单), upright or across the sheet, and the type that is set on it. Every figure: practice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole, FontSet
from oa_desktop.docs.layout.lines import SetLine, fill_lines
from oa_desktop.docs.layout.page import Page
from oa_desktop.docs.layout.rows import Style
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.domain.forms import Form

_LINES_KEPT = 256
"""Texts whose lines are remembered while a form is drawn: a row is measured several times before it is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A page of a form.

    Attributes:
        left_mm: Left edge of the rows.
        area_mm: Their width.
        top_mm: Upper edge of the first row or the title.
        bottom_mm: Where rows end.
        title_gap_mm: Between the title and the first row.
        pitch_mm: Line pitch inside a cell.
        size_pt: Size of the type in the cells.
        count_mm: Top edge of the count of pages.
    """

    width_mm: float = figures.SHEET_WIDTH_MM
    height_mm: float = figures.SHEET_HEIGHT_MM
    left_mm: float = figures.AREA_LEFT_MM
    area_mm: float = figures.AREA_WIDTH_MM
    top_mm: float = 26.0
    bottom_mm: float = 272.0
    title_gap_mm: float = 8.0
    pitch_mm: float = 7.0
    size_pt: float = 12.0
    count_mm: float = 285.0

    @property
    def aside_mm(self) -> float:
        """How much further right its middle lies than that of the 版心."""
        return self.left_mm + self.area_mm / 2 - figures.AREA_LEFT_MM - figures.AREA_WIDTH_MM / 2

    @property
    def room_mm(self) -> float:
        """Room for rows where there is no title."""
        return self.bottom_mm - self.top_mm

    def page(self, number: int) -> Page:
        """Return an empty page."""
        return Page(number=number, width_mm=self.width_mm, height_mm=self.height_mm)


UPRIGHT = FormPage()
ACROSS = FormPage(
    width_mm=figures.SHEET_HEIGHT_MM,
    height_mm=figures.SHEET_WIDTH_MM,
    left_mm=15.0,
    area_mm=figures.SHEET_HEIGHT_MM - 30.0,
    top_mm=20.0,
    bottom_mm=190.0,
    title_gap_mm=4.0,
    pitch_mm=5.2,
    size_pt=10.5,
    count_mm=198.0,
)
"""横排: bound at its upper edge, as a 登记簿 is."""
CLOSE = FormPage(title_gap_mm=5.0, pitch_mm=5.2, size_pt=10.5)
"""Upright, with more lines on it."""

SHOWN = replace(ACROSS, pitch_mm=13.0, size_pt=24.0)
"""For a projector: across the sheet, in large type."""


def page_of(form: Form) -> FormPage:
    """Return the page that a form is drawn on."""
    return SHOWN if form.shown else ACROSS if form.across else CLOSE if form.close else UPRIGHT


class FormCase(TypeCase):
    """The type case of a form.

    Attributes:
        page: What is set stands on such pages.
        lines: Returns the lines of a text in a style, in so many mm.
        label: The style of what is printed in a cell.
        value: That of what was filled in.
    """

    def __init__(self, fonts: FontSet, page: FormPage) -> None:
        super().__init__(fonts)
        self.page = page
        self.lines = lru_cache(_LINES_KEPT)(self._lines)
        self.label = Style(element=Element.FORM, role=FontRole.HEITI, size_pt=page.size_pt).off_grid()
        self.value = Style(element=Element.FORM, role=FontRole.FANGSONG, size_pt=page.size_pt).off_grid()

    def _lines(self, text: str, style: Style, room_mm: float) -> Sequence[SetLine]:
        room = room_mm / style.cell_mm
        typed = (self.glyphs(style.role, line.strip()) for line in text.splitlines())
        return tuple(line for one in typed for line in fill_lines(one, first=room, others=room, even=False))
