"""The lists at the desk: folders with their counts, documents in the order and the groups that the store gives them."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QInputMethodEvent, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStyleOptionViewItem, QToolBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.actions import handling as act
from oa_desktop.office.lists.outlines import Grouping, OutlineGroup, Sorting
from oa_desktop.office.queries import DossierRow, FoundRow
from oa_desktop.ui.commands import Command, Commands, Menu, Place
from oa_desktop.ui.lists.columns import COLUMNS, STATE, TITLE
from oa_desktop.ui.lists.documents import Documents
from oa_desktop.ui.lists.folders import FOLDERS, Folders, shown
from oa_desktop.ui.lists.line_delegate import _around, _marked
from oa_desktop.ui.lists.lines_view import LinesView
from oa_desktop.ui.lists.outline_model import WAITING, OutlineModel
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice, notice
from tests.ui.event_loop import MOST, Watch, undisturbed

COMMANDS = (Command(id="document.read", text="看(&R)", menu=Menu.DOCUMENT, places=frozenset({Place.LIST})),)
WIDE, HIGH = 900, 400


class Seat:
    """One person before a list."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, office: FakeOffice, account: str) -> None:
        self.qtbot, self.tasks, self.office = qtbot, tasks, office
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.workplace = Workplace(office.as_(account), tasks, self.window)
        self.documents = Documents(self.workplace, Commands(COMMANDS, self.window), self.window)
        self.documents.resize(WIDE, HIGH)
        self.chosen: list[object] = []
        self.opened: list[object] = []
        self.documents.chosen.connect(self.chosen.append)
        self.documents.opened.connect(self.opened.append)
        self.window.resize(WIDE, HIGH)
        self.window.show()
        self.lines = self.documents.lines
        self.model = self.lines.model()
        self.show("to-do")

    def show(self, folder: str) -> None:
        self.documents.show_folder(next(one for one in FOLDERS if one.id == folder))
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            self.titles()
            self.qtbot.waitUntil(lambda: self.tasks.idle)
            self.qtbot.wait(15)
        self.qtbot.waitUntil(lambda: self.tasks.idle)

    def titles(self) -> list[str]:
        return self.column(TITLE)

    def column(self, column: int) -> list[str]:
        return [self.model.index(row, column).data() for row in range(self.model.rowCount())]

    def type(self, words: str) -> None:
        composed = QInputMethodEvent()
        composed.setCommitString(words)
        QApplication.sendEvent(self.documents.bar.words, composed)
        self.qtbot.waitUntil(lambda: self.documents.bar.outline.filter.words == words)
        self.settle()

    def click_head(self, label: str) -> None:
        place = next(at for at, column in enumerate(COLUMNS) if column.label == label)
        head = self.lines.horizontalHeader()
        at = head.viewport().mapFromGlobal(head.mapToGlobal(head.rect().topLeft()))
        at.setX(head.sectionViewportPosition(place) + 20)
        at.setY(head.height() // 2)
        self.qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
        self.settle()

    def part(self, kind, name: str):
        return self.documents.findChild(kind, name)


@pytest.fixture
def office() -> FakeOffice:
    office = FakeOffice()
    for title in ("关于植树的通知", "关于防火的通知", "关于安全生产的请示"):
        office.draft(notice(title))
    office.draft(notice("关于值班的函", urgency="特急"))
    return office


@pytest.fixture
def drafter(qtbot: QtBot, tasks: Tasks, office: FakeOffice) -> Seat:
    return Seat(qtbot, tasks, office, "drafter")


def test_a_folder_shows_its_documents_the_newest_first(drafter):
    assert drafter.titles() == ["关于值班的函", "关于安全生产的请示", "关于防火的通知", "关于植树的通知"]
    assert set(drafter.column(7)) == {"2026-04-16"}


def test_how_a_document_stands_is_said_in_a_word_beside_its_icon(drafter):
    assert drafter.column(STATE) == ["特急", "在办", "在办", "在办"]
    for row in range(4):
        assert not drafter.model.index(row, STATE).data(Qt.ItemDataRole.DecorationRole).isNull()
    first = drafter.model.index(0, TITLE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first.startswith("关于值班的函，特急，拟稿，2026-04-16")


def test_a_click_on_a_head_sorts_and_a_second_turns_the_order(drafter):
    drafter.click_head("标题")
    assert drafter.titles() == ["关于安全生产的请示", "关于防火的通知", "关于值班的函", "关于植树的通知"]
    drafter.click_head("标题")
    assert drafter.titles()[0] == "关于植树的通知"
    drafter.click_head("状态")
    assert drafter.titles()[0] == "关于值班的函"
    assert drafter.documents.bar.outline.sorting is Sorting.URGENCY


def test_what_is_typed_is_searched_for_and_the_place_is_shown(drafter):
    drafter.type("防火")
    assert drafter.titles() == ["关于防火的通知"]
    picture = QPixmap(drafter.documents.size())
    drafter.documents.render(picture)
    drafter.documents.bar.clear()
    drafter.settle()
    assert len(drafter.titles()) == 4


def test_letters_typed_in_the_list_go_to_the_search(drafter):
    drafter.lines.setFocus()
    drafter.qtbot.keyClicks(drafter.lines, "a")
    drafter.qtbot.waitUntil(lambda: drafter.documents.bar.outline.filter.words == "a")
    assert drafter.documents.bar.words.text() == "a"


def test_a_search_that_finds_nothing_says_so_and_offers_to_look_elsewhere(drafter):
    drafter.office.bring_to("department", notice("关于防洪的通知"))
    drafter.type("防洪")
    assert drafter.part(QLabel, "empty").text().startswith("没有找到")
    elsewhere = next(one for one in drafter.documents.findChildren(QPushButton) if one.isVisible())
    drafter.qtbot.mouseClick(elsewhere, Qt.MouseButton.LeftButton)
    drafter.settle()
    assert drafter.titles() == ["关于防洪的通知"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.id)
def test_an_empty_folder_says_why_and_what_to_do(qtbot, tasks, folder):
    seat = Seat(qtbot, tasks, FakeOffice(), "drafter")
    seat.show(folder.id)
    said = seat.part(QLabel, "empty")
    assert said.isVisible()
    assert said.text() == folder.empty
    assert "\n" in folder.empty


def test_in_a_narrow_list_there_is_still_room_to_write_what_is_searched_for(drafter):
    bar, button = drafter.documents.bar, drafter.documents.bar.findChild(QToolButton, "filter")

    def lies_below(width: int) -> bool:
        drafter.documents.resize(width, HIGH)
        drafter.settle()
        return button.mapTo(bar, button.rect().center()).y() > bar.words.geometry().bottom()

    assert not lies_below(WIDE)
    assert lies_below(bar.minimumWidth() + 20)
    assert bar.words.placeholderText() == "查找"


def test_a_list_is_narrowed_by_a_menu_and_widened_by_a_chip(drafter):
    menu = drafter.part(QToolButton, "filter").menu()
    kinds = next(action.menu() for action in menu.actions() if action.menu().objectName() == "kind")
    kinds.aboutToShow.emit()
    drafter.settle()
    assert [action.text() for action in kinds.actions()] == ["函　1 件", "请示　1 件", "通知　2 件"]
    kinds.actions()[2].trigger()
    drafter.settle()
    assert drafter.titles() == ["关于防火的通知", "关于植树的通知"]
    (chip,) = drafter.documents.findChild(QToolBar).actions()
    assert chip.text() == "文种：通知"
    chip.trigger()
    drafter.settle()
    assert len(drafter.titles()) == 4
    assert not drafter.documents.findChild(QToolBar).isVisible()


def test_groups_have_heads_that_cannot_be_chosen(drafter):
    group = next(one for one in drafter.part(QToolButton, "group").menu().actions() if one.text() == "文种")
    group.trigger()
    drafter.settle()
    assert drafter.documents.bar.outline.grouping is Grouping.KIND
    assert drafter.titles()[:2] == ["函　1 件", "关于值班的函"]
    drafter.lines.choose_row(1)
    drafter.qtbot.keyClick(drafter.lines, Qt.Key.Key_Down)
    assert drafter.lines.current_row() == 3
    assert drafter.model.flags(drafter.model.index(2, TITLE)) == Qt.ItemFlag.NoItemFlags


def test_the_document_under_the_cursor_is_told_once_and_enter_opens_it(drafter):
    wanted = drafter.workplace.session.ask(FOLDERS[0].query())[1].dossier
    drafter.lines.choose_row(1)
    assert drafter.chosen == [wanted]
    drafter.qtbot.keyClick(drafter.lines, Qt.Key.Key_Return)
    assert drafter.opened == [wanted]


def test_a_change_keeps_the_chosen_document_and_tells_nobody_anew(drafter):
    drafter.lines.choose_row(2)
    before = list(drafter.chosen)
    drafter.office.draft(notice("关于新事的通知"))
    drafter.settle()
    assert drafter.titles()[0] == "关于新事的通知"
    assert drafter.lines.current_row() == 3
    assert drafter.chosen == before


def test_a_change_keeps_the_place_in_the_list(drafter):
    for number in range(30):
        drafter.office.draft(notice(f"关于第{number}事的通知"))
    drafter.settle()
    drafter.lines.verticalScrollBar().setValue(12)
    top = drafter.titles()[drafter.lines.rowAt(0)]
    drafter.office.draft(notice("关于新事的通知"))
    drafter.settle()
    assert drafter.titles()[0] == "关于新事的通知"
    assert drafter.titles()[drafter.lines.rowAt(0)] == top


def test_after_a_document_has_gone_the_next_one_is_chosen(drafter):
    drafter.lines.choose_row(1)
    drafter.office.step(drafter.chosen[-1])
    drafter.settle()
    assert drafter.titles() == ["关于值班的函", "关于防火的通知", "关于植树的通知"]
    drafter.documents.choose_next()
    assert drafter.lines.current_row() == 1
    drafter.documents.choose_next()
    drafter.documents.choose_next()
    assert drafter.lines.current_row() == 2


def test_nothing_is_chosen_where_nothing_is_left(drafter):
    drafter.lines.choose_row(0)
    for document in [row.dossier for row in drafter.workplace.session.ask(FOLDERS[0].query())]:
        drafter.office.step(document)
    drafter.settle()
    drafter.documents.choose_next()
    assert drafter.chosen[-1] is None


def test_another_folder_begins_without_words_conditions_or_choice(drafter):
    drafter.lines.choose_row(0)
    drafter.type("防火")
    drafter.show("in-hand")
    assert drafter.chosen[-1] is None
    assert drafter.documents.bar.words.text() == ""
    assert len(drafter.titles()) == 4


def test_a_document_that_was_sent_out_is_to_be_read(drafter):
    dossier = drafter.office.bring_to("file", notice("关于发出的通知"))
    drafter.show("to-read")
    assert drafter.titles() == ["关于发出的通知"]
    drafter.office.as_("drafter").perform(act.MarkRead(dossier=dossier))
    drafter.settle()
    assert drafter.model.rowCount() == 0


def test_columns_make_room_for_the_title(drafter):
    hidden = {}
    for width in (320, 900):
        drafter.documents.resize(width, HIGH)
        drafter.qtbot.wait(1)
        hidden[width] = [column.label for at, column in enumerate(COLUMNS) if drafter.lines.isColumnHidden(at)]
    assert "办理" in hidden[320]
    assert "状态" not in hidden[320]
    assert len(hidden[900]) < len(hidden[320])


def test_in_the_register_the_number_stands_where_elsewhere_the_title_takes_the_room(drafter):
    number = next(at for at, column in enumerate(COLUMNS) if column.label == "文号")
    drafter.documents.resize(30 * drafter.lines.fontMetrics().horizontalAdvance("公"), HIGH)
    drafter.qtbot.wait(1)
    hidden = {}
    for folder in ("to-do", "register"):
        drafter.show(folder)
        hidden[folder] = drafter.lines.isColumnHidden(number)
    assert hidden == {"to-do": True, "register": False}


def test_in_the_register_of_what_came_the_sender_stands_beside_the_number_unless_somebody_chose_columns(drafter):
    def seen() -> set[str]:
        return {column.label for at, column in enumerate(COLUMNS) if not drafter.lines.isColumnHidden(at)}

    drafter.documents.resize(36 * drafter.lines.fontMetrics().horizontalAdvance("公"), HIGH)
    drafter.show("incoming")
    assert seen() == {"标题", "文号", "来文机关"}
    kept = drafter.lines.chosen
    drafter.show("to-do")
    drafter.lines.choose_columns(kept)
    assert "来文机关" not in seen()
    drafter.lines.choose_columns(["封套号"])
    drafter.show("incoming")
    assert seen() == {"标题", "封套号"}


def test_where_no_column_tells_how_a_document_stands_its_mark_goes_before_the_title(drafter):
    marked = {}
    for width in (100, 900):
        drafter.documents.resize(width, HIGH)
        drafter.qtbot.wait(1)
        option = QStyleOptionViewItem()
        drafter.lines.itemDelegate().initStyleOption(option, drafter.model.index(0, TITLE))
        marked[width] = not option.icon.isNull()
    assert marked == {100: True, 900: False}


def test_widths_are_taken_up_again(drafter):
    drafter.lines.horizontalHeader().resizeSection(STATE, 77)
    kept = drafter.documents.arrangement()
    drafter.lines.horizontalHeader().resizeSection(STATE, 99)
    drafter.documents.arrange(kept)
    assert drafter.lines.columnWidth(STATE) == 77


def test_the_context_menu_offers_what_can_be_done_with_a_document(drafter):
    drafter.lines.choose_row(0)
    assert [one.text() for one in drafter.lines._commands.menu_at(Place.LIST, drafter.lines).actions()] == ["看(&R)"]


def test_folders_say_how_much_lies_in_them(qtbot, tasks, office):
    workplace = Workplace(office.as_("drafter"), tasks)
    folders = Folders(workplace)
    qtbot.addWidget(folders)
    told = []
    folders.chosen.connect(told.append)
    folders.show()
    qtbot.waitUntil(lambda: tasks.idle)
    assert [one.id for one in told] == ["to-do"]
    assert [folders.item(place).text() for place in range(4)] == ["待办　4", "今日到期　0", "待阅　0", "在办　4"]
    assert folders.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "待办，4 件"
    office.draft()
    qtbot.waitUntil(lambda: folders.item(0).text() == "待办　5")
    folders.choose("register")
    assert told[-1].label == "发文登记"
    assert (shown(999), shown(1000)) == ("999", "999+")


def test_no_two_folders_have_the_same_icon() -> None:
    icons = [one.icon for one in FOLDERS]
    assert len(set(icons)) == len(icons)


def test_where_there_is_little_room_folders_keep_their_icons_and_counts_and_are_read_aloud_in_full(
    qtbot, tasks, office
):
    folders = Folders(Workplace(office.as_("drafter"), tasks))
    qtbot.addWidget(folders)
    qtbot.waitUntil(lambda: tasks.idle)
    wide = folders.sizeHint().width()
    folders.be_narrow(narrow=True)
    first = folders.item(0)
    assert (first.text(), first.toolTip(), first.icon().isNull()) == ("4", "待办", False)
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "待办，4 件"
    assert folders.maximumWidth() < wide
    folders.be_narrow(narrow=False)
    assert (first.text(), first.toolTip(), folders.sizeHint().width()) == ("待办　4", "", wide)


class Library:
    """A session on a hundred thousand documents that are nowhere but in their keys."""

    def __init__(self) -> None:
        self.asked = 0

    def ask(self, query):
        self.asked += 1
        return tuple(FoundRow(document=line(key), before="", match="", after="") for key in query.keys)


def line(key: int) -> DossierRow:
    fields = {field.name: "" for field in dataclasses.fields(DossierRow)}
    return DossierRow(**{**fields, "title": f"第{key}件", "position": key, "key": key})


class Hall(QWidget):
    """A workplace before the library."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.tasks, self.shelves = tasks, Library()

    def ask(self, query, owner, done, failed=None, *, instead_of=""):
        return self.tasks.run(lambda _: self.shelves.ask(query), owner, done, failed, instead_of=instead_of)


def test_a_hundred_thousand_lines_scroll_without_a_halt(qtbot, tasks):
    hall = Hall(tasks)
    qtbot.addWidget(hall)
    model = OutlineModel(hall, hall)
    view = LinesView(model, Commands((), hall), hall)
    view.resize(WIDE, HIGH)
    hall.show()
    groups = (OutlineGroup(head="", keys=tuple(range(1, 100_001))),)

    def scroll() -> Watch:
        with Watch() as watch:
            model.show(groups, grouped=False, words="", known=())
            qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 99_000)
            for value in range(0, 100_000, 500):
                view.verticalScrollBar().setValue(value)
                qtbot.wait(2)
        return watch

    assert undisturbed(scroll) < MOST
    assert view.verticalScrollBar().value() > 99_000
    view.scrollToBottom()
    qtbot.waitUntil(lambda: model.index(99_999, TITLE).data() == "第100000件")
    assert hall.shelves.asked < 1_000


def test_only_the_lines_that_are_looked_at_are_fetched(qtbot, tasks):
    hall = Hall(tasks)
    qtbot.addWidget(hall)
    model = OutlineModel(hall, hall)
    model.show((OutlineGroup(head="", keys=tuple(range(1, 100_001))),), grouped=False, words="", known=())
    assert model.rowCount() == 100_000
    assert model.index(70_000, TITLE).data() == WAITING
    with qtbot.waitSignal(model.came):
        pass
    assert model.index(70_000, TITLE).data() == "第70001件"
    assert hall.shelves.asked == 1
    assert model.place(70_001) == 70_000
    index = model.index(70_000, TITLE)
    assert model.data(index, QItemSelectionModel.SelectionFlag.Clear.value + 200) is None


def test_a_title_is_marked_where_it_says_the_figures_that_were_asked_for_in_its_own_way():
    document = dataclasses.replace(line(1), title="关于二〇二六年的通知")
    found = FoundRow(document=document, before="", match="", after="", titled=("二〇二六", "通知"))
    assert _marked(found).marked == ((2, 4), (8, 2))


@pytest.mark.parametrize("room", [8, 12, 20, 40])
def test_however_narrow_the_list_the_word_that_was_found_in_an_opinion_is_seen(room):
    found = FoundRow(
        document=line(1), before="两千万元缺口的", match="测算依据", after="请补充", speaker="李慕堃", act="return"
    )
    shown = _around(found, room).text
    assert shown.startswith("意见")
    assert "测算依据" in shown[:room]
    assert ("李慕堃 退回" in shown) == (room > 16)
