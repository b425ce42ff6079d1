"""A page of to-dos costs what the page holds: the newest of every holder are read off an index, and nothing is sorted."""

from __future__ import annotations

import re
from typing import Any

import pytest

from oa_desktop.office import queries as q
from oa_desktop.storage import ways
from oa_desktop.storage.prepared import Prepared
from tests.builders import new_store

HOLDER = {"unit": "u", "role": "r", "department": "d", "person": "p", "reading": False, "clearance": 0}
PAGE = {"before": ways.NEWEST, "most": 50}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    store = new_store(tmp_path_factory.mktemp("home") / "official")
    yield store
    store.close()


def plan(store: Any, statement: Prepared, values: dict[str, object]) -> list[str]:
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
