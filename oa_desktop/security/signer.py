"""The signer: a private key in use, that signs and can be forgotten, but never shows itself."""

from collections.abc import Callable

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import KeyId
from oa_desktop.domain.key_algorithms import P256_HEAD
from oa_desktop.security import ecdsa, sm2
from oa_desktop.security.libcrypto import Owned

SIGNATURE_ALGORITHM = "SM2"
DIGEST_ALGORITHM = "SM3"


class Signer:
    """One person's or machine's signing key, unlocked; safe to use from several threads.

    Attributes:
        public_key: SubjectPublicKeyInfo DER, 91 bytes.
        key_id: SM3 of the public key, 64 hex digits.
        signature_algorithm: "SM2".
        digest_algorithm: "SM3".
    """

    signature_algorithm = SIGNATURE_ALGORITHM
    digest_algorithm = DIGEST_ALGORITHM

    def __init__(self, private: bytes) -> None:
        """Take a PKCS#8 private key into libcrypto; no copy is kept here.

        Raises:
            ValueError: the bytes are not a private key of ours.
            Unavailable: there is no usable libcrypto.
        """
        loaded = sm2.load_private(private)
        self._loaded: Owned | None = loaded
        self.public_key = sm2.public_of(loaded)
        self.key_id = KeyId(sm2.key_id(self.public_key))

    def sign(self, message: bytes) -> bytes:
        """Sign a message with SM2 over SM3 and return strict DER.

        Raises:
            Unavailable: `signer.forgotten` after `forget`, `libcrypto.failed` when libcrypto fails.
        """
        loaded = self._loaded
        if loaded is None:
            raise Unavailable("signer.forgotten")
        return sm2.sign_with(loaded, message)

    def forget(self) -> None:
        """Let go of the key; libcrypto wipes it as soon as no signature under way needs it."""
        self._loaded = None


def key_id_of(public_key: bytes) -> KeyId:
    """Return the id of a public key: SM3 of its bytes."""
    return KeyId(sm2.key_id(public_key))


def generate(randbytes: Callable[[int], bytes]) -> tuple[Signer, bytes]:
    """Make a new signing key; return its signer and its PKCS#8 bytes, for the caller to wrap and drop.

    Raises:
        Unavailable: there is no usable libcrypto.
    """
    pair = sm2.generate(randbytes)
    return Signer(pair.private), pair.private


def verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the holder of the public key signed the message, by what the key signs by.

    False for anything malformed.

    Raises:
        Unavailable: there is no usable libcrypto.
    """
    by = ecdsa.verify if public_key.startswith(P256_HEAD) else sm2.verify
    return by(public_key, message, signature)
