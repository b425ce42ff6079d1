"""A connection to the central service (连接): TLS 1.3, both certificates pinned, and an end to every wait.

The time that a socket is given counts for each read alone, so that somebody who gives a byte now and then would hold
the desk for ever: a timer of our own ends the whole question.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.sync.address import Address

_CONNECTING = 10.0
"""Seconds for which a machine that does not answer at all is waited for."""


def trust_one(own: Path, pinned: Path) -> ssl.SSLContext:
    """Return what a desk asks of a connection: the service that it knows, and itself known to it.

    Args:
        own: The key and the certificate of this machine, PEM.
        pinned: The certificate of the service, PEM; no other is believed, whoever signed it.

    Raises:
        Refused: ``central.certificate``.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False  # one certificate is believed, wherever the service stands
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    with certificate_of(pinned):
        context.load_verify_locations(pinned)
    with certificate_of(own):
        context.load_cert_chain(own)
    return context


@contextlib.contextmanager
def certificate_of(path: Path) -> Iterator[None]:
    """Say of which file a certificate cannot be used.

    Raises:
        Refused: ``central.certificate``.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        raise Refused("central.certificate", path=path.name) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Something that may be asked again.

    Attributes:
        method: ``GET``, ``POST`` or ``PUT``.
        path: What is asked for.
        body: What is handed in.
        most: Bytes of the largest answer that is believed.
        patience: Seconds after which it is given up, whatever has come by then.
    """

    method: str
    path: str
    body: bytes
    most: int
    patience: float


class Line:
    """A connection that is kept, and made anew when it was lost; used by one thread at a time."""

    def __init__(self, address: Address, trust: ssl.SSLContext) -> None:
        self._address = address
        self._trust = trust
        self._call: _Call | None = None

    def ask(self, asked: Asked) -> tuple[int, bytes]:
        """Return status and answer; asked once more where a kept connection was lost, as the service ends silent ones.

        Raises:
            Unavailable: ``central.away``, ``central.answer``.
        """
        was_kept = self._call is not None
        try:
            return self._ask(asked)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            if isinstance(error, TimeoutError) or not was_kept:
                raise Unavailable("central.away", reason=_why(error)) from error
        return self.ask(asked)

    def _ask(self, asked: Asked) -> tuple[int, bytes]:
        self._call = self._call or _Call(self._address, self._trust)
        with self._call.within(asked.patience):
            self._call.request(asked.method, asked.path, asked.body)
            with self._call.getresponse() as answer:
                return answer.status, self._call.whole(answer, asked.most)

    def close(self) -> None:
        """Let go of the connection; the next question makes another."""
        if self._call is not None:
            self._call.close()
            self._call = None


class _Call(http.client.HTTPConnection):
    """One connection, which can be broken off from outside at any moment after it stands."""

    def __init__(self, address: Address, trust: ssl.SSLContext) -> None:
        super().__init__(address.host, address.port, timeout=_CONNECTING)
        self._trust = trust
        self._over = threading.Event()

    def connect(self) -> None:
        """Connect, and greet each other only where the timer can end it."""
        plain = socket.create_connection((self.host, self.port), _CONNECTING)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        plain.settimeout(None)
        self.sock = line = self._trust.wrap_socket(plain, do_handshake_on_connect=False)
        if self._over.is_set():
            raise TimeoutError
        line.do_handshake()

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Break off after so many seconds.

        Raises:
            TimeoutError: It was broken off.
        """
        timer = threading.Timer(seconds, self._break_off)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (OSError, http.client.HTTPException) as error:
            if self._over.is_set():
                raise TimeoutError from error
            raise
        finally:
            timer.cancel()

    def whole(self, answer: http.client.HTTPResponse, most: int) -> bytes:
        """Return the content of an answer, which says beforehand how long it is.

        Raises:
            Unavailable: ``central.answer``: it does not say so, or is longer than is believed.
            TimeoutError: It was broken off.
            IncompleteRead: It is shorter.
        """
        length = answer.length
        if length is None or length > most:
            self.close()
            raise Unavailable("central.answer")
        content = bytearray()
        while len(content) < length:
            piece = answer.read1(length - len(content))
            if self._over.is_set():  # of whoever goes on talking there is always something to read
                raise TimeoutError
            if not piece:
                raise http.client.IncompleteRead(bytes(content), length - len(content))
            content += piece
        return bytes(content)

    def _break_off(self) -> None:
        self._over.set()
        line = self.sock
        if line is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)  # TLS says nothing more: who reads it wakes up


def _why(error: Exception) -> str:
    """Return in words why the service cannot be reached."""
    reasons = (
        (TimeoutError, "等了太久没有答复"),
        (ConnectionRefusedError, "那台机器上没有开中心服务"),
        (ssl.SSLCertVerificationError, "那边的证书不是登记的那一张"),
        (ssl.SSLError, "那边不认本机的证书，或者不是中心服务"),
    )
    return next((words for kind, words in reasons if isinstance(error, kind)), "网络不通，或者说到一半断了")
