"""What stands in a cell of a form (表单): its label, what was filled in, and the opinions (意见) of an opinion area.

Each is a sequence of blocks that a page may end between; an opinion's last line stays with the signature. Every figure:
practice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from oa_desktop.docs.forms.page import FormCase
from oa_desktop.docs.layout.lines import SetLine
from oa_desktop.docs.layout.pen import InkBox, Ring
from oa_desktop.docs.layout.rows import Style
from oa_desktop.domain.forms import Cell
from oa_desktop.domain.texts.ink import Ink
from oa_desktop.domain.texts.opinions import Opinion

PADDING_MM = 1.5
"""White inside the rules of a cell."""
_GAP_MM = 2.5
"""Between a label and what stands beside it, and before a signature beside words."""
_LABEL_SHARE = 0.5
"""A label wider than this part of its cell stands above what was filled in."""
_INK_SCALE = 0.6
"""People write larger on a screen than on paper."""
_INK_LINES = 5
"""The most that ink takes."""
_INK_MARGIN_MM = 1.0
"""White above and below ink."""
_RING_MM = 1.0
"""Between a name and the circle around it, on either side."""
GOES_ON = "（续）"
"""Behind the label where a cell goes on on the next page."""


class Piece(NamedTuple):
    """What stands on one line of a cell; ``x_mm`` counts from the cell's left rule, ``line`` from its first line."""

    drawn: SetLine | InkBox | Ring
    style: Style
    x_mm: float
    line: int
    lines: int = 1

    @property
    def right_mm(self) -> float:
        """Where it ends."""
        drawn = self.drawn
        return self.x_mm + (drawn.width_mm if isinstance(drawn, InkBox | Ring) else drawn.width * self.style.cell_mm)

    def moved(self, lines: int) -> Piece:
        """Return the piece so many lines further down."""
        return self._replace(line=self.line + lines)


class Block(NamedTuple):
    """Pieces that stay on one page, and the lines that they take."""

    pieces: tuple[Piece, ...]
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What stands in a cell, ready to be divided over pages.

    Attributes:
        label: On the first page.
        label_again: On the pages after it.
        above: Whether the label stands above the blocks; else beside them.
        blocks: From top to bottom.
    """

    label: tuple[Piece, ...]
    label_again: tuple[Piece, ...]
    above: bool
    blocks: tuple[Block, ...]

    @property
    def lines(self) -> int:
        """All lines that it takes on one page."""
        below = sum(block.lines for block in self.blocks)
        return len(self.label) + below if self.above else max(len(self.label), below)

    def divided(self, most: int) -> tuple[tuple[Piece, ...], Contents]:
        """Return the pieces of at most so many lines, and what is left for the next page."""
        free = len(self.label) if self.above else 0
        taken: list[Piece] = list(self.label)
        count = 0
        for block in self.blocks:
            if count and free + block.lines > most:
                break
            taken += (piece.moved(free) for piece in block.pieces)
            free += block.lines
            count += 1
        left = self.blocks[count:]
        return tuple(taken), replace(self, label=self.label_again if left else (), blocks=left)


def contents(case: FormCase, cell: Cell, width_mm: float, height_mm: float, *, tall: bool) -> Contents:
    """Return what stands in a cell.

    Args:
        case: Type.
        cell: The cell.
        width_mm: Between its rules.
        height_mm: Of its row, without the white inside the rules; the only opinion is signed at its foot.
        tall: Whether the row is so high that the label stands above.
    """
    room_mm = width_mm - 2 * PADDING_MM
    label = _label(case, cell.label, room_mm)
    label_mm = max((piece.right_mm for piece in label), default=0.0)
    beside_mm = label_mm + _GAP_MM if label else PADDING_MM
    under = _Column(case=case, x_mm=PADDING_MM, right_mm=width_mm - PADDING_MM)
    beside = replace(under, x_mm=beside_mm)
    above = tall or label_mm - PADDING_MM > width_mm * _LABEL_SHARE or _is_shorter(under, beside, cell, len(label))
    column = under if above else beside
    blocks = tuple(column.blocks(cell))
    spare = int(height_mm / case.page.pitch_mm) - _lines(blocks) - (len(label) if above else 0)
    if len(cell.opinions) == 1 and spare > 0:
        blocks = tuple(column.blocks(cell, spare))
    return Contents(
        label=label,
        label_again=_label(case, cell.label.removesuffix(GOES_ON) + GOES_ON if cell.label else "", room_mm),
        above=above,
        blocks=blocks,
    )


def _is_shorter(under: _Column, beside: _Column, cell: Cell, labels: int) -> bool:
    """Whether what was filled in takes no more lines under its label; without a label both are the same."""
    return not labels or _lines(under.blocks(cell)) + labels <= _lines(beside.blocks(cell))


def _lines(blocks: Iterable[Block]) -> int:
    return sum(block.lines for block in blocks)


def _label(case: FormCase, label: str, room_mm: float) -> tuple[Piece, ...]:
    lines = case.lines(label, case.label, room_mm)
    return tuple(Piece(line, case.label, PADDING_MM, number) for number, line in enumerate(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """Where in a cell everything but its label stands, from its left rule.

    Attributes:
        case: Type.
        x_mm: Where its lines begin.
        right_mm: Where signatures end.
    """

    case: FormCase
    x_mm: float
    right_mm: float

    @property
    def room_mm(self) -> float:
        """What a line has room for."""
        return self.right_mm - self.x_mm

    def blocks(self, cell: Cell, spare: int = 0) -> Iterator[Block]:
        """Yield what was filled in, then the opinions; so many lines are left free before the last signature."""
        yield from self._words(cell.value)
        for opinion in cell.opinions:
            yield from self._opinion(opinion, spare, titled=cell.titled)

    def _words(self, words: str) -> Iterator[Block]:
        for line in self.case.lines(words, self.case.value, self.room_mm):
            yield Block((Piece(line, self.case.value, self.x_mm, 0),), 1)

    def _opinion(self, opinion: Opinion, spare: int, *, titled: bool) -> Iterator[Block]:
        """Yield an opinion; what stands before its signature last stays with it."""
        said = [*self._words(opinion.words), *map(self._ink, (opinion.ink,) if opinion.ink else ())]
        yield from islice(said, max(0, len(said) - 1))
        last = said[-1] if said else Block((), 0)
        lines = self._signature(opinion, titled=titled)
        signed = self._signed(last, lines, spare)
        yield self._circled(signed, opinion, lines) if opinion.circled else signed

    def _circled(self, signed: Block, opinion: Opinion, lines: Sequence[SetLine]) -> Block:
        """Return a signed opinion with a circle around the name (圈阅)."""
        for piece, line in zip(signed.pieces[-len(lines) :], lines, strict=True):
            begin = "".join(glyph.char for glyph in line.glyphs).find(opinion.name)
            if begin >= 0:
                cell_mm, end = piece.style.cell_mm, begin + len(opinion.name)
                x_mm = piece.x_mm + sum(line.advances[:begin]) * cell_mm - _RING_MM
                wide_mm = sum(line.advances[begin:end]) * cell_mm + 2 * _RING_MM
                ring = Ring(width_mm=wide_mm, height_mm=self.case.page.pitch_mm)
                return signed._replace(pieces=(*signed.pieces, Piece(ring, piece.style, x_mm, piece.line)))
        return signed

    def _signature(self, opinion: Opinion, *, titled: bool) -> Sequence[SetLine]:
        """Return who signed; a post that leaves no room for name and date stands above them."""
        ways = (opinion.signature(between) for between in (("  ", "\n") if titled else ("",)))
        beside, *above = (self.case.lines(signature, self.case.value, self.room_mm) for signature in ways)
        return above[0] if above and len(beside) > 1 + bool(opinion.source) else beside

    def _ink(self, ink: Ink) -> Block:
        natural = InkBox(ink=ink, scale=_INK_SCALE)
        most_mm = _INK_LINES * self.case.page.pitch_mm - 2 * _INK_MARGIN_MM
        across, down = self.room_mm / max(natural.width_mm, 0.1), most_mm / max(natural.height_mm, 0.1)
        box = replace(natural, scale=_INK_SCALE * min(1.0, across, down))
        lines = max(1, -int(-(box.height_mm + 2 * _INK_MARGIN_MM) // self.case.page.pitch_mm))
        return Block((Piece(box, self.case.value, self.x_mm, 0, lines),), lines)

    def _signed(self, block: Block, lines: Sequence[SetLine], spare: int) -> Block:
        """Return a block with who signed it: on the right, beside its last line where there is room, else below."""
        first_mm = lines[0].width * self.case.value.cell_mm
        ends_mm = max((piece.right_mm for piece in block.pieces), default=self.x_mm)
        beside = bool(block.pieces) and ends_mm + _GAP_MM + first_mm <= self.right_mm
        begin = block.lines - beside + spare
        at_right = (
            Piece(line, self.case.value, self.right_mm - line.width * self.case.value.cell_mm, number)
            for number, line in enumerate(lines, start=begin)
        )
        return Block((*block.pieces, *at_right), begin + len(lines))
