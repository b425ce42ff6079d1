"""Choosing an exercise (选课次): which, how, and who sits here; then it is laid out behind the window."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.training.exercise import Exercise, Mode, Readiness
from oa_desktop.domain.training.joining import JoinedClass
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.training.course import Course, Enrolment
from oa_desktop.training.declaring import state_in_words
from oa_desktop.training.exam_clock import ExamClock, Interrupted
from oa_desktop.ui.entering.card import Card, Centred
from oa_desktop.ui.exchanging.package_files import LARGEST_CARD, read_package
from oa_desktop.ui.look.beside import Beside
from oa_desktop.ui.premises import Premises
from oa_desktop.ui.tasks import Lane, Tasks
from oa_desktop.ui.training.authoring import Authoring
from oa_desktop.ui.training.exam_lines import BrokenOff, ExamLines
from oa_desktop.ui.training.transcript_dialog import TranscriptButton
from oa_desktop.ui.training.words import MODES, name_of

_WIDE, _LINES = 56, 6
"""Characters of the card, and lines of its list at least."""
_GAP, _SHARES = 24, (3, 4)
"""Pixels between what is chosen and how it is done, and how they share the width."""
_BETWEEN_NAMES = re.compile(r"[、，,;；\s]+")


class Choosing(QWidget):
    """The list of exercises, and what else is asked before one begins.

    Signals:
        begun: An exercise is laid out, its trainee signed in (``Course``); of an exam that goes on, its ``ExamClock``.
        teacher_wanted: A teacher is here, and no trainee.
        broke: What nobody foresaw.
    """

    begun = Signal(object, object)
    teacher_wanted = Signal()
    broke = Signal(object)

    def __init__(self, premises: Premises, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("choosing")
        self._premises = premises
        self._tasks = tasks
        self._exercises: tuple[Exercise, ...] = ()
        self._card = Card(_("选一课，开始实训"), _WIDE, self)
        self._room = Centred(self._card, self)
        self._list = QListWidget(self)
        self._goal = QLabel(self)
        self._modes: dict[Mode, QRadioButton] = {}
        self._names = QLineEdit(self)
        self._seat = QLineEdit(self)
        self._exam = ExamLines(self)
        self._broken_off = BrokenOff(self)
        self._trouble = QLabel(self)
        self._begin = QPushButton(_("开始"), self)
        self._authoring = Authoring(premises, tasks, self)
        self._author = self._authoring.button(self)
        self._teacher = QPushButton(_("老师入口"), self)
        self._transcript = TranscriptButton(premises, tasks, self)
        self._lay_out()
        self._list.currentRowChanged.connect(self._describe)
        self._list.itemActivated.connect(lambda _item: self.begin())
        self._begin.clicked.connect(self.begin)
        self._teacher.clicked.connect(self.teacher_wanted)
        self._transcript.clicked.connect(self._trouble.hide)
        self._transcript.refused.connect(self._refuse)
        self._exam.card_chosen.connect(self.join)
        self._exam.leave_wanted.connect(self.leave_class)
        self._exam.grown.connect(self._keep_in_sight)
        self._authoring.wanted.connect(lambda wish: self._authoring.go_on(self._chosen, wish))
        self._authoring.changed.connect(self._fetch_exercises)
        self._authoring.refused.connect(self._refuse)
        self._broken_off.resume_wanted.connect(self.resume)

    def _lay_out(self) -> None:
        self._name_parts()
        both = Beside(self)
        both.set_gap(_GAP)
        both.add(self._what(), _SHARES[0])
        both.add(self._how(), _SHARES[1])
        for part in (self._broken_off, both):
            self._card.column.addWidget(part)
        self._card.fit()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._room)

    def _what(self) -> QWidget:
        """Return what is chosen from."""
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list, 1)
        column.addWidget(self._goal)
        return held

    def _how(self) -> QWidget:
        """Return how it is done and by whom, with what begins it: in the largest text, too, it is in sight."""
        self._modes.update((mode, self._mode_button(mode, words)) for mode, words in MODES.items())
        self._modes[Mode.EXAM].toggled.connect(self._exam.setVisible)
        self._exam.hide()
        self._modes[Mode.GUIDED].setChecked(True)
        held, lines, row = QWidget(self), QFormLayout(), QHBoxLayout()
        lines.addRow(_("姓名"), self._names)
        lines.addRow(_("座位"), self._seat)
        row.addWidget(self._author)
        row.addWidget(self._teacher)
        row.addWidget(self._transcript)
        row.addStretch(1)
        row.addWidget(self._begin)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        for button in self._modes.values():
            column.addWidget(button)
        column.addLayout(lines)
        column.addWidget(self._exam)
        column.addWidget(self._trouble)
        column.addStretch(1)
        column.addLayout(row)
        return held

    def _name_parts(self) -> None:
        for name, part in (("exercises", self._list), ("trainees", self._names), ("seat", self._seat)):
            part.setObjectName(name)
        self._list.setAccessibleName(_("课次和小题"))
        self._names.setPlaceholderText(_("姓名或者学号；两个人用顿号隔开"))
        self._seat.setPlaceholderText(_("可以不写"))
        self._list.setWordWrap(True)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._goal.setWordWrap(True)
        self._goal.setProperty("tone", "faint")
        self._trouble.setWordWrap(True)
        self._trouble.setProperty("tone", "danger")
        self._trouble.setObjectName("trouble")
        self._trouble.hide()
        self._begin.setObjectName("begin-exercise")
        self._begin.setProperty("tone", "main")
        self._teacher.setObjectName("teacher")
        self._teacher.setProperty("tone", "link")
        self._begin.setEnabled(False)

    def _mode_button(self, mode: Mode, words: str) -> QRadioButton:
        button = QRadioButton(_(words), self)
        button.setObjectName(f"mode-{mode.name.lower()}")
        return button

    # --- what can be chosen --------------------------------------------------------------------------------------

    def _offer(self, exercises: tuple[Exercise, ...], chosen: str = "") -> None:
        self._exercises = tuple(sorted(exercises, key=lambda one: one.readiness is not Readiness.RELEASED))
        self._list.clear()
        for one in self._exercises:
            state = "" if one.readiness is Readiness.RELEASED else _("（{state}）").format(state=state_in_words(one))
            QListWidgetItem(name_of(one) + state, self._list)
        self._list.setCurrentRow(next((row for row, one in enumerate(self._exercises) if one.id == chosen), 0))
        self._begin.setEnabled(bool(self._exercises))

    @property
    def _chosen(self) -> Exercise | None:
        row = self._list.currentRow()
        return self._exercises[row] if 0 <= row < len(self._exercises) else None

    def _describe(self, _row: int) -> None:
        chosen = self._chosen
        told = _("{goal}　难度：{level}，约 {minutes} 分钟。")
        self._goal.setText(
            told.format(goal=chosen.goal, level=chosen.level, minutes=chosen.minutes) if chosen is not None else ""
        )

    # --- beginning -----------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Lay the chosen exercise out behind the window."""
        row = self._list.currentRow()
        if row < 0 or not self._begin.isEnabled():
            return
        mode = next(mode for mode, button in self._modes.items() if button.isChecked())
        enrolment = Enrolment(
            exercise=self._exercises[row].id,
            mode=mode,
            extra=self._exam.extra.value() if mode is Mode.EXAM else 0,
            sitting=self._exam.sitting.value() if mode is Mode.EXAM else 1,
            trainees=tuple(one for one in _BETWEEN_NAMES.split(self._names.text()) if one),
            seat=self._seat.text().strip(),
        )
        self._broken_off.ask_before(enrolment, partial(self.begin_with, enrolment))

    def begin_with(self, enrolment: Enrolment) -> None:
        """Lay an exercise out behind the window."""
        self._be_busy(busy=True)
        self._tasks.run(
            lambda _: self._premises.ground.begin(enrolment),
            self,
            self._begun,
            self._refuse,
            lane=Lane.LONG,
            title=_("布置实训"),
        )

    def resume(self) -> None:
        """Go on with the exam that was broken off."""
        self._be_busy(busy=True)
        self._tasks.run(
            lambda _: self._premises.ground.resume(),
            self,
            self._resumed,
            self._refuse,
            lane=Lane.LONG,
            title=_("接着考"),
        )

    def _resumed(self, found: tuple[Course, ExamClock]) -> None:
        self._be_busy(busy=False)
        self.begun.emit(*found)

    def join(self, card: Path) -> None:
        """Let results of exams be sealed for the class of a card."""
        self._tasks.run(
            lambda _: self._premises.ground.join(read_package(card, LARGEST_CARD)),
            self,
            self._exam.show_class,
            self._refuse,
        )

    def leave_class(self) -> None:
        """Let results of exams be sealed for nobody any more."""
        ground = self._premises.ground
        self._tasks.run(lambda _: ground.leave_class(), self, lambda _none: self._exam.show_class(None), self._refuse)

    def _keep_in_sight(self) -> None:
        """Show what begins an exam, however much is asked for it, once there is room for that."""
        QTimer.singleShot(0, self, lambda: self._room.ensureWidgetVisible(self._begin))

    def _be_busy(self, *, busy: bool) -> None:
        self._broken_off.be_busy(busy=busy)
        self._begin.setEnabled(not busy)
        self._begin.setText(_("正在布置…") if busy else _("开始"))
        self._trouble.hide()

    def _begun(self, course: Course) -> None:
        self._be_busy(busy=False)
        self.begun.emit(course, None)

    def _refuse(self, error: Exception) -> None:
        self._be_busy(busy=False)
        if isinstance(error, OfficeError):
            self._trouble.setText(str(say(error.code, error.params)))
            self._trouble.show()
        else:
            self.broke.emit(error)

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Show as many lines in any size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._list.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Put the keyboard on the list; read the exercises once the page has been painted."""
        super().showEvent(event)
        self._list.setFocus()
        QTimer.singleShot(0, self, self._fetch)

    def _fetch(self) -> None:
        ground = self._premises.ground
        if not self._exercises:
            self._fetch_exercises()
        self._tasks.run(lambda _: (ground.joined(), ground.interrupted()), self, self._show_standing, self._refuse)

    def _fetch_exercises(self, chosen: str = "") -> None:
        """Read what can be chosen, and choose one of it."""
        ground = self._premises.ground
        self._tasks.run(lambda _: ground.exercises(), self, partial(self._offer, chosen=chosen), self._refuse)

    def _show_standing(self, found: tuple[JoinedClass | None, Interrupted | None]) -> None:
        self._exam.show_class(found[0])
        self._broken_off.show_exam(found[1])
