"""The program as it is started: a confined worker or the trial of a PIN when asked to be one, else the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from oa_desktop.confine import serve_if_asked

if TYPE_CHECKING:
    from pathlib import Path

    from oa_desktop.bootstrap.service_order import ServiceOrder
    from oa_desktop.domain.realms import Realm


_PIN_TRIAL = "--pin-trial"
"""The argument by which a frozen program tries a PIN; ``security.pin_trial`` gives it."""


def main() -> None:
    """Start the program."""
    serve_if_asked(sys.argv)
    if sys.argv[1:] == [_PIN_TRIAL]:
        from oa_desktop.security.pin_trial_apart import main as try_pin  # neither a command nor a window pays for it

        return try_pin()
    try:
        from oa_desktop.cli.program import main as run_command  # a confined worker must not pay for our imports

        run_command(_open_window, _serve)
    except KeyboardInterrupt:
        sys.exit(1)  # before anything was begun, or after everything was said


def _open_window(home: Path, realm: Realm | None) -> int:
    from oa_desktop.app import main as run_window  # no command pays for Qt

    return run_window(home, realm)


def _serve(order: ServiceOrder) -> int:
    from oa_desktop.service.starting import main as run_service  # a desk need not have what a server is made of

    return run_service(order)


if __name__ == "__main__":
    main()
