"""A unit that was founded by command, once a module, and the command line in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.cli.program import run
from tests.fakes.command_line import UNIT, Desk


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a unit whose people have their first passwords."""
    home = tmp_path_factory.mktemp("home")
    assert run(["--home", str(home), "found", str(UNIT)]) == 0
    return home


@pytest.fixture
def desk(founded: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """The command line in that unit, and what it said last."""
    return Desk(founded, capsys)
