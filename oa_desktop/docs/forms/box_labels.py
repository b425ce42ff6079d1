"""档案盒封面 and 盒脊 on paper: what is pasted on archival boxes (盒 310 x 220 mm). Every figure here: practice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import SHEET_HEIGHT_MM, SHEET_WIDTH_MM
from oa_desktop.docs.fonts.fonts import FontRole, FontSet
from oa_desktop.docs.forms.fitting import Room, Typeface, centred
from oa_desktop.docs.layout.matter import printed_matter
from oa_desktop.docs.layout.page import LaidOut, Page, Rule, Run
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.domain.archives.printed import BoxLabel, BoxSide

_MARGIN_MM = 10.0
"""From the edge of the sheet: what a printer cannot reach lies outside."""
_RULE_MM = 0.35
_PADDING_MM = 1.0

_NAME = Room(30.0, 78.0, SHEET_WIDTH_MM - 60.0, 44.0)
"""Of 全宗名称 on the cover: above the middle, over a rule."""
_TITLE = Typeface(role=FontRole.XIAOBIAOSONG, sizes_pt=(36, 30, 26, 22, 18, 16))
_SAID = Typeface(role=FontRole.FANGSONG, sizes_pt=(16, 14, 12, 10, 8))
_LABEL = Typeface(role=FontRole.HEITI, sizes_pt=(11, 10, 9, 8, 7, 6))

_LABEL_MM = 8.0
"""Height of the cell that names what stands below it."""
_CELLS: Sequence[tuple[str, float]] = (
    ("全宗号", 18.0),
    ("年度", 18.0),
    ("保管期限", 18.0),
    ("机构（问题）", 46.0),
    ("起止件号", 36.0),
    ("盒号", 18.0),
)
"""What stands on a spine, from top to bottom, and how high each is."""


def lay_out_box_labels(labels: Sequence[BoxLabel], side: BoxSide, fonts: FontSet, mark: str = "") -> LaidOut:
    """Return covers, one on a sheet, or spines, as many on a sheet as it has room for; one empty sheet for none.

    Args:
        labels: In their order.
        side: Which side of the boxes.
        fonts: The faces of this machine.
        mark: Word of the realm.
    """
    case = TypeCase(fonts)
    drawn = _covers(case, labels) if side is BoxSide.COVER else _spines(case, labels)
    pages = list(drawn) or [Page(number=1)]
    author = labels[0].fonds_name if labels else ""
    return printed_matter(case, fonts, pages, title=side.value, author=author, mark=mark)


def _covers(case: TypeCase, labels: Sequence[BoxLabel]) -> Iterator[Page]:
    below_mm = _NAME.top_mm + _NAME.height_mm + 4.0
    right_mm = _NAME.left_mm + _NAME.width_mm
    under = tuple(_rule(_NAME.left_mm, y_mm, right_mm, y_mm) for y_mm in (below_mm, below_mm + 1.2))
    for number, one in enumerate(labels, start=1):
        yield Page(number=number, runs=tuple(centred(case, _TITLE, one.fonds_name, _NAME)), rules=under)


def _spines(case: TypeCase, labels: Sequence[BoxLabel]) -> Iterator[Page]:
    for number, placed in enumerate(_by_sheets(labels), start=1):
        yield Page(
            number=number,
            runs=tuple(run for left_mm, label in placed for run in _spine(case, label, left_mm)),
            rules=tuple(rule for left_mm, label in placed for rule in _frame(label, left_mm)),
        )


def _by_sheets(labels: Sequence[BoxLabel]) -> Iterator[list[tuple[float, BoxLabel]]]:
    """Yield the labels of each sheet with their left edges."""
    sheet: list[tuple[float, BoxLabel]] = []
    left_mm = _MARGIN_MM
    for label in labels:
        if sheet and left_mm + label.spine_mm > SHEET_WIDTH_MM - _MARGIN_MM:
            yield sheet
            sheet, left_mm = [], _MARGIN_MM
        sheet.append((left_mm, label))
        left_mm += label.spine_mm
    if sheet:
        yield sheet


def _spine(case: TypeCase, label: BoxLabel, left_mm: float) -> Iterator[Run]:
    numbers = label.first if label.first == label.last else f"{label.first}\n—\n{label.last}"
    said = (label.fonds, label.year, label.retention, label.division, numbers, label.box)
    inner_mm = label.spine_mm - 2 * _PADDING_MM
    y_mm = _top_mm()
    for (name, height_mm), words in zip(_CELLS, said, strict=True):
        yield from centred(case, _LABEL, name, Room(left_mm + _PADDING_MM, y_mm, inner_mm, _LABEL_MM))
        y_mm += _LABEL_MM
        yield from centred(case, _SAID, words, Room(left_mm + _PADDING_MM, y_mm, inner_mm, height_mm))
        y_mm += height_mm


def _frame(label: BoxLabel, left_mm: float) -> Iterator[Rule]:
    right_mm = left_mm + label.spine_mm
    heights = [each for _, height_mm in _CELLS for each in (_LABEL_MM, height_mm)]
    edges = [_top_mm()]
    for height_mm in heights:
        edges.append(edges[-1] + height_mm)
    yield from (_rule(left_mm, y_mm, right_mm, y_mm) for y_mm in edges)
    yield from (_rule(x_mm, edges[0], x_mm, edges[-1]) for x_mm in (left_mm, right_mm))


def _top_mm() -> float:
    """Return where spines begin: they stand in the middle of the sheet."""
    return (SHEET_HEIGHT_MM - sum(_LABEL_MM + height_mm for _, height_mm in _CELLS)) / 2


def _rule(x1_mm: float, y1_mm: float, x2_mm: float, y2_mm: float) -> Rule:
    return Rule(x1_mm=x1_mm, y1_mm=y1_mm, x2_mm=x2_mm, y2_mm=y2_mm, width_mm=_RULE_MM, element=Element.FORM)
