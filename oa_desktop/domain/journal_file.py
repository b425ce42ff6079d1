"""Journals in a file (办理记录文件): one entry a line, with their heads, to be verified anywhere.

The first line says what the file is; every other line holds the signed bytes as text and the signature. The
organisation journal is always among them, since it enrols the keys.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.credentials import DigestOf, SignatureHolds
from oa_desktop.domain.dossier import Dossier, fold
from oa_desktop.domain.enrolled_keys import KeyOwner
from oa_desktop.domain.entry import Entry, Head, JournalHeads, SignedEntry, decode_entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, DossierId, JournalId, KeyId, UnitId, dossier_of, organisation_journal
from oa_desktop.domain.known_units import credentials_in, credentials_once, read_once
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.verification import Fault, StoredEntry, Verdict, verify

MAGIC = "oa-desktop-journal"
VERSION = 1
LONGEST_PREAMBLE, _LONGEST_LINE = 16 * 1024 * 1024, 128 * 1024
"""Bytes: an entry has 16 KB at most, and its signs may be written out."""
_OF_A_UNIT = b'{"journal":"' + organisation_journal(UnitId("")).encode()
"""How a line begins that holds an entry of a unit's own journal."""
_REMEMBERED = 4096
"""Entries of such journals that are remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A file that was written beside the journal."""

    name: str
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Preamble:
    """The first line.

    Attributes:
        heads: What must be in the file, and wherever it is compared with.
        beside: Every file that was written with it, so that the seal is over their digests too (核验包).
    """

    realm: Realm
    unit: UnitId
    heads: tuple[JournalHeads, ...]
    magic: str = MAGIC
    version: int = VERSION
    beside: tuple[Beside, ...] = field(default=(), metadata={codec.LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """Every other line."""

    journal: JournalId
    signature: str
    signed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The last line: the machine that wrote the file signs all lines before it.

    Attributes:
        key: Id of the machine's key.
        signature: Over the bytes of all lines before, hexadecimal.
    """

    key: KeyId
    signature: str


Sealing = Callable[[bytes], Seal]


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFile:
    """What a file of journals holds.

    Attributes:
        sealed: The bytes that the seal is over.
        seal: None when the file has no seal, or lost it.
    """

    preamble: Preamble
    entries: tuple[StoredEntry, ...]
    sealed: bytes = field(default=b"", compare=False, repr=False)
    seal: Seal | None = None

    @property
    def expected_heads(self) -> Mapping[JournalId, tuple[Head, ...]]:
        """The heads that the first line names."""
        return {one.journal: one.heads for one in self.preamble.heads}


def write_journal_file(preamble: Preamble, entries: Iterable[SignedEntry], sealing: Sealing | None = None) -> bytes:
    """Return the file, with a seal where somebody can make one."""
    lines = b"".join(line + b"\n" for line in _lines(preamble, entries))
    return lines + canonical.encode(codec.to_json(sealing(lines))) + b"\n" if sealing else lines


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
    sealed, seal = _parted(data)
    lines = io.BytesIO(sealed)
    preamble = _preamble(lines.readline(LONGEST_PREAMBLE).rstrip(b"\n"))
    entries = [_entry(number, line) for number, line in enumerate(_read_lines(lines), start=2)]
    return JournalFile(preamble=preamble, entries=tuple(entries), sealed=sealed, seal=seal)


def _read_lines(rest: io.BytesIO) -> Iterator[bytes]:
    """Give the lines one by one; one that is longer than an entry may be comes in parts, of which none is one."""
    while line := rest.readline(_LONGEST_LINE):
        yield line.rstrip(b"\n")


def _parted(data: bytes) -> tuple[bytes, Seal | None]:
    """Return the lines before the seal and the seal, or all lines and None; a seal has one form, nothing follows."""
    told = data.rstrip(b"\n")
    start = told.rfind(b"\n", -_LONGEST_LINE) + 1 or len(told)
    try:
        seal = codec.from_json(Seal, canonical.decode(told[start:]))
    except (NotCanonical, codec.Undecodable):
        return data, None
    written = canonical.encode(codec.to_json(seal)) + b"\n"
    return (data[:start], seal) if data[start:] == written else (data, None)


def verify_journal_file(held: JournalFile, *, digest_of: DigestOf, holds: SignatureHolds) -> Verdict:
    """Return whether a file holds what was written into it: its entries, its heads and its seal.

    Without the seal a tail could be cut off together with the heads that name it.
    """
    verdict = verify(
        held.entries,
        digest_of=digest_of,
        holds=holds,
        expected_heads=held.expected_heads,
        read=read_once,
        credentials_of=credentials_once,
    )
    rule = _seal_fault(held, digest_of, holds)
    if not rule:
        return verdict
    fault = Fault(rule=rule, journal=organisation_journal(held.preamble.unit))
    return replace(verdict, faults=(*verdict.faults, fault))


def dossiers_of(held: JournalFile) -> tuple[Dossier, ...]:
    """Return the documents whose journals a file holds, as their entries make them; to be asked of a sound file."""
    return tuple(fold(wanted, entries) for wanted, entries in dossier_entries(held).items())


def dossier_entries(held: JournalFile) -> Mapping[DossierId, Sequence[Entry]]:
    """Return the entries of each document whose journal a file holds; to be asked of a sound file."""
    own: dict[DossierId, list[Entry]] = {}
    for one in held.entries:
        wanted = dossier_of(one.journal)
        if wanted:
            own.setdefault(wanted, []).append(decode_entry(one.signed))
    return own


def organisation_in(held: JournalFile, digest_of: DigestOf) -> Organisation:
    """Return the unit as its journal in a file tells it; to be believed of a sound file."""
    own = organisation_journal(held.preamble.unit)
    return credentials_in(tuple(one.signed for one in held.entries if one.journal == own), digest_of).organisation


def _seal_fault(held: JournalFile, digest_of: DigestOf, holds: SignatureHolds) -> str:
    if held.seal is None:
        return "journal-file.unsealed"
    organisation = organisation_in(held, digest_of)
    key = organisation.key(held.seal.key)
    if key is None or key.owner is not KeyOwner.MACHINE:
        return "journal-file.unsealed"
    fits = (organisation.realm, organisation.unit) == (held.preamble.realm, held.preamble.unit)
    try:
        whole = holds(bytes.fromhex(key.public), held.sealed, _from_hex(held.seal.signature))
    except ValueError:
        whole = False
    return "" if fits and whole else "journal-file.altered"


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
        return _read_once(line) if line.startswith(_OF_A_UNIT) else _read(line)
    except (NotCanonical, codec.Undecodable, ValueError):
        raise Refused("journal-file.damaged", line=number) from None


def _read(line: bytes) -> StoredEntry:
    value = codec.from_json(_Line, canonical.decode(line))
    return StoredEntry(journal=value.journal, signed=value.signed.encode("utf-8"), signature=_from_hex(value.signature))


@lru_cache(maxsize=_REMEMBERED)
def _read_once(line: bytes) -> StoredEntry:
    """Return an entry of a unit's own journal as :func:`_read` does, the same for the same bytes."""
    return _read(line)


def _from_hex(text: str) -> bytes:
    """Return the bytes of a text that is hexadecimal and nothing else: no blanks, no capitals."""
    data = bytes.fromhex(text)
    if data.hex() != text:
        raise ValueError(text)
    return data
