"""Inspecting pages: every rule of the table, from the first page to the last."""

from __future__ import annotations

from oa_desktop.docs.inspect import area, closing_rules, head_rules, imprint_rules, text_rules, type_rules
from oa_desktop.docs.inspect.paper import Check
from oa_desktop.docs.inspect.recognising import printed_paper
from oa_desktop.docs.sheets import Sheets
from oa_desktop.domain.findings import Finding

CHECKS: tuple[Check, ...] = (
    *area.CHECKS,
    *head_rules.CHECKS,
    *text_rules.CHECKS,
    *closing_rules.CHECKS,
    *imprint_rules.CHECKS,
    *type_rules.CHECKS,
)
"""Every rule on pages."""


def inspect_sheets(sheets: Sheets) -> tuple[Finding, ...]:
    """Return what the rules find on the pages: of each rule the first place on each page, from the top down."""
    if not sheets.sheets:
        return ()
    paper = printed_paper(sheets)
    first: dict[tuple[str, int], Finding] = {}
    for one in sorted((one for check in CHECKS for one in check(paper)), key=_position):
        first.setdefault((one.rule, one.place.page), one)
    return tuple(first.values())


def _position(one: Finding) -> tuple[int, int, int, str]:
    return one.place.page, one.place.y, one.place.x, one.rule
