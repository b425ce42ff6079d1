"""Keys on a token (密码令牌, UKey) through PKCS#11: they sign there and never leave it.

What a token can do decides the algorithm: a key on the curve P-256 signs ECDSA over SHA-256; one on the SM2 curve signs
SM2 over SM3 where the vendor's mechanism for it is configured, for PKCS#11 2.40 names none. A PIN opens a token and is
kept nowhere. The vendor's library runs in this process: whoever configures it trusts it like a driver.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

import pkcs11
from pkcs11.constants import TokenFlag
from pkcs11.exceptions import (
    DeviceRemoved,
    KeyHandleInvalid,
    PinIncorrect,
    PinInvalid,
    PinLenRange,
    PinLocked,
    PKCS11Error,
    SessionClosed,
    SessionHandleInvalid,
    TokenNotPresent,
    UserNotLoggedIn,
)
from pkcs11.util.ec import encode_ec_public_key

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import KeyId
from oa_desktop.office.ports.keys import PlacedKey, TokenSettings
from oa_desktop.security.pin_trial import refuse_wrong
from oa_desktop.security.signer import key_id_of, verify
from oa_desktop.security.token_schemes import Scheme, schemes


class _Opened:
    """A token that a PIN has opened in this process, for all who sign with its keys.

    PKCS#11 knows one login of a program at a token: a further one closes the one before. So all signers share it, and
    one whose token was pulled out signs again as soon as its PIN was typed again, at an unlocking, say.
    """

    def __init__(self) -> None:
        self.lock = RLock()
        self.signers = 0
        self._session: Any = None
        self._private: dict[KeyId, Any] = {}

    @property
    def is_open(self) -> bool:
        """Whether somebody's login would end by another."""
        return self._session is not None

    def log_in(self, token: Any, pin: str) -> Any:
        """Open the token anew; return the session."""
        self.close()
        self._session = token.open(user_pin=pin)
        return self._session

    def private(self, key: KeyId, identifier: bytes) -> Any:
        """Return the private key of an id.

        Raises:
            Unavailable: ``token.out``.
        """
        if self._session is None:
            raise Unavailable("token.out")
        if key not in self._private:
            wanted = {"object_class": pkcs11.ObjectClass.PRIVATE_KEY, "id": identifier}
            self._private[key] = self._session.get_key(**wanted)
        return self._private[key]

    def close(self) -> None:
        """Close the session, if there is one; one whose token is gone is closed already."""
        session, self._session = self._session, None
        self._private.clear()
        if session is not None:
            with suppress(PKCS11Error):
                session.close()


class TokenSigner:
    """A key on a token that is plugged in and open; safe to use from several threads.

    Attributes:
        public_key: SubjectPublicKeyInfo DER.
        key_id: SM3 of the public key, 64 hex digits.
        signature_algorithm: ``SM2`` or ``ECDSA``.
        digest_algorithm: ``SM3`` or ``SHA-256``.
    """

    def __init__(self, opened: _Opened, public_key: bytes, identifier: bytes, scheme: Scheme) -> None:
        self.public_key = public_key
        self.key_id = key_id_of(public_key)
        self.signature_algorithm = scheme.signature
        self.digest_algorithm = scheme.digest
        self._opened: _Opened | None = opened
        self._identifier = identifier
        self._scheme = scheme
        opened.signers += 1

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message, DER; it was verified, so that a failing token leaves nothing behind.

        Raises:
            Unavailable: ``signer.forgotten`` after `forget`; ``token.out``: it was pulled out; ``token.failed``.
        """
        opened = self._opened
        if opened is None:
            raise Unavailable("signer.forgotten")
        digest = self._scheme.digested(self.public_key, message)
        with opened.lock, _worded():
            try:
                private = opened.private(self.key_id, self._identifier)
                raw = private.sign(digest, mechanism=pkcs11.Mechanism(self._scheme.mechanism))
            except _GONE as error:
                opened.close()
                raise Unavailable("token.out") from error
        signature = self._scheme.written(bytes(raw))
        if not verify(self.public_key, message, signature):
            raise Unavailable("token.failed", reason="SignatureInvalid")
        return signature

    def forget(self) -> None:
        """Let go of the token; the last who does closes it."""
        opened, self._opened = self._opened, None
        if opened is not None:
            with opened.lock:
                opened.signers -= 1
                if not opened.signers:
                    opened.close()


class TokenKeys:
    """The keys on the tokens that are plugged in (`oa_desktop.office.ports.keys.KeyPlace`)."""

    def __init__(
        self, settings: TokenSettings, library: Callable[[str], Any] = pkcs11.lib, trial: Trial = refuse_wrong
    ) -> None:
        self._settings = settings
        self._library = library
        self._trial = trial
        self._warned: set[KeyId] = set()
        self._schemes: Mapping[bytes, Scheme] = schemes(settings.sm2_mechanism)
        self._opened: dict[bytes, _Opened] = {}

    def all_keys(self) -> tuple[PlacedKey, ...]:
        """Return the keys that sign, as the tokens show them without a PIN.

        Raises:
            Unavailable: ``token.no-module``, ``token.absent``, ``token.failed``.
        """
        with _worded():
            return tuple(placed for _token, placed, _identifier, _scheme in self._found())

    def last_try(self, key: KeyId) -> bool:
        """Whether the token that holds a key takes one more wrong PIN and no further one; whoever asks knows it then.

        Raises:
            Refused: ``token.locked``, ``token.no-key``, ``token.two``.
            Unavailable: As :meth:`all_keys`.
        """
        with _worded():
            token, *_rest = self._holding(key)
            last = _is_last(token)
        (self._warned.add if last else self._warned.discard)(key)
        return last

    def open(self, key: KeyId, secret: str) -> TokenSigner:
        """Open the token for a key, which signs something that nobody has seen to show that it is there.

        Args:
            key: Which.
            secret: The PIN.

        Raises:
            Refused: ``token.wrong-pin``, ``token.last-try``, ``token.locked``, ``token.no-key``, ``token.two``;
                ``token.last-try-left``: nobody was told yet, and the PIN was not tried.
            Unavailable: ``token.no-module``, ``token.absent``, ``token.failed``.
        """
        with _worded():
            token, placed, identifier, scheme = self._holding(key)
            if key not in self._warned and self.last_try(key):
                raise Refused("token.last-try-left")
            opened = self._opened.setdefault(bytes(token.serial), _Opened())
            with opened.lock:
                self._log_in(opened, token, key, secret)
                signer = TokenSigner(opened, placed.public_key, identifier, scheme)
                try:
                    signer.sign(secrets.token_bytes(32))
                except Unavailable:
                    signer.forget()
                    raise
            return signer

    def _log_in(self, opened: _Opened, token: Any, key: KeyId, secret: str) -> None:
        if opened.is_open:
            self._trial(self._settings, key, secret)
        try:
            opened.log_in(token, secret)
        except PinIncorrect:
            if self.last_try(key):
                raise Refused("token.last-try") from None
            raise

    def _holding(self, key: KeyId) -> _Found:
        found = [one for one in self._found() if one[1].key == key]
        if not found:
            raise Refused("token.no-key")
        labels = {bytes(token.serial): token.label for token, *_rest in found}
        if len(labels) > 1:  # what shows a public key alone would get the PIN of the other
            raise Refused("token.two", labels="、".join(labels.values()))
        return found[0]

    def _found(self) -> Iterator[_Found]:
        wanted = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PUBLIC_KEY, pkcs11.Attribute.KEY_TYPE: pkcs11.KeyType.EC}
        for token in self._tokens():
            with token.open() as session:
                for handle in session.get_objects(wanted):
                    scheme = self._schemes.get(bytes(handle[pkcs11.Attribute.EC_PARAMS]))
                    if scheme is not None:
                        yield token, _placed(handle, scheme), bytes(handle[pkcs11.Attribute.ID]), scheme

    def _tokens(self) -> list[Any]:
        module = self._settings.module
        try:
            library = self._library(_as_it_lies(module))
        except (PKCS11Error, OSError) as error:
            raise Unavailable("token.no-module", path=Path(module).name) from error
        found = [one for one in library.get_tokens() if self._settings.label in ("", one.label)]
        found = [one for one in found if TokenFlag.TOKEN_INITIALIZED in one.flags]
        if not found:
            raise Unavailable("token.absent")
        return found


Trial = Callable[[TokenSettings, KeyId, str], None]
"""Refuses a wrong PIN without ending a login of ours."""
_Found = tuple[Any, PlacedKey, bytes, Scheme]
"""A token, a key on it, the id by which the token knows both halves, and how it signs."""
_GONE = (DeviceRemoved, KeyHandleInvalid, SessionClosed, SessionHandleInvalid, TokenNotPresent, UserNotLoggedIn)
"""What a token says that was pulled out meanwhile."""


def _as_it_lies(module: str) -> str:
    """Return the one path of a driver: a process that loads it by two begins it twice, which it refuses."""
    path = Path(module)
    return str(path.resolve()) if path.is_absolute() else module


def _placed(handle: Any, scheme: Scheme) -> PlacedKey:
    public_key = bytes(encode_ec_public_key(handle))
    label = str(handle[pkcs11.Attribute.LABEL])
    return PlacedKey(key=key_id_of(public_key), label=label, public_key=public_key, algorithm=scheme.signature)


def _is_last(token: Any) -> bool:
    if TokenFlag.USER_PIN_LOCKED in token.flags:
        raise Refused("token.locked")
    return TokenFlag.USER_PIN_FINAL_TRY in token.flags


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
