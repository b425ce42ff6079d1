"""Bookmarks (书签) of a PDF: title, headings and annexes, each leading to its line."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.layout.page import OutlineEntry, Page
from oa_desktop.docs.packages import lawful


class Bookmarks:
    """Puts the entries of an outline into a PDF while its pages are drawn."""

    def __init__(self, canvas: Canvas, outline: Sequence[OutlineEntry]) -> None:
        """Take an outline.

        Args:
            canvas: Of the PDF.
            outline: Its entries in reading order.
        """
        self._canvas = canvas
        self._entries = list(enumerate(outline))
        deepest = 0
        for number, entry in self._entries:
            level = min(entry.depth, deepest)
            canvas.addOutlineEntry(lawful(entry.text), _key(number), level)
            deepest = level + 1

    def put_on(self, page: Page) -> None:
        """Put the places on a page, while it is the one being drawn."""
        for number, entry in self._entries:
            if entry.page == page.number:
                top_pt = (page.height_mm - entry.top_mm) / MM_PER_PT
                self._canvas.bookmarkHorizontalAbsolute(_key(number), top_pt)


def _key(number: int) -> str:
    return f"outline-{number}"
