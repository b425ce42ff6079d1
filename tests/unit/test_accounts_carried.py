"""Accounts that are carried to another desk: taken where they are new or renewed, never back to a key of before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from oa_desktop.domain.errors import Refused
from oa_desktop.security.carried import read_accounts, with_accounts, write_accounts
from oa_desktop.security.password import Argon2Parameters
from oa_desktop.security.slotfile import AccountSlot, Roster


def slot(account: str, person: str, key: str, salt: str = "00") -> AccountSlot:
    return AccountSlot(
        account=account,
        person=person,
        argon2=Argon2Parameters(),
        salt=salt,
        data_key="01",
        signing_key="02",
        public_key=key,
        password_set=datetime(2026, 11, 2, tzinfo=UTC),
        must_change=False,
    )


HERE = Roster(realm="official", store_id="one", accounts=(slot("zhang", "p1", "aa"), slot("li", "p2", "bb")))


@pytest.mark.parametrize(
    ("came", "standing", "expected"),
    [
        (slot("wang", "p3", "cc"), {("p3", "cc")}, "cc"),
        (slot("wang", "p3", "cc"), set(), None),
        (slot("wang", "p3", "cc"), {("p2", "cc")}, None),
        (slot("ZHANG", "p1", "a1"), {("p1", "a1")}, "a1"),
        (slot("zhang", "p1", "a1"), {("p1", "a1"), ("p1", "aa")}, "aa"),
        (slot("zhang", "p1", "aa", salt="ff"), {("p1", "aa")}, "aa"),
        (slot("zhang", "p9", "cc"), {("p9", "cc")}, "aa"),
    ],
    ids=["new", "unknown key", "key of somebody else", "renewed", "still stands", "password here", "name of another"],
)
def test_an_account_is_taken_where_it_is_new_or_its_owner_has_another_key_by_now(
    came: AccountSlot, standing: set[tuple[str, str]], expected: str | None
) -> None:
    roster = with_accounts(HERE, [came], standing | {("p2", "bb")})
    found = roster.account(came.account)
    assert (found.public_key if found else None) == expected
    assert found is None or found.salt == ("00" if expected in ("aa", None) else came.salt)
    assert roster.account("li") == HERE.account("li")


def test_what_is_carried_is_read_as_it_was_written() -> None:
    assert read_accounts(write_accounts(HERE)) == HERE.accounts


def test_what_was_carried_from_a_desk_of_another_store_key_holds_no_account_that_opens_here() -> None:
    renewed = write_accounts(replace(HERE, generation="8f"))
    assert (read_accounts(renewed), read_accounts(renewed, "8f")) == ((), HERE.accounts)
    assert read_accounts(write_accounts(HERE), "8f") == ()


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b'{"accounts":[{}]}'])
def test_what_is_no_list_of_accounts_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_accounts(data)
    assert refused.value.code == "package.damaged"


def test_an_account_that_is_no_more_hexadecimal_is_refused() -> None:
    data = write_accounts(replace(HERE, accounts=(slot("a", "p", "aa"),))).replace(b'"aa"', b'"zz"')
    with pytest.raises(Refused):
        read_accounts(data)
