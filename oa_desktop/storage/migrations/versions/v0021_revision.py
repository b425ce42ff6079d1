"""Which revision the present text is (第几稿), in the states of documents.

The store projects its documents again after every migration.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Change no table."""


def downgrade() -> None:
    """Remove from states what the release before does not know."""
    rows = sa.table("dossiers", sa.column("row"), sa.column("state"))
    for found, body in op.get_bind().execute(sa.select(rows.c.row, rows.c.state)).all():
        known = {name: value for name, value in json.loads(body).items() if name != "revision"}
        plain = json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        op.get_bind().execute(sa.update(rows).where(rows.c.row == found).values(state=plain))
