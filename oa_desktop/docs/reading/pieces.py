"""Pieces: what plain text and Markdown have in common before any element is recognised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from oa_desktop.docs.reading.found_pictures import FoundPicture
from oa_desktop.domain.manuscript import Span, Table
from oa_desktop.domain.texts.headings import Rank


class Mark(Enum):
    """A mark that says what follows."""

    NONE = ""
    BODY = "正文"
    ANNEX = "附件"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A line of plain text, a Markdown block, a table, a picture, or a mark.

    Attributes:
        line: Number of its first line in the file.
        spans: Its text.
        table: The table that it is, if it is one.
        picture: Likewise the picture.
        depth: Number of ``#`` before it; 0 for what is not a Markdown heading.
        gap: Whether a blank line stands before it.
        mark: What follows it, if it is a mark.
        verbatim: Whether it is code, which is never a heading or an element.
        element: Field of the manuscript that the style (样式) of its paragraph names, if it names one.
        rank: What the style of its paragraph makes of it, if it is that of a heading.
    """

    line: int
    spans: tuple[Span, ...] = ()
    table: Table | None = None
    picture: FoundPicture | None = None
    depth: int = 0
    gap: bool = False
    mark: Mark = Mark.NONE
    verbatim: bool = False
    element: str = ""
    rank: Rank | None = None

    @property
    def is_apart(self) -> bool:
        """Whether it is no line of text but a table or a picture."""
        return self.table is not None or self.picture is not None

    @property
    def text(self) -> str:
        """Its characters; empty for tables, marks and code, which are never an element by their words."""
        return "" if self.verbatim else "".join(span.text for span in self.spans)


def plain_piece(line: int, text: str, *, gap: bool = False) -> Piece:
    """Return a piece of plain text."""
    return Piece(line=line, spans=(Span(text=text),), gap=gap)
