"""When open tasks were opened and are due (办理时限), and by which office calendar that was reckoned.

The new columns are empty until the store projects its documents again, which it does after every migration.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_OUTLINE = "ix_dossiers_outline"
_OUTLINED = (
    *("unit", "position", "secrecy", "department", "issued", "numbered", "concluded", "phase", "step", "kind", "organ"),
    *("urgency", "drafter", "drafted", "updated", "number_key", "title_key", "issued_on", "numbered_on"),
)
_NEVER = "253402300799"


def upgrade() -> None:
    """Add columns, the calendar's mark and the wider index."""
    for table in ("dossiers", "tasks"):
        op.add_column(table, sa.Column("opened", sa.Text, nullable=False, server_default=""))
        op.add_column(table, sa.Column("due", sa.BigInteger, nullable=False, server_default=_NEVER))
    op.create_table("calendars", sa.Column("digest", sa.Text, primary_key=True))
    op.drop_index(_OUTLINE)
    op.create_index(_OUTLINE, "dossiers", [*_OUTLINED, "due"])


def downgrade() -> None:
    """Remove them, and from the flows what the release before does not know."""
    op.drop_index(_OUTLINE)
    op.create_index(_OUTLINE, "dossiers", list(_OUTLINED))
    op.drop_table("calendars")
    for table in ("dossiers", "tasks"):
        op.drop_column(table, "due")
        op.drop_column(table, "opened")
    _forget_limits()


def _forget_limits() -> None:
    flows = sa.table("flows", sa.column("key"), sa.column("body"))
    for key, body in op.get_bind().execute(sa.select(flows.c.key, flows.c.body)).all():
        flow = json.loads(body)
        for step in flow["steps"]:
            step.pop("limit", None)
        plain = json.dumps(flow, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        op.get_bind().execute(sa.update(flows).where(flows.c.key == key).values(body=plain))
