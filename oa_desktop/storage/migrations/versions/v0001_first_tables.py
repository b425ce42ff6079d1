"""First tables: journals, blobs, drafts, and everything that is projected from journals."""

import sqlalchemy as sa
from alembic import op

from oa_desktop.storage.sqlite import word_index

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    _make_journals()
    _make_contents()
    _make_dossiers()
    _make_relations()
    _make_registers()
    word_index.make(op.get_bind())


def downgrade() -> None:
    """Remove all tables."""
    word_index.drop(op.get_bind())
    for name in _TABLES:
        op.drop_table(name)


_TABLES = (
    *("people", "organisations", "number_lines", "registers", "texts", "parties", "tasks", "dossiers", "flows"),
    *("drafts", "blobs", "entries", "journals"),
)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _make_journals() -> None:
    op.create_table(
        "journals",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.UniqueConstraint("id", name="uq_journals_id"),
    )
    op.create_table(
        "entries",
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("journal", sa.Integer, sa.ForeignKey("journals.row"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("id", "act", "device")),
        _number("seq"),
        sa.Column("digest", sa.Text, nullable=False),
        _bytes("signed"),
        _bytes("signature"),
        sa.Column("contents", sa.Text, nullable=False),
        sa.UniqueConstraint("id", name="uq_entries_id"),
        sa.UniqueConstraint("journal", "device", "seq", name="uq_entries_journal_device_seq"),
    )


def _make_contents() -> None:
    op.create_table(
        "blobs",
        _key("digest"),
        sa.Column("address", sa.Text, nullable=False),
        _number("size"),
        _bytes("wrapped"),
        sa.UniqueConstraint("address", name="uq_blobs_address"),
    )
    op.create_table("drafts", _key("person"), _key("key"), _bytes("data"))


def _make_dossiers() -> None:
    op.create_table("flows", _key("key"), _bytes("body"))
    op.create_table(
        "dossiers",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False),
        _number("position"),
        _text("unit"),
        sa.Column("secrecy", sa.SmallInteger, nullable=False),
        *(_text(name) for name in ("department", "drafter", "drafted")),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("issued", "numbered", "concluded")),
        *(_text(name) for name in ("phase", "step", "holder", "kind", "title", "number", "organ", "urgency")),
        _text("classification"),
        _number("parties"),
        sa.Column("flow", sa.Text, sa.ForeignKey("flows.key")),
        _bytes("state"),
        sa.Column("heads", sa.Text, nullable=False),
        sa.UniqueConstraint("id", name="uq_dossiers_id"),
    )
    op.create_index("ix_dossiers_unit_department_position", "dossiers", ["unit", "department", "position"])
    _partial_index("ix_dossiers_open", ["unit", "position"], sa.column("concluded", sa.Boolean).is_(False))
    _partial_index("ix_dossiers_issued", ["unit", "position"], sa.column("issued", sa.Boolean).is_(True))
    _partial_index("ix_dossiers_number", ["number"], sa.column("numbered", sa.Boolean).is_(True))


def _partial_index(name: str, columns: list[str], condition: sa.ColumnElement[bool]) -> None:
    op.create_index(name, "dossiers", columns, sqlite_where=condition, postgresql_where=condition)


def _make_relations() -> None:
    op.create_table(
        "tasks",
        sa.Column("dossier", sa.Integer, sa.ForeignKey("dossiers.row"), primary_key=True),
        sa.Column("ordinal", sa.SmallInteger, primary_key=True),
        _text("unit"),
        sa.Column("secrecy", sa.SmallInteger, nullable=False),
        sa.Column("numbered", sa.Boolean, nullable=False),
        *(_text(name) for name in ("role", "department", "person")),
        _number("position"),
        sqlite_with_rowid=False,
    )
    held = ["unit", "role", "position", "department", "person", "secrecy", "numbered"]
    op.create_index("ix_tasks_holder", "tasks", held)
    op.create_table(
        "parties",
        sa.Column("dossier", sa.Integer, sa.ForeignKey("dossiers.row"), primary_key=True),
        _key("person"),
        _number("done"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_parties_person_done", "parties", ["person", "done"])
    op.create_table(
        "texts", sa.Column("dossier", sa.Integer, sa.ForeignKey("dossiers.row"), primary_key=True), _text("body")
    )


def _make_registers() -> None:
    op.create_table("registers", _key("unit"), _key("code"), _number_key("year"), _heads())
    op.create_table(
        "number_lines",
        _key("unit"),
        _key("code"),
        _number_key("year"),
        _number_key("serial"),
        *(_text(name) for name in ("state", "dossier", "reason")),
    )
    op.create_table("organisations", _key("unit"), _bytes("state"), _heads())
    op.create_table("people", _key("unit"), _key("id"), _text("name"))


def _number_key(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True)


def _heads() -> sa.Column[str]:
    return sa.Column("heads", sa.Text, nullable=False)
