"""A whole paper that was pasted (整份粘贴): where a text has a title of its own, its elements go where they belong."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.manuscript import Block, Emphasis, Manuscript, Paragraph
from oa_desktop.i18n import _
from oa_desktop.office.ports.pages import Reading
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.text.body_editor import BodyEditor

_FEWEST = 4
"""Paragraphs of the shortest whole paper: title, recipients, a sentence, who signs."""
_NAME = "粘贴的文字.txt"


class Sorting(QObject):
    """Looks at what was pasted into the text of a draft that has no title.

    Signals:
        sorted: The elements are to stand where they belong (``Reading``).
    """

    sorted = Signal(object)

    def __init__(self, workplace: Workplace, body: BodyEditor, over: QWidget) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._body = body

    def look_at(self, text: Manuscript) -> None:
        """Offer to sort a text that reads as a whole paper; of any other nothing is said."""
        if not text.title and can_be_sorted(text):
            self._workplace.read(
                lambda session: session.writing.reader.read(_words(text).encode(), _NAME),
                self,
                self._offer,
                lambda _error: None,
            )

    def _offer(self, reading: Reading) -> None:
        read = reading.manuscript
        if read.title and read.body and (read.recipients or read.signatories):
            said = self._body.line.told.text()
            words = said + _("这像是一份完整的稿子，可以把标题、主送机关、落款放到各自的栏里。")
            self._body.line.tell(words, lambda: self.sorted.emit(reading), _("分到各栏"))


def can_be_sorted(text: Manuscript) -> bool:
    """Tell whether a text is words alone, so that nothing is lost when it is read again."""
    return not text.annexes and len(text.body) >= _FEWEST and all(map(_is_plain, text.body))


def _is_plain(block: Block) -> bool:
    """Whether it has nothing but words: headings follow their numbers."""
    return isinstance(block, Paragraph) and not any(
        span.note or span.emphasis is Emphasis.STRONG for span in block.spans
    )


def _words(text: Manuscript) -> str:
    return "\n".join(block.text for block in text.body)
