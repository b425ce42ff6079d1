"""Seals as they are named on the command line: by name, by organ, or by the first digits of their digest."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.cli.context import Surroundings
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.trust.seals import EnrolledSeal, SealState
from oa_desktop.i18n import _
from oa_desktop.office.session import Session


def seal_named(session: Session, said: str) -> EnrolledSeal:
    """Return the seal that is meant; of several with one name the one that is not destroyed, and the newest of them.

    Raises:
        Refused: ``seal.unknown``; ``seal.ambiguous``: the organ has several by different names.
    """
    seals = session.seals.all
    named = [one for one in seals if said == one.name or (said and one.data.startswith(said))]
    found = named or _of_organ(seals, said)
    if not found:
        raise Refused("seal.unknown")
    return max(found, key=lambda one: (one.state is not SealState.DESTROYED, seals.index(one)))


def opened_by(told: Surroundings, session: Session, said: str) -> str:
    """Return by what a seal is opened: its password, or the PIN of the token that has its key.

    Raises:
        Refused: ``seal.unknown``.
    """
    seal = seal_named(session, said)
    whose = _("印章“{name}”").format(name=seal.name)
    return told.pin(whose) if session.seals.on_token(seal) else told.secret(_("{whose}的口令").format(whose=whose))


def _of_organ(seals: Sequence[EnrolledSeal], organ: str) -> list[EnrolledSeal]:
    found = [one for one in seals if one.organ == organ]
    names = dict.fromkeys(one.name for one in found if one.state is not SealState.DESTROYED)
    if len(names) > 1:
        raise Refused("seal.ambiguous", organ=organ, seals="、".join(names))
    return found
