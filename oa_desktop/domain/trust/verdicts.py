"""A verdict (验证结论) in layers: what was looked at, how it came out, where, and why; never a bare yes or no."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How one layer came out."""

    HOLDS = "成立"
    BROKEN = "不成立"
    UNDECIDED = "此处无法判定"
    """Nothing is wrong with it; what is needed to decide is not here."""


class Layer(StrEnum):
    """What is looked at, in the order in which it is shown."""

    STRUCTURE = "结构"
    DIGESTS = "摘要"
    SIGNATURE = "签名值"
    SEAL = "印章"
    MAKER = "制章人"
    CHAIN = "证书链和有效期"
    REVOCATION = "吊销情况"
    COVERAGE = "签名覆盖范围"
    HANDLING = "办理记录"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that a verifier says.

    Attributes:
        layer: What it looked at.
        outcome: How it came out.
        rule: What is said, such as ``verdict.digest-differs``; worded by a table like a refusal.
        place: Where: a part of a package, a signature, a page, an entry; empty where the whole file is meant.
        params: For the words.
    """

    layer: Layer
    outcome: Outcome
    rule: str
    place: str = ""
    params: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> dict[str, str]:
        """What its words may mention: the parameters, and the place."""
        return {"place": self.place, **dict(self.params)}


def holds(layer: Layer, rule: str, place: str = "", /, **params: str) -> Statement:
    """Return that something holds."""
    return Statement(layer=layer, outcome=Outcome.HOLDS, rule=rule, place=place, params=tuple(params.items()))


def broken(layer: Layer, rule: str, place: str = "", /, **params: str) -> Statement:
    """Return that something does not hold."""
    return Statement(layer=layer, outcome=Outcome.BROKEN, rule=rule, place=place, params=tuple(params.items()))


def undecided(layer: Layer, rule: str, place: str = "", /, **params: str) -> Statement:
    """Return that something cannot be decided here."""
    return Statement(layer=layer, outcome=Outcome.UNDECIDED, rule=rule, place=place, params=tuple(params.items()))


NOT_SIGNED = undecided(Layer.SIGNATURE, "verdict.not-signed")
"""What is said of a file that nobody signed."""
NONE_FOUND = undecided(Layer.SIGNATURE, "verdict.no-signature-found")
"""What is said where no signature was found, and the file could not be read as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureVerdict:
    """All that is said of one signature.

    Attributes:
        name: What it is called in the file, such as ``Sign_0``.
        holder: Whose seal or signature it claims to be.
        claimed_time: When it claims to be made, ISO 8601, and where that time came from.
        time_source: ``local-clock``, ``time-stamp`` … as it is shown beside the time; empty where it is not said.
        internal: Whether it rests on the unit's own authority (仅限本单位内部).
    """

    name: str
    holder: str
    claimed_time: str = ""
    time_source: str = ""
    internal: bool = False
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVerdict:
    """What verification says of a file.

    Attributes:
        format: ``OFD``, ``PDF``, ``办理记录``, ``归档件``, ``交换包``.
        signatures: One verdict each, in the order of the file.
        statements: What belongs to no single signature, such as parts that none covers.
    """

    format: str
    signatures: tuple[SignatureVerdict, ...] = ()
    statements: tuple[Statement, ...] = ()

    @property
    def has_none(self) -> bool:
        """Whether no signature was found in it."""
        return NOT_SIGNED in self.statements or NONE_FOUND in self.statements

    @property
    def known_until(self) -> str:
        """Up to when revocations are known for every signature, ISO 8601; empty where nothing is known."""
        said = (one.told for each in self.signatures for one in each.statements if one.layer is Layer.REVOCATION)
        return min((told["known"] for told in said if "known" in told), default="")

    @property
    def outcome(self) -> Outcome:
        """The worst of all: BROKEN before UNDECIDED before HOLDS; a file that nobody signed is UNDECIDED."""
        signed = [one for each in self.signatures for one in each.statements]
        return worst((*self.statements, *signed)) if self.signatures else unsigned(self.statements)


def worst(statements: Iterable[Statement]) -> Outcome:
    """Return the worst outcome among statements; HOLDS where there are none."""
    found = {one.outcome for one in statements}
    return next((one for one in (Outcome.BROKEN, Outcome.UNDECIDED) if one in found), Outcome.HOLDS)


def unsigned(statements: Iterable[Statement]) -> Outcome:
    """Return the outcome of a file without a signature: BROKEN where something is wrong, else UNDECIDED."""
    return Outcome.BROKEN if worst(statements) is Outcome.BROKEN else Outcome.UNDECIDED
