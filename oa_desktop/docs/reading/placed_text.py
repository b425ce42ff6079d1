"""Sheets to the pieces of a text: lines that the page broke become the paragraphs they were, cells a table.

A line goes on with the one above when that one reaches the right edge of the text, this one begins at its left edge
(or below a name of a list, 附件说明 or 抄送, that was broken) and both are of one size. What only belongs to the page
is left out (see :mod:`placed_lines`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile
from statistics import median_low

from oa_desktop.docs.reading.joined_tables import joined
from oa_desktop.docs.reading.looks import element_shown
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.docs.reading.placed_lines import TypeLine, text_lines
from oa_desktop.docs.reading.placed_notes import parted_notes, with_notes
from oa_desktop.docs.reading.placed_pictures import found_picture, text_pictures
from oa_desktop.docs.reading.placed_tables import PlacedTable, tables_of
from oa_desktop.docs.reading.remarks import WHOLE, Remarks
from oa_desktop.docs.reading.running_lines import running_lines
from oa_desktop.docs.reading.signatures import is_surely_organ
from oa_desktop.docs.sheets.sheets import Picture, Sheet, Tint
from oa_desktop.docs.sheets.turned import as_read
from oa_desktop.domain.manuscript import Emphasis, Span, Table
from oa_desktop.domain.texts.levels import leading_number
from oa_desktop.domain.texts.merged_cells import header_rows_of
from oa_desktop.domain.texts.spans import merged

_BRACKETS = {"（": "）", "(": ")"}
_SHORT_EM = 2.2
"""By how much a broken line may fall short of the right edge: a mark or a number goes to the next line whole."""
_EDGE_EM = 0.6
_SIZE_SHARE = 0.1
_GAP = 1.45
"""Distance of two lines, in parts of the usual one, from which on there is a blank line between them."""
_LARGER = 1.15
"""From so many times the size of the text on type is a title or a mark."""
_WHITE_MM = 30.0
"""The widest white at the right of a sheet; where no line reaches it, none was broken."""
_OFF_CENTRE_EM = 1.5
"""How far from the middle of the text a title may be: its blanks and marks count."""
_STOPPED = re.compile("[。！？；][”’》）]*$")
_HANGS = re.compile(r"附\s*件|抄\s*送|主\s*送|分\s*送|出\s*席|请\s*假|列\s*席|[0-9０-９]{1,2}\s*[.．、]")
"""How a list begins whose broken lines stand below its first name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Area:
    """Where the text of a document stands.

    Attributes:
        left_mm: Left edge of its lines.
        right_mm: Right edge.
        pitch_mm: From line to line.
        em_mm: Size of its type.
    """

    left_mm: float
    right_mm: float
    pitch_mm: float
    em_mm: float


@dataclass(slots=True, kw_only=True)
class _Writing:
    """The pieces while they are written."""

    area: _Area
    pieces: list[Piece] = field(default_factory=list)
    parts: list[TypeLine] = field(default_factory=list)
    count: int = 0

    def add(self, line: TypeLine) -> None:
        """Add a line: to its paragraph, or as the first of one."""
        if self.parts and not _goes_on(self.parts, line, self.area):
            self.close()
        self.parts.append(line)
        self.count += 1

    def add_table(self, table: PlacedTable) -> None:
        """Add a table; one that goes on from the page before is joined without its repeated head."""
        self.close()
        self.count += 1
        last = self.pieces[-1].table if self.pieces else None
        read = Table(rows=table.rows, spans=table.spans, landscape=table.is_landscape or None)
        read = replace(read, header_rows=header_rows_of(read))
        if last and (whole := joined(last, read)):
            self.pieces[-1] = replace(self.pieces[-1], table=whole)
        else:
            self.pieces.append(Piece(line=self.count, table=read))

    def add_picture(self, picture: Picture) -> None:
        """Add a picture between two paragraphs."""
        self.close()
        self.count += 1
        self.pieces.append(Piece(line=self.count, picture=found_picture(picture, self.count)))

    def add_apart(self, one: PlacedTable | Picture) -> None:
        """Add what is no line."""
        if isinstance(one, Picture):
            self.add_picture(one)
        else:
            self.add_table(one)

    def close(self) -> None:
        """End the paragraph."""
        if self.parts:
            first, text = self.parts[0], "".join(_joined(self.parts))
            gap = bool(self.pieces) and self._has_gap(first)
            element = _element(self.parts, text, self.area)
            line = self.count - len(self.parts) + 1
            self.pieces.append(Piece(line=line, spans=_spans(text, self.parts), gap=gap, element=element))
            self._last, self.parts = self.parts[-1], []

    _last: TypeLine | None = None

    def _has_gap(self, line: TypeLine) -> bool:
        if self._last is None or self._last.page != line.page:
            return True
        return line.y_mm - self._last.y_mm > _GAP * self.area.pitch_mm


def pieces_of(sheets: Sequence[Sheet], remarks: Remarks) -> list[Piece]:
    """Return the text of sheets, none for sheets without text; report what runs through their margins."""
    sheets, notes = parted_notes([as_read(sheet) for sheet in sheets])
    tables = {sheet.number: tables_of(sheet) for sheet in sheets}
    lines = {sheet.number: _outside(sheet, tables[sheet.number]) for sheet in sheets}
    running = running_lines(sheets, lines)
    places = {(line.page, line.y_mm) for line in running}
    lines = {page: [line for line in found if (page, line.y_mm) not in places] for page, found in lines.items()}
    for text in dict.fromkeys(line.text for line in running):
        remarks.add("source.left-out", WHOLE, what=f"页眉页脚里的“{text}”")
    width_mm = min((sheet.width_mm for sheet in sheets), default=0.0)
    writing = _Writing(area=_area([line for sheet in sheets for line in lines[sheet.number]], width_mm))
    for sheet in sheets:
        apart: list[PlacedTable | Picture] = [*tables[sheet.number], *text_pictures(sheet, lines[sheet.number])]
        waiting = sorted(apart, key=lambda one: one.top_mm)
        for line in lines[sheet.number]:
            while waiting and waiting[0].top_mm < line.y_mm:
                writing.add_apart(waiting.pop(0))
            writing.add(line)
        for one in waiting:
            writing.add_apart(one)
    writing.close()
    return with_notes(writing.pieces, notes, remarks)


def _outside(sheet: Sheet, tables: Sequence[PlacedTable]) -> list[TypeLine]:
    """Return the lines of a sheet that stand in no table."""
    return [line for line in text_lines(sheet) if not any(table.holds(line.chars[0]) for table in tables)]


def _area(lines: Sequence[TypeLine], width_mm: float) -> _Area:
    """Return where the text stands: the lines of the size in which most characters are set show its edges."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.em_mm, 1)] += len(line.chars)
    if not sizes:
        return _Area(left_mm=0.0, right_mm=0.0, pitch_mm=1.0, em_mm=1.0)
    em_mm = sizes.most_common(1)[0][0]
    text = [line for line in lines if round(line.em_mm, 1) == em_mm]
    pitches = [b.y_mm - a.y_mm for a, b in pairwise(text) if a.page == b.page and b.y_mm > a.y_mm]
    return _Area(
        left_mm=min(line.left_mm for line in text),
        right_mm=max(width_mm - _WHITE_MM, *(line.right_mm for line in text)),
        pitch_mm=median_low(pitches) if pitches else 2 * em_mm,
        em_mm=em_mm,
    )


def _goes_on(parts: Sequence[TypeLine], line: TypeLine, area: _Area) -> bool:
    """Tell whether a line goes on with the paragraph above it."""
    above, em_mm = parts[-1], line.em_mm
    is_near = above.page != line.page or line.y_mm - above.y_mm <= _GAP * max(area.pitch_mm, em_mm)
    if is_near and _is_open(parts):
        return True
    if not is_near or abs(above.em_mm - em_mm) > _SIZE_SHARE * em_mm:
        return False
    if em_mm > _LARGER * area.em_mm:
        return _is_title(above, line)
    room_mm = max(_SHORT_EM * em_mm, _first_word_mm(line))
    return above.right_mm >= area.right_mm - room_mm and _is_below(parts, line, area)


def _first_word_mm(line: TypeLine) -> float:
    """Return how wide a Latin word is that begins a line and goes to it whole, with the mark behind it; else 0."""
    length = len(list(takewhile(lambda char: char.text.isascii() and not char.text.isspace(), line.chars)))
    mark = line.chars[length : length + 1]
    end = length + any(not char.text.isalnum() for char in mark)
    return line.chars[end - 1].right_mm - line.left_mm if length else 0.0


def _is_open(parts: Sequence[TypeLine]) -> bool:
    """Tell whether lines began with a bracket that is not closed: 题注 under a title."""
    text = "".join(part.text for part in parts)
    return text[0] in _BRACKETS and text.count(text[0]) > text.count(_BRACKETS[text[0]])


def _is_title(above: TypeLine, line: TypeLine) -> bool:
    """Tell whether two lines of large type are of one title: black, on one page; a mark (发文机关标志) is red."""
    return above.page == line.page and {above.chars[0].tint, line.chars[0].tint} == {Tint.BLACK}


def _is_below(parts: Sequence[TypeLine], line: TypeLine, area: _Area) -> bool:
    """Tell whether a line begins where the lines of its paragraph do; behind a full stop only an indentation tells."""
    is_indented = parts[0].left_mm - area.left_mm > _EDGE_EM * line.em_mm
    if not is_indented and _STOPPED.search(parts[-1].text):
        return False
    if len(parts) > 1:
        return abs(line.left_mm - parts[-1].left_mm) < _EDGE_EM * line.em_mm
    if abs(line.left_mm - area.left_mm) < _EDGE_EM * line.em_mm:
        return True
    return bool(_HANGS.match(parts[0].text)) and _hangs(parts[0], line) and leading_number(line.text) is None


def _hangs(first: TypeLine, line: TypeLine) -> bool:
    """Tell whether a line begins below a character of the first one, further right than that."""
    below = any(abs(char.x_mm - line.left_mm) < _EDGE_EM * line.em_mm for char in first.chars[1:])
    return below and line.left_mm > first.left_mm + line.em_mm


def _element(parts: Sequence[TypeLine], text: str, area: _Area) -> str:
    """Return the field that lines of large type show themselves to be; the names of a joint mark stand on the left."""
    chars = [char for line in parts for char in line.chars]
    reds = [char.tint is Tint.RED for char in chars]
    off_mm = (parts[0].left_mm + parts[0].right_mm - area.left_mm - area.right_mm) / 2
    is_centred = abs(off_mm) < _OFF_CENTRE_EM * area.em_mm
    return element_shown(text, min(char.size_pt for char in chars), reds) if is_centred or all(reds) else ""


def _joined(parts: Sequence[TypeLine]) -> list[str]:
    """Return the texts of lines, with a blank between Latin words and between organs that stand below each other."""
    texts = [line.text for line in parts]
    return [texts[0], *(_glue(a, b) + b for a, b in pairwise(texts))]


def _spans(text: str, parts: Sequence[TypeLine]) -> tuple[Span, ...]:
    """Return the text of lines with what is emboldened in them; a blank that was white is as what stands before it."""
    chars = [char for part in parts for char in part.chars]
    strong: list[bool] = []
    place = 0
    for written in text:
        is_next = place < len(chars) and chars[place].text == written
        strong.append(chars[place].is_strong if is_next else bool(strong) and strong[-1])
        place += is_next
    return merged(
        Span(text=written, emphasis=Emphasis.STRONG if is_strong else Emphasis.PLAIN)
        for written, is_strong in zip(text, strong, strict=True)
    )


def _glue(above: str, below: str) -> str:
    are_words = above[-1].isalpha() and above[-1].isascii() and below[0].isascii() and below[0].isalpha()
    are_organs = all(map(is_surely_organ, (*above.split(), *below.split()[:1])))
    return " " if are_words or are_organs else ""
