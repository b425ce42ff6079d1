"""Files that have pages of their own, as sheets: what a file is, its first bytes say. Only a worker reads them."""

from __future__ import annotations

from collections.abc import Callable

from oa_desktop.docs.inspect.pdf_sheets import sheets_of_pdf
from oa_desktop.docs.inspect.placed_sheets import sheets_of_placed
from oa_desktop.docs.inspect.sheets import Sheets
from oa_desktop.docs.reading.ofd_pages import read_ofd_pages
from oa_desktop.docs.reading.package import TooLarge, Unreadable
from oa_desktop.domain.errors import Refused

PDF, ZIP = b"%PDF", b"PK"
"""First bytes of a PDF and of what an OFD lies in."""


def sheets_of_file(data: bytes, name: str) -> Sheets:
    """Return the sheets of a file.

    Raises:
        Refused: What its reader refuses.
    """
    read: Callable[[bytes], Sheets] = sheets_of_pdf if data.startswith(PDF) else _sheets_of_ofd
    try:
        return read(data)
    except Unreadable as error:
        raise Refused("source.damaged", name=name, kind="OFD") from error
    except TooLarge as error:
        raise Refused("source.too-hard", name=name) from error


def _sheets_of_ofd(data: bytes) -> Sheets:
    return sheets_of_placed(read_ofd_pages(data).pages)
