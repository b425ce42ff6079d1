"""The walk: one document after the other on random routes, an act at a time, each followed by everything that must hold."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dossier import Dossier, Phase
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.flows.tasks import Task
from oa_desktop.domain.ids import DossierId, is_audit
from oa_desktop.domain.policy import HANDLERS
from oa_desktop.domain.units.standing import Standing
from oa_desktop.office import queries as q
from tests.fakes.crowd import ACTIONS, EVERYBODY, Crowd
from tests.rigs.circulation.absences import in_another_s_name, upset
from tests.rigs.circulation.explained import unexplained
from tests.rigs.circulation.holds import faults_of
from tests.rigs.circulation.routes import random_flow
from tests.rigs.circulation.saying import LIKELY, PEOPLE, action_of, came
from tests.rigs.circulation.together import merging

KINDS = tuple(ACTIONS)
ACTS_OF_A_DOCUMENT = 60


@dataclass
class Report:
    """What a walk came to.

    Attributes:
        steps: Acts that were tried.
        done: Acts that were done, by kind.
        refused: Codes with which others were refused.
        faults: What did not hold, with the seed and the acts that led there.
    """

    steps: int = 0
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    merged: int = 0
    conflicts: int = 0
    faults: list[str] = field(default_factory=list)


class Walk:
    """Random people at work in one office."""

    def __init__(self, seed: int, report: Report, *, routes: int = 24, pairs: float = 0.05) -> None:
        self.rng = random.Random(f"circulation {seed}")
        self.seed, self.report, self.pairs = seed, report, pairs
        flows = [random_flow(self.rng, f"route{number}") for number in range(routes)]
        self.office = Crowd(flows={one.id: one for one in flows})
        for account in PEOPLE:
            self.office.as_(account)
        self.start = self.office.kept()
        self.told: list[str] = []

    def run(self, steps: int, *, until_fault: bool = False) -> None:
        """Go on until as many acts were tried."""
        until = self.report.steps + steps
        while self.report.steps < until and not (until_fault and self.report.faults):
            self._one_document()

    def begin(self, flow: Flow, beginner: str) -> DossierId:
        """Begin a document in an office that has no other."""
        self.office.put_back(self.start)
        document = self.office.begin(flow, beginner, came(self.rng))
        steps = "、".join(f"{one.name}（{one.objection.value}）" if one.objection else one.name for one in flow.steps)
        self.told = [f"种子 {self.seed}，{flow.id}：{steps}", f"{beginner} {_TERMS['draft']}"]
        return document

    def _one_document(self) -> None:
        flow = self.rng.choice(list(self.office.flows.values()))
        document = self.begin(flow, self.rng.choice(EVERYBODY))
        for number in range(ACTS_OF_A_DOCUMENT):
            if self.one(document, number) and self.rng.random() < self.pairs:
                self.meet(document)
            if self.office.state(document).phase in (Phase.VOID, Phase.REJECTED, Phase.CONCLUDED) and number % 4 == 3:
                return
            if len(self.report.faults) > 20:
                return

    def _done_so_far(self) -> int:
        """How many entries say that something was done; that an attempt was refused is the trail's to say."""
        return sum(not is_audit(one.entry.journal) for one in self.office.stores.made.kept)

    def one(self, document: DossierId, number: int, *wish: str) -> bool:
        """Let somebody try an act, as wished or by chance, and see what must hold; return whether it was done."""
        if self.rng.random() < 0.03:
            self.told += upset(self.office, self.rng)
        state, written = self.office.state(document), self._done_so_far()
        account, kind = wish or self._wish(document, state)
        self.report.steps += 1
        try:
            action = action_of(kind, self.rng, self.office.as_(account), state)
            self.office.as_(account).perform(action)
        except Refused as refused:
            self.report.refused[refused.code] += 1
            if self._done_so_far() != written or self.office.state(document) != state:
                self._fault(f"{kind} was refused and left something behind")
            return False
        self.report.done[kind] += 1
        self.told.append(self._in_words(account, kind, action, state))
        self._hold(document, state, self.office.entries(document), number)
        return True

    def _in_words(self, account: str, kind: str, action: act.DossierAction, state: Dossier) -> str:
        """Return an act in words of the office: who, what, where, and what it says."""
        names = {one.id: one.name for one in state.flow.steps} if state.flow else {}
        said = [_said(getattr(action, name)) for name in _TOLD if getattr(action, name, None)]
        return f"{account} {_TERMS[kind]}（{names.get(state.step, state.step)}）{' '.join(said)}".rstrip()

    def _wish(self, document: DossierId, state: Dossier) -> tuple[str, str]:
        """Somebody who mostly has it in hand, and an act that they mostly may do."""
        rng = self.rng
        account = rng.choice(self._holders(state) or PEOPLE) if rng.random() < 0.7 else rng.choice(PEOPLE)
        if rng.random() < 0.1:
            return account, rng.choice(KINDS)
        try:
            kinds = [row.kind for row in self.office.as_(account).ask(q.PossibleActs(dossier=document))]
        except Refused:
            kinds = []
        wanted = [one for one in kinds for _ in range(LIKELY.get(one, 16)) if one in KINDS]
        return account, rng.choice(wanted or KINDS)

    def _holders(self, state: Dossier) -> list[str]:
        return [one for one in PEOPLE if _has(self.office.as_(one).standing, state)]

    # --- what holds -----------------------------------------------------------------------------------------------

    def _hold(self, document: DossierId, before: Dossier, entries: list[Entry], number: int) -> None:
        state = self.office.state(document)
        newest = next(one for one in reversed(entries) if one.actor.person)
        for fault in (
            *faults_of(state),
            *unexplained(before, state, newest),
            *in_another_s_name(self.office, before, newest),
        ):
            self._fault(fault)
        if self.office.folded(document) != state:
            self._fault("replay: the journal comes to something else than the store holds")
        everybody = number % 8 == 0
        for account in PEOPLE if everybody else self.rng.sample(PEOPLE, 2):
            self._lists(account, document, state)

    def _lists(self, account: str, document: DossierId, state: Dossier) -> None:
        """Whoever has a task finds it in their list, and nobody else."""
        session = self.office.as_(account)
        standing = session.standing
        mine = [one for one in state.tasks if _falls(one, standing)]
        expected = (
            any(not one.is_reading for one in mine),
            any(one.is_reading for one in mine)
            or (standing.person in state.unread and bool(standing.roles & HANDLERS)),
        )
        listed = tuple(document in {row.dossier for row in session.ask(query)} for query in (q.ToDo(), q.ToRead()))
        if listed != expected:
            self._fault(f"lists: {account} finds it in 待办, 待阅 {listed} and not {expected}")

    def _fault(self, fault: str) -> None:
        self.report.faults.append("\n".join((fault, *self.told)))

    # --- two machines ---------------------------------------------------------------------------------------------

    def meet(self, document: DossierId) -> None:
        """Two people act at the same time on two machines, which then learn of each other."""
        kept, entries = self.office.kept(), self.office.entries(document)
        apart = [self._alone(document, kept) for _ in range(2)]
        if all(apart):
            self.report.merged += 1
            for fault in merging(document, entries, apart[0], apart[1], self.rng, self.report):
                self._fault(f"together: {fault}: {[one.kind for one in apart[0]]} | {[one.kind for one in apart[1]]}")
        self.office.put_back(kept)

    def _alone(self, document: DossierId, kept: tuple[Any, ...]) -> list[Entry]:
        """One or two acts of people on one machine that sees nothing of the other."""
        self.office.put_back(kept)
        known = len(self.office.entries(document))
        wanted = self.rng.randint(1, 2)
        for _ in range(6):
            state = self.office.state(document)
            account, kind = self._wish(document, state)
            try:
                self.office.as_(account).perform(action_of(kind, self.rng, self.office.as_(account), state))
            except Refused:
                continue
            if len(self.office.entries(document)) - known >= wanted:
                break
        return self.office.entries(document)[known:]


def _has(standing: Standing, state: Dossier) -> bool:
    return any(_falls(one, standing) for one in state.tasks)


def _falls(task: Task, standing: Standing) -> bool:
    """Whether somebody may do an open task, for themselves or for whom they stand."""
    handling = [one for one in (standing, *standing.on_behalf) if one.roles & HANDLERS and standing.roles & HANDLERS]
    return task.is_open and any(task.holder.is_met_by(one) for one in handling)


def _said(value: Any) -> str:
    """Return what an act says, people by their accounts."""
    text = "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return text.replace("person ", "")


_TERMS = {one.kind: one.term for one in DECLARATIONS.values()}
_TOLD = ("to", "stance", "people", "beside", "person", "readers", "manner")
