"""What sort of thing a line of the trail is (类别), and what became of it (结果)."""

from __future__ import annotations

from collections.abc import Mapping

from oa_desktop.domain.actions import (
    DECLARATIONS,
    Action,
    Scope,
    archiving,
    auditing,
    classifying,
    custody,
    exchanging,
    keeping,
    seconding,
    trusting,
)
from oa_desktop.domain.actions import delegating as proxy
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions import sealing as seals
from oa_desktop.domain.actions.numbers import RegisterAction
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.seconding import needs_second
from oa_desktop.office.queries.unit import AuditOutcome, AuditSort

SORTS: Mapping[AuditSort, tuple[type[Action], ...]] = {
    AuditSort.SIGN_IN: (auditing.RecordSignIn,),
    AuditSort.OUTPUT: (auditing.RecordOutput,),
    AuditSort.WITNESS: (auditing.WitnessHeads,),
    AuditSort.SETTINGS: (org.AdjustSetting, org.AdjustAudit, org.AdoptTemplate, org.NameTokenLibrary),
    AuditSort.RIGHTS: (
        *(org.Grant, org.RenewKey, org.RecoverKey, org.EnrolRecovery, classifying.RecordPower),
        *(proxy.Delegate, proxy.DelegateFor, proxy.EndDelegation),
        *(seconding.Confirm, seconding.Decline, seconding.Withdraw),
    ),
    AuditSort.NUMBERS: tuple(one for one in DECLARATIONS if issubclass(one, RegisterAction)),
    AuditSort.EXCHANGE: (
        *(exchanging.RegisterPartner, exchanging.DropPartner),
        *(action for action, one in DECLARATIONS.items() if one.scope is Scope.EXCHANGE),
    ),
    AuditSort.CUSTODY: (
        custody.DestroyPapers,
        *(action for action, one in DECLARATIONS.items() if one.scope is Scope.CUSTODY),
    ),
    AuditSort.ARCHIVE: (
        *(archiving.AdoptScheme, archiving.AdoptSchedule, keeping.SuperviseDisposal),
        *(action for action, one in DECLARATIONS.items() if one.scope is Scope.ARCHIVE),
    ),
    AuditSort.UNIT: (
        *(org.Found, org.ConfirmFounding, org.AdmitUnit, org.RegisterOrgan, org.RegisterCorrespondents),
        *(org.EstablishDepartment, org.EnrolPerson, org.AmendPerson, org.EnrolDesk),
    ),
    AuditSort.TRUST: (
        *(trusting.FoundAuthority, trusting.IssueCertificate, trusting.EnrolCertificate, trusting.TrustAuthority),
        *(trusting.RevokeCertificate, trusting.DistrustAuthority, trusting.RecordRevocations),
        *(seals.EnrolSeal, seals.EntrustSeal, seals.SuspendSeal, seals.ResumeSeal, seals.DestroySeal),
    ),
}
"""Sorts of things; what stands in none is of another sort. They are projected: moving one needs a migration."""
_SORT_OF = {act: sort for sort, acts in SORTS.items() for act in acts}


def sort_of(action: Action) -> AuditSort:
    """Return what sort of thing an act is."""
    if isinstance(action, auditing.RecordIncident):
        return AuditSort.SIGN_IN if action.sort is auditing.Incident.SIGN_IN else AuditSort.FAILED
    return _SORT_OF.get(type(action), AuditSort.OTHER)


def outcome_of(unit: Organisation, entry: Entry, action: Action) -> AuditOutcome:
    """Return what became of an act where it was recorded."""
    if isinstance(action, auditing.RecordIncident):
        return AuditOutcome.FAILED
    return AuditOutcome.ASKED if needs_second(unit, entry) else AuditOutcome.DONE


def failures_in(action: Action) -> int:
    """Return how many failed sign-ins an entry tells of."""
    if isinstance(action, auditing.RecordSignIn):
        return action.failed_attempts
    if isinstance(action, auditing.RecordIncident) and action.sort is auditing.Incident.SIGN_IN:
        return action.count
    return 0
