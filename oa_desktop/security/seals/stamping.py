"""Using a seal (签章): the value that it signs over a digest, of its own version: 4, GB/T 38540-2020, or 5."""

from __future__ import annotations

from typing import Any

from oa_desktop.domain.errors import Refused
from oa_desktop.i18n.moments import day_of
from oa_desktop.office.ports.trust import SealFacts, SealInHand
from oa_desktop.security.seals import structures as ses
from oa_desktop.security.seals.reading import is_holder, public_key, read_seal, signed_by


def stamp(using: SealInHand, digest: bytes, subject: str) -> bytes:
    """Return the signature value of a seal over a digest, DER.

    Args:
        using: The seal and its key.
        digest: SM3 of the file that ``subject`` names, 32 bytes.
        subject: propertyInfo.

    Raises:
        Refused: ``seal.unreadable``, ``seal.only-read``, ``seal.not-holder``, ``seal.not-valid``, ``seal.wrong-key``.
    """
    seal = read_seal(using.seal)
    refuse_misuse(seal, using)
    tbs = _to_sign(using, seal.version, digest, subject)
    signature = using.signer.sign(tbs.dump())
    if not signed_by(using.holder, ses.SM2_WITH_SM3, tbs.dump(), signature):
        raise Refused("seal.wrong-key", seal=seal.name)
    value = {"toSign": tbs, "cert": using.holder, "signatureAlgID": ses.SM2_WITH_SM3, "signature": signature}
    return bytes(ses.SES_Signature(value).dump())


def refuse_misuse(seal: SealFacts, using: SealInHand) -> None:
    """Refuse what would be no valid use of a seal: by another, with another key, or outside of its validity.

    Raises:
        Refused: ``seal.only-read`` of version 1, ``seal.not-holder``, ``seal.wrong-key``, ``seal.not-valid``.
    """
    if seal.version == 1:
        raise Refused("seal.only-read", seal=seal.name)
    if not is_holder(seal, using.holder):
        raise Refused("seal.not-holder", seal=seal.name)
    if public_key(using.holder) != using.signer.public_key:
        raise Refused("seal.wrong-key", seal=seal.name)
    if not seal.valid_from <= using.at <= seal.valid_until:
        first, last = day_of(seal.valid_from), day_of(seal.valid_until)
        raise Refused("seal.not-valid", seal=seal.name, first=first, last=last)


def _to_sign(using: SealInHand, version: int, digest: bytes, subject: str) -> Any:
    return ses.TBS_Sign(
        {
            "version": version,
            "eseal": ses.SESeal.load(using.seal, strict=True),
            "timeInfo": using.at.replace(microsecond=0),
            "dataHash": digest,
            "propertyInfo": subject,
        }
    )
