"""落款: 发文机关署名 and 成文日期. GB/T 9704-2012 7.3.5."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from oa_desktop.docs.docx.markup import Align, Indent, Node, ParagraphFormat, paragraph, run
from oa_desktop.docs.docx.measures import cells_of, lines, twips_from_cells
from oa_desktop.docs.elements import PrintedElements
from oa_desktop.docs.figures import (
    CHARACTERS_PER_LINE,
    SEAL_BLANK_LINES,
    SEALED_DATE_RIGHT_CELLS,
    UNSEALED_BLANK_LINES,
    UNSEALED_DATE_SHIFT_CELLS,
    UNSEALED_NAME_RIGHT_CELLS,
)

_JOINT_SEAL_LINES: Final = 3
"""Lines kept free above each further organ of a joint paper for its seal. P."""


def signature(printed: PrintedElements, *, sealed: bool) -> Iterator[Node]:
    """Yield the names and the date, placed for a seal or without one.

    Args:
        printed: The elements.
        sealed: Whether a seal will stand on the name: GB/T 9704-2012 7.3.5.1 against 7.3.5.2.
    """
    if sealed:
        yield from _sealed(printed.signatories, printed.date)
    else:
        yield from _unsealed(printed.signatories, printed.date)


def _sealed(names: tuple[str, ...], date: str) -> Iterator[Node]:
    """Yield names centred on the date, whose right edge is four characters from the right."""
    for index, name in enumerate(names):
        above = lines(_JOINT_SEAL_LINES if index else SEAL_BLANK_LINES)
        style = ParagraphFormat(style="Signature", before=above, indent=_centred_on(date, name))
        yield paragraph(style, run(name))
    if date:
        yield _date(date, _date_right(date, names), 0 if names else lines(SEAL_BLANK_LINES))


def _date_right(date: str, names: tuple[str, ...]) -> float:
    """Return four characters, or what lets a longer name centred on the date end at the right edge."""
    overhang = (max(map(cells_of, names), default=0.0) - cells_of(date)) / 2
    return max(float(SEALED_DATE_RIGHT_CELLS), min(overhang, (CHARACTERS_PER_LINE - cells_of(date)) / 2))


def _centred_on(date: str, name: str) -> Indent:
    """Return the indent that makes the middle of the line the middle of the date."""
    from_right = _date_right(date, (name,)) + cells_of(date) / 2
    left = max(0.0, CHARACTERS_PER_LINE - 2 * from_right)
    return Indent(left=twips_from_cells(left))


def _unsealed(names: tuple[str, ...], date: str) -> Iterator[Node]:
    """Yield names two characters from the right and the date two characters right of the name's first one."""
    date_right, name_right = _unsealed_rights(names, date)
    for index, name in enumerate(names):
        style = ParagraphFormat(
            style="Signature",
            before=None if index else lines(UNSEALED_BLANK_LINES),
            indent=Indent(right=twips_from_cells(name_right)),
            align=Align.RIGHT,
        )
        yield paragraph(style, run(name))
    if date:
        above = 0 if names else lines(UNSEALED_BLANK_LINES)
        yield _date(date, date_right, above)


def _date(date: str, right: float, above: int) -> Node:
    indent = Indent(right=twips_from_cells(right))
    return paragraph(ParagraphFormat(style="Date", before=above, indent=indent), run(date))


def _unsealed_rights(names: tuple[str, ...], date: str) -> tuple[float, float]:
    """Return how far date and name end from the right, in characters. GB/T 9704-2012 7.3.5.2.

    A date that would come nearer to the edge than the name stays two characters from it, and the name moves left.
    """
    edge = float(UNSEALED_NAME_RIGHT_CELLS)
    overhang = cells_of(date) + UNSEALED_DATE_SHIFT_CELLS - max(map(cells_of, names), default=0.0)
    return (edge, edge + overhang) if overhang > 0 else (edge - overhang, edge)
