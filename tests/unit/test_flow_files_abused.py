"""No flow file crashes the program: whatever stands in one is a flow by which documents come to their end, or a sentence."""

from __future__ import annotations

import random
import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from oa_desktop.catalogue.flows import check_flow, read_flow
from oa_desktop.domain.actions import BY_KIND, Action
from oa_desktop.domain.actions.handling import Return
from oa_desktop.domain.actions.incoming import Receive
from oa_desktop.domain.actions.together import Stance
from oa_desktop.domain.documents.findings import Severity
from oa_desktop.domain.documents.particulars import Particulars
from oa_desktop.domain.dossier import ENDED
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.conditions import Subject, known_values
from oa_desktop.domain.flows.flow import Flow, FlowSort
from oa_desktop.domain.flows.tasks import Task, of_the_step, open_ones
from oa_desktop.domain.policy import PERMITS
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.i18n.problems import say
from oa_desktop.i18n.resources import resource_path
from tests.fakes.devices import DOSSIER, DRAFT, Machine
from tests.fakes.incoming import CAME

SHIPPED = [path.read_text(encoding="utf-8") for path in sorted(resource_path("flows").glob("*ing-*.yaml"))]
SCRAPS = (
    *("", "~", "[]", "{}", "- ", "  ", "&a ", "*a", "!!int ", "是", "否", "first", "any", "chosen: 是", "principal"),
    *("returns_to: [draft]", "returns_to: [issue, issue]", "when: [{ask: 文种, is: [函]}]", "objection: returns"),
    *("limit: 999 工作日", "role: 签发", "act: cosign", "act: circulate", "stages: [{parties: [{post: 主任}]}]"),
    *("together: first", "sort: 收文", "\t", "'", '"', ": ", "\x00", "￿", "0x1F", "null"),
)
LONGEST, LEAST = 400, 5
"""Acts on one document."""


def sentences(path: Path) -> list[str]:
    """What the program says of a file, each as one text."""
    found = [one for one in check_flow(path) if one.severity is Severity.FAULT]
    return [str(say(one.rule, one.params)) for one in found]


def mutant(rng: random.Random) -> str:
    """A shipped flow after a few slips: lines lost, doubled, exchanged, or with a scrap in their place."""
    lines = rng.choice(SHIPPED).split("\n")
    for _ in range(rng.randint(1, 2)):
        place, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        slip = rng.randrange(5)
        if slip == 0:
            del lines[place]
        elif slip == 1:
            lines.insert(place, lines[other])
        elif slip == 2:
            lines[place], lines[other] = lines[other], lines[place]
        elif slip == 3:
            name, colon, _value = lines[place].partition(": ")
            lines[place] = f"{name}{colon}{rng.choice(SCRAPS)}"
        else:
            column = rng.randrange(len(lines[place]) + 1)
            lines[place] = lines[place][:column] + rng.choice(SCRAPS) + lines[place][column:]
        lines = lines or [""]
    return "\n".join(lines)


def paper(rng: random.Random) -> Particulars:
    """Any document, as far as conditions ask about it."""
    return Particulars(
        title="关于归档的通知",
        kind=rng.choice(known_values(Subject.KIND)[:-1]),
        organ=rng.choice(("清源县人民政府", "清源县人民政府、清源县财政局")),
        urgency=rng.choice(("", "特急", "加急")),
        secrecy=rng.choice(list(Secrecy)),
        publicity=rng.choice(("", "主动公开", "不予公开")),
        names_signers=rng.random() < 0.5,
    )


def drive(flow: Flow, particulars: Particulars, rng: random.Random) -> int:
    """Let every task be done in any order until handling is over; return how many were done."""
    machine = Machine("A")
    machine.do(_begin(flow, particulars))
    for count in range(LONGEST):
        state = machine.state
        if state.phase in ENDED:
            assert of_the_step(state.tasks) == ()
            return count
        waiting = open_ones(of_the_step(state.tasks))
        assert waiting, f"{flow.id} strands {particulars} in {state.step}"
        task = rng.choice(waiting)
        assert somebody_may(task), f"nobody can do {task}"
        machine.do(_act(flow, task, rng))
    raise AssertionError(f"{flow.id} does not end")


def _begin(flow: Flow, particulars: Particulars) -> Action:
    if flow.sort is FlowSort.OUTGOING:
        return replace(DRAFT, flow=flow, particulars=particulars)
    return Receive(dossier=DOSSIER, flow=flow, incoming=CAME, particulars=particulars)


def _act(flow: Flow, task: Task, rng: random.Random) -> Action:
    """Do what the task asks, now and then object, or send it back to any step that the flow allows."""
    back = flow.step(task.step).returns_to
    if back and rng.random() < 0.2:
        return Return(
            dossier=DOSSIER, task=task.id, to=rng.choice(back), straight_back=rng.random() < 0.3, reason="再核"
        )
    objects = task.act in ("countersign", "cosign") and rng.random() < 0.2
    more = {"stance": Stance.OBJECT} if objects else NEEDED.get(task.act, {})
    return BY_KIND[task.act](dossier=DOSSIER, task=task.id, **more)


def somebody_may(task: Task) -> bool:
    """Whether there is a role by which the task can be done, as far as it asks for one."""
    allowed = PERMITS[BY_KIND[task.act]].roles
    return task.holder.role is None or task.holder.role in allowed


NEEDED: dict[str, dict[str, object]] = {
    "assign-number": {"code": "清政办发", "serial": 1},
    "dispatch": {"recipients": ("各乡镇人民政府",)},
    "file": {"retention": "30年"},
    "register-incoming": {"series": "办件", "year": 2026, "serial": 1},
    "circulate": {"readers": ()},
}


_UNFILLED = re.compile(r"\{[a-z_]+(:[a-z]+)?\}")
"""A place of a sentence that nothing was put in; a brace that the file itself has may be told."""


@seed(20260418)
@settings(max_examples=250, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.integers(min_value=0, max_value=2**32))
def test_a_file_with_slips_is_a_flow_that_ends_or_a_sentence(number: int) -> None:
    rng = random.Random(number)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "flow.yaml"
        path.write_text(mutant(rng), encoding="utf-8", errors="replace")
        faults = sentences(path)
        assert all("。" in one and not _UNFILLED.search(one) for one in faults)
        if faults:
            with pytest.raises(Refused):
                read_flow(path)
            return
        flow = read_flow(path)
    assert drive(flow, paper(rng), rng) > 0


@seed(20260419)
@settings(max_examples=60, deadline=None, database=None)
@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda data: data.decode("latin-1")))
def test_a_file_of_anything_is_a_sentence(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "flow.yaml"
        path.write_text(text, encoding="utf-8", errors="replace")
        assert sentences(path)


HOSTILE = {
    "ten thousand steps": "id: many\nversion: 1\nname: 多\nsteps:\n" + "  - {id: s}\n" * 10_000,
    "nested deep": "id: deep\nversion: 1\nname: 深\nsteps: " + "[" * 5_000 + "]" * 5_000,
    "aliases that grow": "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nid: *c\n",
    "a tag that runs": "id: !!python/object/apply:os.system ['true']\n",
    "steps that return to each other": "id: round\nversion: 1\nname: 圈\nsteps:\n"
    "  - {id: a, name: 拟稿, act: submit, role: 拟稿, reach: drafter, returns_to: [b]}\n"
    "  - {id: b, name: 审核, act: review, role: 核稿, returns_to: [a, b]}\n",
    "no text": "\x00\x01",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_place(name: str, tmp_path: Path) -> None:
    path = tmp_path / "flow.yaml"
    path.write_text(HOSTILE[name], encoding="utf-8")
    found = check_flow(path)
    assert found
    assert all(one.place.name == "flow.yaml" for one in found)


@pytest.mark.parametrize("text", SHIPPED, ids=lambda text: text.split("id: ")[1].split("\n")[0])
def test_random_papers_come_to_the_end_of_every_shipped_flow(text: str, tmp_path: Path) -> None:
    path = tmp_path / "flow.yaml"
    path.write_text(text, encoding="utf-8")
    flow = read_flow(path)
    for number in range(20):
        rng = random.Random(number)
        assert drive(flow, paper(rng), rng) >= LEAST
