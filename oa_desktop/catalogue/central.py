"""Where a desk finds the central service (中心服务的地址): one file beside the store, written by an administrator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import read_source


def load_central(path: Path) -> str:
    """Return the address of the service as it is written: ``10.1.2.3:8443``.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    content: Any = read_source(path, "central", ()).value
    return str(content["地址"])
