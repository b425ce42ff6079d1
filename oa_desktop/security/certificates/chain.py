"""Judges a certificate: its path to an anchor, validity and revocation at a moment (RFC 5280 chapter 6).

Statements are made for the best path that there is; none is hidden by another. What is not here is not held against a
certificate: it is undecided then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import Layer, Outcome, Statement, broken, holds, undecided, worst
from oa_desktop.security import sm3
from oa_desktop.security.certificates import reading
from oa_desktop.security.certificates.names import common_name, same
from oa_desktop.security.certificates.revoking import judge_revocation, readable
from oa_desktop.security.certificates.signatures import Link, signed_by

LONGEST = 8
"""Certificates of a path, anchor and holder among them."""
MOST_LINKS = 64
"""Signatures that are checked on the way, so that many authorities of one name cost nobody an hour."""

_CHAIN = Layer.CHAIN
_UNDERSTOOD = frozenset({"basic_constraints", "key_usage", "extended_key_usage", "subject_alt_name", "key_identifier"})
_UNDERSTOOD_CRITICAL = _UNDERSTOOD | {"authority_key_identifier", "certificate_policies"}
_BY_LINK = {Link.WEAK: (broken, "verdict.weak-algorithm"), Link.UNKNOWN: (undecided, "verdict.unknown-algorithm")}


@dataclass(slots=True, kw_only=True)
class _Search:
    """The way from a certificate up to the anchors.

    Attributes:
        anchors: Digests of the anchors.
        known: All certificates of authorities that there are.
        links: Signatures that may still be checked.
    """

    anchors: frozenset[Digest]
    known: tuple[Any, ...]
    links: int = MOST_LINKS
    strangers: list[Statement] = field(default_factory=list)

    def paths(self, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        """Yield every path from here to an anchor, and tell of whoever only bears an issuer's name."""
        if _digest(path[-1]) in self.anchors:
            yield path
        elif len(path) < LONGEST:
            for one in self._issuers(path):
                yield from self.paths((*path, one))

    def _issuers(self, path: tuple[Any, ...]) -> Iterator[Any]:
        last, behind = path[-1], {_digest(one) for one in path}
        for one in self.known:
            if same(one.subject, last.issuer) and _digest(one) not in behind and self.links:
                self.links -= 1
                if signed_by(last, one) is Link.FAILS:
                    self.strangers.append(_stranger(last, one))
                else:
                    yield one


def judge(data: bytes, at: datetime, trust: Trust, *, signing: bool = True) -> tuple[Statement, ...]:
    """Return what is to be said of a certificate's chain, validity and revocation at a moment.

    Args:
        data: The certificate, DER.
        at: When it was used, UTC.
        trust: Who is trusted, and what is known of revocations.
        signing: Whether it signed something: its key usage must allow that.
    """
    try:
        leaf = reading.parse(data)
    except Refused as refused:
        return (broken(Layer.STRUCTURE, "verdict.certificate-unreadable", reason=str(refused.params["reason"])),)
    search = _Search(
        anchors=frozenset(map(_digest_of, trust.anchors)), known=tuple(readable((*trust.anchors, *trust.between)))
    )
    found = [_judged(path, at, trust) for path in search.paths((leaf,))]
    best = min(found, key=_badness, default=None)
    said = best if best is not None else (*_own_faults(leaf, at), *_no_path(leaf, search))
    return (*said, *(_usage(leaf) if signing else ()))


def _judged(path: tuple[Any, ...], at: datetime, trust: Trust) -> tuple[Statement, ...]:
    faults = [*_link_faults(path), *_authority_faults(path)]
    for one in path:
        faults.extend(_own_faults(one, at))
    anchor = path[-1]
    rested = [holds(_CHAIN, "verdict.chain-internal", _holder(anchor))] if _digest(anchor) in trust.own else []
    fine = [holds(_CHAIN, "verdict.chain-holds", _holder(path[0]), path=_names(path), at=at.isoformat())]
    revocations = [one for below, above in pairwise(path) for one in judge_revocation(below, above, at, trust)]
    return (*(faults or fine), *rested, *revocations)


def _link_faults(path: tuple[Any, ...]) -> Iterator[Statement]:
    for below, above in pairwise(path):
        said = _BY_LINK.get(signed_by(below, above))
        if said is not None:
            state, rule = said
            algorithm = below["signature_algorithm"]["algorithm"].native
            yield state(_CHAIN, rule, _holder(below), algorithm=str(algorithm), issuer=_holder(above))


def _authority_faults(path: tuple[Any, ...]) -> Iterator[Statement]:
    """Yield whoever issued a certificate without being allowed to."""
    between = 0
    for below, above in pairwise(path):
        facts = reading.usage(above)
        if not reading.is_authority(above):
            yield broken(_CHAIN, "verdict.issuer-no-authority", _holder(above), holder=_holder(below))
        elif facts is not None and "key_cert_sign" not in facts:
            yield broken(_CHAIN, "verdict.issuer-key-usage", _holder(above), holder=_holder(below))
        between += below is not path[0] and not same(below.subject, below.issuer)
        longest = above.max_path_length
        if longest is not None and between > longest:
            yield broken(_CHAIN, "verdict.path-too-long", _holder(above), longest=str(longest))


def _own_faults(one: Any, at: datetime) -> Iterator[Statement]:
    """Yield what is wrong with a certificate wherever it stands in a path."""
    validity = one["tbs_certificate"]["validity"]
    since, until = validity["not_before"].native, validity["not_after"].native
    if at < since:
        yield broken(_CHAIN, "verdict.not-yet-valid", _holder(one), since=since.isoformat(), at=at.isoformat())
    if at > until:
        yield broken(_CHAIN, "verdict.expired", _holder(one), until=until.isoformat(), at=at.isoformat())
    for name, extension in reading.extensions(one).items():
        if extension["critical"].native and name not in _UNDERSTOOD_CRITICAL:
            yield broken(_CHAIN, "verdict.unknown-critical", _holder(one), extension=name)


def _usage(leaf: Any) -> tuple[Statement, ...]:
    facts = reading.read(leaf.dump())
    if facts.signs_documents:
        return ()
    return (broken(_CHAIN, "verdict.key-usage", facts.holder),)


def _no_path(leaf: Any, search: _Search) -> tuple[Statement, ...]:
    if search.strangers:
        return tuple(dict.fromkeys(search.strangers))
    return (undecided(_CHAIN, "verdict.no-anchor", _holder(leaf), issuer=common_name(leaf.issuer)),)


def _stranger(below: Any, above: Any) -> Statement:
    """Tell of an authority that bears the issuer's name and did not sign; perhaps by another key of it."""
    said = below.authority_key_identifier
    if said is not None and above.key_identifier is not None and said != above.key_identifier:
        return undecided(_CHAIN, "verdict.another-key", _holder(below), issuer=_holder(above))
    return broken(_CHAIN, "verdict.not-issued", _holder(below), issuer=_holder(above))


def _badness(statements: tuple[Statement, ...]) -> int:
    return (Outcome.HOLDS, Outcome.UNDECIDED, Outcome.BROKEN).index(worst(statements))


def _names(path: tuple[Any, ...]) -> str:
    return " ← ".join(map(_holder, path))


def _holder(one: Any) -> str:
    return common_name(one.subject)


def _digest(one: Any) -> Digest:
    return _digest_of(one.dump())


def _digest_of(data: bytes) -> Digest:
    return Digest(sm3.digest(data))
