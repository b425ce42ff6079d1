"""Arcs of ellipses as curves. GB/T 33190-2016 9.3 (A); the mathematics are those of SVG 1.1 F.6."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Point = tuple[float, float]

_QUARTER = math.pi / 2
_HAIR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ellipse:
    """An ellipse with its middle, its half axes and how far it is turned."""

    middle: Point
    across: float
    down: float
    cos: float
    sin: float

    def at(self, x: float, y: float) -> Point:
        """Return where a point of the unit circle's plane comes to lie."""
        x, y = self.across * x, self.down * y
        return self.middle[0] + self.cos * x - self.sin * y, self.middle[1] + self.sin * x + self.cos * y


def curves(here: Point, values: Sequence[float]) -> Iterator[tuple[float, ...]]:
    """Yield the curves of the third order, each of a quarter at most, that an arc comes to.

    Args:
        here: Where it begins.
        values: Half axes, degrees by which they are turned, whether it is the larger arc, whether it runs clockwise,
            and where it ends.
    """
    across, down, degrees, large, sweep, *last = values
    end = (last[0], last[1])
    if not across or not down or here == end:
        yield (*here, *end, *end)
        return
    ellipse, first, span = _placed(here, end, (abs(across), abs(down), math.radians(degrees)), bool(large), bool(sweep))
    parts = max(1, math.ceil(abs(span) / _QUARTER - _HAIR))
    step = span / parts
    reach = 4 / 3 * math.tan(step / 4)
    for part in range(parts):
        begin, stop = first + step * part, first + step * (part + 1)
        corner = ellipse.at(math.cos(begin) - reach * math.sin(begin), math.sin(begin) + reach * math.cos(begin))
        other = ellipse.at(math.cos(stop) + reach * math.sin(stop), math.sin(stop) - reach * math.cos(stop))
        yield (*corner, *other, *(end if part == parts - 1 else ellipse.at(math.cos(stop), math.sin(stop))))


def _placed(
    here: Point, end: Point, shape: tuple[float, float, float], large: bool, sweep: bool
) -> tuple[_Ellipse, float, float]:
    """Return the ellipse on which an arc lies, at which angle it begins, and how far it runs. SVG 1.1 F.6.5."""
    across, down, turn = shape
    cos, sin = math.cos(turn), math.sin(turn)
    dx, dy = (here[0] - end[0]) / 2, (here[1] - end[1]) / 2
    px, py = cos * dx + sin * dy, cos * dy - sin * dx
    grown = math.sqrt(max(1.0, (px / across) ** 2 + (py / down) ** 2))
    across, down = across * grown, down * grown
    over = (across * py) ** 2 + (down * px) ** 2
    root = math.sqrt(max(0.0, (across * down) ** 2 / over - 1)) * (-1 if large == sweep else 1)
    mx, my = root * across * py / down, -root * down * px / across
    middle = (cos * mx - sin * my + (here[0] + end[0]) / 2, sin * mx + cos * my + (here[1] + end[1]) / 2)
    first = math.atan2((py - my) / down, (px - mx) / across)
    span = (math.atan2((-py - my) / down, (-px - mx) / across) - first) % math.tau
    ellipse = _Ellipse(middle=middle, across=across, down=down, cos=cos, sin=sin)
    return ellipse, first, span if sweep else span - math.tau
