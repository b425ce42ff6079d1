"""The panel beside the desk (实训面板): the task, the papers, the steps, what happened, and handing in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QDockWidget, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from oa_desktop.domain.training.exercise import Exercise, Guidance, Material, Mode, Part, Question
from oa_desktop.i18n import _
from oa_desktop.training.course import Position, Told
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.training.panel_parts import button_of, folded, heading_of, line_of, message_of, row_of, words_of
from oa_desktop.ui.training.words import awaited_in_words, minutes_in_words, name_of

_CHARACTERS, _NARROW = 17, 12
"""Chinese characters that the panel has across, and where the window is narrow."""
_NEWEST = 3
"""Messages that stand on top; what came before them is below what there is to do."""
_SHARE = 3
"""Of how many parts of the window the panel takes one at most, as long as it can do with less."""
_AROUND = 80
"""Pixels beside the words of a button in it: margins, frame, and the bar that scrolls."""
_FEW_MINUTES = timedelta(minutes=5)
LED = frozenset({Mode.WATCH, Mode.GUIDED})
"""Modes in which one is led, and hints are free."""


class CoursePanel(QDockWidget):
    """Stands at the right and stays there as long as the exercise lasts.

    Signals:
        material_wanted: A document is to be begun with a paper (``Material``).
        question_wanted: A question is to be answered (``Question``).
        hint_wanted: The next hint of a step (``Guidance``, ``int`` from 1).
        part_wanted: The trainee goes on in another of the roles (``Part``); one of a role player is taken over.
        back_wanted: A role that was taken over is handed back (``Part``).
        skip_wanted: On to the next thing that happens.
        hand_in_wanted: The trainee has done.
        score_wanted: What it came to.
        replay_wanted: What was done so far, scene by scene.
        again_wanted: Once more.
        leave_wanted: The trainee is done with it, and goes back to the list.
    """

    material_wanted = Signal(object)
    question_wanted = Signal(object)
    hint_wanted = Signal(object, int)
    part_wanted = Signal(object)
    back_wanted = Signal(object)
    skip_wanted = Signal()
    hand_in_wanted = Signal()
    score_wanted = Signal()
    replay_wanted = Signal()
    again_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, exercise: Exercise, mode: Mode, account: str, parent: QWidget | None = None) -> None:
        """Begin a panel.

        Args:
            exercise: What is worked through.
            mode: How.
            account: As whom the trainee sits there now.
            parent: The window.
        """
        super().__init__(_("实训"), parent)
        self._exercise = exercise
        self._mode = mode
        self._account = account
        self._position: Position | None = None
        self._again = False
        self._in_hand = ""
        self._left = timedelta(minutes=exercise.minutes)
        self._role = ""
        self._discs = ""
        self._time = QLabel(self)
        self._waiting = QLabel(self)
        self._skip = button_of("skip", _("快进到下一件事"), self)
        self._hand_in = button_of("hand-in-exercise", _("交卷"), self)
        self._score = button_of("see-score", _("看成绩"), self)
        self._replay = button_of("see-replay", _("回放"), self)
        self._once_more = button_of("again-course", _("重来"), self)
        self._leave = button_of("leave-course", _("回到选课"), self)
        self.pause = button_of("pause-course", _("暂停"), self)
        self.go_on = button_of("go-on-course", _("演下一步"), self)
        self._coming = ""
        self._led_to = ""
        self._inside = QScrollArea(self)
        self._inside.setObjectName("course-inside")
        self.setObjectName("course-panel")
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setAllowedAreas(Qt.DockWidgetArea.RightDockWidgetArea)
        self._lay_out()
        self._bind()

    def _lay_out(self) -> None:
        self._time.setObjectName("course-time")
        self._waiting.setObjectName("course-waiting")
        for label in (self._time, self._waiting):
            label.setWordWrap(True)
        self._inside.setWidgetResizable(True)
        self._inside.setFrameShape(QFrame.Shape.NoFrame)
        self._inside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        give_tone(self._score, "main")
        give_tone(self._hand_in, "main")
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        heading = heading_of(f"{name_of(self._exercise)} · {self._mode.value}", self)
        self._lay_out_watching()
        for part in (heading, self._time, self._waiting, self._skip, self._inside):
            column.addWidget(part, 1 if part is self._inside else 0)
        column.addLayout(row_of(self.pause, self.go_on))
        column.addLayout(row_of(self._replay, self._once_more, self._hand_in))
        for button in (self._score, self._leave):
            column.addWidget(button)
        self.offer_again(again=False)
        for button in (self._score, self._skip):
            button.hide()
        self._leave.setVisible(self._watches)
        self.setWidget(whole)
        self.setTitleBarWidget(QWidget(self))
        self._be_wide()

    def _lay_out_watching(self) -> None:
        """Show what leads through the reference run where somebody watches one."""
        self.pause.setCheckable(True)
        for part in (self.pause, self.go_on):
            part.setVisible(self._watches)
        self._waiting.setHidden(self._watches)

    @property
    def _watches(self) -> bool:
        return self._mode is Mode.WATCH

    def _bind(self) -> None:
        self._once_more.clicked.connect(self.again_wanted)
        self._leave.clicked.connect(self.leave_wanted)
        self.pause.toggled.connect(lambda paused: self.pause.setText(_("继续") if paused else _("暂停")))
        self._skip.clicked.connect(self.skip_wanted)
        self._hand_in.clicked.connect(self.hand_in_wanted)
        self._score.clicked.connect(self.score_wanted)
        self._replay.clicked.connect(self.replay_wanted)

    def _be_wide(self) -> None:
        character, window = self.fontMetrics().horizontalAdvance("公"), self.parentWidget()
        takes_much = window is not None and window.width() < character * _CHARACTERS * _SHARE
        self.setFixedWidth(character * (_NARROW if takes_much else _CHARACTERS))

    def tell_password(self, password: str) -> None:
        """Say with which account and published password the locked window is opened again."""
        told = _("账号 {account}，口令 {password}（实训的口令都是公开的）")
        self._role = told.format(account=self._account, password=password)

    def tell_discs(self, place: Path) -> None:
        """Say where the discs of the exercise lie (光盘), so that it can be typed where a folder is asked for."""
        self._discs = str(place)

    # --- what it shows -------------------------------------------------------------------------------------------

    def show_time(self, now: datetime, left: timedelta) -> None:
        """Say what time it is in the exercise, and how long it may still take."""
        over = self._position is not None and self._position.handed_in
        told = (
            _("{now:%m}月{now:%d}日 {now:%H:%M}")
            if self._watches or over
            else _("{now:%m}月{now:%d}日 {now:%H:%M}　还有 {left}")
        )
        self._time.setText(told.format(now=now, left=minutes_in_words(left)))
        give_tone(self._time, "danger" if left <= _FEW_MINUTES and not over else "")
        self._tell_waiting(now)

    def _tell_waiting(self, now: datetime) -> None:
        position = self._position
        if position and position.handed_in:
            self._waiting.setText(_("已交卷，成绩待老师公布。") if self._mode is Mode.EXAM else _("已交卷。"))
            return
        awaited = position.awaited if position else None
        self._waiting.setText(awaited_in_words(awaited, now) if awaited else _("没有在等别人。"))

    def tell(self, words: str) -> None:
        """Say what comes next in the reference run."""
        self._coming = words
        if self._position is not None:
            self.show_position(self._position)

    def show_position(self, position: Position) -> None:
        """Show how far the course is."""
        self._position = position
        place = self._inside.verticalScrollBar().value() if self._is_led_as_before() else 0
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for part in self._sections(position):
            column.addWidget(part)
        column.addStretch(1)
        self._inside.setWidget(inside)
        self._inside.verticalScrollBar().setValue(place)
        self._skip.setHidden(position.handed_in or self._watches)
        self._hand_in.setHidden((position.handed_in and not self._again) or self._watches)
        self._score.setVisible(position.handed_in and self._mode is not Mode.EXAM)
        self._leave.setVisible(self._watches or (position.handed_in and not self._again))
        self._tell_waiting(position.time)

    def _is_led_as_before(self) -> bool:
        """Take note of what one is led to by now; return whether it was so before."""
        step, before = self.step(), self._led_to
        self._led_to = "" if self._mode not in LED else self._coming if self._watches else step.id if step else ""
        return self._led_to == before

    def offer_again(self, *, again: bool = True) -> None:
        """Offer to keep the result once more where it could not be."""
        self._again = again
        self._hand_in.setText(_("再交一次") if again else _("交卷"))
        for button in (self._replay, self._once_more):
            button.setVisible(self._mode is not Mode.EXAM and not again)

    def step(self) -> Guidance | None:
        """Return the first step that is not done; None where none is left or none was shown yet."""
        done = self._position.done if self._position else frozenset(one.id for one in self._exercise.guidance)
        return next((one for one in self._exercise.guidance if one.id not in done), None)

    def _sections(self, position: Position) -> Iterator[QWidget]:
        task, steps = (_("任务"), self._task), (_("步骤"), self._steps)
        papers = ((_("材料"), self._materials), (_("题目"), self._questions), (_("换岗"), self._parts))
        rest = (steps, *papers) if self._mode in LED else (*papers, steps)
        now, news = (_("现在"), self._now), (_("消息"), self._newest)
        below = ((_("先前的消息"), self._older), (_("账号"), self._own))
        for heading, make in (now, news, task, *rest, *below):
            parts = tuple(make(position))
            if parts:
                yield heading_of(heading, self)
                yield from parts

    def _own(self, _position: Position) -> Iterator[QWidget]:
        yield words_of(self._role, self)

    def _task(self, _position: Position) -> Iterator[QWidget]:
        yield words_of(self._exercise.brief.strip(), self)

    def _parts(self, position: Position) -> Iterator[QWidget]:
        if position.handed_in or self._watches:
            return
        for one in self._exercise.parts:
            mine = one.is_trainees or one.id in position.taken_over
            if one.account != self._account and (mine or self._mode is not Mode.EXAM):
                words = _("坐到“{name}”的位子") if mine else _("接管“{name}”（模拟）")
                yield self._part_button(f"part-{one.id}", words, one, self.part_wanted)
            if one.id in position.taken_over and not one.is_trainees:
                yield self._part_button(f"back-{one.id}", _("交还“{name}”"), one, self.back_wanted)

    def _part_button(self, name: str, words: str, part: Part, wanted: SignalInstance) -> QPushButton:
        button = self._long_button(name, words.format(name=part.name))
        button.clicked.connect(lambda _checked=False: wanted.emit(part))
        return button

    def _long_button(self, name: str, words: str) -> QPushButton:
        """Return a button whose words go on in another line where the panel ends."""
        button = button_of(name, folded(words, self.fontMetrics(), self.width() - _AROUND), self)
        button.setAccessibleName(words)
        return button

    def _now(self, position: Position) -> Iterator[QWidget]:
        """What one is led to: the next act of the reference run, or the step that is not done yet."""
        step = self.step()
        if self._watches and self._coming:
            yield words_of(self._coming, self)
        elif self._mode is Mode.GUIDED and step is not None and not position.handed_in:
            yield words_of(step.title, self, bold=True)
            yield words_of(step.text.strip(), self)
            yield from self._hints(step, position)

    def _newest(self, position: Position) -> Iterator[QWidget]:
        yield from (message_of(one, self) for one in _messages(position)[:_NEWEST])

    def _older(self, position: Position) -> Iterator[QWidget]:
        yield from (message_of(one, self) for one in _messages(position)[_NEWEST:])

    def _materials(self, position: Position) -> Iterator[QWidget]:
        for one in position.arrived(self._exercise):
            way = _("据此签收：{title}") if one.incoming else _("据此拟稿：{title}")
            tick = "✓ " if one.id in position.begun else ""
            button = self._long_button(f"material-{one.id}", tick + way.format(title=one.title))
            button.clicked.connect(lambda _checked=False, material=one: self._want(material))
            button.setDisabled(position.handed_in or self._watches)
            yield button
            if one.id == self._in_hand and one.incoming:
                yield words_of(one.text.strip(), self, "faint")
        if self._discs:
            yield words_of(_("光盘在这个文件夹里，一张一个文件夹；选文件夹时照抄或者复制："), self)
            yield line_of("place-of-discs", _("光盘所在的文件夹"), self._discs, self)

    def _want(self, material: Material) -> None:
        self.material_wanted.emit(material)

    def show_paper(self, material: Material) -> None:
        """Show what stands on a paper that came, below its button, as long as no other one is taken in hand."""
        self._in_hand = material.id
        if self._position is not None:
            self.show_position(self._position)

    def _questions(self, position: Position) -> Iterator[QWidget]:
        step = self.step() if self._mode is Mode.GUIDED else None
        for number, one in enumerate(self._exercise.questions, 1):
            if not position.asked(one):
                continue
            tick = "✓ " if one.id in position.answers else ""
            button = button_of(f"question-{one.id}", tick + _("第 {number} 题").format(number=number), self)
            button.clicked.connect(lambda _checked=False, question=one: self._ask(question))
            button.setToolTip(one.text)
            give_tone(button, "main" if step is not None and step.answers == one.id else "")
            button.setDisabled(position.handed_in or self._watches)
            yield button

    def _ask(self, question: Question) -> None:
        self.question_wanted.emit(question)

    def _steps(self, position: Position) -> Iterator[QWidget]:
        if self._mode is Mode.EXAM:
            return
        now = self.step()
        for number, one in enumerate(self._exercise.guidance, 1):
            done, led = one.id in position.done, self._mode in LED
            tick = "✓" if done and led else f"{number}."
            yield words_of(f"{tick} {one.title}", self, "good" if done and led else "", bold=led and one is now)
            if not led:
                yield from self._hints(one, position)

    def _hints(self, step: Guidance, position: Position) -> Iterator[QWidget]:
        taken = position.hints.get(step.id, 0)
        for one in step.hints[:taken]:
            yield words_of(_("提示：{text}").format(text=one.text), self, "faint")
        if taken < len(step.hints) and not position.handed_in:
            cost = 0 if self._mode in LED else step.hints[taken].cost
            words = _("看提示（扣 {cost} 分）").format(cost=cost) if cost else _("看提示")
            button = button_of(f"hint-{step.id}", words, self)
            give_tone(button, "link")
            button.clicked.connect(lambda: self.hint_wanted.emit(step, taken + 1))
            yield button

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._be_wide()


def _messages(position: Position) -> list[Told]:
    return [one for one in reversed(position.told) if one.happening.message]
