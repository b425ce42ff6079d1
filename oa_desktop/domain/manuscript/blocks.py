"""The blocks of a text: paragraphs with their emphasis and notes, tables and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from typing import TypeAlias

from oa_desktop.domain import codec
from oa_desktop.domain.ids import NOTHING, Digest

HEADING_LEVELS = 4
"""一、 （一） 1. （1）: GB/T 9704-2012 7.3.3."""


class Emphasis(StrEnum):
    """How a span of text stands out."""

    PLAIN = "plain"
    HEADING = "heading"
    """Set in the font of its paragraph's heading level."""
    STRONG = "strong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of text with one emphasis.

    Attributes:
        text: Its characters.
        emphasis: How they stand out.
        note: 脚注 that hangs at its end; a line feed between the paragraphs of a long one.
    """

    text: str
    emphasis: Emphasis = Emphasis.PLAIN
    note: str = field(default="", metadata={codec.LATER: True})


def notes_among(spans: Iterable[Span]) -> tuple[str, ...]:
    """Return the notes (脚注) of spans, in the order of their places."""
    return tuple(span.note for span in spans if span.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the body.

    Attributes:
        spans: Its text. A heading followed by running text in one paragraph is a HEADING span and a PLAIN one.
        level: 0 for running text, 1 to 4 for 一、 （一） 1. （1）, 5 for what lies below.
    """

    spans: tuple[Span, ...] = ()
    level: int = 0

    @property
    def text(self) -> str:
        """All characters of the paragraph, in order."""
        return "".join(span.text for span in self.spans)

    @property
    def notes(self) -> tuple[str, ...]:
        """脚注, in the order of their places."""
        return notes_among(self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSpan:
    """合并单元格: cells that are one.

    Attributes:
        row: The first row, from 0.
        column: The first column, from 0.
        rows: How many rows it takes.
        columns: How many columns.
    """

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def last_row(self) -> int:
        """The last row that it takes."""
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        """The last column that it takes."""
        return self.column + self.columns - 1

    def places(self) -> Iterator[tuple[int, int]]:
        """Yield row and column of every cell, the one that holds the words first."""
        return product(range(self.row, self.last_row + 1), range(self.column, self.last_column + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as typed.

    Attributes:
        rows: Of cells.
        header_rows: How many rows from the first on are repeated on every page.
        landscape: Whether it is set along the sheet (横排表), on pages of its own; None where its width decides.
        spans: Cells that are one; the words stand in the first. See :mod:`oa_desktop.domain.texts.merged_cells`.
    """

    rows: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 1
    landscape: bool | None = field(default=None, metadata={codec.LATER: True})
    spans: tuple[CellSpan, ...] = field(default=(), metadata={codec.LATER: True})

    @property
    def text(self) -> str:
        """All cells, tab between cells and line feed between rows."""
        return "\n".join("\t".join(row) for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """图: a picture that stands by itself between paragraphs; its bytes are kept beside the text.

    Attributes:
        digest: Of its bytes; nothing where they could not be had.
        name: What it shows, for who cannot see it.
        width_mm: How wide it is wished, whole millimetres; 0 as wide as it is by itself.
        caption: 图题, printed under it.
    """

    digest: Digest = NOTHING
    name: str = ""
    width_mm: int = 0
    caption: str = ""

    @property
    def text(self) -> str:
        """What stands for it where there are only words."""
        return f"〔图：{self.name}〕{self.caption}" if self.name else f"〔图〕{self.caption}"


Block: TypeAlias = Paragraph | Table | Picture


def words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the text of every block, and the notes of a paragraph behind it."""
    for block in blocks:
        yield block.text
        yield from notes_of(block)


def notes_of(block: object) -> tuple[str, ...]:
    """Return 脚注 of a block; only paragraphs have them."""
    return block.notes if isinstance(block, Paragraph) else ()
