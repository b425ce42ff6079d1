"""Lines of a paragraph as a word processor fills them: indents, tab stops, alignment, 避头尾. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from oa_desktop.docs.inspect.word.formats import Formats, Said, Type, points
from oa_desktop.docs.inspect.word.tokens import LINE, PAGE, TAB, Token
from oa_desktop.docs.layout.breaking import NEVER_FIRST
from oa_desktop.docs.reading.docx_parts import attribute, number_of
from oa_desktop.docs.reading.package import Node, children

_EVEN = frozenset({"both", "distribute", "thaiDistribute"})
_SHARES = {"center": 0.5, "right": 1.0, "end": 1.0}
_NEAR_PT = 0.5


class Stop(NamedTuple):
    """制表位: where it stands from the left margin, and which part of what follows stands there."""

    at: float
    align: str


class Placed(NamedTuple):
    """A character, how it is set, where it begins and how wide it is."""

    text: str
    type: Type
    x: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What lines stand in.

    Attributes:
        room: Its width.
        every: 默认制表位.
        space: What the grid gives to every character.
    """

    room: float
    every: float
    space: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The lines that a paragraph has room in.

    Attributes:
        column: What they stand in.
        left: 左缩进.
        right: 右缩进.
        first: Of the first line beside that, less than nothing when it hangs out.
        align: 对齐方式.
        stops: 制表位, from the left.
    """

    column: Column
    left: float
    right: float
    first: float
    align: str
    stops: tuple[Stop, ...]

    @property
    def end(self) -> float:
        """Where its lines end."""
        return self.column.room - self.right

    def next_stop(self, x: float) -> Stop:
        """Return the stop behind a place."""
        hanging = (Stop(self.left, "left"),) if self.first < 0 else ()
        behind = (stop for stop in sorted((*self.stops, *hanging)) if stop.at > x + _NEAR_PT)
        return next(behind, Stop((x // self.column.every + 1) * self.column.every, "left"))


def shape_of(paragraph: Node, formats: Formats, cell_pt: float, column: Column) -> Shape:
    """Return the shape of a paragraph in a column.

    Args:
        paragraph: Of the document.
        formats: Of the document.
        cell_pt: Size of its type, by which indents in characters go.
        column: What it stands in.
    """
    said = formats.of_paragraph(paragraph)
    hanging = _indent(said, "hanging", "hanging", cell_pt)
    return Shape(
        column=column,
        left=_indent(said, "left", "start", cell_pt),
        right=_indent(said, "right", "end", cell_pt),
        first=-hanging if hanging else _indent(said, "firstLine", "firstLine", cell_pt),
        align=said.get("jc.val", "both"),
        stops=_stops(paragraph, formats),
    )


def _indent(said: Said, name: str, alias: str, cell_pt: float) -> float:
    """Return an indent in points; one in characters wins."""
    for key in (f"ind.{name}Chars", f"ind.{alias}Chars"):
        if number_of(said.get(key, "")):
            return number_of(said[key]) / 100 * cell_pt
    return points(said.get(f"ind.{name}", "") or said.get(f"ind.{alias}", ""))


def _stops(paragraph: Node, formats: Formats) -> tuple[Stop, ...]:
    """Return the stops of a paragraph; its own hide those of its styles at the same place."""
    found: dict[float, str] = {}
    for tabs in formats.details(paragraph, "tabs"):
        for one in children(tabs, "tab"):
            found.setdefault(points(attribute(one, "pos")), attribute(one, "val"))
    return tuple(Stop(at, align) for at, align in sorted(found.items()) if align != "clear")


def lines_of(tokens: Sequence[Token], shape: Shape) -> Iterator[tuple[tuple[Placed, ...], bool]]:
    """Yield the lines of a paragraph, and whether each ends a page."""
    start, indent = 0, shape.first
    while start < len(tokens):
        line, end = _filled(tokens, start, shape, shape.left + indent)
        stop = tokens[end].text if end < len(tokens) else ""
        ends = stop in {LINE, PAGE}
        is_even = shape.align in _EVEN and not ends and end < len(tokens)
        yield _aligned(line, shape, shape.left + indent, is_even=is_even), stop == PAGE
        start, indent = end + ends, 0.0


def _filled(tokens: Sequence[Token], start: int, shape: Shape, x: float) -> tuple[list[Placed], int]:
    """Return what a line holds, and the number of the token behind it; a mark that may not begin a line stays."""
    line: list[Placed] = []
    for number in range(start, len(tokens)):
        text, type_ = tokens[number]
        if text in {LINE, PAGE}:
            return line, number
        if text == TAB:
            x = _behind_tab(tokens, number + 1, shape, x)
            line.append(Placed(text, type_, x, 0.0))
            continue
        width = type_.advance_pt(text)
        advance = width + type_.spacing_pt + shape.column.space
        if line and x + advance > shape.end + _NEAR_PT and text not in NEVER_FIRST:
            return line, number
        line.append(Placed(text, type_, x, width))
        x += advance
    return line, len(tokens)


def _behind_tab(tokens: Sequence[Token], start: int, shape: Shape, x: float) -> float:
    """Return where what follows a tab begins."""
    stop = shape.next_stop(x)
    piece = takewhile(lambda number: tokens[number].text not in {TAB, LINE, PAGE}, range(start, len(tokens)))
    width = sum(tokens[number].type.advance_pt(tokens[number].text) + shape.column.space for number in piece)
    return max(x, stop.at - width * _SHARES.get(stop.align, 0.0))


def _aligned(line: list[Placed], shape: Shape, start: float, *, is_even: bool) -> tuple[Placed, ...]:
    """Return a line moved to its side, or evened out; tabs fix what stands behind them."""
    shown = tuple(one for one in line if one.text != TAB)
    if not shown or len(shown) < len(line):
        return shown
    last = shown[-1]
    white = shape.end - last.x - last.width
    if is_even and white > -last.width:
        factor = (shape.end - start) / max(1.0, last.x + last.width + shape.column.space - start)
        return tuple(one._replace(x=start + (one.x - start) * factor) for one in shown)
    if shape.align == "distribute" and len(shown) > 1:
        gap = white / (len(shown) - 1)
        return tuple(one._replace(x=one.x + gap * number) for number, one in enumerate(shown))
    shift = white * _SHARES.get(shape.align, 0.0)
    return tuple(one._replace(x=one.x + shift) for one in shown)
