"""A signing key lies where it was chosen to lie, and what cannot be opened there is opened nowhere else."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import keyring
import pytest
from keyring.backends.null import Keyring as KeepsNothing
from pkcs11.constants import TokenFlag
from pkcs11.exceptions import PinIncorrect

from oa_desktop.domain.actions.organising import AdjustSetting, EstablishDepartment, NameTokenLibrary
from oa_desktop.domain.errors import OfficeError, Refused, Unavailable
from oa_desktop.domain.ids import DepartmentId, KeyId, PostId
from oa_desktop.office.ports.keys import Credentials, KeyChoice, KeyHome, PlacedKey, TokenSettings
from oa_desktop.security import signer, slotfile
from oa_desktop.security.accounts import NewAccount, Terms
from oa_desktop.security.device_vault import KeyringVault
from oa_desktop.security.key_homes import KeyHomes
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.security.password import Argon2Parameters
from oa_desktop.security.tokens import TokenKeys
from tests.fakes.office import FakeOffice

NOON = datetime(2026, 4, 16, 12, 0, tzinfo=UTC)
CHEAP = Terms(argon2=Argon2Parameters(memory_kib=8, time_cost=1, lanes=1))
WORD, PIN = "Zs-2026-good", "246810"
IN_FILE = NewAccount(account="zhang", person="zhang", password=WORD, must_change=False)
IN_STORE = replace(IN_FILE, account="li", person="li", choice=KeyChoice(home=KeyHome.KEY_STORE))
IN_STORE_TOO = replace(IN_STORE, account="zhao", person="zhao")
ON_TOKEN = replace(IN_FILE, account="wang", person="wang", choice=KeyChoice(home=KeyHome.TOKEN, pin=PIN))


class Vault:
    """A key store in memory, which may keep nothing."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.keeps = True

    def put(self, name: str, secret: bytes) -> None:
        if self.keeps:
            self.kept[name] = secret

    def get(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def remove(self, name: str) -> None:
        self.kept.pop(name, None)


class Tokens:
    """Keys on a token that has three tries."""

    def __init__(self, count: int) -> None:
        made = [signer.generate(random.Random(one).randbytes) for one in range(count)]
        self.signers = {one.key_id: one for one, _private in made}
        self.private = {one.key_id: private for one, private in made}
        self.given: list[signer.Signer] = []
        self.left = 3

    def all_keys(self) -> tuple[PlacedKey, ...]:
        return tuple(
            PlacedKey(key=key, label=f"密钥{place % 3}", public_key=one.public_key, algorithm="SM2")
            for place, (key, one) in enumerate(self.signers.items())
        )

    def last_try(self, key: KeyId) -> bool:
        if key not in self.signers:
            raise Refused("token.no-key")
        return self.left == 1

    def open(self, key: KeyId, secret: str) -> signer.Signer:
        if secret != PIN:
            self.left -= 1
            raise Refused("token.last-try" if self.left == 1 else "token.wrong-pin")
        self.given.append(signer.Signer(self.private[key]))
        return self.given[-1]


class World:
    """A slot file with an account of each kind."""

    def __init__(self, folder: Path) -> None:
        self.vault, self.tokens = Vault(), Tokens(1)
        homes = KeyHomes(self.vault, lambda _settings: self.tokens)
        self.slots = KeySlots(folder / FILE_NAME, "official", terms=CHEAP, homes=homes)
        self.key = self.slots.create("store", [IN_FILE], NOON).data_key
        self.slots.keep_tokens(self.key, TokenSettings(module="vendor.so"))
        for one in (IN_STORE, ON_TOKEN):
            self.slots.add_account(self.key, one, NOON)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def refusal(deed: Callable[[], object]) -> str:
    with pytest.raises(OfficeError) as refused:
        deed()
    assert not {WORD, PIN} & {str(one) for one in refused.value.params.values()}
    return refused.value.code


def test_each_account_signs_with_the_key_that_lies_where_it_was_chosen_to(world: World) -> None:
    for one, pin in ((IN_FILE, ""), (IN_STORE, ""), (ON_TOKEN, PIN)):
        opened = world.slots.unlock(one.account, WORD, NOON, pin)
        enrolled = next(row for row in world.slots.accounts() if row.account == one.account)
        assert (opened.home, enrolled.home) == (one.choice.home, one.choice.home)
        assert signer.verify(enrolled.public_key, b"an entry", opened.signer.sign(b"an entry"))
    for one in (ON_TOKEN, Credentials(account="wang", password=WORD, pin=PIN), ON_TOKEN.choice):
        assert PIN not in repr(one) and WORD not in repr(one)


def test_the_password_may_change_and_the_key_stays_where_it_is(world: World) -> None:
    for one, pin in ((IN_STORE, ""), (ON_TOKEN, PIN)):
        before = world.slots.unlock(one.account, WORD, NOON, pin).signer.public_key
        world.slots.change_password(one.account, WORD, WORD + "2", NOON)
        assert world.slots.unlock(one.account, WORD + "2", NOON, pin).signer.public_key == before


def test_a_key_in_the_key_store_of_one_desktop_opens_at_no_other(world: World) -> None:
    (name,) = world.vault.kept
    world.vault.kept[name] = bytes(32)
    assert refusal(lambda: world.slots.unlock("li", WORD, NOON)) == "key-home.elsewhere"
    world.vault.kept.clear()
    assert refusal(lambda: world.slots.unlock("li", WORD, NOON)) == "key-home.elsewhere"
    world.slots.unlock("zhang", WORD, NOON)


def test_nothing_is_made_elsewhere_where_the_chosen_place_fails(world: World) -> None:
    world.vault.keeps = False
    wish = replace(IN_STORE, account="zhao", person="zhao")
    assert refusal(lambda: world.slots.add_account(world.key, wish, NOON)) == "device-vault.unavailable"
    taken = replace(ON_TOKEN, account="zhao", person="zhao")
    assert refusal(lambda: world.slots.add_account(world.key, taken, NOON)) == "token.no-key"
    world.tokens = Tokens(3)
    assert refusal(lambda: world.slots.add_account(world.key, taken, NOON)) == "token.several-keys"
    wrong = replace(taken, choice=replace(taken.choice, pin="1", key=world.tokens.all_keys()[2].key))
    assert refusal(lambda: world.slots.add_account(world.key, wrong, NOON)) == "token.wrong-pin"
    assert {one.account for one in world.slots.accounts()} == {"zhang", "li", "wang"}
    world.slots.add_account(world.key, replace(wrong, choice=replace(wrong.choice, pin=PIN)), NOON)
    world.slots.unlock("zhao", WORD, NOON, PIN)


def test_a_key_is_named_by_a_beginning_or_a_label_that_fits_no_other(world: World) -> None:
    world.tokens = Tokens(5)
    keys = world.tokens.all_keys()
    for account, named, meant in (("zhao", keys[2].key[:8].upper(), keys[2]), ("qian", keys[3].label, keys[3])):
        world.slots.add_account(world.key, on_token(account, named), NOON)
        assert world.tokens.given[-1].key_id == meant.key
    for named, code in ((keys[1].label, "token.several-keys"), ("密钥", "token.no-key")):
        assert refusal(lambda named=named: world.slots.add_account(world.key, on_token("sun", named), NOON)) == code


def on_token(account: str, key: str) -> NewAccount:
    return replace(ON_TOKEN, account=account, person=account, choice=replace(ON_TOKEN.choice, key=KeyId(key)))


def test_a_token_that_was_opened_for_what_is_refused_is_open_no_more(world: World) -> None:
    both = [Credentials(account="wang", password=WORD, pin=PIN), Credentials(account="zhang", password=WORD)]
    wrong = replace(both[1], password="wrong")
    made = world.slots.held.hold(both, NOON).signer.key_id
    world.slots.add_account(world.key, IN_STORE_TOO, NOON)
    third = Credentials(account=IN_STORE_TOO.account, password=WORD)
    world.tokens.given.clear()
    for deed, code in (
        (lambda: world.slots.held.hold([both[0], both[0]], NOON), "held-key.same-person"),
        (lambda: world.slots.held.hold([both[0], wrong], NOON), "sign-in.wrong-password"),
        (lambda: world.slots.held.open(KeyId("none"), both, NOON), "held-key.unknown"),
        (lambda: world.slots.held.open(made, [both[0], third], NOON), "held-key.not-theirs"),
    ):
        assert refusal(deed) == code
    assert [refusal(lambda one=one: one.sign(b"x")) for one in world.tokens.given] == ["signer.forgotten"] * 5


def test_whoever_makes_an_account_leaves_no_token_open(world: World) -> None:
    world.slots.reset_password(world.key, replace(ON_TOKEN, choice=IN_FILE.choice), NOON)
    world.tokens.given.clear()
    world.slots.reset_password(world.key, ON_TOKEN, NOON)
    world.slots.remove_account(world.key, "wang")
    world.slots.add_account(world.key, ON_TOKEN, NOON)
    assert [refusal(lambda one=one: one.sign(b"x")) for one in world.tokens.given] == ["signer.forgotten"] * 2


def test_a_machine_that_was_told_of_no_token_says_so(tmp_path: Path) -> None:
    slots = KeySlots(tmp_path / FILE_NAME, "official", terms=CHEAP, homes=KeyHomes(Vault(), lambda _: Tokens(1)))
    key = slots.create("store", [IN_FILE], NOON).data_key
    assert refusal(lambda: slots.add_account(key, ON_TOKEN, NOON)) == "token.not-set-up"


def test_nobody_lets_a_library_be_loaded_by_changing_the_file(world: World, tmp_path: Path) -> None:
    loaded: list[TokenSettings] = []

    def load(settings: TokenSettings) -> Tokens:
        loaded.append(settings)
        return world.tokens

    path = tmp_path / FILE_NAME
    slots = KeySlots(path, "official", terms=CHEAP, homes=KeyHomes(world.vault, load))
    slots.unlock("wang", WORD, NOON, PIN)
    file = slotfile.decode(path.read_bytes())
    other = replace(file.roster, tokens=TokenSettings(module="evil.so"))
    path.write_bytes(slotfile.encode(replace(file, roster=other)))
    for password in ("wrong", WORD):
        refusal(lambda password=password: slots.unlock("wang", password, NOON, PIN))
    assert {one.module for one in loaded} == {"vendor.so"}


def test_a_wrong_pin_is_the_tokens_to_count_and_the_last_try_is_announced(world: World) -> None:
    assert refusal(lambda: world.slots.unlock("wang", WORD, NOON)) == "sign-in.pin-needed"
    assert refusal(lambda: world.slots.unlock("wang", WORD, NOON, "1")) == "token.wrong-pin"
    assert refusal(lambda: world.slots.unlock("wang", WORD, NOON, "1")) == "token.last-try"
    assert refusal(lambda: world.slots.unlock("wang", WORD, NOON)) == "sign-in.pin-last-try"
    assert world.slots.unlock("wang", WORD, NOON, PIN).failures == 0


def test_a_wrong_password_is_counted_whatever_pin_comes_with_it(world: World) -> None:
    assert refusal(lambda: world.slots.unlock("wang", "wrong", NOON, PIN)) == "sign-in.wrong-password"
    assert refusal(lambda: world.slots.unlock("wang", WORD, NOON)) == "sign-in.pin-needed"
    assert world.slots.unlock("wang", WORD, NOON, PIN).failures == 1


def device(flag: TokenFlag) -> TokenKeys:
    """SoftHSM counts no tries: a device that says so with its flags (PKCS#11 2.40, CK_TOKEN_INFO) stands for one."""
    token = SimpleNamespace(flags=flag, label="", serial=b"1")

    def log_in(*_: object, **__: object) -> None:
        raise PinIncorrect

    token.open = log_in
    place = TokenKeys(TokenSettings(module="vendor.so"))
    place._holding = lambda _key: (token, None, b"", None)
    return place


@pytest.mark.parametrize(
    ("flag", "codes"),
    [
        (TokenFlag.TOKEN_INITIALIZED, ["token.wrong-pin", "token.wrong-pin"]),
        (TokenFlag.USER_PIN_FINAL_TRY, ["token.last-try-left", "token.last-try"]),
        (TokenFlag.USER_PIN_LOCKED, ["token.locked", "token.locked"]),
    ],
)
def test_what_a_token_says_of_its_tries_is_told(flag: TokenFlag, codes: list[str]) -> None:
    place = device(flag)
    assert [refusal(lambda: place.open(KeyId("k"), "1")) for _ in codes] == codes


def test_the_last_try_is_nobodys_who_was_not_told_of_it_before() -> None:
    place = device(TokenFlag.USER_PIN_FINAL_TRY)
    assert place.last_try(KeyId("k"))
    assert refusal(lambda: place.open(KeyId("k"), "1")) == "token.last-try"


def test_a_key_store_that_keeps_nothing_is_none() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(KeepsNothing())
    try:
        assert refusal(lambda: KeyringVault().put("key", b"secret")) == "device-vault.unavailable"
    finally:
        keyring.set_keyring(before)


# --- in the office ---------------------------------------------------------------------------------------------------


def give_token(office: FakeOffice, account: str) -> None:
    office.slots.chosen_homes[account] = (KeyHome.TOKEN, PIN)


def test_who_must_have_a_token_is_refused_without_once_somebody_could_mend_it() -> None:
    office = FakeOffice()
    office.as_("system").perform(AdjustSetting(name="token-required", value=1, reason="试"))
    enter = office.office.sign_in
    enter("system", "一")
    give_token(office, "security")
    enter("system", "一")
    give_token(office, "system")
    assert refusal(lambda: enter("auditor", "口令")) == "sign-in.token-required"
    assert office.stores.made.kept[-1].entry.payload["code"] == "sign-in.token-required"
    enter("system", "一", pin=PIN)
    enter("drafter", "口令")
    office.as_("system").perform(AdjustSetting(name="token-required", value=2, reason="试"))
    assert refusal(lambda: enter("drafter", "口令")) == "sign-in.token-required"


def test_which_library_a_machine_loads_is_said_by_a_system_administrator_and_recorded() -> None:
    office = FakeOffice()
    wish = NameTokenLibrary(module="/usr/lib/vendor.so", label="UKey", sm2_mechanism=7, reason="配发令牌")
    assert refusal(lambda: office.as_("security").perform(wish)) == "policy.role"
    assert office.slots.tokens() is None
    office.as_("system").perform(wish)
    kept = [one.entry for one in office.stores.made.kept if one.entry.kind == "name-token-library"]
    assert [(one.payload["module"], one.payload["reason"]) for one in kept] == [("/usr/lib/vendor.so", "配发令牌")]
    assert office.slots.tokens() == TokenSettings(module="/usr/lib/vendor.so", label="UKey", sm2_mechanism=7)


def test_a_token_that_was_pulled_out_leaves_nothing_half_done() -> None:
    office = FakeOffice()
    give_token(office, "system")
    session = office.office.sign_in("system", "一", pin=PIN)
    act = EstablishDepartment(department=DepartmentId("信访科"), name="信访科")
    office.slots.plugged = False
    with pytest.raises(Unavailable, match=r"token\.out"):
        session.perform(act)
    assert "信访科" not in {one.name for one in session.organisation().departments}
    office.slots.plugged = True
    session.perform(act)
    assert session.administration.verify().sound


def test_nobody_failed_who_is_only_asked_for_the_pin() -> None:
    office = FakeOffice()
    give_token(office, "system")
    before = len(office.stores.made.kept)
    assert refusal(lambda: office.office.sign_in("system", "一")) == "sign-in.pin-needed"
    assert len(office.stores.made.kept) == before
    assert refusal(lambda: office.office.sign_in("system", "一", pin="1")) == "token.wrong-pin"
    assert len(office.stores.made.kept) == before + 1


def test_who_is_not_let_in_leaves_no_token_open() -> None:
    office = FakeOffice()
    give_token(office, "system")
    assert refusal(lambda: office.office.sign_in("system", "一", PostId("nobody's"), pin=PIN)) == "post.unknown"
    assert office.slots.opened[-1].forgotten
    office.office.sign_in("system", "一", pin=PIN)
    assert not office.slots.opened[-1].forgotten
