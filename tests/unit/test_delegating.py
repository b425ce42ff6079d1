"""Delegation (委托): who does whose tasks, for how long, how far, in whose name it stands, and how a forged one is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.domain.actions import Action, together
from oa_desktop.domain.actions import delegating as proxy
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.dossier import fold
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DelegationId, DossierId, PersonId, PostId, dossier_journal, organisation_journal
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.delegating import on_behalf
from oa_desktop.domain.units.delegation import Delegation
from oa_desktop.domain.units.organisation import post_among
from oa_desktop.domain.units.roles import ADMINISTRATORS, Role
from oa_desktop.domain.units.standing import standing_in
from oa_desktop.office import queries as q
from oa_desktop.office.circulating.delegations import Delegations
from oa_desktop.office.papers.papers import Paper
from tests.fakes.journals import Forger, rules, stored, verdict
from tests.fakes.office import FakeOffice, notice
from tests.fakes.together import before, person, several

SOON = "2026-04-20"


@pytest.fixture
def office() -> FakeOffice:
    return several()


def delegate(office: FakeOffice, giver: str, to: str, **more) -> DelegationId:
    more.setdefault("until", SOON)
    office.as_(giver).perform(proxy.Delegate(delegate=person(to), **more))
    return office.as_(giver).organisation().delegations[-1].id


def refusal(office: FakeOffice, account: str, action: Action) -> str:
    with pytest.raises(Refused) as refused:
        office.as_(account).perform(action)
    return refused.value.code


def to_do(office: FakeOffice, account: str) -> dict[DossierId, str]:
    """A person's to-dos, and for whom each is to be done."""
    return {row.dossier: row.on_behalf_of for row in office.as_(account).ask(q.ToDo())}


def issue(office: FakeOffice, account: str, document: DossierId) -> None:
    session = office.as_(account)
    session.perform(act.Issue(dossier=document, rendering=session.papers.page(document)[0], opinion="同意"))


# --- what the delegate has and does ---------------------------------------------------------------------------------


def test_the_delegate_finds_the_tasks_of_who_is_away_and_does_them_in_their_name(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    assert refusal(office, "drafter", act.Issue(dossier=document)) == "policy.role"
    delegate(office, "signer", "drafter")
    assert to_do(office, "drafter") == {document: "签发员"}
    assert to_do(office, "signer") == {document: ""}, "whoever is away has it as well"
    issue(office, "drafter", document)
    assert office.state(document).step == "recheck"
    entry = list(office.stores.made.entries(dossier_journal(document)))[-1].entry
    assert (entry.actor.person, bool(entry.actor.delegation)) == (person("drafter"), True)
    row = office.as_("drafter").ask(q.Timeline(dossier=document))[-1]
    assert row.name == "拟稿员代签发员"
    assert "拟稿员代签发员  签发" in office.as_("drafter").papers.journal_text(document)


def test_the_journal_in_words_and_the_form_say_where_their_times_come_from(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    office.clock.source = "script"
    issue(office, "signer", document)
    papers = office.as_("drafter").papers
    assert papers.journal_text(document).splitlines()[-1].endswith("［时间是演示的故事里的］")
    assert papers.journal_text(document).splitlines()[0].endswith("［时间取自签名的电脑］")
    assert "签名时间取自签名的电脑；时间是演示的故事里的。" in papers.made(document, Paper.FORM).decode()


def test_whoever_was_away_knows_what_was_done_in_their_name(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    delegate(office, "signer", "drafter")
    issue(office, "drafter", document)
    assert document in {row.dossier for row in office.as_("signer").ask(q.InHand())}
    entries = [one.entry for one in office.stores.made.entries(dossier_journal(document))]
    assert fold(document, entries) == office.state(document)


def test_the_acts_that_are_offered_say_for_whom(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    delegate(office, "signer", "drafter")
    offered = {one.kind: one.on_behalf_of for one in office.as_("drafter").ask(q.ActForms(dossier=document))}
    assert (offered["issue"], offered["return"], offered["leave-opinion"]) == ("签发员", "签发员", "")


def test_one_s_own_task_is_done_in_one_s_own_name(office: FakeOffice) -> None:
    document = before(office, "head", "sealer")
    delegate(office, "head", "sealer")
    assert to_do(office, "sealer") == {document: ""}
    sealer = office.as_("sealer")
    sealer.perform(together.Countersign(dossier=document, opinion="同意"))
    assert to_do(office, "sealer") == {document: "部门审核员"}
    sealer.perform(together.Countersign(dossier=document, opinion="同意"))
    names = [row.name for row in sealer.ask(q.Timeline(dossier=document))[-2:]]
    assert names == ["印制用印员", "印制用印员代部门审核员"]


def test_what_was_done_for_somebody_is_taken_back_by_whoever_did_it(office: FakeOffice) -> None:
    document = office.bring_to("department")
    delegate(office, "head", "sealer")
    office.as_("sealer").perform(act.Review(dossier=document))
    office.as_("sealer").perform(act.Recall(dossier=document))
    assert office.state(document).step == "department"


def test_a_number_that_is_given_for_the_registrar_stands_in_the_register(office: FakeOffice) -> None:
    document = office.bring_to("number")
    delegate(office, "registrar", "archivist")
    office.as_("archivist").perform(act.AssignNumber(dossier=document, code="清政办发"))
    assert office.state(document).number == "清政办发〔2026〕1号"
    assert verdict(stored(office.stores.made.kept), whole=True).faults == ()


def test_a_paper_that_is_circulated_is_read_for_who_is_away(office: FakeOffice) -> None:
    document = before(office)
    readers = together.Circulate(dossier=document, readers=(person("sealer"),), manner=together.Manner.TOGETHER)
    office.as_("head").perform(readers)
    delegate(office, "sealer", "archivist")
    office.as_("archivist").perform(act.MarkRead(dossier=document))
    assert office.as_("sealer").ask(q.ToRead()) == ()


# --- how far it reaches ---------------------------------------------------------------------------------------------


def test_a_delegation_begins_and_ends_with_its_period(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    delegate(office, "signer", "drafter", since="2026-04-17", until="2026-04-18T12:00")
    seen = []
    for hours in (0, 24, 24, 4):
        office.clock.move(hours=hours)
        seen.append(document in to_do(office, "drafter"))
    assert seen == [False, True, True, False], "on the 16th, 17th and 18th at nine, on the 18th at one o'clock"
    assert refusal(office, "drafter", act.Issue(dossier=document)) == "policy.role"


def test_nothing_is_left_when_it_is_taken_back(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    given = delegate(office, "signer", "drafter")
    assert refusal(office, "head", proxy.EndDelegation(delegation=given)) == "delegation.not-yours"
    office.as_("signer").perform(proxy.EndDelegation(delegation=given))
    assert to_do(office, "drafter") == {}
    assert refusal(office, "drafter", act.Issue(dossier=document)) == "policy.role"
    assert refusal(office, "signer", proxy.EndDelegation(delegation=given)) == "delegation.unknown"


def test_what_is_delegated_is_not_delegated_further(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    delegate(office, "signer", "head")
    delegate(office, "head", "sealer")
    assert document in to_do(office, "head")
    assert document not in to_do(office, "sealer")
    assert refusal(office, "sealer", act.Issue(dossier=document)) == "dossier.unknown"


@pytest.mark.parametrize(
    "scope", [{"roles": (Role.OFFICE_REVIEWER,)}, {"kinds": ("函",)}, {"acts": ("review",)}], ids=str
)
def test_a_delegation_covers_what_it_says_and_no_more(office: FakeOffice, scope: dict) -> None:
    both = (Role.SIGNER, Role.OFFICE_REVIEWER)
    office.as_("security").perform(org.Grant(post=PostId("post signer"), roles=both, clearance=Secrecy.WORK))
    signing, reviewing = office.bring_to("issue"), office.bring_to("office", replace(notice(), kind="函"))
    delegate(office, "signer", "drafter", **scope)
    assert list(to_do(office, "drafter")) == [reviewing]
    assert refusal(office, "drafter", act.Issue(dossier=signing)) in ("policy.role", "policy.holder")
    office.as_("drafter").perform(act.Review(dossier=reviewing))


def test_no_document_is_known_above_the_clearance_of_either(office: FakeOffice) -> None:
    document = office.bring_to("issue", replace(notice(), classification="工作秘密"))
    open_to = org.Grant(post=PostId("post drafter"), roles=(Role.DRAFTER,), clearance=Secrecy.OPEN)
    delegate(office, "signer", "sealer")
    assert document in to_do(office, "sealer")
    office.as_("security").perform(replace(open_to, post=PostId("post sealer"), roles=(Role.SEAL_KEEPER,)))
    assert document not in to_do(office, "sealer")
    unit, sealer = office.as_("security").organisation(), office.as_("sealer").standing
    (lent,) = on_behalf(unit, sealer, "2026-04-16T09:00")
    assert lent.clearance is Secrecy.OPEN < standing_in(unit, post_among(unit.posts, PostId("post signer"))).clearance


def test_what_the_three_administrators_may_is_lent_to_nobody() -> None:
    lent = Delegation(id=DelegationId("d"), delegate=person("drafter"), since="2026-04-16", until=SOON)
    roles = {*ADMINISTRATORS, Role.SIGNER}
    assert lent.lends(roles) == replace(lent, roles=tuple(roles)).lends(roles) == {Role.SIGNER}


def test_a_delegation_lends_only_what_its_giver_still_has(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    delegate(office, "signer", "drafter")
    office.as_("security").perform(org.Grant(post=PostId("post signer"), roles=(), clearance=Secrecy.WORK))
    assert to_do(office, "drafter") == {}
    assert refusal(office, "drafter", act.Issue(dossier=document)) == "policy.role"


def test_a_delegate_who_handles_documents_no_more_sees_nothing(office: FakeOffice) -> None:
    office.bring_to("issue")
    delegate(office, "signer", "sealer")
    office.as_("security").perform(org.Grant(post=PostId("post sealer"), roles=(), clearance=Secrecy.WORK))
    assert to_do(office, "sealer") == {}


# --- what the unit does not allow -----------------------------------------------------------------------------------


def test_two_do_not_stand_for_each_other_at_the_same_time(office: FakeOffice) -> None:
    delegate(office, "signer", "head", until="2026-04-18")
    delegate(office, "head", "sealer")
    back = proxy.Delegate(delegate=person("signer"), until=SOON)
    assert refusal(office, "head", back) == "delegation.loop"
    assert refusal(office, "sealer", back) == "delegation.loop", "round three corners"
    office.as_("sealer").perform(replace(back, since="2026-04-19"))


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"delegate": "signer"}, "delegation.oneself"),
        ({"delegate": "auditor"}, "delegation.no-role"),
        ({"delegate": "nobody"}, "person.unknown"),
        ({"until": "2026-04-15"}, "delegation.period"),
        ({"since": "2026-01-01", "until": "2026-01-31"}, "delegation.period"),
        ({"until": "2026-04-16T08:59"}, "delegation.period"),
        ({"until": "2026-13-01"}, "date.no-day"),
        ({"until": ""}, "date.no-day"),
        ({"roles": (Role.REGISTRAR,)}, "delegation.scope"),
        ({"kinds": ("小说",)}, "delegation.scope"),
    ],
)
def test_a_delegation_that_makes_no_sense_is_refused(office: FakeOffice, wish: dict, code: str) -> None:
    given = {"delegate": "head", "until": SOON, **wish}
    assert refusal(office, "signer", proxy.Delegate(**{**given, "delegate": person(given["delegate"])})) == code


def test_the_security_administrator_delegates_for_who_is_away_and_nobody_else(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    for_them = proxy.DelegateFor(giver=person("signer"), delegate=person("drafter"), until=SOON, reason="住院")
    for account in ("head", "system"):
        assert refusal(office, account, for_them) == "policy.role"
    office.as_("security").perform(for_them)
    assert to_do(office, "drafter") == {document: "签发员"}
    assert refusal(office, "security", proxy.Delegate(delegate=person("drafter"), until=SOON)) == "policy.role"


def test_a_secretary_delegates_for_who_is_away_by_permission_and_never_to_herself(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    for_them = proxy.DelegateFor(giver=person("signer"), delegate=person("drafter"), until=SOON, reason="住院")
    assert refusal(office, "reviewer", for_them) == "policy.role"
    post = office.as_("reviewer").standing.post
    roles = (*office.as_("reviewer").standing.roles, Role.DELEGATES_FOR_OTHERS)
    office.as_("security").perform(org.Grant(post=post, roles=roles))
    to_herself = replace(for_them, delegate=person("reviewer"))
    assert refusal(office, "reviewer", to_herself) == "delegation.to-oneself"
    office.as_("reviewer").perform(for_them)
    assert to_do(office, "drafter") == {document: "签发员"}
    (given,) = office.as_("reviewer").ask(Delegations())
    office.as_("reviewer").perform(proxy.EndDelegation(delegation=given.delegation))
    assert to_do(office, "drafter") == {}


# --- verification ---------------------------------------------------------------------------------------------------


@pytest.fixture
def forger(office: FakeOffice) -> Forger:
    office.bring_to("issue")
    delegate(office, "signer", "drafter")
    return Forger(list(office.stores.made.kept))


def forged_issue(office: FakeOffice, forger: Forger, account: str, delegation: str) -> set[str]:
    journal = next(one for one in office.stores.made.journals() if one.startswith("dossier/"))
    actor = Actor(
        kind=ActorKind.PERSON,
        person=PersonId(f"person {account}"),
        post=PostId(f"post {account}"),
        delegation=DelegationId(delegation),
    )
    made = act.Issue(dossier=DossierId(journal.removeprefix("dossier/")), opinion="同意")
    forger.append(journal, made, forger.key_of(office, account), actor=actor)
    return rules(stored(forger.entries), whole=True)


def test_an_act_under_a_delegation_is_sound_where_it_stood(office: FakeOffice, forger: Forger) -> None:
    known = office.as_("signer").organisation().delegations[0].id
    assert forged_issue(office, forger, "drafter", known) == set()


@pytest.mark.parametrize(("account", "own"), [("head", True), ("drafter", False)])
def test_a_delegation_that_is_somebody_else_s_or_none_is_no_right(
    office: FakeOffice, forger: Forger, account: str, own: bool
) -> None:
    known = office.as_("signer").organisation().delegations[0].id if own else "person signer/none"
    assert forged_issue(office, forger, account, known) == {"actor.without-authority"}


def test_a_delegation_that_was_ended_before_is_no_right_and_one_ended_later_was(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    known = delegate(office, "signer", "drafter")
    issue(office, "drafter", document)
    office.as_("signer").perform(proxy.EndDelegation(delegation=known))
    assert rules(stored(office.stores.made.kept), whole=True) == set()
    forger = Forger(list(office.stores.made.kept))
    assert forged_issue(office, forger, "drafter", known) == {"actor.without-authority"}


def test_nobody_delegates_to_themselves_what_is_another_s(office: FakeOffice, forger: Forger) -> None:
    mine = proxy.Delegate(delegate=person("sealer"), until=SOON, since=SOON, delegation=DelegationId("person signer/x"))
    journal = organisation_journal(office.stores.outside.unit)
    actor = Actor(kind=ActorKind.PERSON, person=person("sealer"), post=PostId("post sealer"))
    forger.append(journal, mine, forger.key_of(office, "sealer"), actor=actor)
    assert forged_issue(office, forger, "sealer", "person signer/x") == {"actor.without-authority"}


def test_the_picture_of_the_way_says_who_did_it_for_whom(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    delegate(office, "signer", "drafter")
    issue(office, "drafter", document)
    (picture,) = office.as_("drafter").ask(q.FlowPicture(dossier=document))
    names = [party.who for step in picture.steps for party in step.parties if party.act == "签发"]
    assert names == ["拟稿员代签发员"]
