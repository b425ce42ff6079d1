"""Where packages are written just now: noted before, so that what a program that died left there is found again.

It is kept for the person, encrypted like what they type. Whoever packs in the unit sweeps what any of them left.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from oa_desktop.office.archiving.archivists import kept_by
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.phrases import OWN_ROWS
from oa_desktop.office.ports.departures import SweepPackage

_KEPT = OWN_ROWS + "packing/"


@contextmanager
def noted(desk: Desk, folder: Path) -> Iterator[None]:
    """Keep it noted that a package is written into a folder, until that ends in whatever way but a death.

    Raises:
        Unavailable: ``store.read-only``, ``disk.full``.
    """
    person, place = desk.own_standing.person, str(folder.absolute())
    key = _KEPT + desk.crypto.digest(place.encode())
    desk.store.keep_draft(person, key, place.encode())
    try:
        yield
    finally:
        desk.store.drop_draft(person, key)


def swept(desk: Desk, sweep: SweepPackage) -> tuple[Path, ...]:
    """Take away what is left at every place that was noted, and return where something may be left."""
    left = []
    for person, key, row in list(kept_by(desk, _KEPT)):
        place = Path(row.decode())
        if sweep(place):
            desk.store.drop_draft(person, key)
        else:
            left.append(place)
    return tuple(left)
