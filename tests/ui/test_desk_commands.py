"""At the desk the keyboard does everything: the act that moves on, taking it back, finding, copying, making larger."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.ids import DossierId
from oa_desktop.office import queries as q
from oa_desktop.ui.commands import Place
from oa_desktop.ui.desk_page import DeskPage
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.reading.sheets import Fit
from oa_desktop.ui.telling.toast import Toast
from oa_desktop.ui.window import Window
from tests.fakes.office import FakeOffice
from tests.fakes.premises import FakePremises

CONTROL = Qt.KeyboardModifier.ControlModifier
FORM, HANDLING = 1, 2


class Seat:
    """Somebody before the whole window, with a document."""

    def __init__(self, qtbot: QtBot, home: Path, office: FakeOffice) -> None:
        self.qtbot, self.office = qtbot, office
        premises = FakePremises(home, office)
        self.window = Window(premises, office.realm, Preferences(premises.preferences_file))
        self.window.show()
        self.window.resize(1366, 768)

    def sit(self, account: str, document: DossierId) -> DeskPage:
        self.window.enter(self.office.as_(account))
        self.desk.show_document(document)
        self.settle()
        return self.desk

    @property
    def desk(self) -> DeskPage:
        return self.window.desk

    def settle(self) -> None:
        for _ in range(3):
            self.qtbot.waitUntil(lambda: self.window.tasks.idle)
            self.qtbot.wait(10)

    def press(self, key: Qt.Key, modifiers=CONTROL) -> None:
        self.window.activateWindow()
        target = QApplication.focusWidget() or self.window
        self.qtbot.keyClick(target, key, modifiers)
        self.settle()

    def may(self, command: str) -> bool:
        return self.window.commands.action(command).isEnabled()


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path, office: FakeOffice):
    made = Seat(qtbot, tmp_path, office)
    yield made
    made.window.close()
    made.window.deleteLater()
    qtbot.wait(10)


def last(office: FakeOffice, document: DossierId) -> str:
    return office.as_("reviewer").ask(q.Timeline(dossier=document))[-1].act


def test_ctrl_enter_in_the_list_does_the_act_that_moves_on(seat, office):
    document = office.bring_to("department")
    seat.sit("head", document).documents.lines.setFocus()
    seat.press(Qt.Key.Key_Return)
    assert last(office, document) == "审核"


def test_ctrl_enter_in_the_words_does_it_once_and_with_the_words(seat, office):
    document = office.bring_to("department")
    words = seat.sit("head", document).acts.findChild(QPlainTextEdit, "words")
    words.setFocus()
    words.setPlainText("同意")
    before = len(office.stores.made.kept)
    seat.press(Qt.Key.Key_Enter, CONTROL | Qt.KeyboardModifier.KeypadModifier)
    assert len(office.stores.made.kept) == before + 1
    assert office.as_("head").ask(q.Timeline(dossier=document))[-1].words == "同意"


def test_who_cannot_move_a_document_on_is_not_offered_it(seat, office):
    seat.sit("drafter", office.bring_to("department"))
    assert not seat.may("act-onward")
    assert seat.may("act.recall")
    assert not seat.may("act.review")


def test_ctrl_z_takes_back_what_was_just_done_and_only_while_it_is_offered(seat, office):
    document = office.bring_to("department")
    seat.sit("head", document).documents.lines.setFocus()
    assert not seat.may("edit.recall")
    seat.press(Qt.Key.Key_Return)
    assert office.state(document).step == "office"
    seat.press(Qt.Key.Key_Z)
    assert office.state(document).step == "department"
    assert not seat.may("edit.recall")


def test_what_somebody_else_has_acted_on_is_not_offered_to_be_taken_back(seat, office):
    document = office.bring_to("department")
    seat.sit("head", document).documents.lines.setFocus()
    seat.press(Qt.Key.Key_Return)
    assert seat.may("edit.recall")
    office.step(document)
    seat.settle()
    assert not seat.may("edit.recall")
    assert seat.desk.findChild(Toast).isVisible()


def test_ctrl_z_among_the_words_belongs_to_the_words(seat, office):
    document = office.bring_to("department")
    seat.sit("head", document).documents.lines.setFocus()
    seat.press(Qt.Key.Key_Return)
    find = seat.desk.findChild(QLineEdit)
    find.setFocus()
    seat.qtbot.keyClicks(find, "abc")
    seat.press(Qt.Key.Key_Z)
    assert find.text() == ""
    assert office.state(document).step == "office"


@pytest.mark.parametrize(("tab", "stays"), [(0, 0), (FORM, FORM), (HANDLING, 0)])
def test_finding_on_the_page_opens_the_bar_of_the_pages_that_are_looked_at(seat, office, tab, stays):
    desk = seat.sit("head", office.bring_to("department"))
    desk.document.tabs.setCurrentIndex(tab)
    seat.settle()
    seat.press(Qt.Key.Key_F, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.document.tabs.currentIndex() == stays
    assert desk.document.pages.find_bar.isVisible()


def test_the_page_is_made_larger_and_smaller_from_the_list(seat, office):
    desk = seat.sit("head", office.bring_to("department"))
    desk.documents.lines.setFocus()
    fitting = desk.document.page.view.sheets.zoom
    seat.press(Qt.Key.Key_Plus)
    larger = desk.document.page.view.sheets.zoom
    seat.press(Qt.Key.Key_Minus)
    assert larger > fitting
    assert desk.document.page.view.sheets.zoom < larger
    seat.press(Qt.Key.Key_0)
    assert (desk.document.page.view.fit, desk.document.page.view.sheets.zoom) == (Fit.WIDTH, fitting)


def test_the_text_of_the_page_is_copied_from_the_list(seat, office):
    desk = seat.sit("head", office.bring_to("department"))
    desk.documents.lines.setFocus()
    QGuiApplication.clipboard().clear()
    seat.press(Qt.Key.Key_A)
    seat.press(Qt.Key.Key_C)
    assert "关于开展公文归档工作的通知" in QGuiApplication.clipboard().text()


def test_an_act_of_the_handling_is_copied_where_that_is_looked_at(seat, office):
    desk = seat.sit("head", office.bring_to("department"))
    desk.document.tabs.setCurrentIndex(HANDLING)
    seat.settle()
    acts = desk.document.tabs.currentWidget()
    acts.findChild(QWidget, "acts-done").setCurrentRow(1)
    seat.press(Qt.Key.Key_C)
    assert "请审核" in QGuiApplication.clipboard().text()


def test_the_page_offers_what_can_be_done_with_it(seat, office):
    seat.sit("head", office.bring_to("department"))
    offered = {one.objectName() for one in seat.window.commands.at(Place.PAGE) if one.isEnabled()}
    assert {"edit.all", "find.on-page", "page.larger", "page.smaller", "page.width"} <= offered


def test_copying_is_offered_only_where_something_is_selected(seat, office):
    desk = seat.sit("head", office.bring_to("department"))
    assert not seat.may("edit.copy")
    seat.press(Qt.Key.Key_A)
    assert seat.may("edit.copy")
    desk.document.tabs.setCurrentIndex(HANDLING)
    seat.settle()
    assert not seat.may("edit.copy")
    desk.document.tabs.currentWidget().findChild(QWidget, "acts-done").setCurrentRow(1)
    assert seat.may("edit.copy")
    desk.document.tabs.setCurrentIndex(0)
    assert seat.may("edit.copy")


def test_the_list_offers_the_acts_that_this_person_may_do_now(seat, office):
    seat.sit("head", office.bring_to("department"))
    offered = [one.objectName() for one in seat.window.commands.at(Place.LIST) if one.isEnabled() and one.isVisible()]
    assert {"act-onward", "act.review", "act.return", "document.read"} <= set(offered)
    assert "act.issue" not in offered


def test_while_somebody_writes_the_keys_of_the_desk_do_nothing(seat, office):
    document = office.bring_to("department")
    seat.sit("drafter", document)
    seat.window.commands.action("document.new").trigger()
    seat.settle()
    assert not any(seat.may(one) for one in ("act-onward", "edit.copy", "edit.recall", "page.larger", "find.on-page"))


@pytest.mark.parametrize("width", [1366, 1920])
def test_list_and_page_share_the_width_five_to_seven_where_nobody_has_arranged_them(seat, office, width):
    seat.window.resize(width, 768)
    desk = seat.sit("head", office.bring_to("department"))
    list_, page = desk.documents.width(), desk.document.width()
    assert list_ / page == pytest.approx(5 / 7, rel=0.02)
