"""The manuscript (稿件): every element as typed, empty or wrong, never refused.

Editor, autosave, readers, layout, preview and inspector work on it. What may be issued is
:class:`oa_desktop.domain.document.OfficialDocument`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import product
from typing import TypeAlias

from oa_desktop.domain import canonical, codec
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
        spans: Cells that are one; the words stand in the first. See :mod:`.merged_cells` for those that count.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """附件: a paper bound in behind the body, with its own title."""

    title: str = ""
    body: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """稿件: the elements of 党政机关公文处理工作条例 (2012) Art. 9 and the handling fields, as typed.

    Attributes:
        copy_number: 份号.
        classification: 密级和保密期限.
        urgency: 紧急程度.
        issuing_organs: 发文机关, lead organ first; the mark 发文机关标志 is made from them.
        document_number: 发文字号.
        signers: 签发人, shown on upward documents.
        title: 标题; a line feed where the writer breaks it.
        kind: 文种; empty when it follows from the title.
        recipients: 主送机关, as typed, without the final colon.
        body: 正文.
        attachment_notes: 附件说明, one name each, without numbers.
        signatories: 发文机关署名.
        date: 成文日期.
        note: 附注, without its brackets.
        annexes: 附件.
        copied_to: 抄送机关, as typed.
        printed_by: 印发机关.
        printed_on: 印发日期.
        publicity: 公开属性.
        copies: 印数.
        page_format: 公文格式; empty when it follows from the kind.
        attendees: 出席 of minutes (纪要), units and names.
        excused: 请假 of minutes.
        observers: 列席 of minutes.
        secrecy_basis: 定密依据 of a secret paper; on its 发文稿纸, not on its page.
    """

    copy_number: str = ""
    classification: str = ""
    urgency: str = ""
    issuing_organs: tuple[str, ...] = ()
    document_number: str = ""
    signers: tuple[str, ...] = ()
    title: str = ""
    kind: str = ""
    recipients: str = ""
    body: tuple[Block, ...] = ()
    attachment_notes: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    date: str = ""
    note: str = ""
    annexes: tuple[Annex, ...] = ()
    copied_to: str = ""
    printed_by: str = ""
    printed_on: str = ""
    publicity: str = ""
    copies: str = ""
    page_format: str = field(default="", metadata={codec.LATER: True})
    attendees: str = field(default="", metadata={codec.LATER: True})
    excused: str = field(default="", metadata={codec.LATER: True})
    observers: str = field(default="", metadata={codec.LATER: True})
    secrecy_basis: str = field(default="", metadata={codec.LATER: True})

    def encode(self) -> bytes:
        """Return the canonical bytes: the source (源) that is stored and signed."""
        return canonical.encode(codec.to_json(self))

    @classmethod
    def decode(cls, data: bytes) -> Manuscript:
        """Return the manuscript that canonical bytes stand for.

        Raises:
            NotCanonical: The bytes are not canonical JSON.
            Undecodable: They are, but of something else.
        """
        return codec.from_json(cls, canonical.decode(data))


def blocks_of(manuscript: Manuscript) -> Iterator[Block]:
    """Yield the blocks of the body and of the annexes, in reading order."""
    yield from manuscript.body
    for annex in manuscript.annexes:
        yield from annex.body


def with_blocks(manuscript: Manuscript, change: Callable[[Block], Block]) -> Manuscript:
    """Return the manuscript with every block of the body and of the annexes changed."""
    annexes = tuple(replace(annex, body=tuple(map(change, annex.body))) for annex in manuscript.annexes)
    return replace(manuscript, body=tuple(map(change, manuscript.body)), annexes=annexes)


def with_digests(manuscript: Manuscript, digests: Mapping[Digest, Digest | None]) -> Manuscript:
    """Return the manuscript with other digests for its pictures; those that have None there are left out."""

    def change(body: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(_with_digest(block, digests) for block in body if not _is_left_out(block, digests))

    annexes = tuple(replace(annex, body=change(annex.body)) for annex in manuscript.annexes)
    return replace(manuscript, body=change(manuscript.body), annexes=annexes)


def _with_digest(block: Block, digests: Mapping[Digest, Digest | None]) -> Block:
    return replace(block, digest=digests.get(block.digest) or NOTHING) if isinstance(block, Picture) else block


def _is_left_out(block: Block, digests: Mapping[Digest, Digest | None]) -> bool:
    return isinstance(block, Picture) and digests.get(block.digest, NOTHING) is None


def picture_digests(manuscript: Manuscript) -> tuple[Digest, ...]:
    """Return the digests of the pictures that a manuscript names, in reading order, each once."""
    pictures = (block for block in blocks_of(manuscript) if isinstance(block, Picture))
    return tuple(dict.fromkeys(one.digest for one in pictures if one.digest))


def plain_text(manuscript: Manuscript) -> str:
    """Return every word that a reader may search for, one element or paragraph a line."""
    return "\n".join(line for line in _lines(manuscript) if line)


def _lines(manuscript: Manuscript) -> Iterator[str]:
    yield manuscript.title.replace("\n", "")
    yield manuscript.document_number
    yield manuscript.recipients
    yield from words_of(manuscript.body)
    yield from manuscript.attachment_notes
    yield from (manuscript.attendees, manuscript.excused, manuscript.observers)
    yield from manuscript.signatories
    yield manuscript.date
    yield manuscript.note
    for annex in manuscript.annexes:
        yield annex.title
        yield from words_of(annex.body)
    yield manuscript.copied_to
    yield manuscript.printed_by


def words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the text of every block, and the notes of a paragraph behind it."""
    for block in blocks:
        yield block.text
        yield from notes_of(block)


def notes_of(block: object) -> tuple[str, ...]:
    """Return 脚注 of a block; only paragraphs have them."""
    return block.notes if isinstance(block, Paragraph) else ()
