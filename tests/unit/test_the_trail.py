"""The trail: what did not come off stands in it too, and the machine witnesses it all along."""

from __future__ import annotations

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions.auditing import Incident, RecordIncident
from oa_desktop.domain.actions.seconding import Confirm
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import PersonId
from oa_desktop.office import open_office
from oa_desktop.office import queries as q
from tests.fakes.journals import rules, stored
from tests.fakes.office import FakeOffice, notice


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def refusal(attempt) -> str:
    with pytest.raises((Refused, Unavailable)) as caught:
        attempt()
    return caught.value.code


def incidents(office: FakeOffice) -> list[RecordIncident]:
    found = (read_action(one.entry) for one in office.stores.made.kept)
    return [one for one in found if isinstance(one, RecordIncident)]


def unwitnessed_runs(office: FakeOffice) -> list[int]:
    """How many entries stand before each witness, and behind the last one."""
    runs = [0]
    for one in office.stores.made.kept:
        if one.entry.kind == "witness":
            runs.append(0)
        else:
            runs[-1] += 1
    return runs


# --- what did not come off -------------------------------------------------------------------------------------------


def test_an_attempt_at_what_is_anothers_to_do_is_recorded_without_a_word_of_it(office):
    dossier = office.bring_to("department")
    wish = act.Issue(dossier=dossier, opinion="这是谁也不该看到的话")
    assert refusal(lambda: office.as_("head").perform(wish)) == "policy.role"
    (one,) = incidents(office)
    assert (one.sort, one.act, one.code) == (Incident.BEYOND, "issue", "policy.role")
    assert (one.person, one.subject) == (PersonId("person head"), dossier)
    assert all("这是谁也不该看到的话" not in kept.signed.decode() for kept in office.stores.made.kept)


def test_reaching_for_a_document_that_one_may_not_know_is_recorded_and_a_slip_of_the_pen_is_not(office):
    dossier = office.bring_to("department")
    for wanted in (dossier, "no such document"):
        assert refusal(lambda wanted=wanted: office.as_("outsider").perform(act.MarkRead(dossier=wanted)))
    assert [(one.sort, one.subject) for one in incidents(office)] == [(Incident.BEYOND, dossier)]


def test_a_question_that_is_not_for_somebody_is_recorded_once_in_a_session(office):
    dossier, drafter, outsider = office.bring_to("department"), office.as_("drafter"), office.as_("outsider")
    for _again in range(3):
        assert refusal(lambda: drafter.ask(q.AuditTrail())) == "policy.role"
        assert refusal(lambda: outsider.ask(q.Timeline(dossier=dossier))) == "dossier.unknown"
        assert refusal(lambda: outsider.text(dossier)) == "dossier.unknown"
        assert refusal(lambda: outsider.ask(q.Timeline(dossier="no such document"))) == "dossier.unknown"
    told = [(one.person, one.sort, one.act, one.code, one.subject) for one in incidents(office)]
    assert told == [
        (PersonId("person drafter"), Incident.BEYOND, "查看审计记录", "policy.role", ""),
        (PersonId("person outsider"), Incident.BEYOND, "查看", "dossier.unknown", dossier),
    ]


def test_whatever_of_the_administration_is_refused_or_fails_is_recorded(office, tmp_path):
    drafter, system = office.as_("drafter"), office.as_("system")
    rooms = drafter.administration
    for attempt in (
        lambda: rooms.open_account("another", PersonId("x"), "口令口令口令1a"),
        lambda: rooms.renew_recovery("试试"),
        lambda: rooms.back_up(tmp_path / "backup"),
        lambda: rooms.drill(tmp_path / "backup"),
        drafter.trail.heads,
        drafter.trail.hand_out_journals,
        lambda: drafter.trail.report(q.AuditTrail()),
    ):
        assert refusal(attempt) == "policy.role"
    assert refusal(lambda: system.administration.confirm_key("nothing", "口令")) == "second.nothing-asked"
    told = [one.act for one in incidents(office)]
    assert told == ["开设账户", "更换恢复码", "备份", "恢复演练", "带走审计记录", "带走审计记录", "查看审计记录"]
    assert {one.person for one in incidents(office)} == {PersonId("person drafter")}


def test_the_auditor_reads_what_was_done_to_numbers_and_no_title(office):
    document = office.bring_to("seal", notice("关于谁也不该看到的事项的通知"))
    rows = office.as_("auditor").ask(q.AuditTrail(sort=q.AuditSort.NUMBERS))
    assert [(row.person, row.act) for row in rows] == [("登记编号员", "用号")]
    assert rows[0].detail == office.state(document).number
    everything = office.as_("auditor").ask(q.AuditTrail(limit=10_000))
    assert all("谁也不该看到" not in f"{row.detail}{row.act}" for row in everything)


def test_a_refusal_by_the_flow_is_no_incident(office):
    dossier = office.draft()
    assert refusal(lambda: office.as_("drafter").perform(act.LeaveOpinion(dossier=dossier))) == "act.no-words"
    assert incidents(office) == []


def test_confirming_for_oneself_is_recorded(office):
    wish = org.RenewKey(person=PersonId("person drafter"), reason="忘记")
    asked = office.as_("system").perform(wish).entries[0]
    assert refusal(lambda: office.as_("system").perform(Confirm(asked=asked, public_key="ab"))) == "second.same-person"
    assert [(one.sort, one.act) for one in incidents(office)] == [(Incident.BEYOND, "confirm")]


def test_a_sign_in_that_fails_is_recorded_while_the_store_is_open(office):
    assert refusal(lambda: office.office.sign_in("drafter", "猜的口令")) == "sign-in.wrong-password"
    (one,) = incidents(office)
    assert (one.sort, one.person) == (Incident.SIGN_IN, PersonId("person drafter"))
    assert all("猜的口令" not in kept.signed.decode() for kept in office.stores.made.kept)


def test_sign_ins_that_failed_while_no_store_was_open_are_recorded_when_somebody_opens_it(office):
    office.office.close()
    for _ in range(3):
        assert refusal(lambda: office.office.sign_in("drafter", "猜的口令")) == "sign-in.wrong-password"
    for _ in range(2):
        office.office.sign_in("registrar", office.slots.accounts["registrar"][0])
    (one,) = incidents(office)
    assert (one.sort, one.person, one.count) == (Incident.SIGN_IN, PersonId("person drafter"), 3)
    (row,) = [row for row in office.as_("auditor").ask(q.AuditTrail()) if row.failures]
    assert "3 次" in row.detail


def test_a_verification_that_does_not_pass_is_recorded_with_where_and_how_many(office):
    dossier = office.bring_to("department")
    kept = office.stores.made.kept
    journal = next(one for one in kept if dossier in one.entry.journal).entry.journal
    kept.remove(next(one for one in kept if one.entry.journal == journal))
    assert not office.as_("auditor").administration.verify().sound
    (one,) = [one for one in incidents(office) if one.sort is Incident.FAULTS]
    assert one.count >= 1
    assert one.subject


def test_what_cannot_be_recorded_stops_nobody_from_hearing_why(office):
    office.stores.made.writable = False
    wish = org.AdjustSetting(name="largest-attachment-mb", value=1)
    assert refusal(lambda: office.as_("drafter").perform(wish)) == "policy.role"
    assert incidents(office) == []


# --- witnesses -------------------------------------------------------------------------------------------------------


def busy(office: FakeOffice, acts: int) -> None:
    session, dossier = office.as_("drafter"), office.draft()
    for number in range(acts):
        session.perform(act.LeaveOpinion(dossier=dossier, opinion=f"第{number}条"))


def test_the_machine_witnesses_at_least_every_hundred_entries(office):
    busy(office, 320)
    runs = unwitnessed_runs(office)
    print(f"entries between witnesses: {runs}")
    assert len(runs) >= 4
    assert max(runs) <= 100
    assert rules(stored(office.stores.made.kept), whole=True) == set()


def test_two_administrators_let_it_witness_oftener_and_nobody_alone(office):
    wish = org.AdjustSetting(name="witness-every", value=10)
    assert refusal(lambda: office.as_("system").perform(wish)) == "setting.of-audit"
    wish = org.AdjustAudit(name="witness-every", value=10, reason="常断电")
    asked = office.as_("security").perform(wish).entries[0]
    assert refusal(lambda: office.as_("security").perform(Confirm(asked=asked))) == "second.same-person"
    assert refusal(lambda: office.as_("system").perform(Confirm(asked=asked))) == "second.role"
    office.as_("auditor").perform(Confirm(asked=asked))
    before = len(office.stores.made.kept)
    busy(office, 40)
    runs = []
    for one in office.stores.made.kept[before:]:
        runs.append(0) if one.entry.kind == "witness" or not runs else None
        runs[-1] += one.entry.kind != "witness"
    assert max(runs) <= 10


@pytest.mark.parametrize("name", ["largest-attachment-mb", "no-such-setting"])
def test_nothing_else_is_adjusted_as_if_it_were_of_the_audit(office, name):
    wish = org.AdjustAudit(name=name, value=5, reason="试试")
    assert refusal(lambda: office.as_("security").perform(wish)).startswith("setting.")


def test_a_machine_that_would_not_count_is_caught_by_these_tests(office, monkeypatch):
    """A planted bug: what stands unwitnessed is counted, and nobody signs."""
    monkeypatch.setattr(open_office.OpenOffice, "_sign_witness", lambda _office, _pending: None)
    busy(office, 150)
    assert max(unwitnessed_runs(office)) > 100


def test_a_tail_cut_off_in_mid_session_is_found(office):
    """Before, only a sign-out witnessed: whoever cut the last entries of a long session was not found."""
    busy(office, 150)
    kept = office.stores.made.kept
    last = max(place for place, one in enumerate(kept) if one.entry.kind == "witness")
    victim = next(one for one in reversed(kept[:last]) if one.entry.kind == "leave-opinion")
    cut = [one for one in kept if not (one.entry.journal == victim.entry.journal and one.entry.seq >= victim.entry.seq)]
    assert "journal.cut" in rules(stored(cut), whole=True)
