"""Indexes that lead to the newest documents of a register (登记簿), also of one in which few stand.

The new columns say what the lines of the documents say.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_BOOKS = ("incoming", "numbered")
_KEYS = (("dossiers", "row"), ("parties", "dossier"))


def upgrade() -> None:
    """Add columns and indexes."""
    for book in _BOOKS:
        op.add_column("parties", sa.Column(book, sa.Boolean, nullable=False, server_default="0"))
        in_book = sa.column(book).is_(True)
        for name, table, columns in _indexes(book):
            op.create_index(name, table, columns, sqlite_where=in_book, postgresql_where=in_book)
        _tell(book)


def _tell(book: str) -> None:
    """Write to who took part of which documents what their lines say: as long as that stays it is not projected."""
    dossiers, parties = (sa.table(name, sa.column(key), sa.column(book)) for name, key in _KEYS)
    said = sa.select(dossiers.c[book]).where(dossiers.c.row == parties.c.dossier).scalar_subquery()
    op.execute(sa.update(parties).values({book: said}))


def downgrade() -> None:
    """Remove them."""
    for book in _BOOKS:
        for name, _, _ in _indexes(book):
            op.drop_index(name)
        op.drop_column("parties", book)


def _indexes(book: str) -> Iterator[tuple[str, str, list[str]]]:
    yield f"ix_parties_{book}", "parties", ["person", "done"]
    yield f"ix_dossiers_{book}_unit", "dossiers", ["unit", "position"]
    yield f"ix_dossiers_{book}_unit_department", "dossiers", ["unit", "department", "position"]
