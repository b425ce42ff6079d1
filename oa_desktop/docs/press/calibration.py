"""校准页: rulers where the red head stands and crosses in the corners, by which the offset of a printer is read. P."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole, FontSet
from oa_desktop.docs.layout import LaidOut
from oa_desktop.docs.layout.lines import fill_lines, natural_line
from oa_desktop.docs.layout.matter import printed_matter
from oa_desktop.docs.layout.page import Page, Rule, Run
from oa_desktop.docs.layout.rows import Style, centred_x_mm, runs_of
from oa_desktop.docs.layout.title import title_style
from oa_desktop.docs.layout.type_case import TypeCase

CORNER_MM: Final = 20.0
"""Middle of a cross from both edges of the sheet."""
USUAL_RED_RULE_MM: Final = (
    figures.MARK_BOTTOM_MM
    + figures.NUMBER_BLANK_LINES * figures.LINE_MM
    + figures.SIZE_3_PT * figures.MM_PER_PT
    + figures.RED_RULE_GAP_MM
)
"""The red rule under the head of one organ with the number on one line. C."""
_HALF_MM: Final = 10
"""A ruler goes so far to both sides of its middle."""
_TICKS_MM: Final = {10: 3.0, 5: 2.2}
"""How long the ticks are that are divisible by so many millimetres."""
_TICK_MM: Final = 1.4
_HAIR_MM: Final = 0.15
_NUMBER: Final = Style(element=Element.FORM, role=FontRole.SONGTI, size_pt=7.0).off_grid()
_TITLE: Final = title_style(Element.FORM)
_TEXT: Final = Style(element=Element.FORM, role=FontRole.FANGSONG, size_pt=figures.SIZE_4_PT).off_grid()
_TITLE_MM: Final = 44.0
_TEXT_MM: Final = 142.0
_TEXT_LINE_MM: Final = 8.6
_PARAGRAPHS: Final = (
    "一、把红头纸（没有红头纸的，用一张白纸）放进打印机，按实际大小印这一页，不要缩放。",
    "二、印在红头纸上的：红线压在左边竖刻度的几上，就在“向下”里填几；红线左端对着横刻度的几，"
    "就在“向右”里填几。红头的上边应当在上面那条细线（离纸边72毫米）上。",
    "三、印在白纸上的：量左上角十字的中心离纸边多远，到左边、到上边都应当是20毫米。"
    "到左边少几毫米，“向右”就填几；到上边少几毫米，“向下”就填几；多出来的填负数。",
    "四、可以填到0.1毫米。每台打印机各有各的数，填一次就记住；这一页总是不移动，读出来的就是要填的数。",
)


def lay_out_calibration(fonts: FontSet, mark: str) -> LaidOut:
    """Return the page for calibration.

    Args:
        fonts: The faces of this machine.
        mark: Word of the realm.
    """
    case = TypeCase(fonts)
    runs = (*_title(case), *_text(case), *(run for one in _RULERS for run in one.numbers(case)))
    rules = (*(rule for one in _RULERS for rule in one.rules()), *_EXPECTED)
    page = Page(number=1, runs=runs, rules=rules)
    return printed_matter(case, fonts, [page], title="打印机校准页", mark=mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ruler:
    """A scale in millimetres through a point, to both sides of it.

    Attributes:
        x_mm: The point.
        y_mm: Likewise.
        down: Whether it goes downwards, else to the right.
        first: What its middle is called.
        backwards: Whether the numbers grow to the left or upwards.
        named: Which of its ticks are numbered.
    """

    x_mm: float
    y_mm: float
    down: bool
    first: int = 0
    backwards: bool = False
    named: tuple[int, ...] = (-_HALF_MM, 0, _HALF_MM)

    def rules(self) -> Iterator[Rule]:
        """Yield the line and its ticks."""
        yield _rule(*self._at(-_HALF_MM), *self._at(_HALF_MM))
        for step in range(-_HALF_MM, _HALF_MM + 1):
            half = next((tick for by, tick in _TICKS_MM.items() if step % by == 0), _TICK_MM) / 2
            x_mm, y_mm = self._at(step)
            across, upright = (half, 0.0) if self.down else (0.0, half)
            yield _rule(x_mm - across, y_mm - upright, x_mm + across, y_mm + upright)

    def numbers(self, case: TypeCase) -> Iterator[Run]:
        """Yield what the ticks are called; the middle of an upright scale lies on a line, its name over that."""
        for step in self.named:
            x_mm, y_mm = self._at(step)
            line = natural_line(case.glyphs(_NUMBER.role, str(self.first + (-step if self.backwards else step))))
            width_mm, height_mm = line.width * _NUMBER.cell_mm, _NUMBER.size_mm
            over_mm = height_mm / 2 if step else height_mm + _HAIR_MM
            left, top = (x_mm + 2.0, y_mm - over_mm) if self.down else (x_mm - width_mm / 2, y_mm + 1.8)
            yield from runs_of(case, line, _NUMBER, x_mm=left, top_mm=top)

    def _at(self, step: int) -> tuple[float, float]:
        return (self.x_mm, self.y_mm + step) if self.down else (self.x_mm + step, self.y_mm)


def _corner(*, right: bool, low: bool) -> tuple[_Ruler, _Ruler]:
    """Return a cross whose scales tell how far each tick is from the edge of the sheet."""
    x_mm = figures.SHEET_WIDTH_MM - CORNER_MM if right else CORNER_MM
    y_mm = figures.SHEET_HEIGHT_MM - CORNER_MM if low else CORNER_MM
    ends, middle = (-_HALF_MM, _HALF_MM), int(CORNER_MM)
    return (
        _Ruler(x_mm=x_mm, y_mm=y_mm, down=False, first=middle, backwards=right, named=ends),
        _Ruler(x_mm=x_mm, y_mm=y_mm, down=True, first=middle, backwards=low, named=ends),
    )


def _rule(x1_mm: float, y1_mm: float, x2_mm: float, y2_mm: float) -> Rule:
    return Rule(x1_mm=x1_mm, y1_mm=y1_mm, x2_mm=x2_mm, y2_mm=y2_mm, width_mm=_HAIR_MM, element=Element.FORM)


_RULERS: Final = (
    *(ruler for right in (False, True) for low in (False, True) for ruler in _corner(right=right, low=low)),
    _Ruler(x_mm=figures.AREA_LEFT_MM, y_mm=USUAL_RED_RULE_MM + 4.0, down=False),
    _Ruler(x_mm=figures.AREA_LEFT_MM + 17.0, y_mm=USUAL_RED_RULE_MM, down=True),
    _Ruler(x_mm=figures.AREA_RIGHT_MM - 10.0, y_mm=USUAL_RED_RULE_MM, down=True),
    _Ruler(x_mm=figures.SHEET_WIDTH_MM / 2, y_mm=figures.MARK_TOP_MM, down=True),
)
_EXPECTED: Final = tuple(
    _rule(figures.AREA_LEFT_MM, y_mm, figures.AREA_RIGHT_MM, y_mm) for y_mm in (figures.MARK_TOP_MM, USUAL_RED_RULE_MM)
)
"""Where the upper edge of the mark and the red rule are expected."""


def _title(case: TypeCase) -> Sequence[Run]:
    line = natural_line(case.glyphs(_TITLE.role, "打印机校准页"))
    return runs_of(case, line, _TITLE, x_mm=centred_x_mm(line.width * _TITLE.cell_mm), top_mm=_TITLE_MM)


def _text(case: TypeCase) -> Iterator[Run]:
    room = figures.AREA_WIDTH_MM / _TEXT.cell_mm
    top_mm = _TEXT_MM
    for text in _PARAGRAPHS:
        indent = figures.FIRST_INDENT_CELLS
        for number, line in enumerate(
            fill_lines(case.glyphs(_TEXT.role, text), first=room - indent, others=room, even=False)
        ):
            x_mm = figures.AREA_LEFT_MM + (0.0 if number else indent * _TEXT.cell_mm)
            yield from runs_of(case, line, _TEXT, x_mm=x_mm, top_mm=top_mm)
            top_mm += _TEXT_LINE_MM
