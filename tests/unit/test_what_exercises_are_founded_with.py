"""The unit of an exercise: its numbers are none of a real office, and it has no secrets; no other realm asks for that."""

from __future__ import annotations

import pytest

from oa_desktop.domain.actions.organising import RegisterOrgan
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.organisation import Organ
from tests.fakes.office import FakeOffice


@pytest.fixture(scope="module")
def offices() -> dict[Realm, FakeOffice]:
    return {realm: FakeOffice(realm=realm) for realm in Realm}


def answer(office: FakeOffice, code: str) -> str:
    try:
        office.as_("system").perform(RegisterOrgan(organ=Organ(name="清源县财政局", code=code)))
    except Refused as refused:
        return refused.code
    return ""


def test_only_an_exercise_asks_for_codes_that_nobody_takes_for_real_ones(offices):
    told = {realm: answer(office, "清财发") for realm, office in offices.items()}
    assert told == {Realm.OFFICIAL: "", Realm.DEMONSTRATION: "", Realm.TRAINING: "training.code"}
    assert answer(offices[Realm.TRAINING], "训清财发") == ""


def test_an_exercise_has_no_store_that_would_take_a_mark_of_secrecy():
    with pytest.raises(Refused, match=r"training\.grade"):
        FakeOffice(realm=Realm.TRAINING, grade=SystemGrade.SECRET)
