"""A disk that is full while a unit is founded, restored or backed up: one sentence, nothing left behind, and again."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from oa_desktop.bootstrap.building import found_unit
from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.cli.program import sentence
from oa_desktop.domain.errors import OfficeError
from oa_desktop.office.office import Office
from tests.rigs.full_disk import FullDisk, connect_with_room
from tests.rigs.leaps import later_release
from tests.rigs.planted import LATER
from tests.rigs.sentences import must_be_a_sentence
from tests.rigs.upheavals import UPHEAVALS, Given, Life, given
from tests.rigs.walk import SYSTEM
from tests.rigs.world import MORNING, REALM, Adapters, ports, unit

SAYS_SO = {"disk.full", "key-slots.unwritable"}
POINTS = 16
"""How many steps of a long act are tried, the last ones of all among them."""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Given:
    """A unit at work, and its backup."""
    return given(tmp_path_factory.mktemp("known"), 1)


def a_life(home: Path, known: Given, adapters: Adapters, name: str = "full") -> Life:
    return Life(home=home, name=name, clock=ScriptClock(MORNING), adapters=adapters, given=known)


def points(steps: int) -> list[int]:
    """Return steps of an act at which the room is to end: its last ones, and some of those before."""
    last = range(steps - POINTS // 2 + 1, steps + 1)
    return sorted({*random.Random(1).sample(range(1, last.start), POINTS // 2), *last})


def refused_for_want_of_room(act: Callable[[FullDisk], object], step: int) -> None:
    disk = FullDisk(call=lambda _: None, at=step)
    with pytest.raises(OfficeError) as caught:
        act(disk)
    assert caught.value.code in SAYS_SO
    must_be_a_sentence(sentence(caught.value))


@pytest.mark.parametrize("kind", ["found", "restore"])
def test_a_full_disk_at_any_step_leaves_no_store_and_it_is_made_when_there_is_room(tmp_path, known, kind):
    roots = (tmp_path / str(number) for number in range(1000))

    def act(disk: FullDisk) -> None:
        UPHEAVALS[kind].act(a_life(root, known, Adapters(death=disk)))

    root, free = next(roots), FullDisk(call=lambda _: None)
    act(free)
    for step in points(free.steps):
        root = next(roots)
        refused_for_want_of_room(act, step)
        assert not root.exists() or list(root.iterdir()) == []
        if step % 5 == 0:
            act(FullDisk(call=lambda _: None))
            assert [path.name for path in root.iterdir()] == [REALM.value]


@pytest.fixture
def working(tmp_path: Path, known: Given) -> Iterator[tuple[Office, FullDisk]]:
    """The unit of the backup at work again, on a disk that may be full."""
    disk = FullDisk(call=lambda _: None)
    UPHEAVALS["restore"].act(a_life(tmp_path / "root", known, Adapters()))
    life = a_life(tmp_path / "root", known, Adapters(death=disk), "again")
    office = life.office(life.folder)
    yield office, disk
    office.close()


def test_a_full_disk_at_any_step_leaves_no_backup_and_one_is_made_when_there_is_room(tmp_path, known, working):
    office, full = working
    session = office.sign_in(SYSTEM, known.ledger.passwords[SYSTEM][-1])
    targets = tmp_path / "backups"
    targets.mkdir()
    full.steps = 0
    held = session.administration.back_up(targets / "first")
    for step in points(full.steps):
        full.steps, full.at = 0, step
        with pytest.raises(OfficeError) as caught:
            session.administration.back_up(targets / "second")
        full.at = 0
        assert caught.value.code == "disk.full"
        must_be_a_sentence(sentence(caught.value))
        assert [path.name for path in targets.iterdir()] == ["first"]
    assert session.administration.back_up(targets / "second").entries > held.entries
    assert session.administration.verify().sound


@pytest.mark.parametrize("pages", [1, 3, 10])
def test_a_database_that_cannot_grow_leaves_no_unit(tmp_path, known, pages):
    with pytest.raises(OfficeError) as caught:
        UPHEAVALS["found"].act(a_life(tmp_path, known, Adapters(opener=connect_with_room(pages))))
    assert caught.value.code == "disk.full"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("pages", [1, 5, 40])
def test_a_later_release_that_finds_no_room_leaves_the_store_as_it_was(tmp_path, known, pages):
    upheaval, release = UPHEAVALS["migrate"], later_release(LATER)
    life = a_life(tmp_path, known, Adapters(release=release, opener=connect_with_room(pages)))
    upheaval.prepare(life.folder, known)
    with pytest.raises(OfficeError) as caught:
        upheaval.act(life)
    assert caught.value.code == "disk.full"
    assert list(upheaval.halves(life.folder, known)) == []
    assert not upheaval.stands(life.folder, known)
    upheaval.act(a_life(tmp_path, known, Adapters(release=release)))
    assert upheaval.stands(life.folder, known)


def test_two_programs_that_found_in_one_place_do_not_get_in_each_other_s_way(tmp_path):
    said: list[str] = []

    def office_aside(folder: Path) -> Office:
        with pytest.raises(OfficeError) as caught:
            found_unit(tmp_path, REALM, unit())
        said.append(caught.value.code)
        return Office(REALM, ports(folder, "first", ScriptClock(MORNING)))

    found_unit(tmp_path, REALM, unit(), office_aside=office_aside)
    assert said == ["store.busy"]
    assert [path.name for path in tmp_path.iterdir()] == [REALM.value]
