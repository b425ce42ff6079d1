"""The machine that ``doctor`` examines, as data and a few questions, so that another machine can stand in for it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from oa_desktop import confine
from oa_desktop.bootstrap.network import Outlook, look
from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.screen import loads
from oa_desktop.bootstrap.world import SystemClock
from oa_desktop.domain.realms import Realm
from oa_desktop.i18n.resources import resource_path

LONGEST_START = 10.0
"""Seconds that a confined worker may take to start before it is called broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A machine and the place on it that is examined.

    Attributes:
        home: Root of all realms; may be missing.
        realm: The realm that is examined.
        platform: As ``sys.platform`` names it.
        python: Version of the interpreter.
        environ: The environment.
        user: The user's own folder, where fonts may lie.
        now: The time that the machine claims, with its zone.
        qt_folder: Where PySide6 is installed; None where it is not.
        resource: Finds a data file of the program; raises ``FileNotFoundError``.
        version: Tells the version of an installed package; empty when it is not known.
        free_bytes: Tells the free space of the disk that holds a folder.
        loads: Tells whether the system finds a shared library.
        network: Looks at the machine's network; asks nobody.
        enforced: Tells what holds a confined worker back; raises ``ConfinedFailure``.
    """

    home: Path
    realm: Realm
    platform: str
    python: tuple[int, int, int]
    environ: Mapping[str, str]
    user: Path
    now: datetime
    qt_folder: Path | None
    resource: Callable[[str], Path]
    version: Callable[[str], str]
    free_bytes: Callable[[Path], int]
    loads: Callable[[str], bool]
    network: Callable[[], Outlook]
    enforced: Callable[[], Mapping[str, list[str]]]

    @property
    def folder(self) -> Path:
        """Folder of the realm; may be missing."""
        return realm_folder(self.home, self.realm)


def this_machine(home: Path, realm: Realm) -> Machine:
    """Return the machine that the program runs on."""
    return Machine(
        home=home,
        realm=realm,
        platform=sys.platform,
        python=sys.version_info[:3],
        environ=os.environ,
        user=Path(os.path.expanduser("~")),  # noqa: PTH111 - Path.home() raises where there is none
        now=SystemClock().now(),
        qt_folder=_folder_of("PySide6"),
        resource=resource_path,
        version=_version,
        free_bytes=lambda folder: shutil.disk_usage(folder).free,
        loads=loads,
        network=look,
        enforced=partial(confine.enforced, confine.Limits(start_seconds=LONGEST_START)),
    )


def _folder_of(package: str) -> Path | None:
    found = importlib.util.find_spec(package)
    places = found.submodule_search_locations if found else None
    return Path(places[0]) if places else None


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""
