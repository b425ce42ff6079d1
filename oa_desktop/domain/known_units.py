"""Units whose journals lie in many files, as in every item of a package: read and folded once, not once a file.

What is remembered follows from the bytes alone, all of which are compared; only the newest is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Final

from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.codec import Undecodable
from oa_desktop.domain.credentials import Credentials, DigestOf
from oa_desktop.domain.entry import SignedEntry, decode_entry
from oa_desktop.domain.ids import organisation_of
from oa_desktop.domain.verification import Fault, StoredEntry, read_entry

_UNITS: Final = 4
"""Journals of units that are remembered as a whole."""
_ENTRIES: Final = 4096
"""Entries of such journals that are remembered."""


def credentials_once(entries: Iterable[SignedEntry], digest_of: DigestOf) -> Credentials:
    """Return the keys of a unit as :class:`Credentials` does, the same for the same entries."""
    return credentials_in(tuple(one.signed for one in entries), digest_of)


@lru_cache(maxsize=_UNITS)
def credentials_in(signed: tuple[bytes, ...], digest_of: DigestOf) -> Credentials:
    """Return the keys of the unit whose entries these bytes are; what is none is passed over."""
    return Credentials(_decoded(signed, digest_of), digest_of)


def _decoded(signed: Iterable[bytes], digest_of: DigestOf) -> Iterator[SignedEntry]:
    for one in signed:
        with suppress(NotCanonical, Undecodable):
            yield SignedEntry(entry=decode_entry(one), signed=one, digest=digest_of(one), signature=b"")


def read_once(stored: StoredEntry, digest_of: DigestOf, faults: list[Fault]) -> SignedEntry | None:
    """Return an entry as :func:`read_entry` does, of a unit's own journal the same for the same bytes."""
    if organisation_of(stored.journal) is None:
        return read_entry(stored, digest_of, faults)
    read, wrong = _read(stored, digest_of)
    faults += wrong
    return read


@lru_cache(maxsize=_ENTRIES)
def _read(stored: StoredEntry, digest_of: DigestOf) -> tuple[SignedEntry | None, tuple[Fault, ...]]:
    faults: list[Fault] = []
    return read_entry(stored, digest_of, faults), tuple(faults)
