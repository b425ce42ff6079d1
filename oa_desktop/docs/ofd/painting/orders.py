"""Paths of OFD (AbbreviatedData) as orders of PDF. GB/T 33190-2016 9.3; ISO 32000-1 8.5.2, 8.5.3."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from oa_desktop.docs.ofd.painting.arcs import Point, curves
from oa_desktop.docs.reading.ofd_objects import WHOLE, Matrix

_TOKEN = re.compile(r"([SMLQBAC])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([^\s,])")
_FIGURES: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""How many figures an order takes."""
_LARGEST: Final = 1e6
MOST: Final = 4 * 1024 * 1024
"""Bytes that a painting comes to at most, and characters that a path in it has."""
_PLACES: Final = 4


class Unpaintable(Exception):
    """A drawing says something that no drawing says."""


def written(*figures: float) -> bytes:
    """Return figures as PDF writes them.

    Raises:
        Unpaintable: One of them is none, or beyond every page.
    """
    if not all(math.isfinite(one) and abs(one) < _LARGEST for one in figures):
        raise Unpaintable
    return b" ".join(_figure(one) for one in figures)


def _figure(figure: float) -> bytes:
    text = f"{figure:.{_PLACES}f}".rstrip("0").rstrip(".")
    return b"0" if text in ("-0", "") else text.encode()


def path(data: str, space: Matrix = WHOLE) -> Iterator[bytes]:
    """Yield the orders of a path.

    Args:
        data: AbbreviatedData.
        space: How its space lies in the one that is painted in.

    Raises:
        Unpaintable: It is no path.
    """
    if len(data) > MOST:
        raise Unpaintable
    for order, figures in _segments(data):
        placed = (space.at(x, y) for x, y in zip(figures[::2], figures[1::2], strict=True))
        yield b" ".join((*(written(*point) for point in placed), order))


def _segments(data: str) -> Iterator[tuple[bytes, Sequence[float]]]:
    """Yield the orders of PDF that a path comes to, with their figures."""
    here = start = (0.0, 0.0)
    for order, values in _orders(data):
        if order == "C":
            here = start
            yield b"h", ()
            continue
        yield from _DRAWN[order](here, values)
        here = (values[-2], values[-1])
        if order in "SM":
            start = here


def _orders(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield the orders with their figures; an order may be followed by figures for several of its kind."""
    order, values = "", list[float]()
    for letter, figure, other in _TOKEN.findall(data):
        if other or (letter and values) or (figure and not _FIGURES.get(order)):
            raise Unpaintable
        if letter:
            order = letter
        else:
            values.append(float(figure))
        if order and len(values) == _FIGURES[order] and (figure or order == "C"):
            yield order, values
            values = []
    if values:
        raise Unpaintable


def _moved(_: Point, values: Sequence[float]) -> Iterator[tuple[bytes, Sequence[float]]]:
    yield b"m", values


def _line(_: Point, values: Sequence[float]) -> Iterator[tuple[bytes, Sequence[float]]]:
    yield b"l", values


def _curve(_: Point, values: Sequence[float]) -> Iterator[tuple[bytes, Sequence[float]]]:
    yield b"c", values


def _bent(here: Point, values: Sequence[float]) -> Iterator[tuple[bytes, Sequence[float]]]:
    """Yield a curve of the second order as one of the third."""
    (x0, y0), (x1, y1, x2, y2) = here, values
    yield b"c", ((x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3, (x2 + 2 * x1) / 3, (y2 + 2 * y1) / 3, x2, y2)


def _arc(here: Point, values: Sequence[float]) -> Iterator[tuple[bytes, Sequence[float]]]:
    for curve in curves(here, values):
        yield b"c", curve


_DRAWN: Final[Mapping[str, Callable[[Point, Sequence[float]], Iterator[tuple[bytes, Sequence[float]]]]]] = {
    "S": _moved,
    "M": _moved,
    "L": _line,
    "Q": _bent,
    "B": _curve,
    "A": _arc,
}
