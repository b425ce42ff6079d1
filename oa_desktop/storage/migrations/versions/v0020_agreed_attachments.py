"""Which attachments others agreed to with the text (签发、会签、审批过的附件), in the states of documents.

The store projects its documents again after every migration.
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

_FIXED = ("issued", "approved")


def upgrade() -> None:
    """Change no table."""


def downgrade() -> None:
    """Remove from states what the release before does not know."""
    rows = sa.table("dossiers", sa.column("row"), sa.column("state"))
    for found, body in op.get_bind().execute(sa.select(rows.c.row, rows.c.state)).all():
        plain = json.dumps(_known(json.loads(body)), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        op.get_bind().execute(sa.update(rows).where(rows.c.row == found).values(state=plain))


def _known(state: dict[str, Any]) -> dict[str, Any]:
    """Return a state that names texts alone: the release before compared nothing else."""
    for name in _FIXED:
        (state.get(name) or {}).pop("attachments", None)
    for held, name in _texts(state):
        held[name] = held[name]["source"]
    return state


def _texts(state: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    ways = (state.get("way_back"), *(one.get("way_back") for one in state.get("done", ())))
    named = ((state, "cosigned"), *((way, "text") for way in ways if way))
    return ((held, name) for held, name in named if held.get(name))
