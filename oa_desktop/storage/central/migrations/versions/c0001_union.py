"""The entries and contents of units, in the order in which the service took them in."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables; every key begins with the unit."""
    op.create_table(
        "units",
        sa.Column("unit", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("realm", "total")),
        sa.Column("held", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "entries",
        sa.Column("unit", sa.Text, sa.ForeignKey("units.unit"), primary_key=True),
        sa.Column("place", sa.BigInteger, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("journal", "device", "digest")),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("unit", "journal", "device", "seq", name="uq_entries_unit_journal_device_seq"),
    )
    op.create_table(
        "contents",
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("unit", "digest")),
        sa.Column("pieces", sa.Integer, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "pieces",
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("unit", "digest")),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["unit", "digest"], ["contents.unit", "contents.digest"]),
    )


def downgrade() -> None:
    """Remove everything: before this version the service kept nothing."""
    for name in ("pieces", "contents", "entries", "units"):
        op.drop_table(name)
