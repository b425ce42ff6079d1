"""Until when what was made public is public (信息公开).

The new column is empty until the store projects its documents again, which it does after every migration.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_INDEX = "ix_dossiers_public"


def upgrade() -> None:
    """Add the column, and the index of what is public."""
    op.add_column("dossiers", sa.Column("public_until", sa.Text, nullable=False, server_default=""))
    public = sa.column("public_until") != ""
    op.create_index(_INDEX, "dossiers", ["unit", "public_until"], sqlite_where=public, postgresql_where=public)


def downgrade() -> None:
    """Remove them, and from states what the release before does not know."""
    op.drop_index(_INDEX)
    op.drop_column("dossiers", "public_until")
    names = ("matter", "approved", "publication", "origin", "became")
    rows = sa.table("dossiers", sa.column("row"), sa.column("state"))
    for found, body in op.get_bind().execute(sa.select(rows.c.row, rows.c.state)).all():
        known: dict[str, Any] = {name: value for name, value in json.loads(body).items() if name not in names}
        plain = json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        op.get_bind().execute(sa.update(rows).where(rows.c.row == found).values(state=plain))
