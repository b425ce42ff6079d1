"""Type that is set as large as its room allows: labels, spines and stamps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.lines import SetLine, fill_lines
from oa_desktop.docs.layout.page import Colour, Run
from oa_desktop.docs.layout.rows import Style, runs_of
from oa_desktop.docs.layout.type_case import TypeCase

PITCH = 1.35
"""Lines of one text from each other, in heights of their type."""


class Room(NamedTuple):
    """Where a text may stand."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeface:
    """How a text is set: its design, and the type sizes of which the first that fits is taken."""

    role: FontRole
    sizes_pt: Sequence[float]
    colour: Colour = Colour.BLACK
    element: Element = Element.FORM


def fitting(
    case: TypeCase, face: Typeface, words: str, width_mm: float, height_mm: float
) -> tuple[list[SetLine], Style]:
    """Return the lines of a text in the largest type that fits, else in the smallest; a line feed ends a line."""
    for size_pt in face.sizes_pt:
        style = Style(element=face.element, role=face.role, size_pt=size_pt, colour=face.colour).off_grid()
        room = width_mm / style.cell_mm
        typed = (case.glyphs(face.role, one) for one in words.split("\n"))
        lines = [line for one in typed for line in fill_lines(one, first=room, others=room, even=False)]
        if len(lines) * style.size_mm * PITCH <= height_mm + style.size_mm * (PITCH - 1):
            break
    return lines, style


def centred(case: TypeCase, face: Typeface, words: str, room: Room) -> Iterator[Run]:
    """Yield a text in the middle of its room."""
    lines, style = fitting(case, face, words, room.width_mm, room.height_mm)
    step_mm = style.size_mm * PITCH
    y_mm = room.top_mm + (room.height_mm - len(lines) * step_mm + style.size_mm * (PITCH - 1)) / 2
    for line in lines:
        x_mm = room.left_mm + (room.width_mm - line.width * style.cell_mm) / 2
        yield from runs_of(case, line, style, x_mm=x_mm, top_mm=y_mm)
        y_mm += step_mm
