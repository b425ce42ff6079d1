"""归档章 over the first page of an archival copy: two rows of three cells, red (secondary source for DA/T 22-2015)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole, FontSet
from oa_desktop.docs.forms.fitting import Room, Typeface, centred
from oa_desktop.docs.layout import LaidOut
from oa_desktop.docs.layout.matter import printed_matter
from oa_desktop.docs.layout.page import Colour, Page, Rule, Run
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.domain.archives.printed import ArchiveStamp

WIDTH_MM: Final = 45.0
HEIGHT_MM: Final = 16.0
_ROWS: Final = 2
_COLUMNS: Final = 3
_CELL_MM: Final = (WIDTH_MM / _COLUMNS, HEIGHT_MM / _ROWS)
_RULE_MM: Final = 0.35
_PADDING_MM: Final = 0.6
_TYPE: Final = Typeface(
    role=FontRole.FANGSONG, sizes_pt=(12, 11, 10, 9, 8, 7, 6, 5), colour=Colour.RED, element=Element.REALM
)


class StampPlace(NamedTuple):
    """Where the stamp stands, and on how large a sheet."""

    left_mm: float
    top_mm: float
    sheet_width_mm: float
    sheet_height_mm: float


def lay_out_stamp(stamp: ArchiveStamp, place: StampPlace, fonts: FontSet) -> LaidOut:
    """Return what lies over the first page, and the nothing that lies over every other."""
    case = TypeCase(fonts)
    blank = Page(number=2, width_mm=place.sheet_width_mm, height_mm=place.sheet_height_mm)
    first = replace(blank, number=1, runs=tuple(_runs(case, stamp, place)), rules=tuple(_rules(place)))
    return printed_matter(case, fonts, [first, blank], title="")


def _runs(case: TypeCase, stamp: ArchiveStamp, place: StampPlace) -> Iterator[Run]:
    wide_mm, high_mm = _CELL_MM
    for row, cells in enumerate(stamp.rows):
        for column, words in enumerate(cells):
            left_mm, top_mm = place.left_mm + column * wide_mm, place.top_mm + row * high_mm
            yield from centred(
                case, _TYPE, words, Room(left_mm + _PADDING_MM, top_mm, wide_mm - 2 * _PADDING_MM, high_mm)
            )


def _rules(place: StampPlace) -> Iterator[Rule]:
    wide_mm, high_mm = _CELL_MM
    right_mm, bottom_mm = place.left_mm + WIDTH_MM, place.top_mm + HEIGHT_MM
    for row in range(_ROWS + 1):
        y_mm = place.top_mm + row * high_mm
        yield _rule(place.left_mm, y_mm, right_mm, y_mm)
    for column in range(_COLUMNS + 1):
        x_mm = place.left_mm + column * wide_mm
        yield _rule(x_mm, place.top_mm, x_mm, bottom_mm)


def _rule(x1_mm: float, y1_mm: float, x2_mm: float, y2_mm: float) -> Rule:
    return Rule(
        x1_mm=x1_mm,
        y1_mm=y1_mm,
        x2_mm=x2_mm,
        y2_mm=y2_mm,
        width_mm=_RULE_MM,
        element=Element.REALM,
        colour=Colour.RED,
    )
