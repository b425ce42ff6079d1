"""Keys that several people hold together (双人保管): a key of its own wraps them, and each holds a share of that key.

Only all shares together give it (n of n, by exclusive or). A share is wrapped under a key derived from its holder's own
signing key (from a secret beside it where that lies on a token), which nothing but that person's password opens:
changing a password leaves the share as it is, and whoever gets a new signing key by an administrator's reset has lost
the share with the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce

from oa_desktop.domain.ids import PersonId
from oa_desktop.office.ports.keys import OpenedTogether, Signer
from oa_desktop.security import signer
from oa_desktop.security.sealing import KEY_SIZE, WrongKey, new_key, subkey, unwrap, wrap
from oa_desktop.security.slotfile import HeldKey, Roster, Share

RandomBytes = Callable[[int], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody who is present: who, what nobody else has, and the signing key.

    Attributes:
        own: The private signing key (PKCS#8 DER), or the sealed secret of whoever has the key on a token.
    """

    person: str
    own: bytes = field(repr=False)
    signer: Signer = field(repr=False)


_HELD = "held-key"
_SHARE = "share"


def make(roster: Roster, holders: Sequence[Holder], randbytes: RandomBytes) -> tuple[HeldKey, signer.Signer]:
    """Make a signing key that some people hold together; return also its signer.

    Args:
        roster: The roster it is made for, which it is bound to.
        holders: The people.
        randbytes: Source of randomness.
    """
    fresh, private = signer.generate(randbytes)
    wrapping = new_key(randbytes)
    others = [randbytes(KEY_SIZE) for _ in holders[1:]]
    pieces = (reduce(_both, others, wrapping), *others)
    shares = tuple(
        Share(
            person=one.person,
            share=wrap(_share_key(one.own), piece, _bound(roster, fresh.key_id, one.person), randbytes).hex(),
        )
        for one, piece in zip(holders, pieces, strict=True)
    )
    sealed = wrap(wrapping, private, roster.bound(fresh.key_id, _HELD), randbytes).hex()
    return HeldKey(public_key=fresh.public_key.hex(), signing_key=sealed, shares=shares), fresh


def open_held(roster: Roster, held: HeldKey, holders: Sequence[Holder]) -> signer.Signer:
    """Return the signer of a key that people hold together.

    Raises:
        WrongKey: Somebody holds no share, or the share was lost with an earlier signing key, or somebody is missing.
    """
    key_id = signer.key_id_of(bytes.fromhex(held.public_key))
    own = {one.person: one.own for one in holders}
    if set(own) != {one.person for one in held.shares}:
        raise WrongKey
    pieces = (
        unwrap(_share_key(own[one.person]), bytes.fromhex(one.share), _bound(roster, key_id, one.person))
        for one in held.shares
    )
    wrapping = reduce(_both, pieces)
    return signer.Signer(unwrap(wrapping, bytes.fromhex(held.signing_key), roster.bound(key_id, _HELD)))


def together(opened: Signer, holders: Sequence[Holder]) -> OpenedTogether:
    """Return a key that is open, with those who are present."""
    return OpenedTogether(signer=opened, holders=tuple((PersonId(one.person), one.signer) for one in holders))


def _share_key(own: bytes) -> bytes:
    return subkey(own, _SHARE)


def _bound(roster: Roster, key: str, person: str) -> bytes:
    """Return what ties a share to its key and its holder."""
    return roster.bound(f"{key} {person}", _SHARE)


def _both(left: bytes, right: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(left, right, strict=True))
