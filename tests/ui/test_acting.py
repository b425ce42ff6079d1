"""At the desk: only what one may do now is offered, and doing it is recorded once, with the words that were written."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from oa_desktop.office import queries as q
from oa_desktop.ui.acting.act_bar import ActBar
from oa_desktop.ui.acting.act_dialog import ActDialog
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice


class Seat:
    """One person before an act bar."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, office: FakeOffice, account: str) -> None:
        self.qtbot, self.tasks, self.office = qtbot, tasks, office
        self.workplace = Workplace(office.as_(account), tasks)
        self.bar = ActBar(self.workplace)
        self.problems = []
        self.workplace.problem.connect(self.problems.append)
        qtbot.addWidget(self.bar)

    def open(self, document, *, see_page: bool = True) -> None:
        self.bar.show_document(document)
        self.settle()
        if see_page:
            self.bar.page_shown(document, self.workplace.session.page(document)[0])

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.idle)

    def buttons(self) -> dict[str, QPushButton]:
        found = self.bar.findChildren(QPushButton)
        return {one.property("kind"): one for one in found if one.property("kind") and not one.isHidden()}

    def press(self, kind: str) -> None:
        self.qtbot.mouseClick(self.buttons()[kind], Qt.MouseButton.LeftButton)
        self.settle()

    def write(self, words: str) -> None:
        self.qtbot.keyClicks(self.bar.findChild(QPlainTextEdit, "words"), words)

    @property
    def written(self) -> str:
        return self.bar.findChild(QPlainTextEdit, "words").toPlainText()

    def dialog(self) -> ActDialog:
        (found,) = (one for one in self.bar.findChildren(ActDialog) if one.isVisible())
        return found

    def agree(self) -> None:
        self.qtbot.mouseClick(self.dialog().findChild(QPushButton, "agree"), Qt.MouseButton.LeftButton)
        self.settle()


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


@pytest.fixture
def seat(qtbot, office):
    tasks = Tasks()
    yield lambda account: Seat(qtbot, tasks, office, account)
    tasks.close()


def at(office: FakeOffice, step: str):
    document = office.draft()
    while office.stores.made.dossier(document)[0].step != step:
        office.step(document)
    return document


def last(office: FakeOffice, document) -> q.TimelineRow:
    return office.as_("reviewer").ask(q.Timeline(dossier=document))[-1]


def test_only_what_one_may_do_now_is_offered_and_what_moves_on_stands_first(seat, office):
    document = at(office, "department")
    head, drafter, outsider = seat("head"), seat("drafter"), seat("auditor")
    head.open(document)
    drafter.open(document, see_page=False)
    assert list(head.buttons()) == ["review", "return", "mark-read", "leave-opinion"]
    assert list(drafter.buttons()) == ["recall", "mark-read", "leave-opinion"]
    outsider.open(document, see_page=False)
    assert outsider.buttons() == {}
    assert [one.code for one in outsider.problems] == ["dossier.unknown"]


def test_an_opinion_is_recorded_with_the_act_and_the_line_is_empty_again(seat, office):
    document = at(office, "department")
    head = seat("head")
    head.open(document)
    head.write("qingkuang shushi")
    head.press("review")
    assert (last(office, document).act, last(office, document).words) == ("审核", "qingkuang shushi")
    assert head.written == ""


def test_ctrl_enter_does_the_act_that_moves_on(seat, office):
    document = at(office, "department")
    head = seat("head")
    head.open(document)
    head.bar.show()
    words = head.bar.findChild(QPlainTextEdit, "words")
    words.setFocus()
    head.qtbot.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    head.settle()
    assert last(office, document).act == "审核"


def test_two_quick_clicks_do_an_act_once(seat, office):
    document = at(office, "department")
    head = seat("head")
    head.open(document)
    before = len(office.stores.made.kept)
    button = head.buttons()["review"]
    button.click()
    button.click()
    head.settle()
    assert len(office.stores.made.kept) == before + 1
    assert head.problems == []


def test_signing_is_not_possible_before_the_page_lies_there(seat, office):
    document = at(office, "issue")
    signer = seat("signer")
    signer.open(document, see_page=False)
    assert not signer.buttons()["issue"].isEnabled()
    signer.open(document)
    assert signer.buttons()["issue"].isEnabled()


def test_signing_is_asked_about_once_more_and_enter_does_not_sign(seat, office):
    document = at(office, "issue")
    signer = seat("signer")
    signer.open(document)
    signer.press("issue")
    dialog = signer.dialog()
    assert office.as_("signer").dossier(document).issued is None
    signer.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    signer.settle()
    assert office.as_("signer").dossier(document).issued is None
    signer.press("issue")
    signer.agree()
    assert office.as_("signer").dossier(document).issued is not None


def test_a_return_asks_where_to_and_insists_on_a_reason(seat, office):
    document = at(office, "issue")
    signer = seat("signer")
    signer.open(document)
    signer.press("return")
    signer.agree()
    assert signer.dialog().isVisible(), "without a reason nothing happens"
    where = signer.dialog().findChild(QComboBox, "to")
    where.setCurrentIndex(where.findText("拟稿"))
    signer.qtbot.keyClicks(signer.dialog().findChild(QPlainTextEdit, "words"), "shuju bu yizhi")
    signer.agree()
    state = office.as_("drafter").dossier(document)
    assert (state.step, last(office, document).words) == ("draft", "shuju bu yizhi")


def test_words_that_were_refused_with_an_act_are_still_there(seat, office):
    document = at(office, "department")
    head = seat("head")
    head.open(document)
    head.write("tongyi")
    office.step(document)  # somebody else was faster
    head.press("review")
    assert head.problems[0].code == "policy.holder"
    assert head.written == "tongyi"


def test_words_written_for_one_document_wait_for_it_and_do_not_stand_at_another(seat, office):
    first, second = at(office, "department"), at(office, "department")
    head = seat("head")
    head.open(first)
    head.write("xian fang yi fang")
    head.open(second)
    assert head.written == ""
    head.open(first)
    assert head.written == "xian fang yi fang"


def test_a_stock_phrase_is_written_where_the_cursor_is(seat, office):
    head = seat("head")
    head.open(at(office, "department"))
    head.bar.findChild(QPlainTextEdit, "words").parent()._phrases.menu().actions()[0].trigger()
    assert head.written == "情况属实，同意。"


def test_every_step_of_the_flow_can_be_done_at_the_bar(seat, office):
    document = office.draft()
    for account in (
        "drafter",
        "head",
        "reviewer",
        "signer",
        "rechecker",
        "registrar",
        "sealer",
        "dispatcher",
        "archivist",
    ):
        one = seat(account)
        one.open(document)
        one.press(next(iter(one.buttons())))
        if QApplication.activeModalWidget() or any(each.isVisible() for each in one.bar.findChildren(ActDialog)):
            one.agree()
        assert one.problems == []
    assert office.as_("archivist").dossier(document).phase.value == "办结"
