"""Searching in the page (页内查找): some pages at a time, behind the window; the first hits are there at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from oa_desktop.ui.reading.faults import sentence_for
from oa_desktop.ui.reading.hits import find, folded
from oa_desktop.ui.reading.passages import Passage
from oa_desktop.ui.reading.texts import texts_of
from oa_desktop.ui.workplace import Workplace

AT_A_TIME = 20
"""Pages of one piece of work; their text takes a fifth of a second."""
MOST_HITS = 5_000
"""Hits that are shown; who finds more wants other words."""


class PageSearch(QObject):
    """One search in one document.

    Attributes:
        hits: What has been found so far, in the order of the text.
        current: Number of the hit that is shown, from 0; -1 for none.
        complete: Whether all pages have been searched.

    Signals:
        moved: Another hit is shown (``Passage``).
        counted: Number of the hit shown, from 1, and of all hits so far; the search may go on.
    """

    moved = Signal(object)
    counted = Signal(int, int)

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._pdf, self._pages, self._words = b"", 0, ""
        self._from, self._moves = 0, True
        self.hits: list[Passage] = []
        self.current = -1
        self.complete = True

    def show(self, pdf: bytes, pages: int) -> None:
        """Begin with a document: what was searched for is searched for in it, too, but nobody is moved to it."""
        self._pdf, self._pages = pdf, pages
        self._search_for(self._words)
        self._moves = False

    def begin(self, words: str, first_page: int) -> None:
        """Search for words, and show the first hit on a page or after it; no words end the search."""
        self._from, self._moves = first_page, True
        self._search_for(words)

    def _search_for(self, words: str) -> None:
        self._words = words
        self.hits, self.current = [], -1
        self.complete = not (folded(words) and self._pages)
        self.counted.emit(0, 0)
        if not self.complete:
            self._search(0)

    def next(self) -> None:
        """Show the next hit; after the last comes the first."""
        self._step(1)

    def previous(self) -> None:
        """Show the hit before."""
        self._step(-1)

    def on(self, number: int) -> list[tuple[Passage, bool]]:
        """Return the hits on a page and which of them is shown."""
        return [(hit, place == self.current) for place, hit in enumerate(self.hits) if number in hit.pages]

    def _step(self, step: int) -> None:
        self._moves = True
        if self.hits:
            self._show((self.current + step) % len(self.hits) if self.current >= 0 else 0)

    def _show(self, place: int) -> None:
        self.current = place
        self.counted.emit(place + 1, len(self.hits))
        if self._moves:
            self.moved.emit(self.hits[place])

    def _search(self, first: int) -> None:
        """Search some pages; a hit may end on the page after them."""
        pdf, words, end = self._pdf, self._words, min(self._pages, first + AT_A_TIME)
        looked_at = range(max(0, first - 1), min(self._pages, end + 1))
        self._workplace.read(
            lambda session: find(words, texts_of(session, pdf, looked_at)),
            self,
            lambda found: self._take((pdf, words), [one for one in found if first <= one.start.number < end], end),
            lambda error: self._miss((pdf, words), error),
            instead_of="search",
        )

    def _miss(self, asked: tuple[bytes, str], error: Exception) -> None:
        sentence_for(error, self._workplace)
        self._take(asked, [], self._pages)

    def _take(self, asked: tuple[bytes, str], found: list[Passage], end: int) -> None:
        if asked != (self._pdf, self._words):
            return
        self.hits += found[: MOST_HITS - len(self.hits)]
        self.complete = end >= self._pages or len(self.hits) >= MOST_HITS
        if self.current < 0:
            self._show_first()
        else:
            self.counted.emit(self.current + 1, len(self.hits))
        if not self.complete:
            self._search(end)

    def _show_first(self) -> None:
        """Show the first hit from where the search began; when there is none further on, the first of all."""
        later = (place for place, hit in enumerate(self.hits) if hit.start.number >= self._from)
        place = next(later, 0 if self.complete and self.hits else -1)
        if place >= 0:
            self._show(place)
        else:
            self.counted.emit(0, len(self.hits))
