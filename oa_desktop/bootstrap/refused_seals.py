"""Seals that verification must refuse (不成立的印章), for the demonstration: the certificate had ended, or was revoked.

They have an authority of their own that lives as long as they are made. Nothing of it is kept but what goes out:
certificates, a list of revocations, and what was sealed.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.seals.picture import draw_seal_picture
from oa_desktop.domain.trust.certificates import Purpose, RevocationReason, Revoked, Trust
from oa_desktop.office.ports.keys import Signer
from oa_desktop.office.ports.trust import CertificateOrder, ListOrder, SealInHand
from oa_desktop.security import signer as keys
from oa_desktop.security.certificates.issuing import issue
from oa_desktop.security.certificates.reading import read
from oa_desktop.security.certificates.revocations import make
from oa_desktop.security.seals.making import SealOrder, make_seal

_CAPTION, _DIAMETER_MM = "演示章", 42
_AUTHORITY, _MAKER, _ORGANISATION = "演示证书机构（到期和吊销）", "演示制章机构", "演示专用"
_BEFORE = timedelta(days=60)
"""How long before they are used the authority and its certificates began."""
_SHORT, _LONG = timedelta(days=30), timedelta(days=3650)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    certificate: bytes = field(repr=False)
    signer: Signer = field(repr=False)


class RefusedSeals:
    """Makes seals that were no good when they were used.

    Args:
        organ: Whose seals they say they are.
        at: When they are used.
    """

    def __init__(self, organ: str, at: datetime) -> None:
        self._organ, self._at = organ, at.astimezone(UTC).replace(microsecond=0)
        self._root = self._issued(_AUTHORITY, Purpose.AUTHORITY, _LONG)
        self._maker = self._issued(_MAKER, Purpose.SEAL_MAKER, _LONG)
        self._gone = self._issued(organ, Purpose.SEAL, _LONG)

    @property
    def expired(self) -> SealInHand:
        """One whose certificate had ended."""
        return self._in_hand(self._issued(self._organ, Purpose.SEAL, _SHORT))

    @property
    def revoked(self) -> SealInHand:
        """One whose certificate had been revoked."""
        return self._in_hand(self._gone)

    def trusted(self, trust: Trust) -> Trust:
        """Return a trust that extends to their authority, with its list of revocations."""
        root, day = self._root, timedelta(days=1)
        serial = read(self._gone.certificate).serial
        gone = Revoked(serial=serial, at=self._at - day, reason=RevocationReason.CEASED)
        order = ListOrder(number=1, issued=self._at + day, next_issue=self._at + _LONG, revoked=(gone,))
        return replace(
            trust,
            anchors=(*trust.anchors, root.certificate),
            revocations=(*trust.revocations, make(order, root.certificate, root.signer)),
            makers=(*trust.makers, self._maker.certificate) if trust.makers else (),
        )

    def _issued(self, holder: str, purpose: Purpose, term: timedelta) -> _Held:
        signer, _private = keys.generate(secrets.token_bytes)
        begin = self._at - _BEFORE
        order = CertificateOrder(
            holder=holder,
            organisation=_ORGANISATION,
            public_key=signer.public_key,
            purpose=purpose,
            serial=secrets.randbits(120) + 1,
            not_before=begin,
            not_after=begin + term,
        )
        above: Sequence[_Held] = () if purpose is Purpose.AUTHORITY else (self._root,)
        certificate = issue(order, above[0].signer, above[0].certificate) if above else issue(order, signer)
        return _Held(certificate=certificate, signer=signer)

    def _in_hand(self, holder: _Held) -> SealInHand:
        begin = self._at - _BEFORE
        order = SealOrder(
            id=f"{secrets.randbelow(10**14):014d}",
            name=self._organ,
            kind=1,
            holder=holder.certificate,
            created=begin,
            valid_from=begin,
            valid_until=begin + _LONG,
            picture=draw_seal_picture(self._organ, _CAPTION, _DIAMETER_MM, shipped_fonts()),
            width_mm=_DIAMETER_MM,
            height_mm=_DIAMETER_MM,
        )
        seal = make_seal(order, self._maker.certificate, self._maker.signer)
        return SealInHand(seal=seal, holder=holder.certificate, signer=holder.signer, at=self._at)
