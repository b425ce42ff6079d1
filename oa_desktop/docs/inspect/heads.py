"""Recognising 版头: 份号, 密级, 紧急程度, 发文机关标志, 发文字号 and 签发人, above the title of the first page."""

from __future__ import annotations

import re
from itertools import takewhile

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import AREA_LEFT_MM, AREA_WIDTH_MM, LINE_MM
from oa_desktop.docs.inspect.lines import Line
from oa_desktop.docs.inspect.paper import red_rules
from oa_desktop.docs.inspect.sorting import Sorting
from oa_desktop.docs.reading.typed_rules import is_typed_rule
from oa_desktop.docs.sheets.sheets import Tint

NUMBER = re.compile(
    r"[\u4e00-\u9fff（）()]{0,14}[〔\[（(【［﹝][^〕\]）】］﹞]{2,8}[〕\]）)】］﹞]第?[0-9]{1,5}号"
    r"|[（(]?第?[0-9一二三四五六七八九十百]{1,5}[号期][）)]?"
)
DATE = re.compile(r"([0-9０-９]{2,4}|[二一][〇○零一二三四五六七八九]{3})年.{1,3}月(.{1,3}日)?")
_HEAD_LINES = (
    (Element.CLASSIFICATION, re.compile(r"(绝密|机密|秘密|内部).{0,10}")),
    (Element.URGENCY, re.compile(r"特急|加急|平急|特提|急件|紧急|急")),
    (Element.COPY_NUMBER, re.compile(r"(№|No\.?)?[0-9]{1,8}")),
)
_MARK_PT = 19.5
"""Type of 发文机关标志 is larger than this."""
_MARK_MM = 100.0
"""A mark begins above this height."""
_TITLE_MM = 190.0
"""版头 ends above this height, even that of a joint paper."""


def mark_head(sorting: Sorting) -> None:
    """Sort the lines of 版头."""
    lines = sorting.lines
    sorting.put(Element.MARK, _red_mark(sorting))
    has_rule = bool(red_rules(sorting.sheets[0]))
    for place in takewhile(lambda place: _said(lines[place]), sorting.on(1)):
        sorting.put(_said(lines[place]) or Element.COPY_NUMBER, [place])
    end = _end(sorting)
    sorting.put(Element.RED_RULE, [place for place in sorting.on(1) if is_typed_rule(lines[place].text)])
    for place in [place for place in sorting.on(1) if lines[place].y_mm < end]:
        element = _element(lines[place], has_rule=has_rule)
        if element is not None:
            sorting.put(element, [place])
    _mark_further_signers(sorting, end)
    _mark_dateline(sorting, end)


def _mark_dateline(sorting: Sorting, end: float) -> None:
    """Sort 署名 and 成文日期 of minutes, which stand between the number and the red rule."""
    above = sorting.of(Element.DOCUMENT_NUMBER) or sorting.of(Element.MARK)
    below_mm = sorting.lines[above[-1]].y_mm if above else 0.0
    for place in sorting.on(1):
        if below_mm < sorting.lines[place].y_mm < end:
            sorting.put(Element.DATE if DATE.fullmatch(sorting.lines[place].text) else Element.SIGNATURE, [place])


def _end(sorting: Sorting) -> float:
    """Return how far down 版头 reaches: to the red rule, or to the number where there is none."""
    numbers = [sorting.lines[place].bottom_mm for place in sorting.on(1) if _is_number(sorting.lines[place])]
    number = min((y_mm for y_mm in numbers if y_mm < _TITLE_MM), default=0.0)
    marks = [sorting.lines[place].bottom_mm for place in sorting.of(Element.MARK)]
    rule = next((one.y1_mm for one in red_rules(sorting.sheets[0]) if one.y1_mm < _TITLE_MM), 0.0)
    return max(number, rule, *marks, 0.0)


def _red_mark(sorting: Sorting) -> list[int]:
    """Return the numbers of the red lines at the top of the first page, one close under the other."""
    places: list[int] = []
    below_mm = _MARK_MM
    for place in sorting.on(1):
        line = sorting.lines[place]
        if line.tint is Tint.RED and line.top_mm < below_mm:
            places.append(place)
            below_mm = line.bottom_mm + 2 * LINE_MM
    return places


def _element(line: Line, *, has_rule: bool) -> Element | None:
    if line.size_pt >= _MARK_PT and (has_rule or line.text.endswith("文件")):
        return Element.MARK
    if _is_number(line):
        return Element.DOCUMENT_NUMBER
    if line.text.replace(" ", "").startswith("签发人"):
        return Element.SIGNERS
    return _of_head_line(line)


def _of_head_line(line: Line) -> Element | None:
    """Return which line at the top left this is, None for no such line."""
    return _said(line) if line.left_mm < AREA_LEFT_MM + AREA_WIDTH_MM / 3 else None


def _said(line: Line) -> Element | None:
    """Return which line at the top this is by its words; papers of 1999 have 密级 at the right."""
    text = line.text.replace(" ", "").replace("\u3000", "")
    return next((element for element, form in _HEAD_LINES if form.fullmatch(text)), None)


def _is_number(line: Line) -> bool:
    return line.size_pt < _MARK_PT and NUMBER.fullmatch(line.text.replace(" ", "")) is not None


def _mark_further_signers(sorting: Sorting, end: float) -> None:
    """Sort the names under the first names of 签发人."""
    signers = sorting.of(Element.SIGNERS)
    if not signers:
        return
    first = sorting.lines[signers[0]]
    sorting.put(
        Element.SIGNERS,
        [
            place
            for place in sorting.on(1)
            if first.y_mm - 1 <= sorting.lines[place].y_mm < end and sorting.lines[place].left_mm > first.left_mm
        ],
    )
