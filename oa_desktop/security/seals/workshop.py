"""A workshop of seals for training and demonstration (制章): an authority for each seal, whose key is thrown away.

Nothing that is made here can be made again or added to: the key of the authority, which signs the certificates of maker
and holder, and that of the maker never leave this module and are let go with the seal. Whoever verifies trusts the
authority's certificate, which goes with the seal, and it says for which realm it is.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from oa_desktop.domain.certificates import Purpose
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.office.ports.keys import Signer
from oa_desktop.office.ports.trust import CertificateOrder, ListOrder, MadeSeal, SealWish
from oa_desktop.security import signer as keys
from oa_desktop.security.certificates.issuing import issue
from oa_desktop.security.certificates.revocations import make as make_list
from oa_desktop.security.seals.making import SealOrder, make_seal

DIAMETERS_MM = (42, 45)
"""Of seals of counties and townships; 国发〔1999〕25号 (secondary source)."""
_OFFICIAL_KIND = 1
_ID_BYTES = 7
_SERIAL_BYTES = 16

Draw = Callable[[str, str, int], bytes]
"""Returns the picture of a seal for its name, its caption and its diameter; raises ``ValueError`` for a long name."""


@dataclass(slots=True, kw_only=True)
class _Authority:
    """Who issues the certificates of one seal."""

    wish: SealWish
    realm: Realm
    randbytes: Callable[[int], bytes]
    signer: Signer = field(repr=False)
    certificate: bytes = field(default=b"", repr=False)

    def issue(self, holder: str, public_key: bytes, purpose: Purpose) -> bytes:
        order = CertificateOrder(
            holder=holder,
            organisation=f"{self.realm.label}专用",
            public_key=public_key,
            purpose=purpose,
            serial=1 + int.from_bytes(self.randbytes(_SERIAL_BYTES)) // 2,
            not_before=self.wish.valid_from,
            not_after=self.wish.valid_until,
        )
        return issue(order, self.signer, self.certificate)


class Workshop:
    """Makes seals (`oa_desktop.office.ports.trust.SealMaking`).

    Args:
        realm: Whose seals they are.
        draw: Draws their pictures.
        randbytes: Source of randomness.

    Raises:
        ValueError: The realm is the OFFICIAL one.
    """

    def __init__(self, realm: Realm, draw: Draw, randbytes: Callable[[int], bytes] = secrets.token_bytes) -> None:
        if realm is Realm.OFFICIAL:
            raise ValueError("seals of the official realm are issued by the competent body")
        self._realm = realm
        self._draw = draw
        self._randbytes = randbytes

    def make(self, wish: SealWish) -> MadeSeal:
        """Return a seal without any emblem, with an authority of its own.

        Raises:
            Refused: ``seal.size``, ``seal.long-name``.
        """
        picture = self._picture(wish)
        (root, _), (maker, _), (holder, private) = (keys.generate(self._randbytes) for _ in range(3))
        authority = _Authority(wish=wish, realm=self._realm, randbytes=self._randbytes, signer=root)
        label = self._realm.label
        own_name = f"{label}证书机构（{wish.name}）"
        authority.certificate = anchor = authority.issue(own_name, root.public_key, Purpose.AUTHORITY)
        none = ListOrder(number=1, issued=wish.valid_from, next_issue=wish.valid_until)
        revocations = make_list(none, anchor, root)
        by = authority.issue(f"{label}制章机构", maker.public_key, Purpose.SEAL_MAKER)
        certificate = authority.issue(wish.name, holder.public_key, Purpose.SEAL)
        data = make_seal(self._order(wish, certificate, picture), by, maker)
        for signer in (root, maker, holder):
            signer.forget()
        return MadeSeal(data=data, certificate=certificate, key=private, anchor=anchor, revocations=revocations)

    def _picture(self, wish: SealWish) -> bytes:
        if wish.diameter_mm not in DIAMETERS_MM:
            raise Refused("seal.size", sizes="、".join(map(str, DIAMETERS_MM)))
        try:
            return self._draw(wish.name, wish.caption, wish.diameter_mm)
        except ValueError as error:
            raise Refused("seal.long-name", name=wish.name) from error

    def _order(self, wish: SealWish, certificate: bytes, picture: bytes) -> SealOrder:
        return SealOrder(
            id=f"{int.from_bytes(self._randbytes(_ID_BYTES)) % 10**14:014d}",
            name=wish.name,
            kind=_OFFICIAL_KIND,
            holder=certificate,
            created=wish.valid_from,
            valid_from=wish.valid_from,
            valid_until=wish.valid_until,
            picture=picture,
            width_mm=wish.diameter_mm,
            height_mm=wish.diameter_mm,
        )
