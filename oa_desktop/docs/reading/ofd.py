"""An OFD to a manuscript, with findings: its pages are read as lines of type, and these like pasted text."""

from __future__ import annotations

from oa_desktop.docs.reading.ofd_pages import OfdPages, read_ofd_pages
from oa_desktop.docs.reading.package import TooLarge, Unreadable
from oa_desktop.docs.reading.placed_text import pieces_of
from oa_desktop.docs.reading.reader import Reading, read_pieces
from oa_desktop.docs.reading.recognised import with_report
from oa_desktop.docs.reading.remarks import WHOLE, Remarks
from oa_desktop.domain.errors import Refused

OFD_LIMIT = 50 * 1024 * 1024
"""The largest file that is read, in bytes."""


def read_ofd(data: bytes, name: str = "", *, limit: int = OFD_LIMIT) -> Reading:
    """Read an OFD.

    Args:
        data: The file.
        name: Its name, for the words of a refusal.
        limit: The largest size, in bytes.

    Raises:
        Refused: ``source.too-large``, ``source.damaged``, ``source.too-hard`` or ``source.no-text``.
    """
    if len(data) > limit:
        raise Refused("source.too-large", name=name, size=len(data), limit=limit)
    try:
        found = read_ofd_pages(data)
    except Unreadable as error:
        raise Refused("source.damaged", name=name, kind="OFD") from error
    except TooLarge as error:
        raise Refused("source.too-hard", name=name) from error
    pieces = pieces_of(found.pages)
    if not pieces:
        raise Refused("source.no-text", name=name, kind="OFD")
    remarks = Remarks()
    remarks.add("source.from-pages", WHOLE, kind="OFD", pages=len(found.pages))
    for left_out in _left_out(found):
        remarks.add("source.left-out", WHOLE, what=left_out)
    return with_report(read_pieces(pieces, remarks))


def _left_out(found: OfdPages) -> list[str]:
    """Return what of the file is in no manuscript."""
    counts = (
        ("图片{count}处", sum(len(page.pictures) for page in found.pages)),
        ("随带的文件{count}个", found.attachments),
        ("其余的公文{count}件", found.documents - 1),
    )
    return [words.format(count=count) for words, count in counts if count] + ["电子印章和签名"] * found.signatures
