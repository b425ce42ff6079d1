"""Seals as they are named on the command line: by name, by organ, or by the first digits of their digest."""

from __future__ import annotations

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.trust.seals import EnrolledSeal, SealState
from oa_desktop.office.session import Session


def seal_named(session: Session, said: str) -> EnrolledSeal:
    """Return the seal that is meant; of several with one name the one that is not destroyed, and the newest of them.

    Raises:
        Refused: ``seal.unknown``.
    """
    found = [one for one in session.seals.all if said in (one.name, one.organ) or (said and one.data.startswith(said))]
    if not found:
        raise Refused("seal.unknown")
    return max(found, key=lambda one: (one.state is not SealState.DESTROYED, session.seals.all.index(one)))
