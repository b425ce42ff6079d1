"""What two verifiers say of what was tampered with: it is found, by both alike, and where it is.

A fault is planted in a verifier by what is laid around it (:data:`BLIND`); the rig must then miss something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from oa_desktop.domain import canonical
from oa_desktop.domain.entry import Head
from oa_desktop.domain.ids import JournalId
from oa_desktop.domain.verification import StoredEntry, Verdict, verify
from tests.fakes.world import FakeCrypto
from tests.rigs.tampering import second
from tests.rigs.tampering.sign_offs import Tampered
from tests.rigs.tampering.world import World

Heads = Mapping[JournalId, tuple[Head, ...]]
Verifier = Callable[[tuple[StoredEntry, ...], Heads | None], Verdict]
CRYPTO = FakeCrypto()


def first(stored: tuple[StoredEntry, ...], heads: Heads | None) -> Verdict:
    """Return what the program says."""
    return verify(stored, digest_of=CRYPTO.digest, holds=CRYPTO.verify, expected_heads=heads, whole=True)


def says(verdict: Verdict) -> Counter[second.Place]:
    """Return the faults that the program names, in the words of the second verifier."""
    return Counter((one.rule, one.journal, one.device, one.seq) for one in verdict.faults)


def says_the_second(stored: tuple[StoredEntry, ...], heads: Heads | None) -> Counter[second.Place]:
    """Return the faults that the second verifier names."""
    return Counter(second.check(stored, heads, whole=True, holds=CRYPTO.verify).faults)


@dataclass(slots=True)
class Report:
    """What became of many.

    Attributes:
        missed: Ways and numbers of those that nobody noticed.
        misplaced: Those that were noticed where nothing had been done.
        disagreed: Those of which the two verifiers do not say the same.
    """

    counted: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)
    disagreed: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether everything was found, where it was, by both."""
        return not (self.missed or self.misplaced or self.disagreed)


def judge(world: World, tampered: Iterable[Tampered], verifier: Verifier = first, *, alone: bool = False) -> Report:
    """Return what a verifier says of each; beside the second verifier unless it is asked alone."""
    report = Report()
    for number, one in enumerate(tampered):
        heads = world.heads if one.anchored else None
        found = says(verifier(one.stored, heads))
        name = f"{one.way} {number}"
        report.counted[one.way] += 1
        if not found:
            report.missed.append(name)
        elif one.places and not _is_there(one, found):
            report.misplaced.append(f"{name}: {sorted(found)}")
        if not alone and found != says_the_second(one.stored, heads):
            report.disagreed.append(f"{name}: {sorted(found)}")
    return report


def _is_there(one: Tampered, found: Iterable[second.Place]) -> bool:
    return any((journal, device, seq) in one.places for _, journal, device, seq in found)


# --- planted faults --------------------------------------------------------------------------------------------------


def _asked(**asked: Any) -> Verifier:
    usual = {"digest_of": CRYPTO.digest, "holds": CRYPTO.verify, "whole": True}
    return lambda stored, heads: verify(stored, **{**usual, "expected_heads": heads, **asked})


def _given(change: Callable[[tuple[StoredEntry, ...]], Iterable[StoredEntry]]) -> Verifier:
    return lambda stored, heads: first(tuple(change(stored)), heads)


def _spelled_as_we_do(stored: tuple[StoredEntry, ...]) -> Iterable[StoredEntry]:
    """Encode again what was signed, and check that instead of the bytes that are kept."""
    for one in stored:
        try:
            yield replace(one, signed=canonical.encode(canonical.decode(one.signed)))
        except canonical.NotCanonical:
            yield one


def _one_at_each_place(stored: tuple[StoredEntry, ...]) -> Iterable[StoredEntry]:
    return {(one.journal, one.signed): one for one in stored}.values()


def _silent(*rules: str) -> Verifier:
    def verifier(stored: tuple[StoredEntry, ...], heads: Heads | None) -> Verdict:
        verdict = first(stored, heads)
        return replace(verdict, faults=tuple(one for one in verdict.faults if one.rule not in rules))

    return verifier


BLIND: Mapping[str, Verifier] = {
    "signatures are not checked": _asked(holds=lambda *_: True),
    "nobody remembers the heads": _asked(expected_heads=None),
    "what was signed is encoded again": _given(_spelled_as_we_do),
    "an entry that stands twice is read once": _given(_one_at_each_place),
    "a fork is taken for a double": _silent("chain.forked", "entry.same-id"),
    "a link is not followed": _silent("chain.broken", "basis.missing", "journal.cut", "organisation.older"),
    "whose key it is is not asked": _silent("key.of-somebody-else", "signature.wrong", "key.unknown"),
}
"""Verifiers with one fault each."""
