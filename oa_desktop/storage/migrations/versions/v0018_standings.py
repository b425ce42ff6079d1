"""What holds of documents (效力、公开), and which are internal matters.

The new table is empty until the store projects its documents again, which it does after every migration. States need
not change.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the table and its indexes."""
    op.create_table(
        "standings",
        sa.Column("dossier", sa.Integer, sa.ForeignKey("dossiers.row"), primary_key=True),
        sa.Column("unit", sa.Text, nullable=False, server_default=""),
        sa.Column("internal", sa.Boolean, nullable=False),
        sa.Column("word", sa.Text, nullable=False, server_default=""),
        sa.Column("until", sa.Text, nullable=False, server_default=""),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_standings_internal", "standings", ["unit", "internal", "dossier"])
    op.create_index("ix_standings_word", "standings", ["unit", "word", "until", "dossier"])


def downgrade() -> None:
    """Remove them."""
    op.drop_table("standings")
