"""The printed recovery code (恢复码): 32 characters in groups of four, 160 random bits.

The letters are Crockford's base 32, without I, L, O and U, so that a code read off paper and typed in any case,
with or without hyphens or full-width, is the same code.
"""

import itertools
import unicodedata
from collections.abc import Callable

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from oa_desktop.security import signer

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 32
_BYTES = 20
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code(randbytes: Callable[[int], bytes]) -> str:
    """Return a fresh recovery code, such as `7K2M-…` with eight groups."""
    number = int.from_bytes(randbytes(_BYTES))
    letters = "".join(_LETTERS[number >> (5 * place) & 31] for place in reversed(range(_LENGTH)))
    return "-".join(letters[start : start + 4] for start in range(0, _LENGTH, 4))


def key_of(code: str, salt: bytes) -> bytes | None:
    """Return the key of 32 bytes that a typed code stands for, or None when it cannot be a code.

    A code is as random as a key, so HKDF-SHA-256 is enough and no slow derivation is needed.
    """
    letters = _read(code)
    if len(letters) != _LENGTH or not set(letters) <= set(_LETTERS):
        return None
    return _derived(letters, salt, b"oa_desktop recovery code")


def signer_of(code: str, salt: bytes) -> signer.Signer:
    """Return the signer that a code stands for (恢复密钥); it is kept nowhere, not even sealed.

    Raises:
        Unavailable: there is no usable libcrypto.
    """
    letters, draws = _read(code), itertools.count()

    def drawn(_size: int) -> bytes:
        return _derived(letters, salt, b"oa_desktop recovery signing key %d" % next(draws))

    made, _private = signer.generate(drawn)
    return made


def _derived(letters: str, salt: bytes, purpose: bytes) -> bytes:
    derivation = HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=purpose)
    return derivation.derive(letters.encode("ascii"))


def _read(code: str) -> str:
    """Return a code as typed without spaces and hyphens, upper case, misread letters put right."""
    plain = unicodedata.normalize("NFKC", code).upper().translate(_MISREAD)
    return "".join(letter for letter in plain if letter.isalnum())
