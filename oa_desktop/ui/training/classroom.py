"""The classroom (实训课堂): a course in the window: its panel, its time, its light, its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QMessageBox, QWidget

from oa_desktop.domain.training.exercise import Guidance, Material, Mode, Part, Question
from oa_desktop.i18n import _
from oa_desktop.office.ports.pages import Reading
from oa_desktop.training.course import Course, Judged, Position, Replay
from oa_desktop.training.exam_clock import SET_BACK, ExamClock
from oa_desktop.ui.look.dialogs import MessageBox
from oa_desktop.ui.premises import Premises
from oa_desktop.ui.seat import Seat
from oa_desktop.ui.tasks import Lane, Tasks
from oa_desktop.ui.training.again_dialog import AgainDialog
from oa_desktop.ui.training.guiding_light import GuidingLight
from oa_desktop.ui.training.panel import LED, CoursePanel
from oa_desktop.ui.training.performance import Performance
from oa_desktop.ui.training.question_dialog import QuestionDialog
from oa_desktop.ui.training.replay_dialog import CourseReplay
from oa_desktop.ui.training.score_dialog import ScoreDialog
from oa_desktop.ui.training.steady import Steady
from oa_desktop.ui.training.words import name_of
from oa_desktop.ui.workplace import Workplace

_KEPT_EVERY = timedelta(seconds=5)
"""How much of an exam may be lost from its clock by a power cut."""
_PACE = timedelta(seconds=30)
"""How much of the exercise's time passes in a second."""


class Classroom(QObject):
    """Holds the course that is worked through in the window.

    Signals:
        part_taken: The trainee goes on in another role (``Session``).
        again_wanted: The trainee begins once more (``Enrolment``).
        leave_wanted: The trainee goes back to the list.
    """

    part_taken = Signal(object)
    again_wanted = Signal(object)
    leave_wanted = Signal()

    def __init__(self, window: QMainWindow, pages: QWidget, premises: Premises, tasks: Tasks) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._premises = premises
        self._tasks = tasks
        self._course: Course | None = None
        self._clock: ExamClock | None = None
        self._sitting: Sitting | None = None

    def expect(self, course: Course, clock: ExamClock | None = None) -> None:
        """Take note of the course whose trainee comes in next, and how long it has taken by then."""
        self._course, self._clock = course, clock

    def take_seat(self, seat: Seat) -> bool:
        """Begin the course with whoever sits down; return whether one is expected."""
        if self._course is None:
            return False
        before = self._sitting
        clock = before.clock if before is not None else self._clock
        self._sitting = Sitting(self._course, seat, self._window, self._pages, self._premises)
        self._sitting.clock = clock or self._sitting.clock
        self._sitting.part_taken.connect(self.part_taken)
        self._sitting.again_wanted.connect(self.again_wanted)
        self._sitting.panel.leave_wanted.connect(self.leave_wanted)
        if before is not None:
            self._sitting.panel.pause.setChecked(before.panel.pause.isChecked())
            before.leave()
        elif self._clock is not None:
            self._sitting.go_on()
        elif self._course.left:
            told = _("以前有 {count} 次没有交卷，已按中断收下；又开考一次，已记入考核记录。")
            seat.desk.tell(told.format(count=self._course.left))
        return True

    def dismiss(self) -> Callable[[], None]:
        """Clear everything away behind whoever leaves; return what clears the stage once the session is signed out."""
        course, self._course = self._course, None
        if self._sitting is not None:
            self._sitting.leave()
        self._sitting = None
        return self._clear if course is not None else lambda: None

    def _clear(self) -> None:
        ground = self._premises.ground
        self._tasks.run(lambda _: ground.clear(), self, lambda _none: None, lane=Lane.WRITE)


class Sitting(QObject):
    """One course and the seat that it is worked through at.

    Attributes:
        panel: Beside the desk.
        clock: How long it has taken; what somebody sets the machine's time to does not count.

    Signals:
        part_taken: The trainee goes on in another role (``Session``).
        again_wanted: The trainee begins once more (``Enrolment``).
        leave_wanted: The trainee goes back to the list.
    """

    part_taken = Signal(object)
    again_wanted = Signal(object)
    leave_wanted = Signal()

    def __init__(self, course: Course, seat: Seat, window: QMainWindow, pages: QWidget, premises: Premises) -> None:
        super().__init__(window)
        self._course = course
        self._seat = seat
        self._premises = premises
        self._over = False
        self._passing, self._keeping, self._ending = (Steady(seat.workplace, self) for _each in range(3))
        self.clock = ExamClock(last=premises.ground.clocks())
        self._kept = timedelta()
        self.panel = CoursePanel(course.exercise, course.mode, seat.account, window)
        self.panel.tell_password(course.password(seat.account))
        if course.discs is not None:
            self.panel.tell_discs(course.discs)
        self._light = GuidingLight(pages) if course.mode in LED else None
        self.performance = Performance(course, seat, premises.ground.second, self)
        self._timer = QTimer(self)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.panel)
        self._bind()
        if premises.ground.second and course.mode is not Mode.WATCH:
            self._timer.start(premises.ground.second)
        self.look()
        if course.mode is Mode.WATCH:
            self._play_or_pause(paused=False)
            self.performance.go_on()

    @property
    def left(self) -> timedelta:
        """How long it may still take."""
        return max(self._course.allowed - self.clock.spent, timedelta())

    @property
    def _workplace(self) -> Workplace:
        return self._seat.workplace

    def _bind(self) -> None:
        self._workplace.beside = self._course.beside
        self._workplace.changed.connect(self.look)
        self._timer.timeout.connect(self.tick)
        self._ending.hindered.connect(self._offer_again)
        self.panel.material_wanted.connect(self._take_in_hand)
        self.panel.question_wanted.connect(self._ask)
        self.panel.hint_wanted.connect(self._take_hint)
        self.panel.part_wanted.connect(self._change_part)
        self.panel.back_wanted.connect(self._hand_back)
        self.panel.skip_wanted.connect(self._skip)
        self.panel.hand_in_wanted.connect(self._ask_to_hand_in)
        self.panel.score_wanted.connect(self._judge)
        self.panel.replay_wanted.connect(self._replay)
        self.panel.again_wanted.connect(self._ask_again)
        self.panel.pause.toggled.connect(lambda paused: self._play_or_pause(paused=paused))
        self.panel.go_on.clicked.connect(self.performance.go_on)
        self.performance.announced.connect(self._announce)
        self.performance.seat_wanted.connect(self._change_part)
        self.performance.played.connect(self.look)
        self.performance.over.connect(self._tell_over)

    def leave(self) -> None:
        """Take everything away that belongs to the course."""
        self._timer.stop()
        self.performance.run(wanted=False)
        if self._light is not None:
            self._light.deleteLater()
        self.panel.deleteLater()
        self.deleteLater()

    # --- time ----------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Let a second pass."""
        if self._over:
            return
        self._count()
        self.panel.show_time(self._course.stage.clock.time, self.left)
        if self._light is not None:
            self._light.place()
        if self._course.mode is Mode.EXAM and self.left <= timedelta():
            self._hand_in_now(by_time=True)
        elif not self._passing.busy:
            self._passing.do(lambda: self._course.pass_time(_PACE), self._passed)

    def _count(self) -> None:
        """Count what has passed, and keep it from time to time; that somebody set the clock back is told."""
        now = self._premises.ground.clocks()
        if self._course.mode is Mode.EXAM and self.clock.was_set_back(now):
            self._do(lambda: self._course.interrupted(SET_BACK))
            self._seat.desk.tell(_("计算机的时间被往回调了，已记入考核记录；考试时间照实际过去的算。"))
        self.clock = self.clock.at(now)
        if self._course.mode is Mode.EXAM and self.clock.spent - self._kept >= _KEPT_EVERY:
            self._kept = self.clock.spent
            course, clock, ground = self._course, self.clock, self._premises.ground
            self._keeping.do(lambda: ground.keep_time(course, clock), _nothing)

    def _skip(self) -> None:
        self._workplace.write(lambda _session, _progress: self._course.skip(), self, self._passed)

    def _passed(self, fell_due: int) -> None:
        if fell_due:
            self.look()

    # --- how far it is -------------------------------------------------------------------------------------------

    def look(self, *_changed: object) -> None:
        """Show how far it is by now."""
        self._workplace.read(lambda _session: self._course.position(), self, self._show, instead_of="position")

    def _show(self, position: Position) -> None:
        self.panel.show_position(position)
        self.panel.show_time(position.time, self.left)
        self._over = self._over or position.handed_in
        step = self.panel.step()
        if self._light is not None and self._course.mode is Mode.GUIDED:
            self._light.lead_to(step.target if step is not None and not self._over else "")

    # --- watching ------------------------------------------------------------------------------------------------

    def _play_or_pause(self, *, paused: bool) -> None:
        self.performance.run(wanted=not paused)

    def _announce(self, words: str, places: tuple[str, ...]) -> None:
        self.panel.tell(words)
        if self._light is not None:
            self._light.lead_to(*places)

    def _tell_over(self) -> None:
        self._announce(_("演完了。可以按“回放”从头再看，或者按“重来”再演一遍。"), ())

    # --- doing it again ------------------------------------------------------------------------------------------

    def _ask_again(self) -> None:
        dialog = AgainDialog(self._course.exercise, self._seat.desk)
        dialog.chosen.connect(lambda step: self.again_wanted.emit(replace(self._course.enrolment, from_step=step)))
        dialog.open()

    # --- what the trainee does -----------------------------------------------------------------------------------

    def _take_in_hand(self, material: Material) -> None:
        self._workplace.read(
            lambda _session: self._course.want(material), self, lambda reading: self._begin_with(material, reading)
        )

    def _begin_with(self, material: Material, reading: Reading) -> None:
        if material.incoming is None:
            self._seat.writing.begin_with(f"{material.title}.md", reading)
        else:
            self.panel.show_paper(material)
            self._seat.dialogs.receive()

    def _change_part(self, part: Part) -> None:
        self._workplace.write(lambda _session, _progress: self._course.sit_as(part), self, self.part_taken.emit)

    def _hand_back(self, part: Part) -> None:
        """Hand a role back; whoever sat there sits in a role of their own again."""
        there = part.account == self._seat.account
        done = self.part_taken.emit if there else self.look
        self._workplace.write(lambda _session, _progress: self._course.hand_back(part), self, done)

    def _take_hint(self, step: Guidance, number: int) -> None:
        self._do(lambda: self._course.take_hint(step, number))

    def _ask(self, question: Question) -> None:
        dialog = QuestionDialog(question, self._seat.desk)
        dialog.answered.connect(lambda answers: self._do(lambda: self._course.answer(question.id, answers)))
        dialog.open()

    def _do(self, what: Callable[[], object]) -> None:
        self._workplace.write(lambda _session, _progress: what(), self, self.look)

    # --- the end -------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Go on with an exam that was broken off; one that was handed in by then lacks nothing but its file."""
        self._workplace.read(lambda _session: self._course.position(), self, self._find)

    def _find(self, position: Position) -> None:
        if position.handed_in:
            self._hand_in_now(by_time=False)

    def _ask_to_hand_in(self) -> None:
        box = MessageBox("ask-hand-in", _("交卷"), self.panel.window())
        box.setText(_("现在交卷吗？交了以后不能再改。"))
        agree = box.addButton(_("交卷"), QMessageBox.ButtonRole.AcceptRole)
        agree.setObjectName("agree")
        box.addButton(_("再看看"), QMessageBox.ButtonRole.RejectRole)
        agree.clicked.connect(self._hand_in)
        box.open()

    def _hand_in(self) -> None:
        """Hand in once everything is kept; whoever stays with what is not goes on, and so does the time."""
        self._seat.part(lambda: self._hand_in_now(by_time=False))

    def _hand_in_now(self, *, by_time: bool) -> None:
        if not self._ending.busy:
            self._ending.do(lambda: self._end(by_time=by_time), self._ended, aloud=not by_time)

    def _end(self, *, by_time: bool) -> Path:
        if not self._course.position().handed_in:
            self._course.hand_in(by_time=by_time)
        return self._premises.ground.keep_result(self._course)

    def _offer_again(self) -> None:
        """Let it be tried again where nothing could be handed in; what was done is in the store."""
        self.panel.offer_again()
        self.look()

    def _ended(self, file: Path) -> None:
        self._over = True
        self._timer.stop()
        self.panel.offer_again(again=False)
        self.look()
        if self._course.mode is Mode.EXAM:
            self._tell_where(file)
        else:
            self._judge()

    def _tell_where(self, file: Path) -> None:
        """Say where the result is, and that nobody opens it but whoever marks it."""
        box = MessageBox("handed-in", _("已交卷"), self.panel.window())
        box.setText(_("已经交卷。成绩由老师公布，现在不显示。"))
        box.setInformativeText(_("成绩文件（请交给老师）：{file}").format(file=file))
        box.addButton(_("知道了"), QMessageBox.ButtonRole.AcceptRole)
        box.open()

    def _judge(self) -> None:
        self._workplace.read(lambda _session: self._course.judged(), self, self._show_score, title=_("评分"))

    def _show_score(self, judged: Judged) -> None:
        dialog = ScoreDialog(name_of(self._course.exercise), judged, self._seat.desk)
        dialog.moment_wanted.connect(lambda at: self._show_replay(judged.replay, at))
        dialog.report_wanted.connect(self._write_report)
        dialog.open()

    def _write_report(self) -> None:
        self._workplace.carry(
            lambda _session, _progress: self._premises.ground.keep_report(self._course),
            self,
            lambda file: self._seat.desk.tell(_("实验报告已写到 {file}").format(file=file)),
            title=_("写实验报告"),
        )

    def _replay(self) -> None:
        self._workplace.read(lambda _session: self._course.replay(), self, self._show_replay, title=_("回放"))

    def _show_replay(self, replay: Replay, at: int = 0) -> None:
        CourseReplay(self._workplace, name_of(self._course.exercise), replay, self._seat.desk, at=at).open()


def _nothing(_none: None) -> None:
    """Nothing is shown of what was kept."""
