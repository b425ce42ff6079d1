"""A printed paper as the page rules look at it: lines with their elements, strokes and seals, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from oa_desktop.docs.element_terms import TERMS
from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import AREA_BOTTOM_MM, AREA_WIDTH_MM
from oa_desktop.docs.inspect.lines import Line
from oa_desktop.docs.sheets.sheets import Picture, Sheet, Stroke, Tint
from oa_desktop.domain.documents.findings import Finding, Place, finding
from oa_desktop.domain.documents.kinds import PageFormat

TEXT = frozenset({Element.BODY, Element.ANNEX_BODY})
"""正文 and that of 附件."""
_LONG_MM = 100.0
"""A level red stroke at least this long is the red rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPaper:
    """A paper on its sheets.

    Attributes:
        sheets: In order.
        lines: From the first page to the last, from the top down.
        elements: The lines of each element.
        format: 公文格式.
        unembedded: Names of the fonts that the file does not carry.
    """

    sheets: tuple[Sheet, ...]
    lines: tuple[Line, ...]
    elements: Mapping[Element, tuple[Line, ...]]
    format: PageFormat
    unembedded: tuple[str, ...] = ()

    def of(self, *elements: Element) -> tuple[Line, ...]:
        """Return the lines of some elements, one element after the other."""
        return tuple(line for element in elements for line in self.elements.get(element, ()))

    def first(self, element: Element) -> Line | None:
        """Return the first line of an element."""
        return next(iter(self.of(element)), None)

    def last(self, element: Element) -> Line | None:
        """Return the last line of an element."""
        return next(reversed(self.of(element)), None)

    @property
    def red_rules(self) -> tuple[Stroke, ...]:
        """The long red strokes of the first page, from the top down."""
        return red_rules(self.sheets[0]) if self.sheets else ()

    @property
    def red_rule(self) -> Stroke | None:
        """版头中的分隔线."""
        return next(iter(self.red_rules), None)

    def seals(self) -> Iterator[tuple[Sheet, Picture]]:
        """Yield the seals with their sheets."""
        for sheet in self.sheets:
            yield from ((sheet, one) for one in sheet.pictures if one.is_seal)

    def imprint_rules(self) -> tuple[Stroke, ...]:
        """Return 版记中的分隔线, from the top down."""
        imprint = self.of(Element.IMPRINT)
        if not imprint:
            return ()
        top_mm = imprint[0].top_mm - 2 * imprint[0].size_mm
        strokes = self.sheets[imprint[0].page - 1].strokes
        level = (one for one in strokes if one.is_level and top_mm <= one.y1_mm <= AREA_BOTTOM_MM + imprint[0].size_mm)
        return tuple(sorted((one for one in level if one.length_mm > AREA_WIDTH_MM / 2), key=lambda one: one.y1_mm))


Check: TypeAlias = Callable[[PrintedPaper], Iterator[Finding]]
"""A rule, or several that look at the same thing: what they find on the pages."""


def red_rules(sheet: Sheet) -> tuple[Stroke, ...]:
    """Return the long level red strokes of a sheet, from the top down; a double line is two of them."""
    long = (one for one in sheet.strokes if one.is_level and one.length_mm > _LONG_MM and one.tint is Tint.RED)
    return tuple(sorted(long, key=lambda one: one.y1_mm))


def is_apart(head: Line) -> bool:
    """Tell whether 附件 is not bound with the body: 发文字号 stands before it. GB/T 9704-2012 7.3.7."""
    return not head.text.startswith("附")


def at_line(line: Line) -> Place:
    """Return the place of a line."""
    name = TERMS[line.element] if line.element else ""
    return Place(name=name, page=line.page, row=line.row, x=_hundredths(line.left_mm), y=_hundredths(line.y_mm))


def at_stroke(page: int, element: Element, stroke: Stroke) -> Place:
    """Return the place of a stroke."""
    return Place(name=TERMS[element], page=page, x=_hundredths(stroke.left_mm), y=_hundredths(stroke.y1_mm))


def at_seal(page: int, seal: Picture) -> Place:
    """Return the place of a seal."""
    return Place(name="印章", page=page, x=_hundredths(seal.left_mm), y=_hundredths(seal.top_mm))


def at_page(page: int, name: str = "") -> Place:
    """Return the place of a whole page."""
    return Place(name=name, page=page)


def apart(
    rule: str, place: Place, measured: float, required: float, *, by: float, above: float | None = None
) -> Iterator[Finding]:
    """Yield a finding when a figure is not the required one.

    Args:
        rule: Its id.
        place: Where it was measured.
        measured: The figure, in the unit of the rule's words.
        required: What it must be.
        by: How far it may be below.
        above: How far it may be above; as far as below when not given.
    """
    if not required - by <= measured <= required + (by if above is None else above):
        yield finding(rule, place, measured=figure(measured), required=figure(required))


def figure(value: float) -> str:
    """Return a figure as it is said: one decimal place, none where it is whole."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def _hundredths(value_mm: float) -> int:
    return max(0, round(value_mm * 100))
