"""What has been set on one page or in one box, in millimetres from its top left corner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.sheets.sheets import Character, Picture, Sheet, Stroke, Tint, tint_of

_DOUBLE: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"double": (1.0, 1.0), "thickThin": (1.0, 0.4), "thinThick": (0.4, 1.0)}
)
"""Strokes of a double line, the upper one first, in parts of the thick one."""
_WHITE_PT = 0.75
"""Between the strokes of a double line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """How a line is drawn.

    Attributes:
        width_pt: Its thickness; of a double line, that of the thicker stroke.
        tint: With what.
        kind: ``single``, or the name of a double line.
    """

    width_pt: float
    tint: Tint
    kind: str = "single"

    def level(self, left_mm: float, right_mm: float, y_mm: float) -> tuple[Stroke, ...]:
        """Return the strokes of a level line whose upper edge lies at a height."""
        shares = next((shares for name, shares in _DOUBLE.items() if self.kind.startswith(name)), (1.0,))
        strokes = []
        for share in shares:
            width_mm = self.width_pt * share * MM_PER_PT
            strokes.append(Stroke(left_mm, y_mm + width_mm / 2, right_mm, y_mm + width_mm / 2, width_mm, self.tint))
            y_mm += width_mm + _WHITE_PT * MM_PER_PT
        return tuple(strokes)

    def upright(self, x_mm: float, top_mm: float, bottom_mm: float) -> Stroke:
        """Return an upright line."""
        return Stroke(x_mm, top_mm, x_mm, bottom_mm, self.width_pt * MM_PER_PT, self.tint)


@dataclass(slots=True)
class Canvas:
    """A page or a box that is being filled."""

    characters: list[Character] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it."""
        return not (self.characters or self.strokes or self.pictures)

    def put(self, box: Canvas, x_mm: float, y_mm: float) -> None:
        """Put what stands in a box at a place."""
        self.characters += (
            one._replace(
                x_mm=one.x_mm + x_mm, right_mm=one.right_mm + x_mm, y_mm=one.y_mm + y_mm, top_mm=one.top_mm + y_mm
            )
            for one in box.characters
        )
        self.strokes += (
            one._replace(x1_mm=one.x1_mm + x_mm, x2_mm=one.x2_mm + x_mm, y1_mm=one.y1_mm + y_mm, y2_mm=one.y2_mm + y_mm)
            for one in box.strokes
        )
        self.pictures += (
            Picture(one.left_mm + x_mm, one.top_mm + y_mm, one.right_mm + x_mm, one.bottom_mm + y_mm, one.tint)
            for one in box.pictures
        )

    def sheet(self, number: int, width_mm: float, height_mm: float) -> Sheet:
        """Return it as a page."""
        return Sheet(
            number=number,
            characters=tuple(self.characters),
            strokes=tuple(self.strokes),
            pictures=tuple(self.pictures),
            width_mm=width_mm,
            height_mm=height_mm,
        )


def tint_said(colour: str) -> Tint:
    """Return how a colour of six hexadecimal digits counts; ``auto`` is black."""
    try:
        return tint_of(*bytes.fromhex(colour)) if len(colour) == len("rrggbb") else Tint.BLACK
    except ValueError:
        return Tint.BLACK
