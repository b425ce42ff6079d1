"""Signed files that need no cryptography: a file says by its bytes what is to be said of it."""

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import (
    NOT_SIGNED,
    FileVerdict,
    Layer,
    SignatureVerdict,
    Statement,
    broken,
    holds,
    undecided,
)

SAYINGS = {
    b"intact": holds(Layer.DIGESTS, "verdict.digests-hold", "Sign_0", count="7"),
    b"altered": broken(Layer.DIGESTS, "verdict.digest-differs", "Doc_0/Pages/Page_0/Content.xml"),
    b"unknown": undecided(Layer.CHAIN, "verdict.no-anchor", "清源县人民政府", issuer="清江省政务根"),
}
"""What is said of a file by its bytes."""


def said_of(data: bytes) -> Statement | None:
    """What is said of a file; of one that the fake sealer sealed, that it is intact."""
    return SAYINGS[b"intact"] if b"\nsealed by " in data else SAYINGS.get(data)


class FakeSignedFiles:
    """Says of a file what its bytes say."""

    def __init__(self) -> None:
        self.trusted: list[Trust] = []

    def kind(self, data: bytes) -> str:
        return "OFD" if said_of(data) else ""

    def verify(self, data: bytes, trust: Trust) -> FileVerdict:
        self.trusted.append(trust)
        if data == b"unsigned":
            return FileVerdict(format="OFD", statements=(NOT_SIGNED,))
        said = said_of(data)
        if said is None:
            raise Refused("verdict.not-signable")
        signed = SignatureVerdict(
            name="Sign_0",
            holder="清源县人民政府",
            claimed_time="2026-03-02T01:30:00+00:00",
            time_source="local-clock",
            statements=(said,),
        )
        whole = holds(Layer.STRUCTURE, "verdict.structure-holds")
        return FileVerdict(format="OFD", signatures=(signed,), statements=(whole,))
