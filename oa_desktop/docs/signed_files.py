"""Judging files that may be signed (`office.ports.trust.SignedFiles`): which judge, by what a file holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from oa_desktop.docs.ofd.judging import OfdJudge
from oa_desktop.domain.certificates import Trust
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.verdicts import FileVerdict
from oa_desktop.office.ports.trust import Seals

Judge = Callable[[bytes, Trust], FileVerdict]
OFD: Final = "OFD"
_ZIP, _ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
_ENTRY: Final = b"OFD.xml"


def kind_of(data: bytes) -> str:
    """Return what kind of file that may be signed some bytes are; empty for none.

    A file that could be of two kinds is of that whose end comes last, for that is what readers look for.
    """
    if _ENTRY in data and (data.startswith(_ZIP) or data.rfind(_ZIP_END) > data.rfind(b"%%EOF")):
        return OFD
    return ""


class ConfinedSignedFiles:
    """Judges signed files; their bytes are read in confined processes.

    Args:
        seals: Judges signature values.
        digest_of: SM3.
    """

    def __init__(self, seals: Seals, digest_of: Callable[[bytes], Digest]) -> None:
        self._judges: Mapping[str, Judge] = {OFD: OfdJudge(seals=seals, digest_of=digest_of).verify}

    def kind(self, data: bytes) -> str:
        """Return what kind of file that may be signed some bytes are; empty for none."""
        return kind_of(data)

    def verify(self, data: bytes, trust: Trust) -> FileVerdict:
        """Return the verdict on a file; never a bare yes or no.

        Raises:
            Refused: ``verdict.not-signable``: of no kind that may be signed; ``verdict.too-hard``.
            Unavailable: ``confine.failed``.
        """
        judge = self._judges.get(kind_of(data))
        if judge is None:
            raise Refused("verdict.not-signable")
        return judge(data, trust)
