"""The system administrator backs the store up from the window; the window answers, and others act, all the while."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.bootstrap.building import build_office
from oa_desktop.bootstrap.demonstration import demonstration_unit
from oa_desktop.domain.realms import Realm
from oa_desktop.ui.leaving.backing_up import BackingUp
from oa_desktop.ui.leaving.drill_dialog import DrillDialog
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.window import Window
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice, notice
from tests.fakes.premises import FakePremises
from tests.founded import found_quickly
from tests.ui.event_loop import MOST, Watch, undisturbed
from tests.ui.windows import Before


@pytest.fixture
def home(tmp_path, qtbot):
    found_quickly(tmp_path / "home")
    office = build_office(tmp_path / "home", Realm.DEMONSTRATION)
    yield office
    office.close()


def signed_in(office, account: str):
    return office.sign_in(account, demonstration_unit().person(account).password)


def test_a_backup_runs_and_is_proved_by_a_drill_and_the_window_answers_all_the_while(qtbot: QtBot, home, tmp_path):
    clerk = signed_in(home, "zhouyue")
    for number in range(40):
        clerk.writing.keep_text(notice(title=f"关于第{number}件事项的通知"))
    tasks = Tasks()
    over = QWidget()
    qtbot.addWidget(over)
    backing_up = BackingUp(Workplace(signed_in(home, "xuchong"), tasks), over)
    told = []
    backing_up.told.connect(told.append)

    def run() -> Watch:
        place = tmp_path / f"away-{len(told)}"
        place.mkdir()
        before = len(told)
        with Watch() as watch:
            backing_up.back_up(place)
            qtbot.waitUntil(lambda: len(told) > before, timeout=20_000)
        return watch

    assert undisturbed(run) < MOST
    assert "条办理记录" in told[0]
    (made,) = (tmp_path / "away-0").iterdir()
    backing_up.drill(made)
    qtbot.waitUntil(lambda: over.findChild(DrillDialog) is not None, timeout=20_000)
    drilled = over.findChild(DrillDialog)
    assert "恢复演练成功" in drilled.findChild(QLabel, "drill-outcome").text()
    assert drilled.faults.isHidden()
    assert list((tmp_path / "away-0").iterdir()) == [made]
    drilled.reject()
    tasks.close()


@pytest.mark.parametrize(("account", "may"), [("system", True), ("drafter", False), ("security", False)])
def test_only_the_system_administrator_is_offered_a_backup_and_its_drill(qtbot: QtBot, tmp_path, account, may):
    office = FakeOffice()
    premises = FakePremises(tmp_path, office)
    premises.there |= {Realm.OFFICIAL}
    page = Before(qtbot, premises, Realm.OFFICIAL)
    page.enter(account, {"system": "一", "security": "二"}.get(account, "口令"))
    assert isinstance(page.window, Window)
    for command in ("store.back-up", "store.drill"):
        assert page.window.commands.action(command).isEnabled() is may
    page.window.close()


@pytest.fixture
def under_way(qtbot: QtBot, tmp_path) -> Iterator[tuple[Before, FakeOffice]]:
    """The system administrator before a window in which a backup goes on and on."""
    office = FakeOffice()
    premises = FakePremises(tmp_path, office)
    premises.there |= {Realm.OFFICIAL}
    page = Before(qtbot, premises, Realm.OFFICIAL)
    page.enter("system", "一")
    office.backups.free.clear()
    page.window.desk.backing_up.back_up(tmp_path)
    yield page, office
    office.backups.free.set()
    qtbot.waitUntil(lambda: office.backups.ends != [])
    page.window.close()


@pytest.mark.parametrize("going", ["session.switch", "window.quit"])
def test_whoever_goes_while_a_backup_runs_is_asked_and_goes_when_it_is_made(under_way, going):
    page, office = under_way
    page.window.commands.action(going).trigger()
    assert "备份" in page.seen(QMessageBox, "ask-unkept").text()
    assert page.window.desk is not None and page.window.isVisible()
    office.backups.free.set()
    page.qtbot.waitUntil(lambda: page.window.desk is None)
    assert office.backups.ends == ["made"]
    assert page.window.isVisible() is (going == "session.switch")


def test_a_backup_may_be_given_up_by_who_goes(under_way):
    page, office = under_way
    page.window.commands.action("window.quit").trigger()
    question = page.seen(QMessageBox, "ask-unkept")
    page.qtbot.mouseClick(question.findChild(QPushButton, "agree"), Qt.MouseButton.LeftButton)
    page.qtbot.waitUntil(lambda: not page.window.isVisible())
    assert office.backups.ends == ["called off"]


def test_who_stays_keeps_the_backup(under_way):
    page, office = under_way
    page.window.commands.action("window.quit").trigger()
    question = page.seen(QMessageBox, "ask-unkept")
    page.qtbot.keyClick(question, Qt.Key.Key_Return)
    assert page.window.isVisible() and page.window.desk is not None
    office.backups.free.set()
    page.settle()
    assert office.backups.ends == ["made"]
    assert page.window.isVisible()


def test_a_backup_shows_how_far_it_is_and_can_be_called_off(under_way):
    page, office = under_way
    shown = page.seen(QProgressBar, "")
    page.qtbot.waitUntil(lambda: shown.value() > 0)
    page.qtbot.mouseClick(shown.parentWidget().findChild(QAbstractButton), Qt.MouseButton.LeftButton)
    page.settle()
    assert office.backups.ends == ["called off"]
