"""A file of fixed pages (版式文件: PDF, OFD) to a manuscript, with findings: its lines are read like pasted text."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.docs.reading.docx_elements import styled_elements
from oa_desktop.docs.reading.package import Textless
from oa_desktop.docs.reading.placed_text import pieces_of
from oa_desktop.docs.reading.reader import Reading, read_pieces
from oa_desktop.docs.reading.recognised import with_report
from oa_desktop.docs.reading.remarks import WHOLE, Remarks
from oa_desktop.docs.sheets.sheets import Sheets


def read_sheets(sheets: Sheets, kind: str, left_out: Sequence[str] = ()) -> Reading:
    """Read the sheets of a fixed file.

    Args:
        sheets: Its pages.
        kind: What it is, in the words of findings.
        left_out: What of the file beside its pages is not read.

    Raises:
        Textless: It holds no text.
    """
    remarks = Remarks()
    remarks.add("source.from-pages", WHOLE, kind=kind, pages=len(sheets.sheets))
    pieces = pieces_of(sheets.sheets, remarks)
    if not pieces:
        raise Textless
    rest, values = styled_elements(pieces, remarks)
    read = sum(piece.picture is not None for piece in pieces)
    for what in (*_pictures(sheets, read), *left_out):
        remarks.add("source.left-out", WHOLE, what=what)
    return with_report(read_pieces(rest, remarks, values), values)


def _pictures(sheets: Sheets, read: int) -> list[str]:
    """Return how many pictures there are that were not read; what is drawn, such as the ring of a seal, is none."""
    count = sum(not one.is_drawn for sheet in sheets.sheets for one in sheet.pictures) - read
    return [f"图片{count}处（印章、签名也在内）"] * bool(count)
