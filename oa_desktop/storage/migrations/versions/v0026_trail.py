"""What an auditor narrows the trail (审计) down by.

The new table is empty until the store projects its entries again, which it does after every migration.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

_INDEXES = (("unit", "day"), ("unit", "person", "day"), ("unit", "sort", "day"))
_STATED = ("outcome", "document")


def upgrade() -> None:
    """Add the table and its indexes."""
    op.create_table(
        "trail",
        sa.Column("position", sa.Integer, sa.ForeignKey("entries.position"), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in ("unit", "day", "person", "sort")),
        *(sa.Column(name, sa.Text) for name in _STATED),
    )
    for columns in _INDEXES:
        op.create_index(f"ix_trail_{columns[1]}", "trail", list(columns))
    for name in _STATED:
        stated = sa.text(f"{name} IS NOT NULL")
        among = ["unit", name, "day"]
        op.create_index(f"ix_trail_{name}", "trail", among, sqlite_where=stated, postgresql_where=stated)


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("trail")
