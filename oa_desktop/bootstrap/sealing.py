"""Electronic seals of a demonstration (演示章): taken into use, and used where a story has somebody seal a document."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from oa_desktop.catalogue.units import DemonstrationUnit
from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.handling import ApplySeal
from oa_desktop.office.changes import Changed
from oa_desktop.office.seals.room import WantedSeal
from oa_desktop.office.session import Session


class Troupe(Protocol):
    """The people of a unit, as they are signed in for a story."""

    @property
    def unit(self) -> DemonstrationUnit:
        """Their unit's description."""

    def session(self, account: str) -> Session:
        """Return the session of one of them."""


def take_seals_into_use(troupe: Troupe) -> None:
    """Let the security administrator make the seals that the unit's description names, and give them to their keepers.

    Raises:
        Refused: ``seal.not-made-here`` in the OFFICIAL realm; a rule of enrolment.
    """
    security = troupe.session(troupe.unit.founders[1])
    for one in troupe.unit.seals:
        unit = security.organisation()
        keeper = unit.posts_of(unit.person_by_account(one.keeper).id)[0]
        security.seals.make(WantedSeal(organ=one.organ, keeper=keeper.id, password=one.password))


def act_in(session: Session, unit: DemonstrationUnit, action: Action) -> Changed:
    """Do an act of a story; where somebody has an electronic seal for what they seal, with that.

    Raises:
        Refused: What the act is refused for.
    """
    if not isinstance(action, ApplySeal):
        return session.perform(action)
    signing = session.text(action.dossier).signatories
    seal = next((one for one in session.seals.mine if one.organ in signing), None)
    if seal is None:
        return session.perform(action)
    password = next(one.password for one in unit.seals if one.organ == seal.organ)
    return session.seals.apply(replace(action, electronic=seal.data), password)
