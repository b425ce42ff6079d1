"""A page of to-dos costs what the page holds: the newest of every holder are read off an index, and nothing is sorted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from oa_desktop.domain.actions import together
from oa_desktop.domain.flows.deadlines import Deadlines
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.storage import held, ways
from oa_desktop.storage.due_times import times_of
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.tables import dossiers
from tests.builders import PEOPLE, Writer, new_store, sight_of

HOLDER = {"unit": "u", "role": "r", "department": "d", "person": "p", "reading": False, "clearance": 0}
PAGE = {"before": ways.NEWEST, "most": 50}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    store = new_store(tmp_path_factory.mktemp("home") / "official")
    yield store
    store.close()


SIGHT = sight_of(PEOPLE[0], Role.REGISTRAR, heads_department=True, reads_issued=True)


def plan(store: Any, statement: Prepared, values: Mapping[str, object]) -> list[str]:
    """Return how the database goes about a statement."""
    with store.reading() as connection:
        statement.run(connection, values)
        (compiled,) = statement._compiled.values()
        rows = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {compiled.sql}", compiled.parameters(values))
        return [row[3] for row in rows.fetchall()]


@pytest.mark.parametrize("kind", [q.ToDo, q.ToRead, q.Everything, q.OutgoingRegister, q.IncomingRegister])
def test_the_newest_of_a_holder_are_read_off_the_index_of_holders(store: Any, kind: type[q.DossierList]) -> None:
    (first, *more) = plan(store, ways.newest_of_holder(ways.OfHolder(kind=kind)), {**HOLDER, **PAGE})
    named = "unit=? AND role=? AND department=? AND person=? AND reading=? AND position<?"
    assert re.fullmatch(rf"SEARCH tasks USING (COVERING )?INDEX ix_tasks_holder \({re.escape(named)}\)", first)
    assert not [one for one in more if "ORDER BY" in one]


BOOKS = [(q.IncomingRegister, "incoming"), (q.OutgoingRegister, "numbered")]
WAYS = [
    ("_by_register", "ix_dossiers_{}_unit "),
    ("_by_department", "ix_dossiers_{}_unit_department "),
    ("_by_act_done", "ix_parties_{} "),
    ("_by_few_open", "ix_parties_{} "),
]


@pytest.mark.parametrize(("kind", "book"), BOOKS)
@pytest.mark.parametrize(("way", "index"), WAYS)
def test_a_register_is_read_off_an_index_of_its_own(
    store: Any, kind: type[q.DossierList], book: str, way: str, index: str
) -> None:
    asked = ways._Asked(kind=kind, sight=SIGHT)
    said = plan(store, getattr(ways, way).statement(asked), PAGE)
    assert [one for one in said if index.format(book) in one]
    assert way == "_by_few_open" or not [one for one in said if "ORDER BY" in one]


def test_an_act_writes_the_tasks_that_it_changed_and_moves_the_others(store: Any) -> None:
    writer = Writer()
    dossier = writer.draft(store)
    sent = together.Circulate(dossier=dossier, readers=PEOPLE[1:], manner=together.Manner.TOGETHER)
    before = writer.write(store, dossier, [(sent, PEOPLE[0])])
    after = replace(before, tasks=before.tasks[:-1])
    with store._writing() as connection:
        row = connection.execute(select(dossiers.c.row).where(dossiers.c.id == dossier)).scalar_one()
        driver = connection.connection.driver_connection
        written = driver.total_changes
        held.project_tasks(connection, after, row, 99, times_of(after, Deadlines()))
        assert driver.total_changes - written == 1 + len(after.tasks)
