"""What is void on a page (作废), as an overlay: a mark that was changed or lifted, and the whole of a document.

The page itself stays as it was signed. The old mark is struck out and what holds stands beside it (secondary source);
the frame and its place are office practice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import SHEET_WIDTH_MM
from oa_desktop.docs.fonts.fonts import FontRole, FontSet
from oa_desktop.docs.layout import LaidOut, LayoutOptions, lay_out
from oa_desktop.docs.layout.lines import natural_line
from oa_desktop.docs.layout.matter import printed_matter
from oa_desktop.docs.layout.page import Colour, Page, Rule, Run
from oa_desktop.docs.layout.rows import Style, runs_of
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.ports.printing import Voided

_VOID: Final = "作废"
_FRAMED: Final = Style(element=Element.REALM, role=FontRole.HEITI, size_pt=26.0, colour=Colour.RED).off_grid()
_BESIDE: Final = Style(element=Element.REALM, role=FontRole.HEITI, size_pt=12.0, colour=Colour.RED).off_grid()
_RIGHT_MM: Final = 14.0
"""Of the frame, from the right edge of the sheet: in the margin, where nothing is printed. P."""
_TOP_MM: Final = 10.0
_AIR_MM: Final = 2.0
_STROKE_MM: Final = 0.6
_MIDDLE_EM: Final = 0.36
"""Height of the middle of a character over its baseline, in em."""


def lay_out_voided(manuscript: Manuscript, fonts: FontSet, options: LayoutOptions, voided: Voided) -> LaidOut:
    """Return what lies over the first page, and what lies over every other.

    Args:
        manuscript: What the page was made of; it says where the mark stands.
        fonts: With which it was made.
        options: How it was made.
        voided: What is void.
    """
    case = TypeCase(fonts)
    stamp, frame = _framed(case) if voided.document else ((), ())
    marks = _marks(manuscript, fonts, options) if voided.mark else ()
    said = _said_beside(case, marks, voided.mark)
    first = Page(number=1, runs=(*stamp, *said), rules=(*frame, *map(_struck, marks)))
    return printed_matter(case, fonts, [first, Page(number=2, runs=stamp, rules=frame)], title="")


def _marks(manuscript: Manuscript, fonts: FontSet, options: LayoutOptions) -> tuple[Run, ...]:
    head = replace(manuscript, body=(), annexes=())
    return lay_out(head, fonts, options).pages[0].of(Element.CLASSIFICATION)


def _struck(run: Run) -> Rule:
    return _line(run.x_mm, run.y_mm - _MIDDLE_EM * run.size_pt * 25.4 / 72, run.right_mm)


def _said_beside(case: TypeCase, marks: Sequence[Run], words: str) -> Iterable[Run]:
    if not marks:
        return ()
    line = natural_line(case.glyphs(_BESIDE.role, words))
    right_mm, base_mm = max(one.right_mm for one in marks), marks[0].y_mm
    return [replace(one, y_mm=base_mm) for one in runs_of(case, line, _BESIDE, x_mm=right_mm + _AIR_MM)]


def _framed(case: TypeCase) -> tuple[tuple[Run, ...], tuple[Rule, ...]]:
    """Return the word in its frame, at the right of the upper margin."""
    line = natural_line(case.glyphs(_FRAMED.role, _VOID))
    long_mm, high_mm = line.width * _FRAMED.cell_mm, _FRAMED.size_mm
    left_mm = SHEET_WIDTH_MM - _RIGHT_MM - long_mm - 2 * _AIR_MM
    right_mm, below_mm = left_mm + long_mm + 2 * _AIR_MM, _TOP_MM + high_mm + 2 * _AIR_MM
    sides = ((left_mm, _TOP_MM, left_mm, below_mm), (right_mm, _TOP_MM, right_mm, below_mm))
    frame = (_line(left_mm, _TOP_MM, right_mm), _line(left_mm, below_mm, right_mm), *(_rule(*side) for side in sides))
    return tuple(runs_of(case, line, _FRAMED, x_mm=left_mm + _AIR_MM, top_mm=_TOP_MM + _AIR_MM)), frame


def _line(left_mm: float, y_mm: float, right_mm: float) -> Rule:
    return _rule(left_mm, y_mm, right_mm, y_mm)


def _rule(x1_mm: float, y1_mm: float, x2_mm: float, y2_mm: float) -> Rule:
    return Rule(
        x1_mm=x1_mm,
        y1_mm=y1_mm,
        x2_mm=x2_mm,
        y2_mm=y2_mm,
        width_mm=_STROKE_MM,
        element=Element.REALM,
        colour=Colour.RED,
    )
