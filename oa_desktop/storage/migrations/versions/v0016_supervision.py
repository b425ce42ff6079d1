"""What is supervised of the documents (督办), and how often tasks were urged (催办).

The new table is empty, and the new column 0, until the store projects its documents again, which it does after every
migration.
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_TEXTS = (
    *("unit", "item", "matter", "supervisor", "holders", "due", "begun", "stage", "latest", "reporter"),
    *("reported_on", "wished", "closed", "outcome"),
)
_COUNTS = ("urged", "extended", "reports")


def upgrade() -> None:
    """Add the table, its index and the column."""
    op.create_table(
        "supervisions",
        sa.Column("dossier", sa.Integer, sa.ForeignKey("dossiers.row"), primary_key=True),
        sa.Column("ordinal", sa.SmallInteger, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in _TEXTS),
        *(sa.Column(name, sa.Integer, nullable=False, server_default="0") for name in _COUNTS),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_supervisions_stage", "supervisions", ["unit", "stage", "dossier"])
    op.add_column("tasks", sa.Column("urged", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    """Remove them, and from states what the release before does not know."""
    op.drop_column("tasks", "urged")
    op.drop_table("supervisions")
    rows = sa.table("dossiers", sa.column("row"), sa.column("state"))
    for found, body in op.get_bind().execute(sa.select(rows.c.row, rows.c.state)).all():
        plain = json.dumps(_known(json.loads(body)), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        op.get_bind().execute(sa.update(rows).where(rows.c.row == found).values(state=plain))


def _known(state: dict[str, Any]) -> dict[str, Any]:
    """Return a state without matters, and without the tasks of any: the release before could not do them."""
    items = {task["id"] for task in _tasks(state) if task.get("item")}
    state.pop("supervisions", None)
    for name in ("tasks", "suspended"):
        if name in state:
            state[name] = [task for task in state[name] if task["id"] not in items]
    return state


def _tasks(state: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in ("tasks", "suspended"):
        yield from state.get(name, ())
