"""Signed files that need no cryptography: a file says by its bytes what is to be said of it."""

from oa_desktop.domain.certificates import Trust
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.verdicts import NOT_SIGNED, FileVerdict, Layer, SignatureVerdict, broken, holds, undecided

SAYINGS = {
    b"intact": holds(Layer.DIGESTS, "verdict.digests-hold", "Sign_0", count="7"),
    b"altered": broken(Layer.DIGESTS, "verdict.digest-differs", "Doc_0/Pages/Page_0/Content.xml"),
    b"unknown": undecided(Layer.CHAIN, "verdict.no-anchor", "清源县人民政府", issuer="清江省政务根"),
}
"""What is said of a file by its bytes."""


class FakeSignedFiles:
    """Says of a file what its bytes say."""

    def __init__(self) -> None:
        self.trusted: list[Trust] = []

    def kind(self, data: bytes) -> str:
        return "OFD" if data in SAYINGS else ""

    def verify(self, data: bytes, trust: Trust) -> FileVerdict:
        self.trusted.append(trust)
        if data == b"unsigned":
            return FileVerdict(format="OFD", statements=(NOT_SIGNED,))
        if data not in SAYINGS:
            raise Refused("verdict.not-signable")
        signed = SignatureVerdict(
            name="Sign_0",
            holder="清源县人民政府",
            claimed_time="2026-03-02T01:30:00+00:00",
            time_source="local-clock",
            statements=(SAYINGS[data],),
        )
        whole = holds(Layer.STRUCTURE, "verdict.structure-holds")
        return FileVerdict(format="OFD", signatures=(signed,), statements=(whole,))
