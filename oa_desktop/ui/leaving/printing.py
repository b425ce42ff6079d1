"""Printing (打印): the fixed pages, dot for dot, at their true size; done behind the window, sheet by sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter

from oa_desktop.domain.errors import Unavailable
from oa_desktop.office.ports.pages import Leaf, Viewer
from oa_desktop.ui.reading.pictures import image_of
from oa_desktop.ui.tasks import Cancelled, Progress

INCH_MM = 25.4
MOST_DOTS = 600 / INCH_MM
"""Dots to a millimetre: what is finer nobody sees, and it costs memory."""
STRIP_PIXELS = 8_000_000
"""Pixels of a page that are drawn at once: 32 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """What is printed."""

    viewer: Viewer
    pdf: bytes
    leaves: tuple[Leaf, ...]


def suit_paper(printer: QPrinter, leaf: Leaf) -> None:
    """Ask a printer for paper of a page's size, without margins: the page has its own (版心)."""
    short, long = sorted((leaf.width_mm, leaf.height_mm))
    lies = leaf.width_mm > leaf.height_mm
    printer.setFullPage(True)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait)
    printer.setPageSize(QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter))


def wanted(printer: QPrinter, pages: int) -> list[int]:
    """Return the pages that a printer is to be given, from 0, in their order; several times where it cannot repeat."""
    by_range = printer.printRange() is QPrinter.PrintRange.PageRange
    first, end = (printer.fromPage() - 1, min(pages, printer.toPage())) if by_range else (0, pages)
    once = list(range(max(0, first), end))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        once.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return once * copies if printer.collateCopies() else [page for page in once for _ in range(copies)]


def print_pages(
    viewer: Viewer, pdf: bytes, printer: QPrinter, progress: Progress, pick: Callable[[list[int]], list[int]] = list
) -> int:
    """Print pages of a PDF and return how many; called behind the window.

    Args:
        viewer: Draws them.
        pdf: Whose pages.
        printer: As the person has chosen and set it.
        progress: Tells and is told.
        pick: Which of the pages that the printer was set to are printed this time, from 0.

    Raises:
        Unavailable: ``printer.failed``, ``confine.failed``.
        Refused: What the viewer refuses.
        Cancelled: Nobody wants it any more; the printer drops what it was given.
    """
    source = _Source(viewer=viewer, pdf=pdf, leaves=viewer.leaves(pdf))
    numbers = pick(wanted(printer, len(source.leaves)))
    painter = QPainter()
    if not painter.begin(printer):
        raise _failed(printer)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)  # else every stroke has a halo
    try:
        for place, number in enumerate(numbers):
            progress.step(place, len(numbers))
            if place and not printer.newPage():
                raise _failed(printer)
            _put(painter, printer, source, number)
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(numbers)


def _put(painter: QPainter, printer: QPrinter, source: _Source, number: int) -> None:
    """Print a page in the middle of the paper, at its true size unless the paper is smaller.

    One that lies on paper that stands is turned, its head to the left. GB/T 9704-2012 8.
    """
    leaf, paper = source.leaves[number], printer.paperRect(QPrinter.Unit.DevicePixel)
    room, turned = paper.size(), QTransform()
    if (leaf.width_mm > leaf.height_mm) != (room.width() > room.height()):
        turned = turned.translate(0, room.height()).rotate(-90)
        room = room.transposed()
    painter.setTransform(turned)
    scale = min(printer.resolution() / INCH_MM, room.width() / leaf.width_mm, room.height() / leaf.height_mm)
    left, top = (room.width() - leaf.width_mm * scale) / 2, (room.height() - leaf.height_mm * scale) / 2
    dots = min(MOST_DOTS, scale)
    ratio = scale / dots
    for rows in _strips(leaf, dots):
        image = image_of(source.viewer.raster(source.pdf, number, dots, rows))
        place = QRectF(left, top + rows[0] * ratio, image.width() * ratio, image.height() * ratio)
        painter.drawImage(place, image, image.rect().toRectF())


def _strips(leaf: Leaf, dots: float) -> Iterator[tuple[int, int]]:
    across, down = round(leaf.width_mm * dots), round(leaf.height_mm * dots)
    rows = max(1, STRIP_PIXELS // max(1, across))
    for first in range(0, down, rows):
        yield first, min(down, first + rows)


def _failed(printer: QPrinter) -> Unavailable:
    return Unavailable("printer.failed", printer=printer.printerName() or printer.outputFileName())
