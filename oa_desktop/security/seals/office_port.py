"""This room as the office's port for seals wants it (`oa_desktop.office.ports.trust.Seals`)."""

from __future__ import annotations

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import KeyId
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import SignatureVerdict
from oa_desktop.office.ports.trust import SealFacts, SealInHand
from oa_desktop.security import sm3
from oa_desktop.security.seals.confined_judging import ask_for_verdict
from oa_desktop.security.seals.confined_reading import ask_for_facts
from oa_desktop.security.seals.reading import is_holder, public_key
from oa_desktop.security.seals.stamping import stamp


class OfficeSeals:
    """Seals for the office: reading them, using them, and judging what was signed with them."""

    def read(self, data: bytes) -> SealFacts:
        """Return what a seal says, whoever brings it.

        Raises:
            Refused: ``seal.unreadable``.
            Unavailable: ``confine.failed``.
        """
        return ask_for_facts(data)

    def holder(self, data: bytes, certificate: bytes) -> KeyId:
        """Return the key of a certificate that a seal says may use it.

        Raises:
            Refused: ``seal.unreadable``, ``seal.not-holder``.
        """
        seal = ask_for_facts(data)
        if not is_holder(seal, certificate):
            raise Refused("seal.not-holder", seal=seal.name)
        return KeyId(sm3.digest(public_key(certificate)))

    def stamp(self, using: SealInHand, digest: bytes, subject: str) -> bytes:
        """Return the signature value of a seal over a digest, DER.

        Raises:
            Refused: ``seal.unreadable``, ``seal.only-read``, ``seal.not-holder``, ``seal.not-valid``,
                ``seal.wrong-key``.
        """
        return stamp(using, digest, subject)

    def judge(
        self, value: bytes, digest: bytes, subject: str, trust: Trust, *, beside: bytes | None = None
    ) -> SignatureVerdict:
        """Return what is to be said of a signature value over a digest; nothing of it is parsed in this process.

        Raises:
            Refused: ``verdict.too-hard``: it took too long or too much.
            Unavailable: ``confine.failed``.
        """
        return ask_for_verdict(value, digest, subject, trust, beside)
