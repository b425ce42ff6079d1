"""监销 (two supervisors of what the archive destroys) in the states of units.

The store projects its units again after every migration; no release before could supervise anything.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

_LATER = "supervised"


def upgrade() -> None:
    """Nothing but the states differs, and those are projected again."""


def downgrade() -> None:
    """Remove from states what the release before does not know."""
    rows = sa.table("organisations", sa.column("unit"), sa.column("state"))
    for unit, body in op.get_bind().execute(sa.select(rows.c.unit, rows.c.state)).all():
        known = {name: value for name, value in json.loads(body).items() if name != _LATER}
        plain = json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        op.get_bind().execute(sa.update(rows).where(rows.c.unit == unit).values(state=plain))
