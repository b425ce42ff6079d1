"""Giving every row a page and a line: 22 lines a page, what belongs together stays together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import LINES_PER_PAGE
from oa_desktop.docs.layout.feet import Feet
from oa_desktop.docs.layout.rows import Row

_NEARLY = 1e-6
_CARRIED_WHOLE = 5
"""Most rows of a last paragraph that is carried over whole with a signature that would stand alone. P."""
_CARRIED_ROWS = 2
"""Rows that are carried over of a longer one, or where the first page cannot spare it."""
_CLOSEST_PITCH = 0.86
"""Lines of a page that are set closer keep at least this part of their pitch: 25 pt. P."""
_NEVER_ALONE = ({Element.ATTACHMENT_NOTE}, {Element.SIGNATURE, Element.DATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A row with its place: page from 0, line of the grid from 0; a row of a note stands below all lines."""

    row: Row
    page: int
    line: float


@dataclass(slots=True)
class _Cursor:
    """Where the next row stands, and how many lines its page holds beside the notes at its foot."""

    page: int
    line: float
    lines: float = LINES_PER_PAGE
    turned: bool = False
    feet: Feet = field(default_factory=Feet)

    def turn(self, row: Row) -> None:
        """Begin a page with a row; what is left of a note goes on at its foot."""
        self.page += 1
        self.line = 0.0
        self.lines = row.page_lines
        self.turned = row.turned
        if not row.turned:
            self.lines -= self.feet.go_on(self.page, self.lines)

    def end_notes(self) -> None:
        """Begin pages until nothing is left of any note; the last of them is full."""
        while self.feet.owed:
            self.turn(Row())
            self.line = self.lines

    def take_notes(self, row: Row) -> None:
        """Set the notes of the row that was placed at the foot of its page."""
        self.lines -= self.feet.take(row.notes, self.page, self.line, self.lines)

    def holds(self, line: float) -> bool:
        return line <= self.lines + _NEARLY


def paginate(rows: Sequence[Row], first_line: int, more_lines: int = 0) -> list[Placed]:
    """Return the rows with their places.

    Args:
        rows: In order.
        first_line: The first line of the first page that is free.
        more_lines: Lines that the first page holds beyond 22.
    """
    cursor = _Cursor(0 if first_line else -1, float(first_line), LINES_PER_PAGE + more_lines)
    if rows and not 0 < first_line < LINES_PER_PAGE:
        cursor.turn(rows[0])
    placed: list[Placed] = []
    for group in _groups(rows):
        if group[0].new_page:
            cursor.end_notes()
        if _begins_page(group, cursor) and not _shows_first_text(group, cursor, placed):
            lone = group[0].drawn_in if len(group) == 1 and not group[0].new_page else None
            if lone is not None:
                placed[-1] = replace(placed[-1], row=lone)
                continue
            cursor.turn(group[0])
            placed += _place(group[0].repeated, cursor)
        placed += _place(group, cursor)
    cursor.end_notes()
    return [*placed, *(Placed(row=row, page=page, line=0.0) for page, row in cursor.feet.set)]


def _shows_first_text(group: Sequence[Row], cursor: _Cursor, placed: Sequence[Placed]) -> bool:
    """Tell whether a group flows on because of its picture: what stands above that is all the text of the first page.

    GB/T 9704-2012 7.3.3.
    """
    is_pictured = any(row.images for row in group) and not group[0].new_page
    return is_pictured and not cursor.page and not any(one.row.body for one in placed)


def _begins_page(group: Sequence[Row], cursor: _Cursor) -> bool:
    """Tell whether a group stands on a new page; one longer than a page, a chain of headings, flows on instead."""
    if group[0].turned is not cursor.turned:
        return True
    is_page = sum(row.lines for row in group) <= group[0].page_lines
    turns = group[0].new_page or (is_page and not _fits(group, cursor))
    return bool(cursor.line) and turns


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield rows that are kept on one page."""
    group: list[Row] = []
    for row in rows:
        if group and (row.new_page or row.turned is not group[0].turned):
            yield group
            group = []
        group.append(row)
        if not row.keep_with_next:
            yield group
            group = []
    if group:
        yield group


def _fits(group: Sequence[Row], cursor: _Cursor) -> bool:
    line = cursor.line
    for row in group:
        line = _line_of(row, line) + row.lines
    notes = [note for row in group for note in row.notes]
    clear = max(row.clear for row in group) if notes or cursor.feet.stand_on(cursor.page) else 0.0
    return cursor.holds(line + clear + cursor.feet.least(notes, cursor.page))


def _line_of(row: Row, line: float) -> float:
    """Return the line at which a row stands: text on the grid, strips of a table right under each other."""
    return line if row.rules else float(math.ceil(line - _NEARLY))


def _place(rows: Sequence[Row], cursor: _Cursor) -> Iterator[Placed]:
    for row in rows:
        cursor.line = _line_of(row, cursor.line)
        if cursor.line and not cursor.holds(cursor.line + row.lines + cursor.feet.least(row.notes, cursor.page)):
            cursor.turn(row)
        if row.is_blank and not cursor.line:
            continue
        yield Placed(row=row, page=cursor.page, line=cursor.line)
        cursor.line += row.lines
        cursor.take_notes(row)


def closing_stands_alone(placed: Sequence[Placed]) -> bool:
    """Tell whether 附件说明 or 落款 begins on a page without any text (what offices meet with 此页无正文).

    On a paper without text it is the first page that they belong to; behind a table set along the sheet they must.
    """
    begins = (next((one.page for one in placed if _is_of(one.row, elements)), None) for elements in _NEVER_ALONE)
    texts = {one.page for one in placed if one.row.body} or {0}
    texts |= {one.page + 1 for one in placed if one.row.turned}
    return any(page is not None and page not in texts for page in begins)


def _is_of(row: Row, elements: Set[Element]) -> bool:
    return any(run.element in elements for run in row.runs)


def with_text_carried_over(rows: Sequence[Row], before: Sequence[Placed]) -> list[Row]:
    """Return the rows with the last lines of the text moved to the page of 附件说明 or 落款.

    Where the first page cannot spare text, the last lines of 附件说明 go with 落款.

    Args:
        rows: That were paginated.
        before: Their places; the first page keeps at least one line of text.
    """
    closing = next(number for number, row in enumerate(rows) if any(_is_of(row, one) for one in _NEVER_ALONE))
    texts = [number for number, row in enumerate(rows[:closing]) if row.body]
    start = _carried_from(rows, texts, keeps_first=not before[0].page)
    if start is None:
        start = _notes_carried_from(rows, before)
    if start is None:
        return list(rows)
    return [*rows[:start], replace(rows[start], new_page=True), *rows[start + 1 :]]


def _carried_from(rows: Sequence[Row], texts: Sequence[int], *, keeps_first: bool) -> int | None:
    """Return the first row of the last paragraph to carry over: a heading goes with it; None to spare nothing."""
    last = [number for number in texts if _block(rows[number]) == _block(rows[texts[-1]])]
    whole = last[:1] if len(last) <= _CARRIED_WHOLE else []
    for number in (*whole, *last[-_CARRIED_ROWS:]):
        start = number
        while start > texts[0] and rows[start - 1].keep_with_next:
            start -= 1
        if start > texts[0] or not keeps_first:
            return start
    return None


def _block(row: Row) -> int:
    """Return the number of the paragraph that a row belongs to."""
    return row.runs[0].block if row.runs else -1


def _notes_carried_from(rows: Sequence[Row], before: Sequence[Placed]) -> int | None:
    """Return the first row of 附件说明 to carry over to a 落款 that stands on a page of its own."""
    noted, signed = ({one.page for one in before if _is_of(one.row, elements)} for elements in _NEVER_ALONE)
    if noted & signed:
        return None
    notes = [number for number, row in enumerate(rows) if _is_of(row, _NEVER_ALONE[0])]
    return next(iter(notes[-_CARRIED_ROWS:]), None)


def drawn_together(rows: Sequence[Row], first_line: int) -> list[Placed]:
    """Return the rows with those of the first page set closer, so that 落款 stands under its text.

    GB/T 9704-2012 7.3.5.4. Returns nothing where that would draw the lines together too far, or a table or a picture.
    """
    free = LINES_PER_PAGE - first_line
    for more in range(1, int(free / _CLOSEST_PITCH) - free + 1):
        placed = paginate(rows, first_line, more)
        if not closing_stands_alone(placed) and not any(one.row.is_stiff for one in placed if not one.page):
            pitch = free / (free + more)
            return [
                one if one.page else replace(one, line=first_line + (one.line - first_line) * pitch) for one in placed
            ]
    return []
