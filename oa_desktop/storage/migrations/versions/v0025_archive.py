"""The archive (归档登记): its items, and scheme and schedule in the states of units.

The store projects its units again after every migration; no release before could arrange anything.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

_TEXTS = (
    *("category", "retention", "division", "code", "document", "title", "document_number"),
    *("responsible", "date", "mark", "carrier", "place", "box", "state", "batch", "reason"),
)
_NUMBERS = ("ordinal", "number", "pages")
_CLASS = ["unit", "fonds", "year", "retention", "division", "number"]
_LATER = ("schemes", "schedules")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "archive_items",
        sa.Column("unit", sa.Text, primary_key=True),
        sa.Column("fonds", sa.Text, primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True),
        sa.Column("item", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in _TEXTS),
        *(sa.Column(name, sa.Integer, nullable=False) for name in _NUMBERS),
        sa.Column("contested", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_archive_items_class", "archive_items", _CLASS)
    op.create_index("ix_archive_items_document", "archive_items", ["document"])


def downgrade() -> None:
    """Remove it, and from states what the release before does not know."""
    op.drop_table("archive_items")
    rows = sa.table("organisations", sa.column("unit"), sa.column("state"))
    for unit, body in op.get_bind().execute(sa.select(rows.c.unit, rows.c.state)).all():
        plain = json.dumps(_known(json.loads(body)), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        op.get_bind().execute(sa.update(rows).where(rows.c.unit == unit).values(state=plain))


def _known(state: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name not in _LATER}
