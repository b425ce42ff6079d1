"""Inspecting pages: every rule of the table, from the first page to the last."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.docs.inspect import area, closing_rules, head_rules, imprint_rules, text_rules, type_rules
from oa_desktop.docs.inspect.paper import Check
from oa_desktop.docs.inspect.recognising import printed_paper
from oa_desktop.docs.sheets.sheets import Sheet, Sheets
from oa_desktop.docs.sheets.turned import as_bound
from oa_desktop.domain.documents.findings import Finding

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
    """Return what the rules find on the pages: of each rule the first place on each page, from the top down.

    Sheets that lie across behind an upright one (横排表) are looked at as they are bound.
    """
    if not sheets.sheets:
        return ()
    if sheets.sheets[0].is_landscape:
        return _found(sheets)
    found = _found(replace(sheets, sheets=tuple(map(as_bound, sheets.sheets))))
    return tuple(_where_seen(one, sheets.sheets[one.place.page - 1]) for one in found)


def _where_seen(one: Finding, sheet: Sheet) -> Finding:
    """Return a finding with its place on the sheet as it is shown, not as it is bound."""
    x, y = one.place.x, one.place.y
    if not (sheet.is_landscape and (x or y)):
        return one
    return replace(one, place=replace(one.place, x=round(sheet.width_mm * 100) - y, y=x))


def _found(sheets: Sheets) -> tuple[Finding, ...]:
    paper = printed_paper(sheets)
    first: dict[tuple[str, int], Finding] = {}
    for one in sorted((one for check in CHECKS for one in check(paper)), key=_position):
        first.setdefault((one.rule, one.place.page), one)
    return tuple(first.values())


def _position(one: Finding) -> tuple[int, int, int, str]:
    return one.place.page, one.place.y, one.place.x, one.rule
