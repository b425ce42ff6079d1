"""Runs of type as text objects (文字对象): GB/T 33190-2016 11.

A text object stands in a box of the page (``Boundary``), which readers clip it to. What is condensed or turned goes
through a matrix (``CTM``) from the object's own space into the box; everything else has its baseline in the box.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product

from oa_desktop.docs.colours import RGB
from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.layout.page import Run
from oa_desktop.docs.ofd.markup import Node, child, number, numbers

OUTLINE_MM = 0.4 * MM_PER_PT
"""Thickness of the outline that emboldens a strong run; the same as in the PDF."""
_ABOVE_EM, _BELOW_EM, _BESIDE_EM = 1.15, 0.4, 0.15
"""How far the box goes beyond the baseline and the ends of a run, so that no ink is clipped."""
_WHOLE = (1.0, 0.0, 0.0, 1.0)
_REPEATED = 3
"""From so many equal steps on the shorthand ``g count step`` is shorter."""
_BASIC = 0xFFFF
"""The last character that every reader counts as one; one beyond it has a place of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Boundary: a box on the page."""

    x: float
    y: float
    width: float
    height: float

    def __str__(self) -> str:
        return numbers(self.x, self.y, self.width, self.height)


def put_run(layer: Node, run: Run, object_id: int, font_id: int) -> None:
    """Put a run into a layer.

    Args:
        layer: Of the page.
        run: What is drawn.
        object_id: Of the text object.
        font_id: Of the font in PublicRes.
    """
    matrix = _matrix(run)
    box = _box(run, matrix)
    origin = (run.x_mm - box.x, run.y_mm - box.y)
    text = child(layer, "TextObject", ID=object_id, Boundary=str(box), Font=font_id, Size=number(_size_mm(run)))
    if matrix != _WHOLE:
        text.set("CTM", numbers(*matrix, *origin))
        origin = (0.0, 0.0)
    _colour(text, run)
    for x_mm, characters, steps in _codes(run):
        code = child(text, "TextCode", characters, X=number(origin[0] + x_mm), Y=number(origin[1]))
        if steps:
            code.set("DeltaX", _array(steps, shorten=matrix == _WHOLE))


def _colour(text: Node, run: Run) -> None:
    value = numbers(*RGB[run.colour])
    child(text, "FillColor", Value=value)
    if run.strong:
        text.set("Stroke", "true")
        text.set("LineWidth", number(OUTLINE_MM))
        child(text, "StrokeColor", Value=value)


def _size_mm(run: Run) -> float:
    return run.size_pt * MM_PER_PT


def _matrix(run: Run) -> tuple[float, float, float, float]:
    """Return how the run is condensed and turned: x' = a x + c y, y' = b x + d y, y downwards."""
    if not run.angle_deg:
        return (run.condensed, 0.0, 0.0, 1.0)
    cosine, sine = math.cos(math.radians(run.angle_deg)), math.sin(math.radians(run.angle_deg))
    return (run.condensed * cosine, -run.condensed * sine, sine, cosine)


def _box(run: Run, matrix: tuple[float, float, float, float]) -> Box:
    """Return the box on the page around everything that the run may draw."""
    a, b, c, d = matrix
    em = _size_mm(run)
    right = sum(run.advances_mm[:-1]) / run.condensed + em
    corners = product((-_BESIDE_EM * em, right + _BESIDE_EM * em), (-_ABOVE_EM * em, _BELOW_EM * em))
    xs, ys = zip(*((a * x + c * y, b * x + d * y) for x, y in corners), strict=True)
    return Box(x=run.x_mm + min(xs), y=run.y_mm + min(ys), width=max(xs) - min(xs), height=max(ys) - min(ys))


def _codes(run: Run) -> Iterator[tuple[float, str, Sequence[float]]]:
    """Yield the pieces of a run: where each begins, its characters, and the steps between them, in object space."""
    start, x_mm = 0, 0.0
    for end in _piece_ends(run.text):
        advances = [advance / run.condensed for advance in run.advances_mm[start:end]]
        yield x_mm, run.text[start:end], advances[:-1]
        x_mm += sum(advances)
        start = end


def _piece_ends(text: str) -> Iterator[int]:
    """Yield where the pieces end: a character beyond the basic plane is a piece alone."""
    for place in range(1, len(text)):
        if ord(text[place]) > _BASIC or ord(text[place - 1]) > _BASIC:
            yield place
    if text:
        yield len(text)


def _array(steps: Sequence[float], *, shorten: bool) -> str:
    """Return DeltaX, equal steps drawn together where it is to be short: GB/T 33190-2016 11.3.

    Readers exist that forget the matrix over a shorthand, and then leave out a line that seems to end beyond the page.
    """
    return " ".join(
        f"g {count} {step}" if shorten and count >= _REPEATED else " ".join([step] * count)
        for step, count in ((step, len(list(same))) for step, same in groupby(map(number, steps)))
    )
