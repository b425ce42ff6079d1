"""The way of a document as a picture: what was done, who has it and for how long, what is to come, what came back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import together
from oa_desktop.domain.actions.together import Manner, Stance
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.conditions import Condition, Subject
from oa_desktop.domain.flows.deadlines import Timeliness
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.flows.limits import Limit
from oa_desktop.domain.flows.tasks import Beside
from oa_desktop.domain.ids import DepartmentId, DossierId
from oa_desktop.office import queries as q
from oa_desktop.office.flows.flow_words import flow_in_lines
from tests.fakes.incoming import assigned, receiving
from tests.fakes.office import FLOW, FakeOffice, notice
from tests.fakes.together import before, person, several

Done, Open, Waiting, Dropped = q.PartyStand.DONE, q.PartyStand.OPEN, q.PartyStand.WAITING, q.PartyStand.DROPPED


@pytest.fixture
def office() -> FakeOffice:
    return several()


def picture(office: FakeOffice, document: DossierId, account: str = "drafter") -> q.FlowPictureRow:
    (found,) = office.as_(account).ask(q.FlowPicture(dossier=document))
    return found


def step(office: FakeOffice, document: DossierId, name: str) -> q.StepRow:
    return next(one for one in picture(office, document).steps if one.name == name)


def parties(office: FakeOffice, document: DossierId, name: str) -> dict[str, tuple[q.PartyStand, int]]:
    return {one.who: (one.stand, one.level) for one in step(office, document, name).parties}


def stands(office: FakeOffice, document: DossierId) -> dict[str, q.StepStand]:
    return {one.name: one.stand for one in picture(office, document).steps}


def test_steps_are_done_present_or_to_come_each_with_whom_it_lies(office: FakeOffice) -> None:
    document = office.bring_to("office")
    found = stands(office, document)
    assert [*found.values()][:4] == [*[q.StepStand.DONE] * 2, q.StepStand.NOW, q.StepStand.COMING]
    assert parties(office, document, "部门审核") == {"部门审核员": (Done, 0)}
    assert parties(office, document, "办公室审核") == {"核稿员": (Open, 0)}
    assert parties(office, document, "签发") == {"签发员": (q.PartyStand.COMING, 0)}


def test_what_is_concluded_has_no_present_step(office: FakeOffice) -> None:
    document = office.draft()
    for _ in FLOW.steps:
        office.step(document)
    assert set(stands(office, document).values()) == {q.StepStand.DONE}
    assert picture(office, document).phase == "办结"


def test_a_part_says_since_when_it_is_there_for_how_long_it_was_and_with_which_words(office: FakeOffice) -> None:
    document = office.draft()
    office.step(document)
    office.clock.move(hours=3)
    assert step(office, document, "部门审核").parties[0].held == "3小时"
    office.step(document)
    office.clock.move(days=1)
    (done,) = step(office, document, "部门审核").parties
    assert (done.held, done.words, done.act, done.department) == ("3小时", "同意", "审核", "秘书科")
    (waiting,) = step(office, document, "办公室审核").parties
    assert (waiting.opened[11:16], waiting.held) == ("12:00", "1个工作日")


def timed() -> Flow:
    return replace(FLOW, id="timed", steps=tuple(replace(one, limit=Limit(amount=1)) for one in FLOW.steps))


def drafted(flow: Flow, **elements: str) -> tuple[FakeOffice, DossierId]:
    office = FakeOffice(flows={flow.id: flow})
    session = office.as_("drafter")
    kept = session.writing.keep_text(notice(**elements))
    draft = act.Draft(flow=flow, department=DepartmentId(""), source=kept.source, particulars=kept.particulars)
    return office, session.perform(draft).dossiers[0]


def test_what_is_late_is_said_and_what_is_done_is_not_late_any_more() -> None:
    office, document = drafted(timed())
    office.clock.move(days=5)
    late = step(office, document, "拟稿").parties[0].timing
    assert late is not None
    assert late.state is Timeliness.LATE
    office.as_("drafter").perform(act.SubmitForReview(dossier=document))
    assert step(office, document, "拟稿").parties[0].timing is None
    assert step(office, document, "拟稿").limit == "1个工作日"


def test_a_step_that_is_not_for_this_document_is_passed_over_before_and_behind() -> None:
    urgent = (Condition(subject=Subject.URGENCY, among=("特急",)),)
    left_out = ("department", "recheck")
    steps = tuple(replace(one, when=urgent) if one.id in left_out else one for one in FLOW.steps)
    office, document = drafted(replace(FLOW, id="short", steps=steps))
    office.as_("drafter").perform(act.SubmitForReview(dossier=document))
    found = stands(office, document)
    assert (found["部门审核"], found["复核"]) == (q.StepStand.PASSED_OVER, q.StepStand.PASSED_OVER)


def test_those_who_act_at_the_same_time_stand_on_one_level(office: FakeOffice) -> None:
    document = before(office, "head", "sealer")
    assert parties(office, document, "会签") == {"部门审核员": (Open, 0), "印制用印员": (Open, 0)}
    office.as_("sealer").perform(together.Countersign(dossier=document, stance=Stance.AGREE))
    assert parties(office, document, "会签") == {"部门审核员": (Open, 0), "印制用印员": (Done, 0)}


@pytest.mark.parametrize(
    ("beside", "levels"),
    [
        (Beside.BEFORE, {"部门审核员": (Waiting, 1), "印制用印员": (Open, 0)}),
        (Beside.AFTER, {"部门审核员": (Open, 0), "印制用印员": (Waiting, 1)}),
        (Beside.PARALLEL, {"部门审核员": (Open, 0), "印制用印员": (Open, 0)}),
    ],
)
def test_an_added_signer_stands_where_they_were_added(office: FakeOffice, beside: Beside, levels: object) -> None:
    document = before(office)
    added = together.AddSigners(dossier=document, people=(person("sealer"),), beside=beside)
    office.as_("head").perform(added)
    assert parties(office, document, "部门审核") == levels


def test_whoever_waited_still_stands_behind_when_it_is_their_turn(office: FakeOffice) -> None:
    document = before(office)
    office.as_("head").perform(together.AddSigners(dossier=document, people=(person("sealer"),), beside=Beside.BEFORE))
    office.as_("sealer").perform(together.Countersign(dossier=document, stance=Stance.AGREE))
    assert parties(office, document, "部门审核") == {"部门审核员": (Open, 1), "印制用印员": (Done, 0)}


def test_a_return_is_a_way_back_and_who_had_not_answered_need_not(office: FakeOffice) -> None:
    document = before(office, "head", "sealer")
    office.as_("head").perform(act.Return(dossier=document, reason="请补充依据"))
    (back,) = picture(office, document).backwards
    assert (back.origin, back.to, back.act, back.person, back.words) == (
        *("countersign", "draft", "退回"),
        *("部门审核员", "请补充依据"),
    )
    countersign = step(office, document, "会签")
    assert (countersign.stand, countersign.times) == (q.StepStand.COMING, 1)
    assert step(office, document, "拟稿").times == 2


def test_what_comes_straight_back_still_shows_the_answer_that_was_given_before(office: FakeOffice) -> None:
    document = before(office, "head", "sealer", "archivist")
    office.as_("archivist").perform(together.Countersign(dossier=document, stance=Stance.AGREE))
    office.as_("head").perform(act.Return(dossier=document, reason="请补充依据", straight_back=True))
    office.as_("drafter").perform(act.SubmitForReview(dossier=document))
    found = parties(office, document, "会签")
    assert found == {"部门审核员": (Open, 0), "印制用印员": (Open, 0), "归档员": (Done, 0)}


def test_what_was_taken_back_is_a_way_back_too(office: FakeOffice) -> None:
    document = office.bring_to("office")
    office.as_("head").perform(act.Recall(dossier=document))
    (back,) = picture(office, document).backwards
    assert (back.act, back.origin, back.to) == ("撤回", "office", "department")
    assert parties(office, document, "部门审核") == {"部门审核员": (Open, 0)}


def test_readers_stand_beside_the_steps_with_who_has_read(office: FakeOffice) -> None:
    document = before(office)
    readers = (person("sealer"), person("archivist"))
    office.as_("head").perform(together.Circulate(dossier=document, readers=readers, manner=Manner.TOGETHER))
    office.as_("sealer").perform(act.MarkRead(dossier=document))
    office.as_("head").perform(act.Review(dossier=document))
    circulation = {one.who: one.stand for one in picture(office, document).circulation}
    assert circulation == {"印制用印员": Done, "归档员": Open}
    office.as_("head").perform(together.RecallCirculation(dossier=document))
    circulation = {one.who: one.stand for one in picture(office, document).circulation}
    assert circulation == {"印制用印员": Done, "归档员": Dropped}


def test_a_suspended_document_still_shows_where_it_lies(office: FakeOffice) -> None:
    document = office.bring_to("office")
    office.as_("reviewer").perform(together.Suspend(dossier=document, reason="等上级文件"))
    assert picture(office, document).phase == "暂停"
    assert parties(office, document, "办公室审核") == {"核稿员": (Open, 0)}


def test_whoever_may_not_know_a_document_sees_no_picture(office: FakeOffice) -> None:
    with pytest.raises(Refused) as refused:
        picture(office, office.draft(), "outsider")
    assert refused.value.code == "dossier.unknown"


def test_the_picture_is_said_line_by_line(office: FakeOffice) -> None:
    document = before(office, "head", "sealer")
    office.clock.move(hours=2)
    office.as_("head").perform(together.Countersign(dossier=document, stance=Stance.AGREE, opinion="同意。"))
    assert [*flow_in_lines(picture(office, document))][:5] == [
        "✓ 拟稿（已办）",
        "      ✓ 秘书科 拟稿员　04-16 09:00 送审",
        "● 会签（正在办）",
        "    ┃ ✓ 秘书科 部门审核员　04-16 11:00 会签，用2小时：同意。",
        "    ┃ ● 秘书科 印制用印员　等待会签，04-16 09:00 起，已2小时",
    ]


def test_a_paper_that_came_in_shows_who_handles_it() -> None:
    office = receiving()
    document = assigned(office, "head", "sealer")
    found = picture(office, document, "registrar")
    assert [one.stand for one in found.steps][:5] == [q.StepStand.DONE] * 5
    handling = next(one for one in found.steps if one.stand is q.StepStand.NOW)
    assert {one.who for one in handling.parties} == {"部门审核员", "印制用印员"}
    assert found.phase == "在办"
