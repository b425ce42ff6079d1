"""A PDF with text to a manuscript, with findings: its pages are read as lines of type, like those of an OFD.

PDFium reads the file, in a confined worker and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

from oa_desktop.docs.reading.decoding import visible
from oa_desktop.docs.reading.placed import PlacedChar, PlacedPage, PlacedPicture, PlacedRule
from oa_desktop.docs.reading.placed_text import pieces_of
from oa_desktop.docs.reading.reader import Reading, read_pieces
from oa_desktop.docs.reading.recognised import with_report
from oa_desktop.docs.reading.remarks import WHOLE, Remarks
from oa_desktop.domain.errors import Refused

if TYPE_CHECKING:
    from oa_desktop.docs.inspect.sheets import Character, Sheet

PDF_LIMIT = 50 * 1024 * 1024
"""The largest file that is read, in bytes."""
_MAGIC = b"%PDF"
_RED = "red"
_COLOURS = MappingProxyType({_RED: "#ff0000"})
_BLACK = "#000000"


def is_pdf(data: bytes) -> bool:
    """Tell whether a file is a PDF by its first bytes."""
    return data.startswith(_MAGIC)


def read_pdf(data: bytes, name: str = "", *, limit: int = PDF_LIMIT) -> Reading:
    """Read a PDF.

    Args:
        data: The file.
        name: Its name, for the words of a refusal.
        limit: The largest size, in bytes.

    Raises:
        Refused: ``source.too-large``, ``source.damaged``, ``source.locked``, ``source.too-hard`` or
            ``source.no-text``.
    """
    if len(data) > limit:
        raise Refused("source.too-large", name=name, size=len(data), limit=limit)
    pages = _pages(data, name)
    pieces = pieces_of(pages)
    if not pieces:
        raise Refused("source.no-text", name=name, kind="PDF")
    remarks = Remarks()
    remarks.add("source.from-pages", WHOLE, kind="PDF", pages=len(pages))
    if pictures := sum(len(page.pictures) for page in pages):
        remarks.add("source.left-out", WHOLE, what=f"图片{pictures}处（印章、签名也在内）")
    return with_report(read_pieces(pieces, remarks))


def _pages(data: bytes, name: str) -> list[PlacedPage]:
    from oa_desktop.docs.inspect.pdf_sheets import sheets_of_pdf  # noqa: PLC0415 - only a worker loads PDFium

    try:
        return [_page(sheet) for sheet in sheets_of_pdf(data).sheets]
    except Refused as refused:
        if refused.code == "view.locked":
            raise Refused("source.locked", name=name, kind="PDF") from refused
        if refused.code == "view.too-many-pages":
            raise Refused("source.too-hard", name=name) from refused
        raise Refused("source.damaged", name=name, kind="PDF") from refused


def _page(sheet: Sheet) -> PlacedPage:
    return PlacedPage(
        number=sheet.number,
        width_mm=sheet.width_mm,
        height_mm=sheet.height_mm,
        chars=tuple(_placed(_whole(one for one in sheet.characters if not _is_lettering(one, sheet)))),
        rules=tuple(PlacedRule(*one[:5], _COLOURS.get(one.tint, _BLACK)) for one in sheet.strokes),
        pictures=tuple(
            PlacedPicture(one.left_mm, one.top_mm, one.right_mm - one.left_mm, one.bottom_mm - one.top_mm)
            for one in sheet.pictures
        ),
    )


def _is_lettering(one: Character, sheet: Sheet) -> bool:
    """Tell whether a character is part of a seal that is drawn on the page."""
    return one.tint == _RED and any(seal.is_seal and seal.holds(one.x_mm, one.y_mm) for seal in sheet.pictures)


def _placed(characters: Iterable[Character]) -> Iterator[PlacedChar]:
    for one in characters:
        if text := visible(one.text):
            colour = _COLOURS.get(one.tint, _BLACK)
            yield PlacedChar(text, one.x_mm, one.y_mm, one.right_mm - one.x_mm, one.size_pt, one.font, colour)


def _whole(characters: Iterable[Character]) -> Iterator[Character]:
    """Yield characters; two halves of one (UTF-16) are joined, a half alone is a character that is damaged."""
    high: Character | None = None
    for one in characters:
        if high is not None:
            joined = (high.text + one.text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            yield high._replace(text=joined[0])
            high = None
            if len(joined) == 1:
                continue
        if "\ud800" <= one.text < "\udc00":
            high = one
        else:
            yield one._replace(text="\ufffd") if "\udc00" <= one.text < "\ue000" else one
