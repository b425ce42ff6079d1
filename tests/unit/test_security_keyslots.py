"""Key slots: who opens a store, who does not, and what no failure can take away."""

import itertools
import json
import random
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.units.sign_in_rules import SignInRules
from oa_desktop.security import former, signer, slotfile, sm3
from oa_desktop.security.accounts import NewAccount, Terms
from oa_desktop.security.durable import RealDisk
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.security.password import Argon2Parameters
from oa_desktop.security.sealing import WrongKey

NOON = datetime(2026, 4, 16, 12, 0, tzinfo=UTC)
CHEAP = Terms(argon2=Argon2Parameters(memory_kib=8, time_cost=1, lanes=1))
ZHANG = NewAccount(account="张三", person="person-1", password="Zs-2026-good", must_change=False)
RESET = replace(ZHANG, password="Reset-2026-x", must_change=True)
LI = NewAccount(account="lisi", person="person-2", password="Ls-2026-good")
MESSAGE = b"an entry"


class MemoryVault:
    """A device vault in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, name: str, secret: bytes) -> None:
        self.kept[name] = secret

    def get(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def remove(self, name: str) -> None:
        self.kept.pop(name, None)


class PowerCut(OSError):
    """The machine stops here."""


class FailingDisk(RealDisk):
    """A disk that stops at the n-th step; a write that is cut leaves half of its bytes."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def _step(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise PowerCut

    def write(self, path: Path, data: bytes) -> None:
        try:
            self._step()
        except PowerCut:
            path.write_bytes(data[: len(data) // 2])
            raise
        super().write(path, data)

    def replace(self, source: Path, target: Path) -> None:
        self._step()
        super().replace(source, target)

    def sync_directory(self, folder: Path) -> None:
        self._step()
        super().sync_directory(folder)


def slots_at(folder: Path, realm: str = "official", **options: object) -> KeySlots:
    return KeySlots(folder / FILE_NAME, realm, **{"terms": CHEAP, **options})


@pytest.fixture
def slots(tmp_path):
    return slots_at(tmp_path, randbytes=random.Random(9).randbytes)


@pytest.fixture
def founding(slots):
    return slots.create("store-1", [ZHANG, LI], NOON)


def code_of(act) -> str:
    with pytest.raises((Refused, Unavailable)) as problem:
        act()
    return problem.value.code


def fail(slots: KeySlots, account: str, times: int, now: datetime = NOON) -> list[tuple[str, dict]]:
    told = []
    for _ in range(times):
        with pytest.raises(Refused) as refusal:
            slots.unlock(account, "Wrong-pass-1", now)
        told.append((refusal.value.code, refusal.value.params))
    return told


def test_a_right_password_opens_data_key_and_signer(slots, founding):
    unlocked = slots.unlock("张三", ZHANG.password, NOON)
    assert unlocked.data_key == founding.data_key
    assert unlocked.person == "person-1"
    assert unlocked.signer.key_id == founding.signers["张三"].key_id
    assert signer.verify(founding.signers["张三"].public_key, MESSAGE, unlocked.signer.sign(MESSAGE))


def test_two_accounts_share_the_data_key_and_nothing_else(slots, founding):
    zhang, li = (slots.unlock(one.account, one.password, NOON) for one in (ZHANG, LI))
    assert zhang.data_key == li.data_key
    assert zhang.signer.key_id != li.signer.key_id
    assert (zhang.must_change, li.must_change) == (False, True)


def test_the_account_name_may_be_typed_in_any_case_and_width(slots, founding):
    assert slots.unlock(" ＬＩＳＩ ", LI.password, NOON).person == "person-2"


def test_the_accounts_and_the_store_can_be_listed_before_sign_in(slots, founding):
    assert slots.store_id == "store-1"
    assert [(row.account, row.person) for row in slots.accounts()] == [("张三", "person-1"), ("lisi", "person-2")]
    assert [row.public_key for row in slots.accounts()] == [one.public_key for one in founding.signers.values()]


def test_no_secret_lies_open_in_the_file_or_shows_in_print(slots, founding, tmp_path):
    stored = (tmp_path / FILE_NAME).read_text()
    unlocked = slots.unlock("lisi", LI.password, NOON)
    for secret in (founding.data_key.hex(), founding.recovery.code, LI.password, str(founding.data_key)):
        assert secret not in stored
        assert secret not in repr((founding, unlocked, LI))


def test_only_this_user_may_read_the_file(slots, founding, tmp_path):
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o077 == 0


def test_a_wrong_password_is_refused_with_a_growing_wait(slots, founding):
    assert fail(slots, "张三", 4) == [
        ("sign-in.wrong-password", {"left": 4, "wait_seconds": 1}),
        ("sign-in.wrong-password", {"left": 3, "wait_seconds": 2}),
        ("sign-in.wrong-password", {"left": 2, "wait_seconds": 4}),
        ("sign-in.wrong-password", {"left": 1, "wait_seconds": 8}),
    ]


def test_an_unknown_account_gets_the_very_same_refusals(slots, founding):
    assert fail(slots, "nobody", 7) == fail(slots, "张三", 7)


def test_the_fifth_failure_locks_out_even_the_right_password(slots, founding, tmp_path):
    assert fail(slots, "张三", 5)[-1] == ("sign-in.locked", {"wait_seconds": 300})
    restarted = slots_at(tmp_path)
    assert code_of(lambda: restarted.unlock("张三", ZHANG.password, NOON + timedelta(seconds=299))) == "sign-in.locked"
    assert restarted.unlock("张三", ZHANG.password, NOON + timedelta(seconds=300)).failures == 5


def test_one_locked_account_does_not_lock_another(slots, founding):
    fail(slots, "张三", 5)
    assert slots.unlock("lisi", LI.password, NOON).failures == 0


def test_a_success_takes_the_failures_back(slots, founding):
    fail(slots, "张三", 4)
    assert slots.unlock("张三", ZHANG.password, NOON).failures == 4
    assert fail(slots, "张三", 1)[0][1]["left"] == 4


@pytest.mark.parametrize("back", [timedelta(seconds=1), timedelta(days=365), timedelta(days=3650)], ids=str)
def test_a_clock_set_back_opens_no_lock_early_and_locks_nobody_out_for_ever(slots, founding, tmp_path, back):
    fail(slots, "张三", 5)
    earlier = NOON - back
    for passed in (0, 150, 299):
        again = slots_at(tmp_path)
        moment = earlier + timedelta(seconds=passed)
        assert code_of(partial(again.unlock, "张三", ZHANG.password, moment)) == "sign-in.locked"
    assert slots.unlock("张三", ZHANG.password, earlier + timedelta(seconds=300)).person == "person-1"


def test_an_attempt_is_counted_before_it_is_tried(slots, founding, tmp_path):
    class Killed(BaseException):
        pass

    class DiesAfterCounting(RealDisk):
        def sync_directory(self, folder: Path) -> None:
            raise Killed

    for _ in range(5):
        with pytest.raises(Killed):
            slots_at(tmp_path, disk=DiesAfterCounting()).unlock("张三", ZHANG.password, NOON)
    assert code_of(lambda: slots.unlock("张三", ZHANG.password, NOON)) == "sign-in.locked"


def test_a_thousand_invented_names_do_not_fill_the_file(slots, founding, tmp_path):
    before = (tmp_path / FILE_NAME).stat().st_size
    for number in range(80):
        fail(slots, f"invented-{number}", 1, NOON + timedelta(seconds=number))
    assert len(json.loads((tmp_path / FILE_NAME).read_text())["slots"]["attempts"]) <= 65
    assert (tmp_path / FILE_NAME).stat().st_size < before + 20_000


def test_a_change_of_password_changes_no_key(slots, founding):
    slots.change_password("lisi", LI.password, "Another-2026", NOON)
    unlocked = slots.unlock("lisi", "Another-2026", NOON)
    assert unlocked.data_key == founding.data_key
    assert unlocked.signer.key_id == founding.signers["lisi"].key_id
    assert unlocked.must_change is False
    assert code_of(lambda: slots.unlock("lisi", LI.password, NOON)) == "sign-in.wrong-password"


def test_a_change_needs_the_old_password_and_a_good_new_one(slots, founding):
    change = slots.change_password
    assert code_of(lambda: change("lisi", "Wrong-pass-1", "Another-2026", NOON)) == "sign-in.wrong-password"
    assert code_of(lambda: change("lisi", LI.password, "weak", NOON)) == "password.too-weak"
    assert code_of(lambda: change("lisi", LI.password, LI.password, NOON)) == "password.unchanged"
    assert slots.unlock("lisi", LI.password, NOON).failures == 1


def test_a_reset_that_happened_meanwhile_is_not_undone_by_a_change(slots, founding, tmp_path):
    class ResetMeanwhile(RealDisk):
        """After the attempt has been counted and taken in, another program resets the account."""

        reads = 0

        def read(self, path: Path) -> bytes:
            self.reads += 1
            if self.reads == 5:
                slots.reset_password(founding.data_key, replace(LI, password="Reset-2026-x"), NOON)
            return super().read(path)

    changing = slots_at(tmp_path, disk=ResetMeanwhile())
    assert code_of(lambda: changing.change_password("lisi", LI.password, "Another-2026", NOON)) == "key-slots.busy"
    assert slots.unlock("lisi", "Reset-2026-x", NOON).signer.key_id != founding.signers["lisi"].key_id


def test_the_last_passwords_are_not_taken_again(slots, founding):
    had = [LI.password, *(f"Number-{count}-hedong" for count in range(6))]
    for old, new in itertools.pairwise(had):
        slots.change_password("lisi", old, new, NOON)
    for again in had[1:6]:
        assert code_of(lambda again=again: slots.change_password("lisi", had[6], again, NOON)) == "password.used-before"
    slots.change_password("lisi", had[6], had[0], NOON)


def test_a_password_is_not_changed_again_at_once_where_the_unit_wants_it(slots, founding):
    slots.keep_rules(founding.data_key, replace(slots.rules, hours=24))
    slots.change_password("lisi", LI.password, "Second-2026-x", NOON)  # somebody else had chosen the first
    soon = NOON + timedelta(hours=23, minutes=59)
    refused = code_of(lambda: slots.change_password("lisi", "Second-2026-x", "Third-2026-x", soon))
    assert refused == "password.too-young"
    slots.change_password("lisi", "Second-2026-x", "Third-2026-x", NOON + timedelta(hours=24))
    slots.change_password("lisi", "Third-2026-x", "Fourth-2026-x", NOON - timedelta(days=3))


def test_the_password_that_a_founder_began_with_is_changed_at_once(slots, founding):
    slots.keep_rules(founding.data_key, replace(slots.rules, hours=24))
    slots.change_password("张三", ZHANG.password, "Second-2026-x", NOON)
    refused = code_of(lambda: slots.change_password("张三", "Second-2026-x", "Third-2026-x", NOON))
    assert refused == "password.too-young"


def test_a_reset_forgets_no_password_that_somebody_had(slots, founding):
    slots.reset_password(founding.data_key, replace(LI, password="Reset-2026-x"), NOON)
    for again in (LI.password, "Reset-2026-x"):
        refused = code_of(lambda again=again: slots.change_password("lisi", "Reset-2026-x", again, NOON))
        assert refused in ("password.used-before", "password.unchanged")


def test_the_passwords_of_before_lie_sealed_and_belong_to_one_account(slots, founding, tmp_path):
    stored = slotfile.decode((tmp_path / FILE_NAME).read_bytes()).roster
    zhang, li = stored.accounts
    bound = stored.bound(li.account, "former")
    assert former.unsealed(li.former, founding.data_key, bound).holds(LI.password, 1)
    for data, key, place in ((zhang.former, founding.data_key, bound), (li.former, bytes(32), bound)):
        with pytest.raises(WrongKey):
            former.unsealed(data, key, place)


def test_what_a_unit_asks_of_passwords_holds_before_anybody_is_in(slots, founding, tmp_path):
    slots.keep_rules(founding.data_key, SignInRules(length=12, failures=2, lock_seconds=600, history=24))
    other = slots_at(tmp_path)
    assert code_of(lambda: other.change_password("lisi", LI.password, "Short-2026", NOON)) == "password.too-weak"
    assert [params["wait_seconds"] for _, params in fail(other, "张三", 2)] == [1, 600]
    assert code_of(lambda: slots.keep_rules(bytes(32), SignInRules())) == "key-slots.foreign-key"


def test_rules_below_the_floor_are_damage_and_not_obeyed(slots, founding, tmp_path):
    data = json.loads((tmp_path / FILE_NAME).read_text())
    data["slots"]["roster"]["rules"] = {**codec.to_json(SignInRules()), "failures": 1000}
    data["digest"] = sm3.digest(canonical.encode(data["slots"]))
    (tmp_path / FILE_NAME).write_bytes(canonical.encode(data))
    assert code_of(lambda: slots.unlock("lisi", LI.password, NOON)) == "key-slots.damaged"


def test_a_change_of_password_takes_up_a_raised_cost(slots, founding, tmp_path):
    dearer = replace(CHEAP, argon2=Argon2Parameters(memory_kib=64, time_cost=2, lanes=2))
    slots_at(tmp_path, terms=dearer).change_password("lisi", LI.password, "Another-2026", NOON)
    assert slots.unlock("lisi", "Another-2026", NOON).person == "person-2"
    stored = json.loads((tmp_path / FILE_NAME).read_text())["slots"]["roster"]["accounts"]
    assert [one["argon2"]["memory_kib"] for one in stored] == [8, 64]


def test_a_reset_by_the_administrator_issues_a_new_signing_key_never_the_old_one(slots, founding):
    fail(slots, "张三", 5)
    public = slots.reset_password(founding.data_key, RESET, NOON)
    unlocked = slots.unlock("张三", "Reset-2026-x", NOON)
    assert unlocked.signer.public_key == public != founding.signers["张三"].public_key
    assert unlocked.data_key == founding.data_key
    assert unlocked.must_change
    assert code_of(lambda: slots.unlock("张三", ZHANG.password, NOON)) == "sign-in.wrong-password"


def test_a_reset_needs_the_data_key_and_the_account_s_own_person(slots, founding, tmp_path):
    before = (tmp_path / FILE_NAME).read_bytes()
    assert code_of(lambda: slots.reset_password(bytes(32), RESET, NOON)) == "key-slots.foreign-key"
    assert code_of(lambda: slots.renew_data_key(bytes(32), set(), lambda *_: None)) == "key-slots.foreign-key"
    for wrong in (replace(RESET, account="王五"), replace(RESET, person="person-2")):
        assert code_of(lambda wrong=wrong: slots.reset_password(founding.data_key, wrong, NOON)) == "account.unknown"
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_an_added_account_signs_in_and_a_removed_one_does_not(slots, founding):
    wang = NewAccount(account="wangwu", person="person-3", password="Ww-2026-good")
    public = slots.add_account(founding.data_key, wang, NOON)
    assert slots.unlock("wangwu", wang.password, NOON).signer.public_key == public
    slots.remove_account(founding.data_key, "wangwu")
    assert code_of(lambda: slots.unlock("wangwu", wang.password, NOON)) == "sign-in.wrong-password"


def test_accounts_keep_order_in_the_house(slots, founding):
    key = founding.data_key
    assert code_of(lambda: slots.add_account(key, replace(LI, account="LISI"), NOON)) == "account.exists"
    assert code_of(lambda: slots.add_account(key, replace(LI, account="　"), NOON)) == "account.nameless"
    assert (
        code_of(lambda: slots.add_account(key, replace(LI, account="wang", password="weak"), NOON))
        == "password.too-weak"
    )
    assert code_of(lambda: slots.create("store-2", [ZHANG], NOON)) == "key-slots.exist"
    slots.remove_account(key, "lisi")
    assert code_of(lambda: slots.remove_account(key, "张三")) == "account.last"


def test_the_printed_code_opens_the_data_key_and_no_signer(slots, founding):
    opened = slots.store_keys.recover(founding.recovery.code.lower().replace("-", " "))
    assert opened.data_key == founding.data_key
    assert opened.signer.public_key == founding.recovery.public_key


def test_a_wrong_recovery_code_is_refused(slots, founding):
    for typed in ("", "0000-" * 8, founding.recovery.code[:-1]):
        assert code_of(partial(slots.store_keys.recover, typed)) == "sign-in.wrong-recovery-code"


def test_a_renewed_code_replaces_the_old_one(slots, founding):
    renewed = slots.store_keys.renew_recovery(founding.data_key)
    opened = slots.store_keys.recover(renewed.code)
    assert opened.data_key == founding.data_key
    assert opened.signer.public_key == renewed.public_key != founding.recovery.public_key
    assert code_of(lambda: slots.store_keys.recover(founding.recovery.code)) == "sign-in.wrong-recovery-code"


def test_an_enrolled_machine_opens_the_data_key_without_a_password(slots, founding):
    vault = MemoryVault()
    slots.store_keys.enrol_device(founding.data_key, "desk-1", vault)
    assert slots.store_keys.unlock_by_device("desk-1", vault) == founding.data_key
    assert code_of(lambda: slots.store_keys.unlock_by_device("desk-2", vault)) == "sign-in.device-unknown"
    assert code_of(lambda: slots.store_keys.unlock_by_device("desk-1", MemoryVault())) == "sign-in.device-unknown"


@pytest.mark.parametrize("kept", [b"", b"short", bytes(32)])
def test_a_machine_with_another_key_is_refused(slots, founding, kept):
    vault = MemoryVault()
    slots.store_keys.enrol_device(founding.data_key, "desk-1", vault)
    vault.kept = dict.fromkeys(vault.kept, kept)
    assert code_of(lambda: slots.store_keys.unlock_by_device("desk-1", vault)) == "sign-in.device-unknown"


def test_a_removed_machine_opens_nothing_and_its_key_is_gone(slots, founding):
    vault = MemoryVault()
    slots.store_keys.enrol_device(founding.data_key, "desk-1", vault)
    slots.store_keys.remove_device(founding.data_key, "desk-1", vault)
    assert vault.kept == {}
    assert code_of(lambda: slots.store_keys.unlock_by_device("desk-1", vault)) == "sign-in.device-unknown"


def test_slots_of_another_realm_are_refused_before_any_write(slots, founding, tmp_path):
    before = sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())
    training = slots_at(tmp_path, "training")
    acts = [
        lambda: training.unlock("张三", ZHANG.password, NOON),
        training.accounts,
        lambda: training.store_keys.recover(founding.recovery.code),
        lambda: training.reset_password(founding.data_key, RESET, NOON),
    ]
    assert {code_of(act) for act in acts} == {"key-slots.wrong-realm"}
    assert sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir()) == before


def test_missing_slots_are_named_and_nothing_is_made(tmp_path):
    nowhere = slots_at(tmp_path / "none")
    assert code_of(lambda: nowhere.unlock("张三", "x", NOON)) == "key-slots.missing"
    assert list(tmp_path.iterdir()) == []


def test_every_flipped_byte_of_the_file_is_damage_and_not_a_wrong_password(slots, founding, tmp_path):
    path = tmp_path / FILE_NAME
    good = path.read_bytes()
    for place in range(len(good)):
        path.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        assert code_of(slots.accounts) in {"key-slots.damaged", "key-slots.newer"}


def test_a_file_cut_anywhere_or_replaced_by_anything_is_damage(slots, founding, tmp_path):
    path = tmp_path / FILE_NAME
    good = path.read_bytes()
    others = [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 100_000,
        b"1" * 5000,
        b'{"digest":"","slots":{}}',
        good + b"\n",
    ]
    for data in [*others, *(good[:cut] for cut in range(0, len(good), 97))]:
        path.write_bytes(data)
        assert code_of(slots.accounts) == "key-slots.damaged"


def test_a_file_of_a_newer_release_is_said_to_be_newer(slots, founding, tmp_path):
    content = json.loads((tmp_path / FILE_NAME).read_bytes())["slots"] | {"format": 2, "more": 1}
    digest = sm3.digest(canonical.encode(content))
    (tmp_path / FILE_NAME).write_bytes(canonical.encode({"digest": digest, "slots": content}))
    assert code_of(slots.accounts) == "key-slots.newer"


def forge(path: Path, change) -> None:
    file = slotfile.decode(path.read_bytes())
    path.write_bytes(slotfile.encode(replace(file, roster=change(file.roster))))


def test_persons_swapped_by_hand_are_noticed_at_sign_in(slots, founding, tmp_path):
    def swapped(roster):
        first, second = roster.accounts
        return replace(roster, accounts=(replace(first, person=second.person), replace(second, person=first.person)))

    forge(tmp_path / FILE_NAME, swapped)
    assert code_of(lambda: slots.unlock("lisi", LI.password, NOON)) == "key-slots.damaged"


def test_a_public_key_put_in_by_hand_is_noticed_at_sign_in(slots, founding, tmp_path):
    own = signer.generate(random.Random(1).randbytes)[0].public_key.hex()
    forge(tmp_path / FILE_NAME, lambda roster: roster.with_account(replace(roster.accounts[0], public_key=own)))
    for act in (
        lambda: slots.unlock("lisi", LI.password, NOON),
        lambda: slots.store_keys.recover(founding.recovery.code),
    ):
        assert code_of(act) == "key-slots.damaged"
    assert code_of(lambda: slots.store_keys.renew_recovery(founding.data_key)) == "key-slots.foreign-key"


def test_a_slot_moved_to_another_store_opens_nothing(slots, founding, tmp_path):
    forge(tmp_path / FILE_NAME, lambda roster: replace(roster, store_id="store-2"))
    assert code_of(lambda: slots.unlock("lisi", LI.password, NOON)) == "sign-in.wrong-password"


def keys_opened(slots: KeySlots, password: str) -> list[str]:
    try:
        return [slots.unlock("lisi", password, NOON).signer.key_id]
    except Refused:
        return []


@pytest.mark.parametrize("steps", range(8))
def test_a_power_cut_at_any_step_loses_no_slot(slots, founding, tmp_path, steps):
    cut = slots_at(tmp_path, disk=FailingDisk(steps))
    outcome = None
    try:
        cut.change_password("lisi", LI.password, "Another-2026", NOON)
    except Unavailable as problem:
        outcome = problem.code
    assert outcome in {"key-slots.unwritable", None}
    again = slots_at(tmp_path)
    opened = [key for password in (LI.password, "Another-2026") for key in keys_opened(again, password)]
    assert opened == [founding.signers["lisi"].key_id]
    assert again.unlock("张三", ZHANG.password, NOON).data_key == founding.data_key
    assert (outcome is None) == (steps >= 6)


def test_a_founding_that_failed_can_be_done_again(tmp_path):
    broken = slots_at(tmp_path, disk=FailingDisk(0))
    assert code_of(lambda: broken.create("store-1", [ZHANG], NOON)) == "key-slots.unwritable"
    assert slots_at(tmp_path).create("store-1", [ZHANG], NOON).data_key


def test_parallel_guesses_are_all_counted(slots, founding, tmp_path):
    told = []

    def guess() -> None:
        try:
            slots_at(tmp_path).unlock("张三", "Wrong-pass-1", NOON)
        except Refused as refusal:
            told.append((refusal.code, refusal.params.get("left")))

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lefts = [left for code, left in told if code == "sign-in.wrong-password"]
    assert sorted(lefts) == [1, 2, 3, 4]
    assert len(told) == 8


def test_one_seed_makes_one_store(tmp_path):
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        slots_at(tmp_path / name, randbytes=random.Random(5).randbytes).create("store-1", [ZHANG, LI], NOON)
        made.append((tmp_path / name / FILE_NAME).read_bytes())
    assert made[0] == made[1]


def test_failed_attempts_are_told_once_whether_of_an_account_or_of_none(slots, founding):
    for number, account in enumerate(["lisi", "nobody", "lisi", "root"]):
        with pytest.raises(Refused):
            slots.unlock(account, "guessed", NOON + timedelta(minutes=number))
    assert slots.tell_failures() == {"person-2": 2, "": 2}
    assert slots.tell_failures() == {}
    with pytest.raises(Refused):
        slots.unlock("lisi", "guessed", NOON + timedelta(hours=1))
    assert slots.tell_failures() == {"person-2": 1}
    assert slots.unlock("lisi", LI.password, NOON + timedelta(hours=2)).failures == 3
    assert slots.tell_failures() == {}
