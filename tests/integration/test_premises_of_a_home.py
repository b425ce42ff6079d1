"""What the window's root does on a real disk: founding a unit by two people, whole or not at all."""

from dataclasses import replace

import pytest

from oa_desktop.app import HomePremises
from oa_desktop.bootstrap.world import WindowClock
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.roles import Role
from oa_desktop.office.founding import FounderRequest, FoundingRequest

REQUEST = FoundingRequest(
    name="清源县财政局",
    department="办公室",
    grade=SystemGrade.SECRET,
    first=FounderRequest(
        name="许翀", account="xuchong", title="系统管理员", roles=(Role.SYSTEM_ADMINISTRATOR,), password="Qingyuan#09"
    ),
    second=FounderRequest(
        name="何雨桐",
        account="heyutong",
        title="安全保密管理员",
        roles=(Role.SECURITY_ADMINISTRATOR,),
        password="Qingyuan#05",
    ),
    auditor=FounderRequest(
        name="欧阳喆", account="ouyangzhe", title="安全审计员", roles=(Role.SECURITY_AUDITOR,), password="Qingyuan#06"
    ),
)


@pytest.fixture
def premises(tmp_path):
    made = HomePremises(tmp_path)
    yield made
    made.close()


def test_a_founding_that_is_refused_leaves_nothing_and_may_be_repeated(premises, tmp_path):
    weak = replace(REQUEST, second=replace(REQUEST.second, password="abc"))
    with pytest.raises(Refused) as refused:
        premises.found_official(weak)
    assert refused.value.code == "password.too-weak"
    assert list(tmp_path.iterdir()) == []
    assert premises.usual_realm() is None

    founded = premises.found_official(REQUEST)
    assert premises.usual_realm() is Realm.OFFICIAL
    facade = premises.facade(Realm.OFFICIAL)
    assert (facade.grade, facade.unit, facade.people) == ("秘密", "", ())
    session = premises.office(Realm.OFFICIAL).sign_in("heyutong", "Qingyuan#05")
    assert session.notices == ()
    assert session.administration.verify().sound
    session.sign_out()
    assert founded.recovery is not None

    with pytest.raises(Refused) as again:
        premises.found_official(REQUEST)
    assert again.value.code == "unit.exists"


@pytest.mark.parametrize(("name", "code"), [("清源县\x00财政局", "name-unseen"), ("长" * 10_000, "name-long")])
def test_a_name_that_could_never_be_mended_founds_no_unit(premises, tmp_path, name, code):
    with pytest.raises(Refused) as refused:
        premises.found_official(replace(REQUEST, name=name))
    assert refused.value.code == f"organisation.{code}"
    assert list(tmp_path.iterdir()) == []


def test_the_clock_of_a_window_lets_nobody_sleep_behind_it():
    WindowClock().wait(3600)


def test_the_nine_people_are_introduced_with_what_they_do(premises):
    people = premises.introduced()
    assert len(people) == 9
    assert (people[4].name, people[4].duties) == ("何雨桐", "登记编号、安全保密管理员")
    assert "Qingyuan" not in repr(people)
