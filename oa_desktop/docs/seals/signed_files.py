"""Judging files that may be signed (`office.ports.trust.SignedFiles`): which judge, by what a file holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from oa_desktop.docs.ofd.judging import OfdJudge
from oa_desktop.docs.seals.word_verdict import judge_word
from oa_desktop.docs.signed_pdf.judge import PdfJudge
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import FileVerdict
from oa_desktop.office.ports.trust import Seals, Signatures

Judge = Callable[[bytes, Trust], FileVerdict]
OFD, PDF, WORD = "OFD", "PDF", "DOCX"
_ZIP, _ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
_ENTRY: Final = b"OFD.xml"
_WORD: Final = b"word/"
_PDF, _PDF_BEGINS_WITHIN = b"%PDF-", 1024
"""Readers look that far for the beginning of a PDF."""


def kind_of(data: bytes) -> str:
    """Return what kind of file that may be signed some bytes are; empty for none.

    A file that could be of two kinds is of that whose end comes last, for that is what readers look for.
    """
    if _ENTRY in data and (data.startswith(_ZIP) or data.rfind(_ZIP_END) > data.rfind(b"%%EOF")):
        return OFD
    if _PDF in data[:_PDF_BEGINS_WITHIN]:
        return PDF
    return WORD if data.startswith(_ZIP) and _WORD in data else ""


class ConfinedSignedFiles:
    """Judges signed files; their bytes are read in confined processes.

    Args:
        seals: Judges signature values of seals.
        signatures: Judges signatures that are no seals.
        digest_of: SM3.
    """

    def __init__(self, seals: Seals, signatures: Signatures, digest_of: Callable[[bytes], Digest]) -> None:
        self._judges: Mapping[str, Judge] = {
            OFD: OfdJudge(seals=seals, digest_of=digest_of).verify,
            PDF: PdfJudge(seals=seals, signatures=signatures).verify,
            WORD: judge_word,
        }

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
