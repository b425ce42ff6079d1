"""A disk that is full in the middle of an act on the archive: one sentence, nothing half, and it goes on after."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from oa_desktop.domain.errors import Unavailable
from tests.rigs.archive_acts import ARCHIVE_ACTS
from tests.rigs.archive_beginnings import Beginning, beginnings, opened, signed_in
from tests.rigs.archive_deaths import STORE, what_is_wrong
from tests.rigs.full_disk import FullDisk, connect_with_room
from tests.rigs.world import Adapters

ROOMY = Adapters()
ROOM = (4, 12, 24)
"""Pages by which the database may grow; signing in takes the first of them."""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Beginning]:
    return beginnings(tmp_path_factory.mktemp("archive"), 1)


class Full:
    """What makes files outside of the store, on a disk that takes no more from some file on; 0 for a disk with room."""

    at = made = 0

    def hear(self, event: str, said: tuple) -> None:
        if self.at and (event == "os.mkdir" or (event == "open" and "x" in str(said[1]))):
            self.made += 1
            if self.made >= self.at:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def full_from(file: int) -> Iterator[None]:
    HEARD.at, HEARD.made = file, 0
    try:
        yield
    finally:
        HEARD.at = 0


HEARD = Full()
sys.addaudithook(HEARD.hear)


def tried(kind: str, begun: Beginning, place: Path, name: str, adapters: Adapters = ROOMY, at: int = 0) -> str:
    """Do an act and return the code of what it failed with; nothing of it may stand half."""
    act, code, office = ARCHIVE_ACTS[kind], "", opened(place / STORE, name, begun.now, adapters)
    try:
        session = signed_in(office)
        if adapters.death:
            adapters.death.at = adapters.death.steps + at
        act.do(session, begun, place)
    except Unavailable as error:
        code = error.code
    office.close()
    office = opened(place / STORE, f"{name} looked at", begun.now)
    session = signed_in(office)
    assert what_is_wrong(act, session, begun, place) == []
    assert not (code and session._office.store.blobs.unreferenced()), "what it had kept is gone again"
    assert act.stands(session, begun, place) or code
    office.close()
    return code


@pytest.mark.parametrize("kind", ["arrange", "take-in"])
def test_a_database_that_cannot_grow_leaves_nothing_half_filed_and_the_same_act_is_done_when_it_can(
    tmp_path: Path, begun: Mapping[str, Beginning], kind: str
) -> None:
    shutil.copytree(begun[kind].store, tmp_path / STORE)
    said = [
        tried(kind, begun[kind], tmp_path, f"{kind} {room}", Adapters(opener=connect_with_room(room))) for room in ROOM
    ]
    assert "disk.full" in said
    assert set(said) <= {"disk.full", ""}
    assert tried(kind, begun[kind], tmp_path, f"{kind} at last") == ""


@pytest.mark.parametrize("step", [1, 9, 24])
def test_contents_that_find_no_room_leave_nothing_taken_in(
    tmp_path: Path, begun: Mapping[str, Beginning], step: int
) -> None:
    shutil.copytree(begun["take-in"].store, tmp_path / STORE)
    full = Adapters(death=FullDisk(call=lambda _: None))
    assert tried("take-in", begun["take-in"], tmp_path, "full", full, step) == "disk.full"
    assert tried("take-in", begun["take-in"], tmp_path, "with room") == ""


def test_a_folder_that_finds_no_room_leaves_no_package_and_no_trace_of_one(
    tmp_path: Path, begun: Mapping[str, Beginning]
) -> None:
    shutil.copytree(begun["pack"].store, tmp_path / STORE)
    for file in (1, 2, 12, 40):
        with full_from(file):
            assert tried("pack", begun["pack"], tmp_path, f"full from {file}") == "disk.full"
        assert [path.name for path in tmp_path.iterdir()] == [STORE]
    assert tried("pack", begun["pack"], tmp_path, "with room") == ""
