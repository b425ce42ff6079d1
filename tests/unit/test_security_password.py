"""Passwords, their derivation, and the counting of failures."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given
from hypothesis import strategies as st

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.units.passwords import refuse_weak
from oa_desktop.domain.units.sign_in_rules import SignInRules
from oa_desktop.security import attempts, recovery
from oa_desktop.security.attempts import Attempts
from oa_desktop.security.password import Argon2Parameters, derive

CHEAP = Argon2Parameters(memory_kib=8, time_cost=1, lanes=1)
RULES = SignInRules()
NOON = datetime(2026, 4, 16, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("password", ["Qingyuan2026", "防汛Notice16", "aB3-aB3-", "公文办理登记Ab"])
def test_a_good_password_is_accepted(password):
    refuse_weak(password, RULES, "zhangsan")


@pytest.mark.parametrize(
    "password", ["", "Ab1-", "abcdefgh1", "12345678", "ABCDEFGH1", "口令口令口令口令", "zhangSan-2026"]
)
def test_a_weak_password_is_refused_with_what_it_needs(password):
    with pytest.raises(Refused) as refusal:
        refuse_weak(password, RULES, "zhangsan")
    assert refusal.value.code == "password.too-weak"
    assert refusal.value.params == {"length": 8, "classes": 3}


def test_a_chinese_account_name_may_not_stand_in_the_password_and_a_single_letter_may():
    refuse_weak("Qingyuan2026", RULES, "q")
    with pytest.raises(Refused):
        refuse_weak("Ab张三-2026", RULES, "张三")


def test_an_office_may_ask_for_more():
    with pytest.raises(Refused):
        refuse_weak("Qingyuan2026", SignInRules(length=14))


@pytest.mark.parametrize(
    "weaker",
    [
        {"length": 7},
        {"classes": 2},
        {"days": 91},
        {"history": 4},
        {"failures": 6},
        {"failures": 0},
        {"lock_seconds": 299},
    ],
)
def test_rules_below_the_floor_cannot_be_made(weaker):
    with pytest.raises(ValueError, match="out of bounds"):
        SignInRules(**weaker)


TRIED_FIRST = """
Admin@123 P@ssw0rd P@$$w0rd2024 Passw0rd! Aa123456 Aa888888 Aa@888888 Abc@1234 Abcd1234! 1qaz@WSX 1qaz2WSX !QAZ2wsx
Qwer1234 Qw123456 QAZwsx123 1q2w3e4R Huawei@123 2024Admin@ Zhengfu@2024 Gov@2024oa Woaini1314 Mishu@123 Wang@12345
Aaaa1111 Bangongshi2026 Root@2026 Test1234 Zxcv@1234 Asdf@1234 Password123 Qq112233 Kylin@123 Welcome@1 Spring2026!
"""


def test_what_is_tried_first_is_refused_however_it_is_dressed():
    for password in TRIED_FIRST.split():
        with pytest.raises(Refused) as refusal:
            refuse_weak(password, RULES)
        assert refusal.value.code == "password.common", password


def test_a_word_of_ones_own_beside_a_common_one_is_no_common_password():
    for password in ("Admin-Lvtong7", "Ping@an3Shui", "Wang&Xiaoman9", "Office-Hedong1"):
        refuse_weak(password, RULES)


def test_the_derivation_is_argon2id_version_13():
    expected = Argon2id(salt=b"somesaltsomesalt", length=32, iterations=1, lanes=1, memory_cost=8).derive(b"secret")
    assert derive("secret", b"somesaltsomesalt", CHEAP) == expected


def test_a_password_typed_composed_or_decomposed_is_one_password():
    assert derive("caf\u00e9", bytes(16), CHEAP) == derive("cafe\u0301", bytes(16), CHEAP)


def test_a_password_that_is_not_unicode_text_does_not_crash():
    assert len(derive("\udcff口令", bytes(16), CHEAP)) == 32


@pytest.mark.parametrize(
    "wrong",
    [{"memory_kib": 0}, {"memory_kib": 1 << 40}, {"time_cost": 1000}, {"lanes": 0}, {"memory_kib": 16, "lanes": 4}],
)
def test_a_cost_out_of_range_is_refused(wrong):
    with pytest.raises(ValueError, match=r"range|lane"):
        Argon2Parameters(**wrong)


def fail(state: Attempts, times: int, now: datetime) -> Attempts:
    for _ in range(times):
        state = attempts.begin(attempts.against_clock(state, now, RULES), now, RULES)
    return state


def refused_for(state: Attempts, now: datetime) -> int:
    try:
        attempts.refuse_if_locked(attempts.against_clock(state, now, RULES), now)
    except Refused as refusal:
        return refusal.params["wait_seconds"]
    return 0


def test_the_delay_grows_and_what_is_left_shrinks():
    told = [attempts.failure(fail(Attempts(), n, NOON), RULES) for n in range(1, 5)]
    assert [refusal.params for refusal in told] == [
        {"left": 4, "wait_seconds": 1},
        {"left": 3, "wait_seconds": 2},
        {"left": 2, "wait_seconds": 4},
        {"left": 1, "wait_seconds": 8},
    ]


def test_the_fifth_failure_locks_for_five_minutes():
    state = fail(Attempts(), 5, NOON)
    assert attempts.failure(state, RULES).code == "sign-in.locked"
    assert refused_for(state, NOON) == 300
    assert refused_for(state, NOON + timedelta(seconds=299.5)) == 1
    assert refused_for(state, NOON + timedelta(seconds=300)) == 0


def test_after_a_lock_five_more_failures_lock_again():
    later = NOON + timedelta(seconds=301)
    state = fail(fail(Attempts(), 5, NOON), 4, later)
    assert refused_for(state, later) == 0
    assert refused_for(fail(state, 1, later), later) == 300


@given(st.integers(1, 10 * 365 * 86400), st.integers(0, 299))
def test_a_clock_set_back_never_shortens_a_lock_nor_makes_it_endless(back, passed):
    state = fail(Attempts(), 5, NOON)
    wrong_clock = NOON + timedelta(seconds=passed - back)
    wait = refused_for(state, wrong_clock)
    assert 300 - passed <= wait <= 300 + passed


def test_a_time_without_zone_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="time zone"):
        attempts.begin(Attempts(), datetime(2026, 1, 1), RULES)


def test_a_recovery_code_is_eight_groups_of_four():
    code = recovery.new_code(lambda size: bytes(range(size)))
    assert [len(group) for group in code.split("-")] == [4] * 8


def test_a_recovery_code_read_off_paper_in_any_way_is_the_same_code():
    code = recovery.new_code(lambda size: b"\x00\x44\x32" * 6 + b"\x00\x01")
    key = recovery.key_of(code, b"salt")
    assert key is not None
    for typed in (
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " "),
        code.replace("0", "o").replace("1", "l"),
        "".join(chr(ord(letter) + 0xFEE0) for letter in code),
    ):
        assert recovery.key_of(typed, b"salt") == key


@pytest.mark.parametrize("typed", ["", "7K2M", "U" * 32, "恢" * 32, "0" * 33])
def test_what_cannot_be_a_recovery_code_has_no_key(typed):
    assert recovery.key_of(typed, b"salt") is None


def test_a_machine_without_the_memory_is_told_so():
    program = (
        "import resource\n"
        "from oa_desktop.domain.errors import Unavailable\n"
        "from oa_desktop.security.password import Argon2Parameters, derive\n"
        "resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))\n"
        "try: derive('x', bytes(16), Argon2Parameters(memory_kib=1 << 20, lanes=1))\n"
        "except Unavailable as problem: print(problem.code, problem.params['mebibytes'])\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["password.no-memory", "1024"]
