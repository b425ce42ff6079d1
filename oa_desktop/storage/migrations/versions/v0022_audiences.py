"""Who may know documents whose audience is limited (知悉范围), and what was decided on their marks (定密).

The new tables are empty until the store projects its documents again, which it does after every migration.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

_NAMES = ("proposed", "markings", "audience")
_TO_DECIDE = "classify"
_DECIDED = ("unit", "mark", "old", "event", "decided", "basis", "source", "over")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "audiences",
        sa.Column("dossier", sa.Integer, sa.ForeignKey("dossiers.row"), primary_key=True),
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("department", sa.Text, primary_key=True),
        sa.Column("unit", sa.Text, nullable=False, server_default=""),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_audiences_unit", "audiences", ["unit", "dossier"])
    op.create_table(
        "markings",
        sa.Column("dossier", sa.Integer, sa.ForeignKey("dossiers.row"), primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in _DECIDED),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_markings_over", "markings", ["unit", "over"])


def downgrade() -> None:
    """Remove them, and from states what the release before does not know and could not do."""
    op.drop_table("markings")
    op.drop_table("audiences")
    _change("dossiers", ("row",), _known)
    _change("organisations", ("unit",), _known_unit)


def _change(table: str, keys: tuple[str, ...], known: Any) -> None:
    rows = sa.table(table, *(sa.column(one) for one in (*keys, "state")))
    for *key, body in op.get_bind().execute(sa.select(*(rows.c[one] for one in keys), rows.c.state)).all():
        plain = json.dumps(known(json.loads(body)), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        named = (rows.c[one] == value for one, value in zip(keys, key, strict=True))
        op.get_bind().execute(sa.update(rows).where(*named).values(state=plain))


def _known(state: dict[str, Any]) -> dict[str, Any]:
    for name in ("tasks", "suspended"):
        if name in state:
            state[name] = [task for task in state[name] if task["act"] != _TO_DECIDE]
    return {name: value for name, value in state.items() if name not in _NAMES}


def _known_unit(state: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name != "classifying"}
