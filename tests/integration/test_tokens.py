"""A key on a token signs there, opens to its PIN alone, and others verify what it signed. SoftHSM stands for the token."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pkcs11
import pytest

from oa_desktop.domain.actions.auditing import Incident, RecordIncident
from oa_desktop.domain.actions.organising import EnrolPerson, EstablishDepartment, Grant, NameTokenLibrary
from oa_desktop.domain.entry import SignedEntry
from oa_desktop.domain.errors import OfficeError, Refused, Unavailable
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import DepartmentId, Digest, KeyId, PersonId, PostId
from oa_desktop.domain.key_algorithms import ECDSA, SM2
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.trust.certificates import Purpose, Trust
from oa_desktop.domain.trust.verdicts import Outcome, worst
from oa_desktop.domain.units.roles import Role
from oa_desktop.domain.verification import Fault, StoredEntry, verify
from oa_desktop.office.office import Office
from oa_desktop.office.ports.keys import Credentials, KeyChoice, KeyHome, TokenSettings
from oa_desktop.office.ports.trust import ListOrder
from oa_desktop.office.session import Session
from oa_desktop.security import pin_trial, sm2, sm3
from oa_desktop.security.accounts import Terms
from oa_desktop.security.certificates.chain import judge
from oa_desktop.security.certificates.issuing import issue
from oa_desktop.security.certificates.reading import read
from oa_desktop.security.certificates.revocations import make
from oa_desktop.security.certificates.signatures import Link, check
from oa_desktop.security.key_homes import KeyHomes
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.security.office_port import OfficeCrypto, OfficeKeySlots
from oa_desktop.security.password import Argon2Parameters
from oa_desktop.security.seal_keys import SealKeySlots
from oa_desktop.security.tokens import TokenKeys
from tests.fakes.journals import stored
from tests.fakes.office import FakeOffice, founding
from tests.fakes.store import FakeStores
from tests.independent import sm2 as independent
from tests.rigs.authority import MIDDLE, key, order, root
from tests.rigs.soft_token import MODULE, PIN, pull_out, soft_token
from tests.rigs.tampering.second import check as second_check
from tests.sealed import NOW

WORD = "Zl-2026-good"
FIRST = "Anfang-Qx-8927-w"
CHEAP = Terms(argon2=Argon2Parameters(memory_kib=8, time_cost=1, lanes=1))


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TokenSettings]:
    with soft_token(tmp_path_factory.mktemp("token"), ["张三"]) as found:
        yield found


def test_a_token_shows_its_keys_and_signs_only_with_the_pin(settings: TokenSettings, tmp_path: Path) -> None:
    token = TokenKeys(settings)
    (placed,) = token.all_keys()
    assert (placed.label, placed.algorithm) == ("张三", "ECDSA")
    signer = token.open(placed.key, PIN)
    signature = signer.sign(b"a challenge")
    assert (signer.signature_algorithm, signer.digest_algorithm) == ("ECDSA", "SHA-256")
    assert check(placed.public_key, "sha256_ecdsa", b"a challenge", signature) is Link.HOLDS
    assert check(placed.public_key, "sha256_ecdsa", b"another", signature) is Link.FAILS
    (tmp_path / "key.der").write_bytes(placed.public_key)
    (tmp_path / "signed").write_bytes(b"a challenge")
    (tmp_path / "signature").write_bytes(signature)
    words = ["openssl", "dgst", "-sha256", "-verify", "key.der", "-keyform", "DER", "-signature", "signature", "signed"]
    assert subprocess.run(words, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    signer.forget()
    with pytest.raises(Unavailable, match=r"signer\.forgotten"):
        signer.sign(b"a challenge")


def test_the_program_itself_tries_a_pin_as_a_process_of_its_own(settings: TokenSettings) -> None:
    """A frozen program has no modules that could be named; it is started anew by a hidden argument."""
    (placed,) = TokenKeys(settings).all_keys()

    def told(pin: str) -> str:
        asked = json.dumps({"settings": asdict(settings), "key": placed.key, "pin": pin})
        words = [sys.executable, "-m", "oa_desktop", pin_trial.HIDDEN_ARGUMENT]
        return subprocess.run(words, input=asked, capture_output=True, encoding="utf-8", check=True).stdout

    assert (told("1"), told(PIN)) == ("token.wrong-pin", "")


def test_a_token_that_does_not_open_says_why(settings: TokenSettings, tmp_path: Path) -> None:
    token = TokenKeys(settings)
    (placed,) = token.all_keys()
    for deed, code in (
        (lambda: token.open(placed.key, "0000"), "token.wrong-pin"),
        (lambda: token.open(KeyId("nobody's"), PIN), "token.no-key"),
        (TokenKeys(TokenSettings(module=str(MODULE), label="another")).all_keys, "token.absent"),
        (TokenKeys(TokenSettings(module=str(tmp_path / "no-such.so"))).all_keys, "token.no-module"),
    ):
        with pytest.raises((Refused, Unavailable)) as refused:
            deed()
        assert refused.value.code == code and PIN not in str(refused.value)


def test_a_driver_that_is_named_by_two_paths_is_begun_once(settings: TokenSettings, tmp_path: Path) -> None:
    (tmp_path / "vendor.so").symlink_to(MODULE)
    other = TokenKeys(replace(settings, module=str(tmp_path / "vendor.so")))
    assert other.all_keys() == TokenKeys(settings).all_keys() != ()


class Twin:
    """Another token that shows the same keys."""

    def __init__(self, token: Any) -> None:
        self._token = token
        self.serial = b"a second one"

    def __getattr__(self, name: str) -> Any:
        return getattr(self._token, name)


def test_where_two_tokens_show_the_same_key_neither_gets_the_pin(settings: TokenSettings) -> None:
    class Both:
        def get_tokens(self) -> list[Any]:
            tokens = list(pkcs11.lib(settings.module).get_tokens())
            return [*tokens, *(Twin(one) for one in tokens if one.label == settings.label)]

    token = TokenKeys(settings, library=lambda _module: Both())
    with pytest.raises(Refused, match=r"token\.two"):
        token.open(token.all_keys()[0].key, PIN)


def test_the_own_authority_certifies_a_key_on_a_token_and_says_which_algorithm_it_is(settings: TokenSettings) -> None:
    (placed,) = TokenKeys(settings).all_keys()
    held = issue(order("张三", placed.public_key, Purpose.PERSON), root().signer, root().data)
    assert read(held).algorithm == "EC" and read(held).key == placed.key
    empty = make(ListOrder(number=1, issued=MIDDLE, next_issue=MIDDLE + timedelta(days=9)), root().data, root().signer)
    assert worst(judge(held, MIDDLE, Trust(anchors=(root().data,), revocations=(empty,)))) is Outcome.HOLDS


def test_what_a_token_would_sign_by_sm2_is_what_an_independent_program_digests() -> None:
    """No token here knows SM2; what it is given is checked, the mechanism itself is the vendor's."""
    public = key("张三").public_key
    x, y = int.from_bytes(public[-64:-32]), int.from_bytes(public[-32:])
    said = bytes.fromhex(sm3.digest(sm2.identity_digest(public) + b"a message"))
    assert int.from_bytes(said) == independent.digest((x, y), b"a message", sm2.USER_ID)


def test_the_key_of_a_seal_on_a_token_opens_by_the_pin_alone(settings: TokenSettings, tmp_path: Path) -> None:
    accounts = KeySlots(tmp_path / FILE_NAME, "official", terms=CHEAP)
    store_key = accounts.create("store", [], NOW).data_key
    accounts.keep_tokens(store_key, settings)
    keys = SealKeySlots(tmp_path / FILE_NAME, "official", terms=CHEAP, tokens=cache(TokenKeys))
    (placed,) = TokenKeys(settings).all_keys()

    assert refusal(lambda: keys.unlock(store_key, placed.key, "0000", NOW)) == "token.wrong-pin"
    opened = keys.unlock(store_key, placed.key, PIN, NOW)
    assert opened.key_id == placed.key and opened.sign(b"sealed")
    assert refusal(lambda: keys.unlock(store_key, KeyId("0" * 64), PIN, NOW)) == "seal.key-missing"
    pull_out()


# --- an office in which somebody signs with a token ------------------------------------------------------------------


@pytest.fixture(scope="module")
def place(settings: TokenSettings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, FakeStores]]:
    """An office with real keys and signatures, in which the second system administrator signs with a token."""
    homes = KeyHomes(tokens=cache(TokenKeys))
    folder = tmp_path_factory.mktemp("office")
    slots = OfficeKeySlots(KeySlots(folder / FILE_NAME, "official", terms=CHEAP, homes=homes))
    stores = FakeStores()
    made = Office(Realm.OFFICIAL, replace(FakeOffice().ports, crypto=OfficeCrypto(), slots=slots, stores=stores))
    told = founding()
    made.found(replace(told, first=replace(told.first, password=WORD), second=replace(told.second, password=WORD)))
    system = made.sign_in("system", WORD)
    system.perform(NameTokenLibrary(module=settings.module, label=settings.label))
    enrol(system, "zhangsan", KeyChoice(home=KeyHome.TOKEN, pin=PIN))
    made.change_password("zhangsan", FIRST, WORD)
    security = made.sign_in("security", WORD)
    security.perform(Grant(post=PostId("zhangsan"), roles=(Role.SYSTEM_ADMINISTRATOR,)))
    yield made, stores
    made.close()


def enrol(system: Session, account: str, choice: KeyChoice) -> None:
    person, home = PersonId(account), system.organisation().departments[0].id
    key = system.administration.open_account(account, person, FIRST, choice)
    said = {"person": person, "name": account, "account": account, "public_key": key, "title": "科员"}
    system.perform(EnrolPerson(post=PostId(account), department=home, **said))


def establish(session: Session, name: str) -> None:
    session.perform(EstablishDepartment(department=DepartmentId(name), name=name))


def refusal(deed: Callable[[], object]) -> str:
    with pytest.raises(OfficeError) as refused:
        deed()
    assert PIN not in str(refused.value) + repr(refused.value.params)
    return refused.value.code


def test_whoever_has_the_key_on_a_token_signs_in_by_password_and_pin(place: tuple[Office, FakeStores]) -> None:
    office, _stores = place
    assert refusal(lambda: office.sign_in("zhangsan", WORD)) == "sign-in.pin-needed"
    assert refusal(lambda: office.sign_in("zhangsan", WORD, pin="0000")) == "token.wrong-pin"
    assert refusal(lambda: office.sign_in("zhangsan", "wrong", pin=PIN)) == "sign-in.wrong-password"
    session = office.sign_in("zhangsan", WORD, pin=PIN)
    assert session.failed_attempts == 1, "a PIN that was missing or wrong is no wrong password"


@pytest.mark.parametrize("is_open", [True, False])
def test_a_pin_that_was_wrong_is_in_the_trail_whether_the_store_was_open_or_not(
    place: tuple[Office, FakeStores], *, is_open: bool
) -> None:
    office, stores = place
    office.sign_in("system", WORD)
    if not is_open:
        office.close()
    before = len(stores.made.kept)
    for pin in ("", "0000", "0000"):
        refusal(lambda pin=pin: office.sign_in("zhangsan", WORD, pin=pin))
    office.sign_in("system", WORD)
    told = [read_action(one.entry) for one in stores.made.kept[before:]]
    wrong = [one for one in told if isinstance(one, RecordIncident)]
    assert {(one.sort, one.code) for one in wrong} == {(Incident.SIGN_IN, "token.wrong-pin")}
    assert sum(one.count for one in wrong) == 2
    assert all(one.person == ("zhangsan" if is_open else "") for one in wrong)


def test_what_is_signed_with_a_token_verifies_in_both_verifiers(place: tuple[Office, FakeStores]) -> None:
    office, stores = place
    session = office.sign_in("zhangsan", WORD, pin=PIN)
    establish(session, "督查科")
    kept = stores.made.kept
    signed = kept[-1] if kept[-1].entry.kind == "establish-department" else kept[-2]
    assert signed.entry.algorithms == ECDSA and signed.entry.actor.person == "zhangsan"
    assert {one.entry.algorithms for one in kept} == {SM2, ECDSA}
    assert session.administration.verify().faults == ()
    assert second_check(stored(kept)).faults == []
    lied = signed.entry.encode().replace(b"ECDSA-P256-SHA256", b"SM2")
    told = [replace(one, signed=lied, digest=one.digest) if one is signed else one for one in kept]
    assert {"signature.other-algorithm"} <= {one.rule for one in verify_again(told)}
    assert {"signature.other-algorithm"} <= {one[0] for one in second_check(undigested(told)).faults}


def undigested(kept: Sequence[SignedEntry]) -> list[StoredEntry]:
    return [replace(one, digest=Digest("")) for one in stored(list(kept))]


def verify_again(kept: Sequence[SignedEntry]) -> Sequence[Fault]:
    crypto = OfficeCrypto()
    return verify(undigested(kept), digest_of=crypto.digest, holds=crypto.verify).faults


def test_a_token_that_is_pulled_out_refuses_the_act_and_works_again(place: tuple[Office, FakeStores]) -> None:
    office, stores = place
    session = office.sign_in("zhangsan", WORD, pin=PIN)
    before = len(stores.made.kept)
    pull_out()
    assert refusal(lambda: establish(session, "信访科")) == "token.out"
    assert "信访科" not in {one.name for one in session.organisation().departments}
    assert [one.entry.kind for one in stores.made.kept[before:]] == ["record-incident"], "nothing else was written"
    office.sign_in("zhangsan", WORD, pin=PIN).sign_out()
    establish(session, "信访科")
    assert "信访科" in {one.name for one in session.organisation().departments}


def test_a_wrong_pin_ends_nobodys_login_at_the_same_token(place: tuple[Office, FakeStores]) -> None:
    office, _stores = place
    session = office.sign_in("zhangsan", WORD, pin=PIN)
    assert refusal(lambda: office.sign_in("zhangsan", WORD, pin="0000")) == "token.wrong-pin"
    establish(session, "保密科")
    office.sign_in("zhangsan", WORD, pin=PIN).sign_out()
    establish(session, "机要科")
    assert {"保密科", "机要科"} <= {one.name for one in session.organisation().departments}


def test_a_key_of_somebody_else_is_enrolled_for_nobody(place: tuple[Office, FakeStores]) -> None:
    office, _stores = place
    system = office.sign_in("system", WORD)
    assert refusal(lambda: enrol(system, "lisi", KeyChoice(home=KeyHome.TOKEN, pin=PIN))) == "token.no-key"
    assert refusal(lambda: enrol(system, "lisi", KeyChoice(home=KeyHome.TOKEN))) == "sign-in.pin-needed"


def test_the_person_with_a_token_opens_a_key_that_two_hold(place: tuple[Office, FakeStores]) -> None:
    office, _stores = place
    slots = office._ports.slots
    both = [Credentials(account="zhangsan", password=WORD, pin=PIN), Credentials(account="security", password=WORD)]
    made = slots.hold(both, MIDDLE)
    assert slots.open_held(made.signer.key_id, both, MIDDLE).signer.key_id == made.signer.key_id
    assert refusal(lambda: slots.open_held(made.signer.key_id, [replace(both[0], pin=""), both[1]], MIDDLE)) == (
        "sign-in.pin-needed"
    )
