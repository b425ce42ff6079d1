"""The pictures (屏幕图) that the demonstration leaves: who is about to do what, at the window."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from oa_desktop.bootstrap.accident import log_accident
from oa_desktop.bootstrap.checks.desktop import missing_packages
from oa_desktop.bootstrap.machine import Machine, this_machine
from oa_desktop.bootstrap.places import log_file
from oa_desktop.bootstrap.telling import Telling
from oa_desktop.catalogue.stories import StoryAct
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.i18n import _
from oa_desktop.office.founding import Founded, FoundingRequest
from oa_desktop.office.leaving import write_file
from oa_desktop.office.office import Office

if TYPE_CHECKING:
    from oa_desktop.ui.premises import Facade, Introduced, PageFonts
    from oa_desktop.ui.screens import Screens


_FOLDERS = {"recall": "in-hand"}
"""Where who acts finds the document; 待办 where it is not said."""
_SIGNING = "issue"
"""The act that is done at the leader's desk."""
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
    """Takes a picture of every sort of act of every person, and one of the end.

    It is a context: at its end every window is closed.
    """

    def __init__(self, telling: Telling, out: Path) -> None:
        self._telling = telling
        self._out = out
        self._aside = tempfile.TemporaryDirectory(prefix="oa-desktop-screens-")
        self._screens = _screens(telling.cast.office, Path(self._aside.name))
        self._taken: list[tuple[str, str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._screens.close()
        self._aside.cleanup()

    def before(self, one: StoryAct) -> None:
        """Take a picture of who is about to act, unless there is one of that person and sort of act."""
        step = (one.account, one.kind)
        if step not in self._taken:
            self._keep(step, self._picture(one))

    def at_the_end(self) -> None:
        """Take a picture of the document's handling as the last person sees it."""
        last = self._telling.session(self._telling.story.acts[-1].account)
        self._keep(("", "handling"), self._screens.at_the_desk(last, "done", self._telling.dossier, _HANDLING))

    def _picture(self, one: StoryAct) -> bytes:
        session = self._telling.session(one.account)
        if one.kind == "draft":
            return self._screens.writing(session, self._telling.texts(one.version))
        if one.kind == _SIGNING:
            return self._screens.leading(session, self._telling.dossier)
        return self._screens.at_the_desk(session, _FOLDERS.get(one.kind, "to-do"), self._telling.dossier)

    def _keep(self, step: tuple[str, str], picture: bytes) -> None:
        self._taken.append(step)
        write_file(self._out / f"{len(self._taken):02}-{step[1]}.png", picture)


def _screens(office: Office, aside: Path) -> Screens:
    from oa_desktop.ui.screens import Screens  # nobody but the demonstration pays for Qt

    return Screens(_Stage(office, aside), office.realm)


class _Stage:
    """The premises of a window before an office that is open already."""

    def __init__(self, office: Office, aside: Path) -> None:
        self._office = office
        self.preferences_file = aside / "window.ini"

    def founded(self, _realm: Realm) -> bool:
        return True

    def office(self, _realm: Realm) -> Office:
        return self._office

    def facade(self, _realm: Realm) -> Facade:
        from oa_desktop.ui.premises import Facade

        return Facade(grade=self._office.grade.value)

    def found_demonstration(self, _tell: Callable[[int, int], None]) -> None:
        raise Refused("unit.exists")

    def found_official(self, _request: FoundingRequest) -> Founded:
        raise Refused("unit.exists")

    def introduced(self) -> tuple[Introduced, ...]:
        return ()

    def page_fonts(self) -> PageFonts:
        from oa_desktop.bootstrap.checks.printing import page_fonts
        from oa_desktop.ui.premises import PageFonts

        standing_in, words, advice = page_fonts(this_machine(self.preferences_file.parent, Realm.DEMONSTRATION))
        return PageFonts(standing_in=standing_in, words=words, advice=advice)

    def log(self, error: BaseException) -> Path | None:
        return log_file() if log_accident(error, "demo", log_file()) else None
