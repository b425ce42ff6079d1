"""Sheets while they are being filled: placed rows become type and rules on the pages where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.layout.head import Head, line_top_mm
from oa_desktop.docs.layout.merged_cells import with_tall_cells
from oa_desktop.docs.layout.notes import note_rule
from oa_desktop.docs.layout.page import Image, Rule, Run
from oa_desktop.docs.layout.pagination import Placed
from oa_desktop.docs.layout.rows import Row, moved_image, moved_rule, moved_run
from oa_desktop.docs.layout.turned import rules_along, runs_along


@dataclass(slots=True, kw_only=True)
class FillingSheet:
    """A page while it is being filled.

    Attributes:
        runs: Type.
        rules: Lines.
        images: Pictures.
        notes: Rows of notes (脚注) for its foot.
        bottom_mm: Lower edge of what stands on it, without its notes.
        numbered: Whether it may have 页码.
    """

    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    bottom_mm: float = figures.AREA_TOP_MM
    numbered: bool = True

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return not (self.runs or self.images)

    @property
    def notes_mm(self) -> float:
        """Height of its notes with the rule above them; nothing where it has none."""
        height_mm = sum(row.lines for row in self.notes) * figures.LINE_MM
        return height_mm + figures.NOTE_RULE_GAP_MM if self.notes else 0.0

    def set_notes(self, bottom_mm: float = figures.AREA_BOTTOM_MM) -> None:
        """Set the notes, if there are any, down to this height."""
        top_mm = bottom_mm - self.notes_mm
        self.rules += [note_rule(top_mm)] if self.notes else []
        top_mm += figures.NOTE_RULE_GAP_MM
        for row in self.notes:
            self.runs += [moved_run(run, top_mm) for run in row.runs]
            top_mm += row.lines * figures.LINE_MM
        self.notes = []


def filled_sheets(head: Head, placed: Sequence[Placed]) -> list[FillingSheet]:
    """Return the sheets that placed rows need, at least one, with the head on the first."""
    count = max((one.page for one in placed), default=0) + 1
    sheets = [FillingSheet() for _ in range(count)]
    sheets[0] = FillingSheet(runs=head.runs, rules=head.rules, bottom_mm=line_top_mm(head.next_line))
    for one in with_tall_cells(placed):
        _put(sheets[one.page], one, 0.0 if one.page else head.shift_mm)
    return sheets


def keep_clear_of_seals(sheets: Sequence[FillingSheet], diameter_mm: float) -> None:
    """Let 版记 begin below the seal that will stand on 落款."""
    below_mm = diameter_mm / 2 - figures.SEAL_ABOVE_DATE_MM
    for sheet in sheets:
        signed = [run.y_mm for run in sheet.runs if run.element in (Element.SIGNATURE, Element.DATE)]
        sheet.bottom_mm = max([sheet.bottom_mm, *(y_mm + below_mm for y_mm in signed)])


def _put(sheet: FillingSheet, placed: Placed, shift_mm: float) -> None:
    if placed.row.foot:
        sheet.notes.append(placed.row)
        return
    if placed.row.turned:
        sheet.runs += runs_along(placed.row, placed.line)
        sheet.rules += rules_along(placed.row, placed.line)
        sheet.bottom_mm = figures.AREA_BOTTOM_MM
        return
    top = line_top_mm(placed.line) + shift_mm
    sheet.runs += [moved_run(run, top) for run in placed.row.runs]
    sheet.rules += [moved_rule(rule, top) for rule in placed.row.rules]
    sheet.images += [moved_image(image, top) for image in placed.row.images]
    if not placed.row.is_blank:
        sheet.bottom_mm = max(sheet.bottom_mm, top + placed.row.lines * figures.LINE_MM)
