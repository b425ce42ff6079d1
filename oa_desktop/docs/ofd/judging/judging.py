"""The verdict on a signed OFD: structure, digests, every signature by the port of seals, and what none covers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from oa_desktop.docs.ofd.judging.facts import Facts, StatedSignature
from oa_desktop.docs.ofd.judging.reading import read_confined
from oa_desktop.docs.ofd.judging.rules import covered_by, digest_statements, uncovered
from oa_desktop.docs.ofd.judging.times import read_time
from oa_desktop.domain import canonical, codec
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import (
    NONE_FOUND,
    NOT_SIGNED,
    FileVerdict,
    Layer,
    SignatureVerdict,
    Statement,
    broken,
    holds,
    undecided,
)
from oa_desktop.office.confined import ask
from oa_desktop.office.ports.trust import Seals

FORMAT: Final = "OFD"
ZONES: Final = timedelta(days=1)
"""By how much the time of the description may differ from that of the value: writers leave its zone open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfdJudge:
    """Judges signed OFD.

    Attributes:
        seals: Judges signature values.
        digest_of: SM3.
    """

    seals: Seals
    digest_of: Callable[[bytes], Digest]

    def verify(self, data: bytes, trust: Trust) -> FileVerdict:
        """Return the verdict on an OFD.

        Raises:
            Refused: ``verdict.too-hard``: it took too long or too much to read.
            Unavailable: ``confine.failed``.
        """
        return self._verdict(ask(read_confined, data, too_hard=Refused("verdict.too-hard")), trust)

    def judged(self, data: bytes, trust: Trust) -> FileVerdict:
        """Return the verdict on an OFD that is read in this very process: for whoever is confined already, and rigs."""
        return self._verdict(read_confined(data), trust)

    def _verdict(self, found: Any, trust: Trust) -> FileVerdict:
        facts, parts = codec.from_json(Facts, canonical.decode(found["facts"])), found["parts"]
        statements = tuple(_of_structure(facts))
        if not facts.signatures:
            none = NONE_FOUND if facts.faults else NOT_SIGNED
            return FileVerdict(format=FORMAT, statements=(*statements, *_of_copy(facts), none))
        judged = tuple(self._signature(one, facts, parts, trust) for one in facts.signatures)
        whole = (*statements, *_of_choice(facts), *_beside(facts), *uncovered(facts, parts))
        return FileVerdict(format=FORMAT, signatures=judged, statements=whole)

    def _signature(
        self, stated: StatedSignature, facts: Facts, parts: Mapping[str, bytes], trust: Trust
    ) -> SignatureVerdict:
        own = (*digest_statements(stated, parts, self.digest_of), *covered_by(stated, facts, tuple(parts)))
        if not stated.value:
            missing = broken(Layer.SIGNATURE, "verdict.value-missing", stated.part)
            return SignatureVerdict(name=stated.name, holder="", statements=(*own, missing))
        judged = self._value(stated, parts, trust)
        return replace(judged, name=stated.name, statements=(*own, *judged.statements))

    def _value(self, stated: StatedSignature, parts: Mapping[str, bytes], trust: Trust) -> SignatureVerdict:
        """Return what the port of seals says of the value, with the place of the value where it names none."""
        digest = bytes.fromhex(self.digest_of(parts[stated.part]))
        beside = parts[stated.seal] if stated.seal else None
        judged = self.seals.judge(parts[stated.value], digest, f"/{stated.part}", trust, beside=beside)
        placed = tuple(one if one.place else replace(one, place=stated.value) for one in judged.statements)
        return replace(judged, statements=(*_of_time(stated, judged.claimed_time), *placed))


def _of_structure(facts: Facts) -> Iterator[Statement]:
    """Yield what is to be said of the package as such."""
    for one in facts.faults:
        yield broken(Layer.STRUCTURE, one.rule, one.place)
    if not facts.faults:
        yield holds(Layer.STRUCTURE, "verdict.structure-holds")


def _of_choice(facts: Facts) -> Iterator[Statement]:
    """Yield whether a reader may choose which of several documents or versions it shows, all of them signed."""
    if facts.several:
        yield undecided(Layer.STRUCTURE, "verdict.ofd-several", "OFD.xml")


def _beside(facts: Facts) -> Iterator[Statement]:
    """Yield what the signatures leave open without being altered: where a click leads, and glyphs that are lent."""
    yield from (holds(Layer.COVERAGE, "verdict.leads-elsewhere", one) for one in facts.links)
    yield from (undecided(Layer.COVERAGE, "verdict.ofd-font", one) for one in facts.borrowed)


def _of_copy(facts: Facts) -> Iterator[Statement]:
    """Yield what a file without signature says of itself, which nobody has signed."""
    if facts.copy_of:
        yield undecided(Layer.STRUCTURE, "verdict.archival-copy", "OFD.xml", original=facts.copy_of)


def _of_time(stated: StatedSignature, claimed: str) -> Iterator[Statement]:
    """Yield what is wrong with the time of the description; the value's own is the one that counts."""
    written = read_time(stated.time)
    if written is None:
        yield broken(Layer.STRUCTURE, "verdict.time-unreadable", stated.part, time=stated.time)
    elif claimed and abs(written - datetime.fromisoformat(claimed).replace(tzinfo=None)) > ZONES:
        yield broken(Layer.SIGNATURE, "verdict.time-differs", stated.part, time=stated.time)
