"""Opening the window from the command line, which does not know it: whoever starts the program brings it along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from oa_desktop.cli.context import Surroundings
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.realms import Realm

Opener = Callable[[Path, Realm | None], int]
"""Root of all realms, and the realm that was named → exit code, once the window is closed."""
WINDOW = f"{__name__}.window"
"""Where the running command finds the opener."""


def open_window(told: Surroundings) -> int:
    """Open the window and return the exit code when it is closed.

    Raises:
        Unavailable: ``window.no-screen``, ``window.no-library``.
    """
    opener: Opener | None = click.get_current_context().meta[WINDOW]
    if opener is None:
        raise Unavailable("window.no-screen")
    return opener(told.root, told.named_realm)
