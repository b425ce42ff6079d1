"""Pages of papers set small behind a form (缩略版面), four on a sheet, each under its name. Every figure: practice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole, FontSet
from oa_desktop.docs.forms.forms import lay_out_form
from oa_desktop.docs.forms.page import UPRIGHT
from oa_desktop.docs.layout import LaidOut, LayoutOptions, lay_out
from oa_desktop.docs.layout.lines import natural_line
from oa_desktop.docs.layout.page import Page, Rule
from oa_desktop.docs.layout.rows import Style, runs_of
from oa_desktop.docs.layout.shrinking import Small
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.domain.forms import Form
from oa_desktop.domain.manuscript import Manuscript

_SCALE = 0.36
_ACROSS, _ON_A_SHEET = 2, 4
_STEP_X_MM, _STEP_Y_MM = 80.4, 125.0
_NAME_MM = 6.0
"""From the upper edge of the name to that of the page."""
_NAME = Style(element=Element.FORM, role=FontRole.SONGTI, size_pt=10.5).off_grid()
_EDGE_MM = 0.2

Named = tuple[str, Page]


def lay_out_form_with_pages(
    form: Form, texts: Mapping[str, Manuscript], fonts: FontSet, options: LayoutOptions
) -> LaidOut:
    """Return the pages of a form, and behind them those of texts, set small.

    Args:
        form: Its data.
        texts: What stands behind it, by name.
        fonts: The faces of this machine.
        options: How the texts are laid out; the mark of the realm stands on every sheet.
    """
    laid_out = lay_out_form(form, fonts, options.watermark)
    papers = {name: lay_out(text, fonts, options) for name, text in texts.items()}
    case = TypeCase(fonts)
    first = len(laid_out.pages) + 1
    sheets = tuple(_sheets(case, tuple(_named(papers)), first))
    others = (*papers.values(), LaidOut(pages=(), base_face=laid_out.base_face, used=case.used, missing=case.missing))
    return replace(
        laid_out,
        pages=(*laid_out.pages, *sheets),
        used=tuple(dict.fromkeys(used for one in (laid_out, *others) for used in one.used)),
        missing="".join(dict.fromkeys(char for one in (laid_out, *others) for char in one.missing)),
    )


def _named(papers: Mapping[str, LaidOut]) -> Iterator[Named]:
    for name, paper in papers.items():
        yield from ((f"{name}　第{page.number}页，共{len(paper.pages)}页", page) for page in paper.pages)


def _sheets(case: TypeCase, pages: Sequence[Named], first: int) -> Iterator[Page]:
    for number, begin in enumerate(range(0, len(pages), _ON_A_SHEET), first):
        yield _filled(case, UPRIGHT.page(number), pages[begin : begin + _ON_A_SHEET])


def _filled(case: TypeCase, sheet: Page, pages: Iterable[Named]) -> Page:
    for place, (name, page) in enumerate(pages):
        down, right = divmod(place, _ACROSS)
        x_mm, y_mm = figures.AREA_LEFT_MM + right * _STEP_X_MM, UPRIGHT.top_mm + down * _STEP_Y_MM
        small = Small(scale=_SCALE, x_mm=x_mm, y_mm=y_mm + _NAME_MM, element=Element.FORM)
        line = natural_line(case.glyphs(_NAME.role, name))
        named = replace(sheet, runs=(*sheet.runs, *runs_of(case, line, _NAME, x_mm=x_mm, top_mm=y_mm)))
        sheet = small.page(page, replace(named, rules=(*named.rules, *_edges(small, page))))
    return sheet


def _edges(small: Small, page: Page) -> Iterator[Rule]:
    left, right, top, bottom = small.x_mm, small.right(page.width_mm), small.y_mm, small.down(page.height_mm)
    across, down = [(left, y, right, y) for y in (top, bottom)], [(x, top, x, bottom) for x in (left, right)]
    for x1, y1, x2, y2 in (*across, *down):
        yield Rule(x1_mm=x1, y1_mm=y1, x2_mm=x2, y2_mm=y2, width_mm=_EDGE_MM, element=Element.FORM)
