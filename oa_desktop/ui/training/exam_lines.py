"""What is asked for an exam (考核): in which class, how much longer it may take, and going on with one broken off."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from oa_desktop.domain.exchange.partners import UnitCard
from oa_desktop.i18n import _
from oa_desktop.training.exam_clock import Interrupted
from oa_desktop.ui.exchanging.package_files import ask_for_package
from oa_desktop.ui.training.words import minutes_in_words

_CARDS = "培训班名片（*.oacard）"
_MOST_EXTRA, _STEP = 240, 5
"""Minutes."""


class ExamLines(QWidget):
    """Stands below the ways to do an exercise, for the one that is sealed.

    Signals:
        card_chosen: A class is to be joined (``Path`` of its card).
    """

    card_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.extra = QSpinBox(self)
        self._class = QLabel(self)
        self._join = QPushButton(_("加入培训班…"), self)
        self._name_parts()
        lines = QFormLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self._class, 1)
        row.addWidget(self._join)
        lines.addRow(_("培训班"), row)
        lines.addRow(_("加时"), self.extra)
        self.show_class(None)

    def _name_parts(self) -> None:
        self.extra.setObjectName("extra")
        self.extra.setRange(0, _MOST_EXTRA)
        self.extra.setSingleStep(_STEP)
        self.extra.setSuffix(_(" 分钟"))
        self.extra.setToolTip(_("老师同意延长的；收卷时与名册对照。"))
        self._class.setObjectName("class-joined")
        self._class.setWordWrap(True)
        self._join.setObjectName("join-class")
        self._join.setProperty("tone", "link")
        self._join.setCursor(Qt.CursorShape.PointingHandCursor)
        self._join.clicked.connect(self._choose)

    def show_class(self, card: UnitCard | None) -> None:
        """Say which class results are sealed for."""
        self._class.setText(card.name if card else _("没有加入：成绩文件不加密，只作测试考试。"))
        self._class.setProperty("tone", "" if card else "warning")

    def _choose(self) -> None:
        ask_for_package(self, self.card_chosen.emit, _CARDS)


class BrokenOff(QWidget):
    """An exam that was broken off, and the button that goes on with it.

    Signals:
        resume_wanted: It is to be gone on with.
    """

    resume_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setObjectName("broken-off")
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "warning")
        self._resume = QPushButton(_("接着考"), self)
        self._resume.setObjectName("resume-exam")
        self._resume.setProperty("tone", "main")
        self._resume.clicked.connect(self.resume_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self._resume)
        self.hide()

    def show_exam(self, exam: Interrupted | None) -> None:
        """Say what was broken off and how long is left; nothing where nothing was."""
        self.setVisible(exam is not None)
        if exam is not None:
            told = _("“{title}”（{names}）没有考完就断了，办过的都在，还有 {left}。")
            names = "、".join(exam.trainees) or _("没有写姓名")
            self._words.setText(told.format(title=exam.title, names=names, left=minutes_in_words(exam.left)))

    def be_busy(self, *, busy: bool) -> None:
        """Let the button be pressed once."""
        self._resume.setDisabled(busy)
