"""A PDF with text to a manuscript, with findings: its pages are read as lines of type, like those of an OFD.

PDFium reads the file, in a confined worker and nowhere else.
"""

from __future__ import annotations

from oa_desktop.docs.reading.fixed import read_sheets
from oa_desktop.docs.reading.reader import Reading

_MAGIC = b"%PDF"


def is_pdf(data: bytes) -> bool:
    """Tell whether a file is a PDF by its first bytes."""
    return data.startswith(_MAGIC)


def read_pdf(data: bytes) -> Reading:
    """Read a PDF.

    Raises:
        Unreadable: It is damaged.
        Locked: It cannot be opened without a password.
        TooLarge: It has more pages than any document.
        Textless: It holds no text.
    """
    from oa_desktop.docs.reading.pdf_sheets import sheets_of_pdf  # noqa: PLC0415 - only a worker loads PDFium

    return read_sheets(sheets_of_pdf(data, with_pictures=True), "PDF")
