"""What thirteen people of the office see of documents in every step, and that they can do nothing else with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from oa_desktop.domain import dossier as dossiers
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions import together
from oa_desktop.domain.dossier import Dossier, Phase
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import declaration_of_act
from oa_desktop.domain.ids import DepartmentId, Digest, DossierId, EntryId, PersonId, PostId, dossier_journal, is_audit
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.secrecy.classification import Secrecy, SystemGrade
from oa_desktop.office import queries as q
from oa_desktop.office.session import Session
from tests.builders import RealPlace
from tests.fakes.journals import disagree
from tests.fakes.office import FLOW, HOLDERS, ROLES, FakeOffice, notice
from tests.fakes.store import FakeStores, sees

ACCOUNTS = ["system", "security", *ROLES]
CLEARED = {"drafter": 3, "head": 2, "signer": 3, "registrar": 2, "archivist": 3}
"""Highest secrecy that somebody may know; all others 1 (工作秘密)."""
MARKS = {0: "", 1: "工作秘密", 2: "秘密★1年", 3: "机密★1年"}


STORES: dict[str, Callable[[Path], Any]] = {"in memory": lambda _: FakeStores(), "on disk": RealPlace}


@dataclass
class Case:
    """An office and documents in every state, as their journals say they are."""

    office: FakeOffice
    documents: dict[str, DossierId]
    folded: dict[tuple[EntryId, ...], Dossier] = field(default_factory=dict)

    def state(self, name: str) -> Dossier:
        """Folded from the journal alone: no projection is believed."""
        dossier = self.documents[name]
        entries = [one.entry for one in self.office.stores.made.entries(dossier_journal(dossier))]
        journal = tuple(one.id for one in entries)
        if journal not in self.folded:
            self.folded[journal] = dossiers.fold(dossier, entries)
        return self.folded[journal]

    def knows(self, account: str, name: str) -> bool:
        """The rule of sight, in the words of the office."""
        state, role = self.state(name), ROLES.get(account)
        post = PostId(f"post {account}")
        if role is None or account == "auditor" or state.particulars.secrecy > CLEARED.get(account, 1):
            return False
        department = next(one.department for one in self.office.as_("system").organisation().posts if one.id == post)
        return (
            f"person {account}" in state.parties
            or self.holds(account, name)
            or (account == "head" and state.department == department)
            or (account in ("registrar", "dispatcher", "archivist") and state.issued is not None)
        )

    def holds(self, account: str, name: str) -> bool:
        state = self.state(name)
        if name == "conflict":
            return account == "reviewer"
        if not state.tasks:
            return False
        if state.step == "draft":
            return state.drafter == f"person {account}"
        return account == HOLDERS[state.step]


@pytest.fixture(scope="module", params=STORES)
def store_factory(request: pytest.FixtureRequest) -> Callable[[Path], Any]:
    return STORES[request.param]


@pytest.fixture(scope="module")
def case(store_factory: Callable[[Path], Any], tmp_path_factory: pytest.TempPathFactory) -> Case:
    stores = store_factory(tmp_path_factory.mktemp("home") / "official")
    office = FakeOffice(stores=stores, grade=SystemGrade.CONFIDENTIAL)
    for account, clearance in CLEARED.items():
        grant = org.Grant(post=PostId(f"post {account}"), roles=(ROLES[account],), clearance=Secrecy(clearance))
        office.as_("security").perform(grant)
    documents = {step: office.bring_to(step) for step in HOLDERS}
    for name in ("filed", "conflict"):
        documents[name] = office.bring_to("file" if name == "filed" else "office", notice(f"关于{name}的通知"))
    office.step(documents["filed"])
    disagree(office, documents["conflict"])
    documents["elsewhere"] = office.draft(notice("关于值班的通知"), account="outsider")
    for level, mark in MARKS.items():
        for step in ("department", "issue"):
            if level < 3 or step == "department":
                documents[f"{step} {level}"] = marked(office, mark, step)
    return Case(office, documents)


def marked(office: FakeOffice, mark: str, step: str) -> DossierId:
    """A document with a secrecy mark; where the reviewer may not know it, the mark is raised later, by the drafter."""
    dossier = office.draft(notice(f"关于{mark}事项的通知", classification=mark))
    office.step(dossier)
    if step == "issue" and mark in ("", "工作秘密"):
        office.step(dossier)
        office.step(dossier)
    return dossier


def test_the_documents_stand_where_they_should(case):
    steps = [case.state(name).step for name in HOLDERS]
    assert steps == list(HOLDERS)
    assert case.state("conflict").phase is Phase.CONFLICT
    assert {case.state(name).particulars.secrecy for name in case.documents} == {0, 1, 2, 3}


@pytest.mark.parametrize("account", ACCOUNTS)
def test_somebody_knows_a_document_exactly_when_the_rule_of_sight_says_so(case, account):
    session = case.office.as_(account)
    for name, dossier in case.documents.items():
        known = case.knows(account, name)
        assert session._desk.store.may_know(dossier, session._desk.sight) is known, name
        assert sees(session._desk.sight, case.state(name)) is known, name


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_list_holds_what_somebody_knows_and_nothing_else(case, account):
    session = case.office.as_(account)
    known = {dossier: case.state(name) for name, dossier in case.documents.items() if case.knows(account, name)}
    held = {dossier for name, dossier in case.documents.items() if case.holds(account, name)}
    mine = {dossier for dossier, state in known.items() if f"person {account}" in state.parties}
    done = {dossier for dossier, state in known.items() if state.phase.value == "办结"}
    wanted = {
        q.Everything: set(known),
        q.ToDo: held & set(known),
        q.InHand: mine - done,
        q.Done: mine & done,
        q.OutgoingRegister: {dossier for dossier, state in known.items() if state.numbered},
        q.IncomingRegister: {dossier for dossier, state in known.items() if state.incoming},
        q.InternalMatters: {dossier for dossier, state in known.items() if state.matter},
        q.Supervised: {dossier for dossier, state in known.items() if state.supervisions},
    }
    for query, expected in wanted.items():
        rows = session.ask(query(limit=500))
        assert {row.dossier for row in rows} == expected, query
        assert len(rows) == len(expected)
        for row in rows:
            state = known[row.dossier]
            assert (row.title, row.number, row.phase) == (state.particulars.title, state.number, state.phase.value)


@pytest.mark.parametrize("account", ACCOUNTS)
def test_a_search_and_a_register_tell_nothing_of_what_is_not_known(case, account):
    session = case.office.as_(account)
    known = {dossier for name, dossier in case.documents.items() if case.knows(account, name)}
    assert {row.document.dossier for row in session.ask(q.Search(text="通知", limit=500))} == known
    for row in session.ask(q.Numbers(code="清政办发", year=2026)):
        assert (row.dossier in known and row.title) or (row.dossier, row.title) == ("", "")


@pytest.mark.parametrize("account", ACCOUNTS)
def test_what_is_not_known_is_as_if_it_did_not_exist(case, account):
    session = case.office.as_(account)
    doors: list[Callable[[DossierId], Any]] = [
        session.dossier,
        session.text,
        session.papers.page,
        session.papers.ofd,
        session.papers.editable,
        session.papers.form,
        session.papers.findings,
        session.papers.journal_text,
        session.papers.journal_file,
        session.number_book.usual_code,
        lambda dossier: session.papers.content(dossier, case.office.stores.made.dossier(dossier)[0].source),
        lambda dossier: session.ask(q.Timeline(dossier=dossier)),
        lambda dossier: session.ask(q.PossibleActs(dossier=dossier)),
        lambda dossier: session.ask(q.Cautions(dossier=dossier)),
    ]
    for name, dossier in case.documents.items():
        refused = {refusal(lambda door=door, dossier=dossier: door(dossier)) for door in doors}
        leaving = refusal(lambda dossier=dossier: session.papers.filed_item(dossier))
        if case.knows(account, name):
            assert refused == {""}, name
            assert leaving in ("", "file.not-filed", "output.not-permitted"), name
        else:
            assert {*refused, leaving} == {"dossier.unknown"}, name


def refusal(attempt: Callable[[], Any]) -> str:
    try:
        attempt()
    except Refused as refused:
        return refused.code
    return ""


def test_only_the_auditor_asks_for_the_audit_trail(case):
    allowed = [account for account in ACCOUNTS if not refusal(lambda a=account: case.office.as_(a).ask(q.AuditTrail()))]
    assert allowed == ["auditor"]


def test_everybody_may_know_who_is_in_the_unit(case):
    rows = {account: case.office.as_(account).ask(q.People()) for account in ACCOUNTS}
    assert len(set(rows.values())) == 1
    assert len(rows["system"]) == len(ACCOUNTS)


def well_formed(session: Session, dossier: DossierId, text: Manuscript) -> list[act.DossierAction]:
    """Every act on a document, as well as somebody could wish it who knows all."""
    kept = session._desk.keep(text)
    return [
        act.Revise(dossier=dossier, source=kept, particulars=act.Particulars()),
        act.SubmitForReview(dossier=dossier),
        act.Review(dossier=dossier),
        act.Issue(dossier=dossier, rendering=kept),
        act.Recheck(dossier=dossier),
        act.AssignNumber(dossier=dossier, code="清政办发"),
        act.ApplySeal(dossier=dossier),
        act.Dispatch(dossier=dossier),
        act.File(dossier=dossier),
        act.Return(dossier=dossier, reason="试"),
        act.Recall(dossier=dossier),
        act.MarkRead(dossier=dossier),
        act.LeaveOpinion(dossier=dossier, opinion="试"),
        act.SettleConflict(dossier=dossier, upheld=EntryId("x"), reason="试"),
        together.Countersign(dossier=dossier),
        together.Cosign(dossier=dossier, rendering=kept),
        together.AddSigners(dossier=dossier, people=(PersonId("person outsider"),)),
        together.WithdrawSigners(dossier=dossier),
        together.HandOver(dossier=dossier, person=PersonId("person reviewer")),
        together.Circulate(dossier=dossier, readers=(PersonId("person outsider"),)),
        together.PassOn(dossier=dossier),
        together.RecallCirculation(dossier=dossier),
        together.Urge(dossier=dossier),
        together.Suspend(dossier=dossier, reason="试"),
        together.Resume(dossier=dossier),
        together.Void(dossier=dossier, reason="试"),
        act.Draft(dossier=dossier, flow=FLOW, department=DepartmentId(""), source=kept, particulars=act.Particulars()),
    ]


def kept_of(case) -> list[Digest]:
    """What is kept beside sign-ins and attempts, which the program records of its own accord."""
    store = case.office.stores.made
    return [one.digest for journal in store.journals() if not is_audit(journal) for one in store.entries(journal)]


def test_what_is_not_offered_is_refused_and_changes_nothing(case):
    attempts = 0
    before = kept_of(case)
    for account in ACCOUNTS:
        session = case.office.as_(account)
        for name, dossier in case.documents.items():
            known = case.knows(account, name)
            offered = {row.kind for row in session.ask(q.PossibleActs(dossier=dossier))} if known else set()
            for wish in well_formed(session, dossier, notice()):
                if declaration_of_act(wish).kind in offered:
                    continue
                code = refusal(lambda wish=wish, session=session: session.perform(wish))
                assert code, (account, name, wish)
                assert known or code in ("dossier.unknown", "policy.role"), (account, name, wish, code)
                attempts += 1
    print(f"{attempts} attempts at what was not offered, all refused")
    assert kept_of(case) == before
    assert attempts > 2000


def test_rights_that_are_taken_away_are_gone_at_once_and_a_renewed_key_signs_no_more():
    office = FakeOffice()
    dossier = office.bring_to("department")
    head = office.as_("head")
    assert head.ask(q.ToDo())
    office.as_("security").perform(org.Grant(post=PostId("post head"), roles=(), reason="免职"))
    assert head.ask(q.Everything()) == ()
    assert refusal(lambda: head.dossier(dossier)) == "dossier.unknown"
    assert refusal(lambda: head.perform(act.Review(dossier=dossier))) == "dossier.unknown"
    drafter = office.as_("drafter")
    office.renew_key("drafter")
    assert refusal(lambda: drafter.perform(act.MarkRead(dossier=dossier))) == "sign-in.key-not-enrolled"
    assert office.as_("auditor").administration.verify().sound


def test_a_conflict_is_known_to_the_reviewer_who_may_settle_it():
    office = FakeOffice()
    dossier = office.bring_to("office")
    disagree(office, dossier)
    assert [row.dossier for row in office.as_("reviewer").ask(q.ToDo())] == [dossier]
    assert office.as_("head").ask(q.ToDo()) == ()


def test_nobody_begins_a_document_under_a_flow_of_their_own_making():
    office = FakeOffice()
    drafter = office.as_("drafter")
    kept = drafter.writing.keep_text(notice())
    short = replace(FLOW, steps=(FLOW.steps[0], FLOW.steps[3]))
    for flow in (short, replace(short, id="mine")):
        wish = act.Draft(flow=flow, department=DepartmentId(""), source=kept.source, particulars=kept.particulars)
        assert refusal(lambda wish=wish: drafter.perform(wish)) == "flow.unknown"


def test_nobody_signs_a_reading_of_what_was_not_before_them():
    office = FakeOffice()
    dossier = office.bring_to("department")
    other = office.as_("outsider").writing.keep_text(notice("关于他事的通知")).source
    head = office.as_("head")
    for wish in (
        act.MarkRead(dossier=dossier, source=other),
        act.LeaveOpinion(dossier=dossier, source=other, opinion="同意"),
        act.Return(dossier=dossier, source=other, reason="改"),
        act.Review(dossier=dossier, source=other),
    ):
        assert refusal(lambda wish=wish: head.perform(wish)) == "flow.text-changed"
    assert refusal(lambda: head.papers.content(dossier, other)) == "dossier.unknown"
