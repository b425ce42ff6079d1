"""When documents were last given to somebody to read (传阅登记).

The new column is empty until the store projects its documents again, which it does after every migration.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_INDEX = "ix_dossiers_circulated"


def upgrade() -> None:
    """Add the column, and the index of what was circulated."""
    op.add_column("dossiers", sa.Column("circulated_on", sa.Text, nullable=False, server_default=""))
    there = sa.column("circulated_on") != ""
    op.create_index(_INDEX, "dossiers", ["unit", "circulated_on"], sqlite_where=there, postgresql_where=there)


def downgrade() -> None:
    """Remove them, and from states what the release before does not know."""
    op.drop_index(_INDEX)
    op.drop_column("dossiers", "circulated_on")
    names = ("circulated", "cleared")
    rows = sa.table("dossiers", sa.column("row"), sa.column("state"))
    for found, body in op.get_bind().execute(sa.select(rows.c.row, rows.c.state)).all():
        known: dict[str, Any] = {name: value for name, value in json.loads(body).items() if name not in names}
        plain = json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        op.get_bind().execute(sa.update(rows).where(rows.c.row == found).values(state=plain))
