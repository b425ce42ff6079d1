"""Who may do and ask what: one table, tested for every role, act and relation.

An act needs a role of the acting post *and* a relation between the actor and the document. There is no entry that
allows everything; the three administrators (三员) have no relation to documents by their roles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.actions import DECLARATIONS, Action
from oa_desktop.domain.actions import archiving as a
from oa_desktop.domain.actions import classifying as k
from oa_desktop.domain.actions import clearing as c
from oa_desktop.domain.actions import custody as u
from oa_desktop.domain.actions import delegating as d
from oa_desktop.domain.actions import exchanging as x
from oa_desktop.domain.actions import exercising as z
from oa_desktop.domain.actions import handling as h
from oa_desktop.domain.actions import holdings as held
from oa_desktop.domain.actions import incoming as i
from oa_desktop.domain.actions import internal as m
from oa_desktop.domain.actions import keeping as q
from oa_desktop.domain.actions import numbers as n
from oa_desktop.domain.actions import on_paper as p
from oa_desktop.domain.actions import organising as o
from oa_desktop.domain.actions import reading as r
from oa_desktop.domain.actions import sealing as g
from oa_desktop.domain.actions import seconding as e
from oa_desktop.domain.actions import supervising as s
from oa_desktop.domain.actions import teaching as w
from oa_desktop.domain.actions import together as t
from oa_desktop.domain.actions import validity as v
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.tasks import held_by, of_the_step
from oa_desktop.domain.history import UNKNOWN
from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.sight import Sight
from oa_desktop.domain.trust.trusting import TRUSTING
from oa_desktop.domain.units.roles import ADMINISTRATORS, DELEGATING, PERMISSIONS, Role
from oa_desktop.domain.units.standing import Standing


class Relation(StrEnum):
    """How an actor stands to a document."""

    ANY = "any"
    """No relation is needed."""
    HOLDER = "holder"
    """The document is in the actor's hands: one of its tasks falls to them."""
    LAST_ACTOR = "last-actor"
    """The actor did the last act, or their part of the present step."""
    PARTY = "party"
    """The actor may know the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """What an act needs: one of these roles, and this relation."""

    roles: frozenset[Role]
    relation: Relation = Relation.ANY


HANDLERS = frozenset(Role) - ADMINISTRATORS - PERMISSIONS
"""Every role that handles documents."""

RECORDERS = frozenset({Role.REGISTRAR, Role.OFFICE_REVIEWER})
"""Who records what stands on paper: not whoever drafts, who would record that their own draft was signed."""

CUSTODIANS = frozenset({Role.REGISTRAR, Role.ARCHIVIST})
"""Who keeps papers (保管), lends them, and registers classified paper."""

DISPOSAL_SUPERVISORS = frozenset({Role.REGISTRAR, Role.ARCHIVIST, Role.OFFICE_REVIEWER})
"""Who may be there when items of the archive are destroyed (监销)."""

SUPERVISORS = frozenset({Role.REGISTRAR, Role.OFFICE_REVIEWER})
"""Who supervises (督办): the office, for its leaders."""

PERMITS: Mapping[type[Action], Permit] = {
    **dict.fromkeys(
        (
            *(a.ArrangeItem, a.WithdrawItem, a.CorrectItem, a.PlaceItems, a.RecordProperties),
            *(a.AdoptScheme, a.AdoptSchedule),
        ),
        Permit(roles=frozenset({Role.ARCHIVIST})),
    ),
    **dict.fromkeys(
        (q.RecordFixity, q.RepairItem, q.ListDisposal, q.DisposeItem), Permit(roles=frozenset({Role.ARCHIVIST}))
    ),
    **dict.fromkeys((held.ReceiveHoldings, held.KeepHoldings), Permit(roles=frozenset({Role.ARCHIVIST}))),
    q.ApproveDisposal: Permit(roles=frozenset({Role.SIGNER})),
    r.GrantReading: Permit(roles=frozenset({Role.ARCHIVIST})),
    r.ApproveReading: Permit(roles=frozenset({Role.SIGNER})),
    **dict.fromkeys((r.RequestReading, r.EndReading), Permit(roles=HANDLERS)),
    q.SuperviseDisposal: Permit(roles=DISPOSAL_SUPERVISORS),
    h.Draft: Permit(roles=frozenset({Role.DRAFTER})),
    h.Revise: Permit(roles=HANDLERS, relation=Relation.HOLDER),
    h.SubmitForReview: Permit(roles=frozenset({Role.DRAFTER}), relation=Relation.HOLDER),
    h.Review: Permit(roles=frozenset({Role.DEPARTMENT_HEAD, Role.OFFICE_REVIEWER}), relation=Relation.HOLDER),
    h.Issue: Permit(roles=frozenset({Role.SIGNER}), relation=Relation.HOLDER),
    h.Recheck: Permit(roles=frozenset({Role.RECHECKER}), relation=Relation.HOLDER),
    h.AssignNumber: Permit(roles=frozenset({Role.REGISTRAR}), relation=Relation.HOLDER),
    h.SignProof: Permit(roles=frozenset({Role.DRAFTER, Role.REGISTRAR, Role.SEAL_KEEPER}), relation=Relation.PARTY),
    h.ApplySeal: Permit(roles=frozenset({Role.SEAL_KEEPER}), relation=Relation.HOLDER),
    h.Dispatch: Permit(roles=frozenset({Role.DISPATCHER}), relation=Relation.HOLDER),
    h.File: Permit(roles=frozenset({Role.ARCHIVIST}), relation=Relation.HOLDER),
    h.Return: Permit(roles=HANDLERS, relation=Relation.HOLDER),
    h.Recall: Permit(roles=HANDLERS, relation=Relation.LAST_ACTOR),
    h.MarkRead: Permit(roles=HANDLERS, relation=Relation.PARTY),
    h.LeaveOpinion: Permit(roles=HANDLERS, relation=Relation.PARTY),
    i.Receive: Permit(roles=frozenset({Role.REGISTRAR})),
    i.RegisterIncoming: Permit(roles=frozenset({Role.REGISTRAR}), relation=Relation.HOLDER),
    i.Unseal: Permit(roles=HANDLERS, relation=Relation.PARTY),
    i.FirstCheck: Permit(roles=frozenset({Role.REGISTRAR, Role.OFFICE_REVIEWER}), relation=Relation.HOLDER),
    i.Reject: Permit(roles=frozenset({Role.REGISTRAR, Role.OFFICE_REVIEWER}), relation=Relation.HOLDER),
    i.Propose: Permit(roles=frozenset({Role.OFFICE_REVIEWER}), relation=Relation.HOLDER),
    i.Instruct: Permit(roles=frozenset({Role.SIGNER}), relation=Relation.HOLDER),
    i.Assign: Permit(roles=frozenset({Role.REGISTRAR, Role.OFFICE_REVIEWER}), relation=Relation.HOLDER),
    i.Handle: Permit(roles=HANDLERS, relation=Relation.HOLDER),
    i.Conclude: Permit(roles=HANDLERS, relation=Relation.HOLDER),
    p.RecordInstruction: Permit(roles=RECORDERS, relation=Relation.PARTY),
    p.RecordIssue: Permit(roles=RECORDERS, relation=Relation.PARTY),
    t.Countersign: Permit(roles=HANDLERS, relation=Relation.HOLDER),
    t.Cosign: Permit(roles=frozenset({Role.SIGNER}), relation=Relation.HOLDER),
    t.AddSigners: Permit(roles=HANDLERS, relation=Relation.HOLDER),
    t.WithdrawSigners: Permit(roles=HANDLERS, relation=Relation.PARTY),
    t.HandOver: Permit(roles=HANDLERS, relation=Relation.HOLDER),
    t.Reassign: Permit(
        roles=frozenset({Role.DRAFTER, Role.DEPARTMENT_HEAD, Role.OFFICE_REVIEWER, Role.REGISTRAR}),
        relation=Relation.PARTY,
    ),
    t.Circulate: Permit(roles=HANDLERS, relation=Relation.HOLDER),
    t.PassOn: Permit(roles=HANDLERS, relation=Relation.PARTY),
    t.RecallCirculation: Permit(roles=HANDLERS, relation=Relation.PARTY),
    t.Urge: Permit(roles=HANDLERS, relation=Relation.PARTY),
    t.Suspend: Permit(roles=frozenset({Role.OFFICE_REVIEWER}), relation=Relation.PARTY),
    t.Resume: Permit(roles=frozenset({Role.OFFICE_REVIEWER}), relation=Relation.PARTY),
    t.Void: Permit(roles=frozenset({Role.DRAFTER, Role.OFFICE_REVIEWER}), relation=Relation.PARTY),
    v.SetValidity: Permit(roles=frozenset({Role.OFFICE_REVIEWER, Role.REGISTRAR}), relation=Relation.PARTY),
    k.ProposeClassification: Permit(roles=HANDLERS, relation=Relation.HOLDER),
    k.Classify: Permit(roles=HANDLERS, relation=Relation.PARTY),
    k.Reclassify: Permit(roles=HANDLERS, relation=Relation.PARTY),
    k.Declassify: Permit(roles=HANDLERS, relation=Relation.PARTY),
    k.AdjustAudience: Permit(roles=HANDLERS, relation=Relation.PARTY),
    c.RecordReturn: Permit(roles=frozenset({Role.REGISTRAR, Role.DISPATCHER, Role.ARCHIVIST}), relation=Relation.PARTY),
    c.RecordDestruction: Permit(roles=frozenset({Role.REGISTRAR, Role.ARCHIVIST}), relation=Relation.PARTY),
    s.Supervise: Permit(roles=SUPERVISORS, relation=Relation.PARTY),
    s.ReportProgress: Permit(roles=HANDLERS, relation=Relation.PARTY),
    s.AskExtension: Permit(roles=HANDLERS, relation=Relation.PARTY),
    s.ExtendSupervision: Permit(roles=SUPERVISORS, relation=Relation.PARTY),
    s.ReturnReport: Permit(roles=SUPERVISORS, relation=Relation.PARTY),
    s.CloseSupervision: Permit(roles=SUPERVISORS, relation=Relation.PARTY),
    m.Approve: Permit(roles=frozenset({Role.DEPARTMENT_HEAD, Role.SIGNER}), relation=Relation.HOLDER),
    m.RecordSealing: Permit(roles=frozenset({Role.SEAL_KEEPER}), relation=Relation.HOLDER),
    m.Publish: Permit(roles=frozenset({Role.DISPATCHER}), relation=Relation.HOLDER),
    m.TakeDown: Permit(roles=frozenset({Role.OFFICE_REVIEWER, Role.DISPATCHER}), relation=Relation.PARTY),
    m.TakeIn: Permit(roles=frozenset({Role.REGISTRAR}), relation=Relation.HOLDER),
    h.SettleConflict: Permit(roles=frozenset({Role.OFFICE_REVIEWER}), relation=Relation.PARTY),
    n.TakeNumberOnPaper: Permit(roles=frozenset({Role.REGISTRAR})),
    n.ReserveNumber: Permit(roles=frozenset({Role.REGISTRAR})),
    n.ReleaseNumber: Permit(roles=frozenset({Role.REGISTRAR})),
    n.SkipNumber: Permit(roles=frozenset({Role.REGISTRAR})),
    n.VoidNumber: Permit(roles=frozenset({Role.REGISTRAR})),
    o.ConfirmFounding: Permit(roles=frozenset({Role.SECURITY_ADMINISTRATOR})),
    o.AdmitUnit: Permit(roles=frozenset({Role.SYSTEM_ADMINISTRATOR})),
    o.RegisterOrgan: Permit(roles=frozenset({Role.SYSTEM_ADMINISTRATOR})),
    o.RegisterCorrespondents: Permit(roles=frozenset({Role.SYSTEM_ADMINISTRATOR, Role.REGISTRAR})),
    o.AdjustAudit: Permit(roles=frozenset({Role.SECURITY_ADMINISTRATOR})),
    o.AdjustSetting: Permit(roles=frozenset({Role.SYSTEM_ADMINISTRATOR})),
    o.AdoptTemplate: Permit(roles=frozenset({Role.SYSTEM_ADMINISTRATOR})),
    o.EstablishDepartment: Permit(roles=frozenset({Role.SYSTEM_ADMINISTRATOR})),
    o.EnrolPerson: Permit(roles=frozenset({Role.SYSTEM_ADMINISTRATOR})),
    o.AmendPerson: Permit(roles=frozenset({Role.SYSTEM_ADMINISTRATOR})),
    k.RecordPower: Permit(roles=frozenset({Role.SECURITY_ADMINISTRATOR})),
    o.Grant: Permit(roles=frozenset({Role.SECURITY_ADMINISTRATOR})),
    **dict.fromkeys(TRUSTING, Permit(roles=frozenset({Role.SECURITY_ADMINISTRATOR}))),
    g.EnrolSeal: Permit(roles=frozenset({Role.SECURITY_ADMINISTRATOR})),
    g.EntrustSeal: Permit(roles=frozenset({Role.SECURITY_ADMINISTRATOR})),
    g.SuspendSeal: Permit(roles=frozenset({Role.SECURITY_ADMINISTRATOR})),
    g.ResumeSeal: Permit(roles=frozenset({Role.SECURITY_ADMINISTRATOR})),
    g.DestroySeal: Permit(roles=frozenset({Role.SECURITY_ADMINISTRATOR})),
    d.Delegate: Permit(roles=HANDLERS),
    d.DelegateFor: Permit(roles=DELEGATING),
    d.EndDelegation: Permit(roles=HANDLERS | DELEGATING),
    o.EnrolDesk: Permit(roles=frozenset({Role.SYSTEM_ADMINISTRATOR})),
    o.NameTokenLibrary: Permit(roles=frozenset({Role.SYSTEM_ADMINISTRATOR})),
    x.RegisterPartner: Permit(roles=frozenset({Role.SECURITY_ADMINISTRATOR})),
    x.DropPartner: Permit(roles=frozenset({Role.SECURITY_ADMINISTRATOR})),
    x.SendPackage: Permit(roles=frozenset({Role.DISPATCHER, Role.REGISTRAR})),
    x.TakeInPackage: Permit(roles=frozenset({Role.REGISTRAR})),
    **dict.fromkeys(
        (u.RegisterPaper, u.LendCopy, u.TakeBackCopy, u.HandBackPaper, u.DestroyPapers), Permit(roles=CUSTODIANS)
    ),
    o.EnrolRecovery: Permit(roles=frozenset({Role.SYSTEM_ADMINISTRATOR})),
    o.RenewKey: Permit(roles=frozenset({Role.SYSTEM_ADMINISTRATOR})),
    e.Confirm: Permit(roles=HANDLERS | ADMINISTRATORS),
    e.Decline: Permit(roles=HANDLERS | ADMINISTRATORS),
    e.Withdraw: Permit(roles=HANDLERS | ADMINISTRATORS),
    e.AnswerSecond: Permit(roles=HANDLERS, relation=Relation.PARTY),
    **dict.fromkeys(z.EXERCISING, Permit(roles=HANDLERS | ADMINISTRATORS)),
    **dict.fromkeys(w.TEACHING, Permit(roles=frozenset({Role.SYSTEM_ADMINISTRATOR}))),
}
"""Acts that are not listed (founding, what the program records, what follows from another act) nobody may ask for."""

READS_ISSUED = frozenset({Role.REGISTRAR, Role.DISPATCHER, Role.ARCHIVIST})
"""Roles whose work is the whole register: they may know every issued document up to their clearance."""


def relations(standing: Standing, dossier: Dossier) -> frozenset[Relation]:
    """Return how somebody stands to a document that they may know."""
    found = {Relation.ANY, Relation.PARTY}
    if held_by(of_the_step(dossier.tasks), standing):
        found.add(Relation.HOLDER)
    if standing.person in _acted(dossier):
        found.add(Relation.LAST_ACTOR)
    return frozenset(found)


def _acted(dossier: Dossier) -> frozenset[PersonId]:
    """Return who did the last act, and who did their part of the step that it is in."""
    last = {dossier.last.person} if dossier.last else set()
    return frozenset({*last, *(one.person for one in dossier.done)})


def refuse_role(standing: Standing, action: type[Action]) -> Permit:
    """Refuse an act for which the actor's post has no role; return what else the act needs.

    Raises:
        Refused: ``policy.role`` with the roles that have it, or ``policy.nobody``.
    """
    permit = PERMITS.get(action)
    term = DECLARATIONS[action].term if action in DECLARATIONS else UNKNOWN.term
    if permit is None:
        raise Refused("policy.nobody", act=term)
    if not permit.roles & standing.roles:
        needed = "、".join(role.value for role in Role if role in permit.roles)
        raise Refused("policy.role", act=term, roles=needed, name=standing.name)
    return permit


def refuse_unpermitted(standing: Standing, action: Action, held: frozenset[Relation]) -> None:
    """Refuse an act for which the actor lacks the role or the relation.

    Raises:
        Refused: ``policy.role``, ``policy.holder``, ``policy.last-actor`` or ``policy.party``.
    """
    permit = refuse_role(standing, type(action))
    if permit.relation not in held:
        raise Refused(f"policy.{permit.relation.value}", act=DECLARATIONS[type(action)].term, name=standing.name)


def sight_of(standing: Standing) -> Sight:
    """Return what somebody in a post may know."""
    handles = bool(standing.roles & HANDLERS)
    return Sight(
        unit=standing.unit,
        person=standing.person if handles else PersonId(""),
        department=standing.department,
        roles=tuple(sorted(standing.roles & HANDLERS)),
        clearance=standing.clearance,
        heads_department=Role.DEPARTMENT_HEAD in standing.roles,
        reads_issued=bool(standing.roles & READS_ISSUED),
        on_behalf=tuple(_lent_sight(one) for one in standing.on_behalf) if handles else (),
    )


def _lent_sight(standing: Standing) -> Sight:
    """Return what somebody may know for whom they stand for: the tasks that the delegation covers, and nothing else."""
    delegation = standing.delegation
    return Sight(
        unit=standing.unit,
        person=standing.person,
        name=standing.name,
        department=standing.department,
        roles=tuple(sorted(standing.roles & HANDLERS)),
        clearance=standing.clearance,
        kinds=delegation.kinds if delegation else (),
        acts=delegation.acts if delegation else (),
    )
