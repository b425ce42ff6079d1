"""The body of a DOCX to pieces: paragraphs by their styles and numbers, text boxes where they are anchored, tables.

A paragraph that is broken with Shift and Enter is several, as in plain text. A table that only frames something is
read as what it frames: 发文机关标志 of a joint paper, 版记, a text in a single cell. Wherever it is anchored, 版记 goes
to the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import ClassVar

from oa_desktop.docs.reading.docx_elements import ANNEX, IMPRINT, RELEASED, SPACER, STYLES, TABLE
from oa_desktop.docs.reading.docx_frames import framed
from oa_desktop.docs.reading.docx_looks import element_by_look
from oa_desktop.docs.reading.docx_numbers import Numbers
from oa_desktop.docs.reading.docx_parts import attribute, is_on, number_of, value_of
from oa_desktop.docs.reading.docx_styles import Style, Styles, level_of, numbering_of
from oa_desktop.docs.reading.docx_tables import pieces_of, rows_of, table_of
from oa_desktop.docs.reading.docx_text import DELETED, OBJECTS, PICTURES, Run, Taken, runs_of, spans_of
from oa_desktop.docs.reading.found_pictures import FoundPicture
from oa_desktop.docs.reading.imprint import is_imprint
from oa_desktop.docs.reading.package import Node, child, local
from oa_desktop.docs.reading.pieces import Mark, Piece
from oa_desktop.domain.texts.headings import Rank, heading_length
from oa_desktop.domain.texts.levels import DEEPEST, leading_number
from oa_desktop.domain.texts.spans import merged, stripped

BOXES, NUMBERED = "文本框", "自动编号"
_RUN_IN = 2
"""The deepest level whose heading shows by its font where text follows it in one paragraph."""
_WITH_TABS = frozenset({IMPRINT, "number", "signatories"})
"""Styles whose paragraphs are divided by tabs, also at their edges."""


@dataclass(slots=True, kw_only=True)
class Body:
    """Reads the body of one document.

    Attributes:
        styles: Its styles.
        numbers: Its numberings.
        taken: What is met on the way.
        pieces: What was read.
        tail: What belongs to the end of the paper: 版记.
        blank: Paragraphs without text.
        indented: Paragraphs with blanks at their beginning.
    """

    styles: Styles
    numbers: Numbers
    taken: Taken
    pieces: list[Piece] = field(default_factory=list)
    tail: list[Piece] = field(default_factory=list)
    blank: int = 0
    indented: int = 0
    _count: int = 0
    _gap: bool = False
    _runs: list[Run] = field(default_factory=list)
    _section: int = 0

    def read(self, holder: Node) -> None:
        """Read what a body, a cell or a text box holds."""
        for one in holder:
            if reader := self._READERS.get(local(one)):
                reader(self, one)

    def apart(self, holder: Node) -> tuple[Piece, ...]:
        """Return what a cell or a text box holds, without putting it into the text."""
        pieces, gap, self.pieces, self._gap = self.pieces, self._gap, [], False
        self.read(holder)
        found, self.pieces, self._gap = tuple(self.pieces), pieces, gap
        return found

    def _paragraph(self, node: Node) -> None:
        properties = child(node, "pPr")
        if (section := child(properties, "sectPr")) is not None:
            self._end_section(section)
        style = self.styles.of_paragraph(value_of(properties, "pStyle"))
        is_parted = _parts_pages(node, properties, style)
        self._gap = self._gap or is_parted
        runs = [*self._runs, *runs_of(node, self.styles, self.taken)]
        pictures, self.taken.pictures = self.taken.pictures, []
        self._read_boxes()
        self._read_paragraph(runs, properties, style, has_picture=bool(pictures))
        self._add_pictures(pictures)
        self._gap = self._gap or is_parted

    def _read_paragraph(self, runs: list[Run], properties: Node | None, style: Style, *, has_picture: bool) -> None:
        """Read the words of a paragraph; one whose end is deleted goes on in the next."""
        is_blank = not any(run.text.strip() or run.note for run in runs)
        is_open = child(child(properties, "rPr"), "del") is not None
        self._runs = runs if is_open else []
        if is_open or (is_blank and (has_picture or STYLES.get(style.name) == SPACER)):
            return
        number = "" if is_blank else self._number(properties, style)
        runs = [Run(text=number), *runs] if number else runs
        self._add_lines(runs, replace(style, align=value_of(properties, "jc") or style.align), level_of(properties))

    def _add_pictures(self, pictures: list[FoundPicture]) -> None:
        for picture in pictures:
            self._count += 1
            found = replace(picture, line=self._count)
            self.pieces.append(Piece(line=self._count, picture=found, gap=self._gap))
            self._gap = False

    def _number(self, properties: Node | None, style: Style) -> str:
        named = numbering_of(properties) or style.number
        number = self.numbers.next(*named) if named else ""
        self.taken.counts[NUMBERED] += bool(number)
        return number

    def _read_boxes(self) -> None:
        """Put the text of text boxes before the paragraph that they are anchored to."""
        boxes, self.taken.boxes = self.taken.boxes, []
        for box in boxes:
            held = self.apart(box)
            self.taken.counts[BOXES] += bool(held)
            self._place(held)

    def _place(self, held: tuple[Piece, ...]) -> None:
        """Put what was framed into the text, 版记 to its end."""
        is_last = any(is_imprint(piece) or piece.element == IMPRINT for piece in held)
        (self.tail if is_last else self.pieces).extend(held)

    def _add_lines(self, runs: list[Run], style: Style, level: int) -> None:
        named, level = STYLES.get(style.name, ""), level or style.level
        lines = list(_lines(runs))
        for place, line in enumerate(lines):
            text = "".join(run.text for run in line)
            self.indented += bool(text.strip()) and text[0].isspace()
            if not text.strip() and not any(run.note for run in line):
                self.blank, self._gap = self.blank + 1, True
                continue
            self._count += 1
            element = named or element_by_look(line, style.align or "")
            spans = spans_of(line) if element in _WITH_TABS else stripped(spans_of(line))
            piece = Piece(line=self._count, spans=merged(spans), gap=self._gap, element=element)
            if level and not place:
                piece = replace(piece, rank=_rank(line, piece.text, level))
            self._gap = False
            self.pieces += _marked(piece, first=not place)

    def _table(self, node: Node) -> None:
        rows = rows_of(node, self.apart)
        held = framed(rows)
        if held:
            self._place(held)
        elif any(cell.text for row in rows for cell in row.cells):
            self._count += 1
            self.taken.counts[PICTURES] += sum(piece.picture is not None for piece in pieces_of(rows))
            self.pieces.append(Piece(line=self._count, table=table_of(rows), gap=self._gap))
        else:
            self.pieces += pieces_of(rows)
        self._gap = False

    def _end_section(self, section: Node) -> None:
        """Take the tables of a section whose sheets are turned for such as are set along them (横排表)."""
        sheet = child(section, "pgSz")
        if number_of(attribute(sheet, "w")) > number_of(attribute(sheet, "h")):
            self.pieces[self._section :] = map(_set_along, self.pieces[self._section :])
        self._section = len(self.pieces)

    def _control(self, node: Node) -> None:
        content = child(node, "sdtContent")
        if content is not None and not is_on(child(node, "sdtPr"), "showingPlcHdr"):
            self.read(content)

    def _deleted(self, _node: Node) -> None:
        self.taken.counts[DELETED] += 1

    def _embedded(self, _node: Node) -> None:
        self.taken.counts[OBJECTS] += 1

    def _alternative(self, node: Node) -> None:
        chosen = child(node, "Choice")
        chosen = chosen if chosen is not None else child(node, "Fallback")
        if chosen is not None:
            self.read(chosen)

    _READERS: ClassVar[Mapping[str, Callable[[Body, Node], None]]] = MappingProxyType(
        {
            "p": _paragraph,
            "tbl": _table,
            "sdt": _control,
            "sectPr": _end_section,
            "customXml": read,
            "ins": read,
            "moveTo": read,
            "del": _deleted,
            "moveFrom": _deleted,
            "altChunk": _embedded,
            "AlternateContent": _alternative,
        }
    )


def _set_along(piece: Piece) -> Piece:
    return replace(piece, table=replace(piece.table, landscape=True)) if piece.table else piece


def _parts_pages(node: Node, properties: Node | None, style: Style) -> bool:
    """Tell whether a page or a section begins or ends with a paragraph: that parts as a blank line does."""
    begins = is_on(properties, "pageBreakBefore")
    if style.begins_page if begins is None else begins:
        return True
    breaks = (one for one in node.iter() if local(one) == "br")
    return child(properties, "sectPr") is not None or any(attribute(one, "type") == "page" for one in breaks)


def _marked(piece: Piece, *, first: bool) -> Iterator[Piece]:
    """Yield a piece, with the mark of an annex (附件) before it where its style says that one begins.

    Args:
        piece: A line of a paragraph.
        first: Whether it is the first one; the others of a title go on.
    """
    if first and piece.element in {ANNEX, RELEASED}:
        yield Piece(line=piece.line, mark=Mark.ANNEX)
    yield replace(piece, element="") if piece.element in {ANNEX, RELEASED, TABLE, SPACER} else piece


def _lines(runs: list[Run]) -> Iterator[list[Run]]:
    """Yield the runs of each line that line breaks part."""
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        line.append(replace(run, text=first))
        for text in others:
            yield line
            line = [replace(run, text=text)]
    yield line


def _rank(line: list[Run], text: str, level: int) -> Rank:
    """Return what the style of a heading makes of a line; its number, where it has one, tells its level.

    What is set in 仿宋 behind a heading of the first or second level is no heading.
    """
    number = leading_number(text)
    rank = number.level if number else min(level, DEEPEST)
    if rank <= _RUN_IN and any(run.is_body for run in line):
        before = next(place for place, run in enumerate(line) if run.is_body)
        return Rank(level=rank, heading=len("".join(run.text for run in line[:before]).lstrip()))
    heading = heading_length(text, number.text, rank) if number else 0
    return Rank(level=rank, heading=heading or len(text))
