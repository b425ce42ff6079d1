"""Papers to be read (传阅) among the tasks, and states that say what was done in the step.

The new column is empty until the store projects its documents again, which it does after every migration.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_INDEX = "ix_tasks_holder"
_BEFORE = ("unit", "role", "position", "department", "person", "secrecy", "numbered")
_LATER = ("done", "chosen", "way_back", "suspended")
_TASK = ("id", "step", "act", "holder", "waits_for", "instead_of", "opened")


def upgrade() -> None:
    """Add the column, and it to the index."""
    op.add_column("tasks", sa.Column("reading", sa.Boolean, nullable=False, server_default="0"))
    op.drop_index(_INDEX)
    op.create_index(_INDEX, "tasks", [*_BEFORE, "reading"])


def downgrade() -> None:
    """Remove it, and from the states what the release before does not know."""
    op.drop_index(_INDEX)
    op.drop_column("tasks", "reading")
    op.create_index(_INDEX, "tasks", list(_BEFORE))
    dossiers = sa.table("dossiers", sa.column("row"), sa.column("state"))
    for row, state in op.get_bind().execute(sa.select(dossiers.c.row, dossiers.c.state)).all():
        body = json.dumps(_before(json.loads(state)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        op.get_bind().execute(sa.update(dossiers).where(dossiers.c.row == row).values(state=body.encode()))
    _forget_choices()


def _forget_choices() -> None:
    flows = sa.table("flows", sa.column("key"), sa.column("body"))
    for key, body in op.get_bind().execute(sa.select(flows.c.key, flows.c.body)).all():
        flow = json.loads(body)
        for step in flow["steps"]:
            step.pop("chosen", None)
            step.pop("objection", None)
        plain = json.dumps(flow, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        op.get_bind().execute(sa.update(flows).where(flows.c.key == key).values(body=plain))


def _before(known: dict[str, Any]) -> dict[str, Any]:
    state = {name: value for name, value in known.items() if name not in _LATER}
    kept = [task for task in known["tasks"] if not task.get("beside") and task["holder"]["role"]]
    state["tasks"] = [{name: task[name] for name in _TASK} for task in kept]
    state["last"] = {**known["last"], "came_from": known["step"]} if known["last"] else None
    return state
