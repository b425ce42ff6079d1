"""A backup counts when it has been restored: sealed by the machine, tried in an empty place, and refused when it is not whole."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from oa_desktop.bootstrap.building import office_in
from oa_desktop.bootstrap.demonstration import demonstration_unit
from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.restoring import Proof, restore_unit
from oa_desktop.bootstrap.world import SystemClock
from oa_desktop.cli.files import kept_heads
from oa_desktop.cli.program import run
from oa_desktop.domain.errors import OfficeError, Unavailable
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.rotation import Keeping, name_at
from oa_desktop.office.queries import AuditTrail
from oa_desktop.office.safekeeping import backup_seal
from oa_desktop.security import signer
from oa_desktop.storage import dump
from tests.founded import QUICK, found_quickly
from tests.rigs.tampering.second import second

REALM = Realm.OFFICIAL
MUTANTS = 300


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("home")
    found_quickly(made, REALM)
    return made


@pytest.fixture(scope="module")
def office(home):
    with contextlib.closing(office_in(realm_folder(home, REALM), REALM, SystemClock(), QUICK)) as made:
        yield made


def session_of(office, account: str = "xuchong"):
    return office.sign_in(account, demonstration_unit().person(account).password)


@pytest.fixture(scope="module")
def backup(office, tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("kept") / "backup"
    session_of(office).administration.back_up(target)
    return target


def code_of(act) -> str:
    try:
        act()
    except OfficeError as error:
        return error.code
    return ""


def test_a_drill_proves_a_backup_and_leaves_nothing(office, backup):
    drilled = session_of(office).administration.drill(backup)
    assert drilled.facts.entries > 10
    assert drilled.verdict.faults == ()
    assert [path.name for path in backup.parent.iterdir()] == ["backup"]


def test_a_drill_finds_lists_that_differ_from_the_journals(office, backup, monkeypatch):
    whole = dump.projections
    told = iter((b"a line more", b""))
    monkeypatch.setattr(dump, "projections", lambda connection: whole(connection) + next(told))
    assert code_of(lambda: session_of(office).administration.drill(backup)) == "backup.other-lists"


def test_a_drill_tells_that_the_store_in_use_is_older_than_the_backup(home, backup, tmp_path):
    """The folder is put back to a copy from before some sign-ins; the backup that came after them remembers those."""
    folder = realm_folder(home, REALM)
    older = Path(shutil.copytree(folder, tmp_path / "older"))
    with contextlib.closing(
        office_in(Path(shutil.copytree(folder, tmp_path / "later")), REALM, SystemClock(), QUICK)
    ) as later:
        session_of(later).administration.back_up(tmp_path / "kept")
        assert session_of(later).administration.drill(tmp_path / "kept").verdict.sound
    with contextlib.closing(office_in(older, REALM, SystemClock(), QUICK)) as put_back:
        assert session_of(put_back).administration.drill(backup).verdict.sound, "an older backup says nothing"
        drilled = session_of(put_back).administration.drill(tmp_path / "kept")
        assert {one.rule for one in drilled.verdict.faults} == {"store.set-back"}
        told = session_of(put_back, "ouyangzhe").ask(AuditTrail(limit=9))
        assert any("核验" in row.act for row in told)


def test_a_backup_that_is_older_than_a_sheet_of_heads_is_told_when_it_is_restored(backup, tmp_path):
    sheet = tmp_path / "heads.txt"
    sheet.write_text(f"审计记录 0a1b2c3d 4711 {'9f' * 32}\n", encoding="utf-8")
    password = demonstration_unit().person("xuchong").password
    proof = Proof(account="xuchong", password=password, kept=kept_heads(sheet))
    restored = restore_unit(tmp_path / "again", REALM, backup, proof)
    assert [(one.rule, one.seq) for one in restored.verdict.faults] == [("head.gone", 4711)]


def test_only_the_system_administrator_drills(office, backup):
    assert code_of(lambda: session_of(office, "zhouyue").administration.drill(backup)) == "policy.role"


def test_a_backup_that_another_machine_or_nobody_has_sealed_is_refused(office, backup, tmp_path):
    copy = Path(shutil.copytree(backup, tmp_path / "copy"))
    drill = session_of(office).administration.drill
    listed = (copy / "manifest.json").read_bytes()
    stranger, _private = signer.generate(random.Random(3).randbytes)
    for other in (stranger, session_of(office, "zhouyue")._author.signer):  # a person of the unit is no machine of it
        (copy / "seal.json").write_bytes(backup_seal.sealed(other, listed))
        assert code_of(lambda: drill(copy)) == "backup.foreign"
    proof = Proof(account="xuchong", password=demonstration_unit().person("xuchong").password)
    assert code_of(lambda: restore_unit(tmp_path / "again", REALM, copy, proof)) == "backup.foreign"
    (copy / "seal.json").unlink()
    assert code_of(lambda: drill(copy)) == "backup.unsealed"
    assert code_of(lambda: restore_unit(tmp_path / "again", REALM, copy, proof)) == "backup.unsealed"
    assert list((tmp_path / "again").iterdir()) == []


def test_three_hundred_damaged_backups_are_all_refused_with_a_reason(office, backup, tmp_path):
    """A bit flipped, a file cut, lengthened, swapped or gone, in files drawn by their number and not their size."""
    chance, drill = random.Random(17), session_of(office).administration.drill
    files = sorted(path.relative_to(backup) for path in backup.rglob("*") if path.is_file())
    copy, told = Path(shutil.copytree(backup, tmp_path / "copy")), set()
    for number in range(MUTANTS):
        name = files[number % len(files)]
        before = (copy / name).read_bytes()
        _damage(copy / name, before, chance, number // len(files) % 4)
        told.add(code_of(lambda: drill(copy)))
        (copy / name).write_bytes(before)
    assert told <= {"backup.damaged", "backup.unsealed", "backup.missing"}, told
    assert code_of(lambda: drill(copy)) == ""


def _damage(path: Path, data: bytes, chance: random.Random, way: int) -> None:
    place = chance.randrange(len(data))
    flipped = data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]
    changed = (flipped, data[:place], data + b"x", None)[way]
    if changed is None:
        path.unlink()
    else:
        path.write_bytes(changed)


def test_a_list_that_was_changed_with_its_digest_does_not_bear_the_seal(office, backup, tmp_path):
    copy = Path(shutil.copytree(backup, tmp_path / "copy"))
    other = tmp_path / "other" / "backup"
    session_of(office).administration.back_up(other)
    shutil.copy(other / "manifest.json", copy / "manifest.json")
    assert code_of(lambda: session_of(office).administration.drill(copy)) == "backup.damaged"


def test_a_seal_over_other_bytes_is_no_seal(office):
    machine, _private = signer.generate(random.Random(5).randbytes)
    crypto = office._ports.crypto
    seal = backup_seal.sealed(machine, b"list")
    assert backup_seal.key_of(b"list", seal, crypto) == machine.public_key
    for data, given in ((b"lost", seal), (b"list", seal + b" "), (b"list", b"{}"), (b"list", b"\xff"), (b"list", b"")):
        with pytest.raises(Unavailable):
            backup_seal.key_of(data, given, crypto)


# --- rotation -------------------------------------------------------------------------------------------------------


def test_old_backups_are_taken_away_once_a_new_one_is_proved_and_nothing_else_is(office, backup, tmp_path):
    for day in (1, 2, 3):
        shutil.copytree(backup, tmp_path / name_at(datetime(2026, 1, day)))
    (tmp_path / "备份-20260104-000000").mkdir()
    (tmp_path / "公文.txt").write_text("别的文件", encoding="utf-8")
    done = session_of(office).administration.rotate(tmp_path, Keeping(days=2, weeks=1, months=1))
    assert done.removed == (name_at(datetime(2026, 1, 1)), name_at(datetime(2026, 1, 2)))
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(
        ["公文.txt", "备份-20260104-000000", name_at(datetime(2026, 1, 3)), done.target.name]
    )
    assert done.drilled.verdict.sound


def test_a_backup_of_another_store_is_never_taken_away(office, backup, tmp_path, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    found_quickly(other, REALM)
    with contextlib.closing(office_in(realm_folder(other, REALM), REALM, SystemClock(), QUICK)) as there:
        session_of(there).administration.back_up(tmp_path / name_at(datetime(2026, 1, 1)))
    done = session_of(office).administration.rotate(tmp_path, Keeping(days=1, weeks=0, months=0))
    assert done.removed == ()


# --- from outside, without an account -----------------------------------------------------------------------------------


def other_file(copy: Path) -> None:
    whole = (copy / "store.db").read_bytes()
    (copy / "store.db").write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))


def no_seal(copy: Path) -> None:
    (copy / "seal.json").unlink()


def seal_of_something_else(copy: Path) -> None:
    (copy / "manifest.json").write_bytes((copy / "manifest.json").read_bytes() + b"\n")


def something_more(copy: Path) -> None:
    (copy / "more").write_bytes(b"more")


def an_empty_folder(copy: Path) -> None:
    """Its name alone says something that nobody has sealed."""
    (copy / "作废").mkdir()


TAMPERED = {
    other_file: ("verdict.backup-damaged", "store.db"),
    no_seal: ("verdict.backup-unsealed", ""),
    seal_of_something_else: ("verdict.backup-seal", "seal.json"),
    something_more: ("verdict.backup-damaged", "more"),
    an_empty_folder: ("verdict.backup-damaged", "作废"),
}


@pytest.mark.parametrize("tampered", TAMPERED, ids=lambda one: one.__name__)
def test_anybody_sees_from_outside_what_was_done_to_a_backup(backup, tmp_path, capsys, tampered):
    copy = Path(shutil.copytree(backup, tmp_path / "copy"))
    tampered(copy)
    assert run(["verify", str(copy), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    wrong = [one for each in told["signatures"] for one in each["statements"] if one["outcome"] == "broken"]
    assert TAMPERED[tampered] in [(one["rule"], one["place"]) for one in wrong]
    assert TAMPERED[tampered] in [(rule, place) for _, rule, place in second().check_backup(copy)]


def test_a_whole_backup_is_intact_and_whose_machine_sealed_it_is_left_open(backup, capsys):
    assert run(["verify", str(backup)]) == 4
    assert "√ 成立　摘要：备份完整" in capsys.readouterr().out


class _DaysLater(SystemClock):
    """The clock of this machine, some days on."""

    def __init__(self, days: int) -> None:
        self.days = days

    def now(self) -> datetime:
        return super().now() + timedelta(days=self.days)


def _told(home: Path, days: int, account: str = "xuchong") -> bool:
    with contextlib.closing(office_in(realm_folder(home, REALM), REALM, _DaysLater(days), QUICK)) as later:
        return "backup.overdue" in session_of(later, account).notices


def test_a_second_copy_is_made_and_proved_wherever_there_is_room_and_a_missing_place_is_said(office, tmp_path):
    places = [tmp_path / name for name in ("甲", "乙", "丙")]
    places[0].mkdir()
    places[1].write_text("不是目录")
    places[2].mkdir()
    copies = session_of(office).administration.prove_copies(places)
    proved = [next(copies), next(copies)]
    assert [(place.parent.name, drilled.verdict.sound) for place, drilled in proved] == [("甲", True), ("丙", True)]
    assert code_of(lambda: next(copies)) == "disk.failed"


def test_who_keeps_the_machine_is_told_when_no_backup_was_proved_for_longer_than_the_unit_allows(
    home, office, backup, tmp_path
):
    session_of(office).administration.drill(backup)
    assert not _told(home, 6)
    assert _told(home, 8)
    assert not _told(home, 8, "zhouyue")
