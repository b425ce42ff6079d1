"""Ink (手写): what a pen or a mouse wrote as an opinion (意见), as strokes with pressure and time.

It is kept apart from the page of the document and never covers it: an act names it by its digest, and the handling form
(发文稿纸、处理单) shows it in the opinion area. All of it is whole numbers: the same strokes are the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from oa_desktop.domain import canonical
from oa_desktop.domain.canonical import Json, NotCanonical
from oa_desktop.domain.errors import Refused

MOST_STROKES = 1_000
MOST_POINTS = 20_000
"""Of all strokes together; three hundred characters written by hand have about as many."""
MOST_BYTES = 1_000_000
LARGEST_UM = 500_000
"""Longest side of what is written on, in micrometres."""
FULL_PRESSURE = 1_000
"""Pressure of a pen pressed hard; a mouse, which has none, writes with half of it."""
LONGEST_MS = 24 * 60 * 60 * 1_000
"""A day: nobody writes longer at one opinion."""


class InkPoint(NamedTuple):
    """Where the pen was, in micrometres from the top left, how hard it pressed, and when, from the first touch."""

    x_um: int
    y_um: int
    pressure: int
    time_ms: int


InkStroke = tuple[InkPoint, ...]
"""笔画: from where the pen is put down to where it is lifted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """手写: strokes in the order in which they were written.

    Attributes:
        width_um: Of what was written on, in micrometres.
        height_um: Likewise.
        strokes: At least one, of at least one point each.

    Raises:
        Refused: ``ink.empty``, ``ink.too-much``, ``ink.damaged``.
    """

    width_um: int
    height_um: int
    strokes: tuple[InkStroke, ...]

    def __post_init__(self) -> None:
        """Refuse what no pen wrote."""
        if not self.strokes:
            raise Refused("ink.empty")
        points = sum(len(stroke) for stroke in self.strokes)
        if len(self.strokes) > MOST_STROKES or points > MOST_POINTS:
            raise Refused("ink.too-much", strokes=len(self.strokes), points=points)
        if not (_is_side(self.width_um) and _is_side(self.height_um) and self._is_sound()):
            raise Refused("ink.damaged")

    @property
    def box_um(self) -> tuple[int, int, int, int]:
        """Left, upper, right and lower edge of what is written."""
        across = [point.x_um for stroke in self.strokes for point in stroke]
        down = [point.y_um for stroke in self.strokes for point in stroke]
        return min(across), min(down), max(across), max(down)

    def encode(self) -> bytes:
        """Return the canonical bytes that an act names by their digest."""
        strokes: Json = [[list(point) for point in stroke] for stroke in self.strokes]
        return canonical.encode({"height": self.height_um, "strokes": strokes, "width": self.width_um})

    @classmethod
    def decode(cls, data: bytes) -> Ink:
        """Return the strokes that some bytes stand for.

        Raises:
            Refused: ``ink.empty``, ``ink.too-much``, ``ink.damaged``.
        """
        if len(data) > MOST_BYTES:
            raise Refused("ink.too-much", strokes=0, points=0)
        try:
            value: Any = canonical.decode(data)
            strokes = tuple(tuple(InkPoint(*point) for point in stroke) for stroke in value.pop("strokes"))
            sides = {"width_um": value.pop("width"), "height_um": value.pop("height")}
        except (NotCanonical, KeyError, TypeError, AttributeError) as error:
            raise Refused("ink.damaged") from error
        if value:
            raise Refused("ink.damaged")
        return cls(strokes=strokes, **sides)

    def _is_sound(self) -> bool:
        return all(self.strokes) and all(self._holds(point) for point in _points(self)) and _goes_on(self)

    def _holds(self, point: InkPoint) -> bool:
        """Whether a point lies where the pen could be."""
        limits = (self.width_um, self.height_um, FULL_PRESSURE, LONGEST_MS)
        return all(type(value) is int and 0 <= value <= most for value, most in zip(point, limits, strict=True))


def _points(ink: Ink) -> Iterator[InkPoint]:
    return (point for stroke in ink.strokes for point in stroke)


def _goes_on(ink: Ink) -> bool:
    """Whether time goes on from point to point."""
    times = [point.time_ms for point in _points(ink)]
    return all(before <= after for before, after in pairwise(times))


def _is_side(value: object) -> bool:
    return type(value) is int and 0 < value <= LARGEST_UM
