"""Sheets (纸面): where the pages of a document lie in the view, how large, and in which strips they are drawn.

Lengths of the view are device-independent pixels from the top left of all sheets; those of a page are millimetres.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF

from oa_desktop.office.ports.pages import Leaf

FULL_SIZE = 96 / 25.4
"""Pixels to a millimetre at 100 %."""
STEPS = (0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
"""Sizes that one zooms through."""
SMALLEST = 0.02
"""The least that fitting comes to, for sheets of five metres."""
MARGIN = 14
"""Pixels around the sheets and between them."""
MOST_STRIP_PIXELS = 2_000_000
"""Pixels of the largest strip: 8 MB."""


class Fit(Enum):
    """How the size of the pages follows from that of the view."""

    WIDTH = "适合宽度"
    PAGE = "整页"
    FREE = "自定"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Some rows of a page at a resolution: what is drawn and kept at once.

    Attributes:
        number: The page, from 0.
        pixels_per_mm: Pixels of the screen.
        width: Pixels across.
        first: The first row.
        end: The row after the last.
    """

    number: int
    pixels_per_mm: float
    width: int
    first: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """Sheets below one another, each in the middle.

    Attributes:
        leaves: Their sizes.
        zoom: 1.0 for 100 %.
        room: Width of the view.
        tops: Upper edge of each.
        width: Of everything, at least ``room``.
        height: Of everything.
    """

    leaves: tuple[Leaf, ...]
    zoom: float
    room: float
    tops: tuple[float, ...]
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Pixels to a millimetre."""
        return self.zoom * FULL_SIZE

    def rect(self, number: int) -> QRectF:
        """Return where a sheet lies."""
        leaf = self.leaves[number]
        width, height = leaf.width_mm * self.scale, leaf.height_mm * self.scale
        return QRectF((self.width - width) / 2, self.tops[number], width, height)

    def at(self, y: float) -> int:
        """Return the sheet at a height, or that above it."""
        return max(0, bisect_right(self.tops, y) - 1)

    def between(self, top: float, bottom: float) -> range:
        """Return the sheets of which something lies between two heights."""
        first = self.at(top)
        if self.leaves and self.rect(first).bottom() < top:
            first += 1
        return range(min(first, len(self.leaves)), bisect_right(self.tops, bottom))

    def to_page(self, point: QPointF) -> tuple[int, float, float]:
        """Return the sheet nearest to a point, and the point on it in millimetres."""
        number = self.at(point.y())
        rect = self.rect(number)
        below = number + 1
        if below < len(self.leaves) and self.tops[below] - point.y() < point.y() - rect.bottom():
            number, rect = below, self.rect(below)
        return number, (point.x() - rect.left()) / self.scale, (point.y() - rect.top()) / self.scale

    def to_view(self, number: int, x_mm: float, y_mm: float) -> QPointF:
        """Return where a point of a sheet lies."""
        rect = self.rect(number)
        return QPointF(rect.left() + x_mm * self.scale, rect.top() + y_mm * self.scale)

    def strips(self, number: int, dots: float, top: float, bottom: float) -> Iterator[Strip]:
        """Yield the strips of a sheet of which something lies between two heights.

        Args:
            number: The sheet.
            dots: Dots of the screen to a pixel.
            top: In the view.
            bottom: In the view.
        """
        leaf, sharp = self.leaves[number], self.scale * dots
        across, down = max(1, round(leaf.width_mm * sharp)), max(1, round(leaf.height_mm * sharp))
        rows = min(down, max(1, MOST_STRIP_PIXELS // across))
        above = (top - self.tops[number]) * dots
        below = (bottom - self.tops[number]) * dots
        for first in range(0, down, rows):
            end = min(down, first + rows)
            if end > above and first < below:
                yield Strip(number=number, pixels_per_mm=sharp, width=across, first=first, end=end)


def laid_out(leaves: Sequence[Leaf], zoom: float, room: float) -> Sheets:
    """Return the sheets at a size, in a view of some width."""
    scale, tops, y = zoom * FULL_SIZE, [], float(MARGIN)
    for leaf in leaves:
        tops.append(y)
        y += leaf.height_mm * scale + MARGIN
    widest = max((leaf.width_mm for leaf in leaves), default=0.0) * scale
    width = max(room, widest + 2 * MARGIN)
    return Sheets(leaves=tuple(leaves), zoom=zoom, room=room, tops=tuple(tops), width=width, height=y)


def fitting(leaves: Sequence[Leaf], fit: Fit, zoom: float, room: tuple[float, float]) -> float:
    """Return the size at which pages fit a view; the one given where they need not.

    Args:
        leaves: The pages.
        fit: How they are to fit.
        zoom: The size until now.
        room: Width and height of the view.
    """
    if fit is Fit.FREE or not leaves:
        return zoom
    free_width, free_height = (max(1.0, side - 2 * MARGIN) for side in room)
    fitted = free_width / (max(leaf.width_mm for leaf in leaves) * FULL_SIZE)
    if fit is Fit.PAGE:
        fitted = min(fitted, free_height / (max(leaf.height_mm for leaf in leaves) * FULL_SIZE))
    return min(STEPS[-1], max(SMALLEST, fitted))


def stepped(zoom: float, up: bool) -> float:
    """Return the next size above or below."""
    near = zoom * (1.001 if up else 0.999)
    beyond = [step for step in STEPS if (step > near if up else step < near)]
    if not beyond:
        return max(zoom, STEPS[-1]) if up else min(zoom, STEPS[0])
    return min(beyond) if up else max(beyond)
