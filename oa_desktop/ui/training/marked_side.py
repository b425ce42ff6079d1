"""One side of what is marked (对照的一边): the page of a paper, or what was said, under whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtWidgets import QLabel, QStackedWidget, QTextBrowser, QVBoxLayout, QWidget

from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.i18n import _
from oa_desktop.training.marking import Spoken
from oa_desktop.ui.reading.page_pane import PagePane
from oa_desktop.ui.workplace import Workplace


class MarkedSide(QWidget):
    """What one of the two made and said.

    Attributes:
        pane: The page.
        words: What was said.
    """

    def __init__(self, workplace: Workplace, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._workplace = workplace
        self.pane, self.words = PagePane(workplace, None, self, plain=True), QTextBrowser(self)
        self.words.setAccessibleName(title)
        self._shown = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(QLabel(title, self))
        column.addWidget(self._shown, 1)
        for one in (self.pane, self.words):
            self._shown.addWidget(one)

    def show_text(self, text: Manuscript | None) -> None:
        """Draw a text; None where nobody began with the paper."""
        self._shown.setCurrentWidget(self.pane)
        if text is None:
            self.pane.clear(_("没有拟这一件。"))
            return
        self._workplace.read(
            lambda session: session.teaching.drawn(text), self, self.pane.show_pdf, instead_of=self.objectName()
        )

    def show_spoken(self, spoken: Sequence[Spoken]) -> None:
        """Show what was said, act by act."""
        self._shown.setCurrentWidget(self.words)
        said = (f"<p><b>{escape(one.act)}</b><br>{escape(one.words)}</p>" for one in spoken)
        self.words.setHtml("".join(said) or f"<p>{_('没有写意见、原因。')}</p>")

    def show_nothing(self, why: str = "") -> None:
        """Show neither, and why."""
        self._shown.setCurrentWidget(self.pane)
        self.pane.clear(why)
