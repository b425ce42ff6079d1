"""Recognising what stands under 正文: 附件说明, 发文机关署名, 成文日期 and 附注."""

from __future__ import annotations

import re

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import LINE_MM
from oa_desktop.docs.inspect.heads import DATE
from oa_desktop.docs.inspect.sorting import Sorting

_NOTE = re.compile(r"附\s*件\s*[：:]\s*\S.*")
_NUMBERED = re.compile(r"[0-9]{1,2}[.．、]")
_STOPS = re.compile(r"[。；，]|^.{12,}[：:]|[：:]$")
_FAR_MM = 62.0
"""署名 and 成文日期 begin right of this; names of a joint paper may begin further left."""
_NAMES_APART_MM = LINE_MM * 5.5
_NOTE_INDENT_CELLS = 1.5


def mark_endings(sorting: Sorting) -> None:
    """Sort what stands under 正文."""
    start = _mark_closing(sorting)
    _mark_attachment_note(sorting, start)


def _mark_closing(sorting: Sorting) -> int:
    """Sort 成文日期, the names above it and 附注 under it; return the number of the first of these lines."""
    lines = sorting.lines
    dates = [place for place in sorting.free() if lines[place].left_mm > _FAR_MM and _is_date(lines[place].text)]
    if not dates:
        return len(lines)
    date = dates[-1]
    sorting.put(Element.DATE, [date])
    names = _names(sorting, date)
    sorting.put(Element.SIGNATURE, names)
    below = [place for place in sorting.free(date + 1) if lines[place].page == lines[date].page]
    if below and lines[below[0]].text[0] in "（(":
        sorting.put(Element.NOTE, below)
    return min([date, *names])


def _is_date(text: str) -> bool:
    return DATE.fullmatch(text.replace(" ", "")) is not None


def _names(sorting: Sorting, date: int) -> list[int]:
    """Return the numbers of the lines of 署名: names at the right, or in rows that reach there."""
    lines = sorting.lines
    above = [place for place in sorting.free(0, date) if lines[place].page == lines[date].page]
    names: list[int] = []
    below_mm = lines[date].y_mm
    for place in reversed(above):
        row = [one for one in above if abs(lines[one].y_mm - lines[place].y_mm) < 1]
        reaches = max(lines[one].left_mm for one in row) > _FAR_MM
        if below_mm - lines[place].y_mm > _NAMES_APART_MM or not reaches or _STOPS.search(lines[place].text):
            break
        names.append(place)
        below_mm = lines[place].y_mm
    return sorted(names)


def _mark_attachment_note(sorting: Sorting, end: int) -> None:
    lines = sorting.lines
    free = [place for place in sorting.free(0, end) if lines[place].size_pt < 20]
    begins = [place for place in free if _NOTE.fullmatch(lines[place].text) and lines[place].indent_cells < 6]
    if not begins:
        return
    start = begins[-1]
    further = [place for place in free if place > start]
    sorting.put(Element.ATTACHMENT_NOTE, [start])
    for place in further:
        if lines[place].indent_cells < _NOTE_INDENT_CELLS and not _NUMBERED.match(lines[place].text):
            break
        sorting.put(Element.ATTACHMENT_NOTE, [place])
