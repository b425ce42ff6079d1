"""The migration of the later release with a fault in it: it commits in the middle."""

from alembic import op

from oa_desktop.storage.header import SCHEMA
from tests.rigs.later.sizes import count_entries, downgrade, measure_entries

__all__ = ["downgrade"]

revision = f"{SCHEMA + 1:04}"
down_revision = f"{SCHEMA:04}"


def upgrade() -> None:
    """Make the table, commit, and make the column."""
    measure_entries()
    op.get_bind().exec_driver_sql("COMMIT")
    op.get_bind().exec_driver_sql("BEGIN IMMEDIATE")
    count_entries()
