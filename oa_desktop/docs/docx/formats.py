"""How paragraphs and runs of a DOCX are set (段落格式、字体格式): everything that an official page needs, as data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from oa_desktop.docs.figures import BLACK_RGB, RED_RGB
from oa_desktop.docs.fonts.fonts import FontRole

RED: Final = bytes(RED_RGB).hex().upper()
BLACK: Final = bytes(BLACK_RGB).hex().upper()


class Align(StrEnum):
    """对齐方式."""

    JUSTIFY = "both"
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    SPREAD = "distribute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule along an edge of a paragraph or a cell.

    Attributes:
        edge: ``top``, ``bottom``, ``left`` or ``right``.
        eighths: Thickness in eighths of a point.
        colour: Six hexadecimal digits.
        gap_pt: Whole points between it and the text.
        line: ``single``, or the name of a double rule.
    """

    edge: str
    eighths: int
    colour: str = BLACK
    gap_pt: int = 0
    line: str = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """图文框: a paragraph that stands at its own place on the sheet, in twips from its top left corner."""

    x: int
    width: int
    y: int = 0

    def at(self, y: int) -> Frame:
        """Return the frame at another height."""
        return replace(self, y=y)


@dataclass(frozen=True, slots=True, kw_only=True)
class TabStop:
    """制表位: where the next piece of a line stands, in twips from the left margin."""

    twips: int
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Indent:
    """缩进, in twips.

    Attributes:
        left: From the left margin.
        right: From the right margin.
        first: First line further right; less than nothing when it hangs out to the left.
        first_characters: First line in hundredths of a character, which word processors show as 2 字符.
    """

    left: int = 0
    right: int = 0
    first: int = 0
    first_characters: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphFormat:
    """段落格式; what is None is left to the style.

    Attributes:
        style: Id of the paragraph style.
        keep_next: Stays on one page with what follows; False takes back what the style says.
        page_break_before: Begins a page.
        frame: Where it stands apart from the flow of the text.
        rules: Rules along its edges.
        tabs: 制表位.
        chinese: Whether the rules of Chinese type are written out: 避头尾 on, and nothing that would move a line or a
            character off the grid. Styles say so, where people can see it.
        hanging: Whether a mark may hang behind a full line (标点悬挂), where the rules of Chinese type are written out.
        before: Space above, twips.
        after: Space below, twips.
        line: Exact line pitch, twips.
        at_least: Line pitch that grows with what stands on the line, twips; in place of the exact one.
        indent: 缩进.
        align: 对齐方式.
        outline_level: 0 for the first level in the navigation pane.
    """

    style: str | None = None
    keep_next: bool | None = None
    page_break_before: bool = False
    frame: Frame | None = None
    rules: tuple[Rule, ...] = ()
    tabs: tuple[TabStop, ...] = ()
    chinese: bool = False
    hanging: bool = False
    before: int | None = None
    after: int | None = None
    line: int | None = None
    at_least: int | None = None
    indent: Indent | None = None
    align: Align | None = None
    outline_level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFormat:
    """字体格式; what is None is left to the style.

    Attributes:
        role: 字体.
        points: Type size in pt.
        bold: 加粗.
        colour: Six hexadecimal digits.
        spacing: Between characters, twips.
        percent: Width of the characters against their own.
        raised: How far they stand above the baseline, pt.
    """

    role: FontRole | None = None
    points: float | None = None
    bold: bool = False
    colour: str | None = None
    spacing: int | None = None
    percent: int = 100
    raised: float = 0.0


PLAIN: Final = RunFormat()
"""A run that its style says everything about."""
