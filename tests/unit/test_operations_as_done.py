"""Every cell of the operation matrix is done: what is allowed is performed and every task looked at, the rest is refused."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions.classifying import RecordPower
from oa_desktop.domain.actions.together import Manner
from oa_desktop.domain.copies.copies import Copies
from oa_desktop.domain.documents.supervision import Progress
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import FlowSort
from oa_desktop.domain.flows.matrix import NEVER, OPERATED, STEPS, Cell, Situation, StepKind, arises, cell
from oa_desktop.domain.flows.operations import Fate
from oa_desktop.domain.flows.tasks import Task, of_the_step
from oa_desktop.domain.ids import NO_TASK, DepartmentId, PostId, TaskId, is_audit
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.secrecy.classifying import Power
from tests.fakes.crowd import EVERYBODY, Crowd, someone, wished
from tests.fakes.incoming import CAME
from tests.fakes.office import notice
from tests.fakes.situations import FOURTH, OWN, PARTY, THIRD, Scene, offices


@pytest.fixture(scope="module")
def office() -> Crowd:
    made = offices()
    for account in (*EVERYBODY, "security"):
        made.as_(account)
    made.as_("security").perform(RecordPower(power=Power.NONE, responsible=(someone(PARTY),)))
    return made


@dataclass
class Done:
    """What became of a scene by one act."""

    before: Dossier
    after: Dossier
    actor: str


def tasks(dossier: Dossier) -> dict[TaskId, Task]:
    return {one.id: one for one in dossier.tasks}


def fate(found: Done, task: TaskId, standing: Any) -> Fate:
    """What became of a task, by the states before and after alone."""
    old, new = tasks(found.before), tasks(found.after)
    rested, rests = {one.id: one for one in found.before.suspended}, {one.id for one in found.after.suspended}
    if not task or task not in {*old, *new, *rested}:
        return Fate.NONE
    if task in new:
        return _still(old.get(task), new[task])
    if task in rests:
        return Fate.KEPT if task in rested else Fate.RESTING
    was = old.get(task) or rested[task]
    recorded = any(one.task.id == task for one in found.after.done[-1:])
    return Fate.DONE if recorded or was.holder.is_met_by(standing) else Fate.CANCELLED


def _still(was: Task | None, now: Task) -> Fate:
    if was is None:
        return Fate.BACK
    if was.holder != now.holder:
        return Fate.HANDED
    if was.is_open is not now.is_open:
        return Fate.OPENED if now.is_open else Fate.WAITING
    return Fate.KEPT


# --- who does it, and what they say -------------------------------------------------------------------------------


def actor_of(kind: str, scene: Scene) -> str:
    if (kind == "mark-read" and scene.readers) or kind in ("report-progress", "ask-extension"):
        return THIRD
    added = scene.state is Situation.ADDED
    if added and kind == "countersign" and scene.step.act != "countersign":
        return THIRD
    if added and kind == "recall" and not DECLARATIONS[BY_KIND[scene.step.act]].recallable:
        return THIRD
    return PARTY if kind in _OF_A_PARTY else OWN


_OF_A_PARTY = (
    *("leave-opinion", "mark-read", "urge", "suspend", "resume", "void", "settle", "sign-proof", "link-reply", "draft"),
    *(
        "record-instruction",
        "record-issue",
        "reassign",
        "take-down",
        "record-return",
        "record-destruction",
        "answer-second",
    ),
    *("record-instruction", "record-issue", "reassign", "take-down"),
    *("supervise", "extend-supervision", "return-report", "close-supervision"),
    *("classify", "reclassify", "declassify", "adjust-audience"),
)
_LEADER = {"leader": someone(OWN), "written": "2026-04-16", "opinion": "同意"}


def wish(kind: str, scene: Scene, actor: str) -> Any:
    session, document = scene.office.as_(actor), scene.document
    if kind in ("draft", "link-reply"):
        kept = session.writing.keep_text(notice())
        flow = next(one for one in scene.office.flows.values() if one.sort is FlowSort.OUTGOING)
        named = {"answers": document} if kind == "link-reply" else {"dossier": document}
        return act.Draft(
            flow=flow, department=DepartmentId(""), source=kept.source, particulars=kept.particulars, **named
        )
    if kind == "receive":
        kept = session.writing.keep_text(notice())
        flow = next(one for one in scene.office.flows.values() if one.sort is FlowSort.INCOMING)
        return BY_KIND[kind](dossier=document, flow=flow, incoming=CAME, source=kept.source)
    if kind == "revise":
        kept = session.writing.keep_text(notice("关于改过的通知"))
        return act.Revise(dossier=document, source=kept.source, particulars=kept.particulars)
    return _said(kind, scene, session)


def _said(kind: str, scene: Scene, session: Any) -> Any:
    said: dict[str, Any] = dict(_SAID.get(kind, {}))
    if kind == "settle":
        return act.SettleConflict(
            dossier=scene.document, upheld=next(iter(scene.dossier.contenders), "none"), reason="以此为准"
        )
    if kind in ("record-instruction", "record-issue"):
        said |= {**_LEADER, "scan": session.writing.keep_file("批示.pdf", io.BytesIO(b"%PDF"), 4)}
        if kind == "record-issue" and scene.step.sort is FlowSort.OUTGOING:
            said["rendering"] = session.papers.page(scene.document)[0]
        return BY_KIND[kind](dossier=scene.document, **said)
    return wished(kind, session, scene.document, NO_TASK, **said)


COPIES = (Copies(holder="各乡镇人民政府"),)
_SAID = {
    "propose-classification": {"mark": "工作秘密", "basis": "清单", "people": tuple(map(someone, EVERYBODY))},
    "adjust-audience": {"people": tuple(map(someone, EVERYBODY)), "reason": "协办"},
    "reclassify": {"mark": "工作秘密", "basis": "清单", "reason": "试"},
    "declassify": {"reason": "试"},
    "add-signers": {"people": (someone(FOURTH),)},
    "hand-over": {"person": someone(PARTY)},
    "reassign": {"person": someone(FOURTH)},
    "circulate": {"readers": (someone(PARTY),), "manner": Manner.TOGETHER},
    "conclude": {"answered": "电话答复"},
    "record-return": {"copies": COPIES},
    "record-destruction": {"copies": COPIES, "supervisors": ("甲", "乙"), "place": "县销毁站", "method": "粉碎"},
    "supervise": {"matter": "名单张榜公布", "people": (someone(FOURTH),)},
    "report-progress": {"progress": Progress.FINISHED},
}


def prepare(kind: str, scene: Scene, actor: str) -> None:
    """Bring before somebody what the act takes: a part that they did, a paper that came back."""
    in_hand = scene.state not in _NOT_IN_HAND
    if kind == "recall" and in_hand:
        part = "countersign" if actor == THIRD else scene.step.act
        scene.office.as_(actor).perform(wish(part, scene, actor))
    if kind in ("conclude", "void", "recall", "take-in"):
        scene.take_down()
    if kind == "reassign" and in_hand:
        gone = org.Grant(post=PostId(f"post {OWN}"), roles=(), clearance=Secrecy.WORK)
        scene.office.as_("security").perform(gone)
    if (
        kind in ("record-destruction", "answer-second")
        and scene.dossier.dispatched
        and scene.state not in (Situation.CONFLICT, Situation.UNKNOWN)
    ):
        scene.do(PARTY, "record-return", copies=COPIES)
        if kind == "answer-second":
            scene.do(OWN, "record-destruction", **_SAID["record-destruction"])
    if kind == "classify" and cell(BY_KIND[kind], scene.step, scene.state).allowed:
        scene.do(OWN, "propose-classification", **_SAID["propose-classification"])
    if kind == "pass-on" and scene.state is Situation.READING:
        scene.do(OWN, "recall-circulation")
        known = set(tasks(scene.dossier))
        scene.do_hub(THIRD, FOURTH)
        scene.readers = tuple(one for one in tasks(scene.dossier) if one not in known)[-1:]
        scene.do(THIRD, "mark-read")


_PREPARED = (
    "classify",
    "record-destruction",
    "answer-second",
    "recall",
    "pass-on",
    "reassign",
    "conclude",
    "void",
    "take-in",
)
_NOT_YET = (
    ("reclassify", "file", "classify.not-classified"),
    ("declassify", "file", "classify.not-classified"),
    ("take-down", "publish", "publish.not-public"),
    ("take-down", "concluded", "publish.not-public"),
    ("take-in", "conclude", "matter.not-incoming"),
    ("unseal", "register-incoming", "unseal.not-sealed"),
    ("unseal", "first-check", "unseal.not-sealed"),
)
"""What the routes of these tests never come to: they publish once, their matters become no document, no envelope is sealed, nothing is classified."""
_NOT_IN_HAND = frozenset(list(Situation)[list(Situation).index(Situation.SUSPENDED) :])


def done_so_far(scene: Scene) -> int:
    """How many entries say that something was done; that an attempt was refused is the trail's to say."""
    return sum(not is_audit(one.entry.journal) for one in scene.office.stores.made.kept)


def check(kind: str, said: Cell, scene: Scene) -> str:
    """Do one cell; return what is not as the matrix says."""
    actor = actor_of(kind, scene)
    try:
        prepare(kind, scene, actor)
        before, written = scene.dossier, done_so_far(scene)
        scene.office.as_(actor).perform(wish(kind, scene, actor))
    except Refused as refused:
        if said.allowed and not any(
            (kind, str(one), refused.code) in _NOT_YET for one in (scene.step.act, scene.state)
        ):
            return f"refused: {refused.code} {refused.params}"
        COUNTED["for that very reason"] += refused.code == said.why
        changed = kind not in _PREPARED and done_so_far(scene) != scene.written
        return "refused and something was left behind" if changed else ""
    if not said.allowed:
        return f"done, and the matrix says {said.why}"
    assert done_so_far(scene) > written
    return _fates(said, scene, Done(before, scene.dossier, actor))


def _fates(said: Cell, scene: Scene, found: Done) -> str:
    standing = scene.office.as_(found.actor).standing
    objected = scene.state is Situation.OBJECTED and said.fates.own is Fate.DONE
    if objected and found.after.step != found.before.flow.step(found.before.step).returns_to[0]:
        return "it went on over an objection"
    own, other = scene.own, scene.other
    if scene.state is Situation.CONFLICT or said.operation == "pass-on":
        own = next(one.id for one in of_the_step(found.before.tasks))
    if scene.state is Situation.ADDED and found.actor == THIRD:
        own, other = other, own
    readers = scene.readers[:1] if said.operation != "pass-on" else scene.readers
    fates = said.fates
    others = next((one for one in (fates.beside, fates.rivals, fates.behind) if one is not Fate.NONE), Fate.NONE)
    wanted = {
        own: fates.own,
        other: others,
        scene.supervised: fates.supervised,
        **dict.fromkeys(readers, fates.readers),
    }
    seen = {task: _seen(said, found, task, standing) for task in wanted if task}
    return "; ".join(f"{task}: {one} not {wanted[task]}" for task, one in seen.items() if one is not wanted[task])


def _seen(said: Cell, found: Done, task: TaskId, standing: Any) -> Fate:
    seen = fate(found, task, standing)
    ended = said.state in (Situation.CONCLUDED, Situation.VOID, Situation.REJECTED, Situation.UNKNOWN)
    return Fate.NONE if ended else seen


# --- all of them --------------------------------------------------------------------------------------------------


COUNTED: Counter[str] = Counter()


@pytest.mark.parametrize("step", STEPS, ids=lambda one: f"{one.sort.name.lower()}-{one.act}")
def test_every_cell_does_what_the_matrix_says(office: Crowd, step: StepKind) -> None:
    wrong, empty = [], office.kept()
    for state in (one for one in Situation if arises(step, one)):
        office.put_back(empty)
        scene = Scene(office, step, state)
        kept, readers = office.kept(), scene.readers
        scene.written = done_so_far(scene)
        for action, declared in OPERATED.items():
            office.put_back(kept)
            scene.readers = readers
            said = cell(action, step, state)
            if declared.by_program:
                COUNTED["by the program alone"] += 1
                continue
            COUNTED["allowed" if said.allowed else "refused"] += 1
            if fault := check(declared.kind, said, scene):
                wrong.append(f"{declared.kind} in {step.act}, {state}: {fault}")
    office.put_back(empty)
    print(f"so far: {dict(COUNTED)}")
    assert wrong == []


def test_what_never_arises_is_said_to_be_never() -> None:
    never = [(one, state) for one in STEPS for state in Situation if not arises(one, state)]
    assert all(cell(act.MarkRead, one, state).why == NEVER for one, state in never)
