"""A trainee in the window: an exercise is chosen, worked through beside its panel, handed in and scored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, QUrl
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from oa_desktop.domain.actions.exercising import BeginExercise, RecordHappening
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.history import read_action
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training.exercise import Mode, Run
from oa_desktop.domain.training.joining import JoinedClass
from oa_desktop.training.course import Awaited, Enrolment, Position, Told
from oa_desktop.training.exam_clock import SET_BACK, ExamClock
from oa_desktop.ui.entering.card import Centred
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.leaving.printer_dialog import PrinterDialog
from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.dialogs import Dialog, MessageBox
from oa_desktop.ui.look.dress import dress
from oa_desktop.ui.look.sizes import TextSize
from oa_desktop.ui.preferences import Preferences, WorkLayout
from oa_desktop.ui.telling.problem_dialog import ProblemDialog
from oa_desktop.ui.telling.realm_banner import RealmBanner
from oa_desktop.ui.telling.toast import Toast
from oa_desktop.ui.training.choosing import Choosing
from oa_desktop.ui.training.classroom import Sitting
from oa_desktop.ui.training.exam_lines import ExamLines
from oa_desktop.ui.training.guiding_light import GuidingLight
from oa_desktop.ui.training.panel import CoursePanel
from oa_desktop.ui.training.performance import Performance
from oa_desktop.ui.training.replay_dialog import CourseReplay
from oa_desktop.ui.window import Window
from tests.fakes.ground import BEGIN, EXERCISE, training_office
from tests.fakes.office import FakeOffice
from tests.fakes.premises import FakePremises
from tests.ui.clerk import Clerk
from tests.ui.rooms import LARGEST, Room, assert_freed_after, faults
from tests.ui.test_parting import Disk
from tests.unit.test_teaching_a_class import JUDGED


class Class:
    """A window in which exercises are worked through."""

    def __init__(self, home: Path) -> None:
        self.office = training_office()
        self.premises = FakePremises(home, self.office, {Realm.TRAINING})
        preferences = Preferences(self.premises.preferences_file)
        for account in ("drafter", "reviewer"):
            preferences.keep_work_layout(account, WorkLayout.DESK)
        self.window = Window(self.premises, Realm.TRAINING, preferences)
        self.window.show()
        self.window.resize(1366, 768)
        self.clerk = Clerk(self.window)
        self.clerk.settle()

    def begin(self, mode: Mode) -> None:
        """Choose the one exercise there is."""
        self.clerk.see(f"mode-{mode.name.lower()}", QRadioButton).setChecked(True)
        self.clerk.see("trainees", QLineEdit).setText("张三、李四")
        self.press("begin-exercise")
        self.clerk.see("course-panel")
        self.clerk.settle()

    def press(self, name: str) -> None:
        """Press a button wherever it stands in the panel."""
        self.clerk.see(name, QPushButton).click()
        self.clerk.settle()

    def hand_in(self) -> None:
        self.press("hand-in-exercise")
        self.press("agree")
        self.clerk.settle()

    @property
    def said(self) -> str:
        """Everything that the panel says."""
        panel = self.window.findChild(CoursePanel)
        return "\n".join(one.text() for one in panel.findChildren(QLabel) if not one.isHidden())

    @property
    def light(self) -> QWidget | None:
        return self.window.findChild(QWidget, "guiding-light")


@pytest.fixture
def seats(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Class]:
    one = Class(tmp_path)
    yield one
    one.window.close()
    one.window.deleteLater()
    dress(qapp, Scheme.LIGHT, TextSize.STANDARD)


def test_a_trainee_is_led_from_the_list_to_the_score(seats: Class) -> None:
    seats.premises.ground.discs = Path("光盘")
    seats.begin(Mode.GUIDED)
    course = seats.premises.ground.course
    begun = read_action(course.session.exercise.journals().course[-1])
    assert isinstance(begun, BeginExercise)
    assert (begun.mode, begun.trainees) == ("练", ("张三", "李四"))
    assert "账号 drafter，口令 " in seats.said, "who is locked out knows how to come back"
    assert seats.light.hole.isValid(), "the folders are lit"
    assert seats.said.index("现在") < seats.said.index("任务"), (
        "the step that is due stands before all that is read once"
    )
    assert seats.clerk.see("place-of-discs", QLineEdit).text() == "光盘", "where its discs lie can be copied"
    seats.press("material-notice")
    assert seats.window.editor.manuscript().title.startswith("关于防汛工作的通知")
    seats.window.editor.hand_in(submit=False)
    seats.clerk.settle()
    assert "✓ 拟稿" in seats.said, "the real act ticks the step"
    seats.press("question-kind")
    seats.clerk.see("choice-notice", QRadioButton).setChecked(True)
    seats.press("agree")
    seats.hand_in()
    score = seats.clerk.see("score-words", QTextBrowser)
    assert "100 分" in score.toPlainText()
    seats.press("report")
    assert [one.form.title for one in seats.premises.ground.reports] == ["实验报告"]
    score.anchorClicked.emit(QUrl("moment:1"))
    seats.clerk.settle()
    replay = seats.window.findChild(CourseReplay)
    assert "拟稿　拟稿人" in replay.view.steps.currentItem().text(), "the moment that the points rest on"
    assert "这一步的稿子" in replay.view.pane.findChild(QLabel, "caption").text()
    replay.reject()
    assert "清源县" in seats.window.windowTitle()
    assert not seats.clerk.see("material-notice", QPushButton).isEnabled(), "nothing is begun any more"


def test_in_an_exam_nothing_is_shown_and_time_hands_in_what_is_there(seats: Class) -> None:
    teacher = FakeOffice(realm=Realm.TRAINING, world="1", name="清源县公文班").as_("security")
    seats.clerk.see("mode-exam", QRadioButton).setChecked(True)
    join_a_class(seats, teacher.partners.card())
    seats.clerk.see("extra", QSpinBox).setValue(10)
    seats.clerk.see("sitting", QSpinBox).setValue(2)
    seats.premises.ground.left = 1
    seats.begin(Mode.EXAM)
    assert "1 次没有交卷" in seats.window.findChild(Toast).accessibleName()
    assert seats.premises.ground.course.enrolment.sitting == 2
    assert "步骤" not in seats.said
    assert not seats.clerk.sees("hint-submit")
    assert seats.light is None
    sitting = seats.window.findChild(Sitting)
    ground = seats.premises.ground
    ground.hindrance = Unavailable("disk.full", free="0")
    for _look in range(3):
        ground.let_pass(timedelta(minutes=8))
        sitting.tick()
        seats.clerk.settle()
    assert len(seats.window.findChildren(ProblemDialog)) == 1, "what is tried again and again is told once"
    seats.clerk.dialog().reject()
    ground.hindrance = None
    ground.let_pass(timedelta(minutes=25), set_by=timedelta(minutes=-30))
    sitting.tick()
    seats.clerk.settle()
    assert sitting.left == timedelta(minutes=1), "what passed counts, and not what the clock was set to"
    happened = [read_action(one) for one in ground.course.session.exercise.journals().by_kind["record-happening"]]
    assert RecordHappening(happening=SET_BACK) in happened
    assert ground.times[-1].spent == timedelta(minutes=49), "after a power cut it would go on here"
    ground.let_pass(timedelta(minutes=1))
    ground.refusals.append(Unavailable("disk.full", free="0"))
    sitting.tick()
    seats.clerk.settle()
    assert "磁盘" in seats.clerk.said()
    assert ground.results == []
    seats.clerk.dialog().reject()
    seats.hand_in()
    assert "成绩由老师公布" in seats.clerk.see("handed-in", QMessageBox).text()
    (sealed,) = ground.results
    assert b"begin-exercise" not in sealed, "nobody reads it but whoever marks it"
    assert teacher.exercise.opened(sealed).startswith(b"{")
    assert not seats.clerk.sees("score")
    assert not seats.clerk.sees("see-score")
    seats.clerk.see("handed-in", QMessageBox).accept()
    assert "成绩待老师公布" in seats.said
    seats.press("leave-course")
    assert seats.clerk.sees("exercises"), "the next one may sit down"


def join_a_class(seats: Class, card: bytes) -> None:
    """Join the class of a card, be refused by that of another, leave the class, and come back to it."""
    other = FakeOffice(realm=Realm.TRAINING, world="2", name="别的班").as_("security").partners.card()
    choosing = seats.window.findChild(Choosing)
    for data, told in ((card, ""), (other, "没有加入"), (card, "没有加入")):
        file = seats.premises.home / "名片.oacard"
        file.write_bytes(data)
        choosing.join(file)
        seats.clerk.settle()
        assert told in seats.window.findChild(QLabel, "trouble").text()
    seats.press("leave-class")
    assert seats.premises.ground.card is None
    choosing.join(file)
    seats.clerk.settle()
    assert "名片指纹" in seats.clerk.see("class-joined", QLabel).text()


def test_whoever_works_alone_pays_for_hints_and_is_told_before(seats: Class) -> None:
    seats.begin(Mode.ALONE)
    assert "扣 3 分" in seats.clerk.see("hint-submit", QPushButton).text()
    seats.press("hint-submit")
    assert "按“送审”" in seats.said
    seats.press("skip")
    assert "材料请快一点" in seats.said, "what happens is told"


def test_the_trainee_goes_on_in_another_role_and_the_time_goes_on_too(seats: Class) -> None:
    seats.begin(Mode.ALONE)
    seats.premises.ground.let_pass(timedelta(minutes=33))
    seats.window.findChild(Sitting).tick()
    seats.press("part-reviewer")
    assert seats.window.desk is not None
    assert "核稿" in seats.window.windowTitle() or seats.clerk.sees("part-drafter")
    assert "还有 7 分钟" in seats.said
    assert len([one for one in seats.window.findChildren(CoursePanel) if one.isVisible()]) == 1


def test_a_replay_goes_from_mistake_to_mistake_plays_to_its_end_and_follows_the_comparison(seats: Class) -> None:
    seats.begin(Mode.ALONE)
    seats.press("question-kind")
    seats.clerk.see("choice-report", QRadioButton).setChecked(True)
    seats.press("agree")
    seats.hand_in()
    seats.clerk.dialog().reject()
    seats.press("see-replay")
    replay = seats.window.findChild(CourseReplay)
    steps, said = replay.view.steps, replay.findChild(QLabel, "replay-said")
    assert ["×" in steps.item(place).text() for place in range(3)] == [False, True, True]
    seats.press("replay-mistake")
    assert steps.currentRow() == 1
    assert "失 40 分：文种对。错了要退。用通知。" in said.text()
    seats.press("replay-mistake")
    seats.press("replay-mistake")
    assert steps.currentRow() == 1, "behind the last one is the first"
    replay.table.cellActivated.emit(0, 0)
    assert steps.currentRow() == 1, "nobody did it"
    replay.view.go(1)
    seats.press("replay-play")
    assert (replay.is_playing, steps.currentRow()) == (True, 0), "behind the end it begins again"
    for _each in range(3):
        replay.play_on()
    assert (replay.is_playing, steps.currentRow()) == (False, 2)
    answered = next(row for row in range(replay.table.rowCount()) if "2." in replay.table.item(row, 1).text())
    replay.table.cellActivated.emit(answered, 1)
    assert steps.currentRow() == 1
    replay.reject()


def test_an_exam_that_was_broken_off_goes_on_with_the_time_that_was_left(seats: Class) -> None:
    ground = seats.premises.ground
    enrolment = Enrolment(exercise="session-9", mode=Mode.EXAM, trainees=("张三",))
    ground.broken_off = enrolment, ExamClock(spent=timedelta(minutes=25), last=ground.now)
    choosing = seats.window.findChild(Choosing)
    choosing.hide()
    choosing.show()
    seats.clerk.settle()
    assert "张三" in seats.clerk.see("broken-off", QLabel).text()
    choosing.findChild(QRadioButton, "mode-exam").setChecked(True)
    seats.press("begin-exercise")
    asked = seats.clerk.dialog()
    assert "上一次的由程序当作交卷" in asked.informativeText()
    seats.press("leave")
    assert ground.course is None, "nothing was begun, and nothing handed in"
    seats.press("begin-exercise")
    seats.press("go-on-with-exam")
    seats.clerk.see("course-panel")
    assert "还有 15 分钟" in seats.said
    disk = Disk(seats.office)
    seats.press("material-notice")
    disk.full = True
    seats.hand_in()
    seats.press("stay")
    assert ground.results == []
    ground.let_pass(timedelta(minutes=15))
    seats.window.findChild(Sitting).tick()
    seats.clerk.settle()
    assert len(ground.results) == 1, "whoever stays with what is not kept wins no time"
    seats.clerk.see("handed-in", QMessageBox).accept()
    disk.full = False
    seats.press("leave-course")
    ground.office = training_office()
    course, clock = ground.resume()
    course.hand_in()
    seats.window.findChild(Choosing).begun.emit(course, clock)
    seats.clerk.settle()
    assert "成绩文件" in seats.clerk.see("handed-in", QMessageBox).informativeText()
    assert len(ground.results) == 2, "what was handed in when the program ended lacked its file"
    seats.clerk.see("handed-in", QMessageBox).accept()


def test_a_trainee_begins_again_from_a_step_and_finds_what_comes_before_it_done(seats: Class) -> None:
    seats.premises.ground.exercise = JUDGED
    seats.begin(Mode.GUIDED)
    before = seats.premises.ground.course
    seats.press("again-course")
    again = seats.clerk.see("again-from", QListWidget)
    steps = [again.item(place).text() for place in range(again.count())]
    assert steps == ["从头重来", "从第 2 步重来：送审", "从第 3 步重来：再送审"]
    again.setCurrentRow(1)
    seats.press("agree")
    seats.clerk.see("course-panel")
    seats.clerk.settle()
    course = seats.premises.ground.course
    assert course is not before
    assert "✓ 拟稿" in seats.said
    assert "✓ 送审" not in seats.said
    assert course.enrolment.trainees == ("张三", "李四")
    assert seats.clerk.see("material-notice", QPushButton).text().startswith("✓")
    seats.hand_in()
    told = seats.clerk.see("score-words", QTextBrowser).toPlainText()
    assert "前面几步由程序照参考做法办" in told
    assert "待评/20" in told, "what nobody judged has no points"
    assert "优，20分\n良，15分：有一两处生硬\n差，5分" in told


def test_the_reference_run_plays_itself_and_says_each_act_before_it_is_done(seats: Class) -> None:
    seats.begin(Mode.WATCH)
    course, playing = seats.premises.ground.course, seats.window.findChild(Performance)
    assert "下一步：拟稿人　拟稿　材料一" in seats.said
    assert course.position().begun == frozenset(), "it is said before it is done"
    assert not any(map(seats.clerk.sees, ("hand-in-exercise", "skip", "see-score"))), "nothing is scored"
    assert not seats.clerk.see("material-notice", QPushButton).isEnabled()
    seats.press("go-on-course")
    assert course.position().begun == {"notice"}
    seats.press("go-on-course")
    assert "送审" in seats.said
    assert "写：请审核。" in seats.said
    assert seats.light.target().objectName() == "act-submit", "where it is done"
    for _each in range(3):
        playing.go_on()
        seats.clerk.settle()
    assert course.position().answers == {"kind": ("notice",)}
    playing.go_on()
    assert "演完了" in seats.said


def test_a_pause_is_kept_where_the_reference_run_goes_on_in_another_role(seats: Class) -> None:
    drafted, submitted, _answered = EXERCISE.reference.acts
    returned = replace(submitted, by="reviewer", act="return", words="请改。")
    seats.premises.ground.exercise = replace(EXERCISE, reference=Run(acts=(drafted, returned), score=100))
    seats.begin(Mode.WATCH)
    seats.press("pause-course")
    assert seats.clerk.see("pause-course", QPushButton).text() == "继续"
    seats.press("go-on-course")
    seats.press("go-on-course")
    seats.clerk.settle()
    assert "下一步：核稿人　退回" in seats.said
    assert seats.clerk.see("pause-course", QPushButton).isChecked()


@LARGEST
def test_what_lies_over_the_desk_in_an_exercise_is_whole_in_the_largest_text(seats: Class, room: Room) -> None:
    dress(QApplication.instance(), Scheme.LIGHT, room.text)
    seats.window.resize(room.screen)
    seats.clerk.settle()
    card = seats.window.findChild(Centred).verticalScrollBar()
    assert card.maximum() == 0, "what begins it is in sight"
    seats.window.resize(room.screen - QSize(0, 240))
    seats.clerk.see("mode-exam", QRadioButton).setChecked(True)
    name = "清源县2026年全县各机关单位公文处理骨干第1期培训班"
    seats.window.findChild(ExamLines).show_class(JoinedClass(name=name, fingerprint="c219ca77db93e359"))
    seats.clerk.settle()
    begin = seats.clerk.see("begin-exercise")
    assert card.maximum() > 0
    assert begin.visibleRegion().boundingRect() == begin.rect(), "what begins an exam is, too"
    seats.window.resize(room.screen)
    seats.begin(Mode.ALONE)
    assert seats.window.size() == room.screen, "desk and panel have room beside each other"
    seats.window.resize(room.screen - QSize(80, 0))
    seats.window.desk.show_document(seats.office.draft())
    seats.clerk.settle()
    shown = ("documents", "acts")
    assert [seats.clerk.sees(one) for one in shown] == [False, True]
    seats.window.desk.tell("实验报告已写好")
    assert seats.clerk.sees("toast"), "what is told is seen beside a document, too"
    seats.press("turn")
    assert [seats.clerk.sees(one) for one in shown] == [True, False]
    seats.window.desk.look_again()
    seats.clerk.settle()
    assert seats.clerk.sees("documents"), "what comes in meanwhile turns nothing over"
    seats.window.resize(room.screen)
    for button in ("again-course", "see-replay"):
        seats.press(button)
        assert_sound(seats, room)
    seats.hand_in()
    assert_sound(seats, room)


def test_nothing_that_lies_over_the_window_hides_its_banner(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    banner = RealmBanner(window)
    column = QVBoxLayout(window)
    column.addWidget(banner)
    column.addStretch(1)
    window.resize(1024, 700)
    window.show()
    box = MessageBox("ask", "交卷", window)
    system = FileDialog("存检查表", window), PrinterDialog(window)
    for dialog in (box, *system, Dialog("score", "成绩", window), Dialog("over", "说明", box)):
        dialog.move(window.pos())
        dialog.show()
        assert dialog.frameGeometry().top() >= banner.mapToGlobal(banner.rect().bottomLeft()).y()
    box.close()


def assert_sound(seats: Class, room: Room) -> None:
    """Look at the dialog before the window, and at each of its tabs."""
    dialog = seats.clerk.dialog()
    tabs = dialog.findChild(QTabWidget, "replay-tabs")
    banner = seats.window.findChild(RealmBanner)
    assert dialog.frameGeometry().top() >= banner.mapToGlobal(banner.rect().bottomLeft()).y(), "it stays in sight"
    for place in range(tabs.count() if tabs else 1):
        if tabs:
            tabs.setCurrentIndex(place)
        seats.clerk.settle()
        assert faults(dialog, room) == []
    assert_freed_after(dialog)


def test_an_exercise_that_cannot_be_laid_out_says_why_and_can_be_begun_again(seats: Class) -> None:
    seats.premises.ground.refusals.append(Unavailable("disk.full", free="0"))
    seats.press("begin-exercise")
    assert seats.clerk.see("trouble", QLabel).text()
    seats.begin(Mode.GUIDED)


def test_the_panel_says_for_whom_one_waits_and_how_long_and_folds_long_names(qtbot: QtBot) -> None:
    (notice,) = EXERCISE.materials
    material = replace(notice, title="材料一（同事下乡以前打的稿子）")
    panel = CoursePanel(replace(EXERCISE, happenings=(), materials=(material,)), Mode.ALONE, "drafter")
    qtbot.addWidget(panel)
    awaited = Awaited(who="农业农村局", act="countersign", at=BEGIN + timedelta(minutes=62))
    panel.show_position(Position(time=BEGIN, awaited=awaited))
    assert "等待：农业农村局 会签，约 1 小时 2 分钟" in panel.findChild(QLabel, "course-waiting").text()
    inside = panel.findChild(QScrollArea, "course-inside")
    button = panel.findChild(QPushButton, "material-notice")
    assert "\n" in button.text()
    assert inside.widget().minimumSizeHint().width() < panel.width(), "nothing is cut at the right"
    panel.show_time(BEGIN + timedelta(minutes=61), timedelta(minutes=3))
    assert "约 1 分钟" in panel.findChild(QLabel, "course-waiting").text()
    time = panel.findChild(QLabel, "course-time")
    assert time.property("tone") == "danger", "little time is left"
    (call,) = EXERCISE.happenings
    said = [replace(call, id=str(one), message=f"第{one}条") for one in range(1, 5)]
    panel.show_position(Position(time=BEGIN, handed_in=True, told=tuple(Told(at=BEGIN, happening=one) for one in said)))
    panel.show_time(BEGIN, timedelta())
    assert (time.property("tone"), "还有" in time.text()) == ("", False), "nobody counts on once it is handed in"
    words = [one.text() for one in inside.widget().findChildren(QLabel)]
    places = [
        next(place for place, one in enumerate(words) if told in one) for told in ("第4条", "第2条", "任务", "第1条")
    ]
    assert places == sorted(places), "what came last hides no task"


def test_the_light_scrolls_to_what_a_step_is_about_and_never_lies_beside_it(qtbot: QtBot) -> None:
    page, form, title = QWidget(), QWidget(), QLineEdit()
    qtbot.addWidget(page)
    area = QScrollArea()
    area.setWidget(form)
    form.resize(200, 2000)
    title.setParent(form)
    title.setObjectName("element-title")
    title.move(0, 1500)
    column = QVBoxLayout(page)
    column.addWidget(area)
    page.resize(300, 200)
    page.show()
    light = GuidingLight(page)
    light.lead_to("element-title")
    assert light.hole == QRect(title.mapTo(page, QPoint()), title.size()), "it was brought before the trainee"
    area.verticalScrollBar().setValue(0)
    light.place()
    assert not light.hole.isValid(), "whoever scrolls away is not drawn back, and nothing else is lit"


def test_what_came_is_read_beside_the_desk_while_it_is_signed_for(qtbot: QtBot) -> None:
    (notice,) = EXERCISE.materials
    came = replace(notice, text="关于请求支援水泵的请示", incoming=Incoming(sender="白浪镇人民政府"))
    panel = CoursePanel(replace(EXERCISE, happenings=(), materials=(came,)), Mode.ALONE, "drafter")
    qtbot.addWidget(panel)
    panel.show_position(Position(time=BEGIN))
    assert came.text not in [one.text() for one in panel.findChildren(QLabel)]
    panel.show_paper(came)
    assert came.text in [one.text() for one in panel.findChildren(QLabel)]


def test_roles_of_role_players_can_be_taken_over_and_handed_back_but_not_in_an_exam(qtbot: QtBot) -> None:
    parts = (EXERCISE.parts[0], replace(EXERCISE.parts[1], persona="strict"))
    panel = CoursePanel(replace(EXERCISE, parts=parts), Mode.ALONE, "drafter")
    qtbot.addWidget(panel)
    panel.show_position(Position(time=BEGIN))
    assert panel.findChild(QPushButton, "part-reviewer").text().replace("\n", "") == "接管“核稿人”（模拟）"
    assert panel.findChild(QPushButton, "back-reviewer") is None
    sealed = CoursePanel(replace(EXERCISE, parts=parts), Mode.EXAM, "drafter")
    qtbot.addWidget(sealed)
    sealed.show_position(Position(time=BEGIN))
    assert sealed.findChild(QPushButton, "part-reviewer") is None
    taken = CoursePanel(replace(EXERCISE, parts=parts), Mode.ALONE, "drafter")
    qtbot.addWidget(taken)
    taken.show_position(Position(time=BEGIN, taken_over=frozenset({"reviewer"})))
    assert "坐到" in taken.findChild(QPushButton, "part-reviewer").text()
    with qtbot.waitSignal(taken.back_wanted) as wanted:
        taken.findChild(QPushButton, "back-reviewer").click()
    assert wanted.args == [parts[1]]
