"""Placeholders where seals (印章) will stand: over 署名 and 成文日期. GB/T 9704-2012 7.3.5.1.

Each names whose seal it stands for and says that it is none: it carries no emblem, its ring is broken, and under its
star stands 演示用印 or （占位）.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.lines import natural_line
from oa_desktop.docs.layout.page import Colour, Page, Run, Seal
from oa_desktop.docs.layout.rows import Style, runs_of
from oa_desktop.docs.layout.type_case import Glyph, TypeCase
from oa_desktop.domain.documents.template import in_unit
from oa_desktop.office.ports.pages import SealPlace

_BETWEEN_NAMES = "、"
_TEXT_ABOVE = frozenset(
    {Element.BODY, Element.TABLE, Element.PICTURE, Element.ATTACHMENT_NOTE, Element.RECIPIENTS, Element.TITLE}
)
_RIM_MM = 2.2
"""From the outer edge of the ring to the heads of the letters. P."""
_LETTER_MM = 5.2
"""Height of the letters of the name. P."""
_ARC = math.radians(236)
"""Angle that a long name fills; a short one takes only what it needs. P."""
_STEP = math.radians(26)
"""Largest angle from one letter to the next. P."""
_CAPTION_PT = 9.5
_CAPTION_TOP_MM = 12.6
"""Top edge of the words under the star, below the middle of the seal. P."""
_NO_SEAL = "（占位）"
_REALM_SEAL = "用印"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """Where a name stands: the middle of its line and the height of the middle of its type."""

    x_mm: float
    y_mm: float


def with_seals(case: TypeCase, pages: Sequence[Page], seal: str, *, realm: str) -> list[Page]:
    """Return the pages with a placeholder on every 署名 that has a seal.

    Args:
        case: Type.
        pages: Finished.
        seal: Its name; several behind 、 are those of a joint paper, in the order of its 署名.
        realm: Word of the realm, which is written under the star; empty on official pages.
    """
    caption = realm + _REALM_SEAL if realm else _NO_SEAL
    diameter_mm = in_unit(case.template.seal_diameter)
    places = seal_places(pages, seal, diameter_mm)
    return [
        replace(page, seals=tuple(_placeholder(case, one, caption) for one in places if one.page == page.number))
        for page in pages
    ]


def seal_places(pages: Sequence[Page], seal: str, diameter_mm: float) -> tuple[SealPlace, ...]:
    """Return where seals stand, in the order of 署名: on the names, their tops clear of the text above.

    Args:
        pages: Finished.
        seal: As :func:`with_seals` has it.
        diameter_mm: Of the largest of them.
    """
    names = _named(sorted({block for page in pages for block in _boxes(page)}), seal)
    return tuple(place for page in pages for place in _places(page, names, diameter_mm / 2))


def _places(page: Page, names: Mapping[int, str], radius_mm: float) -> Iterator[SealPlace]:
    boxes = _boxes(page)
    if not boxes:
        return
    drop_mm = _drop_mm(page, min(box.y_mm for box in boxes.values()), radius_mm)
    for block, box in boxes.items():
        if block in names:
            yield SealPlace(page=page.number, name=names[block], x_mm=box.x_mm, y_mm=box.y_mm + drop_mm)


def _placeholder(case: TypeCase, place: SealPlace, caption: str) -> Seal:
    box = _Box(x_mm=place.x_mm, y_mm=place.y_mm)
    return Seal(
        centre_x_mm=place.x_mm,
        centre_y_mm=place.y_mm,
        diameter_mm=in_unit(case.template.seal_diameter),
        name=place.name,
        lettering=(*_arc(case, place.name, box), *_caption(case, caption, box)),
    )


def _radius_mm(case: TypeCase) -> float:
    return in_unit(case.template.seal_diameter) / 2


def _named(blocks: Sequence[int], seal: str) -> Mapping[int, str]:
    """Pair names of seals with 署名: one each where there are as many, else a single one on the last."""
    names = seal.split(_BETWEEN_NAMES)
    if len(names) == len(blocks):
        return dict(zip(blocks, names, strict=True))
    return dict.fromkeys(blocks[-1:], seal)


def _boxes(page: Page) -> Mapping[int, _Box]:
    """Return where the names stand; a date without a name has one line above it."""
    names: dict[int, list[Run]] = {}
    for run in page.of(Element.SIGNATURE):
        names.setdefault(run.block, []).append(run)
    if names:
        return {block: _box(runs) for block, runs in names.items()}
    date = page.of(Element.DATE)
    if not date:
        return {}
    box = _box(date)
    return {0: replace(box, y_mm=box.y_mm - figures.LINE_MM)}


def _box(runs: Sequence[Run]) -> _Box:
    return _Box(x_mm=(runs[0].x_mm + runs[-1].right_mm) / 2, y_mm=_bottom_mm(runs[0]) - _height_mm(runs[0]) / 2)


def _bottom_mm(run: Run) -> float:
    return run.y_mm - run.face.descent * _height_mm(run)


def _height_mm(run: Run) -> float:
    return run.size_pt * figures.MM_PER_PT


def _drop_mm(page: Page, first_name_mm: float, radius_mm: float) -> float:
    """Return how far the middle of each seal lies below that of its name.

    Name and date lie slightly below the middle; the top lies within one line under the text and not on it.
    """
    drop_mm = figures.LINE_MM / 2 - figures.SEAL_ABOVE_NAMES_MM
    bottoms = [_bottom_mm(run) for run in page.runs if run.element in _TEXT_ABOVE and run.y_mm < first_name_mm]
    bottoms += [image.bottom_mm for image in page.images if image.bottom_mm < first_name_mm]
    if not bottoms:
        return drop_mm
    highest = max(bottoms) + radius_mm - first_name_mm
    lowest = highest + figures.SEAL_TOP_GAP_MM
    return min(max(drop_mm, highest), lowest, figures.LINE_MM / 2)


def _arc(case: TypeCase, name: str, place: _Box) -> Iterator[Run]:
    """Yield the letters of a name, their heads outward, from left to right over the star."""
    line = natural_line(case.glyphs(FontRole.SONGTI, name))
    step = min(_STEP, _ARC / max(1, len(line.glyphs)))
    width_mm = min(_LETTER_MM, step * (_radius_mm(case) - _RIM_MM - _LETTER_MM / 2))
    style = Style(
        element=Element.SEAL,
        role=FontRole.SONGTI,
        size_pt=_LETTER_MM / figures.MM_PER_PT,
        colour=Colour.RED,
        condensed=width_mm / _LETTER_MM,
    ).off_grid()
    radius_mm = _radius_mm(case) - _RIM_MM - case.ascent(style.role) * _LETTER_MM
    for number, run in enumerate(_letters(case, line.glyphs, style)):
        angle = (number - (len(line.glyphs) - 1) / 2) * step
        yield _turned(run, place, radius_mm, angle)


def _letters(case: TypeCase, glyphs: Sequence[Glyph], style: Style) -> Iterator[Run]:
    for glyph in glyphs:
        yield from runs_of(case, natural_line([glyph]), style, x_mm=0.0)


def _turned(run: Run, place: _Box, radius_mm: float, angle: float) -> Run:
    """Return a letter whose baseline touches the circle at an angle, in radians clockwise from the top."""
    sine, cosine = math.sin(angle), math.cos(angle)
    return replace(
        run,
        x_mm=place.x_mm + radius_mm * sine - run.width_mm / 2 * cosine,
        y_mm=place.y_mm - radius_mm * cosine - run.width_mm / 2 * sine,
        angle_deg=-math.degrees(angle),
    )


def _caption(case: TypeCase, text: str, place: _Box) -> tuple[Run, ...]:
    style = Style(element=Element.SEAL, role=FontRole.SONGTI, size_pt=_CAPTION_PT, colour=Colour.RED).off_grid()
    line = natural_line(case.glyphs(style.role, text))
    x_mm = place.x_mm - line.width * style.cell_mm / 2
    return runs_of(case, line, style, x_mm=x_mm, top_mm=place.y_mm + _CAPTION_TOP_MM)
