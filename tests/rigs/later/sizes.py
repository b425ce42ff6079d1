"""What a later release might bring: a table that says how long every entry is, and how many each journal has."""

import sqlalchemy as sa
from alembic import op

from oa_desktop.storage.header import SCHEMA

revision = f"{SCHEMA + 1:04}"
down_revision = f"{SCHEMA:04}"


def upgrade() -> None:
    """Make and fill the table and the column."""
    measure_entries()
    count_entries()


def downgrade() -> None:
    """Take both away again."""
    op.drop_column("journals", "count")
    op.drop_table("sizes")


def measure_entries() -> None:
    """Note the size of every entry in bytes, one after the other."""
    connection = op.get_bind()
    op.create_table(
        "sizes",
        sa.Column("entry", sa.Integer, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
    )
    for position, size in connection.exec_driver_sql("SELECT position, length(signed) FROM entries").all():
        connection.exec_driver_sql("INSERT INTO sizes VALUES (?, ?)", (position, size))


def count_entries() -> None:
    """Note how many entries every journal has."""
    op.add_column("journals", sa.Column("count", sa.Integer, nullable=False, server_default="0"))
    op.get_bind().exec_driver_sql(
        "UPDATE journals SET count = (SELECT count(*) FROM entries WHERE entries.journal = journals.row)"
    )
