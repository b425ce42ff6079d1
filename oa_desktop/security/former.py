"""The passwords that somebody had (历史口令): kept as verifiers alone, so that none is chosen again and none is known.

A verifier is what Argon2id makes of a password under a salt of the account's own, which no key is ever derived with.
They are sealed under the store key: a reset, which knows no old password, keeps them too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from oa_desktop.domain import canonical, codec
from oa_desktop.security import sm3
from oa_desktop.security.password import SALT_SIZE, Argon2Parameters, derive
from oa_desktop.security.sealing import subkey, unwrap, wrap

MOST = 25
"""Verifiers that are kept: the present password and as many before it as a unit may ask for."""
_PURPOSE = "former passwords"


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """The passwords of one account, the newest first.

    Attributes:
        salt: of all verifiers of the account, hexadecimal.
        argon2: what a verifier costs; it stays, or the older ones could not be compared.
        verifiers: hexadecimal.
    """

    salt: str
    argon2: Argon2Parameters
    verifiers: tuple[str, ...] = ()

    def holds(self, password: str, count: int) -> bool:
        """Tell whether a password is one of the newest so many."""
        verifier = self._verifier(password).encode()
        return any(sm3.same(verifier, one.encode()) for one in self.verifiers[:count])

    def remembering(self, password: str) -> Former:
        """Return the passwords with one more in front."""
        return replace(self, verifiers=(self._verifier(password), *self.verifiers)[:MOST])

    def _verifier(self, password: str) -> str:
        return derive(password, bytes.fromhex(self.salt), self.argon2).hex()


def none_yet(argon2: Argon2Parameters, randbytes: Callable[[int], bytes]) -> Former:
    """Return what is known of an account that had no password yet."""
    return Former(salt=randbytes(SALT_SIZE).hex(), argon2=argon2)


def sealed(former: Former, data_key: bytes, bound: bytes, randbytes: Callable[[int], bytes]) -> str:
    """Return the verifiers sealed under the store key and bound to an account, hexadecimal."""
    return wrap(subkey(data_key, _PURPOSE), canonical.encode(codec.to_json(former)), bound, randbytes).hex()


def unsealed(data: str, data_key: bytes, bound: bytes) -> Former:
    """Return the verifiers that were sealed.

    Raises:
        WrongKey: they are not those of this account in this store.
    """
    plain = unwrap(subkey(data_key, _PURPOSE), bytes.fromhex(data), bound)
    return codec.from_json(Former, canonical.decode(plain))
