"""Encrypting small secrets for the holder of an SM2 key (GB/T 32918.4-2016) through OpenSSL's libcrypto.

The ciphertext is the DER of SEQUENCE { x INTEGER, y INTEGER, hash OCTET STRING, text OCTET STRING }, GM/T 0009-2012
7.2. Only keys of chunked streams are encrypted so; the stream itself is sealed by `sealing`.
"""

import ctypes
from collections.abc import Callable

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import KeyId
from oa_desktop.security import sm2
from oa_desktop.security.libcrypto import Libcrypto, Owned, load
from oa_desktop.security.sealing import subkey

LARGEST = 128
"""Bytes of the longest secret that is encrypted so."""
EXCHANGE = "exchange key"
"""For what a data key stands for an exchange key."""
_LARGEST_CIPHERTEXT = 512
_SEQUENCE = 0x30

Operation = Callable[..., int]


def encrypt(public: bytes, secret: bytes) -> bytes:
    """Encrypt a secret for the holder of a public key.

    Raises:
        ValueError: The key is no SM2 key, or the secret is empty or too long.
        Unavailable: There is no usable libcrypto, or it fails.
    """
    key = sm2.load_public(public)
    if key is None or not 1 <= len(secret) <= LARGEST:
        raise ValueError("not an SM2 public key, or no secret of 1 to 128 bytes")
    crypto = load()
    done = _run(crypto, key, crypto.EVP_PKEY_encrypt_init, crypto.EVP_PKEY_encrypt, secret)
    if done is None:
        raise Unavailable("libcrypto.failed")
    return done


class Opener:
    """A private key in use that opens what was encrypted for it; it never shows itself.

    Attributes:
        public_key: SubjectPublicKeyInfo DER, 91 bytes.
        key_id: SM3 of the public key, 64 hex digits.
    """

    def __init__(self, private: bytes) -> None:
        """Take a PKCS#8 private key into libcrypto; no copy is kept here.

        Raises:
            ValueError: The bytes are not a private key of ours.
            Unavailable: There is no usable libcrypto.
        """
        self._loaded = sm2.load_private(private)
        self.public_key = sm2.public_of(self._loaded)
        self.key_id = KeyId(sm2.key_id(self.public_key))

    def open(self, wrapped: bytes) -> bytes | None:
        """Return the secret that was encrypted for this key; None where it was not, or was altered.

        Raises:
            Unavailable: There is no usable libcrypto.
        """
        crypto = load()
        decrypts = (crypto.EVP_PKEY_decrypt_init, crypto.EVP_PKEY_decrypt)
        return _run(crypto, self._loaded, *decrypts, wrapped) if _is_whole(wrapped) else None


def private_of(key: bytes, purpose: str) -> bytes:
    """Return the private key (PKCS#8) that a random key stands for, always the same for one purpose."""
    rounds = iter(range(256))
    return sm2.generate(lambda _size: subkey(key, f"{purpose} {next(rounds)}")).private


def derived(key: bytes, purpose: str) -> Opener:
    """Return the opener that a random key stands for, always the same for one purpose; it is kept nowhere."""
    return Opener(private_of(key, purpose))


def _is_whole(wrapped: bytes) -> bool:
    """Tell whether bytes are one DER sequence and nothing behind it; libcrypto overlooks what follows."""
    if not 2 <= len(wrapped) <= _LARGEST_CIPHERTEXT or wrapped[0] != _SEQUENCE:
        return False
    more = wrapped[1] & 0x7F if wrapped[1] & 0x80 else 0
    length = int.from_bytes(wrapped[2 : 2 + more]) if more else wrapped[1]
    return len(wrapped) == 2 + more + length


def _run(crypto: Libcrypto, key: Owned, initialise: Operation, operate: Operation, data: bytes) -> bytes | None:
    context = Owned(crypto.EVP_PKEY_CTX_new(key.pointer, None), crypto.EVP_PKEY_CTX_free)
    size = ctypes.c_size_t(_LARGEST_CIPHERTEXT)
    buffer = ctypes.create_string_buffer(size.value)
    done = initialise(context.pointer) > 0 and (
        operate(context.pointer, buffer, ctypes.byref(size), data, len(data)) > 0
    )
    crypto.ERR_clear_error()
    return buffer.raw[: size.value] if done else None
