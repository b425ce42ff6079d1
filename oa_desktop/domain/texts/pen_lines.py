"""How ink (手写) looks: smooth lines, broader where the pen pressed harder; the same on screens and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from oa_desktop.domain.texts.ink import FULL_PRESSURE, Ink, InkPoint, InkStroke

_FINE_UM, _BROAD_UM = 250, 950
"""Width of a line where the pen hardly touches, and where it is pressed hard; like a 0.7 mm pen in between."""
_STEPS = 12
"""Widths that are told apart; each change of width begins another line."""
_DOT_UM = 10
"""A dot is a line so short."""

Spot = tuple[float, float]
"""A place in micrometres, from the left and from the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PenLine:
    """A line of one width with round ends.

    Attributes:
        width_um: Its width.
        start: Where it begins.
        bends: Quadratic curves that follow one another: the control point and the end of each.
    """

    width_um: float
    start: Spot
    bends: tuple[tuple[Spot, Spot], ...]


def pen_lines(ink: Ink) -> Iterator[PenLine]:
    """Yield the lines of some ink, in the order in which they were written."""
    for stroke in ink.strokes:
        yield from stroke_lines(stroke)


def stroke_lines(stroke: InkStroke) -> Iterator[PenLine]:
    """Yield the lines of one stroke; each goes on where the one before ended."""
    spots = [_spot(point) for point in stroke]
    if len(spots) == 1:
        spots.append((spots[0][0] + _DOT_UM, spots[0][1]))
    start = spots[0]
    for step, bends in groupby(_bends(spots, _steps(stroke)), key=lambda bend: bend[0]):
        curves = tuple(curve for _, curve in bends)
        yield PenLine(width_um=_FINE_UM + (_BROAD_UM - _FINE_UM) * step / _STEPS, start=start, bends=curves)
        start = curves[-1][1]


def _bends(spots: Sequence[Spot], steps: Sequence[int]) -> Iterator[tuple[int, tuple[Spot, Spot]]]:
    """Yield width and curve from each place to the next, by way of the middles between them."""
    last = len(spots) - 1
    for place in range(1, last):
        yield steps[place], (spots[place], _middle(spots[place], spots[place + 1]))
    yield steps[-1], (spots[last], spots[last])


def _steps(stroke: InkStroke) -> list[int]:
    """Return the width at each point, as a step; a change of pressure is spread over the points beside it."""
    pressures = [point.pressure for point in stroke]
    around = [pressures[max(0, place - 2) : place + 3] for place in range(len(pressures))]
    return [round(sum(near) / len(near) * _STEPS / FULL_PRESSURE) for near in around]


def _spot(point: InkPoint) -> Spot:
    return float(point.x_um), float(point.y_um)


def _middle(one: Spot, other: Spot) -> Spot:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
