"""Text sizes (字号): four steps that everything in the window is laid out by."""

from __future__ import annotations

from enum import Enum

UNBOUNDED = (1 << 24) - 1
"""Qt's own greatest width, in pixels."""


class TextSize(Enum):
    """A step of the size of all text: the user's word and points."""

    STANDARD = ("标准", 10)
    LARGE = ("大", 13)
    LARGER = ("特大", 16)
    LARGEST = ("超大", 20)

    def __init__(self, label: str, points: int) -> None:
        self.label = label
        self.points = points
