"""封签 on paper: eight on an A4 sheet, each in its frame, with marks where the sheet is cut. All figures: practice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import SHEET_HEIGHT_MM, SHEET_WIDTH_MM
from oa_desktop.docs.fonts.fonts import FontRole, FontSet
from oa_desktop.docs.forms.fitting import PITCH, Typeface, fitting
from oa_desktop.docs.layout.matter import printed_matter
from oa_desktop.docs.layout.page import LaidOut, Page, Rule, Run
from oa_desktop.docs.layout.rows import runs_of
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.domain.copies.envelope_labels import EnvelopeLabel

COLUMNS, LINES = 2, 4
"""Labels across and down a sheet."""
WIDTH_MM, HEIGHT_MM = SHEET_WIDTH_MM / COLUMNS, SHEET_HEIGHT_MM / LINES
_MARGIN_MM = 6.0
"""From the cut to the frame: what a printer cannot reach lies outside."""
_PADDING_MM = 3.0
_FRAME_MM = 0.5
_CUT_MM = 0.15
_CUT_LENGTH_MM = 4.0
_SEALED_BY = "封装人：　　　　　封装时间：　　月　　日"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text of a label and its room.

    Attributes:
        field: Which field of the label; empty for words that every label has.
        words: What is printed, with ``{}`` for the field.
        role: The design.
        sizes_pt: Type sizes, the first that fits is taken.
        top_mm: Upper edge of its room, from that of the frame.
        height_mm: Of its room.
        right: Whether it is flush right.
        centred: Whether it stands in the middle of its room.
        share: Part of the frame's width that it has.
    """

    field: str
    words: str
    role: FontRole
    sizes_pt: tuple[float, ...]
    top_mm: float
    height_mm: float
    right: bool = False
    centred: bool = False
    share: float = 1.0


_TEXTS = (
    _Text(field="number", words="{}", role=FontRole.FANGSONG, sizes_pt=(12, 10, 8), top_mm=2, height_mm=6, share=0.6),
    _Text(
        field="marks",
        words="{}",
        role=FontRole.HEITI,
        sizes_pt=(12, 10, 8),
        top_mm=2,
        height_mm=6,
        right=True,
        share=0.4,
    ),
    _Text(
        field="recipient",
        words="{}",
        role=FontRole.XIAOBIAOSONG,
        sizes_pt=(22, 18, 16, 14, 12, 10),
        top_mm=9,
        height_mm=25,
        centred=True,
    ),
    _Text(field="count", words="{}", role=FontRole.FANGSONG, sizes_pt=(12, 10, 8), top_mm=36, height_mm=6),
    _Text(
        field="sender", words="{}", role=FontRole.KAITI, sizes_pt=(14, 12, 10, 8), top_mm=42, height_mm=10, right=True
    ),
    _Text(field="", words=_SEALED_BY, role=FontRole.FANGSONG, sizes_pt=(10.5,), top_mm=55, height_mm=5),
)
_RULE_TOP_MM = 53.5
"""Height of the rule above who sealed the envelope, from the upper edge of the frame."""


def lay_out_labels(labels: Sequence[EnvelopeLabel], fonts: FontSet, mark: str = "") -> LaidOut:
    """Return sheets of 封签; without any label one empty sheet.

    Args:
        labels: In their order, along the lines of the sheet.
        fonts: The faces of this machine.
        mark: Word of the realm.
    """
    case = TypeCase(fonts)
    per_sheet = COLUMNS * LINES
    starts = range(0, max(1, len(labels)), per_sheet)
    pages = [_sheet(case, labels[start : start + per_sheet], place) for place, start in enumerate(starts, start=1)]
    author = labels[0].sender if labels else ""
    return printed_matter(case, fonts, pages, title="封签", author=author, mark=mark)


def _sheet(case: TypeCase, labels: Sequence[EnvelopeLabel], number: int) -> Page:
    corners = [(column * WIDTH_MM, line * HEIGHT_MM) for line, column in product(range(LINES), range(COLUMNS))]
    placed = list(zip(corners, labels, strict=False))
    return Page(
        number=number,
        runs=tuple(run for (x_mm, y_mm), label in placed for run in _label(case, label, x_mm, y_mm)),
        rules=(*_cuts(), *(rule for (x_mm, y_mm), _ in placed for rule in _frame(x_mm, y_mm))),
    )


def _label(case: TypeCase, label: EnvelopeLabel, x_mm: float, y_mm: float) -> Iterator[Run]:
    for text in _TEXTS:
        words = text.words.format(getattr(label, text.field) if text.field else "")
        yield from _set(case, text, words, x_mm + _MARGIN_MM + _PADDING_MM, y_mm + _MARGIN_MM)


def _set(case: TypeCase, text: _Text, words: str, left_mm: float, top_mm: float) -> Iterator[Run]:
    """Yield a text in the largest type in which it fits its room, else in the smallest."""
    whole_mm = WIDTH_MM - 2 * (_MARGIN_MM + _PADDING_MM)
    width_mm = whole_mm * text.share
    face = Typeface(role=text.role, sizes_pt=text.sizes_pt)
    lines, style = fitting(case, face, words, width_mm, text.height_mm)
    height_mm = len(lines) * style.size_mm * PITCH
    y_mm = top_mm + text.top_mm + ((text.height_mm - height_mm) / 2 if text.centred else 0.0)
    for line in lines:
        free_mm = (whole_mm if text.right else width_mm) - line.width * style.cell_mm
        x_mm = left_mm + free_mm * (1.0 if text.right else 0.5 if text.centred else 0.0)
        yield from runs_of(case, line, style, x_mm=x_mm, top_mm=y_mm)
        y_mm += style.size_mm * PITCH


def _frame(x_mm: float, y_mm: float) -> Iterator[Rule]:
    left, top = x_mm + _MARGIN_MM, y_mm + _MARGIN_MM
    right, bottom = x_mm + WIDTH_MM - _MARGIN_MM, y_mm + HEIGHT_MM - _MARGIN_MM
    yield from (_rule(left, y, right, y, _FRAME_MM) for y in (top, bottom))
    yield from (_rule(x, top, x, bottom, _FRAME_MM) for x in (left, right))
    yield _rule(left, y_mm + _MARGIN_MM + _RULE_TOP_MM, right, y_mm + _MARGIN_MM + _RULE_TOP_MM, _CUT_MM)


def _cuts() -> Iterator[Rule]:
    """Yield crosses where four labels meet, and half ones at the edges of the sheet."""
    xs = [column * WIDTH_MM for column in range(COLUMNS + 1)]
    ys = [line * HEIGHT_MM for line in range(LINES + 1)]
    for x_mm, y_mm in product(xs, ys[1:-1]):
        yield _rule(max(0, x_mm - _CUT_LENGTH_MM), y_mm, min(SHEET_WIDTH_MM, x_mm + _CUT_LENGTH_MM), y_mm, _CUT_MM)
    for x_mm, y_mm in product(xs[1:-1], ys):
        yield _rule(x_mm, max(0, y_mm - _CUT_LENGTH_MM), x_mm, min(SHEET_HEIGHT_MM, y_mm + _CUT_LENGTH_MM), _CUT_MM)


def _rule(x1_mm: float, y1_mm: float, x2_mm: float, y2_mm: float, width_mm: float) -> Rule:
    return Rule(x1_mm=x1_mm, y1_mm=y1_mm, x2_mm=x2_mm, y2_mm=y2_mm, width_mm=width_mm, element=Element.FORM)
