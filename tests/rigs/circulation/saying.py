"""What the people of the walk say with an act, and how often they wish for it."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.seconding import Word
from oa_desktop.domain.actions.together import Manner, Stance
from oa_desktop.domain.copies.clearing import CopyState, Found
from oa_desktop.domain.copies.copies import Copies, read_copies
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.supervision import Answer, Progress
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.flows.flow import FlowSort
from oa_desktop.domain.flows.tasks import Beside
from oa_desktop.domain.ids import PersonId
from oa_desktop.office.session import Session
from tests.fakes.crowd import EVERYBODY, HANDLING, someone, wished
from tests.fakes.incoming import CAME
from tests.fakes.office import notice
from tests.rigs.circulation.explained import SENT_WITHOUT_NUMBERS

PEOPLE = (*EVERYBODY, *HANDLING)


def action_of(kind: str, rng: random.Random, session: Session, state: Dossier) -> act.DossierAction:
    """Return an act of a kind by somebody, with what chance lets them say."""
    more = _MORE.get(kind)
    said = more(rng, state) if more else {}
    if kind in ("submit", "propose", "instruct", "assign"):
        said = {"chosen": tuple(_chosen(rng, state))}
    if kind == "revise" and state.matter:
        return session.matters.revised(state.id, {"subject": f"第{rng.randrange(10**6)}稿", "content": "改过"})
    if kind == "revise":
        kept = session.writing.keep_text(notice(f"关于第{rng.randrange(10**6)}稿的通知"))
        return act.Revise(dossier=state.id, source=kept.source, particulars=kept.particulars)
    if kind in ("record-instruction", "record-issue"):
        said |= {"scan": session.writing.keep_file("批示.pdf", io.BytesIO(b"%PDF"), 4)}
    if kind == "record-issue" and state.flow and state.flow.sort is FlowSort.OUTGOING:
        said |= {"rendering": session.papers.page(state.id)[0]}
    return wished(kind, session, state.id, **said)


def came(rng: random.Random) -> Incoming:
    """Return what came: now and then an envelope for one person alone (亲启)."""
    if rng.random() < 0.7:
        return CAME
    return replace(
        CAME, personal=True, addressee=someone(rng.choice(EVERYBODY)) if rng.random() < 0.7 else PersonId("")
    )


def _chosen(rng: random.Random, state: Dossier) -> Iterator[act.ChosenParties]:
    for step in state.flow.steps if state.flow else ():
        if step.chosen and rng.random() < 0.5:
            people = tuple(map(someone, rng.sample(EVERYBODY, rng.randint(1, 3))))
            lead = people[0] if rng.random() < 0.5 else ""
            yield act.ChosenParties(step=step.id, people=people, lead=lead)


_SELDOM = (
    "record-instruction",
    "supervise",
    "suspend",
    "leave-opinion",
    "mark-read",
    "urge",
    "revise",
    "sign-proof",
    "hand-over",
    "circulate",
    "return",
)
LIKELY = {
    **dict.fromkeys(("void", "reject"), 1),
    **dict.fromkeys(_SELDOM, 4),
    **{one.kind: 64 for one in DECLARATIONS.values() if one.onward},
    **dict.fromkeys(("resume", "record-issue"), 32),
    **dict.fromkeys(("record-return", "record-destruction", "answer-second", "unseal", "take-in"), 64),
}
"""How often an act is wished for beside others; 16 where nothing is said."""


def _people(rng: random.Random, most: int = 3) -> tuple[Any, ...]:
    return tuple(map(someone, rng.sample(PEOPLE, rng.randint(1, most))))


def _steps_back(rng: random.Random, state: Dossier) -> dict[str, Any]:
    step = state.flow.step(state.step) if state.flow and state.flow.has(state.step) else None
    to = rng.choice(step.returns_to) if step and step.returns_to else ""
    return {"to": to, "straight_back": rng.random() < 0.5}


def _stance(rng: random.Random, _: Dossier) -> dict[str, Any]:
    return {"stance": rng.choice([*Stance, Stance.AGREE, Stance.AGREE]), "opinion": "数字不一致"}


def _one_of_done(rng: random.Random, state: Dossier) -> dict[str, Any]:
    return {"entry": rng.choice(state.done).entry} if state.done and rng.random() < 0.3 else {}


def _of_an_item(rng: random.Random, state: Dossier) -> dict[str, Any]:
    return {"item": rng.choice(state.supervisions).id} if state.supervisions and rng.random() < 0.8 else {}


def _later(state: Dossier) -> dict[str, Any]:
    return {"due": f"{2027 + sum(one.extended for one in state.supervisions)}-06-30"}


def _on_paper(rng: random.Random, state: Dossier) -> dict[str, Any]:
    named = [one.holder.person for one in state.tasks if one.is_open and one.holder.person]
    leader = rng.choice(named or [someone(rng.choice(EVERYBODY))])
    stance = rng.choice([*Stance, Stance.AGREE, Stance.AGREE])
    return {"leader": leader, "written": "2026-04-16", "opinion": "同意", "stance": stance}


SENT = ("县财政局 3份 000001—000003", "县审计局 2份 000004—000005", f"县林业局 {SENT_WITHOUT_NUMBERS}份")


def _copies(rng: random.Random, state: Dossier) -> dict[str, Any]:
    """Return some of the copies that went out, in part such as stand otherwise than is said."""
    first = rng.randint(1, 5)
    numbered = read_copies([f"{first:06}—{rng.randint(first, 5):06}"])
    counted = Copies(holder="县林业局", copies=rng.randint(1, 2))
    return {"copies": rng.choice([numbered, (counted,), (*numbered, counted)])}


def _returned(rng: random.Random, state: Dossier) -> dict[str, Any]:
    was = rng.choice([CopyState.OUT, CopyState.OUT, CopyState.BACK, CopyState.MISSING])
    return {**_copies(rng, state), "found": rng.choice(list(Found)), "reason": "清点", "was": was}


def _destroyed(rng: random.Random, state: Dossier) -> dict[str, Any]:
    back = [line.copies for line in state.cleared.lines if line.state is CopyState.BACK]
    return {"copies": (rng.choice(back),)} if back and rng.random() < 0.7 else _copies(rng, state)


def _answered(rng: random.Random, state: Dossier) -> dict[str, Any]:
    asked = {"asked": rng.choice(state.asked).id} if state.asked else {}
    return {**asked, "word": rng.choice([Word.CONFIRMED, *Word])}


_MORE: dict[str, Callable[[random.Random, Dossier], dict[str, Any]]] = {
    "return": _steps_back,
    "recall": _one_of_done,
    "countersign": _stance,
    "cosign": _stance,
    "approve": _stance,
    "add-signers": lambda rng, _: {
        "people": _people(rng),
        "beside": rng.choice(list(Beside)),
        "in_turn": rng.random() < 0.5,
    },
    "hand-over": lambda rng, _: {"person": someone(rng.choice(EVERYBODY))},
    "circulate": lambda rng, _: {"readers": _people(rng, 4), "manner": rng.choice(list(Manner))},
    "reassign": lambda rng, _: {"person": someone(rng.choice(EVERYBODY))},
    "record-instruction": _on_paper,
    "record-issue": _on_paper,
    "conclude": lambda _, __: {"answered": "电话答复"},
    "dispatch": lambda _, state: {"recipients": SENT} if state.flow and state.flow.sort is FlowSort.OUTGOING else {},
    "unseal": lambda rng, _: {"reason": "本人电话委托", "kept": rng.random() < 0.1},
    "record-return": _returned,
    "record-destruction": _destroyed,
    "answer-second": _answered,
    "supervise": lambda rng, state: {"people": _people(rng), "matter": f"第{len(state.supervisions) + 1}件事"},
    "report-progress": lambda rng, state: {"progress": rng.choice(list(Progress)), **_of_an_item(rng, state)},
    "ask-extension": lambda rng, state: {**_later(state), **_of_an_item(rng, state)},
    "extend-supervision": lambda rng, state: {
        **_later(state),
        "answer": rng.choice(list(Answer)),
        "reason": "试",
        **_of_an_item(rng, state),
    },
    "return-report": _of_an_item,
    "close-supervision": _of_an_item,
}
