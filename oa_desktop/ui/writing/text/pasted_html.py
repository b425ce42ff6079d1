"""Reading what office programs copy (读剪贴板): the HTML of Word, WPS, LibreOffice and browsers as blocks.

Kept are words, paragraphs, typed and automatic numbers, headings, strong text and tables. What was deleted by a tracked
change stays away, what was inserted stays. Nothing is fetched and nothing is run: the tags are read and thrown away.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

from oa_desktop.domain.manuscript import HEADING_LEVELS, Block, Emphasis, Paragraph, Span
from oa_desktop.domain.texts.levels import leading_number, written_number
from oa_desktop.domain.texts.spans import merged, stripped
from oa_desktop.ui.writing.text.dropped import Dropped
from oa_desktop.ui.writing.text.pasted_cells import Cells
from oa_desktop.ui.writing.text.pasted_marks import (
    AFTER_COLON,
    BETWEEN,
    BLANKS,
    BOLD,
    BREAKING,
    DRESS,
    FIELD,
    HAN_LIST,
    HEADING_TAG,
    MARKS,
    NOT_BOLD,
    OUTLINE,
    PARTINGS,
    SKIPPED,
    STRONG,
    VOID,
)
from oa_desktop.ui.writing.text.reading import EDGES


@dataclass(slots=True)
class _Open:
    """An element that is still open."""

    tag: str
    skipped: bool = False
    strong: bool = False
    number: bool = False
    count: int = 0
    han: bool = False


@dataclass(slots=True)
class _Line:
    """The paragraph that is being read."""

    spans: list[Span] = field(default_factory=list)
    number: str = ""
    level: int = 0


class HtmlReader(HTMLParser):
    """Reads HTML piece by piece.

    Attributes:
        blocks: What was read; a heading without a number has its level, everything else level 0.
        dropped: What was left behind.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.dropped: Counter[Dropped] = Counter()
        self._open: list[_Open] = []
        self._line = _Line()
        self._cells: list[Cells] = []
        self._in_field_code = False

    def close(self) -> None:
        """Read what is left."""
        super().close()
        self._end_line()
        while self._cells:
            self._end_table()

    # --- tags ----------------------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        given = {name: value or "" for name, value in attrs}
        look = f"{given.get('class', '')} {given.get('style', '')}".lower()
        look = AFTER_COLON.sub(":", look)
        above = self._open[-1] if self._open else _Open("")
        if not above.skipped:
            self._count(tag, given, look)
        if tag in BREAKING and not above.skipped:
            self._end_line()
            self._begin_block(tag, given, look)
        self._note_field(look)
        if tag not in VOID:
            self._open.append(self._opened(tag, look, above))

    def handle_endtag(self, tag: str) -> None:
        """Close what ends, and whatever was left open in it."""
        places = [place for place, one in enumerate(self._open) if one.tag == tag]
        if not places:
            return
        skipped = self._open[places[-1]].skipped
        del self._open[places[-1] :]
        if tag in BREAKING and not skipped:
            self._end_line()
            if tag == "table" and self._cells:
                self._end_table()

    def handle_data(self, data: str) -> None:
        """Take words."""
        above = self._open[-1] if self._open else _Open("")
        if above.skipped or self._in_field_code:
            return
        if above.number:
            self._line.number += data
        else:
            emphasis = Emphasis.STRONG if above.strong else Emphasis.PLAIN
            self._line.spans.append(Span(text=data, emphasis=emphasis))

    def handle_comment(self, data: str) -> None:
        """Count what Word hides from browsers in remarks."""
        self.dropped[Dropped.TEXT_BOX] += data.count("<v:textbox")
        self.dropped[Dropped.FIELD] += len(FIELD.findall(data))

    def unknown_decl(self, data: str) -> None:
        """Leave Word's conditions alone."""

    # --- what they mean ------------------------------------------------------------------------------------------

    def _count(self, tag: str, given: dict[str, str], look: str) -> None:
        self.dropped[Dropped.PICTURE] += tag == "img"
        self.dropped[Dropped.DELETION] += tag == "del"
        self.dropped[Dropped.LINK] += tag == "a" and _leads_away(given.get("href", ""))
        self.dropped[Dropped.FIELD] += "mso-element:field-begin" in look
        self.dropped[Dropped.DRESS] += bool(DRESS.search(look)) or tag == "font"
        mark = _mark(look)
        if mark and not (mark is Dropped.DELETION and tag == "del"):
            self.dropped[mark] += 1

    def _opened(self, tag: str, look: str, above: _Open) -> _Open:
        parting = any(style in look for style in PARTINGS)
        strong = (above.strong or tag in STRONG or bool(BOLD.search(look))) and not NOT_BOLD.search(look)
        return _Open(
            tag,
            skipped=above.skipped or parting or tag in SKIPPED or tag == "del" or _mark(look) is not None,
            strong=strong,
            number=above.number or "mso-list:ignore" in look,
            han=bool(HAN_LIST.search(look)),
        )

    def _note_field(self, look: str) -> None:
        if "mso-element:field-begin" in look:
            self._in_field_code = True
        elif "mso-element:field-separator" in look or "mso-element:field-end" in look:
            self._in_field_code = False

    def _begin_block(self, tag: str, given: dict[str, str], look: str) -> None:
        self._line.level = _level(tag, look)
        if tag == "li":
            self._line.number = self._item_number()
        elif tag == "table":
            self.dropped[Dropped.INNER_TABLE] += bool(self._cells)
            self._cells.append(Cells())
        elif self._cells and tag == "tr":
            self._cells[-1].begin_row()
        elif self._cells and tag in ("td", "th"):
            across, down = _span(given.get("colspan")), _span(given.get("rowspan"))
            self._cells[-1].begin_cell(across, down)

    def _item_number(self) -> str:
        """Return the number of the next item of an ordered list, which no text holds."""
        above = next((one for one in reversed(self._open) if one.tag in ("ol", "ul")), None)
        if above is None or above.tag == "ul":
            return ""
        above.count += 1
        return written_number(1 if above.han else 3, above.count)

    # --- blocks --------------------------------------------------------------------------------------------------

    def _end_line(self) -> None:
        line, self._line = self._line, _Line()
        spans = stripped(_tidy(line), EDGES)
        if not spans:
            return
        if self._cells:
            self._cells[-1].add("".join(span.text for span in spans))
        else:
            self.blocks.append(_paragraph(spans, line.level))

    def _end_table(self) -> None:
        table = self._cells.pop().table()
        if self._cells:
            self._cells[-1].add(" ".join(cell for row in table.rows for cell in row if cell))
        elif table.rows:
            self.blocks.append(table)


def _paragraph(spans: tuple[Span, ...], level: int) -> Paragraph:
    """Return a paragraph; what is wholly strong is only dressed so."""
    if all(span.emphasis is Emphasis.STRONG for span in spans):
        spans = tuple(Span(text=span.text) for span in spans)
    text = "".join(span.text for span in spans)
    if level and not leading_number(text):
        return Paragraph(spans=(Span(text=text, emphasis=Emphasis.HEADING),), level=level)
    return Paragraph(spans=spans)


def _tidy(line: _Line) -> tuple[Span, ...]:
    number = BLANKS.sub("", line.number)
    kept = number if leading_number(f"{number}文") else ""
    spans = merged((Span(text=kept), *line.spans))
    return tuple(Span(text=_flowing(span.text), emphasis=span.emphasis) for span in spans)


def _flowing(text: str) -> str:
    return BLANKS.sub(" ", BETWEEN.sub("", text))


def _level(tag: str, look: str) -> int:
    found = HEADING_TAG.fullmatch(tag) or OUTLINE.search(look)
    return min(int(found[1]), HEADING_LEVELS) if found else 0


def _mark(look: str) -> Dropped | None:
    return next((what for mark, what in MARKS.items() if mark in look), None)


def _leads_away(address: str) -> bool:
    return bool(address) and not address.startswith("#")


def _span(given: str | None) -> int:
    digits = given or "1"
    return max(1, min(int(digits), 1000)) if digits.isdecimal() and len(digits) < 5 else 1
