"""Tables of a DOCX that are none: they only hold a mark, 版记 or a text in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from oa_desktop.docs.reading.dates import is_date
from oa_desktop.docs.reading.docx_elements import TABLE
from oa_desktop.docs.reading.docx_tables import Row, pieces_of
from oa_desktop.docs.reading.found import Found
from oa_desktop.docs.reading.head import MARK_LINES, PAPER, read_head
from oa_desktop.docs.reading.imprint import is_imprint
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.docs.reading.remarks import Remarks
from oa_desktop.docs.reading.signatures import is_surely_organ
from oa_desktop.domain.manuscript import Span


def framed(rows: list[Row]) -> tuple[Piece, ...]:
    """Return what a table frames that is no table: 发文机关标志, 版记, or a text; nothing for a real table."""
    held = tuple(pieces_of(rows))
    if not held:
        return ()
    if all(piece.element not in {"", TABLE} for piece in held):
        return tuple(piece for piece in held if piece.text != PAPER)
    lines = tuple(line for row in rows for line in _as_lines(row))
    if any(map(is_imprint, lines)) or _is_number(lines) or _is_signature(rows):
        return lines
    if _is_joint_mark(rows):
        names = [row.cells[0].pieces[0] for row in rows]
        return (*names[:-1], replace(names[-1], spans=(*names[-1].spans, Span(text=PAPER))))
    return held if len(rows) == 1 and len(rows[0].cells) == 1 else ()


def _as_lines(row: Row) -> Iterator[Piece]:
    """Yield the paragraphs of a row; what stands in two cells, such as organ and date of 版记, is one line."""
    pieces = [piece for cell in row.cells for piece in cell.pieces if piece.text]
    if len(row.cells) > 1 and pieces:
        text = " ".join(dict.fromkeys(piece.text for piece in pieces))
        yield replace(pieces[0], spans=(Span(text=text),))
    else:
        yield from pieces


def _is_number(lines: tuple[Piece, ...]) -> bool:
    """Tell whether a table holds 发文字号, and 签发人 beside it. GB/T 9704-2012 7.2.5."""
    return len(lines) <= MARK_LINES and read_head(list(lines), Found(values={}, remarks=Remarks())) == []


def _is_signature(rows: list[Row]) -> bool:
    """Tell whether a table holds 发文机关署名 and 成文日期 and nothing else. GB/T 9704-2012 7.3.5."""
    texts = [piece.text for row in rows for cell in row.cells for piece in cell.pieces if piece.text]
    dates = [text for text in texts if is_date(text)]
    return bool(dates) and all(text in dates or is_surely_organ(text) for text in texts)


def _is_joint_mark(rows: list[Row]) -> bool:
    """Tell whether a table is 发文机关标志: names below each other, 文件 beside them. GB/T 9704-2012 7.2.4."""
    if not all(len(row.cells) == 2 and len(row.cells[0].pieces) == 1 for row in rows):
        return False
    return len(rows) > 1 and "".join(row.cells[1].text.strip() for row in rows) == PAPER
