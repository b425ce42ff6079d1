"""To whom papers usually go (常用的主送、抄送机关): groups that an office keeps at hand; practice, in no standard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from oa_desktop.domain.documents.kinds import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualAddressees:
    """Groups as they are printed, the most usual first.

    Attributes:
        main: 主送机关 by the direction of a paper.
        copied: 抄送机关.
        members: The organs of a group, by its name as it is printed; each gets an envelope of its own.
        organs: The organs of the address book (通讯录), offered one by one while somebody types.
    """

    main: Mapping[Direction, tuple[str, ...]] = field(default_factory=dict)
    copied: tuple[str, ...] = ()
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    organs: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every group and every organ once, the groups first: by them a name is completed."""
        members = (name for names in self.members.values() for name in names)
        return tuple(dict.fromkeys((*self.members, *self.organs, *members)))
