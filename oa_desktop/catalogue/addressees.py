"""To whom papers usually go (常用的主送、抄送机关), from ``resources/words/addressees.yaml``."""

from __future__ import annotations

from pathlib import Path

from oa_desktop.catalogue.checking import read_checked
from oa_desktop.domain.documents.kinds import Direction
from oa_desktop.domain.units.addressees import UsualAddressees


def load_addressees(path: Path) -> UsualAddressees:
    """Return the groups that are offered with the elements, the most usual first.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    content = read_checked(path, "addressees")
    main = {Direction(direction): tuple(groups) for direction, groups in content["主送机关"].items()}
    members = {group: tuple(organs) for group, organs in content.get("成员", {}).items()}
    return UsualAddressees(main=main, copied=tuple(content["抄送机关"]), members=members)
