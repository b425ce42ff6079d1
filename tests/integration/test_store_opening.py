"""Opening: one writer, and every kind of wrong store is told apart and refused before anything is written."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import literal_column, select
from sqlalchemy.engine.interfaces import CacheStats
from sqlalchemy.exc import DatabaseError

from oa_desktop.domain.errors import OfficeError, Refused, Unavailable
from oa_desktop.domain.realms import Realm
from oa_desktop.i18n.problems import say
from oa_desktop.storage import header, sqlite
from oa_desktop.storage.disk import RealDisk
from tests.builders import PEOPLE, STORE_KEY, Writer, facts_of, new_store, says, stores_in

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with one document, of which every test takes a copy."""
    folder = tmp_path_factory.mktemp("made") / "official"
    store = new_store(folder)
    Writer().draft(store)
    store.close()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A closed store with one document."""
    return Path(shutil.copytree(made, tmp_path / "official"))


def everything_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "writer.lock"}


def code_of_opening(folder: Path, key: bytes = STORE_KEY, realm: Realm = Realm.OFFICIAL) -> str:
    """Open a store that cannot be opened, and return why; nothing of it has changed then."""
    before = everything_in(folder)
    with pytest.raises(OfficeError) as caught:
        stores_in(folder, realm).open(key)
    assert everything_in(folder) == before
    return caught.value.code


def test_a_new_store_says_what_it_is(tmp_path: Path) -> None:
    place = stores_in(tmp_path / "official")
    assert not place.exists()
    store = place.create(facts_of(), STORE_KEY)
    assert (store.realm, store.grade, store.device) == (Realm.OFFICIAL, facts_of().grade, facts_of().device)
    assert store.writable
    assert place.facts() == facts_of()
    assert store.check() == ()
    store.close()


def test_what_was_written_is_there_after_opening_again(folder: Path) -> None:
    store = stores_in(folder).open(STORE_KEY)
    assert len(store.journals()) == 1
    store.close()


def test_a_place_without_a_store_is_missing(tmp_path: Path) -> None:
    with says("store.missing"):
        stores_in(tmp_path).facts()


def test_a_store_is_not_made_over_another(folder: Path) -> None:
    with says("store.exists"):
        stores_in(folder).create(facts_of(), STORE_KEY)


def test_a_wrong_key_is_told_from_a_damaged_file(folder: Path) -> None:
    assert code_of_opening(folder, key=bytes(32)) == "store.wrong-key"


def test_the_database_is_unreadable_without_its_key(folder: Path) -> None:
    data = (folder / "store.db").read_bytes()
    assert not data.startswith(b"SQLite")
    assert "植树".encode() not in data


@pytest.mark.parametrize("length", [0, 1, 100, 4095, 4096, 12_288])
def test_a_truncated_database_is_damaged(folder: Path, length: int) -> None:
    with (folder / "store.db").open("rb+") as file:
        file.truncate(length)
    assert code_of_opening(folder) == "store.damaged"


def test_a_database_that_is_gone_is_damaged_and_not_made_anew(folder: Path) -> None:
    (folder / "store.db").unlink()
    assert code_of_opening(folder) == "store.damaged"
    assert not (folder / "store.db").exists()


def test_a_database_of_another_kind_is_damaged(folder: Path) -> None:
    (folder / "store.db").write_bytes(b"SQLite format 3\0" * 1000)
    assert code_of_opening(folder) == "store.damaged"


def test_a_truncated_header_is_damaged(folder: Path) -> None:
    whole = (folder / "store.json").read_bytes()
    (folder / "store.json").write_bytes(whole[:-20])
    assert code_of_opening(folder) == "store.damaged"


def test_a_store_that_has_lost_its_header_exists_and_is_damaged(folder: Path) -> None:
    (folder / "store.json").unlink()
    assert stores_in(folder).exists()
    assert code_of_opening(folder) == "store.damaged"


def test_a_store_of_another_realm_is_refused(folder: Path) -> None:
    assert code_of_opening(folder, realm=Realm.TRAINING) == "store.other-realm"


def test_a_database_from_another_realm_under_this_header_is_damaged(folder: Path, tmp_path: Path) -> None:
    new_store(tmp_path / "training", Realm.TRAINING).close()
    (tmp_path / "training" / "store.db").replace(folder / "store.db")
    assert code_of_opening(folder) == "store.damaged"


def test_a_newer_store_is_refused(folder: Path) -> None:
    place = stores_in(folder)
    newer = header.header_of(place.cipher, facts_of(schema=header.SCHEMA + 1), STORE_KEY)
    header.write_header(RealDisk(), place.cipher, folder / "store.json", newer)
    assert code_of_opening(folder) == "store.newer"


def test_newer_tables_under_an_old_header_are_refused(folder: Path) -> None:
    store = stores_in(folder).open(STORE_KEY)
    with store._writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    assert code_of_opening(folder) == "store.newer"


def test_an_entry_of_another_realm_is_refused(tmp_path: Path) -> None:
    store = new_store(tmp_path / "official")
    with says("store.other-realm"):
        Writer(realm=Realm.TRAINING).draft(store)
    assert store.journals() == ()
    store.close()


def test_a_creation_that_died_before_its_last_step_is_taken_up(folder: Path) -> None:
    (folder / "store.json").rename(folder / "store.json.new")
    store = stores_in(folder).open(STORE_KEY)
    assert len(store.journals()) == 1
    store.close()


def test_every_opening_of_a_database_is_announced(folder: Path) -> None:
    script = """
import sys
from pathlib import Path
from tests.builders import STORE_KEY, stores_in
heard = []
sys.addaudithook(lambda event, args: heard.append(args) if event == "oa.store.open" else None)
stores_in(Path(sys.argv[1])).open(STORE_KEY).close()
print(sorted({(Path(path).name, realm) for path, realm in heard}))
"""
    assert run(script, folder) == "[('store.db', 'official')]\n"


def test_an_address_is_not_opened_as_a_database() -> None:
    with pytest.raises(ValueError, match="file:"):
        sqlite.connect(Path("file:store.db?mode=rw"), STORE_KEY, Realm.TRAINING, False)


def test_no_other_file_can_be_attached(folder: Path) -> None:
    store = stores_in(folder).open(STORE_KEY)
    with pytest.raises(DatabaseError, match="not authorized"), store.reading() as connection:
        connection.exec_driver_sql("ATTACH ':memory:' AS other")
    store.close()


def test_the_file_is_durable_and_forgets_what_is_deleted(folder: Path) -> None:
    store = stores_in(folder).open(STORE_KEY)
    with store.reading() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "application_id")
        }
    store.close()
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "application_id": sqlite.APPLICATION_IDS[Realm.OFFICIAL],
    }


# --- a lock that cannot be had ---------------------------------------------------------------------------------------


def test_a_lock_that_cannot_be_made_is_not_taken_for_another_program(folder: Path) -> None:
    (folder / "writer.lock").unlink()
    (folder / "writer.lock").mkdir()
    store = stores_in(folder).open(STORE_KEY)
    assert len(store.journals()) == 1
    for write in (
        lambda: Writer().draft(store),
        lambda: store.keep_draft("p", "k", b"x"),
        lambda: store.blobs.keep(b"x"),
    ):
        with pytest.raises(OfficeError) as caught:
            write()
        assert caught.value.code == "store.unlockable"
        assert "directory" in str(caught.value.params["reason"])
    assert store.check() == (f"store.unlockable {caught.value.params['reason']}",)
    store.close()
    (folder / "writer.lock").rmdir()
    store = stores_in(folder).open(STORE_KEY)
    assert store.writable and store.check() == ()
    store.close()


WITHOUT_ROOT = """
import ctypes, os, sys
for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: a root that has lost them obeys the modes of files
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-c", *sys.argv[1:]])
"""

READS = """
import sys
from pathlib import Path
from oa_desktop.domain.errors import OfficeError
from tests.builders import STORE_KEY, Writer, stores_in
try:
    store = stores_in(Path(sys.argv[1])).open(STORE_KEY)
    print(store.writable, len(store.journals()), store.check())
    Writer().draft(store)
except OfficeError as error:
    print(error.code, error.params["reason"])
"""


def test_a_lock_of_somebody_else_is_told_with_what_the_system_says_and_the_store_is_read(folder: Path) -> None:
    (folder / "writer.lock").touch()
    (folder / "writer.lock").chmod(0o400)
    said = run(WITHOUT_ROOT, READS, folder).splitlines()
    assert said == [
        "False 1 ('store.unlockable Permission denied',)",
        "store.unlockable Permission denied",
    ]


def test_a_folder_that_may_not_be_written_to_is_told_for_what_it_is(folder: Path) -> None:
    (folder / "writer.lock").unlink()
    folder.chmod(0o500)
    said = run(WITHOUT_ROOT, READS, folder).splitlines()
    folder.chmod(0o700)
    assert said[-1] == "store.unlockable Permission denied"


# --- two programs -------------------------------------------------------------------------------------------------


def run(script: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout


SECOND = """
import sys
from pathlib import Path
from oa_desktop.domain.errors import Unavailable
from tests.builders import STORE_KEY, Writer, stores_in
store = stores_in(Path(sys.argv[1])).open(STORE_KEY)
print(store.writable, len(store.journals()))
for write in (lambda: Writer().draft(store), lambda: store.keep_draft("p", "k", b"x"), lambda: store.blobs.keep(b"x")):
    try:
        write()
    except Unavailable as error:
        print(error.code)
store.close()
"""


def test_a_database_file_that_is_read_only_is_not_told_as_another_program(folder: Path) -> None:
    def read_only(path: Path, key: bytes, realm: Realm, _writable: bool) -> Any:
        return sqlite.connect(path, key, realm, False)

    store = stores_in(folder, connect=read_only).open(STORE_KEY)
    with pytest.raises(Unavailable) as caught:
        Writer().draft(store)
    store.close()
    assert caught.value.code == "disk.failed"
    assert "库文件是只读的" in say(caught.value.code, caught.value.params).why


def test_a_second_program_reads_and_is_told_so_when_it_writes(folder: Path) -> None:
    first = stores_in(folder).open(STORE_KEY)
    said = run(SECOND, folder)
    assert said.split() == ["False", "1", "store.read-only", "store.read-only", "store.read-only"]
    Writer(device="e" * 32).draft(first, "关于第二件事的通知")
    assert run(SECOND, folder).split()[1] == "2"
    first.close()


def test_a_second_program_sees_what_the_first_goes_on_to_write(folder: Path) -> None:
    first = stores_in(folder).open(STORE_KEY)
    second = stores_in(folder).open(STORE_KEY)
    assert (first.writable, second.writable) == (True, False)
    writer = Writer(device="e" * 32)
    dossier = writer.draft(first)
    journal = first.journals()[-1]
    assert second.heads(journal) == first.heads(journal)
    writer.go(first, dossier, 1)
    assert second.heads(journal) == first.heads(journal)
    second.close()
    first.close()


HOLDS = """
import sys, time
from pathlib import Path
from tests.builders import STORE_KEY, stores_in
store = stores_in(Path(sys.argv[1])).open(STORE_KEY)
print(store.writable, flush=True)
time.sleep(60)
"""


def test_a_writer_that_was_killed_leaves_the_store_free(folder: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDS, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    reader = stores_in(folder).open(STORE_KEY)
    assert not reader.writable
    reader.close()
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    store = stores_in(folder).open(STORE_KEY)
    assert store.writable
    assert store.drafts(PEOPLE[0]) == {}
    store.close()


# --- a hold that was lost, and had again -----------------------------------------------------------------------------


def writes_of(store: Any) -> tuple[Callable[[], object], ...]:
    return (
        lambda: store.keep_draft(PEOPLE[0], "new/1", b"words"),
        lambda: store.blobs.keep(b"page"),
        lambda: store.blobs.keep(BytesIO(b"file")),
    )


def refused_with(code: str, store: Any) -> None:
    for write in (store.refuse_reader, *writes_of(store)):
        with pytest.raises(Unavailable) as caught:
            write()
        assert caught.value.code == code
    assert not store.writable


def writes_again(store: Any) -> None:
    for write in writes_of(store):
        write()
    assert store.writable
    assert list(store.drafts(PEOPLE[0]).values()) == [b"words"]
    assert store.check() == ()


def test_nothing_is_written_into_a_store_whose_folder_was_taken_away(folder: Path) -> None:
    store = stores_in(folder).open(STORE_KEY)
    before = everything_in(folder)
    away = folder.rename(folder.with_name("elsewhere"))
    refused_with("store.missing", store)
    assert not folder.exists()
    assert everything_in(away) == before
    away.rename(folder)
    writes_again(store)
    store.close()


def test_a_store_that_was_carried_away_and_copied_back_is_written_to_where_it_lies_now(folder: Path) -> None:
    store = stores_in(folder).open(STORE_KEY)
    Writer(device="e" * 32).draft(store, "关于第二件事的通知")
    away = folder.rename(folder.with_name("elsewhere"))
    refused_with("store.missing", store)
    shutil.copytree(away, folder)
    writes_again(store)
    store.close()
    again = stores_in(folder).open(STORE_KEY)
    assert list(again.drafts(PEOPLE[0]).values()) == [b"words"]
    assert len(again.journals()) == 2
    again.close()


def test_a_reader_becomes_the_writer_when_the_other_program_has_ended_and_knows_what_that_wrote(folder: Path) -> None:
    first, second = (stores_in(folder).open(STORE_KEY) for _ in range(2))
    refused_with("store.read-only", second)
    writer = Writer(device="e" * 32)
    dossier = writer.draft(first)
    first.close()
    second.refuse_reader()
    writer.go(second, dossier, 1)
    writes_again(second)
    assert second.heads(second.journals()[-1])[0].seq == 2
    second.close()


def test_two_programs_never_both_write_though_somebody_deletes_the_lock_file(folder: Path) -> None:
    first = stores_in(folder).open(STORE_KEY)
    journal = first.journals()[0]
    known = first.heads(journal)
    (folder / "writer.lock").unlink()
    second = stores_in(folder).open(STORE_KEY)
    assert second.writable
    refused_with("store.read-only", first)
    writer = Writer(device="e" * 32)
    dossier = writer.draft(second)
    second.close()
    writes_again(first)
    assert first.heads(journal) == known
    writer.go(first, dossier, 1)
    first.close()


def test_a_lock_file_that_was_deleted_is_made_again_by_the_writer(folder: Path) -> None:
    store = stores_in(folder).open(STORE_KEY)
    (folder / "writer.lock").unlink()
    writes_again(store)
    second = stores_in(folder).open(STORE_KEY)
    assert not second.writable
    second.close()
    store.close()


def test_a_lock_that_can_be_had_again_is_taken_without_opening_anew(folder: Path) -> None:
    (folder / "writer.lock").unlink()
    (folder / "writer.lock").mkdir()
    store = stores_in(folder).open(STORE_KEY)
    refused_with("store.unlockable", store)
    (folder / "writer.lock").rmdir()
    writes_again(store)
    store.close()


def test_a_reader_does_not_write_into_a_store_that_a_later_release_has_brought_up(folder: Path) -> None:
    first, second = (stores_in(folder).open(STORE_KEY) for _ in range(2))
    with first._writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    first.close()
    for write in (second.refuse_reader, *writes_of(second)):
        with pytest.raises(Refused) as caught:
            write()
        assert caught.value.code == "store.newer"
    assert not second.writable
    second.close()


def test_what_one_store_was_asked_no_other_has_to_put_into_words(tmp_path: Path) -> None:
    question = select(literal_column("1"), literal_column("'asked of every store'"))
    said: list[CacheStats] = []
    for name in ("first.db", "second.db"):
        sqlite.prepare_file(tmp_path / name, STORE_KEY, Realm.OFFICIAL)
        engine = sqlite.engine(tmp_path / name, STORE_KEY, Realm.OFFICIAL, writable=lambda: False)
        with sqlite.reading(engine) as connection:
            said.append(connection.execute(question).context.cache_hit)
        engine.dispose()
    assert said == [CacheStats.CACHE_MISS, CacheStats.CACHE_HIT]
