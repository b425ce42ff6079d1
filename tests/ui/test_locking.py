"""When nobody is at the window: it locks in time, asleep or awake, and leaves nothing where somebody could look."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPixmap, QPixmapCache
from PySide6.QtWidgets import QComboBox, QDockWidget, QLabel, QPlainTextEdit, QWidget

from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.realms import Realm
from oa_desktop.ui.entering.clipping import Clipping
from oa_desktop.ui.entering.guard import Guard
from oa_desktop.ui.entering.idle import Idle, minutes_within
from oa_desktop.ui.entering.own_settings import IdleDialog
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.telling.notice_bar import NoticeBar
from tests.fakes.premises import FakePremises
from tests.ui.windows import Before

LOCKED = "已锁定 · 公文办公桌"


@pytest.fixture
def premises(office, tmp_path) -> FakePremises:
    return FakePremises(tmp_path, office)


@pytest.fixture
def page(qtbot, premises):
    premises.there.add(Realm.OFFICIAL)
    before = Before(qtbot, premises, Realm.OFFICIAL)
    before.enter("drafter", "口令")
    yield before
    before.window.close()


class Clocks:
    """The time of day, and a time that stands still while the machine sleeps."""

    def __init__(self) -> None:
        self.day, self.awake = 1_000_000.0, 50.0

    def __call__(self) -> tuple[float, float]:
        return self.day, self.awake

    def pass_by(self, seconds: float) -> None:
        self.day += seconds
        self.awake += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def idle(qapp, clocks):
    watched = Idle(clocks=clocks)
    watched.times = 0
    watched.over.connect(lambda: setattr(watched, "times", watched.times + 1))
    watched.begin(5)
    yield watched
    watched.end()
    watched.deleteLater()


def touch(idle: Idle) -> None:
    idle.eventFilter(idle, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier))


# --- the time ------------------------------------------------------------------------------------------------------


def test_it_locks_after_the_minutes_and_every_touch_counts_anew(idle, clocks):
    clocks.pass_by(290)
    touch(idle)
    clocks.pass_by(290)
    idle.look()
    assert idle.times == 0 and 0 < idle.left_ms <= 10_000
    clocks.pass_by(10)
    idle.look()
    assert (idle.times, idle.left_ms) == (1, -1)


def test_a_machine_that_slept_is_locked_when_it_wakes_whoever_touches_it_first(idle, clocks):
    clocks.day += 3600
    touch(idle)
    assert (idle.times, idle.left_ms) == (1, -1)


@pytest.mark.parametrize("back", [60, 86_400, 40 * 365 * 86_400])
def test_a_clock_that_is_set_back_keeps_no_window_open(idle, clocks, back):
    clocks.day -= back
    clocks.pass_by(300)
    idle.look()
    assert idle.times == 1


@pytest.mark.parametrize(
    ("chosen", "most", "minutes"), [(5, 10, 5), (30, 10, 10), (0, 10, 10), (10, 10, 10), (15, 0, 15), (0, 0, 0)]
)
def test_nobody_chooses_more_than_the_unit_allows(chosen, most, minutes):
    assert minutes_within(chosen, most) == minutes


def test_the_window_counts_what_the_unit_allows_and_locks_when_it_is_over(page, office):
    office.as_("system").perform(org.AdjustSetting(name="idle-minutes", value=2))
    page.window.commands.action("session.idle").trigger()
    dialog = page.seen(IdleDialog, "idle")
    choice = page.seen(QComboBox, "idle-minutes", dialog)
    assert [choice.itemText(row) for row in range(choice.count())] == ["1分钟", "2分钟"]
    assert "本单位规定最长2分钟" in "".join(one.text() for one in dialog.findChildren(QLabel))
    page.press("agree", dialog)
    watched = page.window.findChild(Idle)
    assert 110_000 < watched.left_ms <= 120_000
    watched.over.emit()
    assert page.window.windowTitle() == LOCKED
    assert watched.left_ms == -1


def test_the_minutes_that_somebody_chooses_are_kept(page, premises):
    page.window.commands.action("session.idle").trigger()
    dialog = page.seen(IdleDialog, "idle")
    choice = page.seen(QComboBox, "idle-minutes", dialog)
    assert choice.currentText() == "10分钟"
    choice.setCurrentIndex(choice.findText("3分钟"))
    page.press("agree", dialog)
    assert Preferences(premises.preferences_file).idle_minutes == 3


def test_a_touch_that_the_system_sends_reaches_the_count(page):
    watched, handle = page.window.findChild(Idle), page.window.windowHandle()
    handle.installEventFilter(watched)
    watched.begin(1)
    page.qtbot.waitUntil(lambda: watched.left_ms < 59_900)
    before = watched.left_ms
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(handle, event)
    assert watched.left_ms > before


# --- what can be seen ----------------------------------------------------------------------------------------------

SECRET = "沧浪水利枢纽"


def visible_words(page: Before) -> str:
    """Every word that any visible part of the program's windows holds."""
    found = [page.window.windowTitle()]
    for part in page.window.findChildren(QWidget):
        if part.isVisible():
            found += [str(part.property(name) or "") for name in ("text", "plainText", "windowTitle", "toolTip")]
    return "\n".join(found)


def test_nothing_of_a_document_is_before_whoever_comes_by(page):
    page.window.commands.action("document.new").trigger()
    page.settle()
    title = next(one for one in page.window.editor.findChildren(QPlainTextEdit) if one.isVisible())
    title.setPlainText(SECRET)
    apart = QDockWidget(SECRET, page.window)
    apart.setFloating(True)
    apart.show()
    page.window.statusBar().state("place", SECRET)
    page.window.findChild(NoticeBar).tell([SECRET])
    assert SECRET in visible_words(page)
    page.window.commands.action("session.lock").trigger()
    page.settle()
    assert SECRET not in visible_words(page)
    page.type("password", "口令", page.seen(QWidget, "locked"))
    page.press("enter", page.seen(QWidget, "locked"))
    assert title.isVisible() and apart.isVisible() and SECRET in visible_words(page)


def test_pictures_of_pages_do_not_stay_in_memory(page):
    QPixmapCache.insert("page", QPixmap(10, 10))
    page.window.commands.action("session.lock").trigger()
    assert QPixmapCache.find("page") is None


def test_a_way_out_of_the_network_locks_an_open_window_where_the_unit_forbids_it(page, office):
    office.as_("system").perform(org.AdjustSetting(name="isolation", value=2))
    guard = page.window.findChild(Guard)
    guard.look_out()
    page.settle()
    assert page.window.windowTitle() != LOCKED
    office.plug_in("开着无线 wlan0")
    guard.look_out()
    page.settle()
    assert page.window.windowTitle() == LOCKED
    assert "开着无线 wlan0" in visible_words(page)


# --- the clipboard -------------------------------------------------------------------------------------------------


@pytest.fixture
def clipping(qapp):
    watched = Clipping(ours=lambda: watched.mine)
    watched.mine = True
    yield watched
    watched.deleteLater()
    QGuiApplication.clipboard().clear()


def test_what_was_copied_goes_after_a_while(clipping, qtbot):
    clipping.keep_for(0)
    QGuiApplication.clipboard().setText(SECRET)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")
    assert clipping.left_ms == -1


def test_what_is_copied_later_stays_its_own_while(clipping):
    clipping.keep_for(60)
    QGuiApplication.clipboard().setText("先")
    QGuiApplication.clipboard().setText("后")
    assert clipping.left_ms > 55_000


def test_what_another_program_has_put_there_is_left_alone(clipping):
    QGuiApplication.clipboard().setText(SECRET)
    clipping.mine = False
    QGuiApplication.clipboard().setText("别的程序的")
    clipping.clear()
    assert (QGuiApplication.clipboard().text(), clipping.left_ms) == ("别的程序的", -1)


@pytest.mark.parametrize("going", ["session.lock", "session.switch", "window.quit"])
def test_whoever_locks_or_leaves_takes_along_what_was_copied(page, going):
    page.window.activateWindow()
    QGuiApplication.clipboard().setText(SECRET)
    page.window.commands.action(going).trigger()
    page.settle()
    assert QGuiApplication.clipboard().text() == ""


# --- what is remembered --------------------------------------------------------------------------------------------


def remembered(premises: FakePremises) -> str:
    return premises.preferences_file.read_text(encoding="utf-8") if premises.preferences_file.exists() else ""


@pytest.mark.parametrize(("forget", "known"), [(0, True), (1, False)])
def test_who_was_here_is_forgotten_where_the_unit_wants_it(page, office, premises, forget, known):
    office.as_("system").perform(org.AdjustSetting(name="forget-recent", value=forget))
    page.window.commands.action("session.switch").trigger()
    page.settle()
    kept = Preferences(premises.preferences_file).word("sign-in/official/accounts")
    assert ("drafter" in kept) is known
    assert ("清源县" in visible_words(page)) is known


def test_no_folder_that_somebody_went_to_is_written_down(page, tmp_path):
    secret = tmp_path / SECRET
    secret.mkdir()
    dialog = FileDialog("选择文件", page.window)
    dialog.setDirectory(str(secret))
    dialog.open()
    dialog.done(1)
    page.qtbot.waitUntil(lambda: not page.window.findChildren(FileDialog))
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    assert [key for key in kept.allKeys() if key.startswith("FileDialog")] == []
