"""What several people do with one paper, and what comes in, while the program may die at any moment (多人办理、收文)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions import together
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.flows.tasks import Beside, out_with_readers
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office import queries as q
from tests.rigs.discs import take_package

if TYPE_CHECKING:
    from oa_desktop.office.session import Session
    from tests.rigs.walk import Walk

_REVIEW, _RECEIVED = "办公室审核", "收文登记"
DRAFTER, HEAD, REVIEWER, REGISTRAR = "zhouyue", "chenguosheng", "limukun", "heyutong"
_ALL = 100_000


def circulate(walk: Walk) -> DossierId:
    """Give a paper to readers."""
    dossier, session = walk.document_at(_REVIEW), walk.session(REVIEWER)
    readers = tuple(session.organisation().person_by_account(one).id for one in (DRAFTER, HEAD))
    wish = together.Circulate(dossier=dossier, readers=readers, manner=walk.rng.choice(list(together.Manner)))
    walk.perform("circulate", lambda: walk.done(session, wish))
    return dossier


def take_back(walk: Walk, wanted: DossierId | None = None) -> None:
    """Take a paper back from its readers, so that it may be filed."""
    session = walk.session(REVIEWER)
    dossier = wanted or circulate(walk)
    if out_with_readers(session.dossier(dossier).tasks):
        wish = together.RecallCirculation(dossier=dossier)
        walk.perform("recall-circulation", lambda: walk.done(session, wish))


def add_signers(walk: Walk) -> DossierId:
    """Ask somebody to countersign first."""
    dossier, session = walk.document_at(_REVIEW), walk.session(REVIEWER)
    person = session.organisation().person_by_account(HEAD).id
    wish = together.AddSigners(dossier=dossier, people=(person,), beside=Beside.BEFORE)
    walk.perform("add-signers", lambda: walk.done(session, wish))
    return dossier


def countersign(walk: Walk) -> None:
    session = walk.session(HEAD)
    asked = [row.dossier for row in session.ask(q.ToDo(limit=_ALL)) if row.step == _REVIEW]
    dossier = asked[0] if asked else add_signers(walk)
    walk.perform("countersign", lambda: walk.done(session, together.Countersign(dossier=dossier)))


def suspend(walk: Walk) -> DossierId:
    dossier, session = walk.document_at(_REVIEW), walk.session(REVIEWER)
    walk.perform("suspend", lambda: walk.done(session, together.Suspend(dossier=dossier, reason="等上级意见")))
    return dossier


def resume(walk: Walk) -> None:
    session = walk.session(REVIEWER)
    resting = [row.dossier for row in session.ask(q.ToDo(limit=_ALL)) if row.phase == Phase.SUSPENDED.value]
    dossier = resting[0] if resting else suspend(walk)
    walk.perform("resume", lambda: walk.done(session, together.Resume(dossier=dossier)))


def void(walk: Walk) -> None:
    """Make a paper void that has its number: two journals take it, or none."""
    dossier, session = walk.document_at("印制用印"), walk.session(REVIEWER)
    walk.perform("void", lambda: walk.done(session, together.Void(dossier=dossier, reason="不再印发")))


def receive(walk: Walk) -> DossierId:
    session = walk.session(REGISTRAR)
    came = Incoming(sender="甲镇人民政府", number=f"甲政〔2026〕{walk.rng.randrange(1, 99)}号", envelope="0031")

    def call() -> dict[str, Any]:
        kept = session.writing.keep_text(
            Manuscript(title=f"请求办理第{walk.rng.getrandbits(40)}件事项的请示", kind="请示")
        )
        flow = walk.office.flows["incoming-general"]
        return walk.done(session, arrival.Receive(flow=flow, incoming=came, source=kept.source)) | {
            "kept": [kept.source]
        }

    return DossierId(walk.perform("receive", call)["dossiers"][0])


def register(walk: Walk) -> None:
    """Give what came its number: two journals take it, or none."""
    session = walk.session(REGISTRAR)
    dossier = _waiting(session) or receive(walk)
    wish = arrival.RegisterIncoming(dossier=dossier, series="办件")
    walk.perform("register-incoming", lambda: walk.done(session, wish))


def _waiting(session: Session) -> DossierId | None:
    rows = session.ask(q.ToDo(limit=_ALL))
    return next((row.dossier for row in rows if row.step == _RECEIVED), None)


SEVERAL: Mapping[str, Callable[[Walk], object]] = {
    "circulate": circulate,
    "recall-circulation": take_back,
    "add-signers": add_signers,
    "countersign": countersign,
    "suspend": suspend,
    "resume": resume,
    "void": void,
    "receive": receive,
    "register-incoming": register,
    "take-in-package": take_package,
}
"""What is done so, by kind."""
