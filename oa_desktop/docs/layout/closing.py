"""落款: 发文机关署名 and 成文日期, and 附注 under them. GB/T 9704-2012 7.3.5, 7.3.6."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element, PrintedElements
from oa_desktop.docs.layout.lines import SetLine, natural_line
from oa_desktop.docs.layout.main_text import paragraph_rows
from oa_desktop.docs.layout.page import Run
from oa_desktop.docs.layout.rows import Row, Style, blank, fitted, kept_together, moved_run, runs_of
from oa_desktop.docs.layout.stamps import officer_rows
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.domain.documents.template import in_unit

_SEAL_PITCHES = ((3, 8.25), (2, 13.5), (1, 0.0))
"""Names of a joint paper in a row, and the cells from the middle of one to the next, for names that fit.

46 mm at least: seals of 42 to 45 mm do not touch. P; the 2012 standard states no number.
"""
_SEAL_AROUND = 2
"""Lines that a seal covers above its name, and below it. P."""
SEAL_LINES = 2 * _SEAL_AROUND + 1
"""Lines from one row of sealed names to the next. P."""

_NAME = Style(element=Element.SIGNATURE)
_DATE = Style(element=Element.DATE)


def closing_rows(case: TypeCase, paper: PrintedElements, *, sealed: bool, blank_lines: int) -> list[Row]:
    """Return 署名, 成文日期 and 附注, kept on one page.

    Args:
        case: Type.
        paper: What is printed.
        sealed: Whether a seal will stand on it.
        blank_lines: Lines left free above 署名.
    """
    rows = [] if paper.has_dateline else _signed_rows(case, paper, sealed=sealed)
    gap = [blank(blank_lines)] if rows else []
    return kept_together([*gap, *rows, *_note_rows(case, paper)])


def _signed_rows(case: TypeCase, paper: PrintedElements, *, sealed: bool) -> list[Row]:
    """Return 署名 and 成文日期 as officials or organs sign. GB/T 9704-2012 7.3.5.1 to 7.3.5.3."""
    date = natural_line(case.glyphs(_DATE.role, paper.date))
    if paper.officers:
        left = figures.CHARACTERS_PER_LINE - figures.STAMP_RIGHT_CELLS - date.width
        return officer_rows(case, paper.officers, next(iter(_date_rows(case, date, left)), None))
    names = [natural_line(case.glyphs(_NAME.role, name)) for name in paper.signatories]
    return (_sealed_rows if sealed else _unsealed_rows)(case, names, date)


def _note_rows(case: TypeCase, paper: PrintedElements) -> list[Row]:
    style = Style(element=Element.NOTE)
    return paragraph_rows(case, case.glyphs(style.role, paper.note), style, first_indent=figures.FIRST_INDENT_CELLS)


def _sealed_rows(case: TypeCase, names: Sequence[SetLine], date: SetLine) -> list[Row]:
    """Set the last name centred on the date, four characters from the right; other organs stand left and above.

    They follow each other from left to right and from the top; only the last row may be short. A row keeps the lines
    around it that its seals cover, so that no page ends in them.
    """
    centre = _sealed_centre(names, date)
    per_row, pitch = seal_pitch(max((name.width for name in names), default=0.0))
    rows: list[Row] = []
    for start in range(0, len(names), per_row):
        places = range(start, min(start + per_row, len(names)))
        lefts = (centre - (places[-1] - place) * pitch for place in places)
        runs = (_centred(case, names[place], _named(place), left) for place, left in zip(places, lefts, strict=True))
        above = _SEAL_AROUND if start else 0
        below = _SEAL_AROUND if places[-1] < len(names) - 1 else 0
        shifted = tuple(moved_run(run, above * figures.LINE_MM) for run in chain.from_iterable(runs))
        rows.append(Row(runs=shifted, lines=above + 1 + below))
    rows += _date_rows(case, date, centre - date.width / 2)
    return [*rows[:-1], *(replace(row, clear=_clear(case)) for row in rows[-1:])]


def _clear(case: TypeCase) -> float:
    """Return how far a seal reaches below the line of the date, in lines."""
    below_baseline_mm = figures.LINE_MM - case.ascent(_DATE.role) * _DATE.size_mm
    seal_mm = in_unit(case.template.seal_diameter) / 2 - figures.SEAL_ABOVE_DATE_MM
    return max(0.0, seal_mm - below_baseline_mm) / figures.LINE_MM


def seal_pitch(widest: float) -> tuple[int, float]:
    """Return how many names stand in a row and the cells from one to the next, for names of this width."""
    return next((count, pitch) for count, pitch in _SEAL_PITCHES if widest + 0.25 <= pitch or count == 1)


def _sealed_centre(names: Sequence[SetLine], date: SetLine) -> float:
    """Return the middle of the date in cells from the left; a long name pulls both to the left."""
    centre = figures.CHARACTERS_PER_LINE - figures.SEALED_DATE_RIGHT_CELLS - date.width / 2
    widest = max((name.width for name in names), default=0.0)
    return min(centre, figures.CHARACTERS_PER_LINE - widest / 2)


def _unsealed_rows(case: TypeCase, names: Sequence[SetLine], date: SetLine) -> list[Row]:
    """Set the names two characters from the right and the date two to the right of the name's beginning."""
    right = figures.CHARACTERS_PER_LINE - figures.UNSEALED_NAME_RIGHT_CELLS
    if not names:
        return _date_rows(case, date, right - date.width)
    widest = max(name.width for name in names)
    name_left = right - widest
    date_left = name_left + figures.UNSEALED_DATE_SHIFT_CELLS
    if date.width > widest:
        date_left = right - date.width
        name_left = date_left - figures.UNSEALED_DATE_SHIFT_CELLS
    rows = [
        Row(runs=_at(case, name, _named(place), name_left + (widest - name.width) / 2))
        for place, name in enumerate(names)
    ]
    return [*rows, *_date_rows(case, date, date_left)]


def _date_rows(case: TypeCase, date: SetLine, left: float) -> list[Row]:
    return [Row(runs=_at(case, date, _DATE, left))] if date.glyphs else []


def _named(place: int) -> Style:
    return Style(element=Element.SIGNATURE, block=place)


def _centred(case: TypeCase, line: SetLine, style: Style, centre: float) -> tuple[Run, ...]:
    return _at(case, line, style, centre - line.width / 2)


def _at(case: TypeCase, line: SetLine, style: Style, left: float) -> tuple[Run, ...]:
    """Return the runs of a line that begins this many cells from the left, if it fits the 版心 there."""
    drawn, x_mm = fitted(line, style, figures.AREA_LEFT_MM + left * figures.CELL_MM)
    return runs_of(case, drawn, style, x_mm=x_mm)
