"""An OFD to a manuscript, with findings: its pages are read as lines of type, and these like pasted text."""

from __future__ import annotations

from oa_desktop.docs.reading.fixed import read_sheets
from oa_desktop.docs.reading.ofd_pages import OfdPages, read_ofd_pages
from oa_desktop.docs.reading.reader import Reading


def read_ofd(data: bytes) -> Reading:
    """Read an OFD.

    Raises:
        Unreadable: It is no OFD, or damaged.
        TooLarge: It holds more than any document.
        Textless: It holds no text.
    """
    found = read_ofd_pages(data, with_pictures=True)
    return read_sheets(found.sheets, "OFD", _left_out(found))


def _left_out(found: OfdPages) -> list[str]:
    """Return what of the file beside its pages is in no manuscript."""
    counts = (("随带的文件{count}个", found.attachments), ("其余的公文{count}件", found.documents - 1))
    return [words.format(count=count) for words, count in counts if count] + ["电子印章和签名"] * found.signatures
