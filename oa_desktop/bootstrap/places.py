"""Where a user's data lie (数据目录): one root, one folder a realm; exercises have a root of their own."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.realms import Realm

HOME_VARIABLE = "OA_DESKTOP_HOME"
PRIVATE = 0o077
"""What is made below a root is for its owner alone."""


_PROGRAM, _TRAINING = "oa_desktop", "oa_desktop_training"
_TRAINING_BELOW = "training-root"
"""The root of exercises below a root that was named; no other realm looks there."""


def data_home(named: str | None = None, realm: Realm | None = None) -> Path:
    """Return the root of a realm: as named, as the environment says, or the user's own data folder.

    The OFFICIAL and the DEMONSTRATION realm have one root, in which each has its folder; TRAINING has another.
    """
    chosen = named or os.environ.get(HOME_VARIABLE)
    if realm is Realm.TRAINING:
        return Path(chosen) / _TRAINING_BELOW if chosen else _own(_TRAINING)
    return Path(chosen) if chosen else _own(_PROGRAM)


def _own(name: str) -> Path:
    return Path(platformdirs.user_data_path(name, appauthor=False))


def kept_from_training(named: str | None = None) -> tuple[Path, ...]:
    """Return the folders that hold what is no exercise: the user's own root, and the realms below one that is named."""
    below = (realm_folder(data_home(named), one) for one in Realm if one is not Realm.TRAINING)
    return (_own(_PROGRAM), *below)


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


def log_file(realm: Realm | None = None) -> Path:
    """Return the file that errors of the program are logged in; exercises have one of their own."""
    name = _TRAINING if realm is Realm.TRAINING else _PROGRAM
    return Path(platformdirs.user_log_path(name, appauthor=False)) / "errors.log"


def realm_folder(home: Path, realm: Realm) -> Path:
    """Return the folder of one realm; realms share nothing."""
    return home / realm.value
