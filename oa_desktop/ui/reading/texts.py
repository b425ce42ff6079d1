"""Texts of the pages that are looked at, selected or searched: read behind the window, the last ones kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from oa_desktop.office.session import Session
from oa_desktop.ui.reading.faults import sentence_for
from oa_desktop.ui.reading.page_text import EMPTY, PageText, page_text
from oa_desktop.ui.reading.passages import Passage, words_of
from oa_desktop.ui.workplace import Workplace

MOST_PAGES = 64
"""Pages whose text is kept: under a megabyte."""


class Texts(QObject):
    """The text of one document, page by page.

    Signals:
        arrived: The text of a page has come; its number.
    """

    arrived = Signal(int)

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._kept: OrderedDict[int, PageText] = OrderedDict()
        self._asked: set[int] = set()
        self._pdf = b""

    def show(self, pdf: bytes) -> None:
        """Begin with a document."""
        self._pdf = pdf
        self._kept.clear()
        self._asked.clear()

    def of(self, number: int) -> PageText:
        """Return the text of a page, empty until it has come."""
        return self._kept.get(number, EMPTY)

    def want(self, numbers: Iterable[int]) -> None:
        """Have the text of some pages read."""
        for number in numbers:
            if number not in self._kept and number not in self._asked:
                self._asked.add(number)
                self._read(number)

    def words(self, passage: Passage, done: Callable[[str], object]) -> None:
        """Give the words of a passage to somebody: at once where its pages have been read."""
        if all(number in self._kept for number in passage.pages):
            done(words_of(passage, self._kept))
            return
        pdf = self._pdf
        self._workplace.read(
            lambda session: words_of(passage, texts_of(session, pdf, passage.pages)), self, done, instead_of="words"
        )

    def _read(self, number: int) -> None:
        pdf = self._pdf
        self._workplace.read(
            lambda session: page_text(session.viewer.places(pdf, number)),
            self,
            lambda text: self._take(pdf, number, text),
            lambda error: self._miss(pdf, number, error),
        )

    def _miss(self, pdf: bytes, number: int, error: Exception) -> None:
        sentence_for(error, self._workplace)
        self._take(pdf, number, EMPTY)

    def _take(self, pdf: bytes, number: int, text: PageText) -> None:
        if pdf is not self._pdf:
            return
        self._asked.discard(number)
        self._kept[number] = text
        while len(self._kept) > MOST_PAGES:
            self._kept.popitem(last=False)
        self.arrived.emit(number)


def texts_of(session: Session, pdf: bytes, numbers: range) -> Mapping[int, PageText]:
    """Return the texts of some pages; called behind the window."""
    return {number: page_text(session.viewer.places(pdf, number)) for number in numbers}
