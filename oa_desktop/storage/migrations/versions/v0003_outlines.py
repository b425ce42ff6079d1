"""What outlines (目录) sort by, and who has yet to read a document that was sent out (待阅).

The new columns are empty until the store projects its documents again, which it does after every migration.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_OUTLINE, _UNREAD = "ix_dossiers_outline", "ix_parties_person_unread"
_TEXTS = ("updated", "title_key", "number_key")
_OUTLINED = (
    *("unit", "position", "secrecy", "department", "issued", "numbered", "concluded", "phase", "step", "kind", "organ"),
    *("urgency", "drafter", "drafted", "updated", "number_key", "title_key"),
)


def upgrade() -> None:
    """Add columns and indexes."""
    for name in _TEXTS:
        op.add_column("dossiers", sa.Column(name, sa.Text, nullable=False, server_default=""))
    for table in ("dossiers", "parties"):
        op.add_column(table, sa.Column("unread", sa.Integer, nullable=False, server_default="0"))
    op.create_index(_OUTLINE, "dossiers", list(_OUTLINED))
    op.create_index(_UNREAD, "parties", ["person", "unread"])


def downgrade() -> None:
    """Remove them, and from the states what the release before does not know."""
    op.drop_index(_UNREAD)
    op.drop_index(_OUTLINE)
    for table in ("dossiers", "parties"):
        op.drop_column(table, "unread")
    for name in _TEXTS:
        op.drop_column("dossiers", name)
    _forget_unread()


def _forget_unread() -> None:
    dossiers = sa.table("dossiers", sa.column("row"), sa.column("state"))
    for row, state in op.get_bind().execute(sa.select(dossiers.c.row, dossiers.c.state)).all():
        kept = {name: value for name, value in json.loads(state).items() if name != "unread"}
        body = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        op.get_bind().execute(sa.update(dossiers).where(dossiers.c.row == row).values(state=body))
