"""Every line of words in a file, wherever it stands: in headers, cells, boxes and properties, for who looks for marks.

Nothing is understood here: no elements, no order. What cannot be read has no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.docs.reading.decoding import decode
from oa_desktop.docs.reading.ofd_pages import is_ofd, read_ofd_pages
from oa_desktop.docs.reading.package import Locked, Node, Package, TooLarge, Unreadable, local
from oa_desktop.docs.reading.pdf import is_pdf
from oa_desktop.docs.reading.placed_lines import text_lines
from oa_desktop.docs.reading.remarks import Remarks
from oa_desktop.docs.sheets.sheets import Sheets
from oa_desktop.domain.errors import Refused

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LINES = frozenset({"p", "si", "is", "TextObject", "oddHeader", "evenHeader", "firstHeader", "oddFooter", "title"})
"""Elements of DOCX, XLSX, PPTX, ODF and OFD of which each is a line."""
_OF_ITSELF = frozenset({"keywords", "CustomData"})
"""Elements in which a DOCX or an OFD says something of itself beside its pages."""
_PARTED = frozenset({"br", "tab", "cr", "line-break"})
_CODES = re.compile(r"&[LCR]|&\"[^\"]*\"|&\d+")
"""What stands between the words in the header of a sheet."""
_OLD_TEXT = re.compile(r"[\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e★☆]{2,}")
_TAG = re.compile(r"<[^>]{0,500}>")


def words_in(data: bytes, name: str) -> Iterator[str]:
    """Yield the lines of a file; what goes wrong inside is no reason to say nothing of what was read before."""
    try:
        yield from _words(data, name)
    except (Unreadable, Locked, TooLarge, Refused, RecursionError):
        return


def _words(data: bytes, name: str) -> Iterator[str]:
    if is_pdf(data):
        from oa_desktop.docs.reading.pdf_sheets import (  # noqa: PLC0415 - only a worker loads PDFium
            keywords_of_pdf,
            sheets_of_pdf,
        )

        yield from keywords_of_pdf(data).splitlines()
        yield from _of_sheets(sheets_of_pdf(data))
    elif data.startswith(_ZIP):
        yield from _of_package(Package(data))
        if is_ofd(data):
            yield from _of_sheets(read_ofd_pages(data).sheets)
    elif data.startswith(_OLE):
        yield from _OLD_TEXT.findall(data.decode("utf-16-le", errors="ignore"))
    else:
        text = decode(data, name, len(data), Remarks())
        yield from (_TAG.sub("", line) for line in text.splitlines())


def _of_sheets(sheets: Sheets) -> Iterator[str]:
    for sheet in sheets.sheets:
        yield from (line.text for line in text_lines(sheet))


def _of_package(package: Package) -> Iterator[str]:
    for part in package.names():
        if part.casefold().endswith((".xml", ".rels")):
            try:
                yield from _of_part(package.xml(part))
            except Unreadable:
                continue


def _of_part(root: Node) -> Iterator[str]:
    for node in root.iter():
        if local(node) in _LINES | _OF_ITSELF:
            yield from _CODES.sub("\n", "".join(_said(node))).splitlines()


def _said(node: Node) -> Iterator[str]:
    yield node.text or ""
    for one in node:
        yield "\n" if local(one) in _PARTED else ""
        yield from _said(one)
        yield one.tail or ""
