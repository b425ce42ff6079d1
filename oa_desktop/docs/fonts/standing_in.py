"""Fonts that stand in (代用字体): which elements of a paper a font draws that is not the official one."""

from __future__ import annotations

from collections.abc import Iterable

from oa_desktop.docs.element_terms import TERMS
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole, FontSet
from oa_desktop.docs.layout import Page, Run
from oa_desktop.office.ports.pages import StandIn

_NO_PART = frozenset({Element.REALM, Element.SEAL})
"""What stands on the pages and is no part of the paper."""
_TEXT = frozenset({Element.BODY, Element.ANNEX_BODY})
_HEADING = "小标题"


def stand_ins(fonts: FontSet, pages: Iterable[Page]) -> tuple[StandIn, ...]:
    """Return the fonts that stand in on some pages, in the order in which these need them."""
    elements: dict[FontRole, dict[str, None]] = {}
    for page in pages:
        for run in page.runs:
            if run.element not in _NO_PART:
                elements.setdefault(run.role, {})[_name(run)] = None
    rows = {row.role: row for row in fonts.report()}
    return tuple(
        StandIn(elements=tuple(named), wanted=rows[role].wanted, used=rows[role].used)
        for role, named in elements.items()
        if not rows[role].official
    )


def _name(run: Run) -> str:
    """Return what a run belongs to; what stands in the text in another design than it is a heading."""
    return _HEADING if run.element in _TEXT and run.role is not FontRole.FANGSONG else TERMS[run.element]
