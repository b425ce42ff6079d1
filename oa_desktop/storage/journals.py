"""Journals in the database: entries as they were signed, and the heads of every device's chain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from oa_desktop.domain.entry import Head, SignedEntry, decode_entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DeviceId, Digest, JournalId
from oa_desktop.domain.journal import advanced
from oa_desktop.storage.memory import Heads, Staged
from oa_desktop.storage.tables import entries, heads, journals

_ROW = select(journals.c.row).where(journals.c.id == bindparam("id"))
_ALL = select(journals.c.id).order_by(journals.c.row)
_HEADS = (
    select(heads.c.device, heads.c.seq, heads.c.digest)
    .join_from(heads, journals)
    .where(journals.c.id == bindparam("id"))
    .order_by(heads.c.device)
)
_ENTRIES = (
    select(entries.c.signed, entries.c.digest, entries.c.signature)
    .join_from(entries, journals)
    .where(journals.c.id == bindparam("id"))
    .order_by(entries.c.position)
)
_SPAN = (
    select(func.min(entries.c.position), func.max(entries.c.position))
    .join_from(entries, journals)
    .where(journals.c.id == bindparam("id"))
)
_CONTENTS = select(entries.c.contents)
_APPEND = insert(entries)
_NEW_JOURNAL = insert(journals)
_NEW_HEAD = insert(heads)
_NEXT_HEAD = (
    update(heads)
    .where(heads.c.journal == bindparam("of_journal"), heads.c.device == bindparam("of_device"))
    .values(seq=bindparam("new_seq"), digest=bindparam("new_digest"))
)


def append(connection: Connection, one: SignedEntry, staged: Staged) -> None:
    """Add an entry to its journal, a new journal if need be.

    Raises:
        Refused: ``entry.exists``: its id, or its place in its device's chain, is taken.
    """
    journal = one.entry.journal
    before = current_heads(connection, journal, staged)
    row = _journal_row(connection, journal, staged)
    try:
        staged.newest[journal] = _inserted(connection, _APPEND, _values(one, row))
    except IntegrityError as error:
        raise Refused("entry.exists", entry=one.entry.id) from error
    staged.changed.heads[journal] = _advance(connection, before, one.head, row)


def _inserted(connection: Connection, statement: Executable, values: dict[str, object]) -> int:
    """Insert a row and return the number that it was given."""
    key: Any = connection.execute(statement, values).inserted_primary_key
    return int(key[0])


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
    }


def _journal_row(connection: Connection, journal: JournalId, staged: Staged) -> int:
    known = staged.row(journal) or connection.execute(_ROW, {"id": journal}).scalar()
    row = known or _inserted(connection, _NEW_JOURNAL, {"id": journal})
    staged.changed.rows[journal] = row
    return row


def _advance(connection: Connection, before: Heads, head: Head, row: int) -> Heads:
    """Move a device's head forward; an entry that arrives late does not move it back."""
    own = next((one for one in before if one.device == head.device), None)
    if own is None:
        connection.execute(_NEW_HEAD, {"journal": row, "device": head.device, "seq": head.seq, "digest": head.digest})
    elif head.seq > own.seq:
        moved = {"of_journal": row, "of_device": head.device, "new_seq": head.seq, "new_digest": head.digest}
        connection.execute(_NEXT_HEAD, moved)
    else:
        return before
    return advanced(before, head)


def current_heads(connection: Connection, journal: JournalId, staged: Staged) -> Heads:
    """Return the heads of a journal as they stand inside a transaction."""
    known = staged.heads(journal)
    return read_heads(connection, journal) if known is None else known


def read_heads(connection: Connection, journal: JournalId) -> Heads:
    """Return the heads of a journal, by device; empty for a journal that does not exist."""
    found = connection.execute(_HEADS, {"id": journal})
    return tuple(Head(device=DeviceId(row.device), seq=row.seq, digest=Digest(row.digest)) for row in found)


def read_entries(connection: Connection, journal: JournalId) -> tuple[SignedEntry, ...]:
    """Return the entries of a journal, in the order of arrival."""
    return tuple(_signed_entry(row) for row in connection.execute(_ENTRIES, {"id": journal}))


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


def named_contents(connection: Connection) -> Iterator[Digest]:
    """Give every digest of a text, page or file that an entry names; some several times."""
    for names in connection.execute(_CONTENTS).scalars():
        yield from (Digest(one) for one in names.split())
