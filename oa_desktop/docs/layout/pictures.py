"""Pictures (图) of the text: centred between the lines, their caption under them on the grid.

GB/T 9704-2012 says nothing of pictures; every figure here is ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.layout.lines import fill_lines
from oa_desktop.docs.layout.page import Image, Rule
from oa_desktop.docs.layout.rows import Row, Style, centred_x_mm, kept_together, runs_of
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.docs.pictures.measuring import PrintedPicture, Strip, strip_of

_FRAME_MM = 0.25
"""Thickness of the frame of a picture that is not there. P."""


def picture_rows(case: TypeCase, picture: PrintedPicture, block: int) -> list[Row]:
    """Return the rows of a picture: its strip of whole lines, and its caption, which no page parts from it."""
    style = Style(element=Element.PICTURE, size_pt=figures.PICTURE_CAPTION_PT, block=block).off_grid()
    strip = strip_of(picture)
    row = _drawn(picture, strip, block) or _framed(case, picture, strip, style)
    return kept_together([row, *_caption_rows(case, picture.caption, style)])


def _drawn(picture: PrintedPicture, strip: Strip, block: int) -> Row | None:
    if picture.plain is None:
        return None
    image = Image(
        x_mm=centred_x_mm(picture.width_mm),
        y_mm=strip.above_mm,
        width_mm=picture.width_mm,
        height_mm=picture.height_mm,
        plain=picture.plain,
        name=picture.name,
        block=block,
    )
    return Row(images=(image,), lines=strip.lines, body=True)


def _framed(case: TypeCase, picture: PrintedPicture, strip: Strip, style: Style) -> Row:
    """Return a frame that says which picture is missing."""
    width = picture.width_mm / style.cell_mm
    inside = fill_lines(case.glyphs(style.role, picture.notice), first=width, others=width, even=False)[0]
    middle_mm = strip.above_mm + (picture.height_mm - style.size_mm) / 2
    runs = runs_of(case, inside, style, x_mm=centred_x_mm(inside.width * style.cell_mm), top_mm=middle_mm)
    return Row(runs=runs, rules=tuple(_frame(picture, strip.above_mm)), lines=strip.lines, body=True)


def _frame(picture: PrintedPicture, top_mm: float) -> Iterator[Rule]:
    left, bottom_mm = centred_x_mm(picture.width_mm), top_mm + picture.height_mm
    right = left + picture.width_mm
    for x1, y1, x2, y2 in (
        (left, top_mm, right, top_mm),
        (left, bottom_mm, right, bottom_mm),
        (left, top_mm, left, bottom_mm),
        (right, top_mm, right, bottom_mm),
    ):
        yield Rule(x1_mm=x1, y1_mm=y1, x2_mm=x2, y2_mm=y2, width_mm=_FRAME_MM, element=Element.PICTURE)


def _caption_rows(case: TypeCase, caption: str, style: Style) -> Iterator[Row]:
    width = figures.AREA_WIDTH_MM / style.cell_mm
    for line in fill_lines(case.glyphs(style.role, caption), first=width, others=width, even=False):
        x_mm = centred_x_mm(line.width * style.cell_mm)
        yield Row(runs=runs_of(case, line, style, x_mm=x_mm), body=True)
