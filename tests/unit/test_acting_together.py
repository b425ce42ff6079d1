"""Several people on one document: countersigning, adding signers, handing over, circulating, and every way back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import together
from oa_desktop.domain.actions.together import Manner, Stance
from oa_desktop.domain.dossier import Dossier, Phase, fold
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.conditions import Condition, Subject
from oa_desktop.domain.flows.flow import Flow, Party, Stage, Together
from oa_desktop.domain.flows.tasks import Beside, Tasks, beside_the_step, open_ones
from oa_desktop.domain.ids import DepartmentId, DossierId, PersonId, RegisterName, dossier_journal
from oa_desktop.domain.numbers.numbering import NumberState
from oa_desktop.office import queries as q
from tests.fakes.office import FLOW, FakeOffice, notice
from tests.fakes.together import before, person, several, with_steps


@pytest.fixture
def office() -> FakeOffice:
    return several()


def holders(office: FakeOffice, document: DossierId) -> list[str]:
    """Who has it in hand by name, the readers too, in the order of the accounts."""
    accounts = ("drafter", "head", "reviewer", "signer", "rechecker", "registrar", "sealer", "outsider", "archivist")
    return [one for one in accounts if lists(office, one, document)]


def lists(office: FakeOffice, account: str, document: DossierId) -> list[str]:
    """In which of 待办 and 待阅 somebody finds it."""
    session = office.as_(account)
    return [
        name
        for name, query in (("待办", q.ToDo()), ("待阅", q.ToRead()))
        if document in {row.dossier for row in session.ask(query)}
    ]


def refusal(office: FakeOffice, account: str, action: act.DossierAction) -> str:
    with pytest.raises(Refused) as refused:
        office.as_(account).perform(action)
    return refused.value.code


def agree(office: FakeOffice, account: str, document: DossierId, stance: Stance = Stance.AGREE) -> Dossier:
    words = "" if stance is Stance.AGREE else "第二项数字不一致"
    office.as_(account).perform(together.Countersign(dossier=document, stance=stance, opinion=words))
    return office.state(document)


def folded(office: FakeOffice, document: DossierId) -> Dossier:
    return fold(document, [one.entry for one in office.stores.made.entries(dossier_journal(document))])


# --- 会签 ---------------------------------------------------------------------------------------------------------


def test_the_drafter_chooses_who_countersigns_and_all_have_it_at_the_same_time(office: FakeOffice) -> None:
    document = before(office, "head", "sealer")
    assert holders(office, document) == ["head", "sealer"]
    assert agree(office, "sealer", document).step == "countersign"
    assert agree(office, "head", document).step == "department"


def test_nobody_is_chosen_twice(office: FakeOffice) -> None:
    for people in (("head", "head"), ("head", "sealer", "head")):
        with pytest.raises(Refused) as caught:
            before(office, *people)
        assert caught.value.code == "people.twice"


def test_a_step_for_which_nobody_was_chosen_is_passed_over(office: FakeOffice) -> None:
    assert office.state(before(office)).step == "department"


def test_an_objection_holds_the_document_until_all_have_answered_and_then_sends_it_back(office: FakeOffice) -> None:
    document = before(office, "head", "sealer")
    assert agree(office, "head", document, Stance.OBJECT).step == "countersign"
    assert agree(office, "sealer", document).step == "draft"
    assert holders(office, document) == ["drafter"]
    said = [row.directed for row in office.as_("drafter").ask(q.Timeline(dossier=document))]
    assert said[-2:] == ["", "因有不同意见回到拟稿"], "who reads the journal sees why it is back"


def test_a_remark_holds_nothing(office: FakeOffice) -> None:
    document = before(office, "head")
    assert agree(office, "head", document, Stance.REMARK).step == "department"


def test_a_joint_signer_s_objection_sends_it_back_at_once(office: FakeOffice) -> None:
    document = before(office)
    for account in ("head", "reviewer"):
        office.as_(account).perform(act.Review(dossier=document))
    signer = office.as_("signer")
    page = signer.papers.page(document)[0]
    objecting = together.Cosign(dossier=document, stance=Stance.OBJECT, opinion="职责不清", rendering=page)
    signer.perform(objecting)
    assert office.state(document).step == "draft"


def test_whoever_does_not_agree_says_why(office: FakeOffice) -> None:
    document = before(office, "head")
    wish = together.Countersign(dossier=document, stance=Stance.OBJECT)
    assert refusal(office, "head", wish) == "countersign.no-words"


def test_a_countersigner_takes_their_answer_back_while_the_others_have_not_all_answered(office: FakeOffice) -> None:
    """A known fault elsewhere: an answer of one among several could not be taken back."""
    document = before(office, "head", "sealer")
    agree(office, "head", document)
    office.as_("head").perform(act.Recall(dossier=document))
    assert holders(office, document) == ["head", "sealer"]
    agree(office, "sealer", document)
    assert agree(office, "head", document).step == "department"


def test_an_answer_is_not_taken_back_once_the_document_has_gone_on_and_somebody_acted(office: FakeOffice) -> None:
    document = before(office, "head", "sealer")
    agree(office, "sealer", document)
    agree(office, "head", document)
    office.as_("head").perform(act.Review(dossier=document))
    assert refusal(office, "sealer", act.Recall(dossier=document)) in ("policy.last-actor", "recall.acted-upon")


def test_the_last_to_answer_takes_it_back_into_the_step_with_the_others_answers_kept(office: FakeOffice) -> None:
    document = before(office, "head", "sealer")
    agree(office, "sealer", document, Stance.OBJECT)
    agree(office, "head", document)
    office.as_("head").perform(act.Recall(dossier=document))
    assert (office.state(document).step, holders(office, document)) == ("countersign", ["head"])
    assert agree(office, "head", document).step == "draft", "the other's objection still counts"


# --- 退回 ---------------------------------------------------------------------------------------------------------


def test_a_return_out_of_a_countersignature_takes_it_from_all_and_loses_nobody(office: FakeOffice) -> None:
    """A known fault elsewhere: after a return the tasks of the others were gone for ever."""
    document = before(office, "head", "sealer", "archivist")
    agree(office, "archivist", document)
    office.as_("head").perform(act.Return(dossier=document, reason="请补充依据"))
    assert holders(office, document) == ["drafter"]
    office.as_("drafter").perform(act.SubmitForReview(dossier=document))
    assert holders(office, document) == ["head", "sealer", "archivist"]


def test_what_comes_straight_back_asks_only_those_who_had_not_answered(office: FakeOffice) -> None:
    document = before(office, "head", "sealer", "archivist")
    agree(office, "archivist", document)
    office.as_("head").perform(act.Return(dossier=document, reason="请补充依据", straight_back=True))
    office.as_("drafter").perform(act.SubmitForReview(dossier=document))
    assert (office.state(document).step, holders(office, document)) == ("countersign", ["head", "sealer"])


def test_from_a_later_step_it_comes_straight_back_over_the_steps_between(office: FakeOffice) -> None:
    document = before(office)
    office.as_("head").perform(act.Review(dossier=document))
    returning = act.Return(dossier=document, to="draft", reason="请核数字", straight_back=True)
    office.as_("reviewer").perform(returning)
    office.as_("drafter").perform(act.SubmitForReview(dossier=document))
    assert (office.state(document).step, holders(office, document)) == ("office", ["reviewer"])
    office.as_("reviewer").perform(act.Review(dossier=document))
    assert office.state(document).way_back is None


def test_nothing_goes_straight_past_a_step_that_it_has_to_go_through_only_now() -> None:
    urgent = (Condition(subject=Subject.URGENCY, among=("特急",)),)
    steps = [replace(one, when=urgent) if one.id == "department" else one for one in FLOW.steps]
    office = FakeOffice(flows={FLOW.id: replace(FLOW, steps=tuple(steps))})
    document = office.draft()
    office.step(document)
    for urgency, reached in (("", "office"), ("特急", "department")):
        returning = act.Return(dossier=document, to="draft", reason="请改", straight_back=True)
        office.as_("reviewer").perform(returning)
        office.revise(document, "drafter", notice(title=f"改过的通知{urgency}", urgency=urgency))
        office.step(document)
        assert office.state(document).step == reached


def test_nothing_goes_straight_past_the_signer_with_a_text_that_was_not_signed(office: FakeOffice) -> None:
    document = office.bring_to("recheck")
    office.as_("rechecker").perform(act.Return(dossier=document, to="draft", reason="改题", straight_back=True))
    drafter = office.as_("drafter")
    other = drafter.writing.keep_text(drafter.text(document).__class__(title="改过的题目"))
    drafter.perform(act.Revise(dossier=document, source=other.source, particulars=other.particulars))
    drafter.perform(act.SubmitForReview(dossier=document))
    assert office.state(document).step == "department"


def test_a_return_is_taken_back_and_everybody_has_it_again(office: FakeOffice) -> None:
    document = before(office, "head", "sealer")
    office.as_("head").perform(act.Return(dossier=document, reason="请补充"))
    office.as_("head").perform(act.Recall(dossier=document))
    assert (office.state(document).step, holders(office, document)) == ("countersign", ["head", "sealer"])


# --- 加签、减签、转办 ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("beside", "first", "then"),
    [
        (Beside.BEFORE, ["sealer"], ["head"]),
        (Beside.AFTER, ["head"], ["sealer"]),
        (Beside.PARALLEL, ["head", "sealer"], ["sealer"]),
    ],
)
def test_an_added_signer_stands_before_behind_or_beside(
    office: FakeOffice, beside: Beside, first: list[str], then: list[str]
) -> None:
    document = before(office)
    added = together.AddSigners(dossier=document, people=(person("sealer"),), beside=beside)
    office.as_("head").perform(added)
    assert holders(office, document) == first
    if beside is Beside.BEFORE:
        agree(office, "sealer", document)
    else:
        office.as_("head").perform(act.Review(dossier=document))
    assert (office.state(document).step, holders(office, document)) == ("department", then)


def test_added_signers_come_one_after_the_other_where_that_is_wished(office: FakeOffice) -> None:
    document = before(office)
    people = (person("sealer"), person("archivist"))
    office.as_("head").perform(together.AddSigners(dossier=document, people=people, beside=Beside.BEFORE, in_turn=True))
    seen = []
    for account in ("sealer", "archivist"):
        seen.append(holders(office, document))
        agree(office, account, document)
    assert [*seen, holders(office, document)] == [["sealer"], ["archivist"], ["head"]]


@pytest.mark.parametrize("beside", [Beside.AFTER, Beside.PARALLEL])
def test_their_order_holds_wherever_they_stand(office: FakeOffice, beside: Beside) -> None:
    document = before(office)
    people = (person("sealer"), person("archivist"))
    office.as_("head").perform(together.AddSigners(dossier=document, people=people, beside=beside, in_turn=True))
    office.as_("head").perform(act.Review(dossier=document))
    assert holders(office, document) == ["sealer"]
    agree(office, "sealer", document)
    assert (office.state(document).step, holders(office, document)) == ("department", ["archivist"])


def test_nobody_is_asked_for_what_they_have_been_asked_already(office: FakeOffice) -> None:
    document = before(office)
    added = together.AddSigners(dossier=document, people=(person("sealer"),))
    office.as_("head").perform(added)
    assert refusal(office, "head", added) == "people.asked-already"
    agree(office, "sealer", document)
    office.as_("head").perform(added)
    assert holders(office, document) == ["head", "sealer"]


def test_an_added_signer_may_send_it_back(office: FakeOffice) -> None:
    """A known fault elsewhere: whoever was added could only agree."""
    document = before(office)
    office.as_("head").perform(together.AddSigners(dossier=document, people=(person("sealer"),), beside=Beside.BEFORE))
    office.as_("sealer").perform(act.Return(dossier=document, reason="不属我科职责"))
    assert holders(office, document) == ["drafter"]


def test_signers_that_were_added_are_taken_out_again_and_nobody_waits_for_them(office: FakeOffice) -> None:
    document = before(office)
    head = office.as_("head")
    head.perform(together.AddSigners(dossier=document, people=(person("sealer"),), beside=Beside.BEFORE))
    assert refusal(office, "reviewer", together.WithdrawSigners(dossier=document)) == "dossier.unknown"
    head.perform(together.WithdrawSigners(dossier=document, reason="已口头征求"))
    assert holders(office, document) == ["head"]


def test_the_document_goes_on_when_the_last_it_waited_for_is_taken_out(office: FakeOffice) -> None:
    document = before(office)
    head = office.as_("head")
    head.perform(together.AddSigners(dossier=document, people=(person("sealer"),), beside=Beside.AFTER))
    head.perform(act.Review(dossier=document))
    head.perform(together.WithdrawSigners(dossier=document))
    assert (office.state(document).step, holders(office, document)) == ("office", ["reviewer"])


def test_only_who_added_a_signer_takes_them_out_and_the_flow_s_own_stay(office: FakeOffice) -> None:
    document = before(office, "head", "sealer")
    own = office.state(document).tasks[1].id
    wish = together.WithdrawSigners(dossier=document, tasks=(own,))
    assert refusal(office, "head", wish) == "people.given-by-others"


def test_a_task_that_is_handed_over_is_the_other_s_alone_and_may_be_taken_back(office: FakeOffice) -> None:
    document = before(office, "head")
    office.as_("head").perform(together.HandOver(dossier=document, person=person("sealer")))
    assert holders(office, document) == ["sealer"]
    office.as_("head").perform(act.Recall(dossier=document))
    assert holders(office, document) == ["head"]


def test_a_task_that_the_other_has_done_is_not_taken_back(office: FakeOffice) -> None:
    document = before(office, "head", "archivist")
    office.as_("head").perform(together.HandOver(dossier=document, person=person("sealer")))
    agree(office, "sealer", document)
    assert refusal(office, "head", act.Recall(dossier=document)) == "recall.acted-upon"


def test_what_went_on_to_a_third_is_taken_back_by_who_gave_it_on_and_nobody_before(office: FakeOffice) -> None:
    document = before(office, "head")
    office.as_("head").perform(together.HandOver(dossier=document, person=person("sealer")))
    office.as_("sealer").perform(together.HandOver(dossier=document, person=person("archivist")))
    assert refusal(office, "head", act.Recall(dossier=document)) == "recall.acted-upon"
    office.as_("sealer").perform(act.Recall(dossier=document))
    office.as_("head").perform(act.Recall(dossier=document))
    assert holders(office, document) == ["head"]


def test_an_answer_is_not_taken_back_from_before_a_task_that_was_given_on(office: FakeOffice) -> None:
    """Else the one behind could come to its turn before the one in front is done again."""
    document = before(office)
    people = (person("sealer"), person("archivist"))
    office.as_("head").perform(together.AddSigners(dossier=document, people=people, in_turn=True))
    agree(office, "sealer", document)
    office.as_("archivist").perform(together.HandOver(dossier=document, person=person("rechecker")))
    assert refusal(office, "sealer", act.Recall(dossier=document)) == "recall.acted-upon"


def test_nothing_is_handed_to_whoever_may_not_do_it(office: FakeOffice) -> None:
    document = office.bring_to("issue")
    wish = together.HandOver(dossier=document, person=person("sealer"))
    assert refusal(office, "signer", wish) == "people.no-role"
    assert refusal(office, "signer", together.HandOver(dossier=document, person=person("signer"))) == "people.oneself"
    assert holders(office, document) == ["signer"]


# --- 传阅、催办 ---------------------------------------------------------------------------------------------------


READERS = ("sealer", "archivist")


def begun_under(office: FakeOffice, flow: Flow) -> DossierId:
    """Hand in a document under a route."""
    drafter = office.as_("drafter")
    kept = drafter.writing.keep_text(notice())
    drafted = act.Draft(flow=flow, department=DepartmentId(""), source=kept.source, particulars=kept.particulars)
    document = drafter.perform(drafted).dossiers[0]
    drafter.perform(act.SubmitForReview(dossier=document))
    return document


def circulated(office: FakeOffice, manner: Manner) -> DossierId:
    document = before(office)
    readers = tuple(map(person, READERS))
    office.as_("head").perform(together.Circulate(dossier=document, readers=readers, manner=manner))
    return document


def test_at_the_same_time_all_have_it_to_read_and_nobody_waits(office: FakeOffice) -> None:
    document = circulated(office, Manner.TOGETHER)
    assert [lists(office, one, document) for one in READERS] == [["待阅"], ["待阅"]]
    office.as_("head").perform(act.Review(dossier=document))
    assert office.state(document).step == "office"
    office.as_("sealer").perform(act.MarkRead(dossier=document))
    assert [lists(office, one, document) for one in READERS] == [[], ["待阅"]]


def test_by_hub_and_spokes_it_comes_back_after_each_reader(office: FakeOffice) -> None:
    document = circulated(office, Manner.HUB)
    office.as_("head").perform(act.Review(dossier=document))
    assert [lists(office, one, document) for one in READERS] == [["待阅"], []]
    assert refusal(office, "head", together.PassOn(dossier=document)) == "circulate.not-back"
    office.as_("sealer").perform(act.MarkRead(dossier=document, circled=True))
    assert lists(office, "head", document) == ["待办"]
    office.as_("head").perform(together.PassOn(dossier=document))
    assert [lists(office, one, document) for one in READERS] == [[], ["待阅"]]


def test_in_order_the_next_has_it_when_the_one_before_has_read(office: FakeOffice) -> None:
    document = circulated(office, Manner.ORDER)
    office.as_("sealer").perform(act.MarkRead(dossier=document))
    assert [lists(office, one, document) for one in READERS] == [[], ["待阅"]]


def test_a_circulation_is_taken_back_from_those_who_have_not_read(office: FakeOffice) -> None:
    document = circulated(office, Manner.TOGETHER)
    office.as_("sealer").perform(act.MarkRead(dossier=document))
    office.as_("head").perform(together.RecallCirculation(dossier=document))
    assert holders(office, document) == ["head"]


def holder_of(tasks: Tasks) -> PersonId:
    return next(one.holder.person for one in tasks if one.is_open)


THREE = ("sealer", "archivist", "outsider")


@pytest.mark.parametrize(
    ("taken_back", "then"),
    [
        ("sealer", ["archivist", "outsider"]),
        ("archivist", ["sealer", "outsider"]),
        ("outsider", ["sealer", "archivist"]),
    ],
)
def test_whoever_is_taken_out_of_a_round_leaves_it_in_its_order(
    office: FakeOffice, taken_back: str, then: list[str]
) -> None:
    """A known fault elsewhere: a round with a recalled reader came to several at once, or never to its end."""
    document = before(office)
    head = office.as_("head")
    head.perform(together.Circulate(dossier=document, readers=tuple(map(person, THREE)), manner=Manner.HUB))
    named = tuple(one.id for one in office.state(document).tasks if one.holder.person == person(taken_back))
    head.perform(together.RecallCirculation(dossier=document, tasks=named))
    had: list[str] = []
    while round_ := beside_the_step(office.state(document).tasks):
        assert len(open_ones(round_)) == 1, "the paper is in one place"
        had += [one for one in (*THREE, "head") if lists(office, one, document) and person(one) == holder_of(round_)]
        reading = had[-1] != "head"
        office.as_(had[-1]).perform((act.MarkRead if reading else together.PassOn)(dossier=document))
    assert [one for one in had if one != "head"] == then
    assert had[-1] == then[-1], "nothing is left to do for whoever circulates it"


def test_readers_neither_return_nor_agree(office: FakeOffice) -> None:
    document = circulated(office, Manner.TOGETHER)
    for wish in (act.Return(dossier=document, reason="试"), together.Countersign(dossier=document)):
        assert refusal(office, "sealer", wish) == "policy.holder"


def test_a_document_that_is_still_with_readers_is_not_concluded(office: FakeOffice) -> None:
    document = office.bring_to("file")
    archivist = office.as_("archivist")
    archivist.perform(together.Circulate(dossier=document, readers=(person("sealer"),), manner=Manner.TOGETHER))
    assert refusal(office, "archivist", act.File(dossier=document)) == "circulate.still-out"
    office.as_("sealer").perform(act.MarkRead(dossier=document))
    archivist.perform(act.File(dossier=document))
    assert (office.state(document).phase, office.state(document).tasks) == (Phase.CONCLUDED, ())


def test_it_is_not_given_to_readers_twice_or_to_more_than_an_entry_holds(office: FakeOffice) -> None:
    document = before(office)
    one = person("sealer")
    many = tuple(map(person, map(str, range(500))))
    assert refusal(office, "head", together.Circulate(dossier=document, readers=())) == "people.none"
    assert refusal(office, "head", together.Circulate(dossier=document, readers=(one, one))) == "people.twice"
    assert refusal(office, "head", together.Circulate(dossier=document, readers=many)) in (
        *("person.unknown", "people.too-many"),
    )


def test_whoever_has_it_sees_how_often_they_were_urged(office: FakeOffice) -> None:
    document = before(office, "head")
    for _ in range(2):
        office.as_("drafter").perform(together.Urge(dossier=document))
    assert [task.urged for task in office.state(document).tasks] == [2]


def test_a_time_limit_does_not_end_before_the_document_was_drafted(office: FakeOffice) -> None:
    document = before(office, "head")
    wish = together.HandOver(dossier=document, person=person("sealer"), due="2001-01-01")
    assert refusal(office, "head", wish) == "deadline.before-document"


# --- 暂停、作废 ---------------------------------------------------------------------------------------------------


def test_a_suspended_document_lies_with_nobody_until_it_is_resumed(office: FakeOffice) -> None:
    document = office.bring_to("office")
    reviewer = office.as_("reviewer")
    reviewer.perform(together.Suspend(dossier=document, reason="等上级文件"))
    assert refusal(office, "reviewer", act.Review(dossier=document)) == "dossier.suspended"
    assert holders(office, document) == ["reviewer"], "to resume it"
    reviewer.perform(together.Resume(dossier=document))
    reviewer.perform(act.Review(dossier=document))
    assert office.state(document).step == "issue"


def test_a_drafter_makes_only_their_own_unsigned_paper_void(office: FakeOffice) -> None:
    mine, signed = office.bring_to("department"), office.bring_to("recheck")
    office.as_("drafter").perform(together.Void(dossier=mine, reason="不再需要"))
    assert (office.state(mine).phase, holders(office, mine)) == (Phase.VOID, [])
    assert refusal(office, "drafter", together.Void(dossier=signed, reason="不再需要")) == "void.not-own"
    assert refusal(office, "head", act.Review(dossier=mine)) in ("dossier.void", "policy.holder")


def test_the_number_of_a_paper_is_void_with_it(office: FakeOffice) -> None:
    document = office.bring_to("seal")
    office.as_("reviewer").perform(together.Void(dossier=document, reason="重发"))
    register = office.as_("reviewer")._desk.register(RegisterName(code="清政办发", year=2026))
    assert (office.state(document).phase, register.lines[0].state) == (Phase.VOID, NumberState.VOID)


def test_no_reason_no_suspending_and_no_voiding(office: FakeOffice) -> None:
    document = office.bring_to("office")
    for wish in (together.Suspend(dossier=document, reason=" "), together.Void(dossier=document, reason="")):
        assert refusal(office, "reviewer", wish) == "act.no-reason"


# --- what the walk found (tests/rigs/circulation) -----------------------------------------------------------------


def test_one_of_several_who_comes_back_waits_for_nobody_who_has_answered_meanwhile() -> None:
    """Found by the walk: a rival (或签) that a recall brought back waited for ever for a signer who was done."""
    parties = (Party(person=person("head")), Party(person=person("sealer")))
    either = with_steps(chosen=False, stages=(Stage(parties=parties, together=Together.ANY),))
    office = FakeOffice(flows={FLOW.id: FLOW, either.id: either})
    document = begun_under(office, either)
    people = (person("archivist"), person("drafter"))
    office.as_("sealer").perform(together.AddSigners(dossier=document, people=people, beside=Beside.BEFORE))
    for account in ("head", "archivist"):
        agree(office, account, document)
    office.as_("head").perform(act.Recall(dossier=document))
    agree(office, "drafter", document)
    assert holders(office, document) == ["head", "sealer"]
    agree(office, "sealer", document)
    assert office.state(document).step == "department"


def test_nothing_goes_back_to_a_step_that_nobody_acts_in(office: FakeOffice) -> None:
    """Found by the walk: returned to a step for which nobody was chosen, a document lay with nobody."""
    flow = with_steps()
    department = replace(flow.step("department"), returns_to=("countersign", "draft"))
    flow = replace(flow, steps=tuple(department if one.id == "department" else one for one in flow.steps))
    office = FakeOffice(flows={FLOW.id: FLOW, flow.id: flow})
    document = begun_under(office, flow)
    wish = act.Return(dossier=document, to="countersign", reason="请会签")
    assert refusal(office, "head", wish) == "return.not-there"
    office.as_("head").perform(act.Return(dossier=document, reason="请补充"))
    assert (office.state(document).step, holders(office, document)) == ("draft", ["drafter"])


def test_whoever_has_it_to_read_does_not_get_it_twice(office: FakeOffice) -> None:
    document = circulated(office, Manner.TOGETHER)
    readers = (person("sealer"), person("drafter"))
    office.as_("head").perform(together.Circulate(dossier=document, readers=readers, manner=Manner.TOGETHER))
    reading = [one.holder.person for one in office.state(document).tasks if one.is_reading]
    assert sorted(reading) == sorted(map(person, ("sealer", "archivist", "drafter")))


def test_what_was_read_while_it_was_suspended_is_read(office: FakeOffice) -> None:
    document = before(office)
    readers = (person("drafter"), person("archivist"))
    office.as_("head").perform(together.Circulate(dossier=document, readers=readers, manner=Manner.TOGETHER))
    office.as_("head").perform(act.Review(dossier=document))
    office.as_("reviewer").perform(together.Suspend(dossier=document, reason="等上级文件"))
    office.as_("drafter").perform(act.MarkRead(dossier=document))
    office.as_("reviewer").perform(together.Resume(dossier=document))
    assert [lists(office, one, document) for one in ("drafter", "archivist")] == [[], ["待阅"]]


def test_what_the_store_holds_is_what_the_journal_says(office: FakeOffice) -> None:
    document = before(office, "head", "sealer")
    agree(office, "head", document)
    office.as_("head").perform(act.Recall(dossier=document))
    office.as_("head").perform(together.AddSigners(dossier=document, people=(person("archivist"),)))
    office.as_("sealer").perform(act.Return(dossier=document, reason="请补充", straight_back=True))
    assert folded(office, document) == office.state(document)
    assert len(open_ones(office.state(document).tasks)) == 1
