"""Lines being sorted into elements: which are still free, and what was found of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from oa_desktop.docs.elements import Element
from oa_desktop.docs.inspect.lines import Line
from oa_desktop.docs.sheets.sheets import Sheet


@dataclass(slots=True, kw_only=True)
class Sorting:
    """The lines of a paper while their elements are being found.

    Attributes:
        sheets: The pages.
        lines: In reading order.
        found: The element of each line that is known, by its number.
    """

    sheets: Sequence[Sheet]
    lines: Sequence[Line]
    found: dict[int, Element] = field(default_factory=dict)

    def put(self, element: Element, places: Iterable[int]) -> None:
        """Sort lines into an element; what was sorted before stays."""
        for place in places:
            self.found.setdefault(place, element)

    def free(self, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Yield the numbers of the lines that are not sorted yet."""
        return (place for place in range(start, len(self.lines) if end is None else end) if place not in self.found)

    def of(self, *elements: Element) -> list[int]:
        """Return the numbers of the lines of some elements."""
        return sorted(place for place, element in self.found.items() if element in elements)

    def on(self, page: int) -> list[int]:
        """Return the numbers of the free lines of a page."""
        return [place for place in self.free() if self.lines[place].page == page]

    def named(self) -> tuple[Line, ...]:
        """Return the lines with their elements; what is left over is 正文."""
        return tuple(
            replace(line, element=self.found.get(place, Element.BODY)) for place, line in enumerate(self.lines)
        )
