"""How far a desk and the central service have told each other (同步进度)."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Add the table, empty: nobody has told anything."""
    op.create_table(
        "syncing",
        sa.Column("unit", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("pushed", "pulled", "held")),
        sa.Column("total", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Remove the table: what it says can be told again."""
    op.drop_table("syncing")
