"""Electronic seals of a demonstration (演示章): taken into use, and used where a story has somebody seal a document.

They rest on the unit's own authority, which its two founders found and open together, as every unit may have one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.handling import ApplySeal
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.trust.certificates import Purpose
from oa_desktop.domain.units.described import DescribedUnit
from oa_desktop.office.changes import Changed
from oa_desktop.office.ports.keys import Credentials
from oa_desktop.office.seals.room import WantedSeal
from oa_desktop.office.session import Session
from oa_desktop.office.trust.certifying import CertificateWish

_AUTHORITY = "{unit}证书机构"


class Troupe(Protocol):
    """The people of a unit, as they are signed in for a story."""

    @property
    def unit(self) -> DescribedUnit:
        """Their unit's description."""

    def session(self, account: str) -> Session:
        """Return the session of one of them."""


def take_seals_into_use(troupe: Troupe) -> None:
    """Let the founders found the unit's authority, which certifies everybody, and make the seals that the unit has.

    Raises:
        Refused: ``seal.not-made-here`` in the OFFICIAL realm; a rule of enrolment.
    """
    security = troupe.session(troupe.unit.founders[1])
    both = [_present(troupe.unit, account) for account in troupe.unit.founders]
    security.trust.authority.found(_AUTHORITY.format(unit=troupe.unit.name), both)
    people = security.organisation().people
    security.trust.authority.issue([CertificateWish(purpose=Purpose.PERSON, person=one.id) for one in people], both)
    for one in troupe.unit.seals:
        unit = security.organisation()
        keeper = unit.posts_of(unit.person_by_account(one.keeper).id)[0]
        security.seals.make(WantedSeal(organ=one.organ, keeper=keeper.id, password=one.password), both)


def publish_revocations(troupe: Troupe) -> None:
    """Have the list of revocations made anew: what was sealed before is known not to be revoked by then.

    Raises:
        Refused: As :meth:`.Trusting.publish` does.
    """
    troupe.session(troupe.unit.founders[1]).trust.publish()


def lock_seal(troupe: Troupe, organ: str) -> None:
    """Let somebody try an organ's seal with wrong passwords until it is locked for a while (印章锁定).

    Raises:
        ValueError: The unit has no such seal.
    """
    described = next((one for one in troupe.unit.seals if one.organ == organ), None)
    if described is None:
        raise ValueError(organ)
    seals = troupe.session(described.keeper).seals
    seal = next(one for one in seals.mine if one.organ == organ)
    refused = ""
    while refused != _LOCKED:
        try:
            seals.change_password(seal.data, _WRONG.format(described.password), described.password)
        except Refused as why:
            refused = why.code


_LOCKED, _WRONG = "seal.locked-out", "不是{}"


def _present(unit: DescribedUnit, account: str) -> Credentials:
    return Credentials(account=account, password=unit.person(account).password)


def act_in(session: Session, unit: DescribedUnit, action: Action, *beside: Action) -> Changed:
    """Do an act of a story; where somebody has an electronic seal for what they seal, with that of the next organ.

    Who names a seal themselves means the one that is pressed on paper.

    Raises:
        Refused: What the act is refused for.
    """
    if not isinstance(action, ApplySeal) or action.seal:
        return session.perform(action, *beside)
    sealed = {one.organ for one in session.dossier(action.dossier).seals}
    signing = (organ for organ in session.text(action.dossier).signatories if organ not in sealed)
    mine = {one.organ: one for one in session.seals.mine}
    seal = next((mine[organ] for organ in signing if organ in mine), None)
    if seal is None:
        return session.perform(action)
    password = next(one.password for one in unit.seals if one.organ == seal.organ)
    return session.seals.apply(replace(action, electronic=seal.data), password)
