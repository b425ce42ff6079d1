"""At the leader's desk: one document at a time, large; nothing is signed by Enter, and the next one follows by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.flows.limits import Clock, Limit
from oa_desktop.domain.ids import DossierId
from oa_desktop.office import queries as q
from oa_desktop.ui.acting.firm_button import FirmButton
from oa_desktop.ui.guiding.steps import LEADER_STEPS
from oa_desktop.ui.guiding.tour import Tour
from oa_desktop.ui.leading.leader_page import LeaderPage
from oa_desktop.ui.preferences import Preferences, WorkLayout
from oa_desktop.ui.window import Window
from tests.fakes.office import FLOW, FakeOffice, notice
from tests.fakes.premises import FakePremises

Sort = TypeVar("Sort", bound=QWidget)
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
EVERY_ENTER = [
    (key, with_)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    for with_ in (NONE, CONTROL, SHIFT, ALT, CONTROL | SHIFT)
]


class Leader:
    """Somebody before the whole window, at the leader's desk."""

    def __init__(self, qtbot: QtBot, home: Path, office: FakeOffice) -> None:
        self.qtbot, self.office = qtbot, office
        premises = FakePremises(home, office)
        premises.there.add(office.realm)
        self.preferences = Preferences(premises.preferences_file)
        self.preferences.tour_taken = True
        self.window = Window(premises, office.realm, self.preferences)
        self.window.show()
        self.window.resize(1366, 768)

    def sit(self, account: str = "signer", layout: WorkLayout | None = None) -> None:
        if layout is not None:
            self.preferences.keep_work_layout(account, layout)
        self.settle()
        self.window.enter(self.office.as_(account))
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            self.qtbot.waitUntil(lambda: self.window.tasks.idle)
            self.qtbot.wait(5)

    def go_home(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self.qtbot.wait(10)

    @property
    def page(self) -> LeaderPage:
        return self.see("leader", LeaderPage)

    @property
    def top(self) -> DossierId | None:
        top = self.page.pile.top
        return top.dossier if top else None

    def seen(self, name: str, sort: type[Sort] = QWidget) -> list[Sort]:
        return [one for one in self.window.findChildren(sort, name) if one.isVisible()]

    def see(self, name: str, sort: type[Sort] = QWidget) -> Sort:
        self.qtbot.waitUntil(lambda: bool(self.seen(name, sort)))
        return self.seen(name, sort)[0]

    def press(self, name: str) -> None:
        button = self.see(name, QPushButton)
        self.qtbot.waitUntil(button.isEnabled)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.window.activateWindow()
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def says(self, name: str) -> str:
        return self.see(name, QLabel).text()

    @property
    def words(self) -> str:
        return self.see("words", QPlainTextEdit).toPlainText()

    def dialog(self) -> QDialog:
        self.qtbot.waitUntil(lambda: any(one.isVisible() for one in self.window.findChildren(QDialog)))
        return next(one for one in self.window.findChildren(QDialog) if one.isVisible())

    def agree(self) -> None:
        self.qtbot.mouseClick(self.dialog().findChild(QPushButton, "agree"), Qt.MouseButton.LeftButton)
        self.settle()


@pytest.fixture
def leader(qtbot: QtBot, tmp_path: Path, office: FakeOffice):
    made = Leader(qtbot, tmp_path, office)
    yield made
    made.go_home()


@pytest.fixture
def three(office: FakeOffice) -> list[DossierId]:
    """Three documents that wait for the signer; the last one is the most urgent."""
    plain = [office.bring_to("issue", notice(f"关于第{number}件事项的通知")) for number in ("一", "二")]
    return [*plain, office.bring_to("issue", notice("关于第三件事项的通知", urgency="特急"))]


def acts_on(office: FakeOffice, document: DossierId) -> list[str]:
    return [row.act for row in office.as_("reviewer").ask(q.Timeline(dossier=document))]


# --- who works here ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("account", "kept", "leads"),
    [
        ("signer", None, True),
        ("signer", WorkLayout.DESK, False),
        ("drafter", None, False),
        ("drafter", WorkLayout.LEADER, True),
    ],
)
def test_who_only_signs_begins_here_and_everybody_may_choose(leader, account, kept, leads):
    leader.sit(account, kept)
    assert bool(leader.seen("leader")) is leads
    assert bool(leader.seen("desk")) is not leads


def test_one_can_leave_at_any_time_and_finds_the_same_desk_the_next_time(leader):
    leader.sit()
    leader.key(Qt.Key.Key_L, CONTROL | ALT)
    assert leader.seen("desk")
    assert not leader.seen("leader")
    assert leader.preferences.work_layout("signer", WorkLayout.LEADER) is WorkLayout.DESK
    leader.key(Qt.Key.Key_L, CONTROL | ALT)
    assert leader.seen("leader")


def test_nothing_else_is_on_the_screen_but_the_mark(leader, three):
    leader.sit()
    assert leader.seen("mark")
    assert not leader.window.statusBar().isVisible()
    assert not any(menu.isVisible() for menu in leader.window.menuBar().actions())
    leader.key(Qt.Key.Key_L, CONTROL | ALT)
    assert leader.window.statusBar().isVisible()
    assert all(menu.isVisible() for menu in leader.window.menuBar().actions())


def test_commands_of_the_desk_that_nobody_sees_cannot_be_given(leader, three):
    leader.sit()
    enabled = {one.id for one in leader.window.commands.declared if leader.window.commands.action(one.id).isEnabled()}
    assert not {one for one in enabled if one.startswith(("act", "document", "go", "find", "edit"))}


# --- one at a time -------------------------------------------------------------------------------------------------


def test_the_most_urgent_lies_on_top_and_says_what_is_asked_from_whom_and_what_was_said(leader, three):
    leader.sit()
    assert leader.top == three[2]
    assert leader.says("where") == "第 1 件，共 3 件"
    assert leader.says("matter-title") == "关于第三件事项的通知"
    assert leader.says("matter-asked") == "请您签发"
    assert leader.says("matter-urgency") == "特急"
    assert "送来：核稿员" in leader.says("matter-facts")
    opinions = [one.text() for one in leader.seen("matter-opinion", QLabel)]
    assert [("核稿员" in one or "部门审核员" in one) and "同意" in one for one in opinions[:2]] == [True, True]


@pytest.mark.parametrize(("days", "begins"), [(0, "剩"), (30, "超")])
def test_a_time_limit_is_said_in_words(qtbot, tmp_path, days, begins):
    steps = tuple(
        replace(one, limit=Limit(amount=3, clock=Clock.DAYS)) if one.id == "issue" else one for one in FLOW.steps
    )
    office = FakeOffice(flows={FLOW.id: replace(FLOW, steps=steps)})
    office.bring_to("issue")
    office.clock.time += timedelta(days=days)
    one = Leader(qtbot, tmp_path, office)
    one.sit()
    assert one.says("matter-due").startswith(f"时限：{begins}")
    one.go_home()


def test_one_can_skip_and_come_back_by_mouse_and_by_keys(leader, three):
    leader.sit()
    leader.press("step-next")
    assert (leader.top, leader.says("where")) == (three[1], "第 2 件，共 3 件")
    leader.key(Qt.Key.Key_F8)
    leader.settle()
    assert leader.top == three[0]
    assert not leader.see("step-next").isEnabled()
    leader.key(Qt.Key.Key_F8, SHIFT)
    leader.settle()
    assert leader.top == three[1]


def test_after_an_act_the_next_follows_until_all_is_done(leader, office, three):
    leader.sit()
    for left in (2, 1, 0):
        document = leader.top
        leader.press("act-issue")
        leader.agree()
        assert acts_on(office, document)[-1] == "签发"
        assert leader.top != document
        assert leader.page.pile.place == min(left, 1)
    assert "都办完了" in leader.says("empty")


def test_the_keyboard_goes_where_no_key_does_anything(leader, office, three):
    leader.sit()
    assert leader.window.focusWidget() is leader.see("matter")
    leader.press("act-issue")
    leader.agree()
    assert leader.window.focusWidget() is leader.see("matter")
    before = len(office.stores.made.kept)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        leader.key(key)
    leader.settle()
    assert len(office.stores.made.kept) == before


def test_what_is_to_be_read_is_a_queue_of_its_own(leader, office):
    sent = [office.bring_to("file", notice(f"关于第{number}件事项的通知")) for number in ("一", "二")]
    leader.sit()
    assert "都办完了" in leader.says("empty")
    leader.press("queue-to-read")
    first = leader.top
    assert first in sent
    assert leader.says("matter-asked") == "请您阅"
    leader.press("act-mark-read")
    assert acts_on(office, first)[-1] == "阅"
    assert leader.top in set(sent) - {first}


def test_a_word_that_does_not_settle_the_matter_leaves_it_on_top(leader, office, three):
    leader.sit()
    leader.press("act-leave-opinion")
    leader.dialog().findChild(QPlainTextEdit, "words").setPlainText("请商财政局。")
    leader.agree()
    assert acts_on(office, three[2])[-1] == "留意见"
    assert leader.top == three[2]


# --- never under the hand ------------------------------------------------------------------------------------------


def test_a_document_that_somebody_else_dealt_with_stays_and_is_said_to_be_gone(leader, office):
    first, second = (office.bring_to("department", notice(f"关于第{number}件事项的通知")) for number in ("一", "二"))
    leader.sit("head", WorkLayout.LEADER)
    on_top = leader.top
    office.as_("drafter").perform(act.Recall(dossier=on_top, reason="改一改"))
    leader.settle()
    assert leader.top == on_top
    assert "不在您这里" in leader.says("matter-gone")
    assert not leader.seen("act-review")
    leader.press("step-next")
    assert leader.top == ({first, second} - {on_top}).pop()
    assert not leader.seen("matter-gone")


def test_nothing_can_be_done_before_the_page_lies_there(leader, three):
    leader.sit()
    acts, document = leader.page.acts, leader.top
    leader.qtbot.waitUntil(leader.see("act-issue").isEnabled)
    for one in (None, document):
        acts.show_document(one)
    leader.qtbot.waitUntil(lambda: not acts.pausing)
    assert not leader.see("act-return").isEnabled()
    acts.page_shown(document, leader.office.as_("signer").papers.lay_before(document))
    assert leader.see("act-return").isEnabled()


def test_a_double_click_deals_with_one_document_only(leader, office):
    documents = [office.bring_to("office", notice(f"关于第{number}件事项的通知")) for number in ("一", "二")]
    leader.sit("reviewer", WorkLayout.LEADER)
    button = leader.see("act-review", QPushButton)
    leader.qtbot.waitUntil(button.isEnabled)
    place = button.mapTo(leader.window, button.rect().center())
    QTest.mouseClick(leader.window.windowHandle(), Qt.MouseButton.LeftButton, NONE, place)
    leader.settle()
    QTest.mouseClick(leader.window.windowHandle(), Qt.MouseButton.LeftButton, NONE, place)
    leader.settle()
    assert sorted(office.state(one).step for one in documents) == ["issue", "office"]


def test_what_was_done_can_be_taken_back_and_lies_on_top_again(leader, office):
    documents = [office.bring_to("office", notice(f"关于第{number}件事项的通知")) for number in ("一", "二")]
    leader.sit("reviewer", WorkLayout.LEADER)
    document = leader.top
    leader.press("act-review")
    assert leader.top == (set(documents) - {document}).pop()
    leader.key(Qt.Key.Key_Z, CONTROL)
    leader.settle()
    assert acts_on(office, document)[-1] == "撤回"
    assert leader.top == document


# --- Enter ---------------------------------------------------------------------------------------------------------


def focused(leader: Leader, within: QWidget) -> set[QWidget]:
    """Everything that the Tab key comes to."""
    reached: set[QWidget] = set()
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget() or within, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is not None and (focus is within or within.isAncestorOf(focus)):
            reached.add(focus)
    return reached


def test_enter_does_nothing_wherever_the_keyboard_is(leader, office, three):
    leader.sit()
    leader.qtbot.waitUntil(leader.see("act-issue").isEnabled)
    leader.window.activateWindow()
    before = len(office.stores.made.kept)
    reached = focused(leader, leader.page)
    names = {one.objectName() for one in reached}
    assert {"act-issue", "act-return", "words", "step-next", "queue-to-do", "leader-other", "page-fill"} <= names
    for widget in reached:
        for key, modifiers in EVERY_ENTER:
            widget.setFocus()
            QTest.keyClick(widget, key, modifiers)
            assert not leader.window.findChildren(QDialog), f"{key} at {widget.objectName()} asks something"
    leader.settle()
    assert len(office.stores.made.kept) == before
    assert leader.top == three[2]


def test_enter_in_the_question_before_signing_does_not_sign(leader, office, three):
    leader.sit()
    for name in ("words", "agree"):
        for key, modifiers in EVERY_ENTER:
            leader.press("act-issue")
            target = leader.dialog().findChild(QWidget, name)
            target.setFocus()
            QTest.keyClick(target, key, modifiers)
            for left in leader.window.findChildren(QDialog):
                left.reject()
            leader.settle()
    assert office.state(three[2]).issued is None


def test_enter_in_the_question_before_a_return_does_not_return(leader, office, three):
    leader.sit()
    leader.press("act-return")
    words = leader.dialog().findChild(QPlainTextEdit, "words")
    words.setPlainText("请补充依据。")
    for key, modifiers in EVERY_ENTER:
        if leader.window.findChildren(QDialog):
            QTest.keyClick(words, key, modifiers)
    leader.settle()
    assert "退回" not in acts_on(office, three[2])


def test_a_firm_button_is_pressed_by_the_space_bar_and_on_no_desktop_by_enter(qtbot):
    button, pressed = FirmButton("签发"), []
    button.clicked.connect(lambda: pressed.append(button))
    button.setAutoDefault(True)
    qtbot.addWidget(button)
    button.show()
    for key, modifiers in EVERY_ENTER:
        QTest.keyClick(button, key, modifiers)
    assert pressed == []
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert len(pressed) == 1


# --- words ---------------------------------------------------------------------------------------------------------


def test_one_touch_writes_the_opinion_another_one_changes_it_and_typed_words_stay(leader, office):
    office.bring_to("office")
    leader.sit("reviewer", WorkLayout.LEADER)
    first, second = leader.seen("tap", QPushButton)
    for tap in (first, second, first):
        leader.qtbot.mouseClick(tap, Qt.MouseButton.LeftButton)
        assert leader.words == tap.text()
    leader.see("words", QPlainTextEdit).setPlainText("请快办，")
    leader.see("words", QPlainTextEdit).moveCursor(leader.see("words", QPlainTextEdit).textCursor().MoveOperation.End)
    leader.press("tap")
    assert leader.words == "请快办，情况属实，同意。"


def test_acts_bear_the_words_that_leaders_use(leader, office):
    office.bring_to("office")
    leader.sit("reviewer", WorkLayout.LEADER)
    said = {one.property("kind"): one.text() for one in leader.page.findChildren(QPushButton) if one.property("kind")}
    assert said["review"] == "同意"
    assert said["leave-opinion"] == "批示"
    assert list(said)[:2] == ["review", "return"]
    leader.press("act-leave-opinion")
    assert leader.dialog().windowTitle() == "批示"
    assert leader.dialog().findChild(QPushButton, "agree").text() == "批示"


# --- newcomers -----------------------------------------------------------------------------------------------------


def test_a_newcomer_is_shown_round_here_too(leader, three):
    leader.preferences.tour_taken = False
    leader.sit()
    for step in LEADER_STEPS:
        assert leader.see("tour", Tour).step is step
        assert leader.page.rect().contains(leader.see("tour-card").geometry())
        leader.press("tour-next")
    assert not leader.seen("tour")
    leader.window.commands.action("help.tour").trigger()
    assert leader.see("tour", Tour).step is LEADER_STEPS[0]
