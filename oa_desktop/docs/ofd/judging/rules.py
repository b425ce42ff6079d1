"""What is to be said of each part: digests and coverage (摘要、签名覆盖范围); no byte is parsed here.

A part that no signature covers must be what the signatures imply, byte for byte: their own descriptions, values and
seals, and the list that names them. Whatever else lies in the package was put there by somebody who signed nothing.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from oa_desktop.docs.ofd.judging.facts import Facts, Listing, Reference, StatedSignature
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.verdicts import Layer, Statement, broken, holds, undecided

SM3: Final = frozenset({"1.2.156.10197.1.401", "SM3"})
"""How SM3 is named."""
WEAK: Final = frozenset({"", "MD5", "SHA1", "SHA-1", "1.2.840.113549.2.5", "1.3.14.3.2.26"})
"""Digests that two contents can be made to share; nothing written means MD5."""


def digest_statements(
    signature: StatedSignature, parts: Mapping[str, bytes], digest_of: Callable[[bytes], Digest]
) -> Iterator[Statement]:
    """Yield what is to be said of the digests that a signature states."""
    method = signature.method.upper()
    if method not in SM3:
        yield _unknown(method, signature)
        return
    faults = [one for each in signature.references for one in _reference_faults(each, parts, digest_of)]
    yield from faults
    if not signature.references:
        yield broken(Layer.DIGESTS, "verdict.nothing-referenced", signature.part)
    elif not faults:
        yield holds(Layer.DIGESTS, "verdict.digests-hold", signature.part, count=str(len(signature.references)))


def _unknown(method: str, signature: StatedSignature) -> Statement:
    if method in WEAK:
        return broken(Layer.DIGESTS, "verdict.digest-weak", signature.part, method=method or "MD5")
    return undecided(Layer.DIGESTS, "verdict.digest-unknown", signature.part, method=method)


def _reference_faults(
    one: Reference, parts: Mapping[str, bytes], digest_of: Callable[[bytes], Digest]
) -> Iterator[Statement]:
    if one.part not in parts:
        yield broken(Layer.DIGESTS, "verdict.part-missing", one.file)
    elif _value(one.value) != digest_of(parts[one.part]):
        yield broken(Layer.DIGESTS, "verdict.digest-differs", one.part)


def _value(written: str) -> str:
    """Return a digest as it is written in a reference, hexadecimal; empty for what is none."""
    try:
        return base64.b64decode("".join(written.split()), validate=True).hex()
    except (binascii.Error, ValueError):
        return ""


# --- coverage ---------------------------------------------------------------------------------------------------------


def uncovered(facts: Facts, parts: Mapping[str, bytes]) -> Iterator[Statement]:
    """Yield what is to be said of the parts that no signature covers; they belong to no single one."""
    covered = {name for one in facts.signatures for name in _covered(one)}
    own = _own_parts(facts)
    for name in parts:
        if name not in covered and name not in own:
            yield broken(Layer.COVERAGE, "verdict.part-unlisted", name)
    for listing in facts.lists:
        yield _of_list(listing, covered)


def _of_list(listing: Listing, covered: set[str]) -> Statement:
    if listing.part in covered:
        return holds(Layer.COVERAGE, "verdict.list-closed", listing.part)
    if listing.as_implied:
        return holds(Layer.COVERAGE, "verdict.list-open", listing.part)
    return broken(Layer.COVERAGE, "verdict.list-differs", listing.part)


def covered_by(signature: StatedSignature, facts: Facts, parts: Sequence[str]) -> Iterator[Statement]:
    """Yield what is to be said of the parts that others sign and this signature does not: they came after it."""
    own, covered = _own_parts(facts), _covered(signature)
    others = {name for one in facts.signatures for name in _covered(one)} - covered
    late = [name for name in parts if name in others and name not in own]
    yield from (broken(Layer.COVERAGE, "verdict.part-added-later", name) for name in late)
    if not late:
        yield holds(Layer.COVERAGE, "verdict.covered", signature.part, count=str(len(covered)))


def _covered(signature: StatedSignature) -> set[str]:
    return {one.part for one in signature.references if one.part}


def _own_parts(facts: Facts) -> set[str]:
    """Return the parts that signatures consist of."""
    signatures = {name for one in facts.signatures for name in (one.part, one.value, one.seal) if name}
    return signatures | {one.part for one in facts.lists}
