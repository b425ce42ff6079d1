"""Which element every line of a page belongs to, told by place, size and words (要素识别).

Pages of ours know it already. Others are read from the outside in: 页码, tables, 版记, 版头, 附件, 标题, 主送机关,
落款, 附件说明; what is left is 正文.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, islice, pairwise, takewhile
from types import MappingProxyType

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import AREA_BOTTOM_MM, AREA_LEFT_MM, AREA_WIDTH_MM, LINE_MM, SHEET_HEIGHT_MM
from oa_desktop.docs.inspect.endings import is_closing_date, mark_endings
from oa_desktop.docs.inspect.heads import NUMBER, mark_head
from oa_desktop.docs.inspect.lines import Line, lines_of
from oa_desktop.docs.inspect.paper import PrintedPaper, red_rules
from oa_desktop.docs.inspect.sorting import Sorting
from oa_desktop.docs.sheets.noted import note_area
from oa_desktop.docs.sheets.sheets import Sheet, Sheets, Stroke
from oa_desktop.domain.documents.kinds import PageFormat
from oa_desktop.domain.texts.adoption import ADOPTION

_PAGE_NUMBER = re.compile(r"[—–―─\-－一~·\s]*[0-9０-９]{1,4}[—–―─\-－一~·\s]*|第[0-9]+页(共[0-9]+页)?")
_ANNEX_HEAD = re.compile(r"(?:\S{1,24}〔\d{4}〕\d{1,5}号\s*)?附\s*件\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[：:]?")
_IMPRINT = re.compile(r"(抄送|主送|分送|抄报|印送)(机关)?[：:].*|.*日印发")
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、]|[（(][0-9]{1,2}[）)]"
)
_WIDER_MM = (AREA_WIDTH_MM + 170.0) / 2
"""A red rule longer than this is meant to be one of 170 mm. GB/T 9704-2012 10.1, C."""
_TITLE_PT = 18.5
_NEAR_MIDDLE_MM = 4.0
_MIDDLE_MM = AREA_LEFT_MM + AREA_WIDTH_MM / 2
_ADOPTED = 4
"""Lines of 题注 at most."""
_FOOT_MM = AREA_BOTTOM_MM + 1.5


def printed_paper(sheets: Sheets) -> PrintedPaper:
    """Return the sheets as a paper whose lines know their elements."""
    lines = tuple(line for sheet in sheets.sheets for line in lines_of(sheet))
    if not any(line.element for line in lines) and sheets.sheets:
        sorting = Sorting(sheets=sheets.sheets, lines=lines)
        for recognise in _STEPS:
            recognise(sorting)
        lines = sorting.named()
    elements = {element: tuple(line for line in lines if line.element is element) for element in Element}
    return PrintedPaper(
        sheets=sheets.sheets,
        lines=lines,
        elements=MappingProxyType(elements),
        format=_format(sheets.sheets, elements),
        unembedded=sheets.unembedded,
    )


def _format(sheets: Sequence[Sheet], elements: Mapping[Element, Sequence[Line]]) -> PageFormat:
    """Return 公文格式: a letter has two red double lines, the others are told by their mark.

    Printed on paper that has the mark already, a letter is told by its 版记, which has neither rules nor 印发机关.
    """
    mark, imprint = elements[Element.MARK], elements[Element.IMPRINT]
    bare = imprint and not mark and not any("印发" in line.text for line in imprint)
    if (sheets and _is_letter(red_rules(sheets[0]))) or (bare and not sheets[imprint[0].page - 1].strokes):
        return PageFormat.LETTER
    text = "".join(line.text for line in mark).replace(" ", "")
    return next((format_ for ending, format_ in _MARK_ENDINGS.items() if text.endswith(ending)), PageFormat.DOCUMENT)


def _is_letter(rules: Sequence[Stroke]) -> bool:
    """Tell whether red rules are those of a letter: wider than the 版心, or one above and one below the text."""
    heights = [rule.y1_mm for rule in rules]
    across = any(rule.length_mm > _WIDER_MM for rule in rules)
    return across or (bool(heights) and heights[-1] - heights[0] > SHEET_HEIGHT_MM / 3)


_MARK_ENDINGS = MappingProxyType(
    {"令": PageFormat.ORDER, "命令": PageFormat.ORDER, "纪要": PageFormat.MINUTES, "记录": PageFormat.MINUTES}
)


def _page_numbers(sorting: Sorting) -> None:
    below = [place for place in sorting.free() if sorting.lines[place].y_mm > _FOOT_MM]
    numbers = [place for place in below if _PAGE_NUMBER.fullmatch(sorting.lines[place].text)]
    sorting.put(Element.PAGE_NUMBER, numbers)
    sorting.put(Element.REALM, [place for place in below if sorting.lines[place].y_mm > _FOOT_MM + LINE_MM])


def _tables(sorting: Sorting) -> None:
    for place in sorting.free():
        line = sorting.lines[place]
        uprights = [one for one in sorting.sheets[line.page - 1].strokes if not one.is_level]
        beside = [
            one.x1_mm for one in uprights if min(one.y1_mm, one.y2_mm) - 1 <= line.y_mm <= max(one.y1_mm, one.y2_mm)
        ]
        if beside and min(beside) <= line.left_mm + 1 and max(beside) >= line.right_mm - 1:
            sorting.put(Element.TABLE, [place])


def _notes(sorting: Sorting) -> None:
    """Sort 脚注: small type under a short rule at the foot of a page."""
    areas = [note_area(sheet) for sheet in sorting.sheets]
    lines = ((place, areas[sorting.lines[place].page - 1]) for place in sorting.free())
    sorting.put(
        Element.FOOTNOTE, [place for place, area in lines if area and area.holds(sorting.lines[place].characters[0])]
    )


def _imprint(sorting: Sorting) -> None:
    """Sort 版记: from 抄送 or 印发 to the foot of the last page that has one."""
    lines = sorting.lines
    begins = [
        place for place in sorting.free() if _IMPRINT.fullmatch(lines[place].text) and lines[place].y_mm > LINE_MM * 12
    ]
    if not begins:
        return
    page = lines[begins[-1]].page
    top_mm = min(lines[place].top_mm for place in begins if lines[place].page == page)
    sorting.put(Element.IMPRINT, [place for place in sorting.on(page) if lines[place].top_mm >= top_mm - 1])


def _annexes(sorting: Sorting) -> None:
    """Sort 附件: each head, the title under it, and what follows up to the next head.

    What a document issues (随文印发) has no head: its title stands at the head of a page. On the first page a head that
    should begin a page stands behind 成文日期.
    """
    lines = sorting.lines
    begins = [place for place in sorting.free() if _begins_annex(sorting, place)]
    for start, end in pairwise([*begins, len(lines)]):
        headed = _ANNEX_HEAD.fullmatch(lines[start].text) is not None
        sorting.put(Element.ANNEX_HEAD, [start] * headed)
        rest = list(sorting.free(start + headed, end))
        titles = list(takewhile(lambda place: _is_title(lines[place]), rest))
        sorting.put(Element.ANNEX_TITLE, titles)
        sorting.put(Element.ANNEX_BODY, rest)


def _begins_annex(sorting: Sorting, place: int) -> bool:
    line = sorting.lines[place]
    is_head = _ANNEX_HEAD.fullmatch(line.text) is not None
    if line.page == 1:
        return is_head and any(map(is_closing_date, sorting.lines[:place]))
    is_first = sorting.on(line.page)[:1] == [place]
    is_title = line.size_pt >= _TITLE_PT and not line.is_stamped
    return is_head or (is_first and is_title)


def _title(sorting: Sorting) -> None:
    lines = sorting.lines
    free = sorting.on(1)
    titles = list(takewhile(lambda place: _is_title(lines[place]), free))
    sorting.put(Element.TITLE, titles)
    below = free[len(titles) : len(titles) + 1]
    if titles and below and NUMBER.fullmatch(lines[below[0]].text.replace(" ", "")):
        sorting.put(Element.DOCUMENT_NUMBER, below)


def _adoption(sorting: Sorting) -> None:
    """Sort 题注: what stands in brackets in the middle under a title and says when it was adopted."""
    for start in sorting.free():
        if sorting.lines[start].text[0] not in "（(":
            continue
        free = islice(sorting.free(start), _ADOPTED)
        places = list(takewhile(lambda place: _is_centred(sorting.lines[place]), free))
        texts = list(accumulate(sorting.lines[place].text for place in places))
        count = next((number for number, text in enumerate(texts, 1) if ADOPTION.fullmatch(text)), 0)
        sorting.put(Element.ADOPTION, places[:count])


def _is_centred(line: Line) -> bool:
    return abs(line.middle_mm - _MIDDLE_MM) < _NEAR_MIDDLE_MM


def _is_title(line: Line) -> bool:
    """Tell whether a line is one of a title: large, or in the middle with white at both sides."""
    if line.size_pt >= _TITLE_PT:
        return True
    centred = abs(line.middle_mm - _MIDDLE_MM) < _NEAR_MIDDLE_MM and line.indent_cells > 3
    return centred and line.text[-1] not in "。：；" and not _HEADING.match(line.text)


def _recipients(sorting: Sorting) -> None:
    """Sort 主送机关: what stands above the body, flush left, up to a colon."""
    lines = sorting.lines
    free = sorting.on(1)
    count = next((number for number, place in enumerate(free, 1) if lines[place].text[-1] in "：:"), 0)
    named = [lines[place] for place in free[:count]]
    text = "".join(line.text for line in named)
    if not named or "。" in text or _HEADING.match(text):
        return
    flush = all(line.indent_cells < 1 for line in named[1:]) and named[0].indent_cells < 3
    if flush and (named[0].indent_cells < 1 or _ORGANS.search(text)):
        sorting.put(Element.RECIPIENTS, free[:count])


_ORGANS = re.compile(r"(府|局|委|办|部|厅|院|处|会|站|所|室|司|关|位|企业|学校|中心|公司|银行|团)[：:]$")

_STEPS: tuple[Callable[[Sorting], None], ...] = (
    _page_numbers,
    _notes,
    _tables,
    _imprint,
    mark_head,
    _adoption,
    _annexes,
    _title,
    _recipients,
    mark_endings,
)
"""From the outside in."""
