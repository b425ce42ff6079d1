"""落款: 发文机关署名 and 成文日期. GB/T 9704-2012 7.3.5."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from oa_desktop.docs.docx.formats import Align, Indent, ParagraphFormat, TabStop
from oa_desktop.docs.docx.markup import Node, paragraph, run
from oa_desktop.docs.docx.measures import cells_of, lines, twips_from_cells
from oa_desktop.docs.docx.stamps import stamps
from oa_desktop.docs.elements import PrintedElements
from oa_desktop.docs.figures import (
    CHARACTERS_PER_LINE,
    SEALED_DATE_RIGHT_CELLS,
    UNSEALED_BLANK_LINES,
    UNSEALED_DATE_SHIFT_CELLS,
    UNSEALED_NAME_RIGHT_CELLS,
)
from oa_desktop.docs.layout.closing import SEAL_LINES, seal_pitch
from oa_desktop.domain.documents.template import NATIONAL, Template, in_unit

_SLACK_CELLS: Final = 1.0
"""Room on both sides of a centred name, for fonts that are a little wider."""


def signature(
    printed: PrintedElements,
    template: Template = NATIONAL,
    *,
    sealed: bool,
    dated: bool = True,
    blank_lines: int | None = None,
) -> Iterator[Node]:
    """Yield the names and the date, placed for a seal or without one.

    Args:
        printed: The elements.
        template: For the type of 签名章.
        sealed: Whether a seal will stand on the name: GB/T 9704-2012 7.3.5.1 against 7.3.5.2.
        dated: Whether the date is written; else its line is kept for it.
        blank_lines: Left free above it; the usual number unless given.
    """
    if printed.has_dateline:
        return
    if printed.officers:
        yield from stamps(printed.officers, printed.date, template, dated=dated)
        return
    sealed = sealed and printed.takes_seal
    usual = in_unit(template.seal_lines) if sealed else UNSEALED_BLANK_LINES
    space = lines(usual if blank_lines is None else blank_lines)
    names, date = printed.signatories, printed.date
    yield from (_sealed_names if sealed else _unsealed_names)(names, date, space)
    if date:
        right = _date_right(date, names) if sealed else _unsealed_rights(names, date)[0]
        yield _date(printed, right, space, dated=dated)


def _date(printed: PrintedElements, right: float, space: int, *, dated: bool) -> Node:
    """Return the date, so many characters from the right; without a name above it that space stands over it."""
    above = None if printed.signatories else space
    indent = Indent(right=twips_from_cells(right))
    style = ParagraphFormat(style="Date", keep_next=bool(printed.note) or None, before=above, indent=indent)
    return paragraph(style, run(printed.date if dated else ""))


def _sealed_names(names: tuple[str, ...], date: str, space: int) -> Iterator[Node]:
    """Yield names in rows; the last one of each is centred on the date, which one seal covers with its name."""
    axis = CHARACTERS_PER_LINE - _date_right(date, names) - cells_of(date) / 2
    per_row, pitch = seal_pitch(_widest(names))
    for index, row in enumerate(_seal_rows(names, per_row)):
        above = lines(SEAL_LINES - 1) if index else space
        yield _centred_name(row[0], axis, above) if len(row) == 1 else _name_row(row, axis, above, pitch)


def _date_right(date: str, names: tuple[str, ...]) -> float:
    """Return four characters, or what lets a longer name centred on the date end at the right edge."""
    overhang = (_widest(names) - cells_of(date)) / 2
    return max(float(SEALED_DATE_RIGHT_CELLS), min(overhang, (CHARACTERS_PER_LINE - cells_of(date)) / 2))


def _seal_rows(names: tuple[str, ...], columns: int) -> Iterator[tuple[str, ...]]:
    """Yield the organs of each row; only the last row may be short."""
    yield from (names[start : start + columns] for start in range(0, len(names), columns))


def _centred_name(name: str, axis: float, above: int) -> Node:
    """Return a name in the middle of a line whose own middle is the axis."""
    indent = Indent(left=twips_from_cells(max(0.0, 2 * axis - CHARACTERS_PER_LINE)))
    return paragraph(ParagraphFormat(style="Signature", before=above, indent=indent), run(name))


def _name_row(row: tuple[str, ...], axis: float, above: int, pitch: float) -> Node:
    """Return names centred on tab stops, the last of them on the axis."""
    middles = (axis - place * pitch for place in reversed(range(len(row))))
    tabs = tuple(TabStop(twips=twips_from_cells(middle), align=Align.CENTRE) for middle in middles)
    style = ParagraphFormat(style="Signature", tabs=tabs, before=above, align=Align.LEFT)
    return paragraph(style, run("".join(f"\t{name}" for name in row)))


def _unsealed_names(names: tuple[str, ...], date: str, space: int) -> Iterator[Node]:
    """Yield names, the longest two characters from the right and the others centred under or over it."""
    right = _unsealed_rights(names, date)[1]
    left = CHARACTERS_PER_LINE - right - _widest(names)
    slack = min(_SLACK_CELLS, max(0.0, left))
    indent = Indent(left=twips_from_cells(max(0.0, left) - slack), right=twips_from_cells(right - slack))
    for index, name in enumerate(names):
        above = None if index else space
        yield paragraph(ParagraphFormat(style="Signature", before=above, indent=indent), run(name))


def _unsealed_rights(names: tuple[str, ...], date: str) -> tuple[float, float]:
    """Return how far date and name end from the right, in characters. GB/T 9704-2012 7.3.5.2.

    The date begins two characters right of the name's first one. A date longer than the name ends two characters from
    the right, and the name moves left.
    """
    edge = float(UNSEALED_NAME_RIGHT_CELLS)
    if not names:
        return edge, edge
    overhang = cells_of(date) + UNSEALED_DATE_SHIFT_CELLS - _widest(names)
    return (edge, edge + overhang) if cells_of(date) > _widest(names) else (edge - overhang, edge)


def _widest(names: tuple[str, ...]) -> float:
    return max(map(cells_of, names), default=0.0)
