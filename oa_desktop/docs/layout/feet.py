"""The feet of pages: which lines of the notes (脚注) stand on which page.

A note begins on the page of its mark. One of a few lines stays whole; a longer one may go on at the foot of the next
page. A page keeps some lines for its text, however much is left of a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain

from oa_desktop.docs.figures import LINE_MM, NOTE_RULE_GAP_MM
from oa_desktop.docs.layout.rows import Row

GAP_LINES = NOTE_RULE_GAP_MM / LINE_MM
"""What the rule above the notes of a page takes, in lines of the grid."""
_WHOLE = 3
"""Rows of the longest note that no page parts. P."""
_BEGUN = 2
"""Rows of a longer one that stand on the page of its mark at least. P."""
_TEXT_LINES = 6
"""Lines that a page keeps for its text where a note goes on from the one before. P."""
_NEARLY = 1e-6


@dataclass(slots=True)
class Feet:
    """The feet of all pages so far.

    Attributes:
        set: Rows with their pages, from 0, in order.
        owed: Rows for which the last page had no room.
    """

    set: list[tuple[int, Row]] = field(default_factory=list)
    owed: list[Row] = field(default_factory=list)

    def least(self, notes: Sequence[Sequence[Row]], page: int) -> float:
        """Return the lines that notes need at least at the foot of a page, if they begin there."""
        if not notes:
            return 0.0
        *before, last = notes
        begun = last if len(last) <= _WHOLE else last[:_BEGUN]
        return self._gap(page) + sum(row.lines for row in chain(*before, begun))

    def stand_on(self, page: int) -> bool:
        """Tell whether there are notes at the foot of a page."""
        return bool(self.set) and self.set[-1][0] == page

    def take(self, notes: Sequence[Sequence[Row]], page: int, line: float, lines: float) -> float:
        """Set notes at the foot of a page as far as it has room, and return the lines that they take there.

        Args:
            notes: Whose marks were placed.
            page: Where they were, from 0.
            line: The next line for text.
            lines: Those of the page beside what stands at its foot.
        """
        self.owed += chain(*notes)
        return self._set(page, lines - max(line, _TEXT_LINES)) if notes else 0.0

    def go_on(self, page: int, lines: float) -> float:
        """Set what is left of notes at the foot of the next page, and return the lines that it takes there."""
        return self._set(page, lines - _TEXT_LINES) if self.owed else 0.0

    def _set(self, page: int, room: float) -> float:
        gap = self._gap(page)
        count = max(1 if gap else 0, sum(1 for _ in self._fitting(room - gap)))
        rows, self.owed = self.owed[:count], self.owed[count:]
        self.set += ((page, row) for row in rows)
        return gap + sum(row.lines for row in rows)

    def _fitting(self, room: float) -> Iterator[float]:
        heights = accumulate(row.lines for row in self.owed)
        return (height for height in heights if height <= room + _NEARLY)

    def _gap(self, page: int) -> float:
        return 0.0 if self.stand_on(page) else GAP_LINES
