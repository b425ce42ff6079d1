"""Due times follow the office calendar: what is open is reckoned again when the office has another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from oa_desktop.domain.flows.deadlines import Deadlines
from oa_desktop.domain.flows.limits import Limit
from oa_desktop.domain.flows.office_calendar import OfficeCalendar
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.lists.outlines import Filter, Outline, Sorting
from tests.builders import PEOPLE, STORE_KEY, Writer, new_store, sight_of, stores_in
from tests.fakes.office import FLOW

TIMED = replace(FLOW, steps=tuple(replace(step, limit=Limit(amount=2)) for step in FLOW.steps))
USUAL = Deadlines()
HOLIDAY = Deadlines(calendar=OfficeCalendar(rest=frozenset({date(2026, 4, 17)})))
HEAD = sight_of(PEOPLE[1], Role.DEPARTMENT_HEAD)
DRAFTER = sight_of(PEOPLE[0], Role.DRAFTER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store; a document came to the head on Thursday, the 16th of April 2026, and another one is filed."""
    store, writer = new_store(tmp_path / "official", deadlines=USUAL), Writer()
    writer.go(store, writer.draft(store, "关于植树的通知", flow=TIMED), 1)
    writer.go(store, writer.draft(store, "关于防火的通知", flow=TIMED), 9)
    store.close()
    return tmp_path / "official"


def due(folder: Path, deadlines: Deadlines) -> list[str]:
    store = stores_in(folder, deadlines=deadlines).open(STORE_KEY)
    try:
        return [row.due for row in store.ask(q.ToDo(), HEAD)]
    finally:
        store.close()


def test_a_holiday_that_is_announced_later_puts_off_what_is_open(folder: Path) -> None:
    assert due(folder, USUAL) == ["2026-04-20T18:00:00+08:00"]
    assert due(folder, HOLIDAY) == ["2026-04-21T18:00:00+08:00"]
    assert due(folder, USUAL) == ["2026-04-20T18:00:00+08:00"]


def test_what_is_filed_is_never_due(folder: Path) -> None:
    store = stores_in(folder, deadlines=HOLIDAY).open(STORE_KEY)
    assert [row.due for row in store.ask(q.Everything(), DRAFTER)] == ["", "2026-04-21T18:00:00+08:00"]
    store.close()


def test_lists_are_sorted_and_narrowed_by_the_new_times(folder: Path) -> None:
    store = stores_in(folder, deadlines=HOLIDAY).open(STORE_KEY)
    monday = 1_776_679_201  # a second after the office closed on the 20th of April 2026
    (group,) = store.ask(Outline(of=q.Everything, sorting=Sorting.DUE), DRAFTER)
    lines = {row.key: row.title for row in store.ask(q.Everything(), DRAFTER)}
    assert [lines[key] for key in group.keys] == ["关于植树的通知", "关于防火的通知"]
    assert store.ask(Outline(of=q.ToDo, filter=Filter(due_before=monday)), HEAD) == ()
    store.close()
    again = stores_in(folder, deadlines=USUAL).open(STORE_KEY)
    assert len(again.ask(Outline(of=q.ToDo, filter=Filter(due_before=monday)), HEAD)) == 1
    again.close()


def test_the_journals_know_nothing_of_it(folder: Path) -> None:
    before = _signed(folder, USUAL)
    assert _signed(folder, HOLIDAY) == before


def _signed(folder: Path, deadlines: Deadlines) -> list[bytes]:
    store = stores_in(folder, deadlines=deadlines).open(STORE_KEY)
    try:
        return [one.signed for journal in store.journals() for one in store.entries(journal)]
    finally:
        store.close()


def test_a_second_program_reads_the_times_that_are_there(folder: Path) -> None:
    writer = stores_in(folder, deadlines=USUAL).open(STORE_KEY)
    assert due(folder, HOLIDAY) == ["2026-04-20T18:00:00+08:00"]
    writer.close()
