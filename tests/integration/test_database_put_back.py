"""The database alone is put back to an older copy, lost or damaged: who keeps the unit is told, and the trail says so."""

import contextlib
import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from oa_desktop.domain.ids import audit_journal
from oa_desktop.office.office import Office
from oa_desktop.office.session import Session
from tests.builders import says
from tests.rigs.walk import SYSTEM
from tests.rigs.world import MORNING, REALM, ScriptClock, found, ports, unit

PASSWORDS = {one.account: one.password for one in unit().people}
CLERK = "zhouyue"
LIVES = itertools.count()


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: Any) -> Path:
    """A unit, closed, and an older copy of its database beside it."""
    folder: Path = tmp_path_factory.mktemp("unit") / "unit"
    folder.mkdir()
    found(folder)
    with signed_in(folder, CLERK):
        pass
    shutil.copy(folder / "store.db", folder / "older.db")
    with signed_in(folder, CLERK):
        pass
    return folder


@pytest.fixture
def folder(at_work: Path, tmp_path: Path) -> Path:
    shutil.copytree(at_work, tmp_path / "unit")
    return tmp_path / "unit"


@contextlib.contextmanager
def signed_in(folder: Path, account: str) -> Iterator[Session]:
    with contextlib.closing(Office(REALM, ports(folder, f"life {next(LIVES)}", ScriptClock(MORNING)))) as office:
        session = office.sign_in(account, PASSWORDS[account])
        yield session
        session.sign_out()


def incidents(session: Session, code: str) -> list[Any]:
    entries = session._desk.store.entries(audit_journal(session._desk.unit))
    return [one.entry.payload for one in entries if one.entry.payload.get("code") == code]


def test_nobody_is_told_anything_while_the_store_is_what_it_was(folder):
    for _ in range(2):
        with signed_in(folder, SYSTEM) as session:
            assert "store.put-back" not in session.notices
            assert incidents(session, "store.set-back") == []


def test_administrators_are_told_of_a_database_that_was_put_back_until_the_desk_is_another_and_the_trail_once(folder):
    (folder / "older.db").replace(folder / "store.db")
    with signed_in(folder, CLERK) as session:
        assert "store.put-back" not in session.notices
        recorded = incidents(session, "store.set-back")
        assert recorded
    for _ in range(2):
        with signed_in(folder, SYSTEM) as session:
            assert "store.put-back" in session.notices
            assert incidents(session, "store.set-back") == recorded


def test_a_store_that_did_not_open_is_recorded_when_it_opens_again(folder):
    kept = (folder / "store.db").rename(folder / "away")
    for lost in (None, b"rubbish" * 1000):
        if lost:
            (folder / "store.db").write_bytes(lost)
        with says("store.damaged"), signed_in(folder, SYSTEM):
            pass
    kept.replace(folder / "store.db")
    with signed_in(folder, SYSTEM) as session:
        assert [one["count"] for one in incidents(session, "store.damaged")] == [2]
    with signed_in(folder, SYSTEM) as session:
        assert len(incidents(session, "store.damaged")) == 1
