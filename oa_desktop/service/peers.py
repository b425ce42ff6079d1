"""Who is at the other end (对端): the certificate that a machine proved to have, told to the application."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path
from typing import Any, cast

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

from oa_desktop.service.machines import Machines
from oa_desktop.sync.line import certificate_of


class PeerProtocol(H11Protocol):
    """HTTP/1.1 that tells the peer's certificate as the TLS extension of ASGI words it; uvicorn itself does not."""

    app: Any
    """What answers on this connection."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; the greeting is over by now."""
        super().connection_made(cast("asyncio.Transport", transport))
        self.app = _telling(self.app, transport.get_extra_info("ssl_object").getpeercert(binary_form=True))


def _telling(app: Any, certificate: bytes) -> Any:
    chain = [ssl.DER_cert_to_PEM_cert(certificate)]

    async def told(scope: Any, receive: Any, send: Any) -> None:
        scope.setdefault("extensions", {})["tls"] = {"client_cert_chain": chain}
        await app(scope, receive, send)

    return told


def certificate_in(request: Request) -> bytes:
    """Return the certificate of whoever asks, DER."""
    return ssl.PEM_cert_to_DER_cert(request.scope["extensions"]["tls"]["client_cert_chain"][0])


def trust_machines(own: Path, machines: Machines) -> ssl.SSLContext:
    """Return what the service asks of a connection: TLS 1.3, and a certificate that lies in the folder at the greeting.

    Args:
        own: The key and the certificate of the service, PEM.
        machines: Who may greet.

    Raises:
        Refused: ``central.certificate``.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_REQUIRED
    context.num_tickets = 0  # nobody comes back by what was proved before
    with certificate_of(own):
        context.load_cert_chain(own)
    machines.pin_in(context)
    context.sni_callback = lambda *_greeting: machines.pin_in(context)
    return context
