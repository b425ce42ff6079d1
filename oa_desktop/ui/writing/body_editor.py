"""The text (正文): paragraphs with their levels, as the writer types them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from oa_desktop.domain.manuscript import Annex, Block, Paragraph, Span
from oa_desktop.i18n import _


class BodyEditor(QPlainTextEdit):
    """The body of a document.

    Signals:
        changed: The user has changed the text.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("body")
        self.setAccessibleName(_("正文"))
        self._annexes: tuple[Annex, ...] = ()
        self.textChanged.connect(self.changed)

    def show_text(self, body: tuple[Block, ...], annexes: tuple[Annex, ...]) -> None:
        """Show a text; nothing of it can be undone into the text before."""
        self.blockSignals(True)
        self.setPlainText("\n".join(block.text for block in body))
        self.blockSignals(False)
        self._annexes = annexes

    def body(self) -> tuple[Block, ...]:
        """Return the body as it stands."""
        lines = self.toPlainText().split("\n")
        return tuple(Paragraph(spans=(Span(text=line),)) for line in lines if line.strip())

    def annexes(self) -> tuple[Annex, ...]:
        """Return the annexes as they stand."""
        return self._annexes
