"""Inspecting files that have pages of their own; what a file is, its first bytes say. Only a worker does it."""

from __future__ import annotations

from oa_desktop.docs.inspect.inspecting import inspect_sheets
from oa_desktop.docs.inspect.word.judging import judge_docx
from oa_desktop.docs.inspect.word.sheets import sheets_of_docx
from oa_desktop.docs.reading.docx_parts import is_docx
from oa_desktop.docs.reading.files import kind_of, refusing
from oa_desktop.docs.reading.ofd_pages import read_ofd_pages
from oa_desktop.docs.reading.pdf import is_pdf
from oa_desktop.docs.reading.pdf_sheets import sheets_of_pdf
from oa_desktop.docs.sheets.sheets import Sheets
from oa_desktop.domain.documents.findings import Finding


def inspect_file(data: bytes, name: str) -> tuple[Finding, ...]:
    """Return what is wrong on the pages of a file.

    Raises:
        Refused: What its reader refuses.
    """
    with refusing(kind_of(data), name):
        return tuple(judge_docx(sheets_of_docx(data))) if is_docx(data) else inspect_sheets(sheets_of_file(data))


def sheets_of_file(data: bytes) -> Sheets:
    """Return the sheets of a PDF or an OFD."""
    return sheets_of_pdf(data) if is_pdf(data) else read_ofd_pages(data).sheets
