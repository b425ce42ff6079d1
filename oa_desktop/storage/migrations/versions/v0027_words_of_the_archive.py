"""The index of words knows what the archive calls a document, and figures in every script.

It is empty until the store puts every document into it again, which it does after every migration. The release before
writes and asks the wider index too; what it finds by figures in Chinese it knows after ``rebuild``.
"""

from alembic import op

from oa_desktop.storage.sqlite import word_index

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Make the index anew."""
    word_index.drop(op.get_bind())
    word_index.make(op.get_bind())


def downgrade() -> None:
    """Leave the index as it is."""
