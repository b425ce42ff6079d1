"""Who must act when several act together (待办): in turn, side by side, or one for all; and on which documents a step is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from oa_desktop.domain import dossier
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.documents.particulars import Particulars
from oa_desktop.domain.dossier import Dossier, Phase
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.conditions import Condition, Subject, all_hold
from oa_desktop.domain.flows.flow import Flow, Party, Reach, Stage, Step, Together
from oa_desktop.domain.flows.tasks import Task, open_ones
from oa_desktop.domain.ids import DepartmentId, DossierId, TaskId
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from tests.fakes.devices import DOSSIER, DRAFT, Machine
from tests.fakes.office import FLOW, FakeOffice, notice

HEADS = (Party(role=Role.DEPARTMENT_HEAD), Party(role=Role.OFFICE_REVIEWER))
SIGNERS = (Party(role=Role.SIGNER), Party(role=Role.SIGNER, reach=Reach.DEPARTMENT))


def flow_of(*stages: Stage) -> Flow:
    """A route of three steps whose second is done by several."""
    return Flow(
        id="together",
        version=1,
        name="会签",
        steps=(
            Step(id="draft", name="拟稿", act="submit", role=Role.DRAFTER),
            Step(id="together", name="会签", act="review", role=Role.OFFICE_REVIEWER, stages=stages),
            Step(id="issue", name="签发", act="issue", role=Role.SIGNER),
        ),
    )


def begun(*stages: Stage) -> tuple[Machine, Dossier]:
    """A document that has come to the step of several."""
    machine = Machine("A")
    machine.do(replace(DRAFT, flow=flow_of(*stages)))
    machine.do(act.SubmitForReview(dossier=DOSSIER))
    return machine, machine.state


def reviewed(machine: Machine, task: Task) -> Dossier:
    """The document after one of them has agreed."""
    machine.do(act.Review(dossier=DOSSIER, task=task.id))
    return machine.state


def departments(tasks: Iterable[Task]) -> list[str]:
    return [task.holder.department for task in tasks]


def test_several_side_by_side_all_have_it_and_it_goes_on_with_the_last() -> None:
    machine, state = begun(Stage(parties=SIGNERS))
    first, second = open_ones(state.tasks)
    state = reviewed(machine, second)
    assert (state.step, open_ones(state.tasks)) == ("together", (first,))
    assert reviewed(machine, first).step == "issue"


def test_in_turn_the_second_has_it_when_the_first_is_done() -> None:
    machine, state = begun(*(Stage(parties=(one,)) for one in SIGNERS))
    assert (departments(open_ones(state.tasks)), departments(state.tasks)) == ([""], ["", "秘书科"])
    state = reviewed(machine, open_ones(state.tasks)[0])
    assert (state.step, departments(open_ones(state.tasks))) == ("together", ["秘书科"])


def test_one_for_all_relieves_the_others_of_their_group_only() -> None:
    machine, state = begun(Stage(parties=SIGNERS, together=Together.ANY), Stage(parties=HEADS[:1]))
    state = reviewed(machine, open_ones(state.tasks)[1])
    assert [task.holder.role for task in state.tasks] == [Role.DEPARTMENT_HEAD]


def test_a_task_that_waits_cannot_be_done_before_its_turn() -> None:
    machine, state = begun(*(Stage(parties=(one,)) for one in SIGNERS))
    assert reviewed(machine, state.tasks[1]).tasks == state.tasks


def test_an_act_on_a_task_that_is_no_more_moves_nothing() -> None:
    machine, state = begun(Stage(parties=SIGNERS))
    machine.do(act.Review(dossier=DOSSIER, task=TaskId("somebody else's")))
    assert machine.state.tasks == state.tasks


def test_a_return_takes_it_from_all_who_have_it() -> None:
    machine, _ = begun(Stage(parties=SIGNERS))
    machine.do(act.Return(dossier=DOSSIER, to="draft", reason="数字不一致"))
    state = machine.state
    assert (state.phase, state.step, [task.step for task in state.tasks]) == (Phase.IN_HAND, "draft", ["draft"])


def test_what_is_added_entry_by_entry_is_what_is_folded_at_once() -> None:
    machine, _ = begun(Stage(parties=SIGNERS), Stage(parties=HEADS, together=Together.ANY))
    while machine.state.step == "together":
        reviewed(machine, open_ones(machine.state.tasks)[-1])
    state = Dossier(id=DOSSIER)
    for entry in machine.entries:
        state = dossier.advance(state, entry)
    assert state == machine.state


@pytest.mark.parametrize(
    ("subject", "value", "particulars"),
    [
        (Subject.DIRECTION, "上行文", Particulars(kind="请示")),
        (Subject.DIRECTION, "上行文", Particulars(kind="意见", names_signers=True)),
        (Subject.DIRECTION, "下行文", Particulars(kind="意见")),
        (Subject.DIRECTION, "未写", Particulars()),
        (Subject.KIND, "通知", Particulars(kind="通知")),
        (Subject.SECRECY, "机密", Particulars(classification="机密★5年", secrecy=Secrecy.CONFIDENTIAL)),
        (Subject.SECRECY, "不涉密", Particulars(classification="工作秘密", secrecy=Secrecy.WORK)),
        (Subject.URGENCY, "特急", Particulars(urgency="特急")),
        (Subject.JOINT, "是", Particulars(organ="县教育局、县公安局")),
        (Subject.JOINT, "否", Particulars(organ="县教育局")),
        (Subject.PUBLICITY, "未写", Particulars()),
    ],
)
def test_a_condition_asks_what_the_document_says_of_itself(
    subject: Subject, value: str, particulars: Particulars
) -> None:
    assert Condition(subject=subject, among=(value,)).holds(particulars)
    assert not Condition(subject=subject, among=("别的",)).holds(particulars)


def test_a_document_skips_the_steps_that_are_not_for_it() -> None:
    upward = Condition(subject=Subject.DIRECTION, among=("上行文",))
    flow = flow_of(Stage(parties=HEADS))
    flow = replace(flow, steps=(flow.steps[0], replace(flow.steps[1], when=(upward,)), flow.steps[2]))
    following = [flow.after("draft", Particulars(kind=kind)) for kind in ("请示", "通知")]
    assert [step.id for step in following if step] == ["together", "issue"]
    assert all_hold((), Particulars())


def before_two_reviewers() -> tuple[FakeOffice, DossierId]:
    """An office in which two review side by side, and a document that lies with both."""
    together = (Stage(parties=HEADS),)
    steps = [replace(step, stages=together) if step.id == "department" else step for step in FLOW.steps]
    flow = replace(FLOW, steps=tuple(steps))
    office = FakeOffice(flows={flow.id: flow})
    drafter = office.as_("drafter")
    kept = drafter.writing.keep_text(notice())
    drafted = act.Draft(flow=flow, department=DepartmentId(""), source=kept.source, particulars=kept.particulars)
    document = drafter.perform(drafted).dossiers[0]
    office.step(document)
    return office, document


def test_two_reviewers_have_a_document_at_the_same_time_and_each_does_their_own() -> None:
    """The office says for whom an act is done: nobody names tasks."""
    office, document = before_two_reviewers()
    for account in ("reviewer", "head"):
        assert document in [row.dossier for row in office.as_(account).ask(q.ToDo())]
        office.as_(account).perform(act.Review(dossier=document, opinion="同意"))
    state, _ = office.stores.made.dossier(document)
    assert (state.step, len(open_ones(state.tasks))) == ("office", 1)


def test_whoever_has_done_their_part_cannot_do_it_twice() -> None:
    office, document = before_two_reviewers()
    office.as_("reviewer").perform(act.Review(dossier=document))
    with pytest.raises(Refused) as refused:
        office.as_("reviewer").perform(act.Review(dossier=document))
    assert refused.value.code == "policy.holder"
