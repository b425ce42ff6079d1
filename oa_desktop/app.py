"""The window's root (窗口程序的根): the premises of the window out of real adapters, and the program's one window."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from oa_desktop.bootstrap.input_method import choose as choose_input_method
from oa_desktop.bootstrap.places import keep_private, log_file, make_home, realm_folder
from oa_desktop.bootstrap.screen import refuse_without_window
from oa_desktop.domain.realms import Realm

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from oa_desktop.bootstrap.ground import TrainingGround
    from oa_desktop.bootstrap.workshop import TrainingWorkshop
    from oa_desktop.office.founding import Founded, FoundingRequest
    from oa_desktop.office.office import Office
    from oa_desktop.ui.only_window import OnlyWindow
    from oa_desktop.ui.preferences import Preferences
    from oa_desktop.ui.premises import Facade, Introduced, Isolation, PageFonts, SeatCheck
    from oa_desktop.ui.tasks import Tasks
    from oa_desktop.ui.window import Window

PREFERENCES = "window.ini"
_CLASS = "class"
"""Folder of the unit of a class."""
_WINDOW = "oa_desktop.ui.window"


class HomePremises:
    """The realms below one root; the adapters are imported at the first call that needs them.

    Attributes:
        home: Root of all realms.
        preferences_file: Where the window keeps its own layout.
    """

    def __init__(self, home: Path, *, built: Callable[[], object] = lambda: None, realm: Realm | None = None) -> None:
        """Take note of the root.

        Args:
            home: Root of all realms.
            realm: The realm that the program was started for; None for one without a log of its own.
            built: Called when an office has been built, and everything imported that it needs.
        """
        self.home = home
        self._built = built
        self._log = log_file(realm)
        self.preferences_file = home / PREFERENCES
        self._offices: dict[Realm, Office] = {}
        self._lock = threading.Lock()

    @cached_property
    def ground(self) -> TrainingGround:
        """Where exercises are laid out."""
        from oa_desktop.bootstrap.ground import TrainingGround
        from oa_desktop.bootstrap.world import SystemClock

        return TrainingGround(
            realm_folder(self.home, Realm.TRAINING), lambda: SystemClock().now().strftime("%Y%m%d%H%M%S")
        )

    @cached_property
    def workshop(self) -> TrainingWorkshop:
        """Where exercises are edited."""
        from oa_desktop.bootstrap.workshop import TrainingWorkshop

        return TrainingWorkshop(realm_folder(self.home, Realm.TRAINING))

    def founded(self, realm: Realm) -> bool:
        """Whether a unit has been founded in a realm."""
        return realm_folder(self._root_of(realm), realm).exists()

    def _root_of(self, realm: Realm) -> Path:
        """Return below what a realm's own unit lies: that of a class apart from what trainees are laid out."""
        return realm_folder(self.home, realm) / _CLASS if realm is Realm.TRAINING else self.home

    def usual_realm(self) -> Realm | None:
        """Return the realm that the window opens where none is named: the official one first, if it has a unit."""
        return next((one for one in (Realm.OFFICIAL, Realm.DEMONSTRATION) if self.founded(one)), None)

    def office(self, realm: Realm) -> Office:
        """Return the office of a realm, the same at every call; in TRAINING that of the course."""
        if realm is Realm.TRAINING and self.ground.course is not None:
            return self.ground.course.stage.cast.office
        with self._lock:
            if realm not in self._offices:
                from oa_desktop.bootstrap.building import build_office
                from oa_desktop.bootstrap.world import WindowClock

                titles = self.ground.titles if realm is Realm.TRAINING else dict
                self._offices[realm] = build_office(self._root_of(realm), realm, clock=WindowClock(), exercises=titles)
                self._built()
            return self._offices[realm]

    def facade(self, realm: Realm) -> Facade:
        """Return what may be told before anybody has signed in."""
        from oa_desktop.bootstrap.demonstration import demonstration_unit
        from oa_desktop.ui.premises import Facade

        grade = self.office(realm).grade.value
        if realm is not Realm.DEMONSTRATION:
            return Facade(grade=grade)
        return Facade(grade=grade, unit=demonstration_unit().name, people=self.introduced())

    def found_demonstration(self, tell: Callable[[int, int], None]) -> None:
        """Found the demonstration's unit, with documents on its desk."""
        from oa_desktop.bootstrap.demonstration import found_demonstration
        from oa_desktop.bootstrap.world import SystemClock

        found_demonstration(self.home, SystemClock().now(), tell)

    def found_official(self, request: FoundingRequest) -> Founded:
        """Found a unit in the official realm."""
        from oa_desktop.bootstrap.building import make_aside
        from oa_desktop.bootstrap.establishing import found_alone

        return make_aside(self.home, Realm.OFFICIAL, lambda office: found_alone(office, request))

    def found_class(self, request: FoundingRequest) -> Founded:
        """Found the unit of a class in the TRAINING realm."""
        from oa_desktop.bootstrap.building import make_aside
        from oa_desktop.bootstrap.establishing import found_alone

        root = self._root_of(Realm.TRAINING)
        return make_aside(root, Realm.TRAINING, lambda office: found_alone(office, request))

    def introduced(self) -> tuple[Introduced, ...]:
        """Return the people of the demonstration, by rank."""
        from oa_desktop.bootstrap.demonstration import demonstration_unit
        from oa_desktop.domain.units.roles import PERMISSIONS
        from oa_desktop.ui.premises import Introduced

        return tuple(
            Introduced(
                name=one.name,
                account=one.account,
                title=one.title,
                duties="、".join(role.value for role in one.roles if role not in PERMISSIONS),
                password=one.password,
            )
            for one in demonstration_unit().people
        )

    def page_fonts(self) -> PageFonts:
        """Look which fonts pages are drawn with."""
        from oa_desktop.bootstrap.checks.printing import page_fonts
        from oa_desktop.bootstrap.machine import this_machine
        from oa_desktop.ui.premises import PageFonts

        standing_in, words, advice = page_fonts(this_machine(self.home, Realm.OFFICIAL))
        return PageFonts(standing_in=standing_in, words=words, advice=advice)

    def isolation(self) -> Isolation:
        """Try what keeps exercises from real papers."""
        from oa_desktop.bootstrap.training_check import checked_here
        from oa_desktop.ui.premises import Isolation, IsolationLayer

        layers = (IsolationLayer(name=one.name, holds=one.holds, means=one.means) for one in checked_here())
        return Isolation(layers=tuple(layers))

    def check_seat(self) -> SeatCheck:
        """Look at what this seat can do."""
        from oa_desktop.bootstrap.machine import this_machine
        from oa_desktop.bootstrap.room_check import checked_seat, draw_sheet, is_fit
        from oa_desktop.ui.premises import SeatCheck, SeatLine

        machine = this_machine(self.home, Realm.TRAINING)
        found = checked_seat(machine)
        lines = (
            SeatLine(subject=one.subject, state=one.state.value, what=one.what, remedy=one.remedy) for one in found
        )
        return SeatCheck(lines=tuple(lines), is_fit=is_fit(found), sheet=draw_sheet(machine, found))

    def log(self, error: BaseException) -> Path | None:
        """Log what nobody foresaw."""
        from oa_desktop.bootstrap.accident import log_accident

        return self._log if log_accident(error, "window", self._log) else None

    def close(self) -> None:
        """Close every store."""
        for office in self._offices.values():
            office.close()
        if "ground" in vars(self):
            self.ground.clear()


def main(home: Path, realm: Realm | None) -> int:
    """Show the window until it is closed; return the exit code, at once where this user has one open already.

    Args:
        home: Root of all realms.
        realm: The realm that was named; None for the one that is there, the official one first; where none is there
            the first run asks.

    Raises:
        Unavailable: ``window.no-screen``, ``window.no-library``, ``disk.no-home``.
    """
    gc.disable()  # there is no rubbish before the window stands
    refuse_without_window()
    keep_private()
    make_home(home)
    from oa_desktop.ui.only_window import OnlyWindow  # Qt is there: it has just been looked at
    from oa_desktop.ui.quick_imports import quicken_imports

    quicken_imports()
    only = OnlyWindow(home)
    if not only.claim():
        return 0
    code = _show(HomePremises(home, built=gc.freeze, realm=realm), realm, only)
    only.give_up()
    return code


def _show(premises: HomePremises, realm: Realm | None, only: OnlyWindow) -> int:
    """Show the window's place at once, and the window in it as soon as everything that it needs is imported."""
    from PySide6.QtCore import QLibraryInfo, Qt

    from oa_desktop.ui.application import make_application
    from oa_desktop.ui.first_light import FirstLight, appear
    from oa_desktop.ui.preferences import Preferences

    preferences = Preferences(premises.preferences_file)
    choose_input_method(os.environ, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
    application = make_application((), preferences, realm)
    windows: list[Window] = []

    def make_ready() -> None:
        from oa_desktop.ui.tasks import Tasks

        tasks = Tasks(light)
        there = partial(open_window, tasks)  # what could not be imported says so there, once more
        tasks.run(lambda _: import_module(_WINDOW), light, there, there)

    def open_window(tasks: Tasks, _imported: object) -> None:
        tasks.close()
        windows.append(_window(premises, realm, preferences, only))
        light.close()
        _keep_for_good(application)

    light = FirstLight(preferences, realm)
    light.seen.connect(make_ready, Qt.ConnectionType.QueuedConnection)
    appear(light, preferences, light.screen().availableSize())
    code = application.exec()
    premises.close()
    return code


def _keep_for_good(application: QApplication) -> None:
    """Look for rubbish from now on, but never again among what stands here now: that would hold the window up."""
    from oa_desktop.ui.sweeping import sweep_here_alone

    gc.freeze()
    sweep_here_alone(application)


def _window(premises: HomePremises, realm: Realm | None, preferences: Preferences, only: OnlyWindow) -> Window:
    from oa_desktop.ui.first_light import appear
    from oa_desktop.ui.window import Window
    from oa_desktop.ui.writing.text.typefaces import add_typefaces

    add_typefaces()
    window = Window(premises, realm or premises.usual_realm(), preferences)
    only.answer_with(window)
    appear(window, preferences, window.screen().availableSize())
    return window
