"""A unit for every module and the command line in it; what the demonstration leaves, once for all."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from oa_desktop.cli.program import run
from oa_desktop.domain.realms import Realm
from tests.fakes.command_line import Desk
from tests.founded import found_quickly, made_once


@pytest.fixture(autouse=True)
def rubbish_is_looked_for_again() -> Iterator[None]:
    """Look for rubbish as Python does after a demonstration in this process has drawn its windows."""
    yield
    gc.enable()


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a unit in which nobody has done anything."""
    return made_once(tmp_path_factory, "untouched", lambda home: found_quickly(home, Realm.OFFICIAL))


@pytest.fixture(scope="module")
def founded(untouched: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a unit whose people have their first passwords."""
    return Path(shutil.copytree(untouched, tmp_path_factory.mktemp("home"), dirs_exist_ok=True))


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the demonstration leaves; it is only looked at."""
    return made_once(tmp_path_factory, "demo", _demonstrate) / "out"


def _demonstrate(folder: Path) -> None:
    assert run(["demo", "--out", str(folder / "out")]) == 0


@pytest.fixture
def desk(founded: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """The command line in that unit, and what it said last."""
    return Desk(founded, capsys)
