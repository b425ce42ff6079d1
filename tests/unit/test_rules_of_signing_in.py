"""What a unit asks of passwords: adjusted within bounds, the strictest of several units, and how long one holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.organisation import AdjustedSetting, Organisation
from oa_desktop.domain.units.sign_in_rules import SignInRules, rules_of, usual_rules
from oa_desktop.domain.units.unit_settings import SETTINGS, refuse_setting
from tests.fakes.office import FakeOffice


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def kept_out(office: FakeOffice, code: str) -> bool:
    """Whether the drafter is not let in, for that reason alone, and their key is let go of."""
    with pytest.raises(Refused) as refused:
        office.office.sign_in("drafter", "口令")
    return refused.value.code == code and office.slots.opened[-1].forgotten


def unit(grade: SystemGrade = SystemGrade.UNCLASSIFIED, **values: int) -> Organisation:
    adjusted = tuple(AdjustedSetting(name=name.replace("_", "-"), value=value) for name, value in values.items())
    return Organisation(grade=grade, settings=adjusted)


def test_a_unit_that_has_adjusted_nothing_asks_what_is_usual() -> None:
    assert usual_rules(SystemGrade.UNCLASSIFIED) == SignInRules()
    secret = usual_rules(SystemGrade.SECRET)
    assert (secret.length, secret.days, secret.history, secret.hours) == (10, 30, 5, 24)


def test_of_several_units_the_strictest_counts() -> None:
    lenient, strict = (
        unit(password_days=90, lock_failures=5),
        unit(password_length=12, password_days=30, lock_failures=3),
    )
    rules = rules_of([lenient, strict, unit(password_history=10, lock_seconds=900)])
    assert rules == SignInRules(length=12, days=30, history=10, failures=3, lock_seconds=900)


@pytest.mark.parametrize("grade", SystemGrade)
def test_no_setting_is_taken_outside_its_bounds_and_no_entry_brings_one_in(grade: SystemGrade) -> None:
    for name, setting in SETTINGS.items():
        bounds = setting.at(grade)
        assert bounds.least <= bounds.usual <= bounds.most
        for value in (bounds.least - 1, bounds.most + 1):
            with pytest.raises(Refused):
                refuse_setting(name, value, grade)
            brought = Organisation(grade=grade, settings=(AdjustedSetting(name=name, value=value),))
            assert bounds.least <= brought.setting(name) <= bounds.most


def test_what_the_administrator_sets_is_asked_by_the_key_slots_at_once(office: FakeOffice) -> None:
    office.as_("system").perform(org.AdjustSetting(name="password-length", value=12))
    assert office.slots.rules.length == 12
    assert office.as_("drafter").sign_in_rules.length == 12


def test_key_slots_that_are_older_than_the_setting_ask_it_after_the_next_sign_in(office: FakeOffice) -> None:
    office.as_("system").perform(org.AdjustSetting(name="lock-failures", value=3))
    office.slots.rules = replace(office.slots.rules, failures=5)
    office.office.sign_in("drafter", "口令")
    assert office.slots.rules.failures == 3


def test_a_password_is_said_to_end_and_then_must_be_changed(office: FakeOffice) -> None:
    told = []
    for days in (0, 75, 2, 12):
        office.clock.move(days=days)
        password = office.office.sign_in("drafter", "口令").password
        told.append((password.days_left, password.ends_soon))
    assert told == [(90, False), (15, False), (13, True), (1, True)]
    office.clock.move(days=1)
    assert kept_out(office, "password.over")
    office.office.change_password("drafter", "口令", "别的口令")
    assert office.office.sign_in("drafter", "别的口令").password.days_left == 90


def test_whoever_comes_by_a_password_that_another_chose_has_no_session_until_it_is_changed(office: FakeOffice) -> None:
    office.slots.must_change.add("drafter")
    assert kept_out(office, "password.must-change")
    assert kept_out(office, "password.must-change"), "also by the store that is open by now"
    with pytest.raises(Refused, match=r"password\.must-change"):
        office.office.become_desk("drafter", "口令", "二号机")
    assert office.office.sign_in_rules == office.slots.rules
    assert office.office.sign_in("drafter", "口令", any_password=True), "to prove a copy of the store"
    office.office.change_password("drafter", "口令", "别的口令")
    assert office.office.sign_in("drafter", "别的口令")


def test_the_published_passwords_of_a_demonstration_let_everybody_in() -> None:
    office = FakeOffice(realm=Realm.DEMONSTRATION)
    office.slots.must_change.add("drafter")
    assert office.office.sign_in("drafter", "口令")


def test_a_clock_that_was_set_back_makes_no_password_older(office: FakeOffice) -> None:
    office.clock.move(days=-400)
    assert office.office.sign_in("drafter", "口令").password.days_left == 90


def test_a_password_that_was_changed_is_new(office: FakeOffice) -> None:
    office.clock.move(days=89)
    office.office.change_password("drafter", "口令", "别的口令")
    assert office.office.sign_in("drafter", "别的口令").password.days_left == 90
