"""Whatever a person does goes through one door: one thing, or several that are one act, each judged by those before."""

from __future__ import annotations

from pathlib import Path

import pytest

import oa_desktop
from oa_desktop.domain.actions.organising import EstablishDepartment
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DepartmentId
from oa_desktop.office import queries as q
from tests.fakes.office import FakeOffice

FOUNDING, WITNESSES, TWO_PEOPLE = "office/founding.py", "office/open_office.py", "office/ceremony.py"
ANOTHER_KEY = "office/safekeeping/whole_store.py"
"""The program records there in every unit that the store has another key."""


def departments(office: FakeOffice) -> list[str]:
    return [one.name for one in office.as_("system").organisation().departments]


def establish(name: str) -> EstablishDepartment:
    return EstablishDepartment(department=DepartmentId(name), name=name)


def test_several_things_are_one_act_and_each_sees_what_those_before_it_did():
    office = FakeOffice()
    seen: list[list[str]] = []

    def second(desk):
        seen.append([one.name for one in desk.organisation().departments])
        return establish("档案科")

    changed = office.as_("system").perform_each([lambda _: establish("信访科"), second])
    assert (len(changed.entries), changed.organisation) == (2, True)
    assert "信访科" in seen[0]
    assert departments(office)[-2:] == ["信访科", "档案科"]


def test_where_one_of_several_is_refused_none_is_recorded_and_the_attempt_is_read_by_the_auditor():
    office = FakeOffice()
    before = departments(office)
    with pytest.raises(Refused, match=r"department\.exists"):
        office.as_("system").perform_each([lambda _: establish("信访科"), lambda _: establish("信访科")])
    assert departments(office) == before
    with pytest.raises(Refused, match=r"policy\.role"):
        office.as_("drafter").perform_each([lambda _: establish("信访科")])
    (told,) = office.as_("auditor").ask(q.AuditTrail(outcome=q.AuditOutcome.FAILED))
    assert told.detail.startswith("设立内设机构")


def test_nobody_but_the_door_the_founding_and_the_witnesses_signs_what_is_recorded():
    package = Path(oa_desktop.__file__).parent
    past = ("recorder.begin()", "_office.record(")
    signing = {
        one.relative_to(package).as_posix()
        for one in package.rglob("*.py")
        if any(way in one.read_text("utf-8") for way in past)
    }
    assert signing == {"office/performing.py", FOUNDING, WITNESSES, TWO_PEOPLE, ANOTHER_KEY}
