"""An alarm (警示): what is wrong for as long as it is: words, sign and colour; pressed it says why and what to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from oa_desktop.i18n.problems import ProblemText
from oa_desktop.ui.look.colours import colours_of
from oa_desktop.ui.look.icons import icon
from oa_desktop.ui.telling.problem_dialog import ProblemDialog

_CHARACTERS = 24
"""Chinese characters that are shown before the words give way at their end."""


class Alarm(QPushButton):
    """One line that is there only while something is wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("alarm")
        self.setProperty("tone", "alarm")
        self._words = ""
        self._problem = ProblemText(what="", why="", do="")
        self.clicked.connect(self._explain)
        self.hide()

    def sound(self, words: str, problem: ProblemText) -> None:
        """Say that something is wrong."""
        self._words, self._problem = words, problem
        self.setAccessibleName(words)
        self.setAccessibleDescription(str(problem))
        self.setToolTip(f"{words}\n{problem}")
        self._draw()
        self.show()

    def _draw(self) -> None:
        room = self.fontMetrics().horizontalAdvance("公") * _CHARACTERS
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        self.setIcon(icon("fault", colours_of(self.palette()).danger))

    def _explain(self) -> None:
        ProblemDialog(self._problem, self.window()).open()

    # --- Qt's own

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size of the text and the colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and self._words:
            self._draw()
