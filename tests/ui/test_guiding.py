"""The window guides: F1 explains what has the keyboard, and what is chosen in the view menu holds until tomorrow."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from oa_desktop.domain.actions.numbers import ReserveNumber, VoidNumber
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.i18n.pinyin import initials
from oa_desktop.office import queries as q
from oa_desktop.ui.commands import Menu, plain
from oa_desktop.ui.guiding import pages as help_pages
from oa_desktop.ui.guiding.help_dialog import HelpDialog
from oa_desktop.ui.guiding.palette import Palette, fitting
from oa_desktop.ui.guiding.steps import STEPS
from oa_desktop.ui.guiding.topics import TOPICS, USUAL, topic_of
from oa_desktop.ui.guiding.tour import Tour
from oa_desktop.ui.look.colours import DARK, Scheme, colours_of
from oa_desktop.ui.look.dress import dress
from oa_desktop.ui.look.sizes import TextSize
from oa_desktop.ui.preferences import PagePlace, Preferences
from oa_desktop.ui.premises import PageFonts
from oa_desktop.ui.situation import Situation
from oa_desktop.ui.standard_commands import COMMANDS
from oa_desktop.ui.telling.mark import Mark
from oa_desktop.ui.window import Window
from oa_desktop.ui.writing.form.elements import ELEMENTS
from tests.fakes.office import FakeOffice
from tests.fakes.premises import FakePremises


class House:
    """A window that is opened, left and opened again on the same machine."""

    def __init__(self, qtbot: QtBot, home: Path, office: FakeOffice) -> None:
        self.qtbot, self.office = qtbot, office
        self.premises = FakePremises(home, office, {office.realm})
        self.window: Window | None = None
        Preferences(self.premises.preferences_file).tour_taken = True
        self.open()

    def open(self) -> Window:
        self.preferences = Preferences(self.premises.preferences_file)
        self.window = Window(self.premises, self.office.realm, self.preferences)
        self.window.show()
        self.window.resize(1366, 768)
        return self.window

    def enter(self, account: str = "drafter") -> Window:
        self.window.enter(self.office.as_(account))
        self.settle()
        return self.window

    def settle(self) -> None:
        for _ in range(3):
            self.qtbot.waitUntil(lambda: self.window.tasks.idle)
            self.qtbot.wait(10)

    def close(self) -> None:
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
            self.qtbot.wait(10)

    def do(self, command: str) -> None:
        self.window.commands.action(command).trigger()
        self.settle()

    def part(self, kind, name: str):
        return self.window.findChild(kind, name)

    def compose(self, line: str, words: str) -> None:
        """Type Chinese as an input method does."""
        composed = QInputMethodEvent()
        composed.setCommitString(words)
        QApplication.sendEvent(self.part(QLineEdit, line), composed)

    @property
    def heading(self) -> str:
        """The heading at which the help stands open."""
        return self.part(QTextBrowser, "help-page").textCursor().block().text()


@pytest.fixture
def office() -> FakeOffice:
    office = FakeOffice()
    office.draft()
    return office


@pytest.fixture
def house(qtbot: QtBot, qapp: QApplication, tmp_path: Path, office: FakeOffice):
    house = House(qtbot, tmp_path, office)
    yield house
    house.close()
    dress(qapp, Scheme.LIGHT, TextSize.STANDARD)


# --- the help ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.id)
def test_every_command_has_a_word_and_a_place_in_the_help(command):
    assert plain(command)
    assert command.topic in addresses()


def addresses() -> set[str]:
    found = help_pages.pages().values()
    return {page.name for page in found} | {section.address for page in found for section in page.sections}


@pytest.mark.parametrize(
    ("editing", "leading"),
    [(False, False), (True, False), (False, True)],
    ids=["at-the-desk", "writing", "at-the-leaders-desk"],
)
def test_no_two_commands_that_can_be_given_have_the_same_keys(editing, leading):
    everything = {one.name: True for one in fields(Situation) if one.type == "bool"}
    acts = frozenset(one.id.removeprefix("act.") for one in COMMANDS) | {"revise"}
    now = {"document": DossierId("d"), "acts": acts, "editing": editing, "leading": leading, "locked": False}
    before = Situation(**{**everything, **now})
    keys = [key for one in COMMANDS if one.when(before) for key in (one.shortcut, *one.also) if key]
    assert len(keys) == len(set(keys))
    assert ("Ctrl+Z" in keys) and ("Ctrl+K" in keys)


def test_no_two_commands_have_the_same_letter_in_a_menu():
    for menu in Menu:
        letters = [letter for one in COMMANDS if one.menu is menu for letter in re.findall("&(.)", one.text)]
        assert len(letters) == len(set(letters)), menu


@pytest.mark.parametrize("topic", [USUAL, *TOPICS.values(), *(f"要素.md#{one.label}" for one in ELEMENTS)])
def test_every_place_that_f1_leads_to_exists(topic):
    assert topic in addresses()


def test_every_element_is_explained_with_its_basis_and_how_sure_it_is():
    explained = help_pages.pages()["要素.md"].sections[1:]
    assert len(explained) >= 18
    for one in explained:
        assert re.search(r"^依据：.+(条文|惯例)", one.text, flags=re.MULTILINE), one.heading


def test_f1_in_the_list_explains_the_list_and_once_more_the_keys(house):
    window = house.enter()
    window.desk.documents.lines.setFocus()
    house.qtbot.keyClick(window.desk.documents.lines, Qt.Key.Key_F1)
    assert house.heading == "公文清单"
    house.qtbot.keyClick(house.part(QTextBrowser, "help-page"), Qt.Key.Key_F1)
    assert house.heading == "快捷键"
    assert "Ctrl+N" in house.part(QTextBrowser, "help-page").toPlainText()


def test_f1_in_a_field_of_the_editor_explains_the_element_with_its_clause(house):
    window = house.enter()
    house.do("document.new")
    field = house.part(QWidget, "element-title")
    field.setFocus()
    house.do("help.here")
    assert house.heading == "标题"
    assert "GB/T 9704-2012 7.3.1" in house.part(QTextBrowser, "help-page").toPlainText()
    assert topic_of(field.viewport()) == "要素.md#标题"
    assert window.guide.help.isVisible()


def asks_for_a_number(qtbot: QtBot, tmp_path: Path, office: FakeOffice) -> House:
    house = House(qtbot, tmp_path, office)
    document = office.bring_to("number")
    house.enter("registrar")
    house.window.desk.show_document(document)
    house.settle()
    house.do("act.assign-number")
    return house


def test_f1_in_a_dialog_explains_its_act_and_its_fields_with_their_basis_and_the_dialog_stays(
    qtbot, qapp, tmp_path, office
):
    house = asks_for_a_number(qtbot, tmp_path, office)
    asked = house.part(QDialog, "ask-assign-number")
    for place, heading, basis in (("code", "发文字号", "7.2.5"), ("words", "登记编号", "条例第二十五条第二项")):
        field = asked.findChild(QWidget, place)
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_F1)
        over = asked.findChild(HelpDialog)
        page = over.findChild(QTextBrowser, "help-page")
        assert page.textCursor().block().text() == heading
        assert basis in page.toPlainText()
        qtbot.waitUntil(lambda page=page: QApplication.focusWidget() is page)
        qtbot.keyClick(page, Qt.Key.Key_F1)
        assert page.textCursor().block().text() == "快捷键"
        qtbot.keyClick(page, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: asked.findChild(HelpDialog) is None)
        assert asked.isVisible()
        assert QApplication.focusWidget() is field
    house.close()


@pytest.mark.parametrize("command", ["session.password", "session.idle", "tools.palette"])
def test_every_dialog_answers_f1(house, command):
    house.enter()
    house.do(command)
    asked = QApplication.activeModalWidget()
    house.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    assert asked.findChild(HelpDialog).isVisible()
    asked.reject()


def test_an_act_is_explained_where_its_button_has_the_keyboard(house):
    window = house.enter()
    house.do("document.next")
    assert topic_of(window.desk.findChild(QPushButton, "act-submit")) == "办理.md#送审"


def test_f1_before_anybody_has_come_in_explains_signing_in(house):
    entrance = house.part(QWidget, "entrance")
    assert all(topic_of(one) == "窗口.md#登录、锁定和切换用户" for one in (entrance, *entrance.findChildren(QLineEdit)))


def test_escape_closes_the_help_and_gives_the_keyboard_back(house):
    window = house.enter()
    lines = window.desk.documents.lines
    lines.setFocus()
    house.do("help.here")
    house.qtbot.keyClick(house.part(QTextBrowser, "help-page"), Qt.Key.Key_Escape)
    assert not window.guide.help.isVisible()
    assert QApplication.focusWidget() is lines


def test_what_is_searched_for_in_the_help_is_found_and_followed(house):
    house.enter()
    house.do("help.contents")
    house.compose("help-words", "六角括号")
    page = house.part(QTextBrowser, "help-page")
    assert "发文字号" in page.toPlainText()
    page.anchorClicked.emit(link_of(page, "要素：发文字号"))
    assert house.heading == "发文字号"
    house.window.guide.help.pane.back()
    assert "检索帮助" in page.toPlainText()
    house.window.guide.help.pane.back()
    assert house.heading == "帮助目录"


def link_of(page: QTextBrowser, words: str):
    block = page.document().begin()
    while block.isValid():
        for span in block.textFormats():
            text = block.text()[span.start : span.start + span.length]
            if span.format.isAnchor() and words == text:
                return page.document().baseUrl().resolved(span.format.anchorHref())
        block = block.next()
    raise AssertionError(words)


def test_what_is_nowhere_in_the_help_is_said_with_advice(house):
    house.enter()
    house.do("help.contents")
    house.compose("help-words", "这几个字哪里也没有")
    assert "没有找到" in house.part(QTextBrowser, "help-page").toPlainText()


def test_every_place_in_the_contents_leads_somewhere(house):
    house.enter()
    house.do("help.contents")
    page = house.part(QTextBrowser, "help-page")
    block, links = page.document().begin(), set()
    while block.isValid():
        links |= {span.format.anchorHref() for span in block.textFormats() if span.format.isAnchor()}
        block = block.next()
    assert len(links) > 30
    assert links <= addresses()


# --- the mark ------------------------------------------------------------------------------------------------------


def test_the_mark_says_the_realm_and_from_sign_in_the_grade(house):
    mark = house.part(QLabel, "mark")
    assert mark.text() == "正式"
    house.enter()
    assert mark.text() == "正式 · 非涉密"
    assert house.window.accessibleDescription() == "域：正式；系统等级：非涉密"
    house.do("session.switch")
    assert mark.text() == "正式"
    assert house.window.accessibleDescription() == "域：正式"


def test_a_mark_that_comes_after_the_window_has_room_for_its_frame(house):
    mark = Mark(house.window.menuBar())
    mark.show_place(None)
    house.qtbot.wait(10)
    mark.show_place(Realm.DEMONSTRATION, SystemGrade.UNCLASSIFIED)
    house.qtbot.wait(10)
    assert mark.contentsMargins().left() > 0
    assert mark.width() >= mark.fontMetrics().horizontalAdvance(mark.text()) + 2 * mark.contentsMargins().left()


def test_a_classified_system_is_marked_by_words_and_another_colour(qtbot: QtBot):
    mark = Mark()
    qtbot.addWidget(mark)
    tones = set()
    for realm, grade in (
        (Realm.OFFICIAL, SystemGrade.UNCLASSIFIED),
        (Realm.OFFICIAL, SystemGrade.CONFIDENTIAL),
        (Realm.DEMONSTRATION, SystemGrade.UNCLASSIFIED),
    ):
        mark.show_place(realm, grade)
        assert mark.text() == f"{realm.label} · {grade.value}"
        tones.add(mark.property("tone"))
    assert len(tones) == 3


# --- what is chosen of its look ------------------------------------------------------------------------------------


def test_the_size_of_the_text_is_chosen_in_the_menu_and_remembered(house):
    house.do("look.size-largest")
    assert QApplication.font().pointSize() == TextSize.LARGEST.points
    house.close()
    house.open()
    chosen = house.window.commands.action("look.size-largest")
    assert chosen.isChecked()
    house.do("look.smaller")
    assert not chosen.isChecked()
    assert house.preferences.text_size is TextSize.LARGER


def test_dark_colours_are_worn_at_once(house):
    house.do("look.colours-dark")
    assert colours_of(QApplication.palette()) == DARK
    assert house.window.commands.action("look.colours-dark").isChecked()


def test_the_page_may_stand_below_the_list_and_stays_there(house):
    house.enter()
    house.do("look.page-below")
    assert reading(house).orientation() is Qt.Orientation.Vertical
    reading(house).setSizes([200, 400])
    kept = reading(house).sizes()
    house.close()
    house.open()
    house.enter("head")
    assert house.preferences.page_place is PagePlace.BELOW
    assert reading(house).orientation() is Qt.Orientation.Vertical
    assert reading(house).sizes() == kept


def reading(house: House) -> QSplitter:
    return next(
        one for one in house.window.desk.findChildren(QSplitter) if one.indexOf(house.window.desk.documents) >= 0
    )


def test_the_folder_and_the_widths_of_the_columns_are_there_again_tomorrow(house):
    window = house.enter()
    house.do("go.in-hand")
    head = window.desk.documents.lines.horizontalHeader()
    head.resizeSection(0, 133)
    house.close()
    house.open()
    window = house.enter("drafter")
    assert window.desk.folders.folder == "in-hand"
    assert window.desk.documents.lines.horizontalHeader().sectionSize(0) == 133


# --- what commands do at the desk ----------------------------------------------------------------------------------


def test_ctrl_f_puts_the_keyboard_where_words_are_searched_for(house):
    window = house.enter()
    window.desk.folders.setFocus()
    house.qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.desk.documents.bar.words


def test_the_menu_shows_only_the_acts_that_this_person_may_do_now(house):
    window = house.enter()
    acts = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "办理")
    assert not acts.menuAction().isVisible()
    house.do("go.to-do")
    house.do("document.next")
    assert acts.menuAction().isVisible()
    shown = {one.id for one in COMMANDS if one.id.startswith("act.") and action(window, one.id).isVisible()}
    lasting = {"act.hand-over", "act.circulate", "act.void"}
    assert shown == {"act.submit", "act.mark-read", "act.leave-opinion"} | lasting
    house.do("act.submit")
    assert len(house.office.as_("head").ask(q.ToDo())) == 1


def action(window: Window, command: str) -> QAction:
    return window.commands.action(command)


def test_the_menu_takes_back_what_was_written_and_only_where_something_was(house):
    window = house.enter()
    window.commands.action("document.new").trigger()
    house.settle()
    back, again = (window.commands.action(one) for one in ("edit.undo", "edit.redo"))
    assert not back.isEnabled()
    title = window.editor.findChild(QWidget, "element-title")
    house.qtbot.keyClicks(title, "guanyu")
    back.trigger()
    assert (title.toPlainText(), back.isEnabled(), again.isEnabled()) == ("", False, True)
    again.trigger()
    assert title.toPlainText() == "guanyu"
    window.editor.leave()
    house.settle()
    assert not back.isEnabled()


# --- the palette ---------------------------------------------------------------------------------------------------


def palette(house: House) -> Palette:
    house.do("tools.palette")
    return house.part(Palette, "palette")


def offered(palette: Palette) -> list[str]:
    lines = palette.findChild(QTreeWidget)
    return [lines.topLevelItem(place).text(0) for place in range(lines.topLevelItemCount())]


def test_a_command_is_found_by_the_letters_of_its_pinyin_and_done_by_enter(house):
    window = house.enter()
    asked = palette(house)
    house.qtbot.keyClicks(asked.findChild(QLineEdit), "ng")
    assert offered(asked)[0] == "拟稿"
    house.qtbot.keyClick(asked.findChild(QLineEdit), Qt.Key.Key_Return)
    house.settle()
    assert window.editor.isVisible()
    assert house.part(Palette, "palette") is None


def test_the_arrows_move_in_the_palette_while_one_types(house):
    window = house.enter()
    asked = palette(house)
    line = asked.findChild(QLineEdit)
    house.qtbot.keyClicks(line, "d")
    lines = asked.findChild(QTreeWidget)
    first = lines.currentItem().text(0)
    house.qtbot.keyClick(line, Qt.Key.Key_Down)
    assert lines.currentItem().text(0) == offered(asked)[1] != first
    house.qtbot.keyClick(line, Qt.Key.Key_Escape)
    house.settle()
    assert window.findChild(Palette) is None


def test_the_palette_offers_only_what_can_be_done_now(house):
    assert "拟稿" not in offered(palette(house))


def test_what_fits_nothing_is_said(house):
    asked = palette(house)
    house.qtbot.keyClicks(asked.findChild(QLineEdit), "zzz")
    assert offered(asked) == []
    assert any("没有这样的命令" in one.text() for one in asked.findChildren(QLabel) if one.isVisible())


def test_every_command_is_found_by_its_word_and_by_its_letters():
    for one in COMMANDS:
        assert one in fitting(COMMANDS, plain(one))
        assert one in fitting(COMMANDS, initials(plain(one)))


# --- the tour ------------------------------------------------------------------------------------------------------


def tour(house: House) -> Tour | None:
    return house.part(Tour, "tour")


def new_here(house: House) -> Window:
    house.preferences.tour_taken = False
    return house.enter()


def test_a_newcomer_is_shown_round_once(house):
    new_here(house)
    assert tour(house).isVisible()
    house.do("session.switch")
    house.enter("head")
    assert tour(house) is None


def test_the_tour_goes_on_when_the_real_thing_is_done_and_by_its_button(house):
    window = new_here(house)
    folders = window.desk.folders
    middle = folders.visualItemRect(folders.item(3)).center()
    house.qtbot.mouseClick(folders.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    house.settle()
    assert tour(house).step is STEPS[1]
    assert folders.folder == "in-hand"
    house.do("document.next")
    assert tour(house).step is STEPS[2]
    for step in (STEPS[3], STEPS[4]):
        house.qtbot.mouseClick(house.part(QPushButton, "tour-next"), Qt.MouseButton.LeftButton)
        assert tour(house).step is step
    house.do("help.here")
    assert tour(house) is None


def test_clicks_in_the_lit_place_reach_what_is_there_and_others_do_not(house):
    window = new_here(house)
    desk = window.desk
    lit = desk.folders.mapTo(desk, desk.folders.rect().center())
    dim = desk.document.mapTo(desk, desk.document.rect().bottomRight() - QPoint(30, 30))
    assert desk.folders.isAncestorOf(desk.childAt(lit))
    assert desk.childAt(dim) is tour(house)


def test_escape_ends_the_tour_and_the_help_menu_begins_it_again(house):
    new_here(house)
    house.qtbot.keyClick(house.part(QPushButton, "tour-next"), Qt.Key.Key_Escape)
    house.settle()
    assert tour(house) is None
    house.do("help.tour")
    assert tour(house).step is STEPS[0]


def test_the_tour_goes_with_who_is_shown_round(house):
    new_here(house)
    house.do("session.switch")
    assert tour(house) is None
    house.do("help.contents")
    assert house.premises.accidents == []


@pytest.mark.parametrize("size", TextSize)
def test_every_card_of_the_tour_stands_inside_the_desk_with_all_its_words(house, size):
    house.do(f"look.size-{size.name.lower()}")
    window = new_here(house)
    for step in STEPS:
        card = house.part(QWidget, "tour-card")
        assert tour(house).step is step
        assert window.desk.rect().contains(card.geometry())
        assert card.height() >= card.heightForWidth(card.width())
        tour(house).go_on()
        house.settle()
    assert tour(house) is None


# --- the status line -----------------------------------------------------------------------------------------------


def status(house: House) -> QLabel:
    return house.part(QLabel, "status")


def test_the_status_line_says_what_was_really_looked_at(house):
    house.premises.fonts = PageFonts(standing_in=2, words="标题用思源宋体。", advice="请安装小标宋体。")
    house.enter()
    house.qtbot.waitUntil(lambda: "代用" in status(house).text())
    assert "单机" in status(house).text()
    assert "文号登记正常" in status(house).text()
    assert "2 种公文字体用代用的" in status(house).text()
    assert "请安装小标宋体。" in status(house).toolTip()
    house.do("session.switch")
    assert "文号" not in status(house).text()


def test_a_number_that_nobody_has_accounted_for_is_stated_and_named(house):
    this_year = QDate.currentDate().year()
    registrar = house.office.as_("registrar")
    for serial in (1, 3):
        registrar.perform(ReserveNumber(code="清政办发", year=this_year, serial=serial, reason="预留"))
    registrar.perform(VoidNumber(code="清政办发", year=this_year, serial=3, reason="重号"))
    house.enter()
    house.qtbot.waitUntil(lambda: "1 个空号" in status(house).text())
    assert f"清政办发〔{this_year}〕2号" in status(house).toolTip()


def test_a_long_status_never_makes_the_window_wider(house):
    before = house.window.minimumSizeHint().width()
    house.window.statusBar().state("person", "很长的话" * 100)
    assert house.window.minimumSizeHint().width() == before


# --- room for the help ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", TextSize)
def test_the_help_never_makes_the_window_wider(house, size):
    window = house.enter()
    house.do(f"look.size-{size.name.lower()}")
    house.do("document.next")
    window.desk.documents.lines.setFocus()
    house.do("help.here")
    assert house.heading == "公文清单"
    assert window.guide.help.isVisible()
    assert window.width() == 1366


def test_the_help_lies_over_the_work_where_there_is_no_room_beside_it(house):
    window = house.enter()
    window.centralWidget().setMinimumWidth(1300)
    house.do("help.here")
    assert window.guide.help.isFloating()
    house.qtbot.mouseClick(button_of(window.guide.help, "关闭"), Qt.MouseButton.LeftButton)
    assert not window.guide.help.isVisible()


def button_of(widget: QWidget, words: str) -> QToolButton:
    return next(one for one in widget.findChildren(QToolButton) if one.text() == words)
