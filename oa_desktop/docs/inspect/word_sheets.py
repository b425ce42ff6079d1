"""A DOCX as sheets: its paragraphs placed line by line as the file says, without a word processor.

Only what the file says outright is to be trusted: sheet, margins, pitch, fonts, sizes, indents, alignment. Where a
page really ends, what stands in frames and tables, the red rule, seals and page numbers are not told here;
:data:`TOLD` names the rules that can be judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.inspect.word_formats import Formats, Said, Type, formats_of, points
from oa_desktop.docs.layout.breaking import NEVER_FIRST
from oa_desktop.docs.reading.docx_parts import DocxParts, attribute, number_of
from oa_desktop.docs.reading.package import Node, TooLarge, child, local
from oa_desktop.docs.sheets import ASCENT_EM, Character, Sheet, Sheets, Tint, tint_of

TOLD = frozenset(
    {
        *("sheet.size", "grid.lines", "grid.characters", "text.colour", "mark.centred", "number.centred"),
        *("title.centred", "recipients.flush", "recipients.gap", "body.indent", "attachment-note.indent"),
        *("annex-head.flush", "annex-title.centred", "date.indent", "note.brackets", "note.indent"),
        *("sheet.top", "sheet.left", "sheet.width"),
    }
)
"""Rules that what a DOCX says can be held against, beside those on type."""
Typed: TypeAlias = tuple[str, Type]
"""A character and how it is set."""
Placed: TypeAlias = tuple[str, Type, float]
"""A character, how it is set, and how far it moves the pen, in points."""
_MOST_CHARACTERS = 2_000_000
_LINE = 240
"""Twentieths of a line that 单倍行距 counts."""
_NATURAL_EM = 1.3
"""Height of a line of Chinese type where none is set."""
_GRIDDED = frozenset({"lines", "linesAndChars", "snapToChars"})
_CHAR_GRIDDED = frozenset({"linesAndChars", "snapToChars"})
_RAGGED = frozenset({"center", "right", "left", "start", "end"})
_SPACE_PER_POINT = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """Sheet and margins in millimetres, and the grid of the document in points.

    Attributes:
        width: Of the sheet.
        height: Of the sheet.
        top: 上边距.
        left: 左边距, the gutter with it.
        right: 右边距.
        bottom: 下边距.
        pitch_pt: Of the lines of the grid; 0 where there is none.
        space_pt: What the grid gives to every character.
    """

    width: float
    height: float
    top: float
    left: float
    right: float
    bottom: float
    pitch_pt: float = 0.0
    space_pt: float = 0.0

    @property
    def area_mm(self) -> float:
        """Width of the lines."""
        return self.width - self.left - self.right


def margins_of(parts: DocxParts) -> Margins:
    """Return what the last section says, the last upright one where a table is set along the sheet (横排表)."""
    sections = [one for one in parts.body.iter() if local(one) == "sectPr"]
    section = next((one for one in reversed(sections) if not _is_turned(one)), child(parts.body, "sectPr"))
    sheet, margins, grid = (child(section, name) for name in ("pgSz", "pgMar", "docGrid"))
    kind = attribute(grid, "type")
    return Margins(
        width=_mm(sheet, "w", 11906),
        height=_mm(sheet, "h", 16838),
        top=_mm(margins, "top", 1440),
        left=_mm(margins, "left", 1800) + _mm(margins, "gutter", 0),
        right=_mm(margins, "right", 1800),
        bottom=_mm(margins, "bottom", 1440),
        pitch_pt=points(attribute(grid, "linePitch")) if kind in _GRIDDED else 0.0,
        space_pt=number_of(attribute(grid, "charSpace")) / _SPACE_PER_POINT if kind in _CHAR_GRIDDED else 0.0,
    )


def _is_turned(section: Node) -> bool:
    return _mm(child(section, "pgSz"), "w", 0) > _mm(child(section, "pgSz"), "h", 0)


def _mm(node: Node | None, name: str, default: int) -> float:
    return number_of(attribute(node, name), default) / 20 * MM_PER_PT


def sheets_of_docx(data: bytes) -> tuple[Sheets, Margins]:
    """Return the sheets of a DOCX, and its margins.

    Raises:
        Unreadable: It is no DOCX, or damaged.
        TooLarge: It holds more than any document.
    """
    parts = DocxParts(data)
    margins = margins_of(parts)
    setter = _Setter(formats=formats_of(parts.part("styles")), margins=margins)
    for paragraph in parts.body:
        if local(paragraph) == "p":
            setter.put(paragraph)
    return Sheets(sheets=tuple(setter.finished())), margins


@dataclass(slots=True, kw_only=True)
class _Setter:
    """Places paragraphs below each other.

    Attributes:
        formats: Of the document.
        margins: Of the document.
        pages: Characters of each page.
        y_mm: Where the next line begins.
        left: Characters that may still be placed.
    """

    formats: Formats
    margins: Margins
    pages: list[list[Character]] = field(default_factory=lambda: [[]])
    y_mm: float = -1.0
    left: int = _MOST_CHARACTERS

    def put(self, paragraph: Node) -> None:
        """Place a paragraph."""
        said = self.formats.of_paragraph(paragraph)
        if self.y_mm < 0:
            self.y_mm = self.margins.top
        if said.get("pageBreakBefore.val", "0") not in {"0", "false", "off"} or _has_flag(paragraph):
            self._turn()
        typed = list(_typed(paragraph, self.formats))
        self.left -= len(typed)
        if self.left < 0:
            raise TooLarge
        empty_pt = self.formats.of_run(paragraph, paragraph).size_pt
        size_pt = max((type_.size_pt for _char, type_ in typed), default=empty_pt)
        pitch_mm = self._pitch_pt(said, size_pt) * MM_PER_PT
        self.y_mm += points(said.get("spacing.before", "")) * MM_PER_PT
        for line, x_mm in self._lines(typed, said):
            if self.y_mm + pitch_mm > self.margins.height - self.margins.bottom + 1:
                self._turn()
            self._set(line, x_mm, pitch_mm)
            self.y_mm += pitch_mm
        if not typed:
            self.y_mm += pitch_mm
        self.y_mm += points(said.get("spacing.after", "")) * MM_PER_PT

    def finished(self) -> Iterator[Sheet]:
        """Yield the sheets."""
        for number, chars in enumerate(self.pages, start=1):
            yield Sheet(
                number=number, characters=tuple(chars), width_mm=self.margins.width, height_mm=self.margins.height
            )

    def _turn(self) -> None:
        if self.pages[-1]:
            self.pages.append([])
        self.y_mm = self.margins.top

    def _pitch_pt(self, said: Said, size_pt: float) -> float:
        line, rule = number_of(said.get("spacing.line", ""), _LINE), said.get("spacing.lineRule", "auto")
        if rule == "exact":
            return line / 20
        natural = size_pt * _NATURAL_EM
        if self.margins.pitch_pt:
            natural = max(1, -(-natural // self.margins.pitch_pt)) * self.margins.pitch_pt
        return max(line / 20, natural) if rule == "atLeast" else natural * line / _LINE

    def _lines(self, typed: list[Typed], said: Said) -> Iterator[tuple[list[Placed], float]]:
        """Yield the lines of a paragraph with their left edges."""
        if not typed:
            return
        cell_pt = typed[0][1].size_pt
        left = _indent(said, "left", "start", cell_pt)
        right = _indent(said, "right", "end", cell_pt)
        hanging = _indent(said, "hanging", "hanging", cell_pt)
        first = -hanging if hanging else _indent(said, "firstLine", "firstLine", cell_pt)
        room = self.margins.area_mm / MM_PER_PT - left - right
        align = said.get("jc.val", "both")
        start, indent = 0, first
        while start < len(typed):
            line = _filled(typed, start, room - indent, self.margins.space_pt)
            start += len(line)
            is_last = start >= len(typed)
            x_pt = left + indent + _shift(align, room - indent, line)
            even = (
                line
                if is_last or said.get("jc.val", "both") in {"center", "right", "left"}
                else _evened(line, room - indent)
            )
            yield even, self.margins.left + x_pt * MM_PER_PT
            indent = 0.0

    def _set(self, line: list[Placed], x_mm: float, pitch_mm: float) -> None:
        size_mm = max(type_.size_pt for _char, type_, _advance in line) * MM_PER_PT
        top_mm = self.y_mm + (pitch_mm - size_mm) / 2
        for char, type_, advance_pt in line:
            own_mm = min(advance_pt, type_.size_pt) * MM_PER_PT
            tint = _tint(type_.colour)
            if tint is not Tint.OTHER:
                y_mm = top_mm + ASCENT_EM * size_mm
                self.pages[-1].append(
                    Character(char, x_mm, x_mm + own_mm, y_mm, type_.size_pt, type_.font, tint, top_mm)
                )
            x_mm += advance_pt * MM_PER_PT


def _typed(paragraph: Node, formats: Formats) -> Iterator[tuple[str, Type]]:
    """Yield the characters of a paragraph up to the first tab: what stands behind one, the file does not say."""
    for run in paragraph.iter():
        if local(run) != "r" or any(local(one) in {"txbxContent", "del"} for one in run.iterancestors()):
            continue
        type_ = formats.of_run(run, paragraph)
        for one in run:
            if local(one) == "tab":
                return
            if local(one) == "t":
                yield from ((char, type_) for char in one.text or "" if char >= " ")


def _has_flag(paragraph: Node) -> bool:
    """Tell whether a page break stands in a paragraph."""
    return any(local(one) == "br" and attribute(one, "type") == "page" for one in paragraph.iter())


def _indent(said: Said, name: str, alias: str, cell_pt: float) -> float:
    """Return an indent in points; one in characters wins."""
    for key in (f"ind.{name}Chars", f"ind.{alias}Chars"):
        if number_of(said.get(key, "")):
            return number_of(said[key]) / 100 * cell_pt
    return points(said.get(f"ind.{name}", "") or said.get(f"ind.{alias}", ""))


def _filled(typed: list[Typed], start: int, room_pt: float, space_pt: float) -> list[Placed]:
    """Return the characters that a line holds; a mark that may not begin the next one stays on it."""
    line: list[Placed] = []
    used = 0.0
    for char, type_ in typed[start:]:
        own = type_.size_pt if char > "\u2e80" or char in "“”‘’—…·" else type_.size_pt / 2
        advance = own + type_.spacing_pt + space_pt
        if line and used + advance > room_pt + 0.5 and char not in NEVER_FIRST:
            break
        line.append((char, type_, advance))
        used += advance
    return line


def _evened(line: list[Placed], room_pt: float) -> list[Placed]:
    factor = room_pt / max(1.0, sum(advance for _char, _type, advance in line))
    return [(char, type_, advance * factor) for char, type_, advance in line]


def _shift(align: str, room_pt: float, line: list[Placed]) -> float:
    white = room_pt - sum(advance for _char, _type, advance in line)
    return {"center": white / 2, "right": white, "end": white}.get(align, 0.0)


def _tint(colour: str) -> Tint:
    try:
        return tint_of(*bytes.fromhex(colour)) if len(colour) == len("rrggbb") else Tint.BLACK
    except ValueError:
        return Tint.BLACK
