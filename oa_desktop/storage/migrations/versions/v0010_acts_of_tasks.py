"""By which act a task is completed, so that what is delegated (委托) may be narrowed by it.

The new column is empty until the store projects its documents again, which it does after every migration.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column."""
    op.add_column("tasks", sa.Column("act", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Remove it."""
    op.drop_column("tasks", "act")
