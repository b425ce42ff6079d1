"""The pictures (屏幕图) that the demonstration leaves: who is about to do what, at the window."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from oa_desktop.bootstrap.accident import log_accident
from oa_desktop.bootstrap.checks.desktop import missing_packages
from oa_desktop.bootstrap.demonstration import Play
from oa_desktop.bootstrap.machine import Machine, this_machine
from oa_desktop.bootstrap.places import log_file
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.stories import Screen, StoryAct
from oa_desktop.i18n import _
from oa_desktop.office.founding import Founded, FoundingRequest
from oa_desktop.office.leaving import write_file
from oa_desktop.office.office import Office
from oa_desktop.training.telling import Telling, said_with

if TYPE_CHECKING:
    from oa_desktop.ui.premises import Facade, Ground, Introduced, Isolation, PageFonts, SeatCheck, Workshop
    from oa_desktop.ui.screens import Screens


_HANDLING = 2
"""The side of a document that shows its handling (流程)."""


def why_none(machine: Machine) -> str:
    """Return in one sentence why no picture can be taken on a machine; empty where they can."""
    if machine.qt_folder is None:
        return _("没有安装界面库 PySide6，没有留下窗口的图片。")
    missing = missing_packages(replace(machine, environ={}))
    said = _("缺少系统库 {packages}，没有留下窗口的图片；其余的都在。").format(packages=" ".join(missing))
    return said if missing else ""


class Gallery:
    """Takes a picture of whoever is about to act, wherever a story asks for one, and one of the end.

    It is a context: at its end every window is closed.
    """

    def __init__(self, play: Play, out: Path) -> None:
        self._play = play
        self._out = out
        self._aside = tempfile.TemporaryDirectory(prefix="oa-desktop-screens-")
        self._screens = _screens(play.cast.office, Path(self._aside.name))
        self._taken = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._screens.close()
        self._aside.cleanup()

    def before(self, telling: Telling, one: StoryAct) -> None:
        """Take a picture of who is about to act, where the story asks for it."""
        if one.screen is not None:
            self._keep(one.kind, _SIGHTS.get(one.screen, _at_the_desk)(self._screens, telling, one))

    def at_the_end(self) -> None:
        """Take a picture of the handling of each document, as it is seen when all is done."""
        last = self._play.cast.session(self._play.archivist)
        for telling in self._play.tellings.values():
            self._keep("handling", self._screens.at_the_desk(last, "done", telling.dossier, _HANDLING))

    def _keep(self, name: str, picture: bytes) -> None:
        self._taken += 1
        write_file(self._out / f"{self._taken:02}-{name}.png", picture)


def _at_the_desk(screens: Screens, telling: Telling, one: StoryAct) -> bytes:
    folder = one.screen.value if one.screen else ""
    return screens.at_the_desk(telling.session(one.account), folder, telling.dossier)


def _flow(screens: Screens, telling: Telling, one: StoryAct) -> bytes:
    return screens.at_the_desk(telling.session(one.account), "everything", telling.dossier, _HANDLING)


def _writing(screens: Screens, telling: Telling, one: StoryAct) -> bytes:
    return screens.writing(telling.session(one.account), telling.texts(one.version))


def _leading(screens: Screens, telling: Telling, one: StoryAct) -> bytes:
    return screens.leading(telling.session(one.account), telling.dossier)


def _dialog(screens: Screens, telling: Telling, one: StoryAct) -> bytes:
    said = said_with(telling, one)
    return screens.asked(telling.session(one.account), telling.dossier, one.kind, one.words, said)


_SIGHTS: Mapping[Screen, Callable[[Screens, Telling, StoryAct], bytes]] = {
    Screen.WRITING: _writing,
    Screen.LEADING: _leading,
    Screen.DIALOG: _dialog,
    Screen.FLOW: _flow,
}
"""How a picture is taken; all others are folders of the desk."""


def _screens(office: Office, aside: Path) -> Screens:
    from oa_desktop.ui.screens import Screens  # nobody but the demonstration pays for Qt

    return Screens(OpenPremises(office, aside), office.realm)


class OpenPremises:
    """The premises of a window before an office that is open already."""

    def __init__(self, office: Office, aside: Path) -> None:
        self._office = office
        self.preferences_file = aside / "window.ini"

    @property
    def ground(self) -> Ground:
        """Nowhere: no exercise is laid out here."""
        raise Refused("training.elsewhere", realm=self._office.realm.label)

    @property
    def workshop(self) -> Workshop:
        """Nowhere: no exercise is made here."""
        raise Refused("training.elsewhere", realm=self._office.realm.label)

    def founded(self, _realm: Realm) -> bool:
        """Whether a unit is there; it always is."""
        return True

    def office(self, _realm: Realm) -> Office:
        """Return the office that is open."""
        return self._office

    def facade(self, _realm: Realm) -> Facade:
        """Return what may be told before anybody has signed in."""
        from oa_desktop.ui.premises import Facade

        return Facade(grade=self._office.grade.value)

    def found_demonstration(self, _tell: Callable[[int, int], None]) -> None:
        """Refuse: there is a unit."""
        raise Refused("unit.exists")

    def found_official(self, _request: FoundingRequest) -> Founded:
        """Refuse: there is a unit."""
        raise Refused("unit.exists")

    def found_class(self, _request: FoundingRequest) -> Founded:
        """Refuse: there is a unit."""
        raise Refused("unit.exists")

    def introduced(self) -> tuple[Introduced, ...]:
        """Return nobody: nobody has to sign in."""
        return ()

    def page_fonts(self) -> PageFonts:
        """Look which fonts pages are drawn with."""
        from oa_desktop.bootstrap.checks.printing import page_fonts
        from oa_desktop.ui.premises import PageFonts

        standing_in, words, advice = page_fonts(this_machine(self.preferences_file.parent, Realm.DEMONSTRATION))
        return PageFonts(standing_in=standing_in, words=words, advice=advice)

    def isolation(self) -> Isolation:
        """Return no layer: what is demonstrated here is no exercise."""
        from oa_desktop.ui.premises import Isolation

        return Isolation(layers=())

    def check_seat(self) -> SeatCheck:
        """Return no line: nobody has a class here."""
        from oa_desktop.ui.premises import SeatCheck

        return SeatCheck(lines=(), is_fit=True, sheet=b"")

    def log(self, error: BaseException) -> Path | None:
        """Log what nobody foresaw."""
        return log_file() if log_accident(error, "demo", log_file()) else None
