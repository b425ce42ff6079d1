"""Whatever lies at a path, the program's ``verify`` and the second verifier come to the same exit code."""

from __future__ import annotations

import os
import random
import shutil
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from oa_desktop.cli.program import run
from oa_desktop.domain import canonical
from oa_desktop.office.safekeeping.backup_seal import sealed
from oa_desktop.security import sm3
from oa_desktop.security.seals.time_stamps import is_stamp
from oa_desktop.storage import header
from oa_desktop.storage.backup import back_up
from tests.builders import STORE_KEY, new_store, stores_in
from tests.fakes.packages import MACHINE, ORDER, package
from tests.independent import sealed_ofd as other
from tests.rigs.tampering.second import second
from tests.rigs.word_files import p, word_file

ALTERED, NOTHING, UNREADABLE, UNDECIDED = 1, 2, 3, 4
MEGABYTE = 1 << 20
SIZE = 51 * MEGABYTE
MOST = 8 * MEGABYTE
"""Bytes that may be in memory at once, whatever the file is."""
PACKAGE = package(sender=replace(ORDER.sender, public=MACHINE.public_key.hex()))
LARGE = "store.db"


def code(path: Path) -> int:
    """What both verifiers come to, which is the same."""
    first, again = run(["verify", str(path)]), second().main([str(path)])
    assert first == again, path
    return first


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def sealed_anew(**changed: Any) -> bytes:
    """The open lines of a package, signed as they are now."""
    outside = canonical.decode(PACKAGE.partition(b"\n")[0])
    assert isinstance(outside, dict)
    line = canonical.encode(outside | changed)
    seal = {"key": MACHINE.key_id, "signature": MACHINE.sign(line).hex()}
    return line + b"\n" + canonical.encode(dict(seal)) + b"\n"


# --- exchange packages ------------------------------------------------------------------------------------------------


def test_a_whole_package_is_undecided_and_one_without_a_key_or_cut_or_followed_by_more_is_broken(tmp_path):
    path = tmp_path / "包"
    respelled = PACKAGE.replace(b'","signature":"', b'", "signature":"', 1)
    told = {PACKAGE: UNDECIDED, package(): ALTERED, PACKAGE[:-1]: ALTERED, PACKAGE + b"\0": ALTERED, respelled: ALTERED}
    assert {data: code(written(path, data)) for data in told} == told


def mutants(data: bytes, count: int) -> Iterator[bytes]:
    chance = random.Random(20261123)
    for _ in range(count):
        place, changed = chance.randrange(len(data)), bytearray(data)
        match chance.randrange(3):
            case 0:
                changed[place] ^= 1 << chance.randrange(8)
            case 1:
                del changed[place : place + chance.randrange(1, 40)]
            case _:
                changed[place:place] = chance.randbytes(chance.randrange(1, 40))
        yield bytes(changed)


def test_no_mutant_of_a_package_is_taken_by_either(tmp_path):
    path = tmp_path / "包"
    assert {code(written(path, one)) for one in mutants(PACKAGE, 120)} == {ALTERED}


@pytest.mark.parametrize(
    "changed",
    [
        {"version": 2},
        {"version": True},
        {"magic": "oa-desktop-package", "more": 1},
        {"realm": "elsewhere"},
        {"grade": "绝密"},
        {"sort": "信"},
        {"size": -1},
        {"size": 2**41},
        {"recipients": []},
        {"sender": {}},
        {"made": 1},
        {"sealed": "0" * 64},
    ],
)
def test_a_package_that_its_own_machine_signed_is_still_asked_for_its_shape(tmp_path, changed):
    stream = PACKAGE.split(b"\n", 2)[2]
    assert code(written(tmp_path / "同", sealed_anew() + stream)) == UNDECIDED
    assert code(written(tmp_path / "包", sealed_anew(**changed) + stream)) == ALTERED


def test_a_name_on_a_package_neither_steers_a_terminal_nor_adds_a_line(tmp_path, capsys):
    sender = canonical.decode(PACKAGE.partition(b"\n")[0])["sender"] | {"name": "甲\x1b[8m\n核验结论：成立\n\u202e"}
    path = written(tmp_path / "包", sealed_anew(sender=sender) + PACKAGE.split(b"\n", 2)[2])
    assert second().main([str(path)]) == UNDECIDED
    told = capsys.readouterr().out
    assert not {"\x1b", "\u202e"} & set(told)
    assert run(["verify", str(path)]) == UNDECIDED
    lines = (told + capsys.readouterr().out).splitlines()
    assert not any(line.startswith("核验结论：成立") for line in lines)


# --- backups ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backup")
    store = new_store(folder / "official")
    store.blobs.keep(b"page" * 1000)
    slots = written(folder / "official" / "slots.json", b"key slots")
    back_up(stores_in(folder / "official"), STORE_KEY, folder / "made", slots, seal=lambda data: sealed(MACHINE, data))
    store.close()
    return folder / "made"


@pytest.fixture
def backup(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "备份"))


def listed_anew(backup: Path, **changed: Any) -> None:
    """Make the list of a backup fit what lies in it now, and seal it."""
    value = canonical.decode((backup / "manifest.json").read_bytes())
    assert isinstance(value, dict)
    held = value["manifest"]
    assert isinstance(held, dict)
    held |= {"files": {name: told(backup / name) for name in held["files"]}} | changed
    digest = sm3.digest(canonical.encode(held))
    data = canonical.encode({"manifest": held, "digest": digest}) + b"\n"
    written(backup / "seal.json", sealed(MACHINE, written(backup / "manifest.json", data).read_bytes()))


def told(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = sm3.digest(iter(lambda: file.read(MEGABYTE), b""))
    return {"size": path.stat().st_size, "digest": digest}


def header_changed(backup: Path, changed: Callable[[dict[str, Any]], object]) -> None:
    """Change what stands on the outside of the store in a backup, and list it anew."""
    value = canonical.decode((backup / "store.json").read_bytes())
    assert isinstance(value, dict)
    changed(value["header"])
    digest = sm3.digest(canonical.encode(value["header"]))
    written(backup / "store.json", canonical.encode(value | {"digest": digest}) + b"\n")
    listed_anew(backup)


def linked(backup: Path) -> None:
    shutil.move(backup / LARGE, backup.parent / LARGE)
    (backup / LARGE).symlink_to(backup.parent / LARGE)


def piped(name: str) -> Callable[[Path], None]:
    def pipe(backup: Path) -> None:
        (backup / name).unlink(missing_ok=True)
        os.mkfifo(backup / name)

    return pipe


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a file is lost": lambda backup: (backup / LARGE).unlink(),
    "a file is added": lambda backup: written(backup / "more.json", b"{}"),
    "a file is added in a folder": lambda backup: written(backup / "blobs" / "more", b""),
    "a file is a link": linked,
    "a pipe stands in the place of the database": piped(LARGE),
    "a pipe stands in the place of the header": piped("store.json"),
    "a pipe stands in the place of the seal": piped("seal.json"),
    "the seal is lost": lambda backup: (backup / "seal.json").unlink(),
    "the seal is of other bytes": lambda backup: written(backup / "seal.json", sealed(MACHINE, b"{}")),
    "the list is of a later release": lambda backup: listed_anew(backup, format=2),
    "the list is of no backup": lambda backup: listed_anew(backup, magic="oa-desktop store"),
    "the list is of another store": lambda backup: listed_anew(backup, store="other"),
    "the list is of another realm": lambda backup: listed_anew(backup, realm="training"),
    "the list has one more field": lambda backup: listed_anew(backup, more=1),
    "the list has a figure that is a flag": lambda backup: listed_anew(backup, entries=True),
    "the list names a place outside": lambda backup: listed_anew(backup, missing=[1]),
    "the tables are of a later release": lambda backup: header_changed(
        backup, lambda one: one["facts"].update(schema=header.SCHEMA + 1)
    ),
    "the header is of a later release": lambda backup: header_changed(backup, lambda one: one.update(format=2)),
    "the header is of no store": lambda backup: header_changed(backup, lambda one: one.update(magic="x")),
    "the header is of an unknown grade": lambda backup: header_changed(
        backup, lambda one: one["facts"].update(grade="内部")
    ),
    "the header has one more field": lambda backup: header_changed(backup, lambda one: one.update(more=1)),
}


def test_a_backup_as_it_was_made_is_undecided_and_so_is_one_that_its_machine_listed_anew(backup):
    assert code(backup) == UNDECIDED
    listed_anew(backup)
    assert code(backup) == UNDECIDED


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_is_broken(backup, damage):
    DAMAGES[damage](backup)
    assert code(backup) == ALTERED


def test_no_byte_of_a_backup_is_changed_without_notice(backup):
    chance = random.Random(20261124)
    for path in sorted(one for one in backup.rglob("*") if one.is_file()):
        data = path.read_bytes()
        for one in (b"", data[: len(data) // 3], data[:-1], data + b"\n", *mutants(data, chance.randrange(3, 6))):
            assert code(written(path, one)) == ALTERED
        written(path, data)


def test_the_second_verifier_knows_the_tables_of_a_store_that_this_release_writes():
    """A migration raises both: ``SCHEMA`` in the header of a store, and in the second verifier."""
    assert second().SCHEMA == header.SCHEMA


# --- large ones, and what is no file ----------------------------------------------------------------------------------


def peak(path: Path, judge: Callable[[Path], int]) -> tuple[int, int]:
    """Return what a judge comes to, and the most bytes that it held at once."""
    tracemalloc.start()
    try:
        return judge(path), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def large_package(folder: Path) -> Path:
    digest = sm3.digest(bytes(MEGABYTE) for _ in range(SIZE // MEGABYTE))
    path = written(folder / "包", sealed_anew(size=SIZE, sealed=digest))
    os.truncate(path, path.stat().st_size + SIZE)
    return path


def large_backup(folder: Path, made: Path) -> Path:
    path = Path(shutil.copytree(made, folder / "备份"))
    os.truncate(path / LARGE, SIZE)
    listed_anew(path)
    return path


def test_a_package_or_backup_of_more_than_50_mb_is_judged_piece_by_piece(tmp_path, made):
    second()
    for path in (large_package(tmp_path), large_backup(tmp_path, made)):
        assert code(path) == UNDECIDED
        for judge in (lambda one: run(["verify", str(one)]), lambda one: second().main([str(one)])):
            came, held = peak(path, judge)
            assert came == UNDECIDED
            assert held < MOST


def test_a_file_of_somebody_else_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    path = written(tmp_path / "大文件.pdf", b"%PDF-1.7\n")
    os.truncate(path, 200_000_001)
    assert code(path) == ALTERED
    assert peak(path, lambda one: second().main([str(one)]))[1] < MOST


def test_what_is_neither_a_file_nor_a_folder_is_no_case_for_either(tmp_path):
    os.mkfifo(tmp_path / "管道")
    (tmp_path / "断了的链接").symlink_to(tmp_path / "没有")
    for path in (tmp_path / "管道", tmp_path / "断了的链接", tmp_path / "没有", Path("/dev/zero")):
        assert code(path) == NOTHING


def test_a_file_of_the_system_that_is_said_to_be_empty_is_not_waited_for():
    assert code(Path("/proc/version")) == ALTERED
    assert code(Path("/proc/kmsg")) in {ALTERED, UNREADABLE}, "it is the administrator's alone on some systems"


RUBBISH = (
    b"",
    b"\n",
    b"PK",
    b"PK\3\4",
    b"PK\5\6" + bytes(18),
    b"a.jsonl PK\5\6" + bytes(18),
    b"{}",
    b"[" * 100_000,
    b"OFD.xml",
    b"OFD.xml PK\5\6",
    b"%PDF-1.7 OFD.xml PK\5\6",
    b'{"magic":"oa-desktop-journal"}\n',
    b'{"magic":"oa-desktop-package","version":1}\n\n',
    "公文".encode("gb18030"),
    random.Random(1).randbytes(3_000),
)


def test_rubbish_is_refused_and_what_could_never_prove_anything_is_undecided(tmp_path):
    path = tmp_path / "什么"
    assert {code(written(path, one)) for one in RUBBISH} == {ALTERED}
    assert code(written(path, word_file(p("正文。")))) == UNDECIDED
    assert code(written(path, b"PK\3\4word/")) == UNDECIDED
    assert code(written(path, b"%PDF-1.7")) == UNDECIDED
    assert code(tmp_path) == ALTERED


# --- time stamps ------------------------------------------------------------------------------------------------------


def is_stamp_to_the_second(data: bytes) -> bool:
    try:
        second()._look_at_stamp(data)
    except (ValueError, IndexError):
        return False
    return True


def test_what_has_the_outside_of_a_time_stamp_has_it_to_both():
    whole = other.time_stamp()
    answer = other.sequence(other.sequence(other.integer(0)), whole)
    without_lengths, cut = b"\x30\x80 whatever", whole[:-1]
    for data, told in ((whole, True), (answer, True), (without_lengths, True), (cut, False), (b"whatever", False)):
        assert (is_stamp(data), is_stamp_to_the_second(data)) == (told, told)
    for data in (whole, answer):
        for one in filter(None, mutants(data, 1_500)):
            assert is_stamp(one) == is_stamp_to_the_second(one), one.hex()
