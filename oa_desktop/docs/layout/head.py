"""版头 of 文件格式: from the top of the first page to the red rule.

GB/T 9704-2012 7.2. The mark stands at its own figure; what follows it stands on the lines of the grid, so
that the body of the first page lies on the same 22 lines as that of every other page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element, HeaderLine, PrintedElements
from oa_desktop.docs.figures import AREA_TOP_MM
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.lines import SetLine, natural_line
from oa_desktop.docs.layout.page import Colour, Rule, Run
from oa_desktop.docs.layout.rows import Style, centred_x_mm, fitted, runs_of
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.docs.seals.signers import SIGNERS_LABEL, signer_cells
from oa_desktop.domain.documents.template import in_unit

_HEADER_ROLES = {
    Element.COPY_NUMBER: FontRole.FANGSONG,
    Element.CLASSIFICATION: FontRole.HEITI,
    Element.URGENCY: FontRole.HEITI,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadFigures:
    """The figures in which the heads of the formats differ.

    Attributes:
        mark_top_mm: Top edge of the ink of 发文机关标志.
        mark_bottom_mm: Its lower edge, where the name is short enough.
        number_blank_lines: Between the mark and 发文字号.
        title_blank_lines: Between the red rule, or what else ends the head, and what follows it.
        rule_gap_mm: Red rule under 发文字号.
    """

    mark_top_mm: float = figures.MARK_TOP_MM
    mark_bottom_mm: float = figures.MARK_BOTTOM_MM
    number_blank_lines: int = figures.NUMBER_BLANK_LINES
    title_blank_lines: int = figures.TITLE_BLANK_LINES
    rule_gap_mm: float = figures.RED_RULE_GAP_MM


@dataclass(slots=True, kw_only=True)
class Head:
    """The first page while its head is being set.

    Attributes:
        case: Type.
        paper: What is printed.
        figures: Of this format.
        runs: Placed on the sheet.
        rules: Likewise.
        next_line: First line of the grid that is still free, from 0.
        shift_mm: How much lower the lines of the first page stand than the grid; less than nothing for higher.
        bottom_mm: Lower edge of what was placed last.
    """

    case: TypeCase
    paper: PrintedElements
    figures: HeadFigures
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    next_line: int = 0
    bottom_mm: float = AREA_TOP_MM
    shift_mm: float = 0.0

    def top_mm(self, line: float) -> float:
        """Return the top edge of a line of this page, counted from 0."""
        return line_top_mm(line) + self.shift_mm

    def put(self, line: SetLine, style: Style, *, x_mm: float, top_mm: float) -> None:
        """Place a line by the top edge of its type; one that is too long is drawn together to fit the 版心."""
        line, x_mm = fitted(line, style, x_mm)
        self.runs += runs_of(self.case, line, style, x_mm=x_mm, top_mm=top_mm)


HeadPlacer = Callable[[Head], None]
"""Places one element of the head and moves ``next_line`` and ``bottom_mm`` on."""


def line_top_mm(line: float) -> float:
    """Return the top edge of a line of the grid, counted from 0."""
    return figures.AREA_TOP_MM + line * figures.LINE_MM


def place_header_lines(head: Head) -> None:
    """Place 份号, 密级和保密期限 and 紧急程度 flush left from the first line. GB/T 9704-2012 7.2.1 to 7.2.3."""
    for header in head.paper.header_lines:
        put_header_line(head, header, line_top_mm(head.next_line))
        head.next_line += 1
        head.bottom_mm = line_top_mm(head.next_line)


def put_header_line(head: Head, header: HeaderLine, top_mm: float) -> None:
    """Put 份号, 密级和保密期限 or 紧急程度 on a line, flush left."""
    style = Style(element=header.element, role=_HEADER_ROLES[header.element])
    line = natural_line(head.case.glyphs(style.role, header.text))
    head.put(line, style, x_mm=figures.AREA_LEFT_MM, top_mm=top_mm)


def place_number_and_signers(head: Head) -> None:
    """Place 发文字号 centred, or beside the last 签发人 on an upward paper. GB/T 9704-2012 7.2.5, 7.2.6.

    A paper that has no number yet keeps its line free, so that the red rule stands where it will stand.
    """
    paper = head.paper
    if not paper.has_head:
        return
    if paper.mark or paper.header_lines:
        head.next_line += head.figures.number_blank_lines
    style = Style(element=Element.DOCUMENT_NUMBER)
    line = natural_line(head.case.glyphs(style.role, paper.document_number))
    if paper.signers:
        _place_signers(head, line.width)
    indent = figures.AREA_LEFT_MM + figures.SIDE_INDENT_CELLS * figures.CELL_MM
    x_mm = indent if paper.signers else centred_x_mm(line.width * style.cell_mm)
    head.put(line, style, x_mm=x_mm, top_mm=head.top_mm(head.next_line))
    head.bottom_mm = head.top_mm(head.next_line) + style.size_mm
    head.next_line += 1


def _place_signers(head: Head, number: float) -> None:
    """Place 签发人, names below names, beside a 发文字号 so wide; leaves ``next_line`` on the last of these lines."""
    style = Style(element=Element.SIGNERS)
    label = natural_line(head.case.glyphs(FontRole.FANGSONG, SIGNERS_LABEL))
    names = [natural_line(head.case.glyphs(FontRole.KAITI, name)) for name in head.paper.signers]
    cells = signer_cells(number, label.width, [name.width for name in names])
    label_mm, *columns = (figures.AREA_LEFT_MM + cell * style.cell_mm for cell in cells)
    head.put(label, style, x_mm=label_mm, top_mm=head.top_mm(head.next_line))
    for place, name in enumerate(names):
        row, rank = divmod(place, len(columns))
        head.put(name, style, x_mm=columns[rank], top_mm=head.top_mm(head.next_line + row))
    head.next_line += (len(names) - 1) // len(columns)


def place_red_rule(head: Head) -> None:
    """Place the red rule across the 版心 under 发文字号. GB/T 9704-2012 7.2.7."""
    if not head.paper.has_head:
        return
    y_mm = head.bottom_mm + head.figures.rule_gap_mm
    head.rules.append(
        Rule(
            x1_mm=figures.AREA_LEFT_MM,
            y1_mm=y_mm,
            x2_mm=figures.AREA_RIGHT_MM,
            y2_mm=y_mm,
            width_mm=in_unit(head.case.template.red_rule),
            element=Element.RED_RULE,
            colour=Colour.RED,
        )
    )
    head.next_line = max(head.next_line, round((y_mm - head.top_mm(0)) / figures.LINE_MM))
