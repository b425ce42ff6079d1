"""Our own pages as sheets: positions are exact, and every character knows its element."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.layout.page import Colour, LaidOut, Page, Run, Seal
from oa_desktop.docs.sheets.sheets import Character, Picture, Sheet, Sheets, Stroke, Tint

_TINTS = {Colour.BLACK: Tint.BLACK, Colour.RED: Tint.RED, Colour.PALE: Tint.PALE}
_AROUND = frozenset({Element.REALM, Element.SEAL, Element.FORM})
"""What is no text of the paper."""


def sheets_of_pages(laid_out: LaidOut) -> Sheets:
    """Return the sheets of laid out pages."""
    return Sheets(sheets=tuple(map(_sheet, laid_out.pages)))


def _sheet(page: Page) -> Sheet:
    return Sheet(
        number=page.number,
        characters=tuple(char for run in page.runs if _is_text(run) for char in _characters(run)),
        strokes=tuple(
            Stroke(rule.x1_mm, rule.y1_mm, rule.x2_mm, rule.y2_mm, rule.width_mm, _TINTS[rule.colour])
            for rule in page.rules
        ),
        pictures=tuple(map(_seal, page.seals)),
        width_mm=page.width_mm,
        height_mm=page.height_mm,
    )


def _is_text(run: Run) -> bool:
    return run.element not in _AROUND


def _characters(run: Run) -> Iterator[Character]:
    size_mm = run.size_pt * MM_PER_PT
    starts = accumulate(run.advances_mm, initial=run.x_mm)
    for text, x_mm, advance in zip(run.text, starts, run.advances_mm, strict=False):
        width_mm = min(advance, size_mm * run.condensed)
        top_mm = run.y_mm - run.face.ink(text).top * size_mm
        yield Character(
            text,
            x_mm,
            x_mm + width_mm,
            run.y_mm,
            run.size_pt,
            run.face.postscript_name,
            _TINTS[run.colour],
            top_mm,
            run.element,
            run.block,
            run.angle_deg,
            run.strong,
        )


def _seal(seal: Seal) -> Picture:
    half = seal.diameter_mm / 2
    x_mm, y_mm = seal.centre_x_mm, seal.centre_y_mm
    return Picture(x_mm - half, y_mm - half, x_mm + half, y_mm + half, Tint.RED, is_drawn=True)
