"""Doing a course again (重来): from its beginning, or from one of its steps, with the reference run up to there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget

from oa_desktop.domain.training.exercise import Exercise
from oa_desktop.i18n import _
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.training.words import TOPIC

_ACROSS = 30


class AgainDialog(Dialog):
    """Asks from where.

    Signals:
        chosen: The id of the step to begin with; empty for the beginning.
    """

    chosen = Signal(str)

    def __init__(self, exercise: Exercise, parent: QWidget) -> None:
        super().__init__("again", _("重来"), parent, topic=TOPIC, characters=_ACROSS)
        self._steps = ("", *(one.id for one in exercise.guidance[1:]))
        told = _("这一次的记录留着。从中间一步开始的，前面几步由程序照参考做法办好，照实记录。")
        words = QLabel(told, self)
        words.setWordWrap(True)
        self._list = QListWidget(self)
        self._list.setObjectName("again-from")
        self._list.setAccessibleName(_("从哪一步开始"))
        self._list.addItem(_("从头重来"))
        for number, one in enumerate(exercise.guidance[1:], 2):
            self._list.addItem(_("从第 {number} 步重来：{title}").format(number=number, title=one.title))
        self._list.setCurrentRow(0)
        self._list.itemActivated.connect(lambda _item: self._agree())
        agree = self.button("agree", _("重来"), self._agree)
        agree.setProperty("tone", "main")
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(self._list)
        column.addLayout(self.row_below(agree))

    def _agree(self) -> None:
        step = self._steps[self._list.currentRow()]
        self.accept()
        self.chosen.emit(step)
