"""Standing apart from other networks (隔离): what a way out means is said by the unit."""

from __future__ import annotations

from collections.abc import Callable

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.unit_settings import ISOLATION

WayOut = Callable[[], tuple[str, ...]]
NOTHING, TOLD, REFUSED = 0, 1, 2


def told_of(unit: Organisation, ways_out: WayOut) -> str:
    """Return, in words, what may lead out of the network where the unit wants it told; else nothing.

    Raises:
        Refused: ``isolation.way-out``, where the unit wants nobody to work with one.
    """
    meaning = unit.setting(ISOLATION)
    ways = "，".join(ways_out()) if meaning > NOTHING else ""
    if ways and meaning == REFUSED:
        raise Refused("isolation.way-out", ways=ways)
    return ways
