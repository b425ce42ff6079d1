"""How a desk reaches the central service (中心服务): by three files beside its store; without the first there is none.

They are read when the service is first asked, so that a fault in them is in nobody's way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from oa_desktop.catalogue.central import load_central
from oa_desktop.office.ports.central import Central

SETTINGS, OWN, PINNED = "central.yaml", "central-desk.pem", "central-service.pem"
"""The address; the key and certificate of this machine; the certificate of the service, which alone is believed."""


def way_to_central(folder: Path) -> Callable[[], Central] | None:
    """Return what reaches the service from the desk whose store lies in a folder; None where none is configured."""
    return cache(partial(_reach, folder)) if (folder / SETTINGS).is_file() else None


def _reach(folder: Path) -> Central:
    """Return the service; nothing is asked of it yet.

    Raises:
        Refused: ``resource.faulty``, ``central.not-private``, ``central.certificate``.
        Unavailable: ``resource.unreadable``.
    """
    from oa_desktop.sync.address import read_address  # noqa: PLC0415 - nothing of networks at start
    from oa_desktop.sync.central_client import CentralClient  # noqa: PLC0415 - as above
    from oa_desktop.sync.line import Line, trust_one  # noqa: PLC0415 - as above

    address = read_address(load_central(folder / SETTINGS))
    return CentralClient(Line(address, trust_one(folder / OWN, folder / PINNED)))
