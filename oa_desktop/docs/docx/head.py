"""版头: 份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人 and the red rule. GB/T 9704-2012 7.2.

Everything stands in the flow of the text, placed by exact space above it, so that people can edit it like text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import ceil
from typing import Final

from oa_desktop.docs.docx.markup import (
    RED,
    Align,
    Node,
    ParagraphFormat,
    Rule,
    RunFormat,
    TabStop,
    node,
    paragraph,
    run,
)
from oa_desktop.docs.docx.measures import (
    BASELINE_SHARE,
    LINE_TWIPS,
    TWIPS_PER_PT,
    cells_of,
    eighths_from_mm,
    lines,
    twips_from_cells,
    twips_from_mm,
    twips_from_pt,
)
from oa_desktop.docs.elements import Element, HeaderLine, PrintedElements
from oa_desktop.docs.figures import (
    AREA_TOP_MM,
    CHARACTERS_PER_LINE,
    MARK_LARGEST_PT,
    MARK_TOP_MM,
    MARK_WIDTH_MM,
    MM_PER_PT,
    NUMBER_BLANK_LINES,
    RED_RULE_GAP_MM,
    RED_RULE_WIDTH_MM,
    SIDE_INDENT_CELLS,
    SIGNERS_PER_LINE,
    SIZE_3_PT,
)
from oa_desktop.docs.fonts import FontRole
from oa_desktop.docs.marks import Mark

SIGNERS_LABEL: Final = "签发人："

_INK_ABOVE_BASELINE: Final = 0.85
"""Highest ink of 小标宋 above its baseline, in parts of the type size."""
_INK_BELOW_BASELINE: Final = 0.12
"""Lowest ink of 仿宋 below its baseline, in parts of the type size."""
_MARK_LINE: Final = 1.25
"""Line pitch of the mark, in parts of the type size."""
_SINGLE_MARK_PT: Final = 48.0
"""Largest mark of a single organ. P."""
_STACK_HEIGHT_MM: Final = 60.0
"""Tallest joint mark. P: the first page must have room for the text."""
_SPREAD: Final = 1.35
"""A short mark is spaced out to at most this pitch in parts of the type size. P."""
_SPREAD_TO_MM: Final = 120.0
"""Width that a short mark is spaced out to. P."""
_SUFFIX_GAP: Final = 0.3
"""Between the stacked names and 文件, in parts of the type size. P."""


def head(printed: PrintedElements, opened: frozenset[Element] = frozenset()) -> Iterator[Node]:
    """Yield the paragraphs of 版头; a header line whose element is open is empty."""
    for line in printed.header_lines:
        yield _header_line(replace(line, text="") if line.element in opened else line)
    if printed.mark is not None:
        yield from _mark(printed.mark, len(printed.header_lines))
    if printed.has_head:
        yield from _number_lines(printed.document_number, printed.signers)


def mark_points(mark: Mark) -> float:
    """Return the type size of 发文机关标志 in pt: as large as its lines and its stack allow, never below 三号."""
    joint = len(mark.organs) > 1
    widest = max(map(cells_of, mark.organs)) + cells_of(mark.suffix) + (_SUFFIX_GAP if joint else 0)
    by_height = _STACK_HEIGHT_MM / MM_PER_PT / (1 + (len(mark.organs) - 1) * _MARK_LINE)
    largest = min(MARK_LARGEST_PT, by_height) if joint else _SINGLE_MARK_PT
    return max(SIZE_3_PT, int(min(largest, MARK_WIDTH_MM / MM_PER_PT / widest) * 2) / 2)


def _header_line(line: HeaderLine) -> Node:
    style = "CopyNumber" if line.element is Element.COPY_NUMBER else "Secrecy"
    return paragraph(ParagraphFormat(style=style), run(line.text))


def _mark(mark: Mark, lines_above: int) -> Iterator[Node]:
    """Yield 发文机关标志 with its top edge 35 mm under that of the 版心. GB/T 9704-2012 7.2.4."""
    points = mark_points(mark)
    above = _space_above_mark(points, lines_above)
    if len(mark.organs) > 1:
        yield paragraph(ParagraphFormat(style="Spacer", line=above))
        yield _joint_mark(mark, points)
        return
    style = ParagraphFormat(style="RedMark", before=above, line=twips_from_pt(points * _MARK_LINE))
    spread = RunFormat(points=points, spacing=_spread_twips(mark.text, points))
    yield paragraph(style, run(mark.text[:-1], spread), run(mark.text[-1:], RunFormat(points=points)))


def _spread_twips(text: str, points: float) -> int:
    """Return the space between the characters of a short mark."""
    natural = cells_of(text) * points * MM_PER_PT
    return twips_from_pt((min(_SPREAD, max(1.0, _SPREAD_TO_MM / natural)) - 1) * points)


def _space_above_mark(points: float, lines_above: int) -> int:
    ink_below_line_top = points * (_MARK_LINE * BASELINE_SHARE - _INK_ABOVE_BASELINE)
    down = twips_from_mm(MARK_TOP_MM - AREA_TOP_MM) - lines(lines_above) - twips_from_pt(ink_below_line_top)
    return max(1, down)


def _joint_mark(mark: Mark, points: float) -> Node:
    """Return the stacked names with 文件 centred beside them: a table without rules."""
    names = twips_from_pt(points * max(map(cells_of, mark.organs)))
    suffix = twips_from_pt(points * (cells_of(mark.suffix) + _SUFFIX_GAP))
    properties = node(
        "tblPr",
        node("tblW", w=names + suffix, type="dxa"),
        node("jc", val="center"),
        node("tblLayout", type="fixed"),
        node("tblCellMar", node("left", w=0, type="dxa"), node("right", w=0, type="dxa")),
    )
    grid = node("tblGrid", node("gridCol", w=names), node("gridCol", w=suffix))
    rows = (_joint_row(mark, name, points, (names, suffix)) for name in mark.organs)
    return node("tbl", properties, grid, *rows)


def _joint_row(mark: Mark, name: str, points: float, widths: tuple[int, int]) -> Node:
    first = name == mark.organs[0]
    line = twips_from_pt(points * _MARK_LINE)
    large = RunFormat(points=points)
    name_style = ParagraphFormat(style="RedMark", line=line, align=Align.SPREAD)
    suffix_style = ParagraphFormat(style="RedMark", line=line, align=Align.RIGHT)
    return node(
        "tr",
        node("trPr", node("cantSplit"), node("trHeight", val=line, hRule="exact")),
        node("tc", node("tcPr", node("tcW", w=widths[0], type="dxa")), paragraph(name_style, run(name, large))),
        node(
            "tc",
            node(
                "tcPr",
                node("tcW", w=widths[1], type="dxa"),
                node("vMerge", val="restart" if first else "continue"),
                node("vAlign", val="center"),
            ),
            paragraph(suffix_style, *((run(mark.suffix, large),) if first else ())),
        ),
    )


def _number_lines(number: str, signers: tuple[str, ...]) -> Iterator[Node]:
    """Yield 发文字号, on upward papers beside the last 签发人, and the red rule under them. 7.2.5 to 7.2.7."""
    above = lines(NUMBER_BLANK_LINES)
    if not signers:
        yield paragraph(ParagraphFormat(style="DocumentNumber", before=above, rules=(_red_rule(),)), run(number))
        return
    per_line = _signers_per_line(number, signers)
    rows = [signers[start : start + per_line] for start in range(0, len(signers), per_line)]
    tabs = _signer_tabs(signers, max(map(len, rows)))
    for index, names in enumerate(rows):
        last = index == len(rows) - 1
        style = ParagraphFormat(
            style="DocumentNumber",
            before=above if index == 0 else None,
            rules=(_red_rule(),) if last else (),
            tabs=tabs,
            align=Align.LEFT,
        )
        left = f"\t{number if last else ''}\t"
        yield paragraph(style, run(left + ("\t" if index else SIGNERS_LABEL)), *_signer_runs(names))


def _signer_runs(names: Iterable[str]) -> Iterator[Node]:
    for index, name in enumerate(names):
        yield run(("\t" if index else "") + name, RunFormat(role=FontRole.KAITI))


def _signers_per_line(number: str, signers: tuple[str, ...]) -> int:
    """Return 2, or 1 when 发文字号 would run into 签发人."""
    label_cell = _signer_cells(signers, SIGNERS_PER_LINE)[0]
    fits = SIDE_INDENT_CELLS + cells_of(number) < label_cell
    return SIGNERS_PER_LINE if len(signers) > 1 and fits else 1


def _signer_cells(signers: tuple[str, ...], columns: int) -> tuple[float, ...]:
    """Return where the label and each name of a line begin, in characters from the left."""
    width = max(map(cells_of, signers))
    end = CHARACTERS_PER_LINE - SIDE_INDENT_CELLS
    first_name = end - columns * width - (columns - 1)
    return first_name - cells_of(SIGNERS_LABEL), *(first_name + column * (width + 1) for column in range(columns))


def _signer_tabs(signers: tuple[str, ...], columns: int) -> tuple[TabStop, ...]:
    cells = (SIDE_INDENT_CELLS, *_signer_cells(signers, columns))
    return tuple(TabStop(twips=twips_from_cells(cell)) for cell in cells)


def _red_rule() -> Rule:
    """Return the rule 4 mm under the ink of 发文字号. GB/T 9704-2012 7.2.7."""
    line_pt = LINE_TWIPS / TWIPS_PER_PT
    below_ink = line_pt * (1 - BASELINE_SHARE) - SIZE_3_PT * _INK_BELOW_BASELINE
    gap = ceil(RED_RULE_GAP_MM / MM_PER_PT - below_ink)
    return Rule(edge="bottom", eighths=eighths_from_mm(RED_RULE_WIDTH_MM), colour=RED, gap_pt=gap)
