"""The tables of the central service, for either database; every key begins with the unit, so that units can be parted.

What entries and contents say is sealed; places, ids of journals and devices, and digests are not.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(naming_convention={"uq": "uq_%(table_name)s_%(column_0_N_name)s"})

SCHEMA = 1
"""Version of the tables that this release writes."""

units = Table(
    "units",
    metadata,
    Column("unit", Text, primary_key=True),
    Column("realm", Text, nullable=False),
    Column("total", Text, nullable=False),
    Column("held", BigInteger, nullable=False),
)
"""A unit, its realm (域) and its checkpoint; whoever adds to the unit locks its row."""

entries = Table(
    "entries",
    metadata,
    Column("unit", Text, ForeignKey("units.unit"), primary_key=True),
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("journal", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("unit", "journal", "device", "seq"),
)
"""The entries of units in the order of arrival: places 1, 2, 3 … in each unit, without a gap."""

contents = Table(
    "contents",
    metadata,
    Column("unit", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("pieces", Integer, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
)
"""Contents by digest: into how many pieces the sealed one is cut, and the key that it is sealed under, wrapped."""

pieces = Table(
    "pieces",
    metadata,
    Column("unit", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    ForeignKeyConstraint(["unit", "digest"], ["contents.unit", "contents.digest"]),
)
"""The pieces of sealed contents, 1 MiB each but the last."""
