"""Number registers (文号登记) by series, and who said when how a number stands.

Both tables are projections: they are made anew and filled by the store, which projects its journals after every
migration.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_KEY = (("unit", sa.Text), ("code", sa.Text), ("year", sa.Integer))
_SERIES, _SERIAL = ("series", sa.Text), ("serial", sa.Integer)
_OLD, _NEW = ("state", "dossier", "reason"), ("use", "person", "time", "title", "date", "handler")


def upgrade() -> None:
    """Make the tables anew."""
    _make(key=(*_KEY, _SERIES), texts=(*_OLD, *_NEW))


def downgrade() -> None:
    """Make them as they were."""
    _make(key=_KEY, texts=_OLD)


def _make(*, key: tuple[tuple[str, type], ...], texts: tuple[str, ...]) -> None:
    for table, more, columns in (("registers", (), ("heads",)), ("number_lines", (_SERIAL,), texts)):
        op.drop_table(table)
        op.create_table(
            table,
            *(sa.Column(name, kind, primary_key=True) for name, kind in (*key, *more)),
            *(sa.Column(name, sa.Text, nullable=False, server_default=_default(name)) for name in columns),
        )


def _default(name: str) -> str | None:
    return None if name == "heads" else ""
