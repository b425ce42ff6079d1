"""What a dialog says beside what is typed there: how it begins, what to look at, what hinders it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.i18n.problems import say
from oa_desktop.ui.look.tones import give_tone


class Sentence(QLabel):
    """A sentence that is there while there is something to say."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWordWrap(True)
        self.hide()

    def tell(self, words: str, tone: str) -> None:
        """Say something; nothing, where there are no words."""
        give_tone(self, tone)
        self.setText(words)
        self.setVisible(bool(words))

    def refuse(self, problem: OfficeError) -> None:
        """Say what hinders it, and what to do."""
        text = say(problem.code, problem.params)
        self.tell(text.what + text.do, "danger")
