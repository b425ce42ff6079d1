"""Whoever keeps the machine is told when no backup was proved for too long, and only then."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from oa_desktop.domain.ids import DeviceId
from oa_desktop.office.safekeeping.backup_age import PROVED, is_overdue
from oa_desktop.office.safekeeping.whole_store import record_in_all
from tests.fakes.office import FakeOffice


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    office = FakeOffice()
    system = office.as_("system")
    record_in_all(system._office, system._desk.standing, PROVED, "备份")
    return office


def overdue(office: FakeOffice, later: int) -> bool:
    desk = office.as_("system")._desk
    return is_overdue(desk.store, desk.unit, desk.clock.now() + timedelta(days=later), 7)


def test_it_is_told_after_as_many_days_as_the_unit_allows(office: FakeOffice) -> None:
    assert [overdue(office, days) for days in (0, 6, 8)] == [False, False, True]


def test_old_entries_that_came_in_from_another_desk_hide_no_proof(office: FakeOffice) -> None:
    kept = office.stores.made.kept
    old = replace(kept[0].entry, device=DeviceId("another"), claimed_time=datetime(2020, 1, 1).astimezone().isoformat())
    kept.append(replace(kept[0], entry=old))
    assert not overdue(office, 0)
    kept.pop()


def test_a_desk_that_joined_yesterday_is_told_nothing_of_before(office: FakeOffice) -> None:
    store = office.stores.made
    joined = replace(store.kept[-1].entry, kind="enrol-desk", device=DeviceId("new"))
    store.kept.append(replace(store.kept[-1], entry=joined))
    store.device, before = DeviceId("new"), store.device
    assert not overdue(office, 0)
    store.device = before
    store.kept.pop()
