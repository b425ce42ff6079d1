"""Which text others agreed to (会签过的一稿), in the states of documents.

The store projects its documents again after every migration.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Change no table."""


def downgrade() -> None:
    """Remove from states what the release before does not know."""
    rows = sa.table("dossiers", sa.column("row"), sa.column("state"))
    for found, body in op.get_bind().execute(sa.select(rows.c.row, rows.c.state)).all():
        plain = json.dumps(_known(json.loads(body)), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        op.get_bind().execute(sa.update(rows).where(rows.c.row == found).values(state=plain))


def _known(state: dict[str, Any]) -> dict[str, Any]:
    for name in ("cosigned", "opened"):
        state.pop(name, None)
    for name in ("pages", "addressee"):
        (state.get("incoming") or {}).pop(name, None)
    for name in ("tasks", "suspended"):
        if name in state:
            state[name] = [task for task in state[name] if task["act"] != "unseal"]
    ways = (state.get("way_back"), *(one.get("way_back") for one in state.get("done", ())))
    for way in ways:
        for name in ("text", "route"):
            (way or {}).pop(name, None)
    return state
