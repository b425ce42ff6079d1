"""Pages of a file that somebody sent (来文), drawn again: every character in its place, by a font of this machine.

It is for looking at; what counts is the file, which is kept exactly as it came.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.fonts.fonts import FontRole, FontSet
from oa_desktop.docs.inspect.designs import design_of
from oa_desktop.docs.layout import LaidOut
from oa_desktop.docs.layout.page import Colour, Image, Page, Rule, Run
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.pictures.plain import plain_picture
from oa_desktop.docs.sheets.foreign import foreign_sheets
from oa_desktop.docs.sheets.sheets import Character, Picture, Sheet, Stroke, Tint
from oa_desktop.domain.errors import Refused
from oa_desktop.office.ports.pages import FixedForm

MOST_SHEETS = 500
"""Pages that are drawn; a longer file is opened outside."""
_COLOURS = {Tint.RED: Colour.RED, Tint.PALE: Colour.PALE}
_SIDE_MM = (10.0, 2_000.0)
"""How long the side of a sheet may be."""
_SIZE_PT = (0.5, 500.0)
"""How large a character may be."""


def draw_facsimile(data: bytes, name: str, fonts: FontSet) -> bytes:
    """Return the pages of an OFD or a DOCX as PDF.

    Raises:
        Refused: ``source.not-text``, ``source.damaged``, ``source.locked``, ``source.too-hard``.
        Unavailable: ``confine.failed``.
    """
    return write_pdf(_laid_out(foreign_sheets(data, name), name, fonts))


_WRITERS: Mapping[FixedForm, Callable[[LaidOut], bytes]] = {FixedForm.PDF: write_pdf, FixedForm.OFD: write_ofd}


def draw_fixed_copy(data: bytes, name: str, form: FixedForm, fonts: FontSet, mark: str) -> bytes:
    """Return the pages of a PDF, an OFD or a DOCX in a fixed form, all that is on them or nothing; it says its realm.

    Raises:
        Refused: ``source.not-whole``, and as :func:`draw_facsimile`.
        Unavailable: ``confine.failed``.
    """
    return _WRITERS[form](replace(_laid_out(foreign_sheets(data, name, whole=True), name, fonts), realm=mark))


def _laid_out(sheets: Sequence[Sheet], name: str, fonts: FontSet) -> LaidOut:
    if not 0 < len(sheets) <= MOST_SHEETS:
        raise Refused("source.too-hard", name=name)
    pages = tuple(_page(sheet, fonts) for sheet in sheets)
    return LaidOut(pages=pages, base_face=fonts.face(FontRole.SONGTI), title=name)


def _page(sheet: Sheet, fonts: FontSet) -> Page:
    return Page(
        number=sheet.number,
        width_mm=_within(sheet.width_mm, *_SIDE_MM),
        height_mm=_within(sheet.height_mm, *_SIDE_MM),
        runs=tuple(_run(one, fonts) for one in sheet.characters if _is_drawn(one)),
        rules=tuple(_rule(one) for one in sheet.strokes if _finite(one[:5])),
        images=tuple(_images(sheet.pictures)),
    )


def _is_drawn(char: Character) -> bool:
    least, most = _SIZE_PT
    figures = (char.x_mm, char.y_mm, char.angle_deg, char.size_pt)
    return bool(char.text.strip()) and _finite(figures) and least <= char.size_pt <= most


def _finite(figures: Iterable[float]) -> bool:
    return all(math.isfinite(one) and abs(one) < _SIDE_MM[1] for one in figures)


def _within(side_mm: float, least: float, most: float) -> float:
    return min(max(side_mm, least), most) if math.isfinite(side_mm) else least


def _run(char: Character, fonts: FontSet) -> Run:
    """Return one character; its own width is kept where its font here is wider."""
    role = design_of(char.font) or FontRole.SONGTI
    drawn = fonts.draw(role, char.text[0])
    own_mm = drawn.face.advance(drawn.char) * char.size_pt * MM_PER_PT
    wide_mm = char.right_mm - char.x_mm
    narrower = 0 < wide_mm < own_mm
    return Run(
        text=drawn.char,
        face=drawn.face,
        role=role,
        size_pt=char.size_pt,
        x_mm=char.x_mm,
        y_mm=char.y_mm,
        advances_mm=(own_mm,),
        element=Element.BODY,
        colour=_COLOURS.get(char.tint, Colour.BLACK),
        condensed=max(0.5, wide_mm / own_mm) if narrower else 1.0,
        strong=char.is_strong,
        angle_deg=char.angle_deg,
    )


def _rule(stroke: Stroke) -> Rule:
    return Rule(
        x1_mm=stroke.x1_mm,
        y1_mm=stroke.y1_mm,
        x2_mm=stroke.x2_mm,
        y2_mm=stroke.y2_mm,
        width_mm=stroke.width_mm,
        element=Element.BODY,
        colour=_COLOURS.get(stroke.tint, Colour.BLACK),
    )


def _images(pictures: Iterable[Picture]) -> Iterator[Image]:
    for one in pictures:
        plain = plain_picture(one.data)
        wide, high = one.right_mm - one.left_mm, one.bottom_mm - one.top_mm
        if plain is not None and _finite(one[:4]) and wide > 0 and high > 0:
            yield Image(x_mm=one.left_mm, y_mm=one.top_mm, width_mm=wide, height_mm=high, plain=plain)
