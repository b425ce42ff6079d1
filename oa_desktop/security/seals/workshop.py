"""A workshop of seals for training and demonstration (制章): certified by the unit's own authority where there is one.

Else every seal has an authority for itself, whose key is thrown away: its certificate goes with the seal, and says for
which realm it is. Nothing that is made here can be made again or added to: the key of the maker, and that of such an
authority, never leave this module and are let go with the seal.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.trust.certificates import Purpose
from oa_desktop.office.ports.keys import Signer
from oa_desktop.office.ports.trust import Certifiable, CertificateOrder, Certify, ListOrder, MadeSeal, SealWish
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
    """An authority for one seal alone."""

    wish: SealWish
    realm: Realm
    randbytes: Callable[[int], bytes]
    signer: Signer = field(repr=False)
    certificate: bytes = field(default=b"", repr=False)

    @classmethod
    def alone(cls, wish: SealWish, realm: Realm, randbytes: Callable[[int], bytes]) -> _Authority:
        """Return one with a new key, certified by itself."""
        signer, _ = keys.generate(randbytes)
        made = cls(wish=wish, realm=realm, randbytes=randbytes, signer=signer)
        own = f"{realm.label}证书机构（{wish.name}）"
        made.certificate = made._issue(Certifiable(holder=own, public_key=signer.public_key, purpose=Purpose.AUTHORITY))
        return made

    def certify(self, asked: Sequence[Certifiable]) -> Sequence[bytes]:
        """Return a certificate for each who asks."""
        return [self._issue(one) for one in asked]

    def revocations(self) -> bytes:
        """Return its list of revocations, on which nothing stands."""
        none = ListOrder(number=1, issued=self.wish.valid_from, next_issue=self.wish.valid_until)
        return make_list(none, self.certificate, self.signer)

    def _issue(self, asking: Certifiable) -> bytes:
        order = CertificateOrder(
            holder=asking.holder,
            organisation=self.realm.mark,
            public_key=asking.public_key,
            purpose=asking.purpose,
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

    def make(self, wish: SealWish, certify: Certify | None = None) -> MadeSeal:
        """Return a seal without any emblem, with an authority for itself where nobody else certifies it.

        Raises:
            Refused: ``seal.size``, ``seal.long-name``.
        """
        picture = self._picture(wish)
        if certify:
            return self._made(wish, picture, certify)
        alone = _Authority.alone(wish, self._realm, self._randbytes)
        made = self._made(wish, picture, alone.certify)
        made = replace(made, anchor=alone.certificate, revocations=alone.revocations())
        alone.signer.forget()
        return made

    def _made(self, wish: SealWish, picture: bytes, certify: Certify) -> MadeSeal:
        (maker, _), (holder, private) = (keys.generate(self._randbytes) for _ in range(2))
        name = f"{self._realm.label}制章机构"
        by, certificate = certify(
            (
                Certifiable(holder=name, public_key=maker.public_key, purpose=Purpose.SEAL_MAKER),
                Certifiable(holder=wish.name, public_key=holder.public_key, purpose=Purpose.SEAL),
            )
        )
        data = make_seal(self._order(wish, certificate, picture), by, maker)
        for signer in (maker, holder):
            signer.forget()
        return MadeSeal(data=data, certificate=certificate, key=private)

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
