"""Ink (手写) on a page: its lines in millimetres, drawn as curves and never as pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oa_desktop.domain.texts.ink import Ink
from oa_desktop.domain.texts.pen_lines import PenLine, Spot, pen_lines

_UM = 1000.0
_THINNEST_MM = 0.15
"""A line that is drawn smaller stays so broad, or a printer loses it."""

_ROUND = 0.5523
"""How far the control points of a quarter of a circle lie from its ends, in radii."""
_RING_MM = 0.3

Cubic = tuple[Spot, Spot, Spot]
"""Both control points and the end of a cubic curve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PenStroke:
    """A line of a pen with round ends, in millimetres from the top left corner of the sheet.

    Attributes:
        width_mm: Its width.
        start: Where it begins.
        curves: That follow one another.
    """

    width_mm: float
    start: Spot
    curves: tuple[Cubic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InkBox:
    """Ink and how large it is drawn.

    Attributes:
        ink: What was written.
        scale: Of what is drawn against what was written.
    """

    ink: Ink
    scale: float

    @property
    def width_mm(self) -> float:
        """Of what is drawn."""
        left, _, right, _ = self.ink.box_um
        return (right - left) / _UM * self.scale

    @property
    def height_mm(self) -> float:
        """Of what is drawn."""
        _, top, _, bottom = self.ink.box_um
        return (bottom - top) / _UM * self.scale

    def strokes(self, x_mm: float, y_mm: float) -> Iterator[PenStroke]:
        """Yield the lines, what is written from a corner on."""
        left, top, _, _ = self.ink.box_um
        for line in pen_lines(self.ink):
            yield _placed(line, self.scale / _UM, (x_mm - left / _UM * self.scale, y_mm - top / _UM * self.scale))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """圈阅: the circle that a reader draws around their name, so wide and so high."""

    width_mm: float
    height_mm: float

    def strokes(self, x_mm: float, y_mm: float) -> Iterator[PenStroke]:
        """Yield the circle, its box from a corner on: four quarters of an ellipse."""
        across, down = self.width_mm / 2, self.height_mm / 2
        centre = (x_mm + across, y_mm + down)
        turns = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))

        def spot(right: float, below: float) -> Spot:
            return centre[0] + right * across, centre[1] + below * down

        quarters = (
            (
                spot(a[0] + _ROUND * b[0], a[1] + _ROUND * b[1]),
                spot(b[0] + _ROUND * a[0], b[1] + _ROUND * a[1]),
                spot(*b),
            )
            for a, b in zip(turns, (*turns[1:], turns[0]), strict=True)
        )
        yield PenStroke(width_mm=_RING_MM, start=spot(1.0, 0.0), curves=tuple(quarters))


def _placed(line: PenLine, scale: float, corner: Spot) -> PenStroke:
    start, curves = _on_sheet(line.start, scale, corner), []
    before = start
    for control, end in line.bends:
        bend, after = _on_sheet(control, scale, corner), _on_sheet(end, scale, corner)
        curves.append((_third(before, bend), _third(after, bend), after))
        before = after
    return PenStroke(width_mm=max(line.width_um * scale, _THINNEST_MM), start=start, curves=tuple(curves))


def _on_sheet(spot: Spot, scale: float, corner: Spot) -> Spot:
    return corner[0] + spot[0] * scale, corner[1] + spot[1] * scale


def _third(end: Spot, control: Spot) -> Spot:
    """Return the control point of the cubic curve that is the same as a quadratic one."""
    return end[0] + (control[0] - end[0]) * 2 / 3, end[1] + (control[1] - end[1]) * 2 / 3
