"""督办: one matter one item; who sees to it reports, who supervises answers and closes; the document goes its own way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions import supervising, together
from oa_desktop.domain.actions.delegating import Delegate
from oa_desktop.domain.documents.supervision import Answer, Stage, Supervision
from oa_desktop.domain.dossier import Phase, fold
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.handling import refuse_out_of_order
from oa_desktop.domain.ids import DepartmentId, DossierId, EntryId, PersonId, PostId, TaskId, dossier_journal
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.lists.outlines import Filter
from tests.builders import says
from tests.fakes.crowd import Crowd
from tests.fakes.incoming import assigned, receiving
from tests.fakes.office import FakeOffice
from tests.fakes.supervised import FINISHED, MATTER, Progress, closes, reports, supervised
from tests.fakes.together import person

ACCOUNTS = ("drafter", "head", "reviewer", "signer", "registrar", "sealer", "archivist", "outsider", "security")


class Prepared(NamedTuple):
    """An office with a request that the drafter handles, as it was before a test."""

    office: Crowd
    document: DossierId
    kept: tuple[Any, ...]
    time: datetime


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    office = Crowd(flows=receiving().flows)
    for account in ACCOUNTS:
        office.as_(account)
    document = assigned(office, "drafter")
    return Prepared(office, document, office.kept(), office.clock.time)


@pytest.fixture
def office(prepared: Prepared) -> FakeOffice:
    """The same for every test: what others did is forgotten."""
    prepared.office.put_back(prepared.kept)
    prepared.office.clock.time = prepared.time
    return prepared.office


@pytest.fixture
def document(prepared: Prepared) -> DossierId:
    """A request that the drafter handles; the supervised matter is the signer's instruction."""
    return prepared.document


def to_do(office: FakeOffice, account: str) -> list[DossierId]:
    return [row.dossier for row in office.as_(account).ask(q.ToDo())]


def offered(office: FakeOffice, account: str, document: DossierId) -> set[str]:
    return {row.kind for row in office.as_(account).ask(q.PossibleActs(dossier=document))}


def fields(office: FakeOffice, account: str, document: DossierId, kind: str) -> dict[str, q.FieldRow]:
    forms = {row.kind: row for row in office.as_(account).ask(q.ActForms(dossier=document))}
    return {one.name: one for one in forms[kind].fields}


def refusal(office: FakeOffice, account: str, action: act.DossierAction) -> str:
    with pytest.raises(Refused) as refused:
        office.as_(account).perform(action)
    return refused.value.code


def item(office: FakeOffice, document: DossierId) -> Supervision:
    state = office.state(document)
    entries = [one.entry for one in office.stores.made.entries(dossier_journal(document))]
    assert fold(document, entries) == state, "the journal comes to the same"
    return state.supervisions[-1]


# --- 立项 ---------------------------------------------------------------------------------------------------------


def test_whoever_is_to_see_to_it_has_it_to_do_and_the_document_goes_on(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head", "sealer")
    assert document in to_do(office, "head")
    assert document in to_do(office, "sealer")
    office.as_("drafter").perform(arrival.Handle(dossier=document, opinion="已办。"))
    assert office.state(document).step == "conclude"
    assert document in to_do(office, "head"), "it waits for them beside the step"


def test_it_is_to_do_and_not_to_read(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "sealer")
    assert [row.dossier for row in office.as_("sealer").ask(q.ToRead())] == []


def test_a_department_sees_to_it_by_whoever_heads_it(office: FakeOffice, document: DossierId) -> None:
    department = office.as_("head").standing.department
    supervised(office, document, departments=(department,))
    assert document in to_do(office, "head")
    assert document not in to_do(office, "sealer")


def test_departments_and_people_are_chosen_in_one_list_the_first_leads(office: FakeOffice, document: DossierId) -> None:
    department = office.as_("head").standing.department
    wish = supervising.Supervise(dossier=document, matter=MATTER, people=(department, person("sealer")))
    office.as_("reviewer").perform(wish)
    lead, other = item(office, document).holders
    assert (lead.department, lead.role, other.person) == (department, Role.DEPARTMENT_HEAD, person("sealer"))


def test_without_a_day_it_has_as_many_working_days_as_the_calendar_says(
    office: FakeOffice, document: DossierId
) -> None:
    due = fields(office, "reviewer", document, "supervise")["due"].usual
    assert supervised(office, document, "head").due == due
    working = office.ports.deadlines
    assert due == working.calendar.after(office.clock.now(), working.supervised).date().isoformat()
    assert office.state(document).tasks[-1].due == due


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"matter": " "}, "supervise.no-matter"),
        ({"matter": "拨付资金\n清理河道"}, "supervise.several"),
        ({"matter": "长" * 501}, "supervise.several"),
        ({"people": ()}, "people.none"),
        ({"people": ("person head", "person head")}, "people.twice"),
        ({"due": "2020-01-01"}, "supervise.day-over"),
        ({"due": "三天"}, "deadline.form"),
        ({"departments": (DepartmentId("没有的科"),)}, "chosen.no-such-department"),
        ({"people": (person("auditor"),)}, "people.no-role"),
    ],
)
def test_what_nobody_could_see_to_is_not_begun(
    office: FakeOffice, document: DossierId, said: dict[str, Any], code: str
) -> None:
    wish = {"matter": MATTER, "people": (person("head"),), **said}
    assert refusal(office, "reviewer", supervising.Supervise(dossier=document, **wish)) == code


def test_one_matter_is_one_item(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    wish = supervising.Supervise(dossier=document, matter=MATTER, people=(person("sealer"),))
    assert refusal(office, "reviewer", wish) == "supervise.twice"
    supervised(office, document, "sealer", matter="受灾户名单张榜公布")
    assert len(office.state(document).supervisions) == 2


def test_only_the_office_supervises(office: FakeOffice, document: DossierId) -> None:
    wish = supervising.Supervise(dossier=document, matter=MATTER, people=(person("sealer"),))
    assert refusal(office, "drafter", wish) == "policy.role"
    assert "supervise" in offered(office, "registrar", document)
    assert "supervise" not in offered(office, "drafter", document)


# --- 反馈 ---------------------------------------------------------------------------------------------------------


def test_a_report_of_progress_keeps_it_in_hand_and_is_the_latest(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    reports(office, "head", document, Progress.UNDERWAY)
    found = item(office, document)
    assert (found.stage, found.reports, found.latest.words) == (Stage.IN_HAND, 1, "正在核对名单。")
    assert document in to_do(office, "head")


def test_it_comes_back_to_the_supervisor_when_all_have_done_their_part(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head", "sealer")
    reports(office, "head", document)
    assert (item(office, document).stage, to_do(office, "reviewer")) == (Stage.IN_HAND, [])
    assert document not in to_do(office, "head")
    reports(office, "sealer", document)
    assert item(office, document).stage is Stage.REPORTED
    assert to_do(office, "reviewer") == [document]


def test_a_report_says_something(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    assert refusal(office, "head", supervising.ReportProgress(dossier=document)) == "supervise.no-words"


def test_nobody_reports_for_others_or_twice(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head", "sealer")
    wish = supervising.ReportProgress(dossier=document, opinion="已办", progress=FINISHED)
    assert refusal(office, "archivist", wish) in ("dossier.unknown", "supervise.no-item")
    reports(office, "head", document)
    assert refusal(office, "head", wish) == "supervise.no-item"


def test_of_two_matters_the_one_that_is_meant_is_named(office: FakeOffice, document: DossierId) -> None:
    first = supervised(office, document, "head")
    second = supervised(office, document, "head", matter="受灾户名单张榜公布")
    wish = supervising.ReportProgress(dossier=document, opinion="已办", progress=FINISHED)
    assert refusal(office, "head", wish) == "supervise.which-item"
    which = fields(office, "head", document, "report-progress")["item"]
    assert [value for value, _ in which.options] == [first.id, second.id]
    reports(office, "head", document, item=second.id)
    assert [one.stage for one in office.state(document).supervisions] == [Stage.IN_HAND, Stage.REPORTED]


def test_what_falls_to_somebody_stands_first_among_what_they_may_do(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    assert office.as_("head").ask(q.PossibleActs(dossier=document))[0].kind == "report-progress"
    reports(office, "head", document)
    assert office.as_("reviewer").ask(q.PossibleActs(dossier=document))[0].kind == "close-supervision"


def test_the_list_says_that_it_is_a_matter_and_how_often_it_was_urged(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    supervised(office, document, "drafter", matter="名单张榜公布")
    for _ in range(2):
        office.as_("reviewer").perform(together.Urge(dossier=document, reason="抓紧"))
    seen = {one: next(iter(office.as_(one).ask(q.ToDo()))) for one in ("head", "drafter")}
    assert (seen["head"].asked, seen["head"].urged) == ("report-progress", 2)
    assert seen["drafter"].asked == "", "who has the document itself in hand has that to do"


# --- 延期 ---------------------------------------------------------------------------------------------------------


def ask_extension(office: FakeOffice, document: DossierId, due: str = "2026-12-31") -> None:
    office.as_("head").perform(supervising.AskExtension(dossier=document, due=due, reason="汛期不能施工"))


def test_a_later_day_is_asked_for_and_the_supervisor_has_it_to_answer(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    ask_extension(office, document)
    assert to_do(office, "reviewer") == [document]
    assert fields(office, "reviewer", document, "extend-supervision")["due"].usual == "2026-12-31"
    office.as_("reviewer").perform(supervising.ExtendSupervision(dossier=document))
    found = item(office, document)
    assert (found.due, found.extended, found.wish) == ("2026-12-31", 1, None)
    assert {one.due for one in office.state(document).tasks if one.item} == {"2026-12-31"}
    assert to_do(office, "reviewer") == []


def test_what_is_declined_stays_due_as_it_was(office: FakeOffice, document: DossierId) -> None:
    due = supervised(office, document, "head").due
    ask_extension(office, document)
    declining = supervising.ExtendSupervision(dossier=document, answer=Answer.DECLINE)
    assert refusal(office, "reviewer", declining) == "act.no-reason"
    declining = supervising.ExtendSupervision(dossier=document, answer=Answer.DECLINE, reason="按期办")
    office.as_("reviewer").perform(declining)
    assert (item(office, document).due, to_do(office, "reviewer")) == (due, [])
    assert "ask-extension" in offered(office, "head", document)


def test_a_day_that_is_no_later_or_was_asked_for_already_is_refused(office: FakeOffice, document: DossierId) -> None:
    due = supervised(office, document, "head").due
    wish = supervising.AskExtension(dossier=document, due=due, reason="汛期")
    assert refusal(office, "head", wish) == "supervise.not-later"
    ask_extension(office, document)
    assert "ask-extension" not in offered(office, "head", document)
    assert refusal(office, "head", supervising.AskExtension(dossier=document, due="2027-01-01", reason="汛期")) in (
        "supervise.no-item",
        "supervise.asked-already",
    )


def test_only_whoever_supervises_it_puts_it_off(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    wish = supervising.ExtendSupervision(dossier=document, due="2026-12-31")
    assert refusal(office, "registrar", wish) == "supervise.no-item"
    office.as_("reviewer").perform(wish)
    assert item(office, document).due == "2026-12-31"


# --- 退回、销号 -----------------------------------------------------------------------------------------------------


def test_what_does_not_do_goes_back_to_those_who_said_it_was_done(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head", "sealer")
    reports(office, "head", document)
    reports(office, "sealer", document)
    office.as_("reviewer").perform(supervising.ReturnReport(dossier=document, reason="没有拨付凭证"))
    found = item(office, document)
    assert (found.stage, found.returned) == (Stage.IN_HAND, 1)
    assert document in to_do(office, "head")
    assert to_do(office, "reviewer") == []
    reports(office, "head", document)
    reports(office, "sealer", document)
    assert item(office, document).stage is Stage.REPORTED


def test_before_the_others_have_reported_one_report_goes_back_alone(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head", "sealer")
    wish = supervising.ReturnReport(dossier=document, reason="没有拨付凭证")
    assert refusal(office, "reviewer", wish) == "supervise.no-item"
    reports(office, "head", document)
    office.as_("reviewer").perform(wish)
    assert sorted(one.holder.person for one in office.state(document).tasks if one.item) == [
        person("head"),
        person("sealer"),
    ]


def test_closed_it_is_nobody_s_any_more(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    reports(office, "head", document)
    closes(office, document)
    found = item(office, document)
    assert (found.stage, bool(found.closed)) == (Stage.CLOSED, True)
    assert not [one for one in office.state(document).tasks if one.item]
    assert to_do(office, "reviewer") == []


def test_what_nobody_reported_is_dropped_with_a_reason(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    assert refusal(office, "reviewer", supervising.CloseSupervision(dossier=document)) == "supervise.not-reported"
    closes(office, document, "上级另有安排")
    assert (item(office, document).stage, item(office, document).outcome) == (Stage.DROPPED, "上级另有安排")
    assert document not in to_do(office, "head")


# --- beside the document ------------------------------------------------------------------------------------------


def test_a_document_is_not_concluded_while_a_matter_of_it_is_supervised(
    office: FakeOffice, document: DossierId
) -> None:
    supervised(office, document, "head")
    office.as_("drafter").perform(arrival.Handle(dossier=document, opinion="已办。"))
    concluding = arrival.Conclude(dossier=document, answered="电话答复")
    assert "conclude" not in offered(office, "registrar", document)
    assert refusal(office, "registrar", concluding) == "supervise.still-open"
    closes(office, document, "不再督办")
    office.as_("registrar").perform(concluding)
    assert office.state(document).phase is Phase.CONCLUDED


def test_a_matter_of_a_paper_that_went_out_is_closed_before_it_is_filed(office: FakeOffice) -> None:
    document = office.bring_to("file")
    supervised(office, document, "head")
    assert refusal(office, "archivist", act.File(dossier=document)) == "supervise.still-open"
    reports(office, "head", document)
    closes(office, document)
    office.step(document)
    assert office.state(document).phase is Phase.CONCLUDED


def test_whoever_recalls_a_circulation_leaves_supervision_alone(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    reviewer = office.as_("reviewer")
    assert "recall-circulation" not in offered(office, "reviewer", document)
    assert refusal(office, "reviewer", together.RecallCirculation(dossier=document)) == "people.nobody-left"
    tasks = tuple(one.id for one in reviewer.dossier(document).tasks if one.item)
    named = together.RecallCirculation(dossier=document, tasks=tasks)
    assert refusal(office, "reviewer", named) == "people.given-by-others"


def test_a_reader_reads_and_still_has_to_see_to_it(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    office.as_("head").perform(act.MarkRead(dossier=document))
    assert document in to_do(office, "head")


def test_it_rests_with_its_document_and_comes_back_with_it(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    office.as_("reviewer").perform(together.Suspend(dossier=document, reason="等审计"))
    assert document not in to_do(office, "head")
    office.as_("reviewer").perform(together.Resume(dossier=document))
    reports(office, "head", document)
    assert item(office, document).stage is Stage.REPORTED


def test_it_is_dropped_with_a_document_that_is_void(office: FakeOffice) -> None:
    document = office.bring_to("office")
    supervised(office, document, "head")
    office.as_("reviewer").perform(together.Void(dossier=document, reason="会议决定不发"))
    assert item(office, document).stage is Stage.DROPPED
    assert item(office, document).outcome == "会议决定不发"
    assert office.state(document).tasks == ()


def test_what_nobody_closed_does_not_count_as_closed_when_its_document_is_void(office: FakeOffice) -> None:
    document = office.bring_to("office")
    supervised(office, document, "head")
    reports(office, "head", document)
    assert item(office, document).stage is Stage.REPORTED
    office.as_("reviewer").perform(together.Void(dossier=document, reason="会议决定不发"))
    assert item(office, document).stage is Stage.DROPPED


def test_it_is_urged_and_the_matter_counts_it(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    for _ in range(2):
        office.as_("reviewer").perform(together.Urge(dossier=document, reason="抓紧"))
    assert item(office, document).urged == 2


# --- at the door, whatever a screen offers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "said", "code"),
    [
        (supervising.ReportProgress, {"opinion": "已办"}, "supervise.not-asked"),
        (supervising.ReturnReport, {"reason": "补凭证"}, "supervise.nothing-reported"),
        (supervising.ExtendSupervision, {"answer": Answer.DECLINE, "reason": "按期办"}, "supervise.nothing-asked"),
        (supervising.CloseSupervision, {}, "supervise.not-reported"),
        (supervising.CloseSupervision, {"item": EntryId("none"), "opinion": "不办"}, "supervise.no-item"),
    ],
)
def test_the_door_refuses_what_no_screen_offers(
    office: FakeOffice, document: DossierId, kind: type[act.DossierAction], said: dict[str, Any], code: str
) -> None:
    one, state = supervised(office, document, "head"), office.state(document)
    wish = kind(**{"dossier": document, "source": state.source, "item": one.id, **said})
    with says(code):
        refuse_out_of_order(state, wish)


def test_one_matter_waits_for_one_answer_and_for_no_crowd(office: FakeOffice, document: DossierId) -> None:
    one = supervised(office, document, "head")
    asking = supervising.AskExtension(dossier=document, item=one.id, due="2026-12-31", reason="汛期")
    office.as_("head").perform(asking)
    state = office.state(document)
    again = replace(asking, source=state.source, task=_report_of(office, document))
    with says("supervise.asked-already"):
        refuse_out_of_order(state, again)
    crowd = tuple(PersonId(f"person {number}") for number in range(501))
    wish = supervising.Supervise(dossier=document, source=state.source, matter="另一项", people=crowd, due="2026-12-31")
    with says("people.too-many"):
        refuse_out_of_order(state, wish)


def _report_of(office: FakeOffice, document: DossierId) -> TaskId:
    return next(one.id for one in office.state(document).tasks if one.act == "report-progress")


# --- people who go ------------------------------------------------------------------------------------------------


def lose(office: FakeOffice, account: str) -> None:
    office.as_("security").perform(org.Grant(post=PostId(f"post {account}"), roles=(), clearance=Secrecy.WORK))


def test_what_fell_to_somebody_who_has_gone_is_given_to_another(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "sealer")
    lose(office, "sealer")
    assert "reassign" in offered(office, "registrar", document)
    office.as_("registrar").perform(together.Reassign(dossier=document, person=person("head")))
    assert document in to_do(office, "head")
    assert [one.person for one in item(office, document).holders] == [person("head")]
    reports(office, "head", document)
    office.as_("reviewer").perform(supervising.ReturnReport(dossier=document, reason="补凭证"))
    assert document in to_do(office, "head"), "it goes back to who has it now"


def test_whoever_has_it_already_is_not_asked_twice_for_who_has_gone(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "sealer", "head")
    lose(office, "sealer")
    office.as_("registrar").perform(together.Reassign(dossier=document, person=person("head")))
    assert [one.person for one in item(office, document).holders] == [person("head")]
    reports(office, "head", document)
    assert item(office, document).stage is Stage.REPORTED, "one report is enough"


def test_where_the_supervisor_has_gone_the_office_goes_on(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    lose(office, "reviewer")
    reports(office, "head", document)
    office.as_("registrar").perform(supervising.CloseSupervision(dossier=document, opinion="已办结"))
    assert item(office, document).stage is Stage.CLOSED


def test_a_delegate_reports_in_the_other_s_name(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    office.as_("head").perform(Delegate(delegate=person("sealer"), until="2026-04-20", reason="学习"))
    assert document in to_do(office, "sealer")
    reports(office, "sealer", document)
    row = office.as_("reviewer").ask(q.Timeline(dossier=document))[-1]
    assert (row.act, bool(row.on_behalf_of)) == ("反馈", True)


# --- as it is told ------------------------------------------------------------------------------------------------


def test_the_timeline_says_what_and_until_when_and_who_leads(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head", "sealer", due="2026-06-30")
    row = office.as_("reviewer").ask(q.Timeline(dossier=document))[-1]
    assert row.act == "督办立项"
    assert row.words == f"{MATTER}，2026年6月30日前办结。"
    assert "（主办）" in row.directed


# --- 督办台账 -----------------------------------------------------------------------------------------------------

LEDGER = "督办台账"


def ledger(office: FakeOffice, account: str = "reviewer", **narrowed: str) -> list[dict[str, str]]:
    shelf = office.as_(account).shelf
    book = shelf.books[LEDGER]
    written = shelf.written(book, replace(book.outline, filter=Filter(**narrowed)))
    labels = [one.label for one in book.columns]
    return [dict(zip(labels, line, strict=True)) for part in written.parts for line in part.lines]


def test_the_ledger_has_a_line_for_every_matter(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head", "sealer", due="2026-06-30")
    supervised(office, document, "sealer", matter="名单张榜公布", due="2026-05-29")
    office.as_("reviewer").perform(together.Urge(dossier=document, reason="抓紧"))
    reports(office, "head", document, Progress.UNDERWAY)
    first, second = ledger(office)
    number = office.state(document).number
    names = {one.id: one.name for one in office.as_("reviewer").organisation().people}
    assert first == {
        "序号": "1",
        "督办事项": MATTER,
        "来源": number,
        "主办": names[person("head")],
        "协办": names[person("sealer")],
        "立项日期": "2026-04-16",
        "限办日期": "2026-06-30",
        "状态": "在办",
        "催办": "1",
        "最近反馈": "正在核对名单。",
        "销号日期": "",
    }
    assert (second["督办事项"], second["最近反馈"]) == ("名单张榜公布", "")


def test_the_ledger_is_narrowed_to_a_stage(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    other = supervised(office, document, "sealer", matter="名单张榜公布")
    office.as_("reviewer").perform(
        supervising.CloseSupervision(dossier=document, item=other.id, opinion="上级另有安排")
    )
    assert [one["督办事项"] for one in ledger(office, supervised="未销号")] == [MATTER]
    assert [(one["督办事项"], one["状态"]) for one in ledger(office, supervised="已撤销")] == [
        ("名单张榜公布", "已撤销")
    ]


def test_what_is_late_is_said_so_in_the_ledger(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head", due="2026-04-17")
    office.clock.time += timedelta(days=7)
    assert ledger(office)[0]["状态"].startswith("在办，超")


def test_nobody_sees_matters_of_what_they_may_not_know(office: FakeOffice, document: DossierId) -> None:
    supervised(office, document, "head")
    assert ledger(office, "outsider") == []
    assert office.as_("outsider").ask(q.Supervisions(dossier=document)) == ()
