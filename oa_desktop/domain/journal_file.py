"""Journals in a file (办理记录文件): one entry a line, with their heads, to be verified anywhere.

The first line says what the file is; every other line holds the signed bytes as text and the signature. The
organisation journal is always among them, since it enrols the keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.entry import Head, JournalHeads, SignedEntry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import JournalId, UnitId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.verification import StoredEntry

MAGIC = "oa-desktop-journal"
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Preamble:
    """The first line.

    Attributes:
        heads: What must be in the file, and wherever it is compared with.
    """

    realm: Realm
    unit: UnitId
    heads: tuple[JournalHeads, ...]
    magic: str = MAGIC
    version: int = VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """Every other line."""

    journal: JournalId
    signature: str
    signed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFile:
    """What a file of journals holds."""

    preamble: Preamble
    entries: tuple[StoredEntry, ...]

    @property
    def expected_heads(self) -> Mapping[JournalId, tuple[Head, ...]]:
        """The heads that the first line names."""
        return {one.journal: one.heads for one in self.preamble.heads}


def write_journal_file(preamble: Preamble, entries: Iterable[SignedEntry]) -> bytes:
    """Return the file."""
    return b"".join(line + b"\n" for line in _lines(preamble, entries))


def _lines(preamble: Preamble, entries: Iterable[SignedEntry]) -> Iterator[bytes]:
    yield canonical.encode(codec.to_json(preamble))
    for one in entries:
        line = _Line(journal=one.entry.journal, signature=one.signature.hex(), signed=one.signed.decode("utf-8"))
        yield canonical.encode(codec.to_json(line))


def read_journal_file(data: bytes) -> JournalFile:
    """Return what a file holds, nothing of it believed yet.

    Raises:
        Refused: ``journal-file.other``, ``journal-file.newer``, or ``journal-file.damaged`` with the line.
    """
    first, *rest = data.split(b"\n")
    preamble = _preamble(first)
    entries = [_entry(number, line) for number, line in enumerate(rest, start=2) if line]
    return JournalFile(preamble=preamble, entries=tuple(entries))


def _preamble(line: bytes) -> Preamble:
    try:
        value = canonical.decode(line)
    except NotCanonical:
        value = None
    if not isinstance(value, dict) or value.get("magic") != MAGIC:
        raise Refused("journal-file.other")
    if value.get("version") != VERSION:
        raise Refused("journal-file.newer", version=value.get("version"))
    try:
        return codec.from_json(Preamble, value)
    except codec.Undecodable:
        raise Refused("journal-file.damaged", line=1) from None


def _entry(number: int, line: bytes) -> StoredEntry:
    try:
        value = codec.from_json(_Line, canonical.decode(line))
        return StoredEntry(
            journal=value.journal, signed=value.signed.encode("utf-8"), signature=_from_hex(value.signature)
        )
    except (NotCanonical, codec.Undecodable, ValueError):
        raise Refused("journal-file.damaged", line=number) from None


def _from_hex(text: str) -> bytes:
    """Return the bytes of a text that is hexadecimal and nothing else: no blanks, no capitals."""
    data = bytes.fromhex(text)
    if data.hex() != text:
        raise ValueError(text)
    return data
