"""What was said of the documents (意见), for the search.

The new table is empty until the store projects its documents again, which it does after every migration.
"""

import sqlalchemy as sa
from alembic import op

from oa_desktop.storage.sqlite import word_index

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "sayings",
        sa.Column("dossier", sa.Integer, sa.ForeignKey("dossiers.row"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in ("person", "kind", "body")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Remove it, and what was said from the index of words."""
    op.drop_table("sayings")
    op.execute(sa.delete(word_index.words).where(word_index.row < 0))
