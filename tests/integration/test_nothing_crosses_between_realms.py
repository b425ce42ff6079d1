"""A thousand attempts to bring something of one realm into another: none is accepted, and nothing is written."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from oa_desktop.bootstrap.training_guard import ground_of, kept_to
from oa_desktop.domain.actions.exchanging import RegisterPartner
from oa_desktop.domain.actions.exercising import HandInExercise
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.package import Outside, PackageId, Sender, Sort
from oa_desktop.domain.exchange.partners import UnitCard
from oa_desktop.domain.exchange.register import refuse_elsewhere
from oa_desktop.domain.ids import DeviceId, Digest, UnitId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.trust.certificates import TrustedAs
from oa_desktop.security.seals.workshop import Workshop
from oa_desktop.storage import header, manifest
from tests.builders import STORE_KEY, Writer, facts_of, new_store, stores_in
from tests.fakes.certificates import certificate
from tests.fakes.office import FakeOffice

CIPHER = stores_in(Path()).cipher
ATTEMPTS = 1000
OTHERS = [(there, here) for there, here in product(Realm, Realm) if there is not here]
INTO_OFFICIAL = [(there, here) for there, here in OTHERS if here is Realm.OFFICIAL]
INTO_TRAINING = [(there, here) for there, here in OTHERS if here is Realm.TRAINING]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worlds:
    """An office and a store of every realm, and a process that is kept to exercises."""

    offices: dict[Realm, FakeOffice]
    stores: dict[Realm, Any]
    home: Path


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    home = tmp_path_factory.mktemp("home")
    stores = {realm: new_store(home / realm.value, realm) for realm in Realm}
    yield Worlds(offices={realm: FakeOffice(realm=realm) for realm in Realm}, stores=stores, home=home)
    for store in stores.values():
        store.close()


def open_store(_worlds: Worlds, there: Realm, here: Realm) -> object:
    made = header.header_of(CIPHER, facts_of(there), STORE_KEY)
    return header.decode(CIPHER, header.encode(CIPHER, made), here)


def restore(_worlds: Worlds, there: Realm, here: Realm) -> object:
    made = manifest.Manifest(store="s" * 32, realm=there, files={}, heads={}, entries=0)
    return manifest.decode(CIPHER, manifest.encode(CIPHER, made), here)


def take_in_package(worlds: Worlds, there: Realm, here: Realm) -> object:
    sender = Sender(
        unit=UnitId("u"), name="临江县", founding=Digest("f" * 64), device=DeviceId("d"), key="k", public="ab" * 32
    )
    outside = Outside(
        realm=there,
        grade=SystemGrade.UNCLASSIFIED,
        id=PackageId("p"),
        sort=next(iter(Sort)),
        sender=sender,
        recipients=(),
        made="2026-06-08T08:30:00+08:00",
        sealed=Digest("0" * 64),
        size=1,
    )
    return refuse_elsewhere(outside, worlds.offices[here].as_("system").organisation())


def register_unit(worlds: Worlds, there: Realm, here: Realm) -> object:
    card = UnitCard(
        realm=there,
        grade=SystemGrade.UNCLASSIFIED,
        unit=UnitId("u"),
        name="临江县",
        founding=Digest("f" * 64),
        device=DeviceId("d"),
        signing_key="ab" * 32,
        exchange_key="cd" * 32,
    )
    return worlds.offices[here].as_("security").perform(RegisterPartner(card=card, compared="当面核对"))


def record_entry(worlds: Worlds, there: Realm, here: Realm) -> object:
    return Writer(realm=there).draft(worlds.stores[here])


def trust_certificate(worlds: Worlds, there: Realm, here: Realm) -> object:
    data = certificate(subject=f"CN=清源县证书机构,O={there.mark}")
    return worlds.offices[here].as_("security").trust.trust(data, TrustedAs.ANCHOR, "光盘")


def make_seal(_worlds: Worlds, _there: Realm, here: Realm) -> object:
    try:
        return Workshop(here, lambda *_: None)
    except ValueError:
        raise Refused("seal.not-made-here") from None


def exercise_elsewhere(worlds: Worlds, _there: Realm, here: Realm) -> object:
    return worlds.offices[here].as_("drafter").perform(HandInExercise())


def open_from_exercise(worlds: Worlds, there: Realm, _here: Realm) -> object:
    with kept_to(ground_of(str(worlds.home))):
        return sys.audit("oa.store.open", str(worlds.home / there.value / "store.db"), there.value)


def read_from_exercise(worlds: Worlds, there: Realm, _here: Realm) -> object:
    with kept_to(ground_of(str(worlds.home))):
        return (worlds.home / there.value / "store.json").read_bytes()


Crossing = Callable[[Worlds, Realm, Realm], object]
CROSSINGS: dict[Crossing, tuple[str, list[tuple[Realm, Realm]]]] = {
    open_store: ("store.other-realm", OTHERS),
    restore: ("store.other-realm", OTHERS),
    take_in_package: ("package.other-realm", OTHERS),
    register_unit: ("card.other-realm", OTHERS),
    record_entry: ("store.other-realm", OTHERS),
    trust_certificate: ("certificate.for-practice", INTO_OFFICIAL),
    make_seal: ("seal.not-made-here", INTO_OFFICIAL),
    exercise_elsewhere: ("training.elsewhere", [(there, here) for there, here in OTHERS if here is not Realm.TRAINING]),
    open_from_exercise: ("training.apart", INTO_TRAINING),
    read_from_exercise: ("training.apart", INTO_TRAINING),
}
"""Every way across: with what it is refused, and from where to where."""


def outcome(crossing: Crossing, worlds: Worlds, there: Realm, here: Realm) -> str:
    try:
        crossing(worlds, there, here)
    except Refused as refused:
        return refused.code
    return "accepted"


def written(home: Path) -> dict[str, tuple[bytes, int]]:
    """What lies in the official realm, but for the memory that an open database shares."""
    found = (one for one in (home / "official").rglob("*") if one.is_file() and not one.name.endswith("-shm"))
    return {str(one): (one.read_bytes(), one.stat().st_mtime_ns) for one in found}


def test_of_a_thousand_crossings_none_is_accepted_and_the_official_store_stays_as_it_was(worlds: Worlds):
    before, choice = written(worlds.home), random.Random(20261123)
    for _attempt in range(ATTEMPTS):
        crossing, (code, ways) = choice.choice(list(CROSSINGS.items()))
        there, here = choice.choice(ways)
        assert (crossing.__name__, there, here, outcome(crossing, worlds, there, here)) == (
            crossing.__name__,
            there,
            here,
            code,
        )
    assert written(worlds.home) == before


@pytest.mark.parametrize("crossing", [open_store, restore], ids=["open", "restore"])
def test_what_stays_in_its_realm_is_taken(crossing: Crossing, worlds: Worlds):
    assert {outcome(crossing, worlds, realm, realm) for realm in Realm} == {"accepted"}
