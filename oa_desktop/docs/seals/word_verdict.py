"""The verdict on a DOCX (核验): none ever proves what it shows, and this says why. Read in a confined process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import NOT_SIGNED, FileVerdict, Layer, Statement, undecided
from oa_desktop.office.confined import answer, ask

FORMAT: Final = "DOCX"
_MOST: Final = 20
_NOT_FIXED: Final = undecided(Layer.COVERAGE, "verdict.word-not-fixed")
_UNREADABLE: Final = undecided(Layer.STRUCTURE, "verdict.word-unreadable")


def judge_word(data: bytes, trust: Trust) -> FileVerdict:  # noqa: ARG001 - whoever is trusted, it proves nothing
    """Return the verdict on a DOCX: undecided, and why; so is one that took too long or too much to read.

    Raises:
        Unavailable: ``confine.failed``.
    """
    try:
        said = ask(judge_confined, data, too_hard=Refused("verdict.too-hard"))
    except Refused:
        return FileVerdict(format=FORMAT, statements=(_NOT_FIXED, _UNREADABLE))
    return codec.from_json(FileVerdict, canonical.decode(said))


def judge_confined(data: bytes) -> object:
    """Judge a DOCX, in the child."""
    return answer(lambda: canonical.encode(codec.to_json(judged(data))))


def judged(data: bytes) -> FileVerdict:
    """Return the verdict on a DOCX that is read in this very process."""
    return FileVerdict(format=FORMAT, statements=tuple(_statements(data)))


def _statements(data: bytes) -> Iterator[Statement]:
    from oa_desktop.docs.reading.docx_unfixed import (  # noqa: PLC0415 - only a worker takes files apart
        SIGNATURES,
        unfixed,
    )
    from oa_desktop.docs.reading.package import Package, TooLarge, Unreadable  # noqa: PLC0415 - as above

    yield _NOT_FIXED
    try:
        package = Package(data)
        found = unfixed(package, package.names())
        signed = package.folder(SIGNATURES)
    except (Unreadable, TooLarge):
        yield _UNREADABLE
        return
    for what in found[:_MOST]:
        yield undecided(Layer.COVERAGE, "verdict.word-changes", what=what)
    yield undecided(Layer.SIGNATURE, "verdict.word-signed") if signed else NOT_SIGNED
