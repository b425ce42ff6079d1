"""三员: who may hold which of the three offices, on which grade, and that none of them ever stands empty."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from oa_desktop.domain.actions import delegating as proxy
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DelegationId, DepartmentId, PersonId, PostId, organisation_journal
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.delegation import Delegation
from oa_desktop.domain.units.organisation import Organ, Organisation, Person, Post, refuse_incompatible_roles
from oa_desktop.domain.units.roles import ADMINISTRATORS, Role
from oa_desktop.office import queries as q
from oa_desktop.office.founding import FounderRequest
from oa_desktop.office.merging import united
from tests.fakes.journals import Forger, stored
from tests.fakes.office import FakeOffice, founding
from tests.fakes.store import FakeStores

CLASSIFIED = (SystemGrade.SECRET, SystemGrade.CONFIDENTIAL)
SYSTEM, SECURITY, AUDITOR = Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.SECURITY_AUDITOR
HANDLING = tuple(role for role in Role if role not in ADMINISTRATORS)


def refusal(attempt) -> str:
    try:
        attempt()
    except Refused as refused:
        return refused.code
    return ""


@pytest.fixture(scope="module", params=SystemGrade)
def office(request) -> FakeOffice:
    return FakeOffice(grade=request.param)


# --- one person, two offices -----------------------------------------------------------------------------------------


def holding(grade: SystemGrade, first: Role, second: Role, way: str) -> str:
    """Return why one person does not get a second role, having a first in one of these ways."""
    home, name = DepartmentId("d"), "张三"
    one = Post(id=PostId("one"), person=PersonId("p"), department=home, title="", roles=(first,))
    other = replace(one, id=PostId("other"), roles=())
    twin = replace(other, person=PersonId("twin"))
    people = (Person(id=PersonId("p"), name=name, account="a"), Person(id=PersonId("twin"), name=name, account="b"))
    ways = {
        "in one post": (one, (first, second)),
        "in another post": (other, (second,)),
        "under a second account": (twin, (second,)),
    }
    post, roles = ways[way]
    unit = Organisation(grade=grade, people=people, posts=tuple({one, post}))
    return refusal(lambda: refuse_incompatible_roles(unit, post, roles))


WAYS = ("in one post", "in another post", "under a second account")


def test_every_pair_of_roles_in_every_way_on_every_grade():
    """Who audits is apart from both others everywhere; where the grade is classified, all are, and handle nothing."""
    tried = 0
    for grade, way in itertools.product(SystemGrade, WAYS):
        for first, second in itertools.permutations(Role, 2):
            both = {first, second}
            administers = both & ADMINISTRATORS
            expected = ""
            if len(administers) == 2 and (grade in CLASSIFIED or AUDITOR in both):
                expected = "roles.incompatible"
            elif len(administers) == 1 and grade in CLASSIFIED:
                expected = "roles.administrator-handles"
            assert holding(grade, first, second, way) == expected, (grade, way, first, second)
            tried += 1
    print(f"{tried} pairs of roles by grade and way")
    assert tried == 3 * 3 * 14 * 13 == 1638


def test_somebody_else_may_hold_what_one_person_may_not():
    for grade, (first, second) in itertools.product(SystemGrade, itertools.permutations(Role, 2)):
        home = DepartmentId("d")
        one = Post(id=PostId("one"), person=PersonId("p"), department=home, title="", roles=(first,))
        other = Post(id=PostId("other"), person=PersonId("q"), department=home, title="")
        people = tuple(Person(id=post.person, name=str(post.person), account=str(post.person)) for post in (one, other))
        unit = Organisation(grade=grade, people=people, posts=(one, other))
        assert not refusal(lambda unit=unit, other=other, role=second: refuse_incompatible_roles(unit, other, (role,)))


def test_no_delegation_lends_the_office_of_an_administrator():
    lent = Delegation(id=DelegationId("p.1"), delegate=PersonId("q"), since="2026-01-01", until="2026-12-31")
    assert lent.lends(tuple(Role)).isdisjoint(ADMINISTRATORS)


def test_where_the_grade_is_classified_nobody_lends_an_administrator_the_handling_of_documents(office):
    to = office.slots.accounts["security"][1]
    wish = proxy.Delegate(delegate=to, until="2026-12-31", reason="出差")
    assert refusal(lambda: office.as_("drafter").perform(wish)) == "delegation.no-role"


# --- none stands empty -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [SYSTEM, SECURITY, AUDITOR])
def test_the_last_holder_of_an_office_keeps_it_until_somebody_follows(office, role):
    unit = office.as_("security").organisation()
    (held,) = (post for post in unit.posts if role in post.roles)
    successor = next(post for post in unit.posts if post.person == PersonId("person rechecker"))
    away = org.Grant(post=held.id, roles=(), reason="调离")
    assert refusal(lambda: office.as_("security").perform(away)) == "roles.last-administrator"
    office.as_("security").perform(org.Grant(post=successor.id, roles=(role,), reason="接任"))
    office.as_("rechecker" if role is SECURITY else "security").perform(away)
    remaining = [post for post in office.as_("drafter").organisation().posts if role in post.roles]
    assert [post.id for post in remaining] == [successor.id]
    back = office.as_("rechecker" if role is SECURITY else "security")
    back.perform(org.Grant(post=held.id, roles=held.roles, reason="回任"))
    restored = org.Grant(post=successor.id, roles=(Role.RECHECKER,), reason="不再接任")
    office.as_("security").perform(restored)


# --- founding --------------------------------------------------------------------------------------------------------


def auditor(**more: object) -> FounderRequest:
    given = {"name": "丙", "account": "third", "title": "科员", "roles": (AUDITOR,), "password": "三", **more}
    return FounderRequest(**given)


UNFIT = {
    "founders.no-auditor": lambda unit: replace(unit, auditor=None),
    "founders.same": lambda unit: replace(unit, auditor=auditor(name=unit.first.name)),
    "founders.roles": lambda unit: replace(unit, auditor=auditor(roles=(SECURITY,))),
    "founders.handles": lambda unit: replace(unit, auditor=auditor(roles=(AUDITOR, Role.ARCHIVIST))),
}


@pytest.mark.parametrize("code", UNFIT)
@pytest.mark.parametrize("grade", CLASSIFIED)
def test_a_classified_unit_is_founded_by_three_people_or_not_at_all(code, grade):
    office = FakeOffice(grade=grade)
    other = UNFIT[code](founding("清源县财政局", "9", grade=grade, auditor=auditor()))
    before = dict(office.slots.accounts)
    assert refusal(lambda: office.as_("system").administration.found_unit(other)) == code
    assert office.slots.accounts == before


@pytest.mark.parametrize("place", ["first", "second"])
def test_who_founds_a_classified_unit_handles_no_document(place):
    office = FakeOffice(grade=SystemGrade.SECRET)
    unit = founding("清源县财政局", "9", grade=SystemGrade.SECRET)
    one = getattr(unit, place)
    both = replace(unit, **{place: replace(one, roles=(*one.roles, Role.DRAFTER))})
    assert refusal(lambda: office.as_("system").administration.found_unit(both)) == "founders.handles"


def test_the_three_of_a_classified_unit_are_there_from_the_first_entries_on():
    office = FakeOffice(grade=SystemGrade.SECRET)
    kinds = [one.entry.kind for one in office.stores.made.kept[:4]]
    assert kinds == ["found", "confirm-founding", "enrol-person", "grant"]
    assert office.as_("auditor").ask(q.AuditTrail())
    assert office.as_("auditor").administration.verify().sound


def test_elsewhere_two_found_a_unit_and_the_auditor_comes_later():
    office = FakeOffice(stores=FakeStores())
    kinds = [one.entry.kind for one in office.stores.made.kept[:2]]
    assert kinds == ["found", "confirm-founding"]
    assert founding().auditor is None


# --- none sees content by office -------------------------------------------------------------------------------------


@pytest.mark.parametrize("account", ["system", "security", "auditor"])
def test_an_administrator_sees_no_document_by_office(office, account):
    dossier = office.bring_to("department")
    session = office.as_(account)
    assert session.ask(q.Everything()) == ()
    assert session.ask(q.Search(text="公文归档")) == ()
    assert refusal(lambda: session.dossier(dossier)) == "dossier.unknown"


# --- what two desks granted without knowing of each other ------------------------------------------------------------


def grant_elsewhere(office: FakeOffice, account: str, *roles: Role) -> None:
    """Let another desk of the unit have granted somebody roles, and its records have come."""
    store = office.stores.made
    held = Forger(list(store.kept))
    journal = organisation_journal(store.units()[0])
    signer = held.key_of(office, "security")
    wish = org.Grant(post=PostId(f"post {account}"), roles=roles)
    came = held.append(journal, wish, signer, actor=held.founder(1), device="desk two")
    opened = office.office._opened
    opened.recorder.merge((united(store, opened.ports.crypto, store.units()[0], stored([came])),))


def test_rights_that_clash_after_desks_were_merged_are_told_and_stop_whoever_holds_them_until_put_right():
    office = FakeOffice()
    wish = org.RegisterOrgan(organ=Organ(name="清源县民政局", code="清民发"))
    office.as_("system").perform(wish)
    grant_elsewhere(office, "auditor", AUDITOR, SYSTEM)
    assert refusal(lambda: office.as_("auditor").perform(wish)) == "roles.clash"
    assert refusal(lambda: office.as_("system").perform(wish)) == "", "it is not theirs"
    for account, told in (("security", True), ("system", True), ("auditor", True), ("drafter", False)):
        office.as_(account)
        office.sign_in_again(account)
        assert ("roles.clash-found" in office.as_(account).notices) is told
    office.as_("security").perform(org.Grant(post=PostId("post auditor"), roles=(AUDITOR,)))
    assert refusal(lambda: office.as_("auditor").perform(wish)) == "policy.role"
    office.sign_in_again("security")
    assert "roles.clash-found" not in office.as_("security").notices


def test_two_accounts_of_one_name_clash_however_they_came_to_have_it():
    office = FakeOffice()
    grant_elsewhere(office, "drafter", SYSTEM)
    person = PersonId("person drafter")
    name = office.as_("auditor").standing.name
    before = office.as_("system").organisation()
    post = before.posts_of(person)[0]
    twin = org.AmendPerson(person=person, name=name, post=post.id, department=post.department, title=post.title)
    office.as_("system").perform(twin)
    assert refusal(lambda: office.as_("auditor").perform(org.AdmitUnit(unit="", name="", founding=""))) == "roles.clash"
    wish = org.RegisterOrgan(organ=Organ(name="清源县民政局", code="清民发"))
    assert refusal(lambda: office.as_("drafter").perform(wish)) == "roles.clash"
