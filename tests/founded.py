"""Units that are founded for tests which are not about passwords: whoever signs in pays next to nothing for it."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from oa_desktop.bootstrap.building import found_unit, office_in
from oa_desktop.bootstrap.demonstration import demonstration_unit, found_demonstration
from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.world import SystemClock
from oa_desktop.domain.realms import Realm
from oa_desktop.office.office import Office
from oa_desktop.security.accounts import Terms
from oa_desktop.security.password import Argon2Parameters

QUICK = Terms(argon2=Argon2Parameters(memory_kib=8, time_cost=1, lanes=1))
_FIRST = "Anfang-"
"""Stands before the password that somebody else has chosen for everybody, and that they have changed."""


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder of this process like one that the first of all test processes to need it has made."""
    among_all = factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else factory.getbasetemp()
    made = among_all / f"once-{name}"
    with FileLock(made.with_suffix(".lock")):
        if not made.exists():
            aside = factory.mktemp(name)
            make(aside)
            aside.rename(made)
    return Path(shutil.copytree(made, factory.mktemp(name), dirs_exist_ok=True))


def demonstrated_once(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a demonstration of one's own that was laid out once for all."""
    now = datetime.now().astimezone()
    return made_once(
        factory, "demonstration", lambda home: found_demonstration(home, now, lambda _done, _total: None, terms=QUICK)
    )


def found_quickly(home: Path, realm: Realm = Realm.DEMONSTRATION) -> None:
    """Found the unit of the demonstration below a root; everybody has chosen the published password themselves."""
    unit = demonstration_unit()
    people = tuple(replace(one, password=_FIRST + one.password) for one in unit.people)
    found_unit(home, realm, replace(unit, people=people), office_aside=partial(_office, realm))
    with contextlib.closing(_office(realm, realm_folder(home, realm))) as office:
        for one in unit.people:
            office.change_password(one.account, _FIRST + one.password, one.password)


def _office(realm: Realm, folder: Path) -> Office:
    return office_in(folder, realm, SystemClock(), QUICK)
