"""Verifying a whole store (核验): its journals, and the contents that they name.

Beside chains and signatures: every text, page and file is there and is what its digest says, every 正本 differs
from the signed 定稿 only in the three open slots, and every page of the database is whole, whatever lies on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from oa_desktop.domain.beside import named_contents
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Head
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import Digest, JournalId, dossier_journal, dossier_of
from oa_desktop.domain.slots import changed_outside_slots
from oa_desktop.domain.verification import Fault, StoredEntry, Verdict, verify
from oa_desktop.office.desk import read_manuscript
from oa_desktop.office.ports.keys import Crypto
from oa_desktop.office.ports.store import Blobs, Store
from oa_desktop.office.states import States


def verify_store(
    store: Store,
    states: States,
    crypto: Crypto,
    expected_heads: Mapping[JournalId, tuple[Head, ...]] | None = None,
) -> Verdict:
    """Return whether everything in a store is what its writers signed.

    Args:
        store: The open store.
        states: What its journals come to.
        crypto: Digests and verification.
        expected_heads: Heads that were remembered elsewhere; they must be there.
    """
    verdict = verify(
        _stored(store),
        digest_of=crypto.digest,
        holds=crypto.verify,
        expected_heads=expected_heads,
        whole=True,
    )
    return replace(
        verdict,
        faults=(*verdict.faults, *_content_faults(store), *_slot_faults(store, states), *_page_faults(store)),
        unnamed=len(store.blobs.unreferenced()),
    )


def _stored(store: Store) -> Iterator[StoredEntry]:
    for journal in store.journals():
        for one in store.entries(journal):
            yield StoredEntry(journal=journal, signed=one.signed, signature=one.signature, digest=one.digest)


def _content_faults(store: Store) -> Iterator[Fault]:
    proved: dict[Digest, str] = {}
    for journal in store.journals():
        for entry in (one.entry for one in store.entries(journal)):
            for digest in sorted(named_contents(entry)):
                if digest not in proved:
                    proved[digest] = _fault_of(store.blobs, digest)
                if proved[digest]:
                    yield Fault(rule=proved[digest], journal=journal, device=entry.device, seq=entry.seq)


class _Nowhere:
    """A sink that keeps nothing: reading alone proves a content."""

    def write(self, data: bytes, /) -> int:
        """Let the bytes go."""
        return len(data)


def _fault_of(blobs: Blobs, digest: Digest) -> str:
    try:
        blobs.read_into(digest, _Nowhere())
    except Unavailable as unavailable:
        return unavailable.code
    return ""


def _page_faults(store: Store) -> Iterator[Fault]:
    """Give one fault for all pages of the database that are damaged, those of lists and indexes too."""
    if any(line.startswith("store.damaged ") for line in store.check()):
        yield Fault(rule="store.pages-damaged", journal=JournalId(""))


def _slot_faults(store: Store, states: States) -> Iterator[Fault]:
    """Give the documents whose 正本 is not what was signed, beyond number, date and copy number."""
    for journal in store.journals():
        dossier = dossier_of(journal)
        state = states.dossier(dossier).state if dossier else None
        if state is not None and _differs(store.blobs, state):
            yield Fault(rule="number.text-changed", journal=dossier_journal(state.id))


def _differs(blobs: Blobs, state: Dossier) -> bool:
    if state.issued is None or state.numbered is None:
        return False
    try:
        signed = read_manuscript(blobs, state.issued.source)
        numbered = read_manuscript(blobs, state.numbered.source)
    except Unavailable:
        return False  # a content that cannot be read is a fault of its own
    return bool(changed_outside_slots(signed, numbered))
