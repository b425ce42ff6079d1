"""Every page and dialog of the window, in the smallest and the largest text: named, whole, and reached by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.app import HomePremises
from oa_desktop.bootstrap.demonstration import demonstration_unit, found_demonstration
from oa_desktop.domain.realms import Realm
from oa_desktop.i18n.problems import ProblemText
from oa_desktop.security.accounts import Terms
from oa_desktop.security.password import Argon2Parameters
from oa_desktop.ui.application import make_application
from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.dress import dress
from oa_desktop.ui.look.sizes import TextSize
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.telling.problem_dialog import ProblemDialog
from oa_desktop.ui.window import Window
from tests.ui.album import photograph
from tests.ui.clerk import Clerk
from tests.ui.walking import cut, freed, nameless, unreached


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A size of text, and the smallest screen that the window is laid out for in it, in pixels."""

    text: TextSize
    screen: QSize


_ROOMS = (
    Room(text=TextSize.STANDARD, screen=QSize(800, 600)),
    Room(text=TextSize.STANDARD, screen=QSize(1366, 768)),
    Room(text=TextSize.LARGE, screen=QSize(800, 600)),
    Room(text=TextSize.LARGEST, screen=QSize(1024, 768)),
)
ROOMS = pytest.mark.parametrize("room", _ROOMS, ids=lambda one: f"{one.text.name.lower()}-{one.screen.width()}")
PROBLEM = ProblemText(
    what="这份公文已经不在你手里，不能审核。",
    why="轮到谁办理由流程决定：这一环节已经由别人办完。",
    do="请在“在办”里看它到了哪一环节；需要补充意见的，用“留意见”。",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("home")
    quick = Terms(argon2=Argon2Parameters(memory_kib=8, time_cost=1, lanes=1))
    found_demonstration(made, datetime.now().astimezone(), lambda _done, _total: None, terms=quick)
    return made


@pytest.fixture
def before(qtbot: QtBot, qapp: QApplication, home: Path, tmp_path: Path) -> Iterator[Callable[..., Clerk]]:
    """Somebody before a window in a size of text; a home without a unit begins the first run."""
    shown: list[tuple[Window, HomePremises]] = []

    def sit_down(room: Room, account: str = "", *, root: Path = home) -> Clerk:
        premises, preferences = HomePremises(root), Preferences(tmp_path / "window.ini")
        preferences.text_size, preferences.scheme, preferences.tour_taken = room.text, Scheme.LIGHT, True
        make_application((), preferences)
        window = Window(premises, premises.usual_realm(), preferences)
        shown.append((window, premises))
        window.show()
        window.resize(room.screen)
        clerk = Clerk(window)
        clerk.settle()
        if account:
            window.enter(premises.office(Realm.DEMONSTRATION).sign_in(account, password_of(account)))
            clerk.settle()
        return clerk

    yield sit_down
    for window, premises in shown:
        window.close()
        premises.close()
        window.deleteLater()
    dress(qapp, Scheme.LIGHT, TextSize.STANDARD)


def password_of(account: str) -> str:
    return demonstration_unit().person(account).password


def faults(widget: QWidget, room: Room) -> list[str]:
    window = widget.window() if isinstance(widget.window(), Window) else widget.parent().window()
    found = sorted({*nameless(widget), *cut(widget, room.screen), *unreached(widget)})
    photograph(widget, window.commands, lambda: Clerk(window).settle())
    return found


@ROOMS
def test_signing_in(before, room):
    assert faults(before(room).window, room) == []


@ROOMS
def test_the_first_run(before, room, tmp_path):
    assert faults(before(room, root=tmp_path / "nobody").window, room) == []


@ROOMS
@pytest.mark.parametrize("side", ["版面", "办理单", "流程", "附件"], ids=["page", "form", "flow", "files"])
def test_the_desk_with_every_side_of_a_document(before, room, side):
    clerk = before(room, "chenguosheng")
    clerk.open_folder("待办")
    clerk.window.desk.documents.choose_next()
    clerk.settle()
    sides = clerk.see("reading", QTabWidget)
    sides.setCurrentIndex([sides.tabText(place) for place in range(sides.count())].index(side))
    clerk.settle()
    assert faults(clerk.window, room) == []


@ROOMS
def test_an_empty_folder(before, room):
    clerk = before(room, "chenguosheng")
    clerk.open_folder("已办")
    assert faults(clerk.window, room) == []


@ROOMS
def test_the_editor(before, room):
    clerk = before(room, "zhouyue")
    clerk.window.commands.action("document.new").trigger()
    clerk.settle()
    assert faults(clerk.window, room) == []


@ROOMS
def test_the_help_beside_the_desk(before, room):
    clerk = before(room, "chenguosheng")
    clerk.open_folder("待办")
    clerk.window.desk.documents.choose_next()
    clerk.window.commands.action("help.contents").trigger()
    clerk.settle()
    assert faults(clerk.window, room) == []


@ROOMS
def test_the_tour(before, room):
    clerk = before(room, "chenguosheng")
    clerk.window.commands.action("help.tour").trigger()
    clerk.settle()
    assert faults(clerk.see("tour-card"), room) == []


@ROOMS
def test_the_drafts(before, room):
    clerk = before(room, "zhouyue")
    clerk.window.commands.action("document.drafts").trigger()
    clerk.settle()
    assert faults(clerk.window, room) == []


@ROOMS
def test_the_locked_window(before, room):
    clerk = before(room, "zhouyue")
    clerk.window.commands.action("session.lock").trigger()
    clerk.settle()
    assert faults(clerk.window, room) == []


@ROOMS
@pytest.mark.parametrize("command", ["tools.palette", "session.password", "session.idle"])
def test_what_a_command_opens_and_it_is_freed(before, room, command):
    clerk = before(room, "zhouyue")
    clerk.window.commands.action(command).trigger()
    clerk.settle()
    dialog = clerk.dialog()
    assert dialog is not None
    assert faults(dialog, room) == []
    assert_freed_after(dialog)


ACTS = (
    ("limukun", "return"),
    ("zhaoliheng", "issue"),
    ("heyutong", "assign-number"),
    ("zhengmiao", "apply-seal"),
    ("xuchong", "dispatch"),
    ("ouyangzhe", "file"),
)


@ROOMS
@pytest.mark.parametrize(("account", "kind"), ACTS, ids=[kind for _account, kind in ACTS])
def test_what_an_act_asks_for_before_it_is_done_and_it_is_freed(before, room, account, kind):
    clerk = before(room, account)
    clerk.open_folder("待办")
    clerk.window.desk.documents.choose_next()
    clerk.settle()
    clerk.click(clerk.see(f"act-{kind}"))
    dialog = clerk.dialog()
    assert dialog is not None
    assert faults(dialog, room) == []
    assert_freed_after(dialog)


@ROOMS
def test_what_is_shown_before_printing_and_it_is_freed(before, room):
    clerk = before(room, "limukun")
    clerk.open_folder("待办")
    clerk.window.desk.documents.choose_next()
    clerk.settle()
    clerk.window.commands.action("document.print").trigger()
    clerk.settle()
    dialog = clerk.dialog()
    assert dialog is not None
    assert faults(dialog, room) == []
    assert_freed_after(dialog)


@ROOMS
def test_a_problem_and_it_is_freed(before, room):
    dialog = ProblemDialog(PROBLEM, before(room).window)
    dialog.open()
    assert faults(dialog, room) == []
    assert_freed_after(dialog)


def assert_freed_after(dialog: QDialog) -> None:
    dialog.reject()
    freed(dialog)
    assert not shiboken6.isValid(dialog), "a closed dialog stays in memory"
