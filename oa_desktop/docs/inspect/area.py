"""Sheet, 版心, grid and what holds for every line (幅面、版心、行数和字数). GB/T 9704-2012 5."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from oa_desktop.docs import figures
from oa_desktop.docs.coordinates import EITHER
from oa_desktop.docs.elements import Element
from oa_desktop.docs.inspect.lines import Line
from oa_desktop.docs.inspect.paper import TEXT, Check, PrintedPaper, apart, at_line, at_page, figure
from oa_desktop.docs.inspect.paragraphs import FULL_CELLS, continued, even_lines
from oa_desktop.docs.layout.breaking import NEVER_FIRST, NEVER_LAST
from oa_desktop.docs.sheets.sheets import Tint
from oa_desktop.domain.documents.findings import Finding, Place, finding

_SHEET_MM = 2.0
"""Trimmed sheets may be so much larger or smaller. GB/T 9704-2012 6.4, V."""
_MARGIN_MM = 1.0
"""天头 and 订口. GB/T 9704-2012 5.2.1, V."""
_LEADING_MM = figures.LINE_MM - figures.SIZE_3_PT * figures.MM_PER_PT
"""White that a program may put above the first line."""
"""Height of the text in the measure of word processors. GB/T 33476.2-2016, C."""
_SEEN_MM = 0.6
"""How exactly the edges of type can be told."""
_EDGE_MM = 2.5
"""How far lines that are evened out may fall short or reach over."""
_HUNG_MM = figures.SIZE_3_PT * figures.MM_PER_PT + _SEEN_MM
"""A mark at the end of a line may hang beyond the 版心 (标点悬挂), as word processors set it. P."""
_ENOUGH = 6
"""Lines that must agree before a grid is told by them."""
_OUTSIDE = frozenset({Element.PAGE_NUMBER, Element.REALM, Element.FORM, Element.MARK, Element.SEAL})
"""What may stand outside the 版心."""
_BLACK = frozenset(Element) - {
    Element.MARK,
    Element.RED_RULE,
    Element.SEAL,
    Element.SIGNATURE,
    Element.REALM,
    Element.TABLE,
}


def size(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield sheets that are not A4, upright or lying. GB/T 9704-2012 5.1."""
    wanted = sorted((figures.SHEET_WIDTH_MM, figures.SHEET_HEIGHT_MM))
    for sheet in paper.sheets:
        sides = sorted((sheet.width_mm, sheet.height_mm))
        if any(abs(side - right) > _SHEET_MM for side, right in zip(sides, wanted, strict=True)):
            measured = f"{figure(sheet.width_mm)}×{figure(sheet.height_mm)}"
            yield finding("sheet.size", at_page(sheet.number), measured=measured, required="210×297")


def margins(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield another 天头 or 订口 than 37 and 28 mm. GB/T 9704-2012 5.2.1.

    A word processor puts half the leading above the first line (GB/T 33476.2-2016), so that the type of a right page
    begins up to that much lower than the 版心.
    """
    for page in _upright(paper):
        text = [line for line in paper.of(*TEXT) if line.page == page]
        first = next((line for line in paper.lines if line.page == page), None)
        if page > 1 and first in text and first is not None:
            top, by = figures.TOP_WHITE_MM, _MARGIN_MM + _SEEN_MM
            yield from apart("sheet.top", at_line(first), first.top_mm, top, by=by, above=by + _LEADING_MM / 2)
        flush = list(continued(text))
        if flush:
            left = min(flush, key=lambda line: line.left_mm)
            by = _MARGIN_MM + _SEEN_MM
            yield from apart("sheet.left", at_line(left), left.left_mm, figures.BINDING_WHITE_MM, by=by)


def width(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield a 版心 of another width than 156 mm. GB/T 9704-2012 5.2.1."""
    for page in _upright(paper):
        text = [line for line in paper.of(*TEXT) if line.page == page]
        full, flush = even_lines(text), list(continued(text))
        if len(full) >= _ENOUGH / 2 and flush:
            wide = max(line.right_mm for line in full) - min(line.left_mm for line in flush)
            yield from apart("sheet.width", at_line(full[0]), wide, figures.AREA_WIDTH_MM, by=_EDGE_MM + _SEEN_MM)


def outside(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield lines that reach beyond the 版心. GB/T 9704-2012 5.2.1."""
    for line in paper.lines:
        if line.element in _OUTSIDE or line.page not in _upright(paper):
            continue
        over = max(
            figures.AREA_LEFT_MM - _MARGIN_MM - line.left_mm,
            line.right_mm - figures.AREA_RIGHT_MM - _MARGIN_MM,
            line.bottom_mm - figures.AREA_BOTTOM_MM - _MARGIN_MM - _LEADING_MM / 2,
        )
        if over > _edge(line):
            yield finding("sheet.outside", at_line(line), measured=figure(over))


def _edge(line: Line) -> float:
    return _HUNG_MM if line.text[-1] in NEVER_FIRST else _SEEN_MM


def lines_a_page(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield a pitch at which a page does not hold 22 lines. GB/T 9704-2012 5.2.3."""
    pitches = _pitches(paper)
    if len(pitches) < _ENOUGH:
        return
    pitch = median(pitches)
    counts = [int(one.area_height_mm / pitch + 0.05) for one in EITHER]
    if figures.LINES_PER_PAGE not in counts:
        place = at_line(_text(paper)[0])
        yield finding("grid.lines", place, measured=counts[0], required=figures.LINES_PER_PAGE, pitch=_points(pitch))


def _points(value_mm: float) -> str:
    return figure(value_mm / figures.MM_PER_PT)


def _pitches(paper: PrintedPaper) -> list[float]:
    """Return the steps between lines of text; on the page of 落款 they may be adjusted (7.3.5.4)."""
    date = paper.last(Element.DATE)
    free = [
        line for line in _text(paper) if not date or line.page != date.page or date.row < figures.LINES_PER_PAGE - 2
    ]
    steps = (after.y_mm - before.y_mm for before, after in pairwise(free) if before.page == after.page)
    return [step for step in steps if 0.5 * figures.LINE_MM < step < 1.6 * figures.LINE_MM]


def _text(paper: PrintedPaper) -> Sequence[Line]:
    return [line for line in paper.of(*TEXT) if abs(line.size_pt - figures.SIZE_3_PT) < 1]


def characters_a_line(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield a pitch at which a line does not hold 28 characters. GB/T 9704-2012 5.2.3."""
    lines = [line for line in _text(paper) if len(line.text) > FULL_CELLS / 2 and _is_wide(line)]
    steps = [step for line in lines for step in _steps(line)]
    if len(lines) < _ENOUGH / 2 or not steps or median(steps) <= 0:
        return  # characters on top of each other are no line
    count = round(_width_mm(_text(paper)) / median(steps))
    if count != figures.CHARACTERS_PER_LINE:
        required = figures.CHARACTERS_PER_LINE
        yield finding("grid.characters", at_line(lines[0]), measured=count, required=required)


def _width_mm(text: Sequence[Line]) -> float:
    """Return how wide the lines are, as wide as the 版心 where they do not tell."""
    flush, full = list(continued(text)), even_lines(text)
    if not flush or not full:
        return figures.AREA_WIDTH_MM
    return max(line.right_mm for line in full) - min(line.left_mm for line in flush)


def _is_wide(line: Line) -> bool:
    """Tell whether there are only ideographs and their marks; digits move what stands beside them."""
    return not any(char.text.isascii() for char in line.characters)


def _steps(line: Line) -> Iterator[float]:
    for before, after in pairwise(line.characters):
        if "\u4e00" <= before.text <= "\u9fff" and "\u4e00" <= after.text <= "\u9fff":
            yield after.x_mm - before.x_mm


def colour(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield red type where black is wanted. GB/T 9704-2012 5.2.4."""
    for line in paper.lines:
        if line.element in _BLACK and line.tint is Tint.RED:
            yield finding("text.colour", at_line(line))


def edges(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield lines that begin or end with a mark that must not stand there. GB/T 15834-2011 5.1."""
    for line in paper.of(*TEXT, Element.RECIPIENTS, Element.TITLE, Element.IMPRINT):
        if line.text[0] in NEVER_FIRST - set("—–-."):
            yield finding("line.first", at_line(line), measured=line.text[0])
        if line.text[-1] in NEVER_LAST - set("＃#$/№"):
            yield finding("line.last", at_line(line), measured=line.text[-1])


def fonts(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield fonts that the file does not carry; elsewhere it may look otherwise."""
    for name in paper.unembedded:
        yield finding("font.embedded", Place(page=1), measured=name)


def _upright(paper: PrintedPaper) -> Sequence[int]:
    """Return the pages that stand upright; a table that lies across has other edges."""
    return [sheet.number for sheet in paper.sheets if sheet.height_mm > sheet.width_mm]


CHECKS: tuple[Check, ...] = (
    size,
    margins,
    width,
    outside,
    lines_a_page,
    characters_a_line,
    colour,
    edges,
    fonts,
)
