"""What two persons destroyed of the registered classified papers (涉密文件销毁), in the states of units.

The store projects its units again after every migration.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

_DESTROY = "destroy-papers"


def upgrade() -> None:
    """Change no table."""


def downgrade() -> None:
    """Remove from states what the release before does not know."""
    rows = sa.table("organisations", sa.column("unit"), sa.column("state"))
    for unit, body in op.get_bind().execute(sa.select(rows.c.unit, rows.c.state)).all():
        plain = json.dumps(_known(json.loads(body)), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        op.get_bind().execute(sa.update(rows).where(rows.c.unit == unit).values(state=plain))


def _known(state: dict[str, Any]) -> dict[str, Any]:
    asked = [one for one in state.get("asked", ()) if one["kind"] != _DESTROY]
    known = {**state, "asked": asked} if "asked" in state else state
    return {name: value for name, value in known.items() if name != "destroyed_papers"}
