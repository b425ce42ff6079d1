"""The drill: a backup of an open store restores to the same store, and a damaged one is refused with its place."""

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.ids import dossier_journal
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.storage.backup import back_up
from oa_desktop.storage.disk import OpenFile, RealDisk
from oa_desktop.storage.restore import restore, verify_backup
from tests.builders import PEOPLE, STORE_KEY, Writer, facts_of, new_store, says, sight_of, stores_in
from tests.rigs.tampering.second import second


@pytest.fixture
def drill(tmp_path: Path) -> tuple[Any, Writer, Path]:
    """An open store with four documents, a register, three blobs and key slots, and its backup."""
    store, writer = new_store(tmp_path / "official"), Writer()
    writer.name_people(store)
    for number in range(4):
        dossier = writer.draft(store, f"关于第{number}件事的通知", text=f"正文{number}")
        writer.go(store, dossier, number * 3)
        writer.number(store, number + 1, dossier)
    for blob in (b"", b"page" * 1000, b"x" * 2_000_000):
        store.blobs.keep(blob)
    (tmp_path / "official" / "slots.json").write_bytes(b"key slots")
    slots = tmp_path / "official" / "slots.json"
    back_up(stores_in(tmp_path / "official"), STORE_KEY, tmp_path / "backup", slots)
    return store, writer, tmp_path / "backup"


def test_a_restored_store_is_the_same_store(drill: tuple[Any, Writer, Path], tmp_path: Path) -> None:
    store, writer, backup = drill
    place = stores_in(tmp_path / "again")
    restore(backup, place)
    again = place.open(STORE_KEY)
    assert again.check() == ()
    assert place.facts() == facts_of()
    assert again.projections() == store.projections()
    assert again.journals() == store.journals()
    for journal in store.journals():
        assert list(again.entries(journal)) == list(store.entries(journal))
    for blob in store.blobs.unreferenced():
        assert again.blobs.read(blob) == store.blobs.read(blob)
    sight = sight_of(PEOPLE[0], Role.DRAFTER)
    for query in (q.Everything(), q.Search(text="正文"), q.Numbers(code="清政办发", year=2026)):
        assert again.ask(query, sight) == store.ask(query, sight)
    assert (tmp_path / "again" / "slots.json").read_bytes() == b"key slots"
    writer.draft(again)
    again.close()
    store.close()


def test_a_backup_holds_the_store_as_of_one_moment(drill: tuple[Any, Writer, Path], tmp_path: Path) -> None:
    store, writer, backup = drill
    before = store.projections()
    writer.draft(store)
    store.blobs.keep(b"later")
    restore(backup, stores_in(tmp_path / "again"))
    again = stores_in(tmp_path / "again").open(STORE_KEY)
    assert again.projections() == before
    assert again.check() == ()
    again.close()
    store.close()


def test_what_is_written_while_a_backup_runs_is_not_in_it(drill: tuple[Any, Writer, Path], tmp_path: Path) -> None:
    store, writer, _ = drill
    store.keep_draft(PEOPLE[0], "long", random.Random(1).randbytes(9_000_000))  # more than is copied at once
    before, written = store.projections(), []

    def step(done: int, total: int) -> None:
        if not written:
            written.append(writer.draft(store, "关于备份时写的通知"))

    back_up(stores_in(tmp_path / "official"), STORE_KEY, tmp_path / "second", step=step)
    assert written and store.projections() != before
    restore(tmp_path / "second", stores_in(tmp_path / "again"))
    again = stores_in(tmp_path / "again").open(STORE_KEY)
    assert again.projections() == before
    assert again.check() == ()
    again.close()
    store.close()


def test_a_backup_tells_how_far_it_has_come(drill: tuple[Any, Writer, Path], tmp_path: Path) -> None:
    store, _, _ = drill
    told: list[tuple[int, int]] = []
    back_up(stores_in(tmp_path / "official"), STORE_KEY, tmp_path / "second", step=lambda *one: told.append(one))
    assert told == sorted(told)
    assert told[0][0] < told[-1][0] == told[-1][1]
    store.close()


@pytest.mark.parametrize("steps", [0, 3])
def test_a_backup_that_is_called_off_leaves_nothing(
    drill: tuple[Any, Writer, Path], tmp_path: Path, steps: int
) -> None:
    store, writer, _ = drill
    left = list(range(steps))

    def step(_done: int, _total: int) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop()

    with pytest.raises(KeyboardInterrupt):
        back_up(stores_in(tmp_path / "official"), STORE_KEY, tmp_path / "away" / "second", step=step)
    assert not (tmp_path / "away").exists() or list((tmp_path / "away").iterdir()) == []
    writer.draft(store)
    store.close()


def test_a_backup_says_how_far_every_journal_had_come(drill: tuple[Any, Writer, Path], tmp_path: Path) -> None:
    store, _, backup = drill
    held = verify_backup(backup, stores_in(tmp_path / "again"))
    assert dict(held.heads) == {journal: store.heads(journal) for journal in store.journals()}
    assert held.entries == sum(len(list(store.entries(journal))) for journal in store.journals())
    assert held.missing == ()
    store.close()


def test_a_blob_that_the_store_has_lost_is_named_and_the_rest_is_saved(
    drill: tuple[Any, Writer, Path], tmp_path: Path
) -> None:
    store, _, _ = drill
    lost = next(path for path in (tmp_path / "official" / "blobs").rglob("*") if path.is_file())
    lost.unlink()
    [missing] = [line.split()[1] for line in store.check()]
    held = back_up(stores_in(tmp_path / "official"), STORE_KEY, tmp_path / "second")
    assert held.missing == (missing,)
    listed = (tmp_path / "second" / "manifest.json").read_bytes()
    assert second()._damaged(tmp_path / "second", listed) == "", "the folder of the blob that was lost may lie there"
    restore(tmp_path / "second", stores_in(tmp_path / "again"))
    again = stores_in(tmp_path / "again").open(STORE_KEY)
    assert again.check() == (f"blob.missing {missing}",)
    again.close()
    store.close()


def test_every_flipped_bit_is_found_and_nothing_is_left(drill: tuple[Any, Writer, Path], tmp_path: Path) -> None:
    drill[0].close()
    backup, rolls = drill[2], random.Random(2026)
    files = sorted(path for path in backup.rglob("*") if path.is_file() and path.stat().st_size)
    assert len(files) == 7
    for flip in range(42):
        file = files[flip % len(files)]
        whole = file.read_bytes()
        harmed = bytearray(whole)
        harmed[rolls.randrange(len(whole))] ^= 1 << rolls.randrange(8)
        file.write_bytes(harmed)
        with says("backup.damaged"):
            verify_backup(backup, stores_in(tmp_path / "again"))
        with says("backup.damaged"):
            restore(backup, stores_in(tmp_path / "again"))
        assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "official"]
        file.write_bytes(whole)
    restore(backup, stores_in(tmp_path / "again"))


def test_a_missing_a_cut_or_an_additional_file_is_found(drill: tuple[Any, Writer, Path], tmp_path: Path) -> None:
    drill[0].close()
    backup, place = drill[2], stores_in(tmp_path / "again")
    for file in sorted(path for path in backup.rglob("*") if path.is_file()):
        whole = file.read_bytes()
        file.unlink()
        with pytest.raises(OfficeError) as caught:
            restore(backup, place)
        assert caught.value.code == ("backup.missing" if file.name == "manifest.json" else "backup.damaged")
        if whole:
            file.write_bytes(whole[:-1])
            with says("backup.damaged"):
                restore(backup, place)
        file.write_bytes(whole)
    (backup / "blobs" / "more").write_bytes(b"x")
    with says("backup.damaged"):
        restore(backup, place)
    assert not place.folder.exists()


def test_a_place_without_a_backup_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    with says("backup.missing"):
        restore(tmp_path, stores_in(tmp_path / "again"))


def test_a_backup_of_another_realm_is_refused(drill: tuple[Any, Writer, Path], tmp_path: Path) -> None:
    drill[0].close()
    with says("store.other-realm"):
        restore(drill[2], stores_in(tmp_path / "training", Realm.TRAINING))
    assert not (tmp_path / "training").exists()


def test_nothing_is_restored_over_a_store(drill: tuple[Any, Writer, Path], tmp_path: Path) -> None:
    with says("restore.place-taken"):
        restore(drill[2], stores_in(tmp_path / "official"))
    drill[0].close()


def test_nothing_is_backed_up_over_anything(drill: tuple[Any, Writer, Path], tmp_path: Path) -> None:
    with says("backup.target-taken"):
        back_up(stores_in(tmp_path / "official"), STORE_KEY, tmp_path / "backup")
    drill[0].close()


def test_an_empty_folder_is_a_place(drill: tuple[Any, Writer, Path], tmp_path: Path) -> None:
    drill[0].close()
    (tmp_path / "again").mkdir()
    restore(drill[2], stores_in(tmp_path / "again"))
    assert stores_in(tmp_path / "again").exists()


def test_a_restore_that_was_killed_can_be_repeated(drill: tuple[Any, Writer, Path], tmp_path: Path) -> None:
    drill[0].close()
    shutil.copytree(drill[2] / "blobs", tmp_path / ".again.restoring" / "blobs")
    place = stores_in(tmp_path / "again")
    assert not place.exists()
    restore(drill[2], place)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "backup", "official"]


def test_a_copy_that_does_not_prove_itself_takes_no_place(drill: tuple[Any, Writer, Path], tmp_path: Path) -> None:
    drill[0].close()
    seen = []

    def unproved(aside: Path, held: Any) -> None:
        seen.append((stores_in(aside).facts(), held.entries))
        raise Refused("sign-in.wrong-password", wait_seconds=1)

    with says("sign-in.wrong-password"):
        restore(drill[2], stores_in(tmp_path / "again"), unproved)
    assert seen == [(facts_of(), verify_backup(drill[2], stores_in(tmp_path / "again")).entries)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "official"]
    restore(drill[2], stores_in(tmp_path / "again"))


def test_heads_of_a_backup_are_of_dossiers_too(drill: tuple[Any, Writer, Path], tmp_path: Path) -> None:
    held = verify_backup(drill[2], stores_in(tmp_path / "again"))
    assert {dossier_journal(one) for one in drill[1].states} <= set(held.heads)
    drill[0].close()


class _FileByFile(RealDisk):
    """A disk whose system cannot force a whole folder at once."""

    def __init__(self) -> None:
        self.forced: list[str] = []

    def settle(self, folder: Path) -> bool:
        return False

    def sync(self, file: OpenFile) -> None:
        self.forced.append(Path(file.path).name)
        super().sync(file)


def test_each_file_is_forced_to_the_disk_where_a_folder_cannot_be_forced_as_one(
    drill: tuple[Any, Writer, Path], tmp_path: Path
) -> None:
    stores, disk = stores_in(tmp_path / "official"), _FileByFile()
    stores.disk = disk
    made = back_up(stores, STORE_KEY, tmp_path / "again")
    assert {Path(name).name for name in made.files} <= set(disk.forced)
