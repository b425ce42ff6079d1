"""Pages on the screen: shown, zoomed, selected, copied, searched, and never in the way of anybody."""

import time

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.bootstrap.adapters import build_renderer
from oa_desktop.docs.sheets.viewing import ConfinedViewer
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Paragraph, Span
from oa_desktop.office.ports.pages import Look
from oa_desktop.ui.commands import Command, Commands, Menu, Place
from oa_desktop.ui.leaving.words import copy_own
from oa_desktop.ui.reading.page_view import PageView
from oa_desktop.ui.reading.passages import Caret, Passage
from oa_desktop.ui.reading.pictures import Pictures
from oa_desktop.ui.reading.sheets import Fit, Strip
from oa_desktop.ui.situation import always
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice, notice
from tests.fakes.world import FakeViewer
from tests.ui.event_loop import MOST, Watch, undisturbed

SENTENCE = (
    "为进一步规范全县电子公文归档与移交工作，确保2025年度电子公文收集齐全、整理规范、长期可读，现就有关事项通知如下。"
)
FAKE = "归档工作通知\n现将有关事项通知如下。\n\f第二页说的也是归档。\f第三页什么也没有说。"


def printed(paragraphs: int) -> bytes:
    body = tuple(Paragraph(spans=(Span(text=SENTENCE),)) for _ in range(paragraphs))
    return build_renderer().render(notice(body=body), Look(mark="演示")).data


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return printed(12)


@pytest.fixture(scope="module")
def long_pdf() -> bytes:
    return printed(1_700)


@pytest.fixture
def view(qtbot: QtBot, tasks: Tasks) -> PageView:
    return viewed(qtbot, tasks, FakeViewer())


@pytest.fixture
def real(qtbot: QtBot, tasks: Tasks) -> PageView:
    return viewed(qtbot, tasks, ConfinedViewer())


def viewed(qtbot: QtBot, tasks: Tasks, viewer, commands: Commands | None = None) -> PageView:
    office = FakeOffice(viewer=viewer)
    made = PageView(Workplace(office.as_("drafter"), tasks), commands)
    made.office, made.leave = office, copy_own
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    return made


def opened(qtbot: QtBot, tasks: Tasks, view: PageView, pdf: bytes | str) -> PageView:
    view.show_pdf(pdf.encode() if isinstance(pdf, str) else pdf)
    settle(qtbot, tasks)
    return view


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: tasks.idle, timeout=20_000)


def at(view: PageView, number: int, x_mm: float, y_mm: float) -> QPoint:
    return (view.sheets.to_view(number, x_mm, y_mm) - view.seen.topLeft()).toPoint()


def wheel(view: PageView, point: QPoint, notches: int) -> None:
    event = QWheelEvent(
        QPointF(point),
        view.viewport().mapToGlobal(QPointF(point)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def press(qtbot: QtBot, view: PageView, key: Qt.Key, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(view, key, modifier)


def copied(qtbot: QtBot, tasks: Tasks, view: PageView) -> str:
    QGuiApplication.clipboard().setText("")
    press(qtbot, view, Qt.Key.Key_C, control=True)
    settle(qtbot, tasks)
    return QGuiApplication.clipboard().text()


# --- showing -------------------------------------------------------------------------------------------------------


def test_a_page_is_shown_as_it_was_printed(qtbot, tasks, real, pdf):
    opened(qtbot, tasks, real, pdf)
    picture = real.viewport().grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(30, 660, 2) for y in range(30, 590, 2)}
    assert "#ffffff" in colours
    assert any(name.startswith("#f0") for name in colours), "no red head"
    assert any(int(name[1:], 16) < 0x404040 for name in colours), "no black letters"


def test_until_a_page_is_drawn_an_empty_sheet_lies_there(qtbot, tasks, view):
    view.show_pdf(FAKE.encode())
    qtbot.waitUntil(lambda: view.pages == 3)
    view.viewport().repaint()
    assert view.viewport().grab().toImage().pixelColor(350, 300).name() == "#ffffff"
    settle(qtbot, tasks)


def test_another_document_begins_at_its_first_page(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    view.go_to(2)
    opened(qtbot, tasks, view, FAKE.replace("通知", "通报"))
    assert view.page == 0


def test_a_renewed_preview_stays_where_the_reader_is(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    view.go_to(1)
    place = view.verticalScrollBar().value()
    view.show_pdf(FAKE.replace("通知", "通报").encode(), renewed=True)
    assert view.pages == 3, "it flickers"
    settle(qtbot, tasks)
    assert view.verticalScrollBar().value() == place


def test_a_document_that_was_cleared_meanwhile_does_not_come_back(qtbot, tasks, view):
    view.show_pdf(FAKE.encode())
    view.clear("没有选中公文。")
    settle(qtbot, tasks)
    assert (view.pages, view.pdf) == (0, b"")


def test_of_two_documents_asked_for_at_once_the_later_one_is_shown(qtbot, tasks, view):
    first, second = FAKE.encode(), "只有一页".encode()
    view.show_pdf(first)
    view.show_pdf(second)
    settle(qtbot, tasks)
    assert view.pdf == second and view.pages == 1


def test_what_is_no_page_is_told_in_the_view(qtbot, tasks, real):
    problems = []
    real._workplace.problem.connect(problems.append)
    opened(qtbot, tasks, real, b"no page")
    assert "打不开" in real.sentence
    assert "打不开" in real.accessibleDescription()
    assert problems == []


def test_a_page_that_cannot_be_drawn_is_told_on_that_page_and_the_next_is_shown(qtbot, tasks):
    class Hurt(FakeViewer):
        def raster(self, pdf, number, pixels_per_mm, rows=None):
            if number == 0:
                raise Refused("view.too-hard")
            return super().raster(pdf, number, pixels_per_mm, rows)

    view = opened(qtbot, tasks, viewed(qtbot, tasks, Hurt()), FAKE)
    assert "没有画完" in view._pictures.faults[0]
    assert [one.number for one in view._pictures._kept] == [1]
    view.viewport().grab()


def test_only_what_is_seen_and_the_page_after_it_is_drawn(qtbot, tasks):
    class Counting(FakeViewer):
        def __init__(self):
            self.drawn = []

        def raster(self, pdf, number, pixels_per_mm, rows=None):
            self.drawn.append(number)
            return super().raster(pdf, number, pixels_per_mm, rows)

    viewer = Counting()
    opened(qtbot, tasks, viewed(qtbot, tasks, viewer), "\f" * 200)
    assert set(viewer.drawn) == {0, 1}


def test_pictures_that_were_looked_at_long_ago_are_let_go(qtbot, tasks):
    pictures = Pictures(Workplace(FakeOffice().as_("drafter"), tasks), most_bytes=3_000_000)
    pictures.show(("\f" * 20).encode())
    for number in range(20):
        pictures.wish([Strip(number=number, pixels_per_mm=2.0, width=420, first=0, end=594)])
        settle(qtbot, tasks)
    assert 1_900_000 < pictures.size <= 3_000_000


def test_the_whole_strip_that_is_drawn_belongs_to_its_own_document(qtbot, tasks):
    """A picture of the document before, still on its way, is not shown as one of this document."""
    pictures = Pictures(Workplace(FakeOffice().as_("drafter"), tasks))
    strip = Strip(number=0, pixels_per_mm=2.0, width=420, first=0, end=594)
    pictures.show(b"one")
    pictures.wish([strip])
    pictures.show(b"two")
    settle(qtbot, tasks)
    assert pictures.of(strip) is None
    assert pictures.standing_in(0) == []


# --- size ----------------------------------------------------------------------------------------------------------


def test_pages_fit_the_width_also_when_it_changes(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    for width in (500, 900):
        view.resize(width, 600)
        sheet = view.sheets.rect(0)
        assert 0 < sheet.left() < 20 and sheet.right() == pytest.approx(view.viewport().width() - sheet.left(), abs=1)
        assert view.horizontalScrollBar().maximum() == 0


def test_a_whole_page_fits(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    view.fit_to(Fit.PAGE)
    assert view.sheets.rect(0).height() < view.viewport().height()


def test_what_is_under_the_mouse_stays_there_when_the_wheel_zooms(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    view.go_to(1)
    point = at(view, 1, 100, 60)
    wheel(view, point, 1)
    wheel(view, point, 1)
    assert (at(view, 1, 100, 60) - point).manhattanLength() <= 2
    assert view.fit is Fit.FREE


def test_keys_change_the_size_and_bring_it_back(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    sizes = [view.sheets.zoom]
    view.zoomed.connect(sizes.append)
    press(qtbot, view, Qt.Key.Key_Plus, control=True)
    press(qtbot, view, Qt.Key.Key_Minus, control=True)
    press(qtbot, view, Qt.Key.Key_Minus, control=True)
    press(qtbot, view, Qt.Key.Key_0, control=True)
    assert sizes[1] > sizes[2] > sizes[3] and sizes[4] == sizes[0]


def test_a_page_is_sharp_on_a_screen_with_fine_dots(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    (strip, *_) = view.sheets.strips(0, 2.0, 0, 100)
    assert strip.pixels_per_mm == pytest.approx(2 * view.sheets.scale)


# --- moving --------------------------------------------------------------------------------------------------------


def test_keys_move_through_the_pages(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    bar, turned = view.verticalScrollBar(), []
    view.turned.connect(lambda page, pages: turned.append((page, pages)))
    press(qtbot, view, Qt.Key.Key_PageDown)
    assert bar.value() == pytest.approx(view.viewport().height(), abs=60)
    press(qtbot, view, Qt.Key.Key_Down)
    press(qtbot, view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() and turned[-1] == (3, 3)
    press(qtbot, view, Qt.Key.Key_Home)
    assert bar.value() <= 14 and turned[-1] == (1, 3)


def test_the_page_is_read_aloud_to_who_cannot_see_it(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    assert view.accessibleName() == "版面"
    assert view.accessibleDescription().startswith("第1页，共3页。归档工作通知")
    view.go_to(1)
    settle(qtbot, tasks)
    assert "第二页说的也是归档。" in view.accessibleDescription()


# --- selecting and copying -----------------------------------------------------------------------------------------


def drag(qtbot: QtBot, view: PageView, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in (0.3, 0.7, 1.0):
        point = QPointF(start) + (QPointF(end) - QPointF(start)) * step
        QApplication.sendEvent(view.viewport(), moved(view, point))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)


def moved(view: QWidget, point: QPointF):
    return QMouseEvent(
        QEvent.Type.MouseMove,
        point,
        view.mapToGlobal(point),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def test_a_sentence_that_is_selected_with_the_mouse_comes_out_as_it_was_typed(qtbot, tasks, real, pdf):
    opened(qtbot, tasks, real, pdf)
    view_places = real.office.viewer.places(pdf, 0)
    text = "".join(one.text for one in view_places)
    first, last = view_places[text.index("为进一步")], view_places[text.index("通知如下。") + 4]
    real.bring(real.sheets.rect(0).adjusted(0, first.y_mm * real.sheets.scale, 0, 0))
    real.verticalScrollBar().setValue(round((first.y_mm - 40) * real.sheets.scale))
    settle(qtbot, tasks)
    start = at(real, 0, first.x_mm + 0.3, first.y_mm + 2)
    end = at(real, 0, last.x_mm + last.width_mm, last.y_mm + 2)
    drag(qtbot, real, start, end)
    assert copied(qtbot, tasks, real) == SENTENCE


def test_everything_can_be_selected_and_copied_over_all_pages(qtbot, tasks, real, pdf):
    opened(qtbot, tasks, real, pdf)
    assert real.pages >= 3
    told = []
    real.selected.connect(told.append)
    press(qtbot, real, Qt.Key.Key_A, control=True)
    assert told == [True]
    assert copied(qtbot, tasks, real).count(SENTENCE) == 12


def test_nothing_selected_leaves_the_clipboard_alone(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    QGuiApplication.clipboard().setText("别的")
    view.copy()
    settle(qtbot, tasks)
    assert QGuiApplication.clipboard().text() == "别的"


def test_nothing_is_copied_of_pages_of_which_nothing_may_leave(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    QGuiApplication.clipboard().setText("别的")
    view.leave = None
    view.select_all()
    view.copy()
    settle(qtbot, tasks)
    assert QGuiApplication.clipboard().text() == "别的"


def test_shift_and_a_click_select_up_to_there_and_a_click_lets_go(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 0, 31, 32))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, at(view, 0, 59, 42))
    assert copied(qtbot, tasks, view) == "归档工作通知\n现将有关事项"
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 0, 31, 32))
    assert view.passage.empty


def test_a_double_click_selects_up_to_the_punctuation(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 0, 50, 42))
    assert copied(qtbot, tasks, view) == "现将有关事项通知如下"


def test_what_is_selected_is_coloured_and_still_legible(qtbot, tasks, real, pdf):
    opened(qtbot, tasks, real, pdf)
    before = real.viewport().grab().toImage()
    real.select_all()
    after = real.viewport().grab().toImage()
    changed = [
        (before.pixelColor(x, y), after.pixelColor(x, y))
        for x in range(60, 640, 3)
        for y in range(60, 590, 3)
        if before.pixelColor(x, y) != after.pixelColor(x, y)
    ]
    assert changed
    assert all(new.lightness() <= old.lightness() for old, new in changed), "letters were painted over"


# --- searching -----------------------------------------------------------------------------------------------------


def test_words_are_found_counted_and_shown_one_after_another(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    counts = []
    view.search.counted.connect(lambda number, of: counts.append((number, of)))
    view.find_words("归档")
    settle(qtbot, tasks)
    assert counts[-1] == (1, 2)
    view.find_next()
    settle(qtbot, tasks)
    assert counts[-1] == (2, 2) and view.page == 1
    view.find_next()
    assert counts[-1] == (1, 2)
    view.find_previous()
    assert counts[-1] == (2, 2)


def test_the_search_begins_at_the_page_before_the_reader(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    view.go_to(1)
    view.find_words("归档")
    settle(qtbot, tasks)
    assert view.search.hits[view.search.current].start.number == 1


def test_words_over_the_end_of_a_line_are_found_on_a_real_page(qtbot, tasks, real, pdf):
    opened(qtbot, tasks, real, pdf)
    real.find_words(SENTENCE)
    settle(qtbot, tasks)
    assert len(real.search.hits) == 12


def test_a_hit_far_away_is_scrolled_to(qtbot, tasks, view):
    opened(qtbot, tasks, view, "\f" * 150 + "就在这里")
    view.find_words("在这")
    settle(qtbot, tasks)
    qtbot.waitUntil(lambda: view.page == 150)
    assert view.search.hits == [Passage(anchor=Caret(number=150, index=1), focus=Caret(number=150, index=3))]


def test_words_that_are_not_there_are_counted_as_none(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    view.find_words("没有的话")
    settle(qtbot, tasks)
    assert view.search.complete and view.search.hits == []
    view.find_next()


def test_a_search_goes_on_in_the_renewed_preview(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    view.find_words("归档")
    settle(qtbot, tasks)
    view.go_to(2)
    place = view.verticalScrollBar().value()
    view.show_pdf((FAKE + "归档归档").encode(), renewed=True)
    settle(qtbot, tasks)
    assert len(view.search.hits) == 4
    assert view.verticalScrollBar().value() == place, "the writer is carried away"
    view.find_next()
    settle(qtbot, tasks)
    assert view.page < 2


def test_holding_the_mouse_below_the_view_goes_on_selecting(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    below = QPoint(300, view.viewport().height() + 60)
    view.cursor().setPos(view.viewport().mapToGlobal(below))
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 0, 31, 32))
    qtbot.waitUntil(lambda: view.passage.focus.number >= 1, timeout=20_000)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=below)
    place = view.verticalScrollBar().value()
    settle(qtbot, tasks)
    assert view.verticalScrollBar().value() == place


# --- the rest of the window ----------------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_context_menu_offers_what_can_be_done_with_a_page(qtbot, tasks):
    window = QWidget()
    qtbot.addWidget(window)
    offered = Command(id="page.copy", text="复制", menu=Menu.EDIT, when=always, places=frozenset({Place.PAGE}))
    view = viewed(qtbot, tasks, FakeViewer(), Commands((offered,), window))
    opened(qtbot, tasks, view, FAKE)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(9, 9), view.mapToGlobal(QPoint(9, 9)))
    view.contextMenuEvent(event)
    menu = QApplication.activePopupWidget()
    assert menu is not None and [one.text() for one in menu.actions()] == ["复制"]
    menu.close()


def test_opening_two_hundred_pages_keeps_nobody_waiting(qtbot, tasks, real, long_pdf):
    def run() -> Watch:
        with Watch() as watch:
            real.show_pdf(long_pdf)
            settle(qtbot, tasks)
            real.find_words("收集齐全")
            for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
                press(qtbot, real, key)
            settle(qtbot, tasks)
        return watch

    longest = undisturbed(run)
    assert real.pages >= 200
    assert len(real.search.hits) == 1_700
    assert longest < MOST


def test_five_thousand_pages_open_and_the_last_is_reached(qtbot, tasks, view):
    opened(qtbot, tasks, view, "\f" * 4_999 + "最后一页")
    press(qtbot, view, Qt.Key.Key_End)
    settle(qtbot, tasks)
    assert (view.page, view.pages) == (4_999, 5_000)
    assert "最后一页" in view.accessibleDescription()


def test_a_view_that_is_closed_while_its_pages_are_drawn_is_gone(qtbot, tasks):
    office = FakeOffice()
    gone = PageView(Workplace(office.as_("drafter"), tasks))
    gone.resize(700, 600)
    gone.show()
    gone.show_pdf(FAKE.encode())
    qtbot.waitUntil(lambda: gone.pages == 3)
    shiboken6.delete(gone)
    settle(qtbot, tasks)


def test_a_window_that_blocks_is_noticed(qtbot):
    with Watch() as watch:
        qtbot.wait(20)
        time.sleep(1.2 * MOST)
        qtbot.wait(20)
    assert watch.longest > MOST and watch.looks > 3


def test_a_picture_owns_its_pixels(qtbot, tasks, view):
    opened(qtbot, tasks, view, FAKE)
    (image, *_) = view._pictures._kept.values()
    assert image.format() is QImage.Format.Format_RGB32
    assert image.pixelColor(5, 5).name() == "#ffffff"
