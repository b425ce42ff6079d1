"""Signatures that were proved once: the same bytes under the same key need no proof again at the next look."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from oa_desktop.domain.ids import Digest
from oa_desktop.office.ports.keys import Crypto


@dataclass(frozen=True, slots=True, kw_only=True)
class OnceProved:
    """The office's crypto, which remembers what held; what did not is asked again.

    Attributes:
        proved: Digests of key, message and signature together.
    """

    crypto: Crypto
    proved: set[str]

    def digest(self, data: bytes | Iterable[bytes]) -> Digest:
        return self.crypto.digest(data)

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether a signature is that of this key over this message: one other byte, and it is asked anew."""
        name = _name(public_key, message, signature)
        if name not in self.proved:
            if not self.crypto.verify(public_key, message, signature):
                return False
            self.proved.add(name)
        return True


def _name(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in parts)).hexdigest()
