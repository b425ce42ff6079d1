"""Migrations go up and down, and one that fails half-way leaves nothing behind."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.dossier.state import Fixed, WayBack
from oa_desktop.domain.flows.tasks import Holder, Task
from oa_desktop.domain.ids import NOTHING, DossierId, TaskId, dossier_of
from oa_desktop.storage import header, migrating
from oa_desktop.storage.disk import RealDisk
from oa_desktop.storage.tables import metadata
from tests.builders import PEOPLE, STORE_KEY, Writer, facts_of, new_store, says, stores_in
from tests.fakes.incoming import INCOMING

BAD = '''"""Begins well and fails."""

import sqlalchemy as sa
from alembic import op

revision = "after"
down_revision = "{newest}"


def upgrade():
    op.create_table("half", sa.Column("done", sa.Integer))
    op.add_column("blobs", sa.Column("half", sa.Integer))
    op.get_bind().exec_driver_sql("DELETE FROM dossiers WHERE row < 0")
    op.get_bind().exec_driver_sql("SELECT * FROM a_table_that_is_not_there")


def downgrade():
    pass
'''


@pytest.fixture
def store(tmp_path: Path) -> Any:
    store = new_store(tmp_path / "official")
    Writer().draft(store)
    yield store
    store.close()


def shape(connection: Connection) -> set[tuple[str, str]]:
    found = inspect(connection)
    return {(table, column["name"]) for table in found.get_table_names() for column in found.get_columns(table)}


def test_the_migrations_make_exactly_the_tables_that_the_program_uses(store: Any) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours})
        assert compare_metadata(context, metadata) == []
        assert migrating.version(connection) == header.SCHEMA


def _ours(_: object, name: str | None, kind: str, *__: object) -> bool:
    return not (kind == "table" and (name or "").startswith("words"))


def test_the_tables_go_down_to_nothing_and_up_again(store: Any) -> None:
    with store._writing() as connection:
        before = shape(connection)
        migrating.downgrade(connection, to="base")
        assert {table for table, _ in shape(connection)} == {"alembic_version"}
        migrating.upgrade(connection)
        assert shape(connection) == before


def test_a_migration_that_fails_half_way_leaves_nothing_behind(store: Any, tmp_path: Path) -> None:
    (tmp_path / "planted").mkdir()
    (tmp_path / "planted" / "bad.py").write_text(BAD.replace("{newest}", f"{header.SCHEMA:04}"))
    with store.reading() as connection:
        before, projected = shape(connection), store.projections()
    with pytest.raises(Exception, match="a_table_that_is_not_there"), store._writing() as connection:
        migrating.upgrade(connection, versions=(migrating.SHIPPED, tmp_path / "planted"))
    with store.reading() as connection:
        assert shape(connection) == before
        assert migrating.version(connection) == header.SCHEMA
    assert store.projections() == projected
    assert store.check() == ()


def test_an_older_store_is_copied_and_then_brought_up(tmp_path: Path) -> None:
    place = stores_in(tmp_path / "official")
    store = place.create(facts_of(), STORE_KEY)
    with store._writing() as connection:
        migrating.downgrade(connection, to="base")
    store.close()
    old = header.header_of(place.cipher, facts_of(schema=0), STORE_KEY)
    header.write_header(RealDisk(), place.cipher, tmp_path / "official" / "store.json", old)

    store = place.open(STORE_KEY)
    assert place.facts().schema == header.SCHEMA
    Writer().draft(store)
    store.close()

    assert (tmp_path / "official" / "store.db.version-0").stat().st_size > 0


def test_a_store_of_the_first_tables_keeps_everything_and_learns_what_its_entries_claim(tmp_path: Path) -> None:
    place = stores_in(tmp_path / "official")
    store, writer = place.create(facts_of(), STORE_KEY), Writer()
    for _ in range(7):
        writer.go(store, writer.draft(store), 2)
    newest, projected = store.newest_claim(), store.projections()
    with store._writing() as connection:
        migrating.downgrade(connection, to="0001")
        assert ("entries", "claimed") not in shape(connection)
    store.close()
    header.write_header(
        RealDisk(),
        place.cipher,
        tmp_path / "official" / "store.json",
        header.header_of(place.cipher, facts_of(schema=1), STORE_KEY),
    )

    store = place.open(STORE_KEY)
    assert place.facts().schema == header.SCHEMA
    assert store.newest_claim() == newest == 1776301200
    assert store.projections() == projected
    assert store.check() == ()
    writer.draft(store)
    store.close()


def test_an_older_store_comes_to_the_projections_that_this_release_makes(tmp_path: Path) -> None:
    place = stores_in(tmp_path / "official")
    store, writer = place.create(facts_of(), STORE_KEY), Writer()
    for title, steps in (("关于植树的通知", 8), ("关于防火的通知", 9), ("关于用房的函", 2)):
        writer.go(store, writer.draft(store, title), steps)
    for serial in (1, 2):
        writer.number(store, serial, f"document {serial}")
    receipt = Incoming(sender="市林业局", received="2026-04-15")
    came = writer.receive(store, "关于报送造林面积的通知", receipt, PEOPLE[0], flow=INCOMING)
    projected = store.projections()
    assert b"unread" in projected
    assert f'["parties",{_row(store, came)},"{PEOPLE[0]}",0,0,true,false]'.encode() in projected.splitlines()
    with store._writing() as connection:
        migrating.downgrade(connection, to="0002")
        assert not any(
            b"unread" in state for state in connection.exec_driver_sql("SELECT state FROM dossiers").scalars()
        )
        assert ("dossiers", "title_key") not in shape(connection)
    store.close()

    store = place.open(STORE_KEY)
    assert store.projections() == projected
    assert store.check() == ()
    store.close()


def _row(store: Any, dossier: DossierId) -> int:
    with store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT row FROM dossiers WHERE id = ?", (dossier,)).scalar_one())


def test_the_release_before_is_told_of_agreed_texts_without_their_attachments(store: Any) -> None:
    files = [{"name": "清单.xlsx", "size": 3, "digest": "ab"}]
    agreed = {"source": "cd", "attachments": files}
    state = {"issued": agreed, "approved": None, "cosigned": agreed, "done": [{"way_back": {"text": agreed}}]}
    with store._writing() as connection:
        connection.exec_driver_sql("UPDATE dossiers SET state = ?", (json.dumps(state).encode(),))
        migrating.downgrade(connection, to="0019")
        (told,) = connection.exec_driver_sql("SELECT state FROM dossiers").scalars()
    told = json.loads(told)
    assert told == state | {
        "issued": {"source": "cd"},
        "cosigned": "cd",
        "done": [{"way_back": {"text": "cd"}}],
    }


def test_a_reader_does_not_migrate(tmp_path: Path) -> None:
    place = stores_in(tmp_path / "official")
    store = place.create(facts_of(), STORE_KEY)
    with store._writing() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
    with says("store.older"):
        place.open(STORE_KEY)
    store.close()


def test_a_release_before_finds_nothing_in_a_state_that_it_cannot_read(store: Any) -> None:
    """What came for one person alone, who has not opened it, and what goes straight back past no other step."""
    state, heads = store.dossier(dossier_of(*store.journals()))
    opening = Task(id=TaskId("opening"), step="draft", act="unseal", holder=Holder(person=PEOPLE[0]), beside=True)
    now = replace(
        state,
        incoming=Incoming(sender="甲镇人民政府", personal=True, pages=3, addressee=PEOPLE[0]),
        tasks=(*state.tasks, opening),
        way_back=WayBack(step="draft", tasks=(), route=("draft", "office")),
        opened=Fixed(source=state.source, rendering=NOTHING, person=PEOPLE[0], time=state.drafted),
    )
    with store.begin() as transaction:
        transaction.project_dossier(now, heads, None)
    with store._writing() as connection:
        migrating.downgrade(connection, to="0012")
        (body,) = connection.exec_driver_sql("SELECT state FROM dossiers").scalars()
    assert not [name for name in (b"route", b'opened":{', b"addressee", b"pages", b"unseal") if name in body]
