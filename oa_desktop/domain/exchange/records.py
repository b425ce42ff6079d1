"""What a package of records (办理记录) holds: entries of journals, the contents that they name, and the accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.entry import Head, JournalHeads, SignedEntry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, JournalId
from oa_desktop.domain.verification import StoredEntry

RECORDS = "records.jsonl"
ACCOUNTS = "accounts.json"
"""The accounts of the desk that made it, locked each under its owner's password."""
HEADS = "heads.json"
"""How far the unit's own journals had come at that desk; the machine's signature over the package covers it."""

CarriedHeads = Mapping[JournalId, tuple[Head, ...]]
"""How far journals had come where a package was made."""

_CONTENTS = "contents/"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One entry: its bytes as they were signed."""

    journal: JournalId
    signed: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heads:
    """How far some journals had come."""

    seen: tuple[JournalHeads, ...]


def write_records(entries: Iterable[SignedEntry]) -> bytes:
    """Return the part that holds the entries, one a line, in the order in which they arrived."""
    return b"".join(_line(one.entry.journal, one.signed, one.signature) for one in entries)


def write_record(entry: StoredEntry) -> bytes:
    """Return the line of one entry, as it is kept."""
    return _line(entry.journal, entry.signed, entry.signature)


def _line(journal: JournalId, signed: bytes, signature: bytes) -> bytes:
    line = _Line(journal=journal, signed=signed.decode("utf-8"), signature=signature.hex())
    return canonical.encode(codec.to_json(line)) + b"\n"


def read_records(parts: Mapping[str, bytes]) -> tuple[StoredEntry, ...]:
    """Return the entries that a package holds; nothing of them is believed yet.

    Raises:
        Refused: ``package.damaged``.
    """
    odd = [name for name in parts if name not in (RECORDS, ACCOUNTS, HEADS) and not name.startswith(_CONTENTS)]
    if odd or RECORDS not in parts:
        raise Refused("package.damaged", part=min(odd, default=RECORDS))
    try:
        return tuple(_entry(line) for line in parts[RECORDS].split(b"\n") if line)
    except (NotCanonical, codec.Undecodable, ValueError):
        raise Refused("package.damaged", part=RECORDS) from None


def _entry(line: bytes) -> StoredEntry:
    value = codec.from_json(_Line, canonical.decode(line))
    return StoredEntry(
        journal=value.journal, signed=value.signed.encode("utf-8"), signature=bytes.fromhex(value.signature)
    )


def write_carried_heads(heads: Iterable[JournalHeads]) -> bytes:
    """Return the part that says how far journals had come."""
    return canonical.encode(codec.to_json(_Heads(seen=tuple(heads))))


def read_carried_heads(parts: Mapping[str, bytes]) -> CarriedHeads:
    """Return how far journals had come where a package was made; empty where it does not say.

    Raises:
        Refused: ``package.damaged``.
    """
    if HEADS not in parts:
        return {}
    try:
        said = codec.from_json(_Heads, canonical.decode(parts[HEADS]))
    except (NotCanonical, codec.Undecodable):
        raise Refused("package.damaged", part=HEADS) from None
    return {one.journal: one.heads for one in said.seen}


def contents_part(digest: Digest) -> str:
    """Return the name of the part that holds a content."""
    return _CONTENTS + digest


def contents_of(parts: Mapping[str, bytes]) -> Iterator[tuple[Digest, bytes]]:
    """Yield the contents of a package with the digest that each is said to have."""
    for name, data in parts.items():
        if name.startswith(_CONTENTS):
            yield Digest(name.removeprefix(_CONTENTS)), data


def contents_named(entries: Iterable[SignedEntry]) -> tuple[Digest, ...]:
    """Return the contents that entries name, each once."""
    said = (digest for one in entries for digest in (one.entry.source, one.entry.rendering, *one.entry.attachments))
    return tuple(dict.fromkeys(digest for digest in said if digest))
