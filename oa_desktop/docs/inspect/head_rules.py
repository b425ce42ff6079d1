"""版头 on the page. GB/T 9704-2012 7.2, 10."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from oa_desktop.docs import figures
from oa_desktop.docs.element_terms import TERMS
from oa_desktop.docs.elements import Element
from oa_desktop.docs.inspect.paper import Check, PrintedPaper, apart, at_line, at_page, at_stroke
from oa_desktop.docs.sheets.sheets import Stroke, Tint
from oa_desktop.domain.documents.findings import Finding, Place, finding
from oa_desktop.domain.documents.kinds import PageFormat

_SEEN_MM = 1.2
"""How exactly a place on the sheet can be told, and what printing moves."""
MIDDLE_MM = figures.AREA_LEFT_MM + figures.AREA_WIDTH_MM / 2
"""Middle of the 版心, 106 mm."""
_CENTRED_MM = 2.0
_LINES_BELOW, _LINES_ABOVE = 3.0, 6.0
"""What a gap of blank lines may lack, and exceed: the leading of large type lies above or below it."""
_MARK_TOPS: Mapping[PageFormat, tuple[str, float]] = MappingProxyType(
    {
        PageFormat.DOCUMENT: ("mark.top", figures.MARK_TOP_MM),
        PageFormat.MINUTES: ("mark.minutes-top", figures.MARK_TOP_MM),
        PageFormat.ORDER: ("mark.order-top", figures.AREA_TOP_MM + 20.0),
        PageFormat.LETTER: ("mark.letter-top", 30.0),
    }
)
"""Top edge of the mark from the top of the sheet. GB/T 9704-2012 7.2.4, 10.3, 10.2, 10.1, V."""
_HEADER_ORDER = (Element.COPY_NUMBER, Element.CLASSIFICATION, Element.URGENCY)
_LETTER_RULE_MM = 170.0
_LETTER_FOOT_MM = figures.SHEET_HEIGHT_MM - 20.0
_DOUBLE_MM = 3.0
"""The two strokes of a double line lie nearer than this."""


def blank_lines(rule: str, below: float, line_top_mm: float, place: Place, lines: int) -> Iterator[Finding]:
    """Yield a finding when other than so many blank lines stand above a line."""
    gap = line_top_mm - below
    wanted = lines * figures.LINE_MM
    if not wanted - _LINES_BELOW <= gap <= wanted + _LINES_ABOVE:
        yield finding(rule, place, measured=f"{max(0.0, gap / figures.LINE_MM):.1f}", required=lines)


def mark(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield a mark at another height, out of the middle, or not red. GB/T 9704-2012 7.2.4."""
    lines = paper.of(Element.MARK)
    if not lines:
        return
    top = min(lines, key=lambda line: line.ink_top_mm)
    rule, required = _MARK_TOPS[paper.format]
    yield from apart(rule, at_line(top), top.ink_top_mm, required, by=_SEEN_MM)
    left, right = min(line.left_mm for line in lines), max(line.right_mm for line in lines)
    middle = abs((left + right) / 2 - MIDDLE_MM)
    yield from apart("mark.centred", at_line(top), middle, 0, by=_CENTRED_MM)
    for line in lines:
        if line.tint is not Tint.RED:
            yield finding("mark.colour", at_line(line))


def header_lines(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 份号, 密级 and 紧急程度 that are not flush left, or in another order. GB/T 9704-2012 7.2.1 to 7.2.3."""
    lines = paper.of(*_HEADER_ORDER)
    for line in lines:
        rule = _FLUSH[line.element or Element.URGENCY]
        yield from apart(rule, at_line(line), line.left_mm, figures.AREA_LEFT_MM, by=_SEEN_MM)
    heights = [line.y_mm for line in lines]
    if heights != sorted(heights):
        yield finding("header-lines.order", at_line(lines[0]))
    if lines and paper.format is not PageFormat.LETTER:
        first = min(lines, key=lambda line: line.y_mm)
        if first.element is Element.COPY_NUMBER and first.row != 1:
            yield finding("copy-number.line", at_line(first), measured=first.row, required=1)


_FLUSH = {
    Element.COPY_NUMBER: "copy-number.flush",
    Element.CLASSIFICATION: "classification.flush",
    Element.URGENCY: "urgency.flush",
}


def number(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 发文字号 at another place than its clause names. GB/T 9704-2012 7.2.5, 10.1."""
    line, marks = paper.first(Element.DOCUMENT_NUMBER), paper.of(Element.MARK)
    if line is None or not marks:
        return
    if paper.format is PageFormat.LETTER:
        yield from apart("letter.number-flush", at_line(line), line.right_mm, figures.AREA_RIGHT_MM, by=_SEEN_MM)
        return
    signers = paper.of(Element.SIGNERS)
    first_mm = min([line.top_mm, *(one.top_mm for one in signers)])
    bottom_mm = max(one.ink_bottom_mm for one in marks)
    yield from blank_lines("number.gap", bottom_mm, first_mm, at_line(line), figures.NUMBER_BLANK_LINES)
    if not signers:
        yield from apart("number.centred", at_line(line), abs(line.middle_mm - MIDDLE_MM), 0, by=_CENTRED_MM)
        return
    yield from apart("number.beside-signers", at_line(line), line.indent_cells, 1, by=0.3)
    if abs(line.y_mm - signers[-1].y_mm) > _SEEN_MM:
        yield finding("number.last-signer", at_line(line))


def signers(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 签发人 that does not end one character from the right. GB/T 9704-2012 7.2.6."""
    lines = paper.of(Element.SIGNERS)
    if lines:
        right = max(lines, key=lambda line: line.right_mm)
        cells = (figures.AREA_RIGHT_MM - right.right_mm) / figures.CELL_MM
        yield from apart("signers.indent", at_line(right), cells, figures.SIDE_INDENT_CELLS, by=0.4)


def red_rule(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield a red rule that is not there, or not where its clause wants it. GB/T 9704-2012 7.2.7."""
    marks, number_line = paper.of(Element.MARK), paper.first(Element.DOCUMENT_NUMBER)
    if not marks or number_line is None or paper.format not in _RULED:
        return
    if paper.of(Element.RED_RULE):
        return  # it is typed as a row of signs
    stroke = paper.red_rule or _rule_under(paper, number_line.bottom_mm)
    if stroke is None:
        yield finding("red-rule.missing", at_page(1, TERMS[Element.RED_RULE]))
        return
    place = at_stroke(1, Element.RED_RULE, stroke)
    gap = stroke.y1_mm - max(line.bottom_mm for line in (number_line, *paper.of(Element.SIGNERS)))
    yield from apart("red-rule.gap", place, gap, figures.RED_RULE_GAP_MM, by=_SEEN_MM)
    yield from apart("red-rule.width", place, stroke.length_mm, figures.AREA_WIDTH_MM, by=_CENTRED_MM)
    yield from apart("red-rule.centred", place, abs(stroke.middle_mm - MIDDLE_MM), 0, by=_SEEN_MM)
    if stroke.tint is not Tint.RED:
        yield finding("red-rule.colour", place)


_RULED = frozenset({PageFormat.DOCUMENT})
"""Formats whose clause has one red rule under the number."""


def _rule_under(paper: PrintedPaper, y_mm: float) -> Stroke | None:
    """Return a long stroke of another colour under the number."""
    below = (one for one in paper.sheets[0].strokes if one.is_level and y_mm < one.y1_mm < y_mm + figures.LINE_MM * 2)
    return next((one for one in below if one.length_mm > figures.AREA_WIDTH_MM / 2), None)


def letter(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield red double lines of a letter that lie elsewhere, or are not 170 mm long. GB/T 9704-2012 10.1."""
    marks = paper.of(Element.MARK)
    if paper.format is not PageFormat.LETTER or not marks:
        return
    rules = paper.red_rules
    upper = [one for one in rules if one.y1_mm < figures.SHEET_HEIGHT_MM / 2]
    lower = [one for one in rules if one not in upper]
    for one in rules:
        place = at_stroke(1, Element.RED_RULE, one)
        yield from apart("letter.rule-width", place, one.length_mm, _LETTER_RULE_MM, by=_CENTRED_MM)
        yield from apart("letter.rule-centred", place, abs(one.middle_mm - figures.SHEET_WIDTH_MM / 2), 0, by=_SEEN_MM)
    if upper:
        gap = upper[0].y1_mm - upper[0].width_mm / 2 - max(line.ink_bottom_mm for line in marks)
        place = at_stroke(1, Element.RED_RULE, upper[0])
        yield from apart("letter.rule-gap", place, gap, figures.RED_RULE_GAP_MM, by=_CENTRED_MM)
        yield from _double("letter.double", upper, thick_first=True)
    if lower:
        up_mm = figures.SHEET_HEIGHT_MM - lower[-1].y1_mm
        place = at_stroke(1, Element.RED_RULE, lower[0])
        yield from apart("letter.foot-rule", place, up_mm, figures.SHEET_HEIGHT_MM - _LETTER_FOOT_MM, by=_CENTRED_MM)
        yield from _double("letter.foot-double", lower, thick_first=False)


def _double(rule: str, strokes: list[Stroke], *, thick_first: bool) -> Iterator[Finding]:
    """Yield a double line whose thick stroke lies on the wrong side; a single stroke is a double one seen as one."""
    if len(strokes) < 2 or strokes[1].y1_mm - strokes[0].y1_mm > _DOUBLE_MM:
        return
    first, second = strokes[:2]
    if (first.width_mm > second.width_mm) is not thick_first:
        yield finding(rule, at_stroke(1, Element.RED_RULE, first))


CHECKS: tuple[Check, ...] = (mark, header_lines, number, signers, red_rule, letter)
