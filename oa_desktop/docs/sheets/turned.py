"""Tables set along the sheet (横排表): a sheet as it is held to be read, and as it is bound. GB/T 9704-2012 8.

Bound, its head is at the left and 页码 where other sheets have it; read, its head is at the top and 页码 is turned.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.sheets.sheets import ASCENT_EM, SLANTED_DEG, Character, Picture, Sheet, Stroke

_RIGHT_DEG = 90.0
"""A right angle; type that is set along the sheet runs upwards by it."""
_Turn: TypeAlias = Callable[[float, float], tuple[float, float]]
"""Returns where a place of a sheet lies on the turned one."""


def is_set_along(sheet: Sheet) -> bool:
    """Tell whether most of the type of a sheet is set along it, upwards."""
    upwards = sum(abs(char.angle_deg - _RIGHT_DEG) < SLANTED_DEG for char in sheet.characters)
    return 2 * upwards > len(sheet.characters)


def as_read(sheet: Sheet) -> Sheet:
    """Return a sheet as it is held to be read: turned clockwise where its type is set along it."""
    high_mm = sheet.height_mm
    return _turned(sheet, lambda x, y: (high_mm - y, x), -_RIGHT_DEG) if is_set_along(sheet) else sheet


def as_bound(sheet: Sheet) -> Sheet:
    """Return a sheet as it is bound: one wider than high, as word processors have it, turned counter-clockwise."""
    wide_mm = sheet.width_mm
    return _turned(sheet, lambda x, y: (y, wide_mm - x), _RIGHT_DEG) if sheet.is_landscape else sheet


def _turned(sheet: Sheet, turn: _Turn, by_deg: float) -> Sheet:
    return replace(
        sheet,
        characters=tuple(_turned_character(char, turn, by_deg) for char in sheet.characters),
        strokes=tuple(_turned_stroke(stroke, turn) for stroke in sheet.strokes),
        pictures=tuple(_turned_picture(picture, turn) for picture in sheet.pictures),
        width_mm=sheet.height_mm,
        height_mm=sheet.width_mm,
    )


def _turned_character(char: Character, turn: _Turn, by_deg: float) -> Character:
    left_mm, base_mm = turn(char.x_mm, char.y_mm)
    return char._replace(
        x_mm=left_mm,
        right_mm=left_mm + char.right_mm - char.x_mm,
        y_mm=base_mm,
        top_mm=base_mm - ASCENT_EM * char.size_pt * MM_PER_PT,
        angle_deg=char.angle_deg + by_deg,
    )


def _turned_stroke(stroke: Stroke, turn: _Turn) -> Stroke:
    (x1_mm, y1_mm), (x2_mm, y2_mm) = turn(stroke.x1_mm, stroke.y1_mm), turn(stroke.x2_mm, stroke.y2_mm)
    return stroke._replace(x1_mm=x1_mm, y1_mm=y1_mm, x2_mm=x2_mm, y2_mm=y2_mm)


def _turned_picture(picture: Picture, turn: _Turn) -> Picture:
    corners = (turn(picture.left_mm, picture.top_mm), turn(picture.right_mm, picture.bottom_mm))
    (left_mm, right_mm), (top_mm, bottom_mm) = (sorted(sides) for sides in zip(*corners, strict=True))
    return picture._replace(left_mm=left_mm, top_mm=top_mm, right_mm=right_mm, bottom_mm=bottom_mm)
