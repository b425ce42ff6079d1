"""Documents that came (收文), and what the books say of them.

The new columns are empty until the store projects its documents again, which it does after every migration.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_OUTLINE = "ix_dossiers_outline"
_OUTLINED = (
    *("unit", "position", "secrecy", "department", "issued", "numbered", "concluded", "phase", "step", "kind", "organ"),
    *("urgency", "drafter", "drafted", "updated", "number_key", "title_key", "issued_on", "numbered_on", "due"),
)
_TEXTS = ("came_number", "received_on", "envelope")


def upgrade() -> None:
    """Add the columns, and the wider index."""
    op.add_column("dossiers", sa.Column("incoming", sa.Boolean, nullable=False, server_default="0"))
    for name in _TEXTS:
        op.add_column("dossiers", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.drop_index(_OUTLINE)
    op.create_index(_OUTLINE, "dossiers", [*_OUTLINED, "incoming"])


def downgrade() -> None:
    """Remove them, and from states and flows what the release before does not know."""
    op.drop_index(_OUTLINE)
    op.create_index(_OUTLINE, "dossiers", list(_OUTLINED))
    for name in (*_TEXTS, "incoming"):
        op.drop_column("dossiers", name)
    _forget("dossiers", "row", "state", ("incoming", "answers", "replies"))
    _forget("flows", "key", "body", ("sort",))


def _forget(table: str, key: str, column: str, names: tuple[str, ...]) -> None:
    rows = sa.table(table, sa.column(key), sa.column(column))
    for found, body in op.get_bind().execute(sa.select(rows.c[key], rows.c[column])).all():
        known: dict[str, Any] = {name: value for name, value in json.loads(body).items() if name not in names}
        plain = json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        op.get_bind().execute(sa.update(rows).where(rows.c[key] == found).values({column: plain}))
