"""校样: what a proof says around its page, outside the 版心: its round, and the numbers of the lines. P.

The page itself is the 正本 to a hair; its digest in the foot tells by which entry of the journal it is signed for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import floor

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.lines import natural_line
from oa_desktop.docs.layout.page import Page, Rule, Run
from oa_desktop.docs.layout.rows import Style, runs_of
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.domain.copies.proofs import ProofMark, round_name

_HEAD_MM = 12.0
"""Top edge of the words over the page: above the mark of a letter, too."""
_FOOT_MM = 288.0
"""Top edge of the words in the foot: under the mark of a realm."""
_NUMBER_RIGHT_MM = figures.AREA_LEFT_MM - 6.0
"""Right edge of the numbers of lines: clear of the staples."""
_NUMBER_DROP_MM = 1.5
"""Top edge of a number under that of its line: their middles are level."""
_NOT_IN_LINES = frozenset({Element.MARK, Element.REALM})
_SIGNING = (("校对人", 28.0), ("日期", 30.0))
"""What is signed by hand on a proof, and the length of the rule for it in millimetres."""
_GAP_MM = 4.0
_DIGEST_GROUP = 8
"""Characters of a digest that stand together; two groups tell two pages apart."""

_WORD = Style(element=Element.PROOF, role=FontRole.HEITI, size_pt=figures.SIZE_3_PT).off_grid()
_LABEL = Style(element=Element.PROOF, role=FontRole.FANGSONG, size_pt=12.0).off_grid()
_SMALL = Style(element=Element.PROOF, role=FontRole.SONGTI, size_pt=9.0).off_grid()
_NUMBER = Style(element=Element.PROOF, role=FontRole.SONGTI, size_pt=8.0).off_grid()


def with_proof_marks(case: TypeCase, pages: Sequence[Page], mark: ProofMark) -> list[Page]:
    """Return the pages as those of a proof."""
    around, rules = (*_head(case, mark), *_foot(case, mark)), tuple(_signing_rules(case))
    return [
        replace(page, runs=(*page.runs, *around, *_line_numbers(case, page)), rules=(*page.rules, *rules))
        for page in pages
    ]


def _head(case: TypeCase, mark: ProofMark) -> Iterator[Run]:
    yield from _put(case, f"校样（{round_name(mark.round)}）", _WORD, figures.AREA_LEFT_MM, _HEAD_MM)
    for label, x_mm, _length in _signing(case):
        yield from _put(case, label, _LABEL, x_mm, _HEAD_MM + _WORD.size_mm - _LABEL.size_mm)


def _foot(case: TypeCase, mark: ProofMark) -> Iterator[Run]:
    digest = mark.rendering.rpartition(":")[2]
    groups = " ".join((digest[:_DIGEST_GROUP], digest[_DIGEST_GROUP : 2 * _DIGEST_GROUP]))
    yield from _put(
        case, f"正本摘要 {groups}；行号、本行和页首的字不印在正本上", _SMALL, figures.AREA_LEFT_MM, _FOOT_MM
    )


def _line_numbers(case: TypeCase, page: Page) -> Iterator[Run]:
    """Yield the numbers of the lines of the grid on which type stands; a table along the sheet has no such lines."""
    lines = {_line_of(run) for run in page.runs if run.element not in _NOT_IN_LINES and not run.angle_deg}
    for number in sorted(lines & set(range(1, figures.LINES_PER_PAGE + 1))):
        top_mm = figures.AREA_TOP_MM + (number - 1) * figures.LINE_MM + _NUMBER_DROP_MM
        yield from _put(case, str(number), _NUMBER, _NUMBER_RIGHT_MM - _width_mm(case, str(number), _NUMBER), top_mm)


def _line_of(run: Run) -> int:
    return floor((run.y_mm - figures.AREA_TOP_MM) / figures.LINE_MM) + 1


def _signing(case: TypeCase) -> Iterator[tuple[str, float, float]]:
    """Yield label, left edge and length of the rule of what is signed, right to left."""
    right_mm = figures.AREA_RIGHT_MM
    for label, length_mm in reversed(_SIGNING):
        left_mm = right_mm - length_mm - _width_mm(case, label, _LABEL) - 1.0
        yield label, left_mm, length_mm
        right_mm = left_mm - _GAP_MM


def _signing_rules(case: TypeCase) -> Iterator[Rule]:
    y_mm = _HEAD_MM + _WORD.size_mm + 0.5
    for label, left_mm, length_mm in _signing(case):
        right_mm = left_mm + _width_mm(case, label, _LABEL) + 1.0 + length_mm
        x1_mm = right_mm - length_mm
        yield Rule(x1_mm=x1_mm, y1_mm=y_mm, x2_mm=right_mm, y2_mm=y_mm, width_mm=0.25, element=Element.PROOF)


def _width_mm(case: TypeCase, text: str, style: Style) -> float:
    return natural_line(case.glyphs(style.role, text)).width * style.cell_mm


def _put(case: TypeCase, text: str, style: Style, x_mm: float, top_mm: float) -> tuple[Run, ...]:
    return runs_of(case, natural_line(case.glyphs(style.role, text)), style, x_mm=x_mm, top_mm=top_mm)
