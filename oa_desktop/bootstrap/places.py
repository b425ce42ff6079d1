"""Where a user's data lie (数据目录): one root, one folder a realm."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.realms import Realm

HOME_VARIABLE = "OA_DESKTOP_HOME"
PRIVATE = 0o077
"""What is made below a root is for its owner alone."""


def data_home(named: str | None = None) -> Path:
    """Return the root of all realms: as named, as the environment says, or the user's own data folder."""
    chosen = named or os.environ.get(HOME_VARIABLE)
    return Path(chosen) if chosen else Path(platformdirs.user_data_path("oa_desktop", appauthor=False))


def make_home(home: Path) -> None:
    """Make the root of all realms, for its owner alone, unless it is there.

    Raises:
        Unavailable: ``disk.no-home``.
    """
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Unavailable("disk.no-home", folder=str(home), reason=error.strerror or str(error)) from error


def keep_private() -> None:
    """Let every file that this process makes from now on be for its owner alone, whatever the user's mask."""
    os.umask(PRIVATE)


def log_file() -> Path:
    """Return the file that errors of the program are logged in."""
    return Path(platformdirs.user_log_path("oa_desktop", appauthor=False)) / "errors.log"


def realm_folder(home: Path, realm: Realm) -> Path:
    """Return the folder of one realm; realms share nothing."""
    return home / realm.value
