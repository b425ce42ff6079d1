"""What somebody writes by hand in the tests."""

from __future__ import annotations

from oa_desktop.domain.texts.ink import Ink, InkPoint


def ring(width_um: int = 120_000, height_um: int = 40_000) -> Ink:
    """圈阅: a circle, and a tail like that of a name; the pen presses harder on the way."""
    corners = ((20, 20), (40, 8), (60, 20), (40, 32), (20, 20))
    circle = tuple(
        InkPoint(x * 1_000, y * 1_000, 300 + 120 * place, 40 * place) for place, (x, y) in enumerate(corners)
    )
    tail = tuple(InkPoint(70_000 + 10_000 * place, 20_000 + 3_000 * place, 700, 400 + place) for place in range(4))
    return Ink(width_um=width_um, height_um=height_um, strokes=(circle, tail))
