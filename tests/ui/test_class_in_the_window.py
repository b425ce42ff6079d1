"""A teacher in the window: the class is founded, results are collected from a folder, marked and released."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QStyle,
)
from pytestqt.qtbot import QtBot

from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training.exercise import Mode
from oa_desktop.office.founding import FoundingRequest
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.office.teaching.books import ClassBook
from oa_desktop.training.course import Enrolment
from oa_desktop.ui.acting.roll_call import RollCall
from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.dress import dress
from oa_desktop.ui.look.sizes import TextSize
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.training.choosing import Choosing
from oa_desktop.ui.training.class_dialog import ClassDialog
from oa_desktop.ui.training.example_dialog import ExampleDialog
from oa_desktop.ui.training.marking_dialog import MarkingDialog
from oa_desktop.ui.training.transcript_dialog import TranscriptButton, TranscriptDialog
from oa_desktop.ui.window import Window
from tests.fakes.ground import FakeGround, training_office
from tests.fakes.office import FakeOffice
from tests.fakes.premises import FakePremises
from tests.ui.clerk import Clerk
from tests.ui.test_ledgers_in_the_window import Over
from tests.unit.test_teaching_a_class import JUDGED, ROLL, class_office

PASSWORD = "Ruan-jian-Shi-xun-2026"


@pytest.fixture
def clerk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Clerk]:
    office = FakeOffice(realm=Realm.TRAINING, name="清源县公文班")
    office.as_("system")
    premises = FakePremises(tmp_path, office)
    premises.ground.exercise = JUDGED
    window = Window(premises, Realm.TRAINING, Preferences(premises.preferences_file))
    window.show()
    window.resize(1366, 768)
    yield Clerk(window)
    window.close()
    window.deleteLater()
    dress(qapp, Scheme.LIGHT, TextSize.STANDARD)


def declared(clerk: Clerk) -> FoundingRequest:
    return clerk.window._premises.declared[0]


def press(clerk: Clerk, name: str) -> None:
    clerk.see(name, QPushButton).click()
    clerk.settle()


def press_in(over: Over, name: str) -> None:
    over.dialog.findChild(QPushButton, name).click()
    over.settle()


def seat_writes(teacher_card: bytes, folder: Path) -> FakeGround:
    """Let a seat write its exam and seal what is left of it for the class."""
    enrolment = Enrolment(exercise=JUDGED.id, mode=Mode.EXAM, trainees=("张三",))
    ground = FakeGround(training_office(), exercise=JUDGED)
    ground.join(teacher_card)
    course = ground.begin(enrolment)
    course.answer("kind", ("notice",))
    course.hand_in()
    ground.keep_result(course)
    folder.mkdir()
    (folder / "1.oaresult").write_bytes(ground.results[0])
    (folder / "2.oaresult").write_bytes(ground.results[0])
    return ground


def test_a_class_is_founded_and_its_teacher_comes_in(clerk: Clerk, tmp_path: Path) -> None:
    clerk.settle()
    (tmp_path / "别的.oascore").write_bytes(b"no transcript")
    clerk.see("see-transcript", TranscriptButton).take_in(tmp_path / "别的.oascore")
    clerk.settle()
    assert "这不是成绩单" in clerk.see("choosing", Choosing).findChild(QLabel, "trouble").text()
    press(clerk, "teacher")
    for name, typed in (("class-name", "清源县公文班"), ("teacher-name", "王老师"), ("new-password", PASSWORD)):
        clerk.see(name, QLineEdit).setText(typed)
    clerk.see("new-password-again", QLineEdit).setText(PASSWORD)
    press(clerk, "found-class")
    clerk.see("copied-out", QCheckBox).setChecked(True)
    press(clerk, "found-class")
    assert (declared(clerk).name, declared(clerk).first.name) == ("清源县公文班", "王老师")
    clerk.sign_in("system", clerk.window._premises.behind.slots.accounts["system"][0])
    clerk.window.commands.action("class.open").trigger()
    clerk.see("class", ClassDialog)


def test_a_roll_is_called_by_clicks_and_keys_on_names_and_says_who_is_missing(qtbot: QtBot) -> None:
    people = (("1", "1 张三"), ("2", "2 李四"), ("3", "3 王五"))
    call = RollCall(FieldRow(name="present", label="到课的人", sort=FieldSort.ROLL_CALL, usual="1\n2", options=people))
    qtbot.addWidget(call)
    call.show()
    QTest.qWait(1)
    view, tick = call.list.viewport(), call.list.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
    first, second = (call.list.visualItemRect(call.list.item(row)) for row in (0, 1))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=first.center())
    assert (call.value(), call.said.text()) == (("2",), "到 1 人，缺 2 人：1 张三、3 王五。")
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=second.center() - QPoint(second.width() // 2 - tick, 0))
    assert call.value() == (), "nobody may have come"
    for key in (Qt.Key.Key_Home, *(Qt.Key.Key_Space, Qt.Key.Key_Down) * 3):
        QTest.keyClick(call.list, key)
    assert (call.value(), call.said.text()) == (("1", "2", "3"), "到 3 人，全到了。")


def test_results_of_a_folder_are_collected_marked_released_and_kept_as_files(qtbot, tasks, tmp_path: Path) -> None:
    teacher = class_office()
    ground = seat_writes(teacher.teaching.card(), tmp_path / "交来的")
    over = Over(qtbot, tasks, teacher, lambda workplace, parent: ClassDialog(workplace, ground, parent))
    (tmp_path / "名册.csv").write_bytes(ROLL)
    over.dialog.take_in(tmp_path / "名册.csv")
    over.turn_to(tuple(ClassBook).index(ClassBook.RESULTS))
    over.dialog.collect(tmp_path / "交来的")
    over.settle()
    told = over.dialog.findChild(QMessageBox, "collected")
    assert told.text() == "收了1份，没有收的1份。"
    assert "2.oaresult：这份成绩文件已经收过" in told.informativeText()
    told.accept()
    over.select(0)
    press_in(over, "open-line")
    marking = over.dialog.findChild(MarkingDialog)
    assert marking is not None, over.problems
    QTest.keyClick(marking, Qt.Key.Key_3)
    assert marking.reference.words.isVisible(), "nobody says whose text is judged: it is what was said"
    (rubric,) = marking.rubrics
    assert (rubric.points, rubric.levels[1].text()) == (5, "2　良，15分")
    rubric.reason.setText("结尾生硬")
    marking.save()
    over.settle()
    assert over.cells()[0][5] == "5"
    over.select(0)
    asked = over.choose("mark-result")
    points = asked.findChild(QSpinBox, "points")
    assert points.value() == 5, "what stands is not lost where only a reason is added"
    points.setValue(15)
    over.agree(asked)
    over.agree(over.choose("release-results"))
    assert over.cells()[0][:8] == ("张三", JUDGED.named, "考", "第1种", "30", "15", "45", "不合格")
    over.dialog.keep_reports(tmp_path / "报告")
    over.settle()
    kept = over.dialog.findChild(QMessageBox, "reports-kept")
    assert (kept.text(), [one.name for one in (tmp_path / "报告").iterdir()]) == (
        "写了1份，没有写的0份。",
        ["张三-session-9.pdf"],
    )
    kept.accept()
    over.dialog.give_transcripts(tmp_path / "成绩单")
    over.settle()
    over.dialog.findChild(QMessageBox, "transcripts-given").accept()
    given = TranscriptDialog(ground.take_in((tmp_path / "成绩单" / "张三-session-9.oascore").read_bytes()), over.dialog)
    assert given.words.toPlainText().startswith("45 分")
    over.turn_to(tuple(ClassBook).index(ClassBook.LOSSES))
    over.select(0)
    press_in(over, "open-line")
    example = over.dialog.findChild(ExampleDialog)
    assert "拟了稿" in example.words.toPlainText()
    assert "张三" not in example.words.toPlainText()
    example.reject()
    over.turn_to(tuple(ClassBook).index(ClassBook.RESULTS))
    over.dialog.keep_files(tmp_path / "班级档案")
    over.settle()
    kept = sorted(one.name for one in (tmp_path / "班级档案").iterdir())
    assert len(kept) == len(ClassBook) * 2 + 1, "nobody has earned a certificate"
    assert "讲评.pdf" in kept
    over.dialog.give_papers(tmp_path / "教学材料")
    over.settle()
    over.agree(over.dialog.findChild(QDialog, "ask-papers"))
    assert {one.name for one in (tmp_path / "教学材料").iterdir()} == {
        "课次9　拟稿送审-讲义.pdf",
        "培训满意度表.pdf",
        "讲评.pdf",
    }
    over.dialog._ask_to_delete()
    over.settle()
    over.agree(over.dialog.findChild(QDialog, "ask-delete-names"))
    assert over.cells()[0][0] == "7"
    assert over.problems == []
    over.workplace.leave()
