"""Recognising what stands under 正文: 附件说明, 发文机关署名, 成文日期 and 附注."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import LINE_MM
from oa_desktop.docs.inspect.heads import DATE
from oa_desktop.docs.inspect.lines import Line
from oa_desktop.docs.inspect.sorting import Sorting

_NOTE = re.compile(r"附\s*件\s*[：:]\s*\S.*")
_NUMBERED = re.compile(r"[0-9]{1,2}[.．、]")
_ATTENDANCE = re.compile(r"(出席|请假|列席|缺席)(人员)?[：:]")
_STOPS = re.compile(r"[。；，]|^.{12,}[：:]|[：:]$")
_FAR_MM = 62.0
"""署名 and 成文日期 begin right of this; names of a joint paper may begin further left."""
_NAMES_APART_MM = LINE_MM * 5.5
_LABEL_CELLS = 6.0
"""附件说明 begins left of this."""
_CLOSE_MM = LINE_MM * 1.6
"""Lines of 附件说明 follow each other closer than this; a blank line stands between it and 署名."""
_NOTE_CELLS = 4.0
"""附注 begins left of this."""
_NOTE_INDENT_CELLS = 1.5


def mark_endings(sorting: Sorting) -> None:
    """Sort what stands under 正文."""
    _mark_attendance(sorting)
    _mark_attachment_note(sorting)
    _mark_closing(sorting)


def _mark_attendance(sorting: Sorting) -> None:
    """Sort 出席, 请假 and 列席 of minutes, with their wrapped lines."""
    listed = False
    for place in sorting.free():
        begins = _ATTENDANCE.match(sorting.lines[place].text) is not None
        listed = begins or (listed and sorting.lines[place].indent_cells > _NOTE_CELLS)
        if listed:
            sorting.put(Element.ATTENDANCE, [place])


def _mark_closing(sorting: Sorting) -> None:
    """Sort 成文日期, the names above it and 附注 under it."""
    lines = sorting.lines
    dates = [place for place in sorting.free() if is_closing_date(lines[place])]
    if not dates:
        return
    date = dates[-1]
    sorting.put(Element.DATE, [date])
    sorting.put(Element.SIGNATURE, _names(sorting, date))
    below = list(sorting.free(date + 1))
    if below and lines[below[0]].page == lines[date].page and lines[below[0]].indent_cells < _NOTE_CELLS:
        sorting.put(Element.NOTE, _note(sorting, below))


def _note(sorting: Sorting, below: Sequence[int]) -> Iterator[int]:
    """Yield the lines of 附注: up to its closing bracket, those of its page where it has none."""
    first = sorting.lines[below[0]]
    is_bracketed = first.text[0] in "（("
    for place in below:
        line = sorting.lines[place]
        if line.page > first.page and not is_bracketed:
            return
        yield place
        if is_bracketed and line.text[-1] in "）)":
            return


def is_closing_date(line: Line) -> bool:
    """Tell whether a line is a date at the right, as 成文日期 is."""
    return line.left_mm > _FAR_MM and _is_date(line.text)


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


def _mark_attachment_note(sorting: Sorting) -> None:
    """Sort 附件说明: the lines that follow its label closely, on the next page too."""
    lines = sorting.lines
    free = list(sorting.free())
    begins = [
        place for place in free if _NOTE.fullmatch(lines[place].text) and lines[place].indent_cells < _LABEL_CELLS
    ]
    if not begins:
        return
    sorting.put(Element.ATTACHMENT_NOTE, begins[-1:])
    before = lines[begins[-1]]
    for place in (place for place in free if place > begins[-1]):
        line = lines[place]
        apart = line.y_mm - before.y_mm > _CLOSE_MM if line.page == before.page else line.left_mm > _FAR_MM
        flush = line.indent_cells < _NOTE_INDENT_CELLS and not _NUMBERED.match(line.text)
        if apart or flush or _is_date(line.text):
            return
        sorting.put(Element.ATTACHMENT_NOTE, [place])
        before = line
