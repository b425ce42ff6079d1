"""Questions that the office answers itself, from one journal or one state; all others go to the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.office import queries as q
from oa_desktop.office import reading
from oa_desktop.office.act_forms import act_forms, first_act_form
from oa_desktop.office.books.statistics import statistics
from oa_desktop.office.circulating.delegations import Delegations, delegations
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting import revisions
from oa_desktop.office.flows.cautions import cautions
from oa_desktop.office.flows.flow_pictures import flow_picture
from oa_desktop.office.lists.due_dates import reminders
from oa_desktop.office.numbers import ledger as number_ledger
from oa_desktop.office.numbers.acts import number_acts
from oa_desktop.office.papers.opinions import opinions
from oa_desktop.office.possible_acts import possible_acts
from oa_desktop.office.secrecy.classified import marks
from oa_desktop.office.secrecy.refused_marks import refused_marks
from oa_desktop.office.trail import auditing
from oa_desktop.office.trust.lines import certificate_book, trust_list
from oa_desktop.office.waiting import Waiting, waiting

ANSWERS: Mapping[type[q.Query[Any]], Callable[[Desk, Any], tuple[Any, ...]]] = {
    q.PossibleActs: possible_acts,
    q.ActForms: act_forms,
    q.FirstActForm: first_act_form,
    q.Cautions: cautions,
    q.FlowPicture: flow_picture,
    q.Timeline: reading.timeline,
    q.Opinions: opinions,
    q.Revisions: revisions.revisions,
    q.RevisionTallies: revisions.tallies,
    q.Comparison: revisions.comparison,
    q.Contributions: revisions.contributions,
    q.SinceSigned: revisions.since_signed,
    q.Reminders: reminders,
    q.Marks: marks,
    q.RefusedMarks: refused_marks,
    q.AuditTrail: auditing.audit_trail,
    q.AuditTally: auditing.audit_tally,
    q.NumberActs: number_acts,
    q.NumberGaps: number_ledger.number_gaps,
    q.NumberLedger: number_ledger.number_ledger,
    q.NumberRegisters: number_ledger.number_registers,
    q.People: reading.people,
    q.CertificateBook: certificate_book,
    q.TrustList: trust_list,
    Delegations: delegations,
    q.Statistics: statistics,
    Waiting: waiting,
}
