"""Whatever is broken in a store's files, looking at them lists it and never fails."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.storage import sqlite
from oa_desktop.storage.cipher import keys_of
from tests.builders import PEOPLE, STORE_KEY, Writer, new_store, sight_of, stores_in

ROOT = Path(__file__).parents[2]
PAGE = 4096
DOCUMENTS = 14


def fill(folder: Path) -> Any:
    store, writer = new_store(folder), Writer()
    writer.name_people(store)
    for number in range(DOCUMENTS):
        dossier = writer.draft(store, f"关于第{number}件事的通知", text=f"正文{number}" * 400)
        writer.go(store, dossier, number % 4)
        writer.number(store, number + 1, dossier)
    for number in range(5):
        store.blobs.keep(bytes([number]) * 1000)
    return store


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home") / "official"
    fill(folder).close()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "official")


@pytest.fixture(scope="module")
def later(made: Path, tmp_path_factory: pytest.TempPathFactory) -> range:
    """Pages behind all those without which a store does not open."""
    copy = shutil.copytree(made, tmp_path_factory.mktemp("pages") / "official")
    pages = range(1, (copy / "store.db").stat().st_size // PAGE + 1)
    found = range(max(page for page in pages if not opens_without(copy, page)) + 1, pages.stop)
    assert len(found) > len(pages) // 3
    return found


def opens_without(folder: Path, page: int) -> bool:
    """Whether a store opens when a page is damaged."""
    with damaged(folder / "store.db", page):
        try:
            opened(folder).close()
        except Unavailable:
            return False
    return True


@contextmanager
def damaged(database: Path, *pages: int) -> Iterator[None]:
    """Overwrite some bytes of pages, which count from 1, and mend them afterwards."""
    whole = database.read_bytes()
    data = bytearray(whole)
    for page in pages:
        start = (page - 1) * PAGE + 40
        data[start : start + 40] = bytes(one ^ 255 for one in data[start : start + 40])
    database.write_bytes(data)
    yield
    database.write_bytes(whole)


def opened(folder: Path) -> Any:
    return stores_in(folder).open(STORE_KEY)


def checked(folder: Path) -> tuple[str, ...] | None:
    """Return what a look at a store lists, None where it does not even open."""
    try:
        store = opened(folder)
    except Unavailable as error:
        return None if error.code == "store.damaged" else (error.code,)
    try:
        found: tuple[str, ...] = store.check()
        return found
    finally:
        store.close()


def test_damage_to_any_page_of_any_table_or_index_is_listed_with_its_page(folder: Path) -> None:
    database = folder / "store.db"
    pages = database.stat().st_size // PAGE
    unopened = []
    for page in range(1, pages + 1):
        with damaged(database, page):
            found = checked(folder)
        if found is None:
            unopened.append(page)
        else:
            assert any(line.startswith("store.damaged ") and f"page {page}" in line for line in found), page
    assert checked(folder) == ()
    assert pages > 50
    assert 1 in unopened and len(unopened) < 9, "only the pages that say which tables there are"


def test_damage_to_a_page_that_lies_unused_is_listed_too(folder: Path) -> None:
    database = folder / "store.db"
    connection = sqlite.connect(database, keys_of(stores_in(folder).cipher, STORE_KEY).database, Realm.OFFICIAL, True)
    connection.execute("CREATE TABLE thrown (away)")
    connection.execute("INSERT INTO thrown VALUES (zeroblob(40000))")
    connection.execute("DROP TABLE thrown")
    connection.close()
    last = database.stat().st_size // PAGE
    with damaged(database, last):
        assert checked(folder) == (f"store.damaged HMAC verification failed for page {last}",)
    assert checked(folder) == ()


def test_every_damaged_page_is_listed_and_contents_are_not_accused_for_it(folder: Path, later: range) -> None:
    with damaged(folder / "store.db", *later):
        found = checked(folder)
    assert found is not None
    assert {f"store.damaged HMAC verification failed for page {page}" for page in later} <= set(found)
    assert not [line for line in found if line.startswith("blob.unknown-file")]


def test_after_a_damaged_page_the_sound_ones_can_still_be_read(folder: Path, later: range) -> None:
    database = folder / "store.db"
    met = 0
    for page in later[::2]:
        with damaged(database, page):
            store = opened(folder)
            if meets_damage(store):
                met += 1
                assert len(store.journals()) == DOCUMENTS + 1
            store.close()
    assert met > 3


def meets_damage(store: Any) -> bool:
    """Whether reading lists and searching meets the damaged page."""
    try:
        store.ask(q.Everything(limit=1000), sight_of(PEOPLE[0], Role.DRAFTER))
        store.ask(q.Search(text="正文", limit=1000), sight_of(PEOPLE[0], Role.DRAFTER))
    except Unavailable as error:
        return error.code == "store.damaged"
    return False


@pytest.mark.parametrize("left", [0, 1, PAGE, 5 * PAGE, 20 * PAGE, 20 * PAGE + 100])
def test_a_database_that_is_cut_while_it_is_open_is_listed(folder: Path, left: int) -> None:
    store = opened(folder)
    with (folder / "store.db").open("rb+") as file:
        file.truncate(left)
    assert any(line.startswith("store.damaged") for line in store.check())
    store.close()


def test_a_database_that_is_gone_while_it_is_open_is_listed_and_not_made_anew(folder: Path) -> None:
    store = opened(folder)
    for path in folder.glob("store.db*"):
        path.unlink()
    assert "store.damaged store.db" in store.check()
    assert not (folder / "store.db").exists()
    store.close()


DIES = """
import os, signal, sys
from pathlib import Path
from tests.builders import STORE_KEY, Writer, stores_in
store = stores_in(Path(sys.argv[1])).open(STORE_KEY)
for number in range(4):
    Writer(device=f"{number:03x}" + "f" * 29).draft(store, "关于写了没有并入的通知", text="正文" * 5000)
store.blobs.keep(b"later")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("harm", [b"", b"x" * 5000, None])
def test_a_write_ahead_log_that_is_lost_or_spoilt_after_a_crash_takes_its_tail_with_it_and_no_more(
    folder: Path, harm: bytes | None
) -> None:
    ended = subprocess.run([sys.executable, "-c", DIES, str(folder)], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    log = folder / "store.db-wal"
    assert log.stat().st_size > PAGE
    if harm is None:
        log.unlink()
    else:
        log.write_bytes(harm)
    (folder / "store.db-shm").unlink()
    found = checked(folder)
    assert found is not None
    assert {line.split()[0] for line in found} == {"blob.unknown-file"}


def test_contents_without_their_folder_are_each_listed_as_missing(folder: Path) -> None:
    store = opened(folder)
    shutil.rmtree(folder / "blobs")
    found = store.check()
    assert found[0] == "store.damaged blobs"
    assert [line.split()[0] for line in found[1:]] == ["blob.missing"] * 5
    (folder / "blobs").write_text("a file where the folder should be")
    assert store.check() == found
    store.close()


def test_a_lost_file_is_listed_beside_a_database_that_is_damaged_elsewhere(folder: Path) -> None:
    lost = sorted(path for path in (folder / "blobs").rglob("*") if path.is_file())[2]
    lost.unlink()
    lost.with_name("stranger").symlink_to("nowhere")
    last = (folder / "store.db").stat().st_size // PAGE
    with damaged(folder / "store.db", last):
        found = checked(folder)
    assert found is not None
    kinds = [line.split()[0] for line in found]
    assert kinds.count("store.damaged") >= 1
    assert kinds.count("blob.missing") == 1
    assert f"blob.unknown-file {lost.parent.name}/stranger" in found


def test_damage_that_nobody_looked_for_would_not_be_listed(folder: Path) -> None:
    """The rig itself: only the damage makes the lines."""
    with damaged(folder / "store.db"):
        assert checked(folder) == ()
