"""What waits for a second person (双人) of a document: how many acts were asked for and not answered.

The column is 0 until the store projects its documents again, which it does after every migration.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add the column."""
    op.add_column("dossiers", sa.Column("asked", sa.Integer, nullable=False, server_default="0"))
    waiting = sa.text("asked > 0")
    op.create_index("ix_dossiers_asked", "dossiers", ["unit"], sqlite_where=waiting, postgresql_where=waiting)


def downgrade() -> None:
    """Remove it, and from states what the release before does not know."""
    op.drop_index("ix_dossiers_asked", "dossiers")
    op.drop_column("dossiers", "asked")
    rows = sa.table("dossiers", sa.column("row"), sa.column("state"))
    for row, body in op.get_bind().execute(sa.select(rows.c.row, rows.c.state)).all():
        plain = json.dumps(_known(json.loads(body)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        op.get_bind().execute(sa.update(rows).where(rows.c.row == row).values(state=plain.encode()))


def _known(state: dict[str, Any]) -> dict[str, Any]:
    for one in (state.get("cleared") or {}).get("destructions", ()):
        one.pop("seconded", None)
    return {name: value for name, value in state.items() if name != "asked"}
