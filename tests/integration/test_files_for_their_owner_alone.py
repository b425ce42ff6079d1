"""Whatever is made below the root of a store is for its owner alone, even where the user's mask hides nothing."""

import os
from pathlib import Path

import pytest

from oa_desktop.bootstrap.alone import alone
from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.office.office import Office
from oa_desktop.ui.only_window import OnlyWindow
from tests.rigs.walk import SYSTEM
from tests.rigs.world import MORNING, REALM, found, ports, unit

PASSWORDS = {one.account: one.password for one in unit().people}


@pytest.fixture
def unmasked():
    """A process whose files are for everybody unless they are made otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(root: Path) -> list[str]:
    return [str(path.relative_to(root)) for path in root.rglob("*") if path.stat().st_mode & 0o077]


@pytest.mark.usefixtures("unmasked")
def test_store_slots_locks_log_contents_and_a_backup_are_made_for_their_owner_alone(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    with alone(folder / "making"):
        assert open_to_others(tmp_path) == []
    found(folder)
    office = Office(REALM, ports(folder, "one life", ScriptClock(MORNING)))
    session = office.sign_in(SYSTEM, PASSWORDS[SYSTEM])
    session.administration.back_up(tmp_path / "backup")
    assert {"store.db-wal", "writer.lock", "slots.json.lock"} <= {path.name for path in folder.iterdir()}
    assert open_to_others(tmp_path) == []
    office.close()


@pytest.mark.usefixtures("unmasked")
def test_bell_and_lock_of_the_only_window_are_for_their_owner_alone(tmp_path):
    window = OnlyWindow(tmp_path)
    assert window.claim()
    assert open_to_others(tmp_path) == []
    window.give_up()
