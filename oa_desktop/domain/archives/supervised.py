"""监销: what two supervisors signed for, of the lists of the archive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oa_desktop.domain.ids import DisposalId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervised:
    """监销 of a list, confirmed by the second supervisor.

    Attributes:
        supervisors: Both, in the order of signing.
        method: 销毁方式.
        place: 销毁地点.
        day: ISO.
    """

    disposal: DisposalId
    supervisors: tuple[PersonId, PersonId]
    method: str
    place: str
    day: str


def supervision_of(supervised: Iterable[Supervised], disposal: DisposalId) -> Supervised | None:
    """Return what two supervisors signed for a list, None where they did not."""
    return next((one for one in supervised if one.disposal == disposal), None)
