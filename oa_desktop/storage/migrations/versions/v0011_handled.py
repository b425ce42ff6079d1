"""What was done of the documents (办理用时), for statistics.

The new table is empty until the store projects its documents again, which it does after every migration.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_TEXTS = ("reason", "opened", "ended", "set_due", "limit", "urgency")
_NEVER = "253402300799"


def upgrade() -> None:
    """Add the table and the indexes that statistics read."""
    op.create_table(
        "handled",
        sa.Column("dossier", sa.Integer, sa.ForeignKey("dossiers.row"), primary_key=True),
        sa.Column("entry", sa.Text, primary_key=True),
        sa.Column("ordinal", sa.SmallInteger, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in ("step", "act")),
        sa.Column("reading", sa.Boolean, nullable=False),
        sa.Column("back", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in _TEXTS),
        sa.Column("due", sa.BigInteger, nullable=False, server_default=_NEVER),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("wall", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_handled_ended", "handled", ["ended", "step", "reading", "dossier", "minutes", "wall"])
    back = sa.text("back IS 1")
    columns = ["ended", "step", "reason", "dossier"]
    op.create_index("ix_handled_back", "handled", columns, sqlite_where=back, postgresql_where=back)
    op.create_index("ix_handled_due", "handled", ["due", "late", "step", "reading", "dossier"])


def downgrade() -> None:
    """Remove it."""
    op.drop_table("handled")
