"""Verifying a whole store (核验): its journals, and the contents that they name.

Beside chains and signatures: every text, page and file is there and is what its digest says, every 正本 differs
from the signed 定稿 only in the three open slots, the auditor is shown
every entry, and every page of the database is whole, whatever lies on it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

from oa_desktop.domain.archives.disposed import destroyed_holdings, disposed_journals
from oa_desktop.domain.beside import named_contents
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry, Head
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import JournalId, dossier_journal, dossier_of
from oa_desktop.domain.texts.slots import changed_outside_slots
from oa_desktop.domain.verification import Fault, Verdict, verify
from oa_desktop.office.desk import read_manuscript
from oa_desktop.office.ports.keys import Crypto
from oa_desktop.office.ports.store import Blobs, Store
from oa_desktop.office.states import States

_NAMED = {"blob.missing": "content.missing", "blob.damaged": "content.damaged"}
"""What is wrong with a content, said with the entry that names it."""
_ELSEWHERE = Fault(rule="verify.elsewhere", journal=JournalId(""))


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
    read: list[Entry] = []
    with ThreadPoolExecutor(1) as beside:
        pages = beside.submit(store.check)  # deciphering every page leaves a core to the journals
        astray = beside.submit(lambda: tuple(_trail_faults(store)))
        unnamed = beside.submit(store.blobs.unreferenced)
        with nothing_thrown_away():
            verdict = verify(
                store.stored(),
                digest_of=crypto.digest,
                holds=crypto.verify,
                expected_heads=expected_heads,
                whole=True,
                told=read.append,
            )
        faults = (
            *verdict.faults,
            *_content_faults(store, read),
            *_slot_faults(store, states, read),
            *astray.result(),
            *_page_faults(pages.result()),
        )
    return replace(verdict, faults=faults, unnamed=len(unnamed.result()))


@contextmanager
def nothing_thrown_away() -> Iterator[None]:
    """Let Python look for no rubbish while everything that is read stays: looking takes as long as the reading."""
    thresholds = gc.get_threshold()
    gc.set_threshold(0)
    try:
        yield
    finally:
        if thresholds[0]:
            gc.set_threshold(*thresholds)


def as_known(verdict: Verdict, entries: Mapping[JournalId, int], knows: Callable[[JournalId], bool]) -> Verdict:
    """Return a verdict as somebody is told who may not know of every journal: whether the rest holds, and no more.

    Args:
        verdict: What was found in the whole store.
        entries: How many entries each journal has.
        knows: Whether they may know of a journal.
    """
    known = {journal: count for journal, count in entries.items() if knows(journal)}
    faults = tuple(one for one in verdict.faults if one.journal in known or not one.journal)
    unsigned = {(one.journal, one.device, one.seq) for one in faults if one.rule.startswith("signature.")}
    return replace(
        verdict,
        journals=len(known),
        entries=sum(known.values()),
        signatures=sum(known.values()) - len(unsigned),
        faults=faults if len(faults) == len(verdict.faults) else (*faults, _ELSEWHERE),
        unnamed=0,
    )


def _content_faults(store: Store, read: Sequence[Entry]) -> Iterator[Fault]:
    """Give a fault for every entry that names a text, page or file which is not there or not what it was."""
    gone, destroyed = disposed_journals(read), destroyed_holdings(read)
    left = [entry for entry in read if entry.journal not in gone]
    named = {digest for entry in left for digest in named_contents(entry) if (entry.journal, digest) not in destroyed}
    wrong = dict(store.blobs.faults(sorted(named)))
    for entry in left if wrong else ():
        for digest in sorted(named_contents(entry) & wrong.keys()):
            rule = _NAMED.get(wrong[digest], wrong[digest])
            yield Fault(rule=rule, journal=entry.journal, device=entry.device, seq=entry.seq)


def _trail_faults(store: Store) -> Iterator[Fault]:
    """Give the entries that the auditor is not shown, or not where they would be looked for."""
    for one in store.trail.astray():
        yield Fault(rule="trail.astray", journal=one.journal, device=one.device, seq=one.seq)


def _page_faults(found: Iterable[str]) -> Iterator[Fault]:
    """Give one fault for all pages of the database that are damaged, those of lists and indexes too."""
    if any(line.startswith("store.damaged ") for line in found):
        yield Fault(rule="store.pages-damaged", journal=JournalId(""))


def _slot_faults(store: Store, states: States, read: Sequence[Entry]) -> Iterator[Fault]:
    """Give the documents whose 正本 is not what was signed, beyond number, date and copy number."""
    for journal in dict.fromkeys(entry.journal for entry in read if entry.rendering):  # a number fixes a page
        dossier = dossier_of(journal)
        state = states.dossier(dossier).state if dossier else None
        if state is not None and _differs(store.blobs, state):
            yield Fault(rule="number.text-changed", journal=dossier_journal(state.id))


def _differs(blobs: Blobs, state: Dossier) -> bool:
    if state.issued is None or state.numbered is None or state.issued.source == state.numbered.source:
        return False
    try:
        signed = read_manuscript(blobs, state.issued.source)
        numbered = read_manuscript(blobs, state.numbered.source)
    except Unavailable:
        return False  # a content that cannot be read is a fault of its own
    return bool(changed_outside_slots(signed, numbered))
