"""版记: at the foot of the last page, its last rule on the bottom edge of the 版心. GB/T 9704-2012 7.4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element, Imprint, LabelledRow
from oa_desktop.docs.layout.lines import SetLine, fill_lines, natural_line
from oa_desktop.docs.layout.page import Rule, Run
from oa_desktop.docs.layout.rows import Style, fitted, moved_rule, moved_run, runs_of
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.domain.documents.template import Template, in_unit

IMPRINT_LINE_MM = figures.SIZE_4_PT / figures.SIZE_3_PT * figures.LINE_MM
"""Line pitch of 版记: one character and 7/8 of it, at 四号. P."""
_LINES_PER_PAGE = int(figures.AREA_HEIGHT_MM / IMPRINT_LINE_MM) - 1
"""Lines of a list in 版记 that a page holds above the line of 印发机关."""

_STYLE = Style(element=Element.IMPRINT, size_pt=figures.SIZE_4_PT).off_grid()
_SIDE_MM = figures.IMPRINT_SIDE_CELLS * _STYLE.cell_mm
_LEFT_MM = figures.AREA_LEFT_MM + _SIDE_MM
_WIDTH_CELLS = figures.AREA_WIDTH_MM / _STYLE.cell_mm - 2 * figures.IMPRINT_SIDE_CELLS


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintBlock:
    """版记 ready to be placed.

    Attributes:
        runs: Counted from its first rule.
        rules: Likewise.
        height_mm: From the first rule to the last.
    """

    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    height_mm: float

    @property
    def top_mm(self) -> float:
        """Where the first rule lies when the last lies on the bottom edge of the 版心."""
        return figures.IMPRINT_LAST_RULE_MM - self.height_mm

    def placed(self) -> tuple[tuple[Run, ...], tuple[Rule, ...]]:
        """Return runs and rules as they stand on the sheet."""
        runs = tuple(moved_run(run, self.top_mm) for run in self.runs)
        return runs, tuple(moved_rule(rule, self.top_mm) for rule in self.rules)


def imprint_blocks(case: TypeCase, imprint: Imprint, *, ruled: bool = True) -> list[ImprintBlock]:
    """Return 版记, one block for each page that it needs; only the longest lists need more than one.

    Args:
        case: Type.
        imprint: What is printed.
        ruled: Whether it has its rules: that of a letter has none (GB/T 9704-2012 10.1).
    """
    if imprint.is_empty:
        return []
    lines = [line for number, row in enumerate(imprint.rows) for line in _labelled(case, row, number)]
    parts = [lines[start : start + _LINES_PER_PAGE] for start in range(0, len(lines), _LINES_PER_PAGE)] or [[]]
    last = [tuple(_last_line(case, imprint))] if imprint.has_last_line else []
    blocks = [*(_block(case, part, []) for part in parts[:-1]), _block(case, parts[-1], last)]
    return blocks if ruled else [replace(block, rules=()) for block in blocks]


def _block(case: TypeCase, labelled: Sequence[tuple[Run, ...]], last: Sequence[tuple[Run, ...]]) -> ImprintBlock:
    runs = [moved_run(run, number * IMPRINT_LINE_MM) for number, line in enumerate([*labelled, *last]) for run in line]
    height_mm = (len(labelled) + len(last)) * IMPRINT_LINE_MM
    rules = _rules(case.template, len(labelled) * IMPRINT_LINE_MM, height_mm)
    return ImprintBlock(runs=tuple(runs), rules=tuple(rules), height_mm=height_mm)


def _labelled(case: TypeCase, row: LabelledRow, number: int) -> Iterator[tuple[Run, ...]]:
    """Yield the lines of 主送 or 抄送; wrapped lines align behind the label."""
    style = Style(element=Element.IMPRINT, size_pt=figures.SIZE_4_PT, block=number).off_grid()
    label = natural_line(case.glyphs(style.role, row.label))
    width = _WIDTH_CELLS - label.width
    lines = fill_lines(case.glyphs(style.role, row.text), first=width, others=width)
    for place, line in enumerate(lines):
        label_runs = () if place else _line_runs(case, label, style, _LEFT_MM)
        yield (*label_runs, *_line_runs(case, line, style, _LEFT_MM + label.width * style.cell_mm))


def _last_line(case: TypeCase, imprint: Imprint) -> Iterator[Run]:
    """Yield 印发机关 on the left and 印发日期 on the right. GB/T 9704-2012 7.4.3."""
    organ = natural_line(case.glyphs(_STYLE.role, imprint.printed_by))
    yield from _line_runs(case, organ, _STYLE, _LEFT_MM)
    day = natural_line(case.glyphs(_STYLE.role, imprint.printed_on))
    yield from _line_runs(case, day, _STYLE, figures.AREA_RIGHT_MM - _SIDE_MM - day.width * _STYLE.cell_mm)


def _line_runs(case: TypeCase, line: SetLine, style: Style, x_mm: float) -> tuple[Run, ...]:
    line, x_mm = fitted(line, style, x_mm)
    return runs_of(case, line, style, x_mm=x_mm, top_mm=(IMPRINT_LINE_MM - style.size_mm) / 2)


def _rules(template: Template, middle_mm: float, height_mm: float) -> Sequence[Rule]:
    thick, thin = in_unit(template.imprint_thick), in_unit(template.imprint_thin)
    between = [_rule(middle_mm, thin)] if 0 < middle_mm < height_mm else []
    return [_rule(0.0, thick), *between, _rule(height_mm, thick)]


def _rule(y_mm: float, width_mm: float) -> Rule:
    return Rule(
        x1_mm=figures.AREA_LEFT_MM,
        y1_mm=y_mm,
        x2_mm=figures.AREA_RIGHT_MM,
        y2_mm=y_mm,
        width_mm=width_mm,
        element=Element.IMPRINT,
    )
