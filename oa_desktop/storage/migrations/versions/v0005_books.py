"""What the books (登记簿) say of a document, days that outlines are narrowed to, and the names of departments.

The new columns are empty until the store projects its documents again, which it does after every migration.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_INDEX = "ix_dossiers_outline"
_TEXTS = (
    *("recipients", "sent_to", "issuer", "issued_on", "numbered_on", "dated", "dispatched_on", "filed_on"),
    "retention",
)
_BEFORE = (
    *("unit", "position", "secrecy", "department", "issued", "numbered", "concluded", "phase", "step", "kind", "organ"),
    *("urgency", "drafter", "drafted", "updated", "number_key", "title_key"),
)
_LATER = ("date", "copies")


def upgrade() -> None:
    """Add columns, the table of names, and the days to the index of outlines."""
    for name in _TEXTS:
        op.add_column("dossiers", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column("dossiers", sa.Column("copies", sa.Integer, nullable=False, server_default="0"))
    op.drop_index(_INDEX)
    op.create_index(_INDEX, "dossiers", [*_BEFORE, "issued_on", "numbered_on"])
    op.create_table(
        "departments",
        sa.Column("unit", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, server_default=""),
    )


def downgrade() -> None:
    """Remove them, and from the states what the release before does not know."""
    op.drop_table("departments")
    op.drop_index(_INDEX)
    for name in (*_TEXTS, "copies"):
        op.drop_column("dossiers", name)
    op.create_index(_INDEX, "dossiers", list(_BEFORE))
    dossiers = sa.table("dossiers", sa.column("row"), sa.column("state"))
    for row, state in op.get_bind().execute(sa.select(dossiers.c.row, dossiers.c.state)).all():
        known = {name: _known_before(value) for name, value in json.loads(state).items()}
        body = json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        op.get_bind().execute(sa.update(dossiers).where(dossiers.c.row == row).values(state=body))


def _known_before(value: Any) -> Any:
    """Return a part of a state; what was fixed (定稿、正本) without the day and the copies that it says since."""
    if not isinstance(value, dict) or "rendering" not in value:
        return value
    return {name: one for name, one in value.items() if name not in _LATER}
