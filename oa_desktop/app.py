"""The window's root (窗口程序的根): the premises of the window out of real adapters, and the program's one window."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from oa_desktop.bootstrap.accident import log_accident
from oa_desktop.bootstrap.places import data_home, keep_private, log_file, realm_folder
from oa_desktop.domain.realms import Realm
from oa_desktop.i18n import _
from oa_desktop.office.founding import Founded, FoundingRequest
from oa_desktop.office.office import Office
from oa_desktop.ui.application import make_application
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.premises import Introduced
from oa_desktop.ui.window import Window

PREFERENCES = "window.ini"


class HomePremises:
    """The realms below one root; the adapters are imported at the first call that needs them.

    Attributes:
        home: Root of all realms.
        preferences_file: Where the window keeps its own layout.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.preferences_file = home / PREFERENCES
        self._offices: dict[Realm, Office] = {}
        self._lock = threading.Lock()

    def founded(self, realm: Realm) -> bool:
        """Whether a unit has been founded in a realm."""
        return realm_folder(self.home, realm).exists()

    def office(self, realm: Realm) -> Office:
        """Return the office of a realm, the same at every call."""
        from oa_desktop.bootstrap.building import build_office

        with self._lock:
            if realm not in self._offices:
                self._offices[realm] = build_office(self.home, realm)
            return self._offices[realm]

    def found_demonstration(self, tell: Callable[[int, int], None]) -> None:
        """Found the demonstration's unit."""
        from oa_desktop.bootstrap.building import demonstration_unit, found_unit

        tell(0, 1)
        found_unit(self.home, Realm.DEMONSTRATION, demonstration_unit())
        tell(1, 1)

    def found_official(self, request: FoundingRequest) -> Founded:
        """Found a unit in the official realm."""
        return self.office(Realm.OFFICIAL).found(request)

    def introduced(self) -> tuple[Introduced, ...]:
        """Return the people of the demonstration, by rank."""
        from oa_desktop.bootstrap.building import demonstration_unit

        return tuple(
            Introduced(name=one.name, account=one.account, title=one.title, password=one.password)
            for one in demonstration_unit().people
        )

    def log(self, error: BaseException) -> Path | None:
        """Log what nobody foresaw."""
        return log_file() if log_accident(error, "window", log_file()) else None

    def close(self) -> None:
        """Close every store."""
        for office in self._offices.values():
            office.close()


def main(arguments: Sequence[str]) -> int:
    """Show the window until it is closed; return the exit code."""
    told = _told(arguments)
    keep_private()
    premises = HomePremises(data_home(told.home))
    premises.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    preferences = Preferences(premises.preferences_file)
    application = make_application((), preferences)
    realm = Realm(told.realm)
    if realm is Realm.DEMONSTRATION and not premises.founded(realm):
        premises.found_demonstration(lambda _done, _total: None)
    window = Window(premises, realm, preferences)
    window.show()
    code = application.exec()
    premises.close()
    return code


def _told(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="oa-desktop", description=_("公文办公桌"))
    parser.add_argument("--home", default=None)
    parser.add_argument("--realm", choices=[realm.value for realm in Realm], default=Realm.OFFICIAL.value)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
