"""A store gets another key (更换存储密钥): all of it or nothing, and what former copies of the key slots open is void."""

import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from oa_desktop.bootstrap.restoring import Proof, restore_unit
from oa_desktop.domain.actions.organising import Grant
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import UnitId, audit_journal
from oa_desktop.office.office import Office
from oa_desktop.security import slotfile
from oa_desktop.security.accounts import NewAccount
from oa_desktop.security.keyslots import FILE_NAME
from oa_desktop.storage.disk import RealDisk
from tests.builders import digest_of, says, stores_in
from tests.rigs.another_key import CONTENT, NOON, WORDS, faults, founded, renew, slots_in
from tests.rigs.walk import SECURITY, SYSTEM
from tests.rigs.world import MORNING, REALM, ScriptClock, found, ports, unit

ROOT = Path(__file__).parents[2]
PASSWORDS = {one.account: one.password for one in unit().people}
NEW_WORD = "Ls-2027-better"
CLERK, SIGNER = "zhouyue", "zhaoliheng"


@pytest.fixture(scope="module")
def given(tmp_path_factory: Any) -> tuple[Path, bytes]:
    """A closed store with its slots, and its key."""
    folder = tmp_path_factory.mktemp("given") / "official"
    return folder, founded(folder)


@pytest.fixture
def folder(given: tuple[Path, bytes], tmp_path: Path) -> Path:
    shutil.copytree(given[0], tmp_path / "official")
    return tmp_path / "official"


def test_after_a_renewal_everybody_comes_in_by_the_password_that_they_have(folder, given):
    _, old = given
    renew(folder, old)
    assert list(faults(folder, old)) == []
    with says("store.wrong-key"):
        stores_in(folder).open(old)


def test_no_copy_that_was_put_aside_before_a_migration_is_left_for_the_former_key(folder, given):
    shutil.copy(folder / "store.db", folder / "store.db.version-24")
    renew(folder, given[1])
    assert [one.name for one in folder.glob("store.db*")] == ["store.db"]


def test_what_was_written_is_read_and_written_again_after_a_renewal(folder, given):
    renew(folder, given[1])
    store = stores_in(folder).open(slots_in(folder).unlock("li", WORDS["li"], NOON).data_key)
    shutil.rmtree(folder / "blobs")
    assert not store.blobs.has(digest_of(CONTENT))
    store.blobs.keep(CONTENT)
    assert store.blobs.read(digest_of(CONTENT)) == CONTENT
    assert store.check() == ()
    store.close()


def test_slots_of_before_and_a_password_of_before_open_nothing_of_the_renewed_store(folder, given):
    _, old = given
    slots_in(folder).unlock("li", WORDS["li"], NOON)
    leaked = (folder / FILE_NAME).read_bytes()
    slots_in(folder).change_password("li", WORDS["li"], NEW_WORD, NOON)
    renew(folder, old)
    now = slotfile.decode((folder / FILE_NAME).read_bytes()).roster
    assert now.account("li").opener != slotfile.decode(leaked).roster.account("li").opener
    with says("sign-in.wrong-password"):
        slots_in(folder).unlock("li", WORDS["li"], NOON)
    (folder / FILE_NAME).write_bytes(leaked)
    assert slots_in(folder).unlock("li", WORDS["li"], NOON).data_key == old
    with says("store.wrong-key"):
        stores_in(folder).open(old)


def test_the_recovery_code_and_devices_of_before_are_void_and_machine_and_exchange_key_stay(folder, given):
    _, old = given
    slots = slots_in(folder)
    before = slots.store_keys.machine_signer(old).key_id, slots.store_keys.exchange(old).key_id
    code = slots.store_keys.renew_recovery(old).code
    slots.store_keys.enrol_device(old, "desk", SimpleNamespace(put=lambda _name, _key: None))
    renew(folder, old)
    assert slotfile.decode((folder / FILE_NAME).read_bytes()).roster.devices == ()
    key = slots.unlock("li", WORDS["li"], NOON).data_key
    assert (slots.store_keys.machine_signer(key).key_id, slots.store_keys.exchange(key).key_id) == before
    with says("sign-in.wrong-recovery-code"):
        slots.store_keys.recover(code)
    renew(folder, key)
    key = slots.unlock("zhang", WORDS["zhang"], NOON).data_key
    assert slots.store_keys.exchange(key).key_id == before[1]


def test_an_account_made_before_slots_could_take_a_new_key_is_named_and_told_what_to_ask_for(folder, given):
    slots, path = slots_in(folder), folder / FILE_NAME
    _forget_opener(path, given[1], "li")
    assert slots.left_out(set()) == ("li",)
    slots.unlock("li", WORDS["li"], NOON)
    assert slots.left_out(set()) == ()
    _forget_opener(path, given[1], "li")
    renew(folder, given[1])
    with says("sign-in.left-out"):
        slots.unlock("li", WORDS["li"], NOON)
    key = slots.unlock("zhang", WORDS["zhang"], NOON).data_key
    slots.reset_password(key, NewAccount(account="li", person="li", password=NEW_WORD), NOON)
    assert slots.unlock("li", NEW_WORD, NOON).data_key == key


def test_whoever_is_gone_opens_nothing_of_the_renewed_store_by_the_password_that_they_have(folder, given):
    slots, path = slots_in(folder), folder / FILE_NAME
    account = slotfile.decode(path.read_bytes()).roster.account("li")
    _forget_opener(path, given[1], "li")
    assert slots.left_out({account.owned}) == ()
    slots.unlock("li", WORDS["li"], NOON)
    renew(folder, given[1], gone={account.owned})
    with says("sign-in.left-out"):
        slots.unlock("li", WORDS["li"], NOON)
    slots.unlock("zhang", WORDS["zhang"], NOON)


def _forget_opener(path: Path, key: bytes, account: str) -> None:
    """Make an account's slot as an earlier release did."""
    file = slotfile.decode(path.read_bytes())
    slot = replace(file.roster.account(account), opener="", opener_key="")
    roster = file.roster.with_account(slot)
    path.write_bytes(slotfile.encode(replace(file, roster=roster, proof=slotfile.proof_of(roster, key))))


class Full(RealDisk):
    """A disk on which the slots of the new key find no room."""

    def create(self, path: Path) -> Any:
        if path.parent.name == "renewing" and path.name == FILE_NAME:
            raise OSError(28, "No space left on device")
        return super().create(path)


def test_a_full_disk_leaves_everything_under_the_old_key(folder, given):
    before = _outside(folder)
    with says("disk.full"):
        renew(folder, given[1], disk=Full())
    assert _outside(folder) == before
    assert list(faults(folder, given[1])) == []


def test_nothing_is_renewed_while_another_program_has_the_store(folder, given):
    writer = stores_in(folder).open(given[1])
    with says("store.read-only"):
        renew(folder, given[1])
    reader = stores_in(folder).open(given[1])
    assert len(reader.journals()) == 1
    writer.close()
    with says("store.busy"):
        renew(folder, given[1])
    reader.close()
    assert list(faults(folder, given[1])) == []


def _outside(folder: Path) -> dict[str, bytes]:
    """Return all that lies in a folder but the database, of which the log has ended meanwhile, and the locks."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".lock", ".db"))
    return {path.name: path.read_bytes() for path in files}


def drilled(*words: str) -> dict[str, Any]:
    """Run the drill in a process of its own: it forks, and a test runner has threads."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as place:
        command = [sys.executable, "-m", "tests.rigs.another_key", place, *words]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def test_whenever_the_program_is_killed_the_store_opens_by_one_of_both_keys_with_all_in_it():
    said = drilled("30")
    assert said["faults"] == []
    assert said["kills"] >= 30
    assert set(said["sides"]) == {"old", "new"}


def test_the_drill_finds_files_that_take_their_places_one_by_one():
    assert drilled("1", "one-by-one")["faults"] != []


# --- the office ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unit_at_work(tmp_path_factory: Any) -> Path:
    folder: Path = tmp_path_factory.mktemp("unit")
    found(folder)
    return folder


@contextlib.contextmanager
def office_in(folder: Path) -> Iterator[Office]:
    with contextlib.closing(Office(REALM, ports(folder, "one life", ScriptClock(MORNING)))) as office:
        yield office


def test_the_system_administrator_renews_the_key_the_trail_tells_it_and_backups_of_before_come_back(
    unit_at_work, tmp_path
):
    folder = tmp_path / "unit"
    shutil.copytree(unit_at_work, folder)
    with office_in(folder) as office:
        session = office.sign_in(SYSTEM, PASSWORDS[SYSTEM])
        session.administration.back_up(tmp_path / "backup")
        with says("sign-in.wrong-password"):
            session.administration.renew_store_key("Wrong-2026-x")
        session.administration.renew_store_key(PASSWORDS[SYSTEM])
        session.sign_out()
        with says("sign-in.wrong-password"):
            office.sign_in(SYSTEM, "Wrong-2026-x")
        assert office.examine(SYSTEM, PASSWORDS[SYSTEM]) == ()
        for account, password in PASSWORDS.items():
            session = office.sign_in(account, password)
        session = office.sign_in(SYSTEM, PASSWORDS[SYSTEM])
        assert session.administration.verify().sound
        store = session._desk.store
        kinds = [one.entry.payload for one in store.entries(audit_journal(UnitId(session._desk.unit)))]
        assert any("更换存储密钥" in str(one) for one in kinds)
        with says("backup.other-key"):
            session.administration.drill(tmp_path / "backup")

    def office_aside(place: Path) -> Office:
        return Office(REALM, ports(place, "again", ScriptClock(MORNING)))

    proof = Proof(account=CLERK, password=PASSWORDS[CLERK])
    restored = restore_unit(tmp_path / "again", REALM, tmp_path / "backup", proof, office_aside=office_aside)
    assert restored.verdict.sound, "a backup from before the renewal comes back by the key and passwords of then"


def test_whoever_has_no_role_any_more_is_left_behind_without_a_question(unit_at_work, tmp_path):
    folder = tmp_path / "unit"
    shutil.copytree(unit_at_work, folder)
    with office_in(folder) as office:
        post = office.sign_in(CLERK, PASSWORDS[CLERK]).standing.post
        security = office.sign_in(SECURITY, PASSWORDS[SECURITY])
        security.perform(Grant(post=post, roles=(), reason="调离"))
        office.sign_in(CLERK, PASSWORDS[CLERK]).sign_out()
        administration = office.sign_in(SYSTEM, PASSWORDS[SYSTEM]).administration
        _forget_opener(folder / FILE_NAME, office._opened.store_key, SIGNER)
        with says("store.left-out", accounts=SIGNER):
            administration.renew_store_key(PASSWORDS[SYSTEM])
        administration.renew_store_key(PASSWORDS[SYSTEM], leaving_out=True)
        for account, password in PASSWORDS.items():
            with says("sign-in.left-out") if account in (CLERK, SIGNER) else contextlib.nullcontext():
                office.sign_in(account, password)


def test_nobody_but_the_system_administrator_renews_the_key(unit_at_work):
    with office_in(unit_at_work) as office, pytest.raises(Refused) as refused:
        office.sign_in("zhaoliheng", PASSWORDS.get("zhaoliheng", "")).administration.renew_store_key("x")
    assert refused.value.code == "policy.role"
