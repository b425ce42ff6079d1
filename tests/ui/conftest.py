"""Where there is no screen the windows are drawn in memory; a person is put before a window of the demonstration."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from oa_desktop.app import HomePremises
from oa_desktop.domain.realms import Realm
from oa_desktop.ui.application import make_application
from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.dress import belong_to, dress
from oa_desktop.ui.look.sizes import TextSize
from oa_desktop.ui.preferences import Preferences, WorkLayout
from oa_desktop.ui.premises import Premises
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.window import Window
from tests.fakes.office import FakeOffice
from tests.founded import demonstrated_once
from tests.ui.clerk import Clerk
from tests.ui.rooms import Room, password_of
from tests.ui.walking import freed
from tests.ui.writer import Writer

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def rubbish_stays_with_its_window() -> Iterator[None]:
    """Look for rubbish only here: a worker that comes upon what is left of a window must not take Qt's parts of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)
        gc.enable()


@pytest.fixture(autouse=True)
def in_no_realm(qapp: QApplication) -> None:
    """Let nobody see the colours of a realm in which this process drew windows before."""
    belong_to(qapp, None)


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """What runs behind a window."""
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def office() -> FakeOffice:
    """An office of few people, in memory."""
    return FakeOffice()


@pytest.fixture
def writer(qtbot: QtBot, office: FakeOffice) -> Iterator[Writer]:
    """Somebody before the writing desk of that office."""
    one = Writer(qtbot, office)
    yield one
    one.go_home()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory) -> Path:
    """A place where the demonstration is founded."""
    return demonstrated_once(tmp_path_factory)


@pytest.fixture
def sit_down(qtbot: QtBot, qapp: QApplication, demonstration: Path, tmp_path: Path) -> Iterator[Callable[..., Clerk]]:
    """Somebody before a window in a room: at the desk of an account, or at the door of some premises."""
    usual = WorkLayout.DESK
    shown: list[tuple[Window, Premises]] = []

    def sit(room: Room, account: str = "", premises: Premises | None = None, layout: WorkLayout = usual) -> Clerk:
        behind = premises or HomePremises(demonstration)
        preferences = Preferences(tmp_path / "window.ini")
        preferences.text_size, preferences.scheme, preferences.tour_taken = room.text, Scheme.LIGHT, True
        preferences.keep_work_layout(account, layout)
        make_application((), preferences)
        window = Window(behind, behind.usual_realm() if premises is None else None, preferences)
        shown.append((window, behind))
        window.show()
        window.resize(room.screen)
        clerk = Clerk(window)
        clerk.settle()
        if account:
            window.enter(behind.office(Realm.DEMONSTRATION).sign_in(account, password_of(account)))
            clerk.settle()
        return clerk

    yield sit
    for window, behind in shown:
        window.close()
        if window.isVisible():  # what is typed is kept first, behind it
            Clerk(window).settle()
        if isinstance(behind, HomePremises):
            behind.close()
        window.deleteLater()
    freed(qapp)
    dress(qapp, Scheme.LIGHT, TextSize.STANDARD)
