"""落款 of an official: the post, the place of the signature stamp (签名章) and the date. GB/T 9704-2012 7.3.5.3.

Where the stamp will stand its name is set in red 楷体: a facsimile that this program does not have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.lines import SetLine, natural_line
from oa_desktop.docs.layout.page import Colour, Run
from oa_desktop.docs.layout.rows import Row, Style, blank, fitted, runs_of, spread_to
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.docs.officers import Officer
from oa_desktop.domain.documents.template import Template, in_unit

_ROW_GAP = 1
"""Blank lines between the officials of a joint paper: a stamp is higher than a line. P."""
_POST = Style(element=Element.SIGNATURE)
_STAMP_SHORTEST_EM = 3.0
"""A name of two characters is spread to three. P."""


def officer_rows(case: TypeCase, officers: Sequence[Officer], date: Row | None) -> list[Row]:
    """Return post and stamp of every official, one a line under each other, and the date below a blank line."""
    style = _stamp_style(case.template)
    stamps = [case.glyphs(style.role, officer.name) for officer in officers]
    width = max([_STAMP_SHORTEST_EM, *(natural_line(stamp).width for stamp in stamps)])
    stamp_mm = figures.AREA_RIGHT_MM - figures.STAMP_RIGHT_CELLS * figures.CELL_MM - width * style.cell_mm
    posts = [natural_line(case.glyphs(_POST.role, officer.post)) for officer in officers]
    longest = max(post.width for post in posts)
    post_mm = stamp_mm - (figures.STAMP_POST_CELLS + longest) * figures.CELL_MM
    rows: list[Row] = []
    for number, (post, stamp) in enumerate(zip(posts, stamps, strict=True)):
        runs = (*_post(case, post, post_mm, number), *_stamp(case, spread_to(stamp, width), style, stamp_mm, number))
        rows += [*([blank(_ROW_GAP)] if rows else []), Row(runs=runs)]
    return [*rows, blank(figures.STAMP_DATE_BLANK_LINES), date] if date else rows


def _post(case: TypeCase, post: SetLine, x_mm: float, number: int) -> tuple[Run, ...]:
    line, x_mm = fitted(post, _POST, x_mm)
    return runs_of(case, line, replace(_POST, block=number), x_mm=x_mm)


def _stamp_style(template: Template) -> Style:
    colour = Colour.BLACK if template.black_stamp else Colour.RED
    size_pt = in_unit(template.stamp_size)
    return Style(element=Element.SIGNATURE, role=FontRole.KAITI, size_pt=size_pt, colour=colour).off_grid()


def _stamp(case: TypeCase, name: SetLine, style: Style, x_mm: float, number: int) -> tuple[Run, ...]:
    """Return the name with its middle on the height of that of the post."""
    top_mm = (_POST.size_mm - style.size_mm) / 2
    return runs_of(case, name, replace(style, block=number), x_mm=x_mm, top_mm=top_mm)
