"""Opening the window, or serving, from the command line; whoever starts the program brings along what does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from oa_desktop.bootstrap.service_order import ServiceOrder
from oa_desktop.cli.context import Surroundings
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.realms import Realm

Opener = Callable[[Path, Realm | None], int]
"""Root of all realms, and the realm that was named → exit code, once the window is closed."""
Server = Callable[[ServiceOrder], int]
"""What is to be served → exit code, once it was told to stop."""
WINDOW = f"{__name__}.window"
"""Where the running command finds the opener."""
SERVICE = f"{__name__}.service"
"""Where the running command finds the server."""


def open_window(told: Surroundings) -> int:
    """Open the window and return the exit code when it is closed.

    Raises:
        Unavailable: ``window.no-screen``, ``window.no-library``.
    """
    opener: Opener | None = click.get_current_context().meta[WINDOW]
    if opener is None:
        raise Unavailable("window.no-screen")
    return opener(told.root, told.named_realm)


def serve(order: ServiceOrder) -> int:
    """Serve and return the exit code when it was told to stop.

    Raises:
        Unavailable: ``central.no-library``, ``central.not-listening``.
    """
    server: Server | None = click.get_current_context().meta[SERVICE]
    if server is None:
        raise Unavailable("central.no-library")
    return server(order)
