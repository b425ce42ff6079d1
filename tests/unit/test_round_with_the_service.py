"""A desk's round with the central service: what one desk did every other has, and nobody is asked anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import UnitId
from oa_desktop.office.central.service import CentralService
from oa_desktop.office.ports.central import Central
from tests.fakes.desks import FakeCentralStore, another_desk, sync, unit_of
from tests.fakes.office import FakeOffice


class Room:
    """Two desks of a unit and the service, which both may reach in a way of their own."""

    def __init__(self, reach: Callable[[Central, UnitId], Central] = lambda service, _unit: service) -> None:
        self.first = FakeOffice()
        self.second = another_desk(self.first, "2")
        self.store = FakeCentralStore()
        self.service = reach(CentralService(self.store, self.first.crypto), unit_of(self.first))

    def sync(self, *desks: FakeOffice) -> None:
        for one in desks or (self.first, self.second, self.first):
            sync(one, self.service)

    def agree(self) -> bool:
        first, second = ({one.digest for one in desk.stores.made.stored()} for desk in (self.first, self.second))
        return first == second == {one.digest for one in self.store.of(unit_of(self.first)).kept}


@pytest.fixture
def room() -> Room:
    return Room()


def test_what_one_desk_drafted_is_reviewed_at_another(room: Room):
    document = room.first.bring_to("department")
    room.sync()
    room.second.step(document)
    room.sync()
    assert room.first.state(document).step == "office"
    assert room.first.stores.made.blobs.contents == room.second.stores.made.blobs.contents
    assert room.agree()


def test_a_round_with_nothing_new_is_one_question(room: Room):
    room.sync()
    asked = Counting(room.service)
    sync(room.second, asked)
    assert asked.asked == ["pull"]


def test_two_exclusive_acts_on_one_basis_are_both_kept_and_settled_for_all(room: Room):
    document = room.first.bring_to("department")
    room.sync()
    room.first.step(document)
    room.second.as_("head").perform(act.Return(dossier=document, reason="附件不全"))
    room.sync()
    assert len(room.first.state(document).contenders) == len(room.second.state(document).contenders) == 2
    upheld = room.second.state(document).contenders[0]
    room.second.as_("reviewer").perform(act.SettleConflict(dossier=document, upheld=upheld, reason="以先办的为准"))
    room.sync()
    assert room.first.state(document) == room.second.state(document)
    assert not room.first.state(document).contenders
    assert room.agree()


def test_a_service_that_was_put_back_is_told_everything_again(room: Room):
    room.sync()
    room.first.draft()
    room.sync()
    del room.store.of(unit_of(room.first)).kept[-3:]
    room.second.draft()
    room.sync(room.second, room.first, room.second)
    assert room.agree()


def test_a_service_that_lost_everything_is_told_everything_again(room: Room):
    room.sync()
    room.store.units.clear()
    room.sync(room.second, room.first, room.second)
    assert room.agree()


def test_a_service_that_was_put_back_and_took_others_in_since_is_told_everything_again(room: Room):
    room.sync()
    room.first.draft()
    room.sync(room.first)
    kept = room.store.of(unit_of(room.first)).kept
    lost = len(kept)
    del kept[-1:]
    while len(kept) < lost:
        room.second.draft()
        room.sync(room.second)
    room.sync()
    assert room.agree()


def test_sides_that_differ_stop_and_keep_what_they_have(room: Room):
    room.sync()
    held = len(room.first.stores.made.kept), len(room.store.of(unit_of(room.first)).kept)
    with pytest.raises(Refused, match=r"central\.differs"):
        sync(room.first, Miscounting(room.service))
    assert (len(room.first.stores.made.kept), len(room.store.of(unit_of(room.first)).kept)) == held


def test_what_does_not_verify_is_taken_in_by_nobody(room: Room):
    room.first.draft()
    with pytest.raises(Refused, match=r"records\.faulty"):
        sync(room.first, Forging(room.service))
    assert not room.store.of(unit_of(room.first)).kept


def test_an_answer_that_is_lost_is_asked_for_again_and_nothing_is_doubled(room: Room):
    room.first.draft()
    losing = Losing(room.service)
    with pytest.raises(Unavailable, match=r"central\.away"):
        sync(room.first, losing)
    room.sync()
    assert room.agree()


def test_a_service_that_leads_nowhere_keeps_no_desk_asking_for_ever(room: Room):
    room.first.draft()
    room.sync(room.first)
    with pytest.raises(Refused, match=r"central\.differs"):
        sync(room.second, Standing(room.service))


class Counting:
    """Notes what is asked of the service."""

    def __init__(self, service: Central) -> None:
        self._service = service
        self.asked: list[str] = []

    def __getattr__(self, name: str):
        self.asked.append(name)
        return getattr(self._service, name)


class Miscounting(Counting):
    """Says that it holds others than it gives."""

    def pull(self, unit, after, most):
        batch = self._service.pull(unit, after, most)
        return replace(batch, checkpoint=replace(batch.checkpoint, total="1" * 64))


class Losing(Counting):
    """Hands in entries, and the answer is lost."""

    def push(self, unit, entries):
        self._service.push(unit, entries)
        raise Unavailable("central.away", reason="timed out")


class Forging(Counting):
    """Changes one signature on the way."""

    def push(self, unit, entries):
        return self._service.push(unit, [*entries[:-1], replace(entries[-1], signature=b"0" * 32)])


class Standing(Counting):
    """Gives entries, and says to go on where one was."""

    def pull(self, unit, after, most):
        return replace(self._service.pull(unit, after, most), through=after)
