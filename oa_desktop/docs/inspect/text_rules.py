"""主体 on the page: 标题, 主送机关, 正文, 附件说明 and 附件. GB/T 9704-2012 7.3.1 to 7.3.4, 7.3.7."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import groupby, pairwise

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.inspect.head_rules import MIDDLE_MM, blank_lines
from oa_desktop.docs.inspect.lines import Line
from oa_desktop.docs.inspect.paper import TEXT, Check, PrintedPaper, apart, at_line, at_page, figure, is_apart
from oa_desktop.docs.inspect.paragraphs import BEGINS_CELLS, flush_cells, paragraphs_of
from oa_desktop.domain.documents.findings import Finding, finding
from oa_desktop.domain.documents.kinds import PageFormat

_SEEN_CELLS = 0.35
_CENTRED_MM = 2.5
_ALIKE_EM = 0.5
"""Title lines that differ by less are equally long."""
_NUMBER = re.compile(r"[0-9]{1,2}[.．、]\s*")
_LABEL = re.compile(r"附\s*件\s*[：:]\s*")
_ANNEXED = frozenset({Element.ANNEX_HEAD, Element.ANNEX_TITLE, Element.ANNEX_BODY})
_FREE_CELLS = 3.2
"""What begins further in stands free: a formula, a heading of a chapter, the signature of an annex."""


def title(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield a title at another height or out of the middle. GB/T 9704-2012 7.3.1."""
    line, rule = paper.first(Element.TITLE), paper.red_rule
    if line and rule and paper.of(Element.MARK) and paper.format is not PageFormat.LETTER:
        yield from blank_lines("title.gap", rule.y1_mm, line.top_mm, at_line(line), figures.TITLE_BLANK_LINES)
    for rule_id, element in (("title.centred", Element.TITLE), ("annex-title.centred", Element.ANNEX_TITLE)):
        for one in paper.of(element):
            yield from apart(rule_id, at_line(one), abs(one.middle_mm - MIDDLE_MM), 0, by=_CENTRED_MM)


def title_shape(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield titles of equally long lines, or with a short line between longer ones. GB/T 9704-2012 7.3.1."""
    lines = paper.of(Element.TITLE)
    widths = [(line.right_mm - line.left_mm) / line.size_mm for line in lines]
    if len(widths) < 2:
        return
    waist = any(width < min(widths[0], widths[-1]) - _ALIKE_EM for width in widths[1:-1])
    if waist or max(widths) - min(widths) < _ALIKE_EM:
        yield finding("title.shape", at_line(lines[0]), measured="、".join(str(round(width)) for width in widths))


def recipients(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 主送机关 at another height or not flush left. GB/T 9704-2012 7.3.2."""
    lines, title_line = paper.of(Element.RECIPIENTS), paper.last(Element.TITLE)
    if lines and title_line and title_line.page == lines[0].page and not _number_between(paper, title_line):
        place = at_line(lines[0])
        yield from blank_lines(
            "recipients.gap", title_line.bottom_mm, lines[0].top_mm, place, figures.RECIPIENTS_BLANK_LINES
        )
    for line in lines:
        yield from apart("recipients.flush", at_line(line), line.indent_cells, 0, by=_SEEN_CELLS)


def _number_between(paper: PrintedPaper, title_line: Line) -> bool:
    return any(line.y_mm > title_line.y_mm for line in paper.of(Element.DOCUMENT_NUMBER))


def indents(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield paragraphs that begin neither two characters in nor stand free. GB/T 9704-2012 7.3.3."""
    openings = tuple(_openings(paper))
    for element in TEXT:
        for _, group in groupby(paper.of(element), key=lambda line: line.page):
            yield from _indents(list(group), openings)


def _openings(paper: PrintedPaper) -> Iterator[Line]:
    """Yield what opens 正文 and each 附件; any other line at the head of a page may carry on the one before it."""
    yield from (line for line in paper.of(Element.BODY)[:1] if line.page == 1)
    annexes = (line for line in paper.lines if line.element in _ANNEXED)
    for before, line in pairwise(annexes):
        if line.element is Element.ANNEX_BODY and before.element is not Element.ANNEX_BODY:
            yield line


def _indents(lines: list[Line], openings: Container[Line]) -> Iterator[Finding]:
    flush = flush_cells(lines)
    for line in lines:
        cells = line.indent_cells - flush
        if (cells > BEGINS_CELLS or line in openings) and cells < _FREE_CELLS:
            yield from apart("body.indent", at_line(line), cells, figures.FIRST_INDENT_CELLS, by=_SEEN_CELLS)


def first_page(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield a first page without text of the body. GB/T 9704-2012 7.3.3."""
    text = paper.of(Element.BODY, Element.TABLE)
    if text and min(line.page for line in text) > 1:
        yield finding("body.first-page", at_page(1, "正文"))


def attachment_note(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 附件说明 at another place, or names that wrap elsewhere. GB/T 9704-2012 7.3.4."""
    lines = paper.of(Element.ATTACHMENT_NOTE)
    if not lines:
        return
    first, place = lines[0], at_line(lines[0])
    above = [line for line in paper.of(Element.BODY) if line.page == first.page and line.y_mm < first.y_mm]
    if above:
        yield from blank_lines("attachment-note.gap", above[-1].bottom_mm, first.top_mm, place, 1)
    yield from apart("attachment-note.indent", place, first.indent_cells, 2, by=_SEEN_CELLS)
    yield from _wrapped_names(lines)


def _wrapped_names(lines: tuple[Line, ...]) -> Iterator[Finding]:
    name_mm: float | None = _name_left_mm(lines[0])
    for line in lines[1:]:
        if _NUMBER.fullmatch(line.text):
            name_mm = None  # the name stands apart from its number
        elif name_mm is None or _NUMBER.match(line.text):
            name_mm = _name_left_mm(line)
        elif abs(line.left_mm - name_mm) > figures.CELL_MM / 2:
            measured, required = ((x_mm - figures.AREA_LEFT_MM) / figures.CELL_MM for x_mm in (line.left_mm, name_mm))
            yield finding("attachment-note.wrap", at_line(line), measured=figure(measured), required=figure(required))


def _name_left_mm(line: Line) -> float:
    """Return where the name begins on its first line."""
    start = label.end() if (label := _LABEL.match(line.text)) else 0
    start = number.end() if (number := _NUMBER.match(line.text, start)) else start
    return line.characters[min(start, len(line.characters) - 1)].x_mm


def annexes(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 附件 that begins no page, or whose head and title stand elsewhere. GB/T 9704-2012 7.3.7."""
    for head in paper.of(Element.ANNEX_HEAD):
        if head.row > figures.ANNEX_HEAD_LINE:
            yield finding("annex.new-page", at_line(head), measured=head.row, required=figures.ANNEX_HEAD_LINE)
        yield from apart("annex-head.flush", at_line(head), head.indent_cells, 0, by=_SEEN_CELLS)
        titles = [line for line in paper.of(Element.ANNEX_TITLE) if line.page == head.page and line.y_mm > head.y_mm]
        if titles and head.row == figures.ANNEX_HEAD_LINE:
            gap = titles[0].top_mm - head.top_mm
            row = round(gap / figures.LINE_MM) + 1
            if row != figures.ANNEX_TITLE_LINE:
                place = at_line(titles[0])
                yield finding("annex-title.line", place, measured=row, required=figures.ANNEX_TITLE_LINE)


def annexes_before_imprint(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 附件 behind 版记 that are no parts of their own. GB/T 9704-2012 7.3.7."""
    imprint = paper.first(Element.IMPRINT)
    for head in paper.of(Element.ANNEX_HEAD):
        if imprint and not is_apart(head) and (head.page, head.y_mm) > (imprint.page, imprint.y_mm):
            yield finding("annex.before-imprint", at_line(head))


def single_lines(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield headings that end a page; their text stands on the next."""
    for before, after in pairwise(paragraphs_of(paper, Element.BODY)):
        last = before.lines[-1]
        if before.level and after.lines[0].page > last.page and last.text[-1] not in "。；：":
            yield finding("heading.page-end", at_line(last))


CHECKS: tuple[Check, ...] = (
    title,
    title_shape,
    recipients,
    indents,
    first_page,
    attachment_note,
    annexes,
    annexes_before_imprint,
    single_lines,
)
