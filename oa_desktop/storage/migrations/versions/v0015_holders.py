"""Tasks under their own ids, and an index that leads from their holder to the newest of them.

The table is empty until the store projects its documents again, which it does after every migration.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_INDEX = "ix_tasks_holder"
_HELD = (
    *("unit", "role", "department", "person", "reading", "position"),
    *("due", "secrecy", "numbered", "incoming", "act"),
)
_HELD_BEFORE = ("unit", "role", "position", "department", "person", "secrecy", "numbered", "reading")
_NEVER = "253402300799"


def upgrade() -> None:
    """Make the table anew."""
    _make(sa.Column("task", sa.Text, primary_key=True), sa.Column("incoming", sa.Boolean, nullable=False))
    op.create_index(_INDEX, "tasks", list(_HELD))


def downgrade() -> None:
    """Make it as it was."""
    _make(sa.Column("ordinal", sa.SmallInteger, primary_key=True))
    op.create_index(_INDEX, "tasks", list(_HELD_BEFORE))


def _make(key: "sa.Column[str] | sa.Column[int]", *more: "sa.Column[bool]") -> None:
    op.drop_table("tasks")
    op.create_table(
        "tasks",
        sa.Column("dossier", sa.Integer, sa.ForeignKey("dossiers.row"), primary_key=True),
        key,
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in _TEXTS),
        sa.Column("secrecy", sa.SmallInteger, nullable=False),
        sa.Column("numbered", sa.Boolean, nullable=False),
        *more,
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False, server_default=_NEVER),
        sa.Column("reading", sa.Boolean, nullable=False, server_default="0"),
        sqlite_with_rowid=False,
    )


_TEXTS = ("unit", "role", "department", "person", "opened", "act")
