"""What comes in: signed for, registered, checked, proposed, instructed, handled by several, answered, concluded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions import together
from oa_desktop.domain.actions.together import Manner
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import FlowSort
from oa_desktop.domain.ids import DepartmentId, DossierId, PersonId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office import queries as q
from tests.fakes.incoming import CAME, INCOMING, TO_READ, assigned, proposed, received, receiving
from tests.fakes.office import FLOW, FakeOffice, notice
from tests.fakes.together import person


@pytest.fixture
def office() -> FakeOffice:
    return receiving()


def refusal(office: FakeOffice, account: str, action: act.DossierAction) -> str:
    with pytest.raises(Refused) as refused:
        office.as_(account).perform(action)
    return refused.value.code


def to_do(office: FakeOffice, account: str) -> list[DossierId]:
    return [row.dossier for row in office.as_(account).ask(q.ToDo())]


def concluded(office: FakeOffice, document: DossierId, answered: str = "") -> Phase:
    office.as_("registrar").perform(arrival.Conclude(dossier=document, answered=answered))
    return office.state(document).phase


def called(office: FakeOffice, document: DossierId) -> list[str]:
    return [row.act for row in office.as_("registrar").ask(q.Timeline(dossier=document))]


def drafting(office: FakeOffice, answers: DossierId) -> act.Draft:
    kept = office.as_("drafter").writing.keep_text(notice("关于解决抗旱资金的批复"))
    home = DepartmentId("")
    return act.Draft(flow=FLOW, department=home, source=kept.source, particulars=kept.particulars, answers=answers)


def test_a_document_that_came_stands_in_the_register_of_incoming_ones_alone(office: FakeOffice) -> None:
    document = received(office)
    registrar = office.as_("registrar")
    registrar.perform(arrival.RegisterIncoming(dossier=document, series="办件"))
    listed = [(row.number, row.organ) for row in registrar.ask(q.IncomingRegister())]
    assert listed == [("收文〔2026〕办件1号", "甲镇人民政府")]
    assert registrar.ask(q.OutgoingRegister()) == ()


def test_each_series_of_incoming_documents_counts_for_itself(office: FakeOffice) -> None:
    numbers = []
    for series in ("办件", "阅件", "办件"):
        document = received(office)
        office.as_("registrar").perform(arrival.RegisterIncoming(dossier=document, series=series))
        numbers.append(office.state(document).number)
    assert numbers == ["收文〔2026〕办件1号", "收文〔2026〕阅件1号", "收文〔2026〕办件2号"]


def test_it_is_registered_exactly_as_it_came_and_what_was_mistyped_is_mended_there(office: FakeOffice) -> None:
    document = received(office)
    registrar = office.as_("registrar")
    other = registrar.writing.keep_text(replace(registrar.text(document), title="关于解决抗旱经费的请示"))
    registrar.perform(act.Revise(dossier=document, source=other.source, particulars=other.particulars))
    state = office.state(document)
    assert state.particulars.title == "关于解决抗旱经费的请示"
    assert state.incoming == replace(CAME, received=office.clock.now().date().isoformat())


@pytest.mark.parametrize(
    ("came", "code"),
    [
        (replace(CAME, sender=" "), "incoming.no-sender"),
        (replace(CAME, dated="2999-01-01"), "incoming.not-yet"),
        (replace(CAME, dated="去年"), "date.no-day"),
    ],
)
def test_what_cannot_be_written_down_is_not_signed_for(office: FakeOffice, came: Incoming, code: str) -> None:
    kept = office.as_("registrar").writing.keep_text(notice())
    wish = arrival.Receive(flow=INCOMING, incoming=came, source=kept.source)
    assert refusal(office, "registrar", wish) == code


def test_nothing_is_drafted_under_a_route_of_incoming_documents_nor_the_other_way_round(office: FakeOffice) -> None:
    drafter = office.as_("drafter")
    kept = drafter.writing.keep_text(notice())
    drafting_it = act.Draft(
        flow=INCOMING, department=DepartmentId(""), source=kept.source, particulars=kept.particulars
    )
    assert refusal(office, "drafter", drafting_it) == "flow.unknown"
    taking_it_in = arrival.Receive(flow=FLOW, incoming=CAME, source=kept.source)
    assert refusal(office, "registrar", taking_it_in) == "flow.unknown"
    assert {one.sort for one in drafter.routes.outgoing.values()} == {FlowSort.OUTGOING}
    assert list(drafter.routes.for_incoming(Manuscript())) == ["incoming-general", "incoming-to-read"]


def test_what_is_not_for_this_office_goes_back_to_its_sender_with_the_reason(office: FakeOffice) -> None:
    document = received(office)
    assert refusal(office, "registrar", arrival.Reject(dossier=document, reason="")) == "act.no-reason"
    office.as_("registrar").perform(arrival.Reject(dossier=document, reason="一文两事"))
    state = office.state(document)
    assert (state.phase, state.tasks, to_do(office, "registrar")) == (Phase.REJECTED, (), [])


def test_a_leader_instructs_and_nobody_else(office: FakeOffice) -> None:
    document = proposed(office, "head")
    assert (document in to_do(office, "signer"), document in to_do(office, "head")) == (True, False)
    assert refusal(office, "head", arrival.Instruct(dossier=document)) in ("policy.role", "dossier.unknown")


def test_assistants_answer_first_and_the_lead_brings_it_together(office: FakeOffice) -> None:
    document = assigned(office, "head", "sealer", "drafter")
    assert all(document in to_do(office, one) for one in ("head", "sealer", "drafter"))
    assert refusal(office, "head", arrival.Handle(dossier=document, opinion="已办")) == "handle.assistants-first"
    for account in ("sealer", "drafter"):
        office.as_(account).perform(arrival.Handle(dossier=document, opinion="无意见"))
    office.as_("head").perform(arrival.Handle(dossier=document, opinion="已核定资金20万元。"))
    assert office.state(document).step == "conclude"
    assert called(office, document).count("会办") == 3


def test_what_one_handles_alone_is_not_called_handled_together(office: FakeOffice) -> None:
    document = assigned(office, "head")
    office.as_("head").perform(arrival.Handle(dossier=document, opinion="已办"))
    assert called(office, document).count("承办") == 1


def test_a_department_is_chosen_and_its_head_has_it(office: FakeOffice) -> None:
    document = proposed(office)
    home = office.as_("head").standing.department
    office.as_("signer").perform(arrival.Instruct(dossier=document))
    chosen = act.ChosenParties(step="handle", people=(PersonId(home),), due="2035-12-31")
    office.as_("registrar").perform(arrival.Assign(dossier=document, chosen=(chosen,)))
    (task,) = office.state(document).tasks
    assert (task.holder.department, task.due, document in to_do(office, "head")) == (home, "2035-12-31", True)


def test_the_head_of_a_department_hands_its_task_to_somebody_who_heads_nothing(office: FakeOffice) -> None:
    document = proposed(office)
    home = office.as_("head").standing.department
    office.as_("signer").perform(arrival.Instruct(dossier=document))
    chosen = act.ChosenParties(step="handle", people=(PersonId(home),))
    office.as_("registrar").perform(arrival.Assign(dossier=document, chosen=(chosen,)))
    office.as_("head").perform(together.HandOver(dossier=document, person=person("drafter")))
    assert [one for one in ("head", "drafter") if document in to_do(office, one)] == ["drafter"]
    office.as_("drafter").perform(arrival.Handle(dossier=document, opinion="已办"))
    assert office.state(document).step == "conclude"


def test_a_department_that_nobody_heads_gets_nothing(office: FakeOffice) -> None:
    document = proposed(office)
    office.as_("signer").perform(arrival.Instruct(dossier=document))
    chosen = act.ChosenParties(step="handle", people=(PersonId("综合科"),))
    wish = arrival.Assign(dossier=document, chosen=(chosen,))
    assert refusal(office, "registrar", wish) == "chosen.no-such-department"


def test_with_nobody_to_handle_it_the_document_goes_on_to_be_concluded(office: FakeOffice) -> None:
    assert office.state(assigned(office)).step == "conclude"


def test_a_request_is_not_concluded_before_it_is_answered(office: FakeOffice) -> None:
    document = assigned(office)
    assert refusal(office, "registrar", arrival.Conclude(dossier=document)) == "conclude.unanswered"
    assert concluded(office, document, answered="4月20日电话答复") is Phase.CONCLUDED


def test_a_report_is_concluded_without_an_answer(office: FakeOffice) -> None:
    document = assigned(office, kind="报告", title="关于抗旱情况的报告")
    assert concluded(office, document) is Phase.CONCLUDED


def test_a_reply_and_what_it_answers_know_each_other_and_the_one_waits_for_the_other(office: FakeOffice) -> None:
    document = assigned(office, "drafter")
    drafter = office.as_("drafter")
    reply = next(one for one in drafter.perform(drafting(office, document)).dossiers if one != document)
    assert (office.state(document).replies, office.state(reply).answers) == ((reply,), document)
    drafter.perform(arrival.Handle(dossier=document, opinion="已拟批复。"))
    assert refusal(office, "registrar", arrival.Conclude(dossier=document)) == "conclude.reply-under-way"
    while office.state(reply).dispatched is None:
        office.step(reply)
    assert concluded(office, document) is Phase.CONCLUDED


def test_nothing_answers_what_did_not_come(office: FakeOffice) -> None:
    assert refusal(office, "drafter", drafting(office, office.draft())) == "answer.not-incoming"


def test_a_document_to_be_read_is_circulated_and_concluded_when_all_have_read(office: FakeOffice) -> None:
    document = received(office, TO_READ, kind="通知", title="关于值班的通知")
    registrar = office.as_("registrar")
    registrar.perform(arrival.RegisterIncoming(dossier=document, series="阅件"))
    registrar.perform(arrival.FirstCheck(dossier=document))
    office.as_("reviewer").perform(arrival.Propose(dossier=document, opinion="请科室负责人阅。"))
    readers = (person("head"), person("drafter"))
    registrar.perform(together.Circulate(dossier=document, readers=readers, manner=Manner.TOGETHER))
    assert office.state(document).step == "conclude"
    office.as_("head").perform(act.MarkRead(dossier=document, circled=True))
    assert refusal(office, "registrar", arrival.Conclude(dossier=document)) == "circulate.still-out"
    office.as_("drafter").perform(act.MarkRead(dossier=document))
    assert concluded(office, document) is Phase.CONCLUDED


def test_a_wrong_assignment_goes_back_and_others_are_chosen(office: FakeOffice) -> None:
    document = assigned(office, "head", "sealer")
    office.as_("sealer").perform(act.Return(dossier=document, to="assign", reason="不属本科职责"))
    chosen = act.ChosenParties(step="handle", people=(person("drafter"),))
    office.as_("registrar").perform(arrival.Assign(dossier=document, chosen=(chosen,)))
    assert [one for one in ("head", "sealer", "drafter") if document in to_do(office, one)] == ["drafter"]
