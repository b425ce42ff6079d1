"""Two units in one store: people of the same names, the same codes, and neither learns anything of the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import numbers
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions.auditing import WitnessHeads
from oa_desktop.domain.actions.seconding import Confirm
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import (
    DeviceId,
    DossierId,
    JournalId,
    PersonId,
    PostId,
    RegisterName,
    UnitId,
    audit_journal,
    dossier_journal,
    dossier_of,
    organisation_journal,
    register_journal,
    unit_of,
)
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.domain.units.roles import Role
from oa_desktop.domain.verification import Fault, Verdict
from oa_desktop.office import queries as q
from oa_desktop.office.accounts import open_account
from oa_desktop.office.lists import outlines as o
from oa_desktop.office.ports.keys import AccountRequest
from oa_desktop.office.recording import Author
from oa_desktop.office.session import Session
from oa_desktop.office.trail.verifying import as_known
from tests.builders import RealPlace
from tests.fakes.journals import Forger, stored, verdict
from tests.fakes.office import ROLES, FakeOffice, founding, neighbour, notice
from tests.fakes.store import FakeStores, sees
from tests.fakes.world import FakeSigner

STORES: dict[str, Callable[[Path], Any]] = {"in memory": lambda _: FakeStores(), "on disk": RealPlace}
ACCOUNTS = ["system", "security", *ROLES]
LISTS = (
    q.ToDo,
    q.ToRead,
    q.InHand,
    q.Done,
    q.Everything,
    q.OutgoingRegister,
    q.IncomingRegister,
    q.Supervised,
    q.InternalMatters,
)
STEPS = ("draft", "office", "seal", "file")


@pytest.fixture(params=STORES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> FakeOffice:
    return FakeOffice(stores=STORES[request.param](tmp_path / "official"))


@pytest.fixture
def two(office: FakeOffice) -> tuple[FakeOffice, FakeOffice]:
    return office, neighbour(office)


def refusal(attempt: Callable[[], Any]) -> str:
    try:
        attempt()
    except OfficeError as refused:
        return refused.code
    return ""


def unit_id(office: FakeOffice) -> UnitId:
    return office.as_("system").standing.unit


def kept(office: FakeOffice) -> list[Any]:
    store = office.stores.made
    return [one for journal in store.journals() for one in store.entries(journal)]


def documents(office: FakeOffice) -> list[DossierId]:
    """A document of the same title in several steps, and one that is filed."""
    made = [office.bring_to(step) for step in STEPS]
    filed = office.bring_to("file")
    office.step(filed)
    return [*made, filed]


def outlined(session: Session, of: type[q.DossierList]) -> list[Any]:
    """The lines of an outline, whose keys mean nothing outside of the store."""
    groups = session.ask(o.Outline(of=of, filter=o.Filter(words="通知"), grouping=o.Grouping.STEP))
    return [(group.head, session.ask(o.Lines(keys=group.keys))) for group in groups]


def asked(session: Session, own: list[DossierId]) -> dict[str, Any]:
    """The answer to every question that somebody may ask, the trail of what happens every minute left out."""
    known = [one for one in own if not refusal(lambda one=one: session.dossier(one))]
    return {
        "outlines": [outlined(session, of) for of in LISTS],
        "counts": session.ask(o.Counts(of=LISTS)),
        "lists": [session.ask(query(limit=500)) for query in LISTS],
        "search": [session.ask(q.Search(text=word, limit=500)) for word in ("通知", "归档", "清政办发")],
        "numbers": session.ask(q.Numbers(code="清政办发", year=2026)),
        "named": [session.ask(q.Named(name=f"清政办发〔2026〕{number}号")) for number in range(1, 9)],
        "people": session.ask(q.People()),
        "timelines": [session.ask(q.Timeline(dossier=one)) for one in known],
        "acts": [session.ask(q.PossibleActs(dossier=one)) for one in known],
        "forms": [session.ask(q.ActForms(dossier=one)) for one in known],
        "drafts": session.drafts.all(),
        "known": known,
    }


# --- what one learns of the other -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def busy(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[dict[str, dict[str, Any]], FakeOffice, FakeOffice, list[list[DossierId]]]:
    """An office on disk, what its people saw before another unit came and worked, and both units' documents."""
    office = FakeOffice(stores=RealPlace(tmp_path_factory.mktemp("home") / "official"))
    own = documents(office)
    office.as_("drafter").drafts.keep("note", KeptDraft(text=notice()))
    before = {account: asked(office.as_(account), own) for account in ACCOUNTS}
    other = neighbour(office)
    theirs = documents(other)
    other.as_("registrar").perform(numbers.SkipNumber(code="清政办发", year=2026, serial=9, reason="缺页"))
    return before, office, other, [own, theirs]


def test_nothing_that_another_unit_does_changes_any_answer_to_anybody(busy):
    before, office, _, (own, _) = busy
    assert {account: asked(office.as_(account), own) for account in ACCOUNTS} == before


def test_every_question_of_everybody_is_answered_from_their_own_unit(busy):
    _, office, other, made = busy
    for unit, own, foreign in ((office, *made), (other, *reversed(made))):
        for account in ACCOUNTS:
            session = unit.as_(account)
            answers = repr(asked(session, own + foreign))
            assert not [one for one in foreign if one in answers], account
            people = {row.person for row in session.ask(q.People())}
            assert people == {one.id for one in session.organisation().people}
            assert len(people) == len(ACCOUNTS)
        everything = {row.dossier for row in unit.as_("archivist").ask(q.Everything(limit=500))}
        state = unit.stores.made.dossier
        assert everything == {one for one in own if sees(unit.as_("archivist")._desk.sight, state(one)[0])} != set()


def test_a_document_of_another_unit_is_as_if_it_did_not_exist(busy):
    _, office, other, (own, theirs) = busy
    outlines = [one.as_("archivist").ask(o.Outline()) for one in (office, other)]
    keys = tuple(key for groups in outlines for group in groups for key in group.keys)
    for unit, foreign in ((office, theirs), (other, own)):
        for account in ACCOUNTS:
            session = unit.as_(account)
            for dossier in foreign:
                doors = [
                    session.dossier,
                    session.text,
                    session.papers.page,
                    session.papers.ofd,
                    session.papers.form,
                    session.papers.journal_text,
                    session.papers.journal_file,
                    session.papers.filed_item,
                    lambda one, session=session: session.ask(q.Timeline(dossier=one)),
                    lambda one, session=session: session.ask(q.PossibleActs(dossier=one)),
                    lambda one, session=session: session.perform(act.MarkRead(dossier=one)),
                    lambda one, session=session: session.perform(act.LeaveOpinion(dossier=one, opinion="同意")),
                    lambda one, session=session: session.perform(act.Return(dossier=one, reason="改")),
                ]
                assert {refusal(lambda door=door, one=dossier: door(one)) for door in doors} == {"dossier.unknown"}
                assert session.ask(q.Named(name=dossier)) == ()
            assert {row.document.dossier for row in session.ask(o.Lines(keys=keys))}.isdisjoint(foreign)


def test_a_unit_s_auditor_reads_only_the_trail_of_the_unit(busy):
    _, office, other, _ = busy
    ours, theirs = (
        {row.entry for row in unit.as_("auditor").ask(q.AuditTrail(limit=10_000))} for unit in (office, other)
    )
    assert ours.isdisjoint(theirs)
    assert ours | theirs == {one.entry.id for one in kept(office) if dossier_of(one.entry.journal) is None}


def test_who_listens_hears_only_of_their_own_unit(two):
    heard: list[list[Any]] = [[], []]
    for one, changes in zip(two, heard, strict=True):
        one.as_("head").subscribe(changes.append)
    made = [one.bring_to("department") for one in two]
    assert [[changed.dossiers for changed in changes] for changes in heard] == [[(one,), (one,)] for one in made]
    assert [{changed.unit for changed in changes} for changes in heard] == [{unit_id(one)} for one in two]


# --- numbers --------------------------------------------------------------------------------------------------------


def test_two_units_with_the_same_code_number_apart(two):
    two[0].bring_to("seal", notice("关于召开会议的通知"))
    made = [one.bring_to("seal") for one in two]
    assert [one.state(dossier).number for one, dossier in zip(two, made, strict=True)] == [
        "清政办发〔2026〕2号",
        "清政办发〔2026〕1号",
    ]
    two[0].as_("registrar").perform(numbers.VoidNumber(code="清政办发", year=2026, serial=1, reason="重号"))
    rows = [one.as_("registrar").ask(q.Numbers(code="清政办发", year=2026)) for one in two]
    assert [[(row.serial, row.state) for row in each] for each in rows] == [[(1, "作废"), (2, "已用")], [(1, "已用")]]
    assert {one for one in two[0].stores.made.journals() if one.startswith("register/")} == {
        register_journal(unit_id(one), RegisterName(code="清政办发", year=2026)) for one in two
    }


# --- the whole store ------------------------------------------------------------------------------------------------


def test_projections_of_both_units_made_again_are_the_same(two):
    two[0].bring_to("seal")
    for _ in range(2):
        two[1].bring_to("file")
    before = two[0].stores.made.projections()
    assert [one.as_("drafter").administration.rebuild() for one in two] == [1, 2]
    assert two[0].stores.made.projections() == before


def test_a_store_of_two_units_verifies_and_names_both_foundings(two):
    for one in two:
        one.bring_to("seal")
        one.as_("archivist").sign_out()
    found = two[1].as_("drafter").administration.verify()
    assert found.faults == ()
    assert [(one.unit, one.name) for one in found.foundings] == [
        (unit_id(two[0]), "清源县人民政府办公室"),
        (unit_id(two[1]), "清源县财政局"),
    ]
    for one in found.foundings:
        first = next(iter(two[0].stores.made.entries(organisation_journal(one.unit))))
        assert one.fingerprint == first.digest


@pytest.fixture
def forger() -> tuple[Forger, FakeOffice, FakeOffice]:
    office = FakeOffice()
    other = neighbour(office)
    for one in (office, other):
        one.bring_to("seal")
    office.as_("archivist").sign_out()
    return Forger(list(office.stores.made.kept)), office, other


def faults(entries: list[Any], **more: Any) -> set[tuple[str, JournalId]]:
    return {(fault.rule, fault.journal) for fault in verdict(entries, whole=True, **more).faults}


def test_what_is_changed_in_one_unit_s_journals_names_those_journals_and_no_other(forger):
    hand, _, other = forger
    unit = unit_id(other)
    own = {one.entry.journal for one in hand.entries if one.entry.unit == unit}
    assert {unit_of(one) for one in own} == {unit, None}
    for journal in own:
        one = hand.last(journal)
        found = faults(
            [replace(each, signature=b"?") if each.signed == one.signed else each for each in stored(hand.entries)]
        )
        assert ("signature.wrong", journal) in found
        assert {each for _, each in found} <= own


def test_an_entry_that_is_moved_into_the_other_unit_s_journal_is_found(forger):
    hand, office, other = forger
    units = unit_id(office), unit_id(other)
    for make in (
        organisation_journal,
        audit_journal,
        lambda unit: register_journal(unit, RegisterName(code="清政办发", year=2026)),
    ):
        source, target = make(units[0]), make(units[1])
        moved = hand.last(source)
        as_filed = [replace(one, journal=target) if one.signed == moved.signed else one for one in stored(hand.entries)]
        assert ("entry.wrong-journal", target) in faults(as_filed)


def test_an_entry_of_one_unit_s_administrator_in_the_other_unit_s_journal_is_found(forger):
    hand, office, other = forger
    target = organisation_journal(unit_id(other))
    system = office.as_("system").standing
    hand.append(
        target,
        org.EstablishDepartment(department=office.as_("system").standing.department, name="外来科"),
        hand.key_of(office, "system"),
        unit=unit_id(other),
        actor=Actor(kind=ActorKind.PERSON, person=system.person, post=system.post),
    )
    assert ("key.unknown", target) in faults(stored(hand.entries))


def test_a_journal_of_the_other_unit_that_is_cut_is_found(forger):
    hand, _, other = forger
    unit = unit_id(other)
    for journal in (organisation_journal(unit), register_journal(unit, RegisterName(code="清政办发", year=2026))):
        left = [one for one in hand.entries if one is not hand.last(journal)]
        assert ("journal.cut", journal) in faults(stored(left))


def test_a_witness_lies_with_the_unit_whose_journals_it_names(two):
    for one in two:
        one.bring_to("seal")
    two[0].as_("archivist").sign_out()
    seen = [(one.entry, read_action(one.entry)) for one in kept(two[0]) if one.entry.kind == "witness"]
    units = {one.entry.journal: one.entry.unit for one in kept(two[0])}
    assert {entry.journal for entry, _ in seen} == {audit_journal(unit_id(one)) for one in two}
    for entry, action in seen:
        assert isinstance(action, WitnessHeads)
        assert {units[heads.journal] for heads in action.seen} == {entry.unit}


def test_a_witness_that_was_broken_off_leaves_no_unit_unwitnessed(forger):
    _, office, other = forger
    office.bring_to("department")
    journal = dossier_journal(other.bring_to("department"))
    office.stores.made.fail_next_commit = True
    assert refusal(office.as_("signer").sign_out) == "disk.full"
    office.as_("drafter").sign_out()
    left = [one for one in office.stores.made.kept if one.entry.journal != journal]
    assert ("journal.cut", journal) in faults(stored(left))


# --- signing in -----------------------------------------------------------------------------------------------------


def test_everybody_signs_in_to_their_own_unit(two):
    for one, name in zip(two, ("清源县人民政府办公室", "清源县财政局"), strict=True):
        for account in ACCOUNTS:
            assert one.as_(account).standing.unit == unit_id(one)
            assert one.as_(account).organisation().name == name
    assert [one.as_("signer").standing.name for one in two] == ["签发员"] * 2
    assert unit_id(two[0]) != unit_id(two[1])


def test_a_sign_in_is_recorded_where_it_took_place(two):
    recorded = [one.entry for one in kept(two[0]) if one.entry.kind == "record-sign-in"]
    persons = [{read_action(entry).person for entry in recorded if entry.unit == unit_id(one)} for one in two]
    assert persons[0].isdisjoint(persons[1])
    assert all(persons)


def new(office: FakeOffice, **more: Any) -> org.EnrolPerson:
    given = {
        "person": PersonId("new"),
        "name": "新人",
        "account": "new",
        "public_key": "ab" * 32,
        "post": PostId("new"),
        "department": office.as_("system").organisation().departments[0].id,
        "title": "科员",
        **more,
    }
    return org.EnrolPerson(**given)


def test_nobody_of_one_unit_is_enrolled_in_the_other(two):
    office, other = two
    public = next(key.public for key in office.as_("system").organisation().keys if key.person == "person signer")
    wishes = {
        "account": new(other, account="signer"),
        "person": new(other, person=PersonId("person signer")),
        "post": new(other, post=PostId("post signer")),
        "key": new(other, public_key=public),
    }
    wish = org.RenewKey(person=PersonId("person signer2"), reason="遗失")
    asked = other.as_("system").perform(wish).entries[0]
    taken = Confirm(asked=asked, public_key=public)
    assert refusal(lambda: other.as_("security").perform(taken)) == "key.known"
    refused = {what: refusal(lambda wish=wish: other.as_("system").perform(wish)) for what, wish in wishes.items()}
    assert refused == {
        "account": "account.exists",
        "person": "account.exists",
        "post": "post.exists",
        "key": "key.known",
    }
    assert (
        refusal(lambda: other.as_("system").administration.open_account("signer", PersonId("x"), "口令"))
        == "account.exists"
    )
    assert office.as_("signer").standing.roles == {Role.SIGNER}


def test_an_administrator_gives_nobody_of_the_other_unit_another_password(two):
    office, other = two
    before = office.slots.accounts["signer"]
    wish = org.RenewKey(person=PersonId("person signer"), reason="遗失")
    assert refusal(lambda: other.as_("system").perform(wish)) == "person.unknown"
    assert office.slots.accounts["signer"] == before


def test_a_slot_that_somebody_of_the_other_unit_has_makes_no_room(two):
    office, other = two
    before = dict(office.slots.accounts)
    open_account = other.as_("system").administration.open_account
    for account in ACCOUNTS:
        assert refusal(lambda account=account: open_account(account, PersonId("x"), "口令")) == "account.exists"
    assert office.slots.accounts == before


# --- founding -------------------------------------------------------------------------------------------------------


REQUEST = founding("清源县财政局", "2")


def test_only_a_system_administrator_lets_a_unit_in(office):
    for account in ACCOUNTS[1:]:
        assert refusal(lambda account=account: office.as_(account).administration.found_unit(REQUEST)) == "policy.role"
    assert office.as_("system").administration.found_unit(REQUEST).recovery is None


def test_an_administrator_whose_key_was_revoked_lets_nobody_in(office):
    system = office.as_("system")
    office.renew_key("system")
    assert refusal(lambda: system.administration.found_unit(REQUEST)) == "sign-in.key-not-enrolled"


UNFIT = {
    "unit.other-grade": founding("清源县财政局", "2", grade=SystemGrade.SECRET),
    "unit.name-taken": founding(suffix="2"),
    "account.exists": founding("清源县财政局"),
    "founders.same": replace(REQUEST, second=REQUEST.first),
    "founders.roles": replace(REQUEST, first=REQUEST.second, second=REQUEST.first),
}


@pytest.mark.parametrize("code", UNFIT)
def test_a_unit_that_does_not_fit_beside_the_others_is_refused_and_changes_nothing(office, code):
    system = office.as_("system")
    before = kept(office)
    assert refusal(lambda: system.administration.found_unit(UNFIT[code])) == code
    assert kept(office) == before


def test_who_let_a_unit_in_stays_known_and_only_where_they_stand(two):
    office, other = two
    (admitted,) = office.as_("system").organisation().admitted
    founded = next(iter(office.stores.made.entries(organisation_journal(unit_id(other)))))
    assert (admitted.unit, admitted.name, admitted.founding) == (unit_id(other), "清源县财政局", founded.digest)
    trail = [[row.act for row in one.as_("auditor").ask(q.AuditTrail())] for one in two]
    assert [acts.count("接纳单位") for acts in trail] == [1, 0]
    (entry,) = [one.entry for one in kept(office) if one.entry.kind == "admit-unit"]
    assert entry.actor.person == office.as_("system").standing.person
    assert entry.unit == unit_id(office)


def test_founding_confirmation_and_admission_are_one_or_nothing(office):
    system = office.as_("system")
    before = kept(office)
    full = Full(office.stores.made)
    system._office.recorder._store = full
    assert refusal(lambda: system.administration.found_unit(REQUEST)) == "disk.full"
    assert kept(office) == before
    assert refusal(lambda: office.office.sign_in("system2", "一")) == "sign-in.key-not-enrolled"
    system._office.recorder._store = office.stores.made
    assert system.administration.found_unit(REQUEST).fingerprint
    assert office.office.sign_in("system2", "一").organisation().confirmed
    assert system.administration.verify().sound


class Full:
    """A store that a disk full of other things has no room for."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def begin(self) -> Any:
        raise OfficeError("disk.full")


def test_a_founding_that_died_after_the_first_key_slot_is_simply_repeated(office):
    system = office.as_("system")
    open_account(system._office, AccountRequest(account="system2", person=PersonId("nobody"), password="另一个"))
    assert refusal(lambda: office.office.sign_in("system2", "另一个")) == "sign-in.key-not-enrolled"
    assert neighbour(office).as_("drafter").administration.verify().sound


def test_a_store_that_is_only_read_takes_no_unit_and_no_key_slot():
    office = FakeOffice()
    system = office.as_("system")
    office.stores.made.writable = False
    before = dict(office.slots.accounts)
    assert refusal(lambda: system.administration.found_unit(REQUEST)) == "store.read-only"
    assert office.slots.accounts == before


def test_whoever_is_no_administrator_is_told_how_much_of_what_they_may_know_was_verified(two):
    two[0].bring_to("file")
    told = two[1].as_("drafter").administration.verify()
    assert (told.faults, told.signatures) == ((), told.entries)
    assert told.entries < two[1].as_("system").administration.verify().entries


def test_a_fault_of_which_somebody_may_not_know_is_told_without_its_place():
    here, there = JournalId("organisation/a"), JournalId("dossier/b")
    wrong = Fault(rule="signature.wrong", journal=here, device=DeviceId("d"), seq=1)
    secret = Fault(rule="content.missing", journal=there, device=DeviceId("d"), seq=2)
    found = Verdict(journals=2, entries=5, signatures=4, faults=(wrong, secret), unnamed=3)
    told = as_known(found, {here: 2, there: 3}, lambda journal: journal == here)
    assert [(one.rule, one.journal) for one in told.faults] == [("signature.wrong", here), ("verify.elsewhere", "")]
    assert (told.journals, told.entries, told.signatures, told.unnamed) == (1, 2, 1, 0)
    assert as_known(replace(found, faults=(wrong,)), {here: 2, there: 3}, lambda journal: journal == here).faults == (
        wrong,
    )


def test_a_third_unit_may_be_let_in_by_the_second(two):
    office, other = two
    third = founding("清源县教育局", "3")
    other.as_("system").administration.found_unit(third)
    session = office.office.sign_in("system3", "一")
    assert session.organisation().name == "清源县教育局"
    found = session.administration.verify()
    assert (found.faults, len(found.foundings)) == ((), 3)
    assert [one.name for one in other.as_("system").organisation().admitted] == ["清源县教育局"]
    assert [one.name for one in office.as_("system").organisation().admitted] == ["清源县财政局"]


def test_a_unit_that_nobody_let_in_is_found(office):
    opened, ids = office.as_("system")._office, office.ids
    elsewhere = FakeOffice()
    foreign = next(iter(elsewhere.stores.made.entries(organisation_journal(unit_id(elsewhere)))))
    unit = UnitId(ids.new())
    found = read_action(foreign.entry)
    assert isinstance(found, org.Found)
    founder = found.founders[0]
    author = Author(
        unit=unit,
        actor=Actor(kind=ActorKind.PERSON, person=founder.person, post=founder.post),
        signer=FakeSigner(bytes.fromhex(founder.public_key)),
    )
    opened.record([found], author)
    assert {(one.rule, one.journal) for one in office.as_("system").administration.verify().faults} == {
        ("unit.not-admitted", organisation_journal(unit))
    }


def test_a_unit_in_the_place_of_the_one_that_was_let_in_is_found(forger):
    hand, office, other = forger
    admit = hand.last(kind="admit-unit")
    action = read_action(admit.entry)
    assert isinstance(action, org.AdmitUnit)
    lied = hand.remake(admit, hand.key_of(office, "system"), payload={**admit.entry.payload, "founding": "0" * 64})
    assert ("unit.other-founding", organisation_journal(unit_id(other))) in faults(hand.swap(admit, lied))


# --- backup ---------------------------------------------------------------------------------------------------------


def test_a_backup_is_recorded_in_every_unit_and_the_others_do_not_learn_by_whom(two, tmp_path):
    office, other = two
    made = []
    opened = office.as_("system")._office
    opened.ports = replace(opened.ports, backups=Backups(made))
    office.as_("system").administration.back_up(tmp_path / "backup")
    outputs = {one.entry.unit: read_action(one.entry) for one in kept(office) if one.entry.kind == "record-output"}
    assert made == [tmp_path / "backup"]
    assert outputs[unit_id(office)].person == office.as_("system").standing.person
    assert (outputs[unit_id(other)].person, outputs[unit_id(other)].subject) == ("", "")


class Backups:
    def __init__(self, made: list[Path]) -> None:
        self._made = made

    def make(self, _: bytes, target: Path, __: object, ___: object) -> None:
        self._made.append(target)
