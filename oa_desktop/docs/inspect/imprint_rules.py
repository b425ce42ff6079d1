"""版记 and 页码 on the page. GB/T 9704-2012 7.4, 7.5, 10.1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise, takewhile

from oa_desktop.docs import figures
from oa_desktop.docs.element_terms import TERMS
from oa_desktop.docs.elements import Element
from oa_desktop.docs.inspect.lines import Line
from oa_desktop.docs.inspect.paper import Check, PrintedPaper, apart, at_line, at_page, at_stroke, figure, is_apart
from oa_desktop.docs.sheets.turned import is_set_along
from oa_desktop.domain.documents.findings import Finding, finding
from oa_desktop.domain.documents.kinds import PageFormat

_SEEN_MM = 1.5
_SEEN_CELLS = 0.5
_CELL_MM = figures.SIZE_4_PT * figures.MM_PER_PT
_DASHES = "—–―─-－一"
_PRINTED = re.compile(r".*日\s*印发")
_LABELLED = re.compile(r"(主送|抄送|抄报|分送)(机关)?[：:]")
_COPIED = re.compile(r"抄送(机关)?[：:]")
_HEAVIER_MM = 0.03


def last_page(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 版记 that is not on the last page, or on an odd one. GB/T 9704-2012 7.4.1, GB/T 33476.2-2016 7.3.1."""
    imprint = paper.last(Element.IMPRINT)
    if imprint is None:
        return
    heads = paper.of(Element.ANNEX_HEAD)
    if heads and heads[-1].page > imprint.page:
        return  # 附件 behind 版记 is said by a rule of its own
    if imprint.page != len(paper.sheets):
        yield finding("imprint.last-page", at_line(imprint), measured=imprint.page, required=len(paper.sheets))
    elif imprint.page % 2 and paper.format is not PageFormat.LETTER:
        yield finding("imprint.even-page", at_line(imprint), measured=imprint.page)


def rules(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 版记中的分隔线 that are missing, or of another width, weight or place. GB/T 9704-2012 7.4.1."""
    first, strokes = paper.first(Element.IMPRINT), paper.imprint_rules()
    if first is None or paper.format is PageFormat.LETTER:
        return
    if len(strokes) < 2:
        yield finding("imprint.rules", at_line(first), measured=len(strokes), required=2)
        return
    page, last = first.page, strokes[-1]
    for one in strokes:
        place = at_stroke(page, Element.IMPRINT, one)
        yield from apart("imprint.rule-width", place, one.length_mm, figures.AREA_WIDTH_MM, by=_SEEN_MM)
    place = at_stroke(page, Element.IMPRINT, last)
    yield from apart("imprint.last-rule", place, last.y1_mm, figures.IMPRINT_LAST_RULE_MM, by=_SEEN_MM)
    heaviest = max((one.width_mm for one in strokes[1:-1]), default=0.0)
    if min(strokes[0].width_mm, last.width_mm) < heaviest + _HEAVIER_MM:
        yield finding("imprint.rule-weight", at_stroke(page, Element.IMPRINT, strokes[0]))


def between(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield a rule that is missing over 印发机关, or too many between 主送 and 抄送. GB/T 9704-2012 7.4.2, 7.4.3."""
    lines = paper.of(Element.IMPRINT)
    labelled = [line for line in lines if _LABELLED.match(line.text)]
    printed = [line for line in lines if _PRINTED.fullmatch(line.text)]
    heights = [one.y1_mm for one in paper.imprint_rules()]
    for above, below in pairwise(labelled):
        if any(above.y_mm < y_mm < below.y_mm for y_mm in heights):
            yield finding("imprint.between-recipients", at_line(below))
    if labelled and printed and heights and not any(labelled[-1].y_mm < y_mm < printed[0].y_mm for y_mm in heights):
        yield finding("imprint.separated", at_line(printed[0]))


def sides(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield lines of 版记 that do not keep one character free at the side. GB/T 9704-2012 7.4.2, 7.4.3."""
    lines = paper.of(Element.IMPRINT)
    for line in lines:
        if _LABELLED.match(line.text):
            yield from _left("imprint.copied-indent", line)
    printed = next((line for line in lines if _PRINTED.fullmatch(line.text)), None)
    if printed is None:
        return
    right = (figures.AREA_RIGHT_MM - printed.right_mm) / _CELL_MM
    yield from apart("imprint.date-indent", at_line(printed), right, 1, by=_SEEN_CELLS)
    organ = min((line for line in lines if abs(line.y_mm - printed.y_mm) < 1), key=lambda line: line.left_mm)
    yield from _left("imprint.organ-indent", organ)


def _left(rule: str, line: Line) -> Iterator[Finding]:
    left = (line.left_mm - figures.AREA_LEFT_MM) / _CELL_MM
    yield from apart(rule, at_line(line), left, 1, by=_SEEN_CELLS)


def wraps(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield wrapped lines of 抄送 that do not align behind the colon. GB/T 9704-2012 7.4.2."""
    behind_mm = None
    for line in paper.of(Element.IMPRINT):
        label = _LABELLED.match(line.text)
        if label and len(line.characters) > label.end():
            behind_mm = line.characters[label.end()].x_mm
        elif behind_mm is None or _PRINTED.fullmatch(line.text) or _is_organ(paper, line):
            behind_mm = None
        elif abs(line.left_mm - behind_mm) > _CELL_MM / 2:
            measured, required = ((x_mm - figures.AREA_LEFT_MM) / _CELL_MM for x_mm in (line.left_mm, behind_mm))
            place = at_line(line)
            yield finding("imprint.wrap", place, measured=figure(measured), required=figure(required))


def stop(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 抄送机关 that no full stop ends. GB/T 9704-2012 7.4.2."""
    lines = paper.of(Element.IMPRINT)
    listed = takewhile(lambda line: not _PRINTED.fullmatch(line.text) and not _is_organ(paper, line), lines)
    last = next(reversed(list(listed)), None)
    if last and any(_COPIED.match(line.text) for line in lines) and last.text[-1] != "。":
        yield finding("imprint.stop", at_line(last), measured=last.text[-1], required="。")


def _is_organ(paper: PrintedPaper, line: Line) -> bool:
    """Tell whether a line is that of 印发机关: 印发日期 stands beside it."""
    beside = (one for one in paper.of(Element.IMPRINT) if abs(one.y_mm - line.y_mm) < 1)
    return any(_PRINTED.fullmatch(one.text) for one in beside)


def letter(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 印发机关 or rules in 版记 of a letter. GB/T 9704-2012 10.1."""
    first = paper.first(Element.IMPRINT)
    if paper.format is not PageFormat.LETTER or first is None:
        return
    black = [one for one in paper.imprint_rules() if one not in paper.red_rules]
    if black:
        yield finding("letter.imprint-rules", at_stroke(first.page, Element.IMPRINT, black[0]))
    printed = [line for line in paper.of(Element.IMPRINT) if _PRINTED.fullmatch(line.text)]
    if printed:
        yield finding("letter.imprint-printed", at_line(printed[0]))


def page_numbers(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 页码 at another place, without its dashes, or out of order. GB/T 9704-2012 7.5."""
    numbers = paper.of(Element.PAGE_NUMBER)
    for line in numbers:
        dash_mm = line.y_mm - 0.28 * line.size_mm - figures.AREA_BOTTOM_MM
        yield from apart("page-number.height", at_line(line), dash_mm, figures.PAGE_NUMBER_GAP_MM, by=_SEEN_MM)
        if not (line.text[0] in _DASHES and line.text[-1] in _DASHES):
            yield finding("page-number.dashes", at_line(line), measured=line.text)
        yield from _side(paper, line)
    counted = [(line.page, int("".join(char for char in line.text if char.isdecimal()) or 0)) for line in numbers]
    apart_from = set(_parts_apart(paper))
    for (page, shown), (later, shown_later) in pairwise(counted):
        if later in apart_from and shown_later == 1:
            continue
        if shown_later - shown != later - page:
            place = at_page(later, TERMS[Element.PAGE_NUMBER])
            yield finding("page-number.order", place, measured=shown_later, required=shown + later - page)


def _parts_apart(paper: PrintedPaper) -> Iterator[int]:
    """Yield where an annex that is not bound with the body begins; a table may be set along that page."""
    imprint = paper.last(Element.IMPRINT)
    yield from (head.page for head in paper.of(Element.ANNEX_HEAD) if is_apart(head))
    if imprint:
        yield from (sheet.number for sheet in paper.sheets[imprint.page :] if is_set_along(sheet))


def _side(paper: PrintedPaper, line: Line) -> Iterator[Finding]:
    """Yield 页码 at the wrong side, or not one character from the edge; of a table that lies across it is turned."""
    sheet = paper.sheets[line.page - 1]
    if sheet.width_mm > sheet.height_mm:
        return
    odd = line.page % 2 == 1
    if (line.middle_mm > sheet.width_mm / 2 + figures.LINE_MM) is not odd:
        yield finding("page-number.side", at_line(line), measured=line.page)
        return
    white = figures.AREA_RIGHT_MM - line.right_mm if odd else line.left_mm - figures.AREA_LEFT_MM
    yield from apart("page-number.indent", at_line(line), white / _CELL_MM, 1, by=_SEEN_CELLS)


def unnumbered(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield pages without a number that must have one, and the numbered first page of a letter."""
    numbered = {line.page for line in paper.of(Element.PAGE_NUMBER)}
    if paper.format is PageFormat.LETTER and 1 in numbered:
        yield finding("page-number.letter", at_line(paper.of(Element.PAGE_NUMBER)[0]))
    may_be_letter = paper.format is PageFormat.LETTER or not paper.of(Element.MARK)
    if not numbered and not (may_be_letter and len(paper.sheets) == 1):
        yield finding("page-number.missing", at_page(1, TERMS[Element.PAGE_NUMBER]), measured=1)
    if not numbered or len(paper.sheets) < 2:
        return
    pages = {page: list(lines) for page, lines in groupby(paper.lines, key=lambda line: line.page)}
    for sheet in paper.sheets:
        lines = pages.get(sheet.number, [])
        texts = [line for line in lines if line.element is not Element.IMPRINT]
        excused = not (texts or is_set_along(sheet)) or (sheet.number == 1 and may_be_letter)
        if sheet.number not in numbered and not excused:
            place = at_page(sheet.number, TERMS[Element.PAGE_NUMBER])
            yield finding("page-number.missing", place, measured=sheet.number)


CHECKS: tuple[Check, ...] = (last_page, rules, between, sides, wraps, stop, letter, page_numbers, unnumbered)
