"""A key that people hold together opens to all of them at once, and to nothing else."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from oa_desktop.domain.errors import Refused
from oa_desktop.office.ports.keys import Credentials
from oa_desktop.security import signer
from oa_desktop.security.accounts import NewAccount, Terms
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.security.password import Argon2Parameters

NOON = datetime(2026, 4, 16, 12, 0, tzinfo=UTC)
CHEAP = Terms(argon2=Argon2Parameters(memory_kib=8, time_cost=1, lanes=1))
PEOPLE = {
    name: NewAccount(account=name, person=f"person {name}", password=f"Qx-{number}927-wmkt", must_change=False)
    for number, name in enumerate(("heyutong", "xuchong", "zhouyue"))
}
MESSAGE = b"a certificate"


@pytest.fixture
def slots(tmp_path: Path) -> KeySlots:
    made = KeySlots(tmp_path / FILE_NAME, "official", terms=CHEAP, randbytes=random.Random(3).randbytes)
    made.create("store", list(PEOPLE.values()), NOON)
    return made


def present(*names: str, **passwords: str) -> list[Credentials]:
    return [Credentials(account=one, password=passwords.get(one, PEOPLE[one].password)) for one in names]


BOTH = present("heyutong", "xuchong")


def test_both_together_open_it_in_either_order_and_sign_with_it(slots: KeySlots) -> None:
    made = slots.held.hold(BOTH, NOON)
    assert [person for person, _ in made.holders] == ["person heyutong", "person xuchong"]
    for order in (BOTH, BOTH[::-1]):
        opened = slots.held.open(made.signer.key_id, order, NOON)
        assert signer.verify(made.signer.public_key, MESSAGE, opened.signer.sign(MESSAGE))
        for one in (opened.signer, *(own for _person, own in opened.holders)):
            assert one.sign(MESSAGE)


@pytest.mark.parametrize("names", [("heyutong",), ("heyutong", "zhouyue"), ("zhouyue", "xuchong"), tuple(PEOPLE)])
def test_nobody_else_opens_it(slots: KeySlots, names: tuple[str, ...]) -> None:
    made = slots.held.hold(BOTH, NOON)
    with pytest.raises(Refused, match=r"held-key\.not-theirs"):
        slots.held.open(made.signer.key_id, present(*names), NOON)


def test_a_wrong_password_opens_nothing_and_is_counted(slots: KeySlots) -> None:
    made = slots.held.hold(BOTH, NOON)
    with pytest.raises(Refused, match=r"sign-in\.wrong-password"):
        slots.held.open(made.signer.key_id, present("heyutong", "xuchong", xuchong="wrong"), NOON)
    with pytest.raises(Refused, match=r"sign-in\.(wrong-password|locked)"):
        slots.unlock("xuchong", "wrong again", NOON)


def test_nobody_is_present_by_a_password_that_another_chose(tmp_path: Path) -> None:
    another = replace(PEOPLE["xuchong"], must_change=True)
    for realm in ("demonstration", "official"):
        made = KeySlots(tmp_path / realm, realm, terms=CHEAP, randbytes=random.Random(3).randbytes)
        made.create("store", [PEOPLE["heyutong"], another], NOON)
        if realm == "demonstration":
            assert made.held.hold(BOTH, NOON)
    with pytest.raises(Refused, match=r"held-key\.password-of-another"):
        made.held.hold(BOTH, NOON)
    made.change_password("xuchong", another.password, "Qx-Zw-8927-mine", NOON)
    assert made.held.hold(present("heyutong", "xuchong", xuchong="Qx-Zw-8927-mine"), NOON)


def test_one_person_is_not_two(slots: KeySlots) -> None:
    with pytest.raises(Refused, match=r"held-key\.same-person"):
        slots.held.hold(present("heyutong", "heyutong"), NOON)


def test_one_alone_may_hold_a_key_too(slots: KeySlots) -> None:
    made = slots.held.hold(present("zhouyue"), NOON)
    opened = slots.held.open(made.signer.key_id, present("zhouyue"), NOON)
    assert opened.signer.public_key == made.signer.public_key


def test_another_password_leaves_the_share_and_another_key_loses_it(slots: KeySlots) -> None:
    made = slots.held.hold(BOTH, NOON)
    slots.change_password("xuchong", PEOPLE["xuchong"].password, "Vb-7731-tqx", NOON)
    changed = present("heyutong", "xuchong", xuchong="Vb-7731-tqx")
    assert slots.held.open(made.signer.key_id, changed, NOON).signer.key_id == made.signer.key_id
    data_key = slots.unlock("heyutong", PEOPLE["heyutong"].password, NOON).data_key
    given = replace(PEOPLE["xuchong"], password="Reset-2026-x")
    slots.reset_password(data_key, given, NOON)
    with pytest.raises(Refused, match=r"held-key\.not-theirs"):
        slots.held.open(made.signer.key_id, present("heyutong", "xuchong", xuchong="Reset-2026-x"), NOON)


def test_an_unknown_key_is_no_ones(slots: KeySlots) -> None:
    with pytest.raises(Refused, match=r"held-key\.unknown"):
        slots.held.open(signer.key_id_of(b"nothing"), BOTH, NOON)


def test_nothing_of_it_is_told_by_accident(slots: KeySlots) -> None:
    made = slots.held.hold(BOTH, NOON)
    assert "Signer" not in repr(made) and PEOPLE["heyutong"].password not in repr(BOTH)
