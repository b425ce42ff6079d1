"""Looking at fixed pages (版面阅览, `oa_desktop.office.ports.pages.Viewer`): PDFium in a confined process of its own.

The file goes along with every call: sending 400 KB takes about a millisecond, less than drawing a page, and the
process compares it with what it has open. It is not the process that reads sources, which may take long over one.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any, TypeVar

from oa_desktop.confine import Limits
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.office.confined import answer, ask
from oa_desktop.office.ports.pages import Leaf, Raster, TextPlace

Answer = TypeVar("Answer")

LIMITS = Limits(seconds=15.0, calls=5_000)
"""What looking at a page may take; a page of ours takes hundredths of a second."""
_BYTES_PER_PIXEL = 4
_BOX = 4
"""Figures of a character's box."""


class ConfinedViewer:
    """Shows pages that are drawn in a limited child process; one process serves many calls.

    Args:
        limits: Of the process and of each call.
    """

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits

    def leaves(self, pdf: bytes) -> tuple[Leaf, ...]:
        """Return the sheets of a PDF."""
        return self._ask(_read_leaves, leaves_confined, pdf)

    def raster(self, pdf: bytes, number: int, pixels_per_mm: float, rows: tuple[int, int] | None = None) -> Raster:
        """Draw a page, or the rows of it from the first given up to the second."""
        return self._ask(_read_raster, raster_confined, pdf, number, pixels_per_mm, rows)

    def places(self, pdf: bytes, number: int) -> tuple[TextPlace, ...]:
        """Return the characters of a page, in the order of its text."""
        return self._ask(_read_places, places_confined, pdf, number)

    def _ask(self, read: Callable[[Any], Answer], function: Callable[..., object], *given: object) -> Answer:
        """Ask the worker and read its answer, which is believed no further than it can be checked."""
        answered = ask(function, *given, too_hard=Refused("view.too-hard"), limits=self._limits)
        try:
            return read(answered)
        except (TypeError, ValueError, OverflowError) as error:
            raise Unavailable("confine.failed", reason="the worker spoke nonsense") from error


def _read_leaves(answer: Any) -> tuple[Leaf, ...]:
    return tuple(Leaf(width_mm=float(width), height_mm=float(height)) for width, height in answer)


def _read_raster(answer: Any) -> Raster:
    width, height, data = answer
    if len(data) != int(width) * int(height) * _BYTES_PER_PIXEL:
        raise ValueError("the pixels do not fill the picture")
    return Raster(width=width, height=height, data=data)


def _read_places(answer: Any) -> tuple[TextPlace, ...]:
    codes, boxes = array("I", answer[0]), array("f", answer[1])
    if len(boxes) != _BOX * len(codes):
        raise ValueError("the boxes do not fit the characters")
    figures = iter(boxes)
    corners = zip(codes, figures, figures, figures, figures, strict=False)
    return tuple(
        TextPlace(text=chr(code), x_mm=x, y_mm=y, width_mm=width, height_mm=height)
        for code, x, y, width, height in corners
    )


# --- in the worker -----------------------------------------------------------------------------------------------


def leaves_confined(pdf: bytes) -> object:
    """Return the sizes of all pages, in the child."""
    return answer(lambda: _pages().leaves(pdf))


def raster_confined(pdf: bytes, number: int, pixels_per_mm: float, rows: tuple[int, int] | None) -> object:
    """Draw a page or some of its rows, in the child."""
    return answer(lambda: _pages().raster(pdf, number, pixels_per_mm, rows))


def places_confined(pdf: bytes, number: int) -> object:
    """Return the characters of a page, in the child."""
    return answer(lambda: _pages().places(pdf, number))


def _pages() -> Any:
    from oa_desktop.docs.pdf import pages as pdf_pages  # noqa: PLC0415 - only a worker loads PDFium

    return pdf_pages
