"""A backup in which a token has signed is drilled and restored, by whoever has the token and by whoever has none."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from oa_desktop.bootstrap.building import office_in
from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.restoring import Proof, restore_unit
from oa_desktop.bootstrap.world import SystemClock
from oa_desktop.domain.actions.organising import EnrolPerson, EstablishDepartment, Grant, NameTokenLibrary
from oa_desktop.domain.entry import SignedEntry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DepartmentId, PersonId, PostId, organisation_journal
from oa_desktop.domain.key_algorithms import ECDSA
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.roles import Role
from oa_desktop.office.office import Office
from oa_desktop.office.ports.keys import KeyChoice, KeyHome, TokenSettings
from oa_desktop.office.session import Session
from tests.founded import QUICK, found_quickly
from tests.rigs.soft_token import PIN, soft_token

REALM, WORD = Realm.DEMONSTRATION, "Zl-2026-good"
SYSTEM, SECURITY = ("xuchong", "Qingyuan#09"), ("heyutong", "Qingyuan#05")


def _office(folder: Path) -> Office:
    return office_in(folder, REALM, SystemClock(), QUICK)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TokenSettings]:
    with soft_token(tmp_path_factory.mktemp("token"), ["张三"]) as found:
        yield found


@pytest.fixture(scope="module")
def office(settings: TokenSettings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A real store in which a system administrator has signed with a token."""
    home = tmp_path_factory.mktemp("home")
    found_quickly(home)
    with contextlib.closing(_office(realm_folder(home, REALM))) as made:
        system = made.sign_in(*SYSTEM)
        system.perform(NameTokenLibrary(module=settings.module, label=settings.label))
        _enrol(system)
        made.sign_in(*SECURITY).perform(Grant(post=PostId("zhangsan"), roles=(Role.SYSTEM_ADMINISTRATOR,)))
        own = made.sign_in("zhangsan", WORD, pin=PIN)
        own.perform(EstablishDepartment(department=DepartmentId("督查科"), name="督查科"))
        yield made


def _enrol(system: Session) -> None:
    person, home = PersonId("zhangsan"), system.organisation().departments[0].id
    choice = KeyChoice(home=KeyHome.TOKEN, pin=PIN)
    key = system.administration.open_account("zhangsan", person, WORD, choice)
    said = {"person": person, "name": "张三", "account": "zhangsan", "public_key": key, "title": "科员"}
    system.perform(EnrolPerson(post=PostId("zhangsan"), department=home, **said))


@pytest.fixture(scope="module")
def backup(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("backups") / "one"
    office.sign_in(*SYSTEM).administration.back_up(target)
    return target


def test_the_drill_proves_what_a_token_has_signed(office: Office, backup: Path) -> None:
    drilled = office.sign_in("zhangsan", WORD, pin=PIN).administration.drill(backup)
    assert drilled.verdict.faults == ()
    assert drilled.verdict.sound


@pytest.mark.parametrize("proof", [("zhangsan", WORD, PIN), (*SYSTEM, "")], ids=["by the token", "without it"])
def test_what_a_token_has_signed_comes_back_and_verifies(backup: Path, tmp_path: Path, proof: tuple[str, ...]) -> None:
    account, password, pin = proof
    told = Proof(account=account, password=password, pin=pin)
    restored = restore_unit(tmp_path, REALM, backup, told, office_aside=_office)
    assert restored.verdict.sound
    with contextlib.closing(_office(realm_folder(tmp_path, REALM))) as again:
        session = again.sign_in("zhangsan", WORD, pin=PIN)
        session.perform(EstablishDepartment(department=DepartmentId("信访科"), name="信访科"))
        assert {"督查科", "信访科"} <= {one.name for one in session.organisation().departments}
        assert session.administration.verify().sound
        assert [one.entry.payload["name"] for one in _signed_by_token(session)] == ["督查科", "信访科"]


def _signed_by_token(session: Session) -> list[SignedEntry]:
    kept = session._desk.store.entries(organisation_journal(session.organisation().unit))
    return [one for one in kept if one.entry.algorithms == ECDSA]


def test_whoever_has_a_token_restores_nothing_without_its_pin(backup: Path, tmp_path: Path) -> None:
    restore = partial(restore_unit, tmp_path, REALM, backup, office_aside=_office)
    for pin, code in (("", "sign-in.pin-needed"), ("0000", "token.wrong-pin")):
        with pytest.raises(Refused) as refused:
            restore(Proof(account="zhangsan", password=WORD, pin=pin))
        assert refused.value.code == code
        assert not realm_folder(tmp_path, REALM).exists()
