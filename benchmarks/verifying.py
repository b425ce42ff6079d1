"""Verification (核验): a long journal against the signatures in it, and what chains cost without them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figures import MILLISECONDS, OWN, Line, in_turn, ratio
from benchmarks.folding import long_journal
from benchmarks.unit import open_unit
from oa_desktop.bootstrap.adapters import build_crypto
from oa_desktop.domain.ids import dossier_journal
from oa_desktop.domain.verification import StoredEntry, Verdict, chain_faults, read_entry, verify
from oa_desktop.office.trail.verifying import nothing_thrown_away

_ROUNDS = 7
_GOAL_MS, _CHAIN_MS = 1000, 20
"""For 1,000 entries on one core; 50,000 links a second are 20 ms."""
_SHARE = 1.25
"""Signatures shall be at least 0.8 of the time."""


def measure() -> Iterator[Line]:
    """Give the lines about verification."""
    stored = _stored()
    crypto, asked = build_crypto(), list[tuple[bytes, bytes, bytes]]()

    def listen(public: bytes, message: bytes, signature: bytes) -> bool:
        asked.append((public, message, signature))
        return True

    _verified(stored, listen)
    entries = [read_entry(one, crypto.digest, []) for one in stored]
    read = [one for one in entries if one is not None]
    whole, raw, unsigned, chains = in_turn(
        lambda _: lambda: _verified(stored, crypto.verify),
        lambda _: lambda: [crypto.verify(*one) for one in asked],
        lambda _: lambda: _verified(stored, lambda *_: True),
        lambda _: lambda: _linked(stored, read),
        rounds=_ROUNDS,
        clock=OWN,
    )
    name = f"a journal of {len(stored):,} entries verified"
    yield Line(name=name, figure=median(whole) * 1000, unit=MILLISECONDS, goal=_GOAL_MS)
    yield ratio(f"{name} / its signatures alone", whole, raw, goal=_SHARE)
    yield Line(name="  all but the signatures", figure=median(unsigned) * 1000, unit=MILLISECONDS)
    thousand = median(chains) * 1000 * 1000 / len(stored)
    yield Line(name="  digests and links of 1,000 entries", figure=thousand, unit=MILLISECONDS, goal=_CHAIN_MS)


def _stored() -> list[StoredEntry]:
    """Return a long journal with that of its unit, as a file holds them."""
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as home:
        unit = open_unit(Path(home))
        own = dossier_journal(long_journal(unit))
        wanted = [one for one in unit.store.journals() if one.startswith("organisation/") or one == own]
        stored = [
            StoredEntry(journal=journal, signed=one.signed, signature=one.signature)
            for journal in wanted
            for one in unit.store.entries(journal)
        ]
        unit.close()
    return stored


def _verified(stored: Sequence[StoredEntry], holds: Any) -> Verdict:
    """Verify as the program does: it looks for no rubbish meanwhile."""
    with nothing_thrown_away():
        verdict = verify(stored, digest_of=build_crypto().digest, holds=holds)
    assert verdict.sound
    return verdict


def _linked(stored: Sequence[StoredEntry], read: Sequence[Any]) -> None:
    digest = build_crypto().digest
    assert all(digest(one.signed) == entry.digest for one, entry in zip(stored, read, strict=True))
    for journal in {one.entry.journal for one in read}:
        assert not list(chain_faults(journal, [one for one in read if one.entry.journal == journal]))
