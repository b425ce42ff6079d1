"""What falls due in a unit by the calendar alone, and is recorded at the next sign-in (到期)."""

from __future__ import annotations

from oa_desktop.domain.actions import declaration_of
from oa_desktop.domain.actions.classifying import LiftAtExpiry
from oa_desktop.domain.actions.handling import DossierAction
from oa_desktop.domain.actions.internal import ExpirePublication
from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.ids import ActId, UnitId
from oa_desktop.domain.secrecy.classifying import over_on
from oa_desktop.domain.units.unit_settings import LIFT_AT_EXPIRY
from oa_desktop.office.open_office import OpenOffice

_STANDING = frozenset({Phase.IN_HAND, Phase.SUSPENDED, Phase.CONCLUDED})
"""How far a document has come whose mark may be over by itself."""
_ACT_CHARACTERS = 32
"""Of the id of an act."""


def end_publications(office: OpenOffice, unit: UnitId) -> None:
    """Record what was public in a unit and whose last day has passed (发布到期); nothing where only reading."""
    today = office.ports.clock.now().date().isoformat()
    if not office.may_record():
        return
    with office.lock:
        for dossier in office.store.public_past(unit, today):
            state = office.states.dossier(dossier).state
            until = state.publication.until if state.publication else ""
            expiry = ExpirePublication(dossier=dossier, source=state.source, until=until)
            office.record([expiry], office.program(unit), _act(office, expiry, until))


def lift_marks(office: OpenOffice, unit: UnitId) -> None:
    """Record that marks are over (到期解密) where the unit wishes it so; nothing where only reading."""
    if not office.states.organisation(unit).state.setting(LIFT_AT_EXPIRY) or not office.may_record():
        return
    today = office.ports.clock.now().date().isoformat()
    with office.lock:
        for dossier in office.store.marks_over(unit, today):
            state = office.states.dossier(dossier).state
            if state.dispatched is None or state.phase not in _STANDING:
                continue
            mark = state.particulars.classification
            day = over_on(mark, next(one.day for one in state.markings if one.mark == mark))
            lifting = LiftAtExpiry(dossier=dossier, source=state.source, mark=mark, day=day)
            office.record([lifting], office.program(unit), _act(office, lifting, day))


def _act(office: OpenOffice, action: DossierAction, day: str) -> ActId:
    """Return the id of an act that falls due: the same wherever it is recorded."""
    said = f"{declaration_of(action).kind} {action.dossier} {day}"
    return ActId(office.ports.crypto.digest(said.encode())[:_ACT_CHARACTERS])
