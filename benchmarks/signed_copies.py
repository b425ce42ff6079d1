"""Copies of documents that came and were handled: with journals, texts and scans of their own, signed anew.

What a copy has is what the program wrote for its pattern, entry by entry, but for ids, numbers, title and files. All
chains and signatures hold, so that whoever verifies its journal finds nothing wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import cycle, islice

from benchmarks.unit import Unit
from oa_desktop.bootstrap.world import RandomIds
from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.numbers import TakeNumber
from oa_desktop.domain.dossier import fold
from oa_desktop.domain.entry import SignedEntry, decode_entry
from oa_desktop.domain.ids import Digest, DossierId, JournalId, KeyId, dossier_journal, register_of
from oa_desktop.domain.journal import heads_of
from oa_desktop.domain.numbers import registers
from oa_desktop.office.ports.keys import Signer
from oa_desktop.office.ports.store import Transaction
from oa_desktop.security import sm3

_TAKEN = DECLARATIONS[TakeNumber].kind
_AT_ONCE = 200
"""Copies that become durable together."""
_PLACE = re.compile("第([0-9]+)号")
"""Where a title says which document of the year it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A document that copies are made of.

    Attributes:
        place: Which of the year it is, as its title and number say.
        taken: Its entry in the journal of the register.
        entries: Its journal.
        source: Its text.
        scan: Its scan.
    """

    place: str
    taken: SignedEntry
    entries: tuple[SignedEntry, ...]
    source: bytes
    scan: bytes

    @property
    def ids(self) -> set[str]:
        """The ids that a copy has others for: of the document, of entries and of acts."""
        own = {name for one in (*self.entries, self.taken) for name in (one.entry.id, one.entry.act)}
        return own | {str(self.taken.entry.payload["dossier"])}


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy that can be written: its journal, its number, and the words that are searched for."""

    dossier: DossierId
    entries: tuple[SignedEntry, ...]
    taken: SignedEntry
    text: str

    def write(self, transaction: Transaction) -> None:
        """Append its entries and project what they come to."""
        for one in (*self.entries, self.taken):
            transaction.append(one)
        state = fold(self.dossier, [one.entry for one in self.entries])
        transaction.project_dossier(state, heads_of(self.entries), self.text)


class Copier:
    """Writes copies into the store of a unit.

    Args:
        unit: The unit.
        register: The journal of the register in which the patterns have their numbers, as the copies will.
    """

    def __init__(self, unit: Unit, register: JournalId) -> None:
        self._store = unit.store
        self._signers = _signers(unit)
        self._register = list(self._store.entries(register))
        self._serial = max(int(str(one.entry.payload["serial"])) for one in self._register)
        self._patterns = [self._pattern(one) for one in self._register if one.entry.kind == _TAKEN]

    def write(self, places: Sequence[int], tell: Callable[[int, int], object]) -> None:
        """Write a copy for each place in the year; ``tell`` counts them."""
        made = zip(places, cycle(self._patterns), strict=False)
        for done in range(0, len(places), _AT_ONCE):
            tell(done, len(places))
            copies = [self._copy(*one) for one in islice(made, min(_AT_ONCE, len(places) - done))]
            with self._store.begin() as transaction:
                for one in copies:
                    one.write(transaction)
        with self._store.begin() as transaction:
            self._project_register(transaction)

    def _pattern(self, taken: SignedEntry) -> Pattern:
        entries = tuple(self._store.entries(dossier_journal(DossierId(str(taken.entry.payload["dossier"])))))
        first = entries[0].entry
        place = _PLACE.search(str(taken.entry.payload["title"]))
        return Pattern(
            place=place[1] if place else "",
            taken=taken,
            entries=entries,
            source=self._store.blobs.read(first.source),
            scan=self._store.blobs.read(first.attachments[0]),
        )

    def _copy(self, place: int, pattern: Pattern) -> Copy:
        self._serial += 1
        said = _said(pattern, place)
        first, text = pattern.entries[0].entry, _changed(pattern.source, said)
        instead = {one: RandomIds().new() for one in pattern.ids} | said
        instead[first.source] = self._store.blobs.keep(text)
        instead[first.attachments[0]] = self._store.blobs.keep(pattern.scan + f"%{place}\n".encode())
        instead[f'"serial":{pattern.taken.entry.payload["serial"]},'] = f'"serial":{self._serial},'
        made = tuple(self._again(one, instead) for one in pattern.entries)
        self._take_number(pattern.taken, instead)
        dossier = DossierId(instead[str(pattern.taken.entry.payload["dossier"])])
        return Copy(dossier=dossier, entries=made, taken=self._register[-1], text=text.decode())

    def _again(self, pattern: SignedEntry, instead: dict[str, str]) -> SignedEntry:
        """Return an entry of a copy; what follows it names its digest."""
        made = self._signed(_changed(pattern.signed, instead))
        instead[pattern.digest] = made.digest
        return made

    def _take_number(self, pattern: SignedEntry, instead: Mapping[str, str]) -> None:
        """Add the number of a copy to the journal of the register."""
        last = self._register[-1]
        entry = decode_entry(_changed(pattern.signed, instead))
        chained = replace(entry, seq=last.entry.seq + 1, prev=last.digest, basis=(last.head,))
        self._register.append(self._signed(chained.encode()))

    def _signed(self, data: bytes) -> SignedEntry:
        entry = decode_entry(data)
        signature = self._signers[entry.key].sign(data)
        return SignedEntry(entry=entry, signed=data, digest=Digest(sm3.digest(data)), signature=signature)

    def _project_register(self, transaction: Transaction) -> None:
        entries = [one.entry for one in self._register]
        name = register_of(entries[0].journal)
        if name is not None:
            transaction.project_register(entries[0].unit, registers.fold(name, entries), heads_of(self._register))


def _said(pattern: Pattern, place: int) -> dict[str, str]:
    """Return what the title and the number of a copy say instead."""
    return {f"{before}{pattern.place}号": f"{before}{place + 1}号" for before in ("第", "〕")}


def _changed(data: bytes, instead: Mapping[str, str]) -> bytes:
    for before, after in instead.items():
        data = data.replace(before.encode(), after.encode())
    return data


def _signers(unit: Unit) -> Mapping[KeyId, Signer]:
    """Return what signs for everybody of a unit, by key."""
    return {one.key_id: one for one in _unlocked(unit)}


def _unlocked(unit: Unit) -> Iterable[Signer]:
    now = datetime.now().astimezone()
    return (unit.slots.unlock(one.account, one.password, now).signer for one in unit.people.people)
