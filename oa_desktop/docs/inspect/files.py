"""Inspecting files that have pages of their own; what a file is, its first bytes say. Only a worker does it."""

from __future__ import annotations

from oa_desktop.docs.inspect.inspecting import inspect_sheets
from oa_desktop.docs.inspect.pdf_sheets import sheets_of_pdf
from oa_desktop.docs.inspect.placed_sheets import sheets_of_placed
from oa_desktop.docs.inspect.sheets import Sheets
from oa_desktop.docs.inspect.word_rules import is_told, of_margins
from oa_desktop.docs.inspect.word_sheets import sheets_of_docx
from oa_desktop.docs.reading.docx_parts import is_docx
from oa_desktop.docs.reading.ofd_pages import read_ofd_pages
from oa_desktop.docs.reading.package import TooLarge, Unreadable
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.findings import Finding

PDF = b"%PDF"
"""First bytes of a PDF."""


def inspect_file(data: bytes, name: str) -> tuple[Finding, ...]:
    """Return what is wrong on the pages of a file.

    Raises:
        Refused: What its reader refuses.
    """
    kind = "DOCX" if is_docx(data) else "OFD"
    try:
        return _of_docx(data) if kind == "DOCX" else inspect_sheets(sheets_of_file(data))
    except Unreadable as error:
        raise Refused("source.damaged", name=name, kind=kind) from error
    except (TooLarge, RecursionError) as error:
        raise Refused("source.too-hard", name=name) from error


def sheets_of_file(data: bytes) -> Sheets:
    """Return the sheets of a PDF or an OFD."""
    return sheets_of_pdf(data) if data.startswith(PDF) else sheets_of_placed(read_ofd_pages(data).pages)


def _of_docx(data: bytes) -> tuple[Finding, ...]:
    sheets, margins = sheets_of_docx(data)
    return (*of_margins(margins), *filter(is_told, inspect_sheets(sheets)))
