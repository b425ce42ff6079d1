"""What is asked for an exam (考核): in which class, how much longer it may take, and going on with one broken off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QPushButton, QSpinBox, QVBoxLayout, QWidget

from oa_desktop.domain.training.exercise import Mode
from oa_desktop.domain.training.joining import JoinedClass
from oa_desktop.i18n import _
from oa_desktop.i18n.fingerprints import spaced
from oa_desktop.training.course import Enrolment
from oa_desktop.training.exam_clock import Interrupted
from oa_desktop.ui.exchanging.package_files import ask_for_package
from oa_desktop.ui.look.dialogs import MessageBox
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.training.words import minutes_in_words

_CARDS = "培训班名片（*.oacard）"
_MOST_EXTRA, _STEP = 240, 5
"""Minutes."""
_MOST_SITTINGS = 9
_AGAIN = (
    "现在重新开始这一课，上一次的由程序当作交卷：办到哪里算到哪里，不能再接着考；"
    "成绩文件里写明中断和重新开考，老师收卷的时候看得到。"
)
_BESIDE = "现在考别的一课，没有考完的那一场留着，以后还可以接着考，剩下的时间不变。"
TOLD = 16
"""Characters of a card's fingerprint that are read out."""


class ExamLines(QWidget):
    """Stands below the ways to do an exercise, for the one that is sealed.

    Signals:
        card_chosen: A class is to be joined (``Path`` of its card).
        leave_wanted: The class is to be left.
        grown: It takes more room than before.
    """

    card_chosen = Signal(object)
    leave_wanted = Signal()
    grown = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.extra = QSpinBox(self)
        self.sitting = QSpinBox(self)
        self._class = QLabel(self)
        self._join = QPushButton(_("加入培训班…"), self)
        self._leave = QPushButton(_("退出这个班"), self)
        self._name_parts()
        column, row, numbers = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._class, 1)
        for button in (self._join, self._leave):
            row.addWidget(button)
        for label, number in ((_("加时"), self.extra), (_("第几次考"), self.sitting)):
            named = QLabel(label, self)
            named.setBuddy(number)
            numbers.addWidget(named)
            numbers.addWidget(number, 1)
        column.addLayout(row)
        column.addLayout(numbers)
        self.show_class(None)

    def _name_parts(self) -> None:
        self.extra.setObjectName("extra")
        self.extra.setRange(0, _MOST_EXTRA)
        self.extra.setSingleStep(_STEP)
        self.extra.setSuffix(_(" 分钟"))
        self.extra.setToolTip(_("老师同意延长的；收卷时与名册对照。"))
        self.sitting.setObjectName("sitting")
        self.sitting.setRange(1, _MOST_SITTINGS)
        self.sitting.setSuffix(_(" 次"))
        self.sitting.setToolTip(_("补考的选 2，再补考选 3：每一次换一种内容，成绩里写明。"))
        self._class.setObjectName("class-joined")
        self._class.setWordWrap(True)
        self._join.setObjectName("join-class")
        self._leave.setObjectName("leave-class")
        self._join.clicked.connect(self._choose)
        self._leave.clicked.connect(self.leave_wanted)
        for button in (self._join, self._leave):
            button.setProperty("tone", "link")
            button.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_class(self, joined: JoinedClass | None) -> None:
        """Say which class results are sealed for, and by which fingerprint the teacher knows its card."""
        told = _("培训班：{name}。名片指纹 {fingerprint}，请与老师报的核对。")
        none = _("没有加入培训班：成绩文件不加密，只作测试考试。")
        self._class.setText(
            told.format(name=joined.name, fingerprint=spaced(joined.fingerprint[:TOLD])) if joined else none
        )
        give_tone(self._class, "" if joined else "warning")
        self._join.setHidden(joined is not None)
        self._leave.setHidden(joined is None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Tell that it has grown."""
        super().resizeEvent(event)
        if event.size().height() > event.oldSize().height():
            self.grown.emit()

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
        self._exam: Interrupted | None = None
        self.hide()

    def ask_before(self, enrolment: Enrolment, begin: Callable[[], object]) -> None:
        """Ask what becomes of the exam that was broken off before another begins; all else begins at once."""
        if self._exam is None or enrolment.mode is not Mode.EXAM:
            begin()
            return
        box = MessageBox("exam-broken-off", _("还有一场没有考完"), self.window())
        box.setText(self._words.text())
        box.setInformativeText(_(_AGAIN if self._exam.exercise == enrolment.exercise else _BESIDE))
        go_on = _offer(box, "go-on-with-exam", _("接着考"), self.resume_wanted.emit)
        _offer(box, "begin-anew", _("开始新的"), begin)
        box.addButton(_("取消"), QMessageBox.ButtonRole.RejectRole).setObjectName("leave")
        box.setDefaultButton(go_on)
        box.open()

    def show_exam(self, exam: Interrupted | None) -> None:
        """Say what was broken off and how long is left; nothing where nothing was."""
        self._exam = exam
        self.setVisible(exam is not None)
        if exam is not None:
            told = _("“{title}”（{names}）没有考完就断了，办过的都在，还有 {left}。")
            names = "、".join(exam.trainees) or _("没有写姓名")
            self._words.setText(told.format(title=exam.title, names=names, left=minutes_in_words(exam.left)))

    def be_busy(self, *, busy: bool) -> None:
        """Let the button be pressed once."""
        self._resume.setDisabled(busy)


def _offer(box: MessageBox, name: str, words: str, done: Callable[[], object]) -> QPushButton:
    button = box.addButton(words, QMessageBox.ButtonRole.AcceptRole)
    button.setObjectName(name)
    button.clicked.connect(lambda _checked: done())
    return button
