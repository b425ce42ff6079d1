"""The tables of a store, for any database that SQLAlchemy speaks to.

Journals are the truth; every table under ``PROJECTIONS`` can be made again from them. Columns that a sight filters by
(unit, secrecy, department, parties, tasks, issued) are indexed from the first version on.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s"}
)


NEVER = 253_402_300_799
"""A due time that never comes, in seconds since 1970: the last second of the year 9999."""


def _text(name: str, *, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default="0")


def _due() -> Column[int]:
    return Column("due", BigInteger, nullable=False, server_default=str(NEVER))


# --- the truth ----------------------------------------------------------------------------------------------------

journals = Table(
    "journals",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
)
entries = Table(
    "entries",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("journal", ForeignKey("journals.row"), nullable=False),
    Column("id", Text, nullable=False, unique=True),
    Column("act", Text, nullable=False),
    Column("device", Text, nullable=False),
    _number("seq"),
    Column("digest", Text, nullable=False),
    Column("signed", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("contents", Text, nullable=False),
    Column("claimed", BigInteger, nullable=False, server_default="0"),
    UniqueConstraint("journal", "device", "seq"),
)
Index(None, entries.c.claimed)
blobs = Table(
    "blobs",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("address", Text, nullable=False, unique=True),
    _number("size"),
    Column("wrapped", LargeBinary, nullable=False),
)
drafts = Table(
    "drafts",
    metadata,
    Column("person", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

syncing = Table(
    "syncing",
    metadata,
    Column("unit", Text, primary_key=True),
    _number("pushed"),
    _number("pulled"),
    _number("held"),
    Column("total", Text, nullable=False),
)

# --- what is projected from it ------------------------------------------------------------------------------------

flows = Table(
    "flows",
    metadata,
    Column("key", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
OUTLINED = (
    *("unit", "position", "secrecy", "department", "issued", "numbered", "concluded", "phase", "step", "kind", "organ"),
    *("urgency", "drafter", "drafted", "updated", "number_key", "title_key", "issued_on", "numbered_on", "due"),
    "incoming",
)
BOOKED = (
    *("recipients", "sent_to", "issuer", "issued_on", "numbered_on", "dated", "dispatched_on", "filed_on"),
    *("retention", "came_number", "received_on", "envelope"),
)
"""What the books (登记簿) say of a document beside its line; days are ISO."""
dossiers = Table(
    "dossiers",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    _number("position"),
    _text("unit"),
    Column("secrecy", SmallInteger, nullable=False),
    _text("department"),
    _text("drafter"),
    _text("drafted"),
    Column("issued", Boolean, nullable=False),
    Column("numbered", Boolean, nullable=False),
    Column("incoming", Boolean, nullable=False, server_default="0"),
    Column("concluded", Boolean, nullable=False),
    _text("phase"),
    _text("step"),
    _text("holder"),
    _text("kind"),
    _text("title"),
    _text("number"),
    _text("organ"),
    _text("urgency"),
    _text("classification"),
    _text("updated"),
    _text("title_key"),
    _text("number_key"),
    _number("parties"),
    _count("unread"),
    *(_text(name) for name in BOOKED),
    _count("copies"),
    _text("public_until"),
    _text("circulated_on"),
    _text("opened"),
    _due(),
    _count("asked"),
    Column("flow", ForeignKey("flows.key")),
    Column("state", LargeBinary, nullable=False),
    Column("heads", Text, nullable=False),
)
Index(None, dossiers.c.unit, dossiers.c.department, dossiers.c.position)
_open_documents = dossiers.c.concluded.is_(False)
Index(
    "ix_dossiers_open",
    dossiers.c.unit,
    dossiers.c.position,
    sqlite_where=_open_documents,
    postgresql_where=_open_documents,
)
for _book in ("incoming", "numbered"):
    _in_book = dossiers.c[_book].is_(True)
    for _among in (("unit",), ("unit", "department")):
        Index(
            "_".join(("ix_dossiers", _book, *_among)),
            *(dossiers.c[name] for name in (*_among, "position")),
            sqlite_where=_in_book,
            postgresql_where=_in_book,
        )
_issued_documents = dossiers.c.issued.is_(True)
Index(
    "ix_dossiers_issued",
    dossiers.c.unit,
    dossiers.c.position,
    sqlite_where=_issued_documents,
    postgresql_where=_issued_documents,
)
_public_documents = dossiers.c.public_until != ""
Index(
    "ix_dossiers_public",
    dossiers.c.unit,
    dossiers.c.public_until,
    sqlite_where=_public_documents,
    postgresql_where=_public_documents,
)
_asked_documents = dossiers.c.asked > 0
Index("ix_dossiers_asked", dossiers.c.unit, sqlite_where=_asked_documents, postgresql_where=_asked_documents)
_circulated_documents = dossiers.c.circulated_on != ""
Index(
    "ix_dossiers_circulated",
    dossiers.c.unit,
    dossiers.c.circulated_on,
    sqlite_where=_circulated_documents,
    postgresql_where=_circulated_documents,
)
_numbered_documents = dossiers.c.numbered.is_(True)
Index("ix_dossiers_number", dossiers.c.number, sqlite_where=_numbered_documents, postgresql_where=_numbered_documents)
Index(
    "ix_dossiers_outline",
    *(dossiers.c[name] for name in OUTLINED),
)
"""Everything that an outline (目录) filters and sorts by, so that the lines themselves need not be read."""
tasks = Table(
    "tasks",
    metadata,
    Column("dossier", ForeignKey("dossiers.row"), primary_key=True),
    Column("task", Text, primary_key=True),
    _text("unit"),
    Column("secrecy", SmallInteger, nullable=False),
    Column("numbered", Boolean, nullable=False),
    Column("incoming", Boolean, nullable=False),
    _text("role"),
    _text("department"),
    _text("person"),
    _number("position"),
    _text("opened"),
    _due(),
    Column("reading", Boolean, nullable=False),
    _text("act"),
    _count("urged"),
    sqlite_with_rowid=False,
)
HELD = (
    *("unit", "role", "department", "person", "reading", "position"),
    *("due", "secrecy", "numbered", "incoming", "act"),
)
Index("ix_tasks_holder", *(tasks.c[name] for name in HELD))
"""Whose a task is stands before its position: the newest of one holder are read from the end, and no others."""
parties = Table(
    "parties",
    metadata,
    Column("dossier", ForeignKey("dossiers.row"), primary_key=True),
    Column("person", Text, primary_key=True),
    _number("done"),
    _count("unread"),
    Column("incoming", Boolean, nullable=False, server_default="0"),
    Column("numbered", Boolean, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)
"""People who have acted on a document; ``done`` is its position once it is concluded, ``unread`` while they have yet to
read it after it was sent out, and 0 otherwise."""
Index(None, parties.c.person, parties.c.done)
Index(None, parties.c.person, parties.c.unread)
for _book in ("incoming", "numbered"):
    _in_book = parties.c[_book].is_(True)
    Index(f"ix_parties_{_book}", parties.c.person, parties.c.done, sqlite_where=_in_book, postgresql_where=_in_book)
"""Who has acted on documents of a register (登记簿): one in which few stand is read as fast as one with all."""
handled = Table(
    "handled",
    metadata,
    Column("dossier", ForeignKey("dossiers.row"), primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("ordinal", SmallInteger, primary_key=True),
    _text("step"),
    _text("act"),
    Column("reading", Boolean, nullable=False),
    Column("back", Boolean, nullable=False),
    *(_text(name) for name in ("reason", "opened", "ended", "set_due", "limit", "urgency")),
    _due(),
    Column("late", Boolean, nullable=False),
    _number("minutes"),
    _number("wall"),
    sqlite_with_rowid=False,
)
"""Tasks that were done, each with the entry that did it: since when they were open, when they were due (also what that
is reckoned from), and how long they took, in minutes of office hours and of the clock. Whose they were is not kept:
nothing here can rank people."""
Index("ix_handled_ended", *(handled.c[name] for name in ("ended", "step", "reading", "dossier", "minutes", "wall")))
_sent_back = handled.c.back.is_(True)
Index(
    "ix_handled_back",
    *(handled.c[name] for name in ("ended", "step", "reason", "dossier")),
    sqlite_where=_sent_back,
    postgresql_where=_sent_back,
)
Index("ix_handled_due", *(handled.c[name] for name in ("due", "late", "step", "reading", "dossier")))
texts = Table(
    "texts",
    metadata,
    Column("dossier", ForeignKey("dossiers.row"), primary_key=True),
    _text("body"),
)
sayings = Table(
    "sayings",
    metadata,
    Column("dossier", ForeignKey("dossiers.row"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    *(_text(name) for name in ("person", "kind", "body")),
    sqlite_with_rowid=False,
)
"""What was said with an act (意见), by whom, with which kind of act; in the order of arrival."""
supervisions = Table(
    "supervisions",
    metadata,
    Column("dossier", ForeignKey("dossiers.row"), primary_key=True),
    Column("ordinal", SmallInteger, primary_key=True),
    *(_text(name) for name in ("unit", "item", "matter", "supervisor", "holders", "due", "begun", "stage", "latest")),
    *(_text(name) for name in ("reporter", "reported_on", "wished", "closed", "outcome")),
    *(_count(name) for name in ("urged", "extended", "reports")),
    sqlite_with_rowid=False,
)
"""督办事项 of documents; ``holders`` are the ids of people and departments, the lead first, a line each."""
standings = Table(
    "standings",
    metadata,
    Column("dossier", ForeignKey("dossiers.row"), primary_key=True),
    _text("unit"),
    Column("internal", Boolean, nullable=False),
    _text("word"),
    _text("until"),
    sqlite_with_rowid=False,
)
"""What holds of documents (效力、公开) and which are internal matters; a document of which nothing is said has none."""
Index("ix_standings_internal", standings.c.unit, standings.c.internal, standings.c.dossier)
Index("ix_standings_word", standings.c.unit, standings.c.word, standings.c.until, standings.c.dossier)
Index("ix_supervisions_stage", supervisions.c.unit, supervisions.c.stage, supervisions.c.dossier)
audiences = Table(
    "audiences",
    metadata,
    Column("dossier", ForeignKey("dossiers.row"), primary_key=True),
    Column("person", Text, primary_key=True),
    Column("department", Text, primary_key=True),
    _text("unit"),
    sqlite_with_rowid=False,
)
"""知悉范围 of documents for which it is limited: who, a person or a department a line, and a line that is nobody's."""
Index("ix_audiences_unit", audiences.c.unit, audiences.c.dossier)
markings = Table(
    "markings",
    metadata,
    Column("dossier", ForeignKey("dossiers.row"), primary_key=True),
    *(_text(name) for name in ("unit", "mark", "old", "event", "decided", "basis", "source", "over")),
    sqlite_with_rowid=False,
)
"""What was decided on the marks of documents (定密登记): the mark in force, the one before, and when it is over."""
Index("ix_markings_over", markings.c.unit, markings.c.over)
registers = Table(
    "registers",
    metadata,
    Column("unit", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("series", Text, primary_key=True),
    Column("heads", Text, nullable=False),
)
number_lines = Table(
    "number_lines",
    metadata,
    Column("unit", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("series", Text, primary_key=True),
    Column("serial", Integer, primary_key=True),
    *(_text(name) for name in ("state", "dossier", "reason", "use", "person", "time", "title", "date", "handler")),
)
archive_items = Table(
    "archive_items",
    metadata,
    Column("unit", Text, primary_key=True),
    Column("fonds", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("item", Text, primary_key=True),
    *(_number(name) for name in ("ordinal", "number", "pages")),
    *(_text(name) for name in ("category", "retention", "division", "code", "document", "title", "document_number")),
    *(_text(name) for name in ("responsible", "date", "mark", "carrier", "place", "box", "state", "batch", "reason")),
    Column("contested", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""归档登记: the items of the archive, those that were withdrawn too; ``ordinal`` is their order in the journal."""
Index(
    "ix_archive_items_class",
    *(archive_items.c[name] for name in ("unit", "fonds", "year", "retention", "division", "number")),
)
Index("ix_archive_items_document", archive_items.c.document)
organisations = Table(
    "organisations",
    metadata,
    Column("unit", Text, primary_key=True),
    Column("state", LargeBinary, nullable=False),
    Column("heads", Text, nullable=False),
)
trail = Table(
    "trail",
    metadata,
    Column("position", ForeignKey("entries.position"), primary_key=True, autoincrement=False),
    *(_text(name) for name in ("unit", "day", "person", "sort")),
    Column("outcome", Text),
    Column("document", Text),
)
"""What an auditor narrows the trail (审计) down by, a line for each entry that is not of a document; ``outcome`` is
none where what was done had its effect at once, ``document`` where it was about nothing that has an id."""
Index("ix_trail_day", trail.c.unit, trail.c.day)
Index("ix_trail_person", trail.c.unit, trail.c.person, trail.c.day)
Index("ix_trail_sort", trail.c.unit, trail.c.sort, trail.c.day)
for _stated in ("outcome", "document"):
    _is_stated = trail.c[_stated].is_not(None)
    Index(
        f"ix_trail_{_stated}",
        *(trail.c[name] for name in ("unit", _stated, "day")),
        sqlite_where=_is_stated,
        postgresql_where=_is_stated,
    )
people, departments = (
    Table(
        name,
        metadata,
        Column("unit", Text, primary_key=True),
        Column("id", Text, primary_key=True),
        _text("name"),
    )
    for name in ("people", "departments")
)
"""What lists call people and departments (内设机构)."""

calendars = Table(
    "calendars",
    metadata,
    Column("digest", Text, primary_key=True),
)
"""What tells the office calendar by which due times are projected."""

PROJECTIONS = (
    *(sayings, texts, tasks, parties, handled, supervisions, standings, audiences, markings),
    *(dossiers, flows, archive_items, number_lines, registers, people, departments, organisations, trail),
)
"""In an order in which they can be emptied."""
