"""SM2 signatures with SM3 (GB/T 32918.2-2016) through OpenSSL's libcrypto.

Keys are plain bytes at the border of this module: a private key is PKCS#8 DER, a public key is
SubjectPublicKeyInfo DER of exactly 91 bytes (algorithm, curve and uncompressed point: what a certificate will
hold later). A signature is the strict DER of SEQUENCE { r INTEGER, s INTEGER }, in its one minimal form.

The private scalar comes from the injected randomness, so a seeded run makes the same keys; the nonce of each
signature is libcrypto's own, for a repeated nonce would give the private key away.
"""

import ctypes
import functools
from collections.abc import Callable
from dataclasses import dataclass, field

from oa_desktop.domain.errors import Unavailable
from oa_desktop.security import sm3
from oa_desktop.security.libcrypto import Libcrypto, Owned, load

USER_ID = b"1234567812345678"
"""The default user id (用户可辨别标识), GM/T 0009-2012 chapter 10."""

ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
"""n, the order of the recommended curve's base point, GB/T 32918.5-2017."""

CURVE = "1.2.156.10197.1.301"
"""The recommended curve, GB/T 33560-2017."""

_CURVE_POINTS = bytes.fromhex(
    "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc"
    "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93"
    "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7"
    "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0"
)
"""a, b, Gx and Gy of the recommended curve, GB/T 32918.5-2017."""
_LONGEST_SIGNATURE = 72
_ALGORITHM = bytes.fromhex("301306072a8648ce3d020106082a811ccf5501822d")
_PUBLIC_HEAD = bytes.fromhex("3059") + _ALGORITHM + bytes.fromhex("034200")
_PUBLIC_SIZE = len(_PUBLIC_HEAD) + 65
_BARE_PRIVATE_HEAD = bytes.fromhex("3041020100") + _ALGORITHM + bytes.fromhex("042730250201010420")
_PRIVATE_HEAD = bytes.fromhex("308187020100") + _ALGORITHM + bytes.fromhex("046d306b0201010420")
_PRIVATE_MIDDLE = bytes.fromhex("a144034200")
_PRIVATE_SIZE = len(_PRIVATE_HEAD) + 32 + len(_PRIVATE_MIDDLE) + 65


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPair:
    """An SM2 key pair; the private half is kept out of `repr`.

    Attributes:
        private: PKCS#8 DER.
        public: SubjectPublicKeyInfo DER, 91 bytes.
    """

    private: bytes = field(repr=False)
    public: bytes


def generate(randbytes: Callable[[int], bytes]) -> KeyPair:
    """Make a key pair whose private scalar is drawn from the given source of randomness.

    Raises:
        Unavailable: when there is no usable libcrypto.
    """
    private = private_key(_scalar(randbytes))
    return KeyPair(private=private, public=_PUBLIC_HEAD + private[-65:])


def private_key(scalar: bytes) -> bytes:
    """Return the private key of a scalar of 32 bytes, PKCS#8 DER with its public half.

    Raises:
        ValueError: it is no private scalar.
        Unavailable: when there is no usable libcrypto.
    """
    if len(scalar) != 32 or not _is_scalar(scalar):
        raise ValueError("not a private scalar")
    public = public_of(_private_handle(_BARE_PRIVATE_HEAD + scalar))
    return _PRIVATE_HEAD + scalar + _PRIVATE_MIDDLE + public[-65:]


def key_id(public: bytes) -> str:
    """Return the key id: SM3 of the public key's bytes, 64 hex digits."""
    return sm3.digest(public)


def sign(private: bytes, message: bytes, user_id: bytes = USER_ID) -> bytes:
    """Sign a message and return strict DER.

    Raises:
        ValueError: when the bytes are not a private key that `generate` makes.
        Unavailable: when there is no usable libcrypto or it fails.
    """
    return sign_with(load_private(private), message, user_id)


def load_private(private: bytes) -> Owned:
    """Hand a private key to libcrypto, which wipes its copy when the returned object goes.

    Raises:
        ValueError: when the bytes are not a private key that `generate` makes.
        Unavailable: when there is no usable libcrypto.
    """
    start = len(_PRIVATE_HEAD)
    scalar = private[start : start + 32]
    shape = (private[:start], private[start + 32 : -65], len(private))
    if shape != (_PRIVATE_HEAD, _PRIVATE_MIDDLE, _PRIVATE_SIZE) or not _is_scalar(scalar):
        raise ValueError("not an SM2 private key in PKCS#8 DER")
    handle = _private_handle(_BARE_PRIVATE_HEAD + scalar)
    if public_of(handle)[-65:] != private[-65:]:
        raise ValueError("the private key carries a foreign public key")
    return handle


def sign_with(key: Owned, message: bytes, user_id: bytes = USER_ID) -> bytes:
    """Sign a message with a key that `load_private` returned, and return strict DER.

    Raises:
        Unavailable: when libcrypto fails.
    """
    crypto = load()
    context, _parameters = _context(crypto, key, user_id, crypto.EVP_DigestSignInit)
    buffer = ctypes.create_string_buffer(_LONGEST_SIGNATURE)
    size = ctypes.c_size_t(_LONGEST_SIGNATURE)
    done = crypto.EVP_DigestSign(context.pointer, buffer, ctypes.byref(size), message, len(message))
    _check(crypto, done == 1)
    return buffer.raw[: size.value]


def verify(public: bytes, message: bytes, signature: bytes, user_id: bytes = USER_ID) -> bool:
    """Tell whether the signature of the message is by the holder of the public key.

    Anything that is not a well-formed key or signature in its one strict encoding is simply not valid.

    Raises:
        Unavailable: when there is no usable libcrypto (which says nothing about the signature).
    """
    key = load_public(public)
    if key is None or not is_strict(signature):
        return False
    crypto = load()
    context, _parameters = _context(crypto, key, user_id, crypto.EVP_DigestVerifyInit)
    outcome: int = crypto.EVP_DigestVerify(context.pointer, signature, len(signature), message, len(message))
    crypto.ERR_clear_error()
    return outcome == 1


def identity_digest(public: bytes, user_id: bytes = USER_ID) -> bytes:
    """Return Z, the digest of the signer's identity, curve and public key (GB/T 32918.2-2016 5.5), 32 bytes.

    Only for a key that lies elsewhere and is given a digest; libcrypto does it by itself.
    """
    entitled = (8 * len(user_id)).to_bytes(2) + user_id
    return bytes.fromhex(sm3.digest(entitled + _CURVE_POINTS + public[-64:]))


def is_strict(signature: bytes) -> bool:
    """Tell whether bytes are the one DER form of SEQUENCE { r, s } with both numbers within 1 to n-1."""
    if len(signature) < 2 or signature[0] != 0x30 or signature[1] != len(signature) - 2:
        return False
    first = _integer(signature[2:])
    if first is None:
        return False
    second = _integer(signature[2 + first :])
    return second is not None and 2 + first + second == len(signature)


def _integer(data: bytes) -> int | None:
    """Return the encoded length of a minimal, positive DER integer within range at the start of the data."""
    if len(data) < 3 or data[0] != 0x02 or not 1 <= data[1] <= 33 or len(data) < 2 + data[1]:
        return None
    body = data[2 : 2 + data[1]]
    padded = body[0] == 0 and len(body) > 1
    if body[0] & 0x80 or (padded and not body[1] & 0x80) or not _in_range(int.from_bytes(body)):
        return None
    return 2 + data[1]


def _in_range(number: int) -> bool:
    return 1 <= number < ORDER


def _is_scalar(scalar: bytes) -> bool:
    """Tell whether 32 bytes are a private scalar: within 1 to n-2, GB/T 32918.1-2016 6.1."""
    return 1 <= int.from_bytes(scalar) <= ORDER - 2


def _scalar(randbytes: Callable[[int], bytes]) -> bytes:
    """Draw a private scalar evenly, by drawing again until one fits."""
    while True:
        scalar = randbytes(32)
        if _is_scalar(scalar):
            return scalar


def _private_handle(der: bytes) -> Owned:
    crypto = load()
    source = ctypes.c_char_p(der)
    pointer = crypto.d2i_AutoPrivateKey(None, ctypes.byref(source), len(der))
    _check(crypto, bool(pointer))
    return Owned(pointer, crypto.EVP_PKEY_free)


@functools.lru_cache(maxsize=256)
def load_public(public: bytes) -> Owned | None:
    """Hand a public key to libcrypto, which refuses points off the curve; None when it is not one.

    Raises:
        Unavailable: when there is no usable libcrypto.
    """
    if len(public) != _PUBLIC_SIZE or not public.startswith(_PUBLIC_HEAD + b"\x04"):
        return None
    crypto = load()
    source = ctypes.c_char_p(public)
    pointer = crypto.d2i_PUBKEY(None, ctypes.byref(source), len(public))
    crypto.ERR_clear_error()
    return Owned(pointer, crypto.EVP_PKEY_free) if pointer else None


def public_of(key: Owned) -> bytes:
    """Return the public key of a loaded private key, computed from the private scalar.

    Raises:
        Unavailable: when libcrypto fails.
    """
    crypto = load()
    buffer = ctypes.create_string_buffer(_PUBLIC_SIZE)
    _check(crypto, crypto.i2d_PUBKEY(key.pointer, None) == _PUBLIC_SIZE)
    target = ctypes.c_void_p(ctypes.addressof(buffer))
    _check(crypto, crypto.i2d_PUBKEY(key.pointer, ctypes.byref(target)) == _PUBLIC_SIZE)
    return buffer.raw


def _context(crypto: Libcrypto, key: Owned, user_id: bytes, initialise: Callable[..., int]) -> tuple[Owned, Owned]:
    """Make a digest context bound to the key and user id; the caller keeps both objects until it is done."""
    parameters = Owned(crypto.EVP_PKEY_CTX_new(key.pointer, None), crypto.EVP_PKEY_CTX_free)
    context = Owned(crypto.EVP_MD_CTX_new(), crypto.EVP_MD_CTX_free)
    _check(crypto, crypto.EVP_PKEY_CTX_set1_id(parameters.pointer, user_id, len(user_id)) > 0)
    crypto.EVP_MD_CTX_set_pkey_ctx(context.pointer, parameters.pointer)
    _check(crypto, initialise(context.pointer, None, crypto.EVP_sm3(), None, key.pointer) == 1)
    return context, parameters


def _check(crypto: Libcrypto, done: bool) -> None:
    """Turn a failed libcrypto call into a worded error and leave no stale error for others."""
    if not done:
        crypto.ERR_clear_error()
        raise Unavailable("libcrypto.failed")
