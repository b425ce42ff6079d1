"""How a desk stands to the central service (待发箱): said in words, in nobody's way, and nobody is asked which side is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.office import queries as q
from oa_desktop.office.central.room import CentralRoom, Stage
from oa_desktop.office.central.words import in_words, line_of, meaning, moment_of
from tests.fakes.classified import classified, classifying_office
from tests.fakes.desks import another_desk, connect, connected, service_entries
from tests.fakes.office import FakeOffice

ROOT = Path(__file__).resolve().parents[2]
CHOICES = re.compile(
    "上传(?!阅)|以本机的?为准|以服务器的?为准|以中心服务的?为准|保留(本机|服务器|中心服务)|哪一边为准|upload|download"
)
"""Words by which products ask which side is to be thrown away."""


class Desks:
    """Two desks of a unit, the first of which is on the line, and the service."""

    def __init__(self) -> None:
        self.first = FakeOffice()
        self.second = another_desk(self.first, "2")
        self.line = connected(self.first)
        connect(self.second, self.line.service)

    @property
    def service_entries(self) -> list:
        return service_entries(self.first, self.line)


@pytest.fixture
def desks() -> Desks:
    return Desks()


def room_of(desk: FakeOffice, account: str = "drafter") -> CentralRoom:
    return desk.as_(account).central


def test_without_a_service_a_desk_is_alone_and_nothing_waits():
    room = room_of(FakeOffice())
    assert (room.configured, in_words(room.accord()), room.unsent()) == (False, "单机", ())
    with pytest.raises(Refused, match=r"central\.none"):
        room.run()


def test_what_was_done_waits_in_words_until_the_service_has_it(desks):
    room = room_of(desks.first)
    document = desks.first.draft()
    assert in_words(room.accord()) == "待发 1"
    (row,) = room.unsent()
    title = desks.first.as_("drafter").dossier(document).particulars.title
    assert (row.dossier, line_of(row), moment_of(row)) == (document, f"拟稿《{title}》", "拟稿员 2026-04-16 09:00")
    room.run()
    assert (in_words(room.accord()), room.unsent()) == ("已同步 09:00", ())


def test_off_the_network_work_goes_on_and_nothing_of_it_is_recorded(desks):
    room = room_of(desks.first)
    room.run()
    desks.line.cut = True
    desks.first.draft()
    before = len(desks.first.stores.made.kept)
    for _again in range(3):
        with pytest.raises(Unavailable, match=r"central\.away"):
            room.run()
    assert in_words(room.accord()) == "断网，可继续 · 待发 1"
    assert "照常办理" in meaning(room.accord())
    assert len(desks.first.stores.made.kept) == before, "a record of it would have to be carried there itself"
    desks.line.cut = False
    assert room.run().stage is Stage.AGREED


def test_what_another_desk_did_is_announced_to_the_screens_here(desks):
    document = desks.first.bring_to("department")
    room_of(desks.first).run()
    room_of(desks.second, "head").run()
    desks.second.step(document)
    room_of(desks.second, "head").run()
    told = []
    desks.first.as_("drafter").subscribe(told.append)
    room_of(desks.first).run()
    assert [one.dossiers for one in told] == [(document,)]


def test_where_both_sides_differ_it_stops_says_what_to_do_and_the_auditor_reads_it_once(desks):
    room = room_of(desks.first)
    room.run()
    kept = desks.service_entries
    kept[-1], kept[-2] = kept[-2], kept[-2]
    mine = len(desks.first.stores.made.kept)
    for _again in range(2):
        with pytest.raises(Refused, match=r"central\.(differs|unjoinable)"):
            room.run()
    assert room.accord().stage is Stage.DIFFERS
    assert "核验" in meaning(room.accord())
    assert len(desks.first.stores.made.kept) == mine + 1
    told = [one for one in desks.first.as_("auditor").ask(q.AuditTrail()) if one.outcome is q.AuditOutcome.FAILED]
    assert ["同步；本机与中心服务" in one.detail for one in told] == [True]


def test_a_program_that_can_only_read_says_so_and_hands_nothing_in(desks):
    room = room_of(desks.first)
    desks.first.stores.made.writable = False
    with pytest.raises(Unavailable, match=r"store\.read-only"):
        room.run()
    assert (in_words(room.accord()), desks.service_entries) == ("没有同步上", [])


def test_whoever_may_not_know_a_document_does_not_see_it_wait():
    office = classifying_office()
    connected(office)
    outsider = office.as_("dispatcher")
    before = outsider.central.unsent(), outsider.central.accord()
    document = classified(office, "draft")
    assert (outsider.central.unsent(), outsider.central.accord()) == before
    assert document in [one.dossier for one in office.as_("drafter").central.unsent()]


def shown_texts() -> Iterator[Path]:
    for folder, end in (("resources/words", "yaml"), ("resources/help", "md"), ("oa_desktop/ui", "py")):
        yield from (ROOT / folder).rglob(f"*.{end}")
    yield from ((ROOT / "oa_desktop/office/central/words.py"), (ROOT / "oa_desktop/cli/sync_command.py"))


def test_nobody_is_ever_asked_which_side_is_to_give_way():
    assert CHOICES.search("请选择：上传本机的，或者以服务器为准。")
    assert [path.name for path in shown_texts() if CHOICES.search(path.read_text(encoding="utf-8"))] == []
