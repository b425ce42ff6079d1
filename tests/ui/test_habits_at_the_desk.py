"""Habits at the desk: letters that are commands for who wants them so, and the next document after an act."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n.resources import resource_path
from oa_desktop.ui.lists.single_keys import SINGLE_KEYS
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.standard_commands import COMMANDS
from oa_desktop.ui.window import Window
from tests.fakes.office import FakeOffice, notice
from tests.fakes.premises import FakePremises


class Clerk:
    """Somebody before a list of three documents."""

    def __init__(self, qtbot: QtBot, home: Path, office: FakeOffice) -> None:
        self.qtbot, self.office = qtbot, office
        self.documents = [office.bring_to("department", notice(f"关于第{one}件事项的通知")) for one in "三二一"]
        premises = FakePremises(home, office)
        self.preferences = Preferences(premises.preferences_file)
        self.preferences.tour_taken = True
        self.window = Window(premises, office.realm, self.preferences)
        self.window.show()
        self.window.enter(office.as_("head"))
        self.settle()
        self.lines.setFocus()
        self.desk.documents.choose_next()
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            self.qtbot.waitUntil(lambda: self.window.tasks.idle)
            self.qtbot.wait(5)

    def key(self, letters: str) -> None:
        QTest.keyClicks(self.lines, letters)
        self.settle()

    def want_single_keys(self) -> None:
        self.window.commands.action("list.single-keys").trigger()

    @property
    def desk(self):
        return self.window.desk

    @property
    def lines(self):
        return self.desk.documents.lines

    @property
    def chosen(self) -> DossierId | None:
        return self.desk._shown

    def dialogs(self) -> list[QDialog]:
        return [one for one in self.window.findChildren(QDialog) if one.isVisible()]


@pytest.fixture
def clerk(qtbot: QtBot, tmp_path: Path, office: FakeOffice):
    made = Clerk(qtbot, tmp_path, office)
    yield made
    made.window.close()
    made.window.deleteLater()
    qtbot.wait(10)


def test_letters_are_words_to_search_for_until_somebody_wants_them_to_be_commands(clerk):
    clerk.key("b")
    assert clerk.desk.documents.bar.words.text() == "b"
    assert clerk.office.state(clerk.documents[-1]).step == "department"


def test_the_letters_do_what_they_stand_for(clerk):
    clerk.want_single_keys()
    first = clerk.chosen
    clerk.key("x")
    second = clerk.chosen
    assert second != first
    clerk.key("s")
    assert clerk.chosen == first
    clerk.key("t")
    (dialog,) = clerk.dialogs()
    assert dialog.objectName() == "ask-return"
    dialog.reject()
    clerk.key("b")
    assert clerk.office.state(first).step == "office"
    assert clerk.office.state(second).step == "department"


def test_the_choice_of_letters_is_kept_and_leaves_other_keys_alone(clerk):
    clerk.want_single_keys()
    assert clerk.preferences.single_keys
    first = clerk.chosen
    QTest.keyClick(clerk.lines, Qt.Key.Key_Down)
    clerk.settle()
    assert clerk.chosen != first


def test_every_letter_is_a_command_and_stands_in_the_help():
    known = {one.id for one in COMMANDS}
    rows = resource_path("help/窗口.md").read_text(encoding="utf-8")
    for key, command in SINGLE_KEYS.items():
        assert command in known
        assert f"| {key} |" in rows


def test_after_an_act_the_next_document_is_chosen_and_after_the_last_the_one_before(clerk):
    clerk.desk.acts.and_next.click()
    order = []
    clerk.desk.chosen.connect(lambda document: order.append(document) if document else None)
    before = clerk.chosen
    clerk.desk.acts.move_on()
    clerk.settle()
    assert clerk.chosen not in (None, before)
    clerk.desk.documents.choose_next()
    clerk.settle()
    last = clerk.chosen
    clerk.desk.acts.move_on()
    clerk.settle()
    (left,) = (one for one in clerk.documents if clerk.office.state(one).step == "department")
    assert clerk.chosen == left != last
    assert clerk.preferences.and_next
