"""The entries of one unit at the central service: sealed rows in the order of arrival."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text, update

from oa_desktop.domain.entry import SignedEntry, decode_entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.checkpoint import NOTHING_HELD, Checkpoint
from oa_desktop.domain.ids import DeviceId, Digest, JournalId, UnitId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.office.ports.central import Batch
from oa_desktop.storage.central.database import Database
from oa_desktop.storage.central.sealed_contents import SealedContents
from oa_desktop.storage.central.tables import entries, units
from oa_desktop.storage.cipher import Cipher

_KNOW = text(
    "INSERT INTO units (unit, realm, held, total) VALUES (:unit, :realm, :held, :total) ON CONFLICT DO NOTHING"
)
_OF_UNIT = select(units.c.realm, units.c.held, units.c.total).where(units.c.unit == bindparam("unit"))
_HOLDS = (
    update(units)
    .where(units.c.unit == bindparam("of_unit"))
    .values(held=bindparam("now_held"), total=bindparam("now_total"))
)
_OF_JOURNAL = (
    select(entries.c.journal, entries.c.digest, entries.c.sealed)
    .where(entries.c.unit == bindparam("unit"), entries.c.journal == bindparam("journal"))
    .order_by(entries.c.place)
)
_BEHIND = (
    select(entries.c.place, entries.c.journal, entries.c.digest, entries.c.sealed)
    .where(entries.c.unit == bindparam("unit"), entries.c.place > bindparam("after"))
    .order_by(entries.c.place)
    .limit(bindparam("most"))
)
_HEADS = (
    select(entries.c.journal, entries.c.device, func.max(entries.c.seq))
    .where(entries.c.unit == bindparam("unit"), entries.c.journal.in_(bindparam("journals", expanding=True)))
    .group_by(entries.c.journal, entries.c.device)
)


class Seal:
    """What seals the entries of a unit: under a key of its own, each bound to its digest."""

    def __init__(self, cipher: Cipher, key: bytes, unit: UnitId) -> None:
        self._cipher = cipher
        self._key = cipher.sealer.subkey(key, f"central/entries/{unit}")

    def closed(self, one: SignedEntry) -> bytes:
        """Return an entry and its signature as they are kept."""
        plain = len(one.signature).to_bytes(2) + one.signature + one.signed
        return self._cipher.wrap(self._key, plain, one.digest.encode())

    def opened(self, row: Any) -> StoredEntry:
        """Return the entry of a row.

        Raises:
            Unavailable: ``blob.damaged``: the row is not what was kept, or not under this key.
        """
        plain = self._cipher.unwrap(self._key, row.sealed, row.digest.encode())
        begins = 2 + int.from_bytes(plain[:2])
        return StoredEntry(
            journal=JournalId(row.journal),
            signed=plain[begins:],
            signature=plain[2:begins],
            digest=Digest(row.digest),
        )


class SealedRecords:
    """The entries of a unit inside of a transaction that adds to them.

    Attributes:
        realm: 域.
        blobs: The contents of the unit.
    """

    def __init__(
        self,
        connection: Connection,
        database: Database,
        unit: UnitId,
        realm: Realm,
        *,
        seal: Seal,
        blobs: SealedContents,
    ) -> None:
        self.realm = realm
        self.blobs = blobs
        self._connection = connection
        self._database = database
        self._unit = unit
        self._seal = seal
        self._held = _locked(connection, unit, realm)

    @property
    def checkpoint(self) -> Checkpoint:
        """What the service holds of the unit, with what was added here."""
        return self._held

    def entries(self, journal: JournalId) -> Iterator[SignedEntry]:
        """Give the entries of a journal, in the order of arrival."""
        for row in self._connection.execute(_OF_JOURNAL, {"unit": self._unit, "journal": journal}).all():
            one = self._seal.opened(row)
            yield SignedEntry(
                entry=decode_entry(one.signed), signed=one.signed, digest=one.digest, signature=one.signature
            )

    def append(self, entries: Sequence[SignedEntry]) -> None:
        """Add entries behind all others, in their order.

        Raises:
            Refused: ``records.set-back``: a chain already has another entry in that place.
        """
        if not entries:
            return
        self._refuse_taken(entries)
        first = self._held.count + 1
        rows = [self._row(place, one) for place, one in enumerate(entries, first)]
        self._database.insert(self._connection, "entries", rows)
        self._held = self._held.plus(one.digest for one in entries)
        now = {"now_held": self._held.count, "now_total": self._held.total}
        self._connection.execute(_HOLDS, {"of_unit": self._unit, **now})

    def _row(self, place: int, one: SignedEntry) -> dict[str, object]:
        at = {"journal": one.entry.journal, "device": one.entry.device, "seq": one.entry.seq}
        return {"unit": self._unit, "place": place, **at, "digest": one.digest, "sealed": self._seal.closed(one)}

    def _refuse_taken(self, coming: Sequence[SignedEntry]) -> None:
        heads = self._heads({one.entry.journal for one in coming})
        seen = set[tuple[JournalId, DeviceId, int]]()
        for one in (signed.entry for signed in coming):
            place = (one.journal, one.device, one.seq)
            if one.seq <= heads.get((one.journal, one.device), 0) or place in seen:
                raise Refused("records.set-back", journal=one.journal, device=one.device, seq=one.seq)
            seen.add(place)

    def _heads(self, journals: set[JournalId]) -> dict[tuple[JournalId, DeviceId], int]:
        """Return how far each chain of some journals has come; chains have no gaps."""
        found = self._connection.execute(_HEADS, {"unit": self._unit, "journals": sorted(journals)})
        return {(journal, device): seq for journal, device, seq in found}


def _locked(connection: Connection, unit: UnitId, realm: Realm) -> Checkpoint:
    """Lock the row of a unit, made where it is not there yet, and return its checkpoint.

    Raises:
        Refused: ``store.other-realm``.
    """
    new = {"unit": unit, "realm": realm.value, "held": 0, "total": NOTHING_HELD.total}
    connection.execute(_KNOW, new)
    row = connection.execute(_OF_UNIT.with_for_update(), {"unit": unit}).one()
    refuse_other_realm(row.realm, realm)
    return Checkpoint(count=row.held, total=row.total)


def refuse_other_realm(found: str, here: Realm) -> None:
    """Refuse rows of another realm.

    Raises:
        Refused: ``store.other-realm``.
    """
    if found != here.value:
        raise Refused("store.other-realm", store=Realm(found).label, here=here.label)


def batch(connection: Connection, seal: Seal, unit: UnitId, after: int, most: int) -> Batch:
    """Return entries of a unit behind a place, and what is held of it at the same moment."""
    rows = connection.execute(_BEHIND, {"unit": unit, "after": after, "most": most}).all()
    held = connection.execute(_OF_UNIT, {"unit": unit}).one_or_none()
    return Batch(
        entries=tuple(seal.opened(row) for row in rows),
        through=rows[-1].place if rows else after,
        checkpoint=Checkpoint(count=held.held, total=held.total) if held else NOTHING_HELD,
    )
