"""A newcomer's way: a card is copied, changed in the form, tried, released, written into a file and taken in again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
)
from pytestqt.qtbot import QtBot

from oa_desktop.catalogue.exercises import load_exercise
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training.exercise import Readiness
from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.dress import dress
from oa_desktop.ui.look.sizes import TextSize
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.training.authoring import Authoring
from oa_desktop.ui.training.authoring_dialog import AuthoringDialog
from oa_desktop.ui.window import Window
from tests.fakes.ground import training_office
from tests.fakes.premises import FakePremises
from tests.ui.clerk import Clerk
from tests.ui.walking import cut, foreign, nameless


class Instructor:
    """Whoever makes exercises, before the list of them."""

    def __init__(self, home: Path) -> None:
        self.premises = FakePremises(home, training_office(), {Realm.TRAINING})
        self.window = Window(self.premises, Realm.TRAINING, Preferences(self.premises.preferences_file))
        self.window.resize(1366, 768)
        self.window.show()
        self.clerk = Clerk(self.window)
        self.clerk.settle()

    def open(self) -> AuthoringDialog:
        self.clerk.see("author", QPushButton)
        self.window.findChild(QAction, "author-chosen").trigger()
        self.clerk.settle()
        return self.clerk.see("authoring", AuthoringDialog)

    def go_to(self, part: str) -> None:
        parts = self.clerk.see("draft-parts", QListWidget)
        parts.setCurrentRow(next(row for row in range(parts.count()) if part in parts.item(row).text()))
        self.clerk.settle()

    def press(self, name: str) -> str:
        """Press a button; return what the dialog says then."""
        self.clerk.see(name, QPushButton).click()
        self.clerk.settle()
        return self.clerk.see("draft-told", QTextBrowser).toPlainText()

    @property
    def own(self) -> Path:
        return next((self.premises.home / "own").iterdir())


@pytest.fixture
def instructor(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Instructor]:
    one = Instructor(tmp_path)
    yield one
    one.window.close()
    one.window.deleteLater()
    dress(qapp, Scheme.LIGHT, TextSize.STANDARD)


def test_an_exercise_is_copied_changed_tried_released_and_handed_on(instructor: Instructor, tmp_path: Path) -> None:
    see = instructor.clerk.see
    dialog = instructor.open()
    see("blank-title", QLineEdit).setText("标题改错（本县）")
    instructor.go_to("角色")
    people = see("blank-roles-0-account", QComboBox)
    people.setCurrentIndex(people.findData("wutong"))
    instructor.go_to("材料一")
    see("blank-texts-原稿.md", QPlainTextEdit).appendPlainText("\n请抓紧。")
    instructor.go_to("检查 · 标题末尾")
    see("blank-checks-2-points", QLineEdit).setText("29")
    assert "各项检查的分值加起来是 99" in instructor.press("keep-draft")
    assert see("draft-parts", QListWidget).currentItem().text().startswith("检查")
    see("blank-checks-2-points", QLineEdit).setText("30")
    for group in ("roles", "events", "discs", "checks"):
        instructor.window.findChild(QAction, f"add-{group}").trigger()
        instructor.clerk.settle()
        if group == "discs":
            assert see("blank-discs-0-name", QLineEdit).text() == "光盘2"
            instructor.window.findChild(QAction, "take-away").trigger()
            instructor.clerk.settle()
            see("ask-take-away", QMessageBox).findChild(QPushButton, "agree").click()
    assert see("draft-parts", QListWidget).currentItem().text() == "检查 · 指出标题的毛病，不误指"
    assert see("blank-checks-1-points", QLineEdit).text() == "0", "one more, beside the one it is like"
    assert "没有写错的地方" in instructor.press("keep-draft")

    instructor.go_to("整体")
    see("blank-runs-bad-score", QLineEdit).setText("61")
    assert "反面示范：60 分，写下的是 61 分" in instructor.press("try-out")
    assert "还不能发布" in instructor.press("release")
    see("blank-runs-bad-score", QLineEdit).setText("60")
    assert "可以发布了" in instructor.press("try-out")
    assert "已经发布" in instructor.press("release")
    assert "没有写错的地方" in instructor.press("keep-draft"), "what was not changed stays released"
    made = load_exercise(instructor.own)
    assert (made.title, made.parts[0].account, made.readiness) == ("标题改错（本县）", "wutong", Readiness.RELEASED)
    assert made.materials[0].text.endswith("请抓紧。")

    dialog.export(tmp_path / "本县.scn")
    instructor.clerk.settle()
    assert "本县.scn" in see("draft-told", QTextBrowser).toPlainText()
    instructor.premises.ground.exercise = made
    dialog.reject()
    instructor.clerk.settle()
    assert "标题改错（本县）" in see("exercises", QListWidget).currentItem().text(), "the list knows what was released"
    instructor.window.findChild(Authoring).take_in(tmp_path / "本县.scn")
    instructor.clerk.settle()
    assert not instructor.clerk.sees("authoring"), "whoever takes it in is not shown what is right"
    own = instructor.premises.home / "own"
    assert load_exercise(sorted(own.iterdir())[1]).readiness is Readiness.DRAFT
    instructor.window.findChild(QAction, "drop-exercise").trigger()
    instructor.clerk.settle()
    see("ask-drop-exercise", QMessageBox).findChild(QPushButton, "agree").click()
    instructor.clerk.settle()
    assert [one.name for one in own.iterdir()] == ["card-title-2-2"]


def test_at_a_seat_of_a_class_nobody_is_shown_what_is_right(instructor: Instructor) -> None:
    premises = instructor.premises
    premises.ground.join(premises.behind.as_("security").partners.card())
    dialog = instructor.open()
    assert "改完按“保存”" in instructor.clerk.see("draft-told", QTextBrowser).toPlainText()
    instructor.go_to("材料一")
    instructor.go_to("检查 · 标题末尾")
    parts = instructor.clerk.see("draft-parts", QListWidget)
    parts.setFocus()
    QTest.keyClick(parts, Qt.Key.Key_Tab)
    assert dialog.focusWidget().objectName() == "blank-checks-2-asks", "from the part into its fields"
    dialog.reject()
    instructor.clerk.settle()
    assert list((premises.home / "own").iterdir()) == [], "nothing was changed by looking at it: no copy is left"
    premises.there.clear()
    instructor.window.findChild(QAction, "author-chosen").trigger()
    instructor.clerk.settle()
    assert not instructor.clerk.sees("authoring")
    assert "加入了培训班" in instructor.clerk.see("trouble", QLabel).text()


def test_the_form_is_whole_in_the_largest_text_on_a_small_screen(qapp: QApplication, instructor: Instructor) -> None:
    instructor.window.resize(1024, 720)
    dress(qapp, Scheme.LIGHT, TextSize.LARGEST)
    dialog = instructor.open()
    for part in ("整体", "材料一", "检查 · 标题末尾"):
        instructor.go_to(part)
        assert {*nameless(dialog), *cut(dialog, QSize(1024, 768)), *foreign(dialog)} == set()
