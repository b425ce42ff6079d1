"""The drawer of forms (表单): a form's data on pages, through the same type, pages and PDF writer as documents.

No standard states the looks of 发文稿纸, 处理单 and their like; every figure here is office practice. A row grows with
what was filled in, and one that is taller than a page goes on on the next: nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from oa_desktop.docs import figures
from oa_desktop.docs.barcode import Barcode, pdf417
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts import FontRole, FontSet
from oa_desktop.docs.layout.coding import over_head
from oa_desktop.docs.layout.furniture import watermark_runs
from oa_desktop.docs.layout.lines import SetLine, fill_lines, natural_line
from oa_desktop.docs.layout.options import LayoutOptions
from oa_desktop.docs.layout.page import LaidOut, Page, Rule, Run
from oa_desktop.docs.layout.rows import Style, centred_x_mm, runs_of
from oa_desktop.docs.layout.title import title_line, title_style
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.docs.pdf import write_pdf
from oa_desktop.docs.titles import title_lines
from oa_desktop.domain.forms import Cell, Form, Row

_TOP_MM = 26.0
_BOTTOM_MM = 272.0
_TITLE_GAP_MM = 8.0
_CODE_GAP_MM = 3.0
"""Between a symbol over the head and the title."""
_FOOTER_GAP_MM = 3.0
_PADDING_MM = 1.5
_PITCH_MM = 7.0
"""Line pitch inside a cell."""
_TALL_MM = 20.0
"""From this height on the label stands above what was filled in, else before it."""
_HEAD_MM = 2 * figures.LINE_MM + _TITLE_GAP_MM
_LINES_PER_PAGE = int((_BOTTOM_MM - _TOP_MM - _HEAD_MM - 2 * _PADDING_MM) / _PITCH_MM)
"""Lines of the largest part of a row; it fits under a title of two lines."""
_RULE_MM = 0.35
_LABEL_SHARE = 0.5
"""A label wider than this part of its cell stands above what was filled in."""
_LABEL_GAP_MM = 2.5
_COUNT_MM = 285.0
"""Top edge of the count of pages."""

_TITLE = title_style(Element.FORM)
_LABEL = Style(element=Element.FORM, role=FontRole.HEITI, size_pt=12.0).off_grid()
_VALUE = Style(element=Element.FORM, role=FontRole.FANGSONG, size_pt=12.0).off_grid()
_SMALL = Style(element=Element.FORM, role=FontRole.SONGTI, size_pt=10.5).off_grid()


def draw_form(form: Form, fonts: FontSet, options: LayoutOptions | None = None) -> bytes:
    """Return the PDF of a form.

    Args:
        form: Its data.
        fonts: The faces of this machine.
        options: Only the mark of the realm is used.
    """
    return write_pdf(lay_out_form(form, fonts, options))


def lay_out_form(form: Form, fonts: FontSet, options: LayoutOptions | None = None) -> LaidOut:
    """Return the pages of a form.

    Args:
        form: Its data.
        fonts: The faces of this machine.
        options: Only the mark of the realm is used.
    """
    case = TypeCase(fonts)
    sheets = _Sheets(case=case)
    if form.code:
        sheets.put_code(pdf417(form.code))
    sheets.put_title(form.organ + form.title)
    sheets.put_head([strip for row in form.head for strip in _strips(case, row)])
    for number, row in enumerate(_drawn_together(case, form.rows, _BOTTOM_MM - sheets.y_mm)):
        for strip in _strips(case, row):
            sheets.put_strip(strip, number)
    sheets.put_footer(form.footer)
    return LaidOut(
        pages=tuple(sheets.finished((options or LayoutOptions()).watermark)),
        base_face=fonts.face(_VALUE.role),
        title=form.organ + form.title,
        author=form.organ,
        used=case.used,
        missing=case.missing,
    )


class _Piece(NamedTuple):
    """Type on one line of a cell; ``x_mm`` counts from the cell's left rule, ``line`` from its first line."""

    type: SetLine
    style: Style
    x_mm: float
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Strip:
    """A row of the form, or a part of one that is taller than a page.

    Attributes:
        edges_mm: Rules between the cells, outer ones included.
        cells: The pieces of each cell.
        height_mm: Of all cells.
    """

    edges_mm: tuple[float, ...]
    cells: tuple[tuple[_Piece, ...], ...]
    height_mm: float


def _drawn_together(case: TypeCase, rows: Sequence[Row], room_mm: float) -> Sequence[Row]:
    """Return the rows, lower, down to what stands in them, where only so all of them find room on the page."""
    full = [_height_mm(case, row) for row in rows]
    least = [_height_mm(case, replace(row, height_mm=_TALL_MM if row.height_mm >= _TALL_MM else 0.0)) for row in rows]
    if not sum(least) <= room_mm < sum(full):
        return rows
    share = (room_mm - sum(least)) / (sum(full) - sum(least))
    kept = (low + (high - low) * share for low, high in zip(least, full, strict=True))
    return [replace(row, height_mm=min(row.height_mm, one)) for row, one in zip(rows, kept, strict=True)]


def _height_mm(case: TypeCase, row: Row) -> float:
    return sum(strip.height_mm for strip in _strips(case, row))


def _strips(case: TypeCase, row: Row) -> Iterator[_Strip]:
    """Yield the parts of a row, as a rule one."""
    edges = _edges_mm(row)
    widths = [right - left for left, right in pairwise(edges)]
    cells = [list(_pieces(case, cell, row, width)) for cell, width in zip(row.cells, widths, strict=True)]
    count = max((piece.line + 1 for cell in cells for piece in cell), default=1)
    for start in range(0, count, _LINES_PER_PAGE):
        lines = min(count - start, _LINES_PER_PAGE)
        height = lines * _PITCH_MM + 2 * _PADDING_MM
        yield _Strip(
            edges_mm=edges,
            cells=tuple(tuple(_between(cell, start, start + lines)) for cell in cells),
            height_mm=max(height, row.height_mm) if count == lines else height,
        )


def _edges_mm(row: Row) -> tuple[float, ...]:
    """Return the rules of a row; its cells share the width of the 版心 whatever their twelfths come to."""
    total = sum(cell.width for cell in row.cells) or 1
    shares = (figures.AREA_WIDTH_MM * cell.width / total for cell in row.cells)
    return tuple(accumulate(shares, initial=figures.AREA_LEFT_MM))


def _between(pieces: Sequence[_Piece], start: int, stop: int) -> Iterator[_Piece]:
    return (piece._replace(line=piece.line - start) for piece in pieces if start <= piece.line < stop)


def _pieces(case: TypeCase, cell: Cell, row: Row, width_mm: float) -> Iterator[_Piece]:
    """Yield the label and what was filled in: below the label in a tall row, else behind it."""
    room = (width_mm - 2 * _PADDING_MM) / _LABEL.cell_mm
    labels = fill_lines(case.glyphs(_LABEL.role, cell.label), first=room, others=room, even=False)
    yield from (_Piece(line, _LABEL, _PADDING_MM, number) for number, line in enumerate(labels))
    label_mm = max((line.width for line in labels), default=0.0) * _LABEL.cell_mm
    beside_mm = _PADDING_MM + label_mm + _LABEL_GAP_MM if label_mm else _PADDING_MM
    beside = _value_lines(case, cell.value, (width_mm - beside_mm - _PADDING_MM) / _VALUE.cell_mm)
    under = _value_lines(case, cell.value, room * _LABEL.cell_mm / _VALUE.cell_mm)
    above = row.height_mm >= _TALL_MM or label_mm > width_mm * _LABEL_SHARE or len(under) + len(labels) <= len(beside)
    values, x_mm, below = (under, _PADDING_MM, len(labels)) if above else (beside, beside_mm, 0)
    yield from (_Piece(line, _VALUE, x_mm, below + number) for number, line in enumerate(values))
    last_mm = x_mm + values[-1].width * _VALUE.cell_mm if values else 0.0
    yield from _signed(case, cell, row, (last_mm, width_mm), below + len(values))


def _signed(case: TypeCase, cell: Cell, row: Row, room_mm: tuple[float, float], free: int) -> Iterator[_Piece]:
    """Yield who signed: at the foot of the cell, on the right, beside or below whatever else stands in it.

    Args:
        case: Type.
        cell: What is drawn.
        row: Its row.
        room_mm: From the end of the last line of the value to the right rule.
        free: The first line without a value.
    """
    last_mm, width_mm = room_mm
    foot = int((row.height_mm - 2 * _PADDING_MM) / _PITCH_MM) - 1
    lines = _value_lines(case, cell.signed, (width_mm - 2 * _PADDING_MM) / _VALUE.cell_mm)
    widest_mm = max((line.width for line in lines), default=0.0) * _VALUE.cell_mm
    beside = len(lines) == 1 and last_mm + _LABEL_GAP_MM + widest_mm + _PADDING_MM <= width_mm
    for number, line in enumerate(lines, start=max(free - beside, foot + 1 - len(lines), 0)):
        yield _Piece(line, _VALUE, width_mm - _PADDING_MM - line.width * _VALUE.cell_mm, number)


def _value_lines(case: TypeCase, value: str, room: float) -> list[SetLine]:
    typed = (line.strip() for line in value.splitlines())
    glyphs = (case.glyphs(_VALUE.role, line) for line in typed)
    return [line for one in glyphs for line in fill_lines(one, first=room, others=room, even=False)]


@dataclass(slots=True, kw_only=True)
class _Sheets:
    """The pages of a form while they are being filled.

    Attributes:
        case: Type.
        pages: Finished ones and the one that is being filled, last.
        y_mm: Where the next row begins.
        head: What is set again at the head of every further page.
    """

    case: TypeCase
    pages: list[Page] = field(default_factory=lambda: [Page(number=1)])
    y_mm: float = _TOP_MM
    head: Sequence[_Strip] = ()

    def put_title(self, title: str) -> None:
        """Put the name of the form at the head of the first page, on as many lines as it needs."""
        for text in title_lines(title):
            line, x_mm = title_line(self.case, text, _TITLE)
            self._add(runs_of(self.case, line, _TITLE, x_mm=x_mm, top_mm=self.y_mm))
            self.y_mm += figures.LINE_MM
        self.y_mm += _TITLE_GAP_MM

    def put_strip(self, strip: _Strip, number: int) -> None:
        """Put a row under the one before, on a new page if it does not fit."""
        if self.y_mm + strip.height_mm > _BOTTOM_MM and self.y_mm > _TOP_MM:
            self._turn()
        self._put(strip, number)

    def put_head(self, head: Sequence[_Strip]) -> None:
        """Put the rows that every page begins with."""
        self.head = head
        for strip in head:
            self._put(strip, 0)

    def _put(self, strip: _Strip, number: int) -> None:
        for left, cell in zip(strip.edges_mm, strip.cells, strict=False):
            for piece in cell:
                self._add(self._piece_runs(piece, left, number))
        self._add((), _frame(strip, self.y_mm))
        self.y_mm += strip.height_mm

    def put_footer(self, footer: str) -> None:
        """Put the small print under the last row."""
        room = figures.AREA_WIDTH_MM / _SMALL.cell_mm
        self.y_mm += _FOOTER_GAP_MM
        for line in fill_lines(self.case.glyphs(_SMALL.role, footer), first=room, others=room, even=False):
            self._add(runs_of(self.case, line, _SMALL, x_mm=figures.AREA_LEFT_MM, top_mm=self.y_mm))
            self.y_mm += _SMALL.size_mm * 1.4

    def put_code(self, barcode: Barcode) -> None:
        """Put a symbol over the head of the first page; what follows stands below it."""
        placed = over_head(barcode)
        self.pages[0] = replace(self.pages[0], barcodes=(placed,))
        self.y_mm = max(self.y_mm, placed.y_mm + placed.height_mm + _CODE_GAP_MM)

    def finished(self, word: str) -> Iterator[Page]:
        """Yield the pages, marked with the realm's word and, when there are several, numbered."""
        for page in self.pages:
            behind = tuple(watermark_runs(self.case, word)) if word else ()
            below = self._count_runs(page.number) if len(self.pages) > 1 else ()
            yield replace(page, runs=(*behind, *page.runs, *below))

    def _turn(self) -> None:
        self.pages.append(Page(number=len(self.pages) + 1))
        self.y_mm = _TOP_MM
        for strip in self.head:
            self._put(strip, 0)

    def _add(self, runs: Sequence[Run], rules: Sequence[Rule] = ()) -> None:
        page = self.pages[-1]
        self.pages[-1] = replace(page, runs=(*page.runs, *runs), rules=(*page.rules, *rules))

    def _piece_runs(self, piece: _Piece, left_mm: float, number: int) -> tuple[Run, ...]:
        leading = (_PITCH_MM - piece.style.size_mm) / 2
        top = self.y_mm + _PADDING_MM + piece.line * _PITCH_MM + leading
        style = replace(piece.style, block=number)
        return runs_of(self.case, piece.type, style, x_mm=left_mm + piece.x_mm, top_mm=top)

    def _count_runs(self, number: int) -> tuple[Run, ...]:
        line = natural_line(self.case.glyphs(_SMALL.role, f"第{number}页 共{len(self.pages)}页"))
        x_mm = centred_x_mm(line.width * _SMALL.cell_mm)
        return runs_of(self.case, line, _SMALL, x_mm=x_mm, top_mm=_COUNT_MM)


def _frame(strip: _Strip, y_mm: float) -> list[Rule]:
    left, right, below = strip.edges_mm[0], strip.edges_mm[-1], y_mm + strip.height_mm
    across = [_rule(left, y, right, y) for y in (y_mm, below)]
    return [*across, *(_rule(x, y_mm, x, below) for x in strip.edges_mm)]


def _rule(x1_mm: float, y1_mm: float, x2_mm: float, y2_mm: float) -> Rule:
    return Rule(x1_mm=x1_mm, y1_mm=y1_mm, x2_mm=x2_mm, y2_mm=y2_mm, width_mm=_RULE_MM, element=Element.FORM)
