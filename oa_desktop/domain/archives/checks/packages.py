"""What is asked of a package alone."""

from __future__ import annotations

from collections.abc import Callable

from oa_desktop.domain.archives.properties import BESIDE_IT, Checked
from oa_desktop.domain.archives.specimen import Package, Specimen


def of_package(item: Specimen, look: Callable[[Package], Checked]) -> Checked:
    """Return what a look at the package found; an item in no package has nothing of the kind."""
    return BESIDE_IT if item.package is None else look(item.package)
