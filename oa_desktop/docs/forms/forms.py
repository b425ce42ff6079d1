"""The drawer of forms (表单): a form's data on pages, through the same type, pages and PDF writer as documents.

No standard states the looks of 发文稿纸, 处理单 and their like; every figure here is office practice. A row grows with
what was filled in, and one that is taller than a page goes on on the next: nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from oa_desktop.docs import figures
from oa_desktop.docs.barcode import Barcode, pdf417
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole, FontSet
from oa_desktop.docs.forms.cells import PADDING_MM, Piece
from oa_desktop.docs.forms.overflow import parted
from oa_desktop.docs.forms.page import FormCase, FormPage, page_of
from oa_desktop.docs.forms.rows import Strip, begun_mm, drawn_together, strips
from oa_desktop.docs.layout.coding import over_head
from oa_desktop.docs.layout.lines import fill_lines, natural_line
from oa_desktop.docs.layout.matter import printed_matter
from oa_desktop.docs.layout.page import LaidOut, Page, Rule, Run
from oa_desktop.docs.layout.pen import InkBox, PenStroke, Ring
from oa_desktop.docs.layout.rows import Style, centred_x_mm, runs_of
from oa_desktop.docs.layout.spacing import NEARLY
from oa_desktop.docs.layout.title import title_line, title_style
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.titles import title_lines
from oa_desktop.domain.forms import Form, Row

_CODE_GAP_MM = 3.0
"""Between a symbol over the head and the title."""
_FOOTER_GAP_MM = 3.0
_RULE_MM = 0.35

_TITLE = title_style(Element.FORM)
_ANNEX = "附页"
_SMALL = Style(element=Element.FORM, role=FontRole.SONGTI, size_pt=10.5).off_grid()


def draw_form(form: Form, fonts: FontSet, mark: str = "") -> bytes:
    """Return the PDF of a form.

    Args:
        form: Its data.
        fonts: The faces of this machine.
        mark: Word of the realm.
    """
    return write_pdf(lay_out_form(form, fonts, mark))


def lay_out_form(form: Form, fonts: FontSet, mark: str = "") -> LaidOut:
    """Return the pages of a form.

    Args:
        form: Its data.
        fonts: The faces of this machine.
        mark: Word of the realm.
    """
    page = page_of(form)
    case = FormCase(fonts, page)
    sheets = _Sheets(case)
    if form.code:
        sheets.put_code(pdf417(form.code))
    sheets.put_title(form.organ + form.title)
    sheets.put_head([strip for row in form.head for strip in strips(case, row, page.room_mm, page.room_mm)])
    rows, others = parted(case, form.rows, sheets.left_mm)
    sheets.put_rows(drawn_together(case, rows, sheets.left_mm))
    sheets.put_footer(form.footer)
    if others:
        sheets.turn()
        sheets.put_title(form.organ + form.title + _ANNEX)
        sheets.put_rows(others, after=len(rows))
    title = form.organ + form.title
    laid_out = printed_matter(case, fonts, sheets.finished(), title=title, author=form.organ, mark=mark)
    return replace(laid_out, certifies=form.certifies)


class _Sheets:
    """The pages of a form while they are being filled.

    Attributes:
        case: Type, and such pages as it is set on.
        pages: Finished ones and the one that is being filled, last.
        y_mm: Where the next row begins.
        head: What is set again at the head of every further page.
    """

    def __init__(self, case: FormCase) -> None:
        self.case = case
        self.pages: list[Page] = []
        self.y_mm = 0.0
        self.head: Sequence[Strip] = ()
        self.turn()

    @property
    def _page(self) -> FormPage:
        return self.case.page

    @property
    def left_mm(self) -> float:
        """What is left of the page."""
        return self._page.bottom_mm - self.y_mm

    @property
    def page_mm(self) -> float:
        """Room on a page under the rows that every page begins with."""
        return self._page.room_mm - sum(strip.height_mm for strip in self.head)

    def put_title(self, title: str) -> None:
        """Put the name of the form at the head of the first page, on as many lines as it needs."""
        for text in title_lines(title):
            line, x_mm = title_line(self.case, text, _TITLE)
            self._add(runs_of(self.case, line, _TITLE, x_mm=x_mm + self._page.aside_mm, top_mm=self.y_mm))
            self.y_mm += figures.LINE_MM
        self.y_mm += self._page.title_gap_mm

    def put_rows(self, rows: Sequence[Row], after: int = 0) -> None:
        """Put rows under what stands there, each on a new page if it does not fit; so many were put before them."""
        for number, row in enumerate(rows, start=after):
            if row.heads and not self._begins(rows[number - after :]):
                self.turn()
            above = self._columns(row)
            page_mm = self.page_mm - sum(strip.height_mm for strip in above)
            for strip in strips(self.case, row, self.left_mm, page_mm):
                if strip.height_mm > self.left_mm + NEARLY and self.y_mm > self._page.top_mm:
                    self.turn(above)
                self._put(strip, number)

    def _begins(self, rows: Sequence[Row]) -> bool:
        """Tell whether headings and the row below at least begin on what is left of the page, or it is empty."""
        below = sum(1 for _ in takewhile(lambda row: row.heads, rows))
        together_mm = sum(begun_mm(self.case, row) for row in rows[: below + 1])
        return together_mm <= self.left_mm + NEARLY or self.y_mm <= self._page.top_mm

    def _columns(self, row: Row) -> Sequence[Strip]:
        """Return what names the columns of a row."""
        return tuple(strips(self.case, row.columns, self.page_mm, self.page_mm)) if row.columns else ()

    def put_head(self, head: Sequence[Strip]) -> None:
        """Put the rows that every page begins with."""
        self.head = head
        for strip in head:
            self._put(strip, 0)

    def _put(self, strip: Strip, number: int) -> None:
        for left, cell in zip(strip.edges_mm, strip.cells, strict=False):
            for piece in cell:
                self._put_piece(piece, left, number)
        self._add((), _frame(strip, self.y_mm))
        self.y_mm += strip.height_mm

    def put_footer(self, footer: str) -> None:
        """Put the small print under the last row."""
        room = self._page.area_mm / _SMALL.cell_mm
        self.y_mm += _FOOTER_GAP_MM
        for line in fill_lines(self.case.glyphs(_SMALL.role, footer), first=room, others=room, even=False):
            self._add(runs_of(self.case, line, _SMALL, x_mm=self._page.left_mm, top_mm=self.y_mm))
            self.y_mm += _SMALL.size_mm * 1.4

    def put_code(self, barcode: Barcode) -> None:
        """Put a symbol over the head of the first page; what follows stands below it."""
        placed = over_head(barcode)
        self.pages[0] = replace(self.pages[0], barcodes=(placed,))
        self.y_mm = max(self.y_mm, placed.y_mm + placed.height_mm + _CODE_GAP_MM)

    def finished(self) -> Iterator[Page]:
        """Yield the pages, numbered when there are several."""
        for page in self.pages:
            below = self._count_runs(page.number) if len(self.pages) > 1 else ()
            yield replace(page, runs=(*page.runs, *below))

    def turn(self, above: Sequence[Strip] = ()) -> None:
        """Begin another page; under its head stands what names the columns of what goes on."""
        self.pages.append(self._page.page(len(self.pages) + 1))
        self.y_mm = self._page.top_mm
        for strip in (*self.head, *above):
            self._put(strip, 0)

    def _add(self, runs: Sequence[Run], rules: Sequence[Rule] = ()) -> None:
        page = self.pages[-1]
        self.pages[-1] = replace(page, runs=(*page.runs, *runs), rules=(*page.rules, *rules))

    def _put_piece(self, piece: Piece, left_mm: float, number: int) -> None:
        """Put type or ink into a cell, in the middle of its lines."""
        pitch_mm = self._page.pitch_mm
        x_mm, top_mm = left_mm + piece.x_mm, self.y_mm + PADDING_MM + piece.line * pitch_mm
        if isinstance(piece.drawn, InkBox | Ring):
            middle_mm = (piece.lines * pitch_mm - piece.drawn.height_mm) / 2
            self._write(piece.drawn.strokes(x_mm, top_mm + middle_mm))
        else:
            leading_mm = (pitch_mm - piece.style.size_mm) / 2
            style = replace(piece.style, block=number)
            self._add(runs_of(self.case, piece.drawn, style, x_mm=x_mm, top_mm=top_mm + leading_mm))

    def _write(self, strokes: Iterable[PenStroke]) -> None:
        self.pages[-1] = replace(self.pages[-1], pen=(*self.pages[-1].pen, *strokes))

    def _count_runs(self, number: int) -> tuple[Run, ...]:
        line = natural_line(self.case.glyphs(_SMALL.role, f"第{number}页 共{len(self.pages)}页"))
        x_mm = centred_x_mm(line.width * _SMALL.cell_mm) + self._page.aside_mm
        return runs_of(self.case, line, _SMALL, x_mm=x_mm, top_mm=self._page.count_mm)


def _frame(strip: Strip, y_mm: float) -> list[Rule]:
    left, right, below = strip.edges_mm[0], strip.edges_mm[-1], y_mm + strip.height_mm
    across = [_rule(left, y, right, y) for y in (y_mm, below)]
    return [*across, *(_rule(x, y_mm, x, below) for x in strip.edges_mm)]


@lru_cache(maxsize=4096)
def _rule(x1_mm: float, y1_mm: float, x2_mm: float, y2_mm: float) -> Rule:
    """Return a rule; the same ones stand on every page of a long list, and in memory once."""
    return Rule(x1_mm=x1_mm, y1_mm=y1_mm, x2_mm=x2_mm, y2_mm=y2_mm, width_mm=_RULE_MM, element=Element.FORM)
