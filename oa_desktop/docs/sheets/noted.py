"""脚注 of a sheet, told by place and size: small type under a short rule, small raised marks in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from oa_desktop.docs.figures import AREA_BOTTOM_MM, AREA_WIDTH_MM, MM_PER_PT
from oa_desktop.docs.sheets.sheets import Character, Sheet, Stroke

NOTE_MARK = re.compile("[0-9①-⑳*※]")
"""What marks of notes are made of."""
_SHORTEST_MM, _LONGEST_MM = 15.0, 80.0
"""How long the rule above notes may be. P."""
_THICKEST_MM = 1.0
"""A rule that is drawn as a box is no higher."""
_LARGEST_PT = 12.5
"""Type of notes is smaller than that of the text. P."""
_BELOW_MM = 9.0
"""The first line of notes has its baseline so near below the rule."""
_BESIDE_MM = 6.0
"""Notes begin at the left end of their rule."""
_FOOT_MM = AREA_BOTTOM_MM + 2.0
_SMALLER = 0.75
"""A mark is so much smaller than the text at most."""
_RAISED_EM = 0.1
_CLOSE_EM = 0.6
"""White between a mark and the character that it hangs on, at most."""


class NoteArea(NamedTuple):
    """Where notes stand on a sheet, from their rule down."""

    left_mm: float
    top_mm: float
    bottom_mm: float

    def holds(self, char: Character) -> bool:
        """Tell whether a character is of a note."""
        return self.top_mm < char.y_mm < self.bottom_mm


def note_area(sheet: Sheet) -> NoteArea | None:
    """Return where the notes of a sheet stand; None where it has none."""
    areas = (
        _area(sheet, one) for one in sheet.strokes if one.is_level and _SHORTEST_MM <= one.length_mm <= _LONGEST_MM
    )
    return next((area for area in areas if area and _is_noted(sheet, area)), None)


def _area(sheet: Sheet, rule: Stroke) -> NoteArea | None:
    """Return what lies under a rule down to 版记 or the foot of the sheet; None for a rule of a table."""
    uprights = (one for one in sheet.strokes if abs(one.y1_mm - one.y2_mm) > _THICKEST_MM)
    if any(min(one.y1_mm, one.y2_mm) - 1 <= rule.y1_mm <= max(one.y1_mm, one.y2_mm) + 1 for one in uprights):
        return None
    long = (one.y1_mm for one in sheet.strokes if one.is_level and one.length_mm > AREA_WIDTH_MM / 2)
    bottom = min((y_mm for y_mm in long if y_mm > rule.y1_mm), default=_FOOT_MM)
    return NoteArea(rule.left_mm, rule.y1_mm, min(bottom, _FOOT_MM))


def _is_noted(sheet: Sheet, area: NoteArea) -> bool:
    chars = [char for char in sheet.characters if area.holds(char) and not char.text.isspace()]
    if not chars or any(char.size_pt > _LARGEST_PT for char in chars):
        return False
    is_near = min(char.y_mm for char in chars) - area.top_mm < _BELOW_MM
    return is_near and abs(min(char.x_mm for char in chars) - area.left_mm) < _BESIDE_MM


def mark_places(characters: Sequence[Character]) -> Iterator[tuple[int, Character]]:
    """Yield the places of marks of notes among the characters of a text, each with the character that it hangs on.

    Args:
        characters: In reading order.
    """
    before: Character | None = None
    for place, char in enumerate(characters):
        if before and _hangs_on(before, char):
            yield place, before
            before = before._replace(right_mm=char.right_mm)
        elif not char.text.isspace():
            before = char


def _hangs_on(before: Character, char: Character) -> bool:
    em_mm = before.size_pt * MM_PER_PT
    is_small = char.size_pt <= _SMALLER * before.size_pt and NOTE_MARK.fullmatch(char.text) is not None
    is_raised = _RAISED_EM * em_mm < before.y_mm - char.y_mm < em_mm
    return is_small and is_raised and abs(char.x_mm - before.right_mm) < _CLOSE_EM * em_mm
