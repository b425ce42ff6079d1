"""An office in which many people may do much, and which can be put back to where it was: for tests that try everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from oa_desktop.domain.actions import BY_KIND, clearing, internal, on_paper, seconding, supervising, together, validity
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.matters import Becoming
from oa_desktop.domain.dossier import Dossier, fold
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows.flow import Flow, FlowSort
from oa_desktop.domain.ids import NO_TASK, DepartmentId, DossierId, PersonId, PostId, TaskId, dossier_journal
from oa_desktop.domain.policy import HANDLERS
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.office.session import Session
from tests.fakes.incoming import CAME, request
from tests.fakes.office import ROLES, FakeOffice, notice

EVERYBODY = ("甲", "乙", "丙", "丁", "戊")
"""Accounts of people who have every role that handles documents."""
HANDLING = tuple(account for account in ROLES if account not in ("auditor", "outsider"))


@dataclass
class Crowd(FakeOffice):
    """The usual office and five people who may do everything.

    ``kept`` puts away how the store is, ``put_back`` makes it so again.
    """

    def __post_init__(self) -> None:
        super().__post_init__()
        report = next(one for one in self.ports.matters.values() if one.name == "签报")
        for flow in self.flows.values():
            if flow.sort is FlowSort.INTERNAL:
                becomes = Becoming(sender="subject", text="content")
                self.ports.matters[flow.id] = replace(report, id=flow.id, flow=flow.id, becomes=becomes)

    def staff(self) -> None:
        super().staff()
        for account in EVERYBODY:
            self._enrol(account)

    def _enrol(self, account: str) -> None:
        system = self.as_("system")
        person, post = PersonId(f"person {account}"), PostId(f"post {account}")
        key = system.administration.open_account(account, person, "口令")
        home = system.organisation().departments[0].id
        names = {"person": person, "name": account, "account": account, "post": post, "title": "科员"}
        system.perform(org.EnrolPerson(public_key=key, department=home, **names))
        self.as_("security").perform(org.Grant(post=post, roles=tuple(HANDLERS), clearance=Secrecy.WORK))

    def kept(self) -> tuple[Any, ...]:
        store = self.stores.made
        return (list(store.kept), dict(store.folded), dict(store.texts))

    def put_back(self, kept: tuple[Any, ...]) -> None:
        store = self.stores.made
        entries, folded, texts = kept
        store.kept, store.folded, store.texts = list(entries), dict(folded), dict(texts)
        store.index.forget()

    def entries(self, document: DossierId) -> list[Entry]:
        return [one.entry for one in self.stores.made.entries(dossier_journal(document))]

    def folded(self, document: DossierId) -> Dossier:
        return fold(document, self.entries(document))

    def begin(self, flow: Flow, account: str, came: Incoming = CAME) -> DossierId:
        """Draft or sign for a document."""
        session = self.as_(account)
        if flow.sort == "收文":
            kept = session.writing.keep_text(request(kind="报告"))
            receiving = arrival.Receive(flow=flow, incoming=came, source=kept.source)
            return session.perform(receiving).dossiers[0]
        if flow.sort is FlowSort.INTERNAL:
            filled = {"subject": "关于增加值班人员的签报", "content": "建议每班增加一人。"}
            return session.perform(session.matters.begun(self.ports.matters[flow.id], filled)).dossiers[0]
        kept = session.writing.keep_text(notice())
        drafting = act.Draft(flow=flow, department=DepartmentId(""), source=kept.source, particulars=kept.particulars)
        return session.perform(drafting).dossiers[0]


def someone(account: str) -> PersonId:
    return PersonId(f"person {account}")


def wished(kind: str, session: Session, document: DossierId, task: TaskId = NO_TASK, **said: Any) -> act.DossierAction:
    """An act of a kind with what it must at least say."""
    given: dict[str, Any] = {"dossier": document, "task": task, **_LEAST.get(kind, {}), **said}
    if kind in ("issue", "cosign") and session.dossier(document).flow.sort is FlowSort.OUTGOING:
        given["rendering"] = session.papers.page(document)[0]
    return BY_KIND[kind](**given)


_LEAST: Mapping[str, Mapping[str, Any]] = {
    "assign-number": {"code": "清政办发"},
    "dispatch": {"recipients": ("各乡镇人民政府",)},
    "register-incoming": {"series": "办件"},
    "record-sealing": {"seal": "办公室印章", "copies": 1},
    "publish": {"where": "县人民政府网站", "until": "2027-12-31"},
    "leave-opinion": {"opinion": "请抓紧"},
    "supervise": {"matter": "资金拨付到村", "due": "2026-12-31"},
    "report-progress": {"opinion": "已经拨付"},
    "ask-extension": {"due": "2027-06-30", "reason": "汛期"},
    "extend-supervision": {"due": "2027-06-30"},
    "close-supervision": {"opinion": "不再督办"},
    "record-destruction": {"supervisors": ("何明", "周立"), "place": "县销毁站", "method": "粉碎"},
    **{one: {"reason": "试"} for one in ("return", "suspend", "void", "reject", "take-down", "return-report")},
}
ACTIONS = {
    "submit": act.SubmitForReview,
    "review": act.Review,
    "issue": act.Issue,
    "recheck": act.Recheck,
    "assign-number": act.AssignNumber,
    "sign-proof": act.SignProof,
    "apply-seal": act.ApplySeal,
    "dispatch": act.Dispatch,
    "file": act.File,
    "return": act.Return,
    "recall": act.Recall,
    "mark-read": act.MarkRead,
    "leave-opinion": act.LeaveOpinion,
    "register-incoming": arrival.RegisterIncoming,
    "first-check": arrival.FirstCheck,
    "unseal": arrival.Unseal,
    "reject": arrival.Reject,
    "propose": arrival.Propose,
    "instruct": arrival.Instruct,
    "assign": arrival.Assign,
    "handle": arrival.Handle,
    "conclude": arrival.Conclude,
    "approve": internal.Approve,
    "record-sealing": internal.RecordSealing,
    "publish": internal.Publish,
    "take-down": internal.TakeDown,
    "take-in": internal.TakeIn,
    "countersign": together.Countersign,
    "cosign": together.Cosign,
    "add-signers": together.AddSigners,
    "withdraw-signers": together.WithdrawSigners,
    "hand-over": together.HandOver,
    "reassign": together.Reassign,
    "record-instruction": on_paper.RecordInstruction,
    "record-issue": on_paper.RecordIssue,
    "set-validity": validity.SetValidity,
    "supervise": supervising.Supervise,
    "report-progress": supervising.ReportProgress,
    "ask-extension": supervising.AskExtension,
    "extend-supervision": supervising.ExtendSupervision,
    "return-report": supervising.ReturnReport,
    "close-supervision": supervising.CloseSupervision,
    "record-return": clearing.RecordReturn,
    "record-destruction": clearing.RecordDestruction,
    "answer-second": seconding.AnswerSecond,
    "circulate": together.Circulate,
    "pass-on": together.PassOn,
    "recall-circulation": together.RecallCirculation,
    "urge": together.Urge,
    "suspend": together.Suspend,
    "resume": together.Resume,
    "void": together.Void,
}
