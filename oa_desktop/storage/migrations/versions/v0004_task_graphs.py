"""Tasks (待办) that wait for one another: in the states alone, which the store folds again after every migration."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Change no table."""


def downgrade() -> None:
    """Write the tasks of the states as the release before knows them: the open ones, by role, department and person."""
    dossiers = sa.table("dossiers", sa.column("row"), sa.column("state"))
    for row, state in op.get_bind().execute(sa.select(dossiers.c.row, dossiers.c.state)).all():
        known = json.loads(state)
        known["tasks"] = [_plain(task) for task in known["tasks"] if not task["waits_for"]]
        body = json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        op.get_bind().execute(sa.update(dossiers).where(dossiers.c.row == row).values(state=body))


def _plain(task: dict[str, Any]) -> dict[str, str]:
    holder = task["holder"]
    return {
        "step": task["step"],
        "role": holder["role"],
        "department": holder["department"],
        "person": holder["person"],
    }
