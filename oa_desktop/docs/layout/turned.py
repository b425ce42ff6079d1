"""横排表: rows set along the sheet, on pages of their own. GB/T 9704-2012 8.

The head of such a table lies toward 订口 on odd pages and toward 切口 on even ones. A paper is bound at the left of its
odd pages, so that both are the left edge of the page: every sheet is turned clockwise to be read, and type is set from
its lower edge upwards. 页码 stays where it is on other pages. The page itself is upright (no rotation is left to a
viewer or a printer), so that it is printed on both sides and bound like the others.

A row that is set along the sheet counts, like any other, from the left edge of the 版心 and from its own top edge; the
版心 is then as wide as it is otherwise high.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from oa_desktop.docs.elements import PrintedBlock
from oa_desktop.docs.figures import AREA_BOTTOM_MM, AREA_HEIGHT_MM, AREA_LEFT_MM, AREA_WIDTH_MM, LINE_MM
from oa_desktop.docs.layout.page import Rule, Run
from oa_desktop.docs.layout.rows import Row
from oa_desktop.domain.manuscript import Paragraph, Table

_ANGLE_DEG = 90.0
_NAME = re.compile("[^。；！？]{1,40}(?<![：，、])")
"""A paragraph over a table that can be its name, its number or its unit. P."""
_MOST_NAMES = 2
"""Paragraphs that go with a table at most. P."""


def blocks_along(blocks: Sequence[PrintedBlock]) -> frozenset[int]:
    """Return the places of the blocks that are set along the sheet: such tables, and what names them above."""
    places: set[int] = set()
    for place, block in enumerate(blocks):
        if isinstance(block, Table) and block.landscape:
            places.add(place)
            names = range(place - 1, max(place - 1 - _MOST_NAMES, -1), -1)
            unnamed = next((name for name in names if not _is_name(blocks[name])), names.stop)
            places.update(range(unnamed + 1, place))
    return frozenset(places)


def _is_name(block: PrintedBlock) -> bool:
    return isinstance(block, Paragraph) and not block.notes and _NAME.fullmatch(block.text) is not None


def set_along(rows: Sequence[Row], *, centred: bool = False) -> list[Row]:
    """Return rows that were made for an upright page as such of a turned one.

    Args:
        rows: As wide as the 版心 is upright.
        centred: Whether they are moved to the middle of the wider one.
    """
    shift_mm = (AREA_HEIGHT_MM - AREA_WIDTH_MM) / 2 if centred else 0.0
    return [
        replace(row, turned=True, runs=tuple(replace(run, x_mm=run.x_mm + shift_mm) for run in row.runs))
        for row in rows
    ]


def runs_along(row: Row, line: float) -> list[Run]:
    """Return the runs of a turned row where they stand on the sheet.

    Args:
        row: Without a page.
        line: Its line, from the left edge of the 版心.
    """
    return [
        replace(run, x_mm=_across_mm(line) + run.y_mm, y_mm=_down_mm(run.x_mm), angle_deg=_ANGLE_DEG)
        for run in row.runs
    ]


def rules_along(row: Row, line: float) -> list[Rule]:
    """Return the rules of a turned row where they stand on the sheet."""
    left_mm = _across_mm(line)
    return [
        replace(
            rule,
            x1_mm=left_mm + rule.y1_mm,
            y1_mm=_down_mm(rule.x1_mm),
            x2_mm=left_mm + rule.y2_mm,
            y2_mm=_down_mm(rule.x2_mm),
        )
        for rule in row.rules
    ]


def _across_mm(line: float) -> float:
    return AREA_LEFT_MM + line * LINE_MM


def _down_mm(x_mm: float) -> float:
    return AREA_BOTTOM_MM - (x_mm - AREA_LEFT_MM)
