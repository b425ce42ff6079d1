"""Running the service until it is told to stop (运行): on one address of the intranet, behind TLS alone."""

from __future__ import annotations

import socket
import ssl

import uvicorn
from starlette.applications import Starlette

from oa_desktop.domain.errors import Unavailable
from oa_desktop.service.peers import PeerProtocol
from oa_desktop.sync.address import Address

_SILENT = 75
"""Seconds after which a connection on which nothing is asked is closed."""
_STOPPING = 3
"""Seconds that questions under way are given when the service is told to stop."""


def listen(address: Address) -> socket.socket:
    """Return a socket that listens on an address, and on no other.

    Raises:
        Unavailable: ``central.not-listening``.
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        return socket.create_server((address.host, address.port), family=family, backlog=512)
    except OSError as error:
        place = f"{address.host}:{address.port}"
        raise Unavailable("central.not-listening", address=place, reason=error.strerror or str(error)) from error


def server_of(application: Starlette, trust: ssl.SSLContext) -> uvicorn.Server:
    """Return what serves an application; it believes no header about who asks, and tells nothing of itself."""
    return uvicorn.Server(
        uvicorn.Config(
            application,
            http=PeerProtocol,
            ws="none",
            lifespan="off",
            loop="asyncio",
            proxy_headers=False,
            server_header=False,
            date_header=False,
            access_log=False,
            log_config=None,
            timeout_keep_alive=_SILENT,
            timeout_graceful_shutdown=_STOPPING,
            ssl_context_factory=lambda _config, _usual: trust,
        )
    )


def serve(application: Starlette, listening: socket.socket, trust: ssl.SSLContext) -> None:
    """Serve until the system says stop; whatever is under way then ends well."""
    server_of(application, trust).run(sockets=[listening])
