"""Keys on a token (密码令牌, UKey) through PKCS#11: they sign there and never leave it.

What a token can do decides the algorithm: a key on the curve P-256 signs ECDSA over SHA-256; one on the SM2 curve signs
SM2 over SM3 where the vendor's mechanism for it is configured, for PKCS#11 2.40 names none. A PIN opens a token and is
kept nowhere. The vendor's library runs in this process: whoever configures it trusts it like a driver.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pkcs11
from pkcs11.exceptions import PinIncorrect, PinInvalid, PinLenRange, PinLocked, PKCS11Error
from pkcs11.util.ec import encode_ec_public_key, encode_ecdsa_signature

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import KeyId
from oa_desktop.office.ports.keys import PlacedKey
from oa_desktop.security import sm2, sm3
from oa_desktop.security.certificates.asn1 import SM2_SM3
from oa_desktop.security.certificates.signatures import Link, check
from oa_desktop.security.signer import key_id_of

_NAMES = {"SM2": SM2_SM3, "ECDSA": "sha256_ecdsa"}
_P256 = bytes.fromhex("06082a8648ce3d030107")
_SM2 = bytes.fromhex("06082a811ccf5501822d")


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSettings:
    """Where tokens are found.

    Attributes:
        module: The vendor's PKCS#11 library.
        label: Label of the token; empty for the only one that is plugged in.
        sm2_mechanism: Number of the vendor's mechanism that signs an SM3 digest with SM2; 0 where it has none.
    """

    module: Path
    label: str = ""
    sm2_mechanism: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scheme:
    """How a key of one curve signs: its names, the digest that the token is given, and the mechanism."""

    signature: str
    digest: str
    digested: Callable[[bytes, bytes], bytes]
    mechanism: int


class TokenSigner:
    """A key on a token that is plugged in and open.

    Attributes:
        public_key: SubjectPublicKeyInfo DER.
        key_id: SM3 of the public key, 64 hex digits.
        signature_algorithm: ``SM2`` or ``ECDSA``.
        digest_algorithm: ``SM3`` or ``SHA-256``.
    """

    def __init__(self, session: Any, private: Any, public_key: bytes, scheme: _Scheme) -> None:
        self.public_key = public_key
        self.key_id = key_id_of(public_key)
        self.signature_algorithm = scheme.signature
        self.digest_algorithm = scheme.digest
        self._session: Any = session
        self._private = private
        self._scheme = scheme

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message, DER.

        Raises:
            Unavailable: ``signer.forgotten`` after `forget`; ``token.failed``: it was pulled out, say.
        """
        if self._session is None:
            raise Unavailable("signer.forgotten")
        digest = self._scheme.digested(self.public_key, message)
        with _worded():
            raw = self._private.sign(digest, mechanism=pkcs11.Mechanism(self._scheme.mechanism))
        return bytes(encode_ecdsa_signature(raw))

    def forget(self) -> None:
        """Close the token."""
        session, self._session = self._session, None
        if session is not None:
            with _worded():
                session.close()


class TokenKeys:
    """The keys on a token (`oa_desktop.office.ports.keys.KeyPlace`)."""

    def __init__(self, settings: TokenSettings) -> None:
        self._settings = settings
        self._schemes: Mapping[bytes, _Scheme] = _schemes(settings.sm2_mechanism)

    def keys(self) -> tuple[PlacedKey, ...]:
        """Return the keys that sign, as the token shows them without a PIN.

        Raises:
            Unavailable: ``token.no-module``, ``token.absent``, ``token.failed``.
        """
        with _worded(), self._token().open() as session:
            return tuple(placed for placed, _handle in self._found(session))

    def open(self, key: KeyId, secret: str) -> TokenSigner:
        """Open the token for a key, which signs something that nobody has seen to show that it is there.

        Args:
            key: Which.
            secret: The PIN.

        Raises:
            Refused: ``token.wrong-pin``, ``token.locked``, ``token.no-key``.
            Unavailable: ``token.no-module``, ``token.absent``, ``token.failed``.
        """
        with _worded():
            session = self._token().open(user_pin=secret)
            try:
                return self._signer(session, key)
            except BaseException:
                session.close()
                raise

    def _signer(self, session: Any, key: KeyId) -> TokenSigner:
        found = next(((placed, handle) for placed, handle in self._found(session) if placed.key == key), None)
        if found is None:
            raise Refused("token.no-key")
        placed, public = found
        private = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, id=public[pkcs11.Attribute.ID])
        signer = TokenSigner(session, private, placed.public_key, self._schemes[_curve(public)])
        challenge = secrets.token_bytes(32)
        if (
            check(placed.public_key, _NAMES[signer.signature_algorithm], challenge, signer.sign(challenge))
            is Link.HOLDS
        ):
            return signer
        raise Refused("token.no-key")

    def _found(self, session: Any) -> Iterator[tuple[PlacedKey, Any]]:
        wanted = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PUBLIC_KEY, pkcs11.Attribute.KEY_TYPE: pkcs11.KeyType.EC}
        for handle in session.get_objects(wanted):
            scheme = self._schemes.get(_curve(handle))
            if scheme is not None:
                public_key = bytes(encode_ec_public_key(handle))
                label = str(handle[pkcs11.Attribute.LABEL])
                key = key_id_of(public_key)
                yield PlacedKey(key=key, label=label, public_key=public_key, algorithm=scheme.signature), handle

    def _token(self) -> Any:
        module = self._settings.module
        try:
            library = pkcs11.lib(str(module))
        except (PKCS11Error, OSError) as error:
            raise Unavailable("token.no-module", path=module.name) from error
        found = [one for one in library.get_tokens() if self._settings.label in ("", one.label)]
        if len(found) != 1:
            raise Unavailable("token.absent", count=len(found))
        return found[0]


def _curve(handle: Any) -> bytes:
    return bytes(handle[pkcs11.Attribute.EC_PARAMS])


def _schemes(sm2_mechanism: int) -> dict[bytes, _Scheme]:
    ecdsa = _Scheme(
        signature="ECDSA",
        digest="SHA-256",
        digested=lambda _public, message: hashlib.sha256(message).digest(),
        mechanism=pkcs11.Mechanism.ECDSA,
    )
    found = {_P256: ecdsa}
    if sm2_mechanism:
        found[_SM2] = _Scheme(signature="SM2", digest="SM3", digested=_sm2_digest, mechanism=sm2_mechanism)
    return found


def _sm2_digest(public_key: bytes, message: bytes) -> bytes:
    """Return what SM2 signs of a message: SM3 of the signer's identity and the message (GB/T 32918.2-2016 5.5, 6.1)."""
    return bytes.fromhex(sm3.digest(sm2.identity_digest(public_key) + message))


@contextmanager
def _worded() -> Iterator[None]:
    """Turn what a token refuses into words."""
    try:
        yield
    except PinLocked as error:
        raise Refused("token.locked") from error
    except (PinIncorrect, PinInvalid, PinLenRange) as error:
        raise Refused("token.wrong-pin") from error
    except PKCS11Error as error:
        raise Unavailable("token.failed", reason=type(error).__name__) from error
