"""The migration of the later release with a fault in it: it commits in the middle."""

from alembic import op

from tests.rigs.later.v0002_sizes import count_entries, downgrade, measure_entries

__all__ = ["downgrade"]

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table, commit, and make the column."""
    measure_entries()
    op.get_bind().exec_driver_sql("COMMIT")
    op.get_bind().exec_driver_sql("BEGIN IMMEDIATE")
    count_entries()
