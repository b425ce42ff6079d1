"""The time that every entry claims, so that a clock behind the newest of them is noticed."""

import json
from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_INDEX = "ix_entries_claimed"
_AT_ONCE = 5000
_entries = sa.table(
    "entries", sa.column("position", sa.Integer), sa.column("signed", sa.LargeBinary), sa.column("claimed", sa.Integer)
)
_NEXT = (
    sa.select(_entries.c.position, _entries.c.signed)
    .where(_entries.c.position > sa.bindparam("after"))
    .order_by(_entries.c.position)
    .limit(_AT_ONCE)
)
_CLAIM = (
    sa.update(_entries)
    .where(_entries.c.position == sa.bindparam("of_position"))
    .values(claimed=sa.bindparam("new_claimed"))
)


def upgrade() -> None:
    """Add the column, fill it from the signed bytes, and index it."""
    op.add_column("entries", sa.Column("claimed", sa.BigInteger, nullable=False, server_default="0"))
    connection, after = op.get_bind(), 0
    while rows := connection.execute(_NEXT, {"after": after}).all():
        connection.execute(_CLAIM, [{"of_position": one.position, "new_claimed": _seconds(one.signed)} for one in rows])
        after = rows[-1].position
    op.create_index(_INDEX, "entries", ["claimed"])


def downgrade() -> None:
    """Remove the column and its index."""
    op.drop_index(_INDEX, "entries")
    op.drop_column("entries", "claimed")


def _seconds(signed: bytes) -> int:
    """Return what an entry claims, in seconds since 1970; 0 for one that is damaged, which verification reports."""
    try:
        return int(datetime.fromisoformat(json.loads(signed)["claimed_time"]).timestamp())
    except (ValueError, KeyError, TypeError):
        return 0
