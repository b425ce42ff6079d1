"""Journals in the database: entries as they were signed, and the heads of every device's chain."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, and_, bindparam, func, insert, select

from oa_desktop.domain.enrolled_keys import Place
from oa_desktop.domain.entry import Head, SignedEntry, decode_entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DeviceId, Digest, EntryId, JournalId, UnitId, organisation_journal, organisation_of
from oa_desktop.domain.journal import advanced
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.office.ports.store import Arrived
from oa_desktop.storage import sqlite
from oa_desktop.storage.memory import Heads, Staged
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.tables import entries, journals

Value = TypeVar("Value", int, EntryId)

_ROW = Prepared(select(journals.c.row).where(journals.c.id == bindparam("id")))
_NEW_JOURNAL = Prepared(insert(journals).returning(journals.c.row), ["id"])
_APPEND = Prepared(
    insert(entries).returning(entries.c.position), [one.name for one in entries.c if one.name != "position"]
)
_OF_JOURNAL = entries.c.journal == bindparam("of_journal")
_NEXT_DEVICE = Prepared(select(func.min(entries.c.device)).where(_OF_JOURNAL, entries.c.device > bindparam("after")))
_HEAD = Prepared(
    select(entries.c.seq, entries.c.digest)
    .where(_OF_JOURNAL, entries.c.device == bindparam("of_device"))
    .order_by(entries.c.seq.desc())
    .limit(sqlite.so_many(1))
)
_NEWEST = select(entries.c.journal, entries.c.device, func.max(entries.c.seq).label("seq")).group_by(
    entries.c.journal, entries.c.device
)
_TOPS = _NEWEST.subquery()
_ALL_HEADS = (
    select(journals.c.id, entries.c.device, entries.c.seq, entries.c.digest)
    .select_from(_TOPS)
    .join(
        entries,
        and_(
            entries.c.journal == _TOPS.c.journal,
            entries.c.device == _TOPS.c.device,
            entries.c.seq == _TOPS.c.seq,
        ),
    )
    .join(journals, journals.c.row == _TOPS.c.journal)
    .order_by(_TOPS.c.journal, _TOPS.c.device)
)
_ALL = select(journals.c.id).order_by(journals.c.row)
_FIRST_UNIT = organisation_journal(UnitId(""))
_OF_UNITS = _ALL.where(journals.c.id.between(_FIRST_UNIT, _FIRST_UNIT + "\U0010ffff"))
_ENTRIES = (
    select(entries.c.signed, entries.c.digest, entries.c.signature)
    .join_from(entries, journals)
    .where(journals.c.id == bindparam("id"))
    .order_by(entries.c.position)
)
_SOME = select(entries.c.signed, entries.c.digest, entries.c.signature).where(_OF_JOURNAL)
_AT_PLACES = _SOME.where(
    entries.c.device == bindparam("of_device"), entries.c.seq.in_(bindparam("seqs", expanding=True))
)
_WITH_IDS = _SOME.where(entries.c.id.in_(bindparam("ids", expanding=True)))
_AT_ONCE = 512
"""Values that one question names at most."""
_SPAN = (
    select(func.min(entries.c.position), func.max(entries.c.position))
    .join_from(entries, journals)
    .where(journals.c.id == bindparam("id"))
)
BEYOND = 2**62
"""A position that no entry reaches."""
_BEFORE = (
    select(entries.c.position, entries.c.signed, entries.c.digest, entries.c.signature)
    .where(entries.c.position < bindparam("before"))
    .order_by(entries.c.position.desc())
    .limit(sqlite.so_many(64))
)
_AT = (
    select(entries.c.signed, entries.c.digest, entries.c.signature)
    .where(entries.c.position.in_(bindparam("positions", expanding=True)))
    .order_by(entries.c.position.desc())
)
_AS_STORED = (
    select(entries.c.position, journals.c.id, entries.c.signed, entries.c.signature, entries.c.digest)
    .join_from(entries, journals)
    .where(entries.c.position > bindparam("after"))
    .order_by(entries.c.position)
    .limit(sqlite.so_many(1024))
)
_ARRIVED = (
    select(entries.c.position, entries.c.signed, entries.c.digest, entries.c.signature)
    .where(entries.c.position > bindparam("after"))
    .order_by(entries.c.position)
    .limit(sqlite.so_many(512))
)
_CONTENTS = select(entries.c.contents)
_NEWEST_CLAIM = select(func.max(entries.c.claimed))


def append(connection: Connection, one: SignedEntry, staged: Staged) -> None:
    """Add an entry to its journal, a new journal if need be.

    Raises:
        Refused: ``entry.exists``: its id, or its place in its device's chain, is taken.
    """
    journal = one.entry.journal
    before = current_heads(connection, journal, staged)
    row = _journal_row(connection, journal, staged)
    try:
        staged.newest[journal] = _APPEND.one(connection, _values(one, row))[0]
    except sqlite.IntegrityError as error:
        raise Refused("entry.exists", entry=one.entry.id) from error
    staged.appended.setdefault(journal, []).append(one.entry)
    newer = all(head.device != one.entry.device or head.seq < one.entry.seq for head in before)
    staged.changed.heads[journal] = advanced(before, one.head) if newer else before


def _values(one: SignedEntry, row: int) -> dict[str, object]:
    entry = one.entry
    named = dict.fromkeys(digest for digest in (entry.source, entry.rendering, *entry.attachments) if digest)
    return {
        "journal": row,
        "id": entry.id,
        "act": entry.act,
        "device": entry.device,
        "seq": entry.seq,
        "digest": one.digest,
        "signed": one.signed,
        "signature": one.signature,
        "contents": " ".join(named),
        "claimed": entry.claimed_seconds,
    }


def _journal_row(connection: Connection, journal: JournalId, staged: Staged) -> int:
    row = staged.row(journal) or _find_row(connection, journal)
    row = row or int(_NEW_JOURNAL.one(connection, {"id": journal})[0])
    staged.changed.rows[journal] = row
    return row


def _find_row(connection: Connection, journal: JournalId) -> int | None:
    found = _ROW.one(connection, {"id": journal})
    return int(found[0]) if found else None


def current_heads(connection: Connection, journal: JournalId, staged: Staged) -> Heads:
    """Return the heads of a journal as they stand inside a transaction."""
    known = staged.heads(journal)
    return read_heads(connection, journal) if known is None else known


def read_heads(connection: Connection, journal: JournalId) -> Heads:
    """Return the heads of a journal, by device; empty for a journal that does not exist."""
    row = _find_row(connection, journal)
    return tuple(_read_heads(connection, row)) if row else ()


def _read_heads(connection: Connection, row: int) -> Iterator[Head]:
    """Step from device to device through the index, however long their chains are."""
    device = _NEXT_DEVICE.one(connection, {"of_journal": row, "after": ""})[0]
    while device is not None:
        seq, digest = _HEAD.one(connection, {"of_journal": row, "of_device": device})
        yield Head(device=DeviceId(device), seq=seq, digest=Digest(digest))
        device = _NEXT_DEVICE.one(connection, {"of_journal": row, "after": device})[0]


def read_all_heads(connection: Connection) -> dict[JournalId, Heads]:
    """Return the heads of every journal, by device, in the order of the journals' first entries."""
    found: dict[JournalId, list[Head]] = {journal: [] for journal in read_journals(connection)}
    for row in connection.execute(_ALL_HEADS):
        found[JournalId(row.id)].append(Head(device=DeviceId(row.device), seq=row.seq, digest=Digest(row.digest)))
    return {journal: tuple(heads) for journal, heads in found.items()}


def read_entries(connection: Connection, journal: JournalId) -> tuple[SignedEntry, ...]:
    """Return the entries of a journal, in the order of arrival."""
    return tuple(_signed_entry(row) for row in connection.execute(_ENTRIES, {"id": journal}))


def read_some(
    connection: Connection, journal: JournalId, places: Collection[Place], ids: Collection[EntryId]
) -> tuple[SignedEntry, ...]:
    """Return the entries of a journal at some places of chains, and those with some ids, each once."""
    row = _find_row(connection, journal)
    asked = _asked_for(places, ids) if row else ()
    found = (connection.execute(statement, {"of_journal": row, **values}) for statement, values in asked)
    return tuple({one.digest: _signed_entry(one) for rows in found for one in rows}.values())


def _asked_for(
    places: Collection[Place], ids: Collection[EntryId]
) -> Iterator[tuple[Select[Any], Mapping[str, object]]]:
    """Give the questions for entries at places and with ids, so many values at a time."""
    chains: dict[DeviceId, list[int]] = {}
    for one in places:
        chains.setdefault(one.device, []).append(one.seq)
    for device, seqs in chains.items():
        yield from ((_AT_PLACES, {"of_device": device, "seqs": some}) for some in _in_parts(sorted(seqs)))
    yield from ((_WITH_IDS, {"ids": some}) for some in _in_parts(sorted(ids)))


def _in_parts(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    return (values[first : first + _AT_ONCE] for first in range(0, len(values), _AT_ONCE))


def read_before(connection: Connection, position: int) -> tuple[int, Iterator[SignedEntry]]:
    """Return some entries that arrived before a position, the newest first, and where to go on; 0 at the beginning.

    Each is decoded only when it is asked for: mostly the first few are enough.
    """
    rows = connection.execute(_BEFORE, {"before": position}).all()
    return (rows[-1].position if rows else 0), map(_signed_entry, rows)


def read_at(connection: Connection, positions: Sequence[int]) -> tuple[SignedEntry, ...]:
    """Return the entries at some positions, the newest first."""
    rows = connection.execute(_AT, {"positions": list(positions)})
    return tuple(_signed_entry(row) for row in rows)


def read_stored(connection: Connection, position: int) -> tuple[int, tuple[StoredEntry, ...]]:
    """Return some entries that arrived after a position, undecoded, and where to go on; 0 at the end."""
    rows = connection.execute(_AS_STORED, {"after": position}).all()
    found = tuple(
        StoredEntry(journal=JournalId(row.id), signed=row.signed, signature=row.signature, digest=Digest(row.digest))
        for row in rows
    )
    return (rows[-1].position if rows else 0), found


def read_arrived(connection: Connection, position: int) -> tuple[Arrived, ...]:
    """Return some entries that arrived after a position, with their places; none at the end."""
    rows = connection.execute(_ARRIVED, {"after": position}).all()
    return tuple(Arrived(position=row.position, signed=_signed_entry(row)) for row in rows)


def read_units(connection: Connection) -> tuple[UnitId, ...]:
    """Return the units that have a journal of their own, in the order of its first entry."""
    return tuple(unit for name in connection.execute(_OF_UNITS).scalars() if (unit := organisation_of(name)))


def _signed_entry(row: Any) -> SignedEntry:
    return SignedEntry(
        entry=decode_entry(row.signed), signed=row.signed, digest=Digest(row.digest), signature=row.signature
    )


def read_journals(connection: Connection) -> tuple[JournalId, ...]:
    """Return every journal of the store, in the order of its first entry."""
    return tuple(JournalId(one) for one in connection.execute(_ALL).scalars())


def span(connection: Connection, journal: JournalId) -> tuple[int, int]:
    """Return the positions of a journal's first and newest entry.

    Raises:
        LookupError: The journal does not exist; nothing can be projected from it.
    """
    first, newest = connection.execute(_SPAN, {"id": journal}).one()
    if first is None:
        raise LookupError(journal)
    return first, newest


def newest_claim(connection: Connection) -> int | None:
    """Return the newest time that any entry claims, in seconds since 1970; None where there is no entry."""
    found: int | None = connection.execute(_NEWEST_CLAIM).scalar_one()
    return found


def contents_outside(connection: Connection, those: Collection[JournalId]) -> Iterator[Digest]:
    """Give every digest of a text, page or file that an entry of another journal names; some several times."""
    others = _CONTENTS.join(journals, journals.c.row == entries.c.journal).where(journals.c.id.not_in(those))
    for names in connection.execute(others).scalars():
        yield from (Digest(one) for one in names.split())


def named_contents(connection: Connection) -> Iterator[Digest]:
    """Give every digest of a text, page or file that an entry names; some several times."""
    for names in connection.execute(_CONTENTS).scalars():
        yield from (Digest(one) for one in names.split())
