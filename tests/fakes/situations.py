"""Documents in every state in every kind of step: 甲 has it in hand, 乙 acts with them, 丙 is added and reads, 丁 reads."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.domain.actions.together import Manner, Stance
from oa_desktop.domain.documents.supervision import Progress
from oa_desktop.domain.dossier import Dossier, fold
from oa_desktop.domain.entry import Entry, SignedEntry
from oa_desktop.domain.flows.flow import Flow, FlowSort, Objection, Party, Stage, Step, Together
from oa_desktop.domain.flows.matrix import STEPS, Situation, StepKind
from oa_desktop.domain.flows.orders import ORDERS
from oa_desktop.domain.flows.tasks import of_readers, of_the_step
from oa_desktop.domain.ids import DossierId, TaskId
from oa_desktop.domain.journal import heads_of
from oa_desktop.domain.units.roles import Role
from tests.fakes.crowd import Crowd, someone, wished
from tests.rigs.circulation.together import _on_another_machine, _signed

OWN, OTHER, THIRD, FOURTH, PARTY = "甲", "乙", "丙", "丁", "戊"
_STAGES = {
    **dict.fromkeys((Situation.PARALLEL, Situation.OBJECTED), ((OWN, OTHER),)),
    Situation.IN_TURN: ((OWN,), (OTHER,)),
    Situation.ANY: ((OWN, OTHER),),
}


def flow_for(step: StepKind, state: Situation) -> Flow:
    """A route of every kind of step, each done by 甲; in the one that is meant others act as the state says."""
    steps = tuple(
        _step(one, _STAGES.get(state) if one == step else None, state) for one in STEPS if one.sort == step.sort
    )
    if state is Situation.CONCLUDED:
        steps = steps[: [one.act for one in steps].index(step.act) + 1]
    return Flow(id=f"{step.sort}-{step.act}-{state}", version=1, name="各环节", sort=step.sort, steps=steps)


def _step(kind: StepKind, stages: tuple[tuple[str, ...], ...] | None, state: Situation) -> Step:
    together = Together.ANY if state is Situation.ANY else Together.ALL
    acts = ORDERS[kind.sort].acts
    first = acts.index("assign-number") + 1 if kind.sort is FlowSort.OUTGOING else 0
    place = acts.index(kind.act)
    return Step(
        id=kind.act,
        name=kind.act,
        act=kind.act,
        role=Role.DRAFTER,
        returns_to=acts[first:place] if place >= first else acts[:place],
        revises=True,
        objection=Objection.HOLDS if stages and state is Situation.OBJECTED else None,
        stages=tuple(
            Stage(parties=tuple(Party(person=someone(one)) for one in people), together=together)
            for people in (stages or ((OWN,),))
        ),
    )


_OUT_OF_HAND = (Situation.CONFLICT, Situation.UNKNOWN)


class Scene:
    """One document in one state in one kind of step.

    Attributes:
        own: The task of whoever has it in hand.
        beside, behind: That of the other who acts with or after them.
        supervised: That of who sees to a matter and has not reported yet (督办).
        readers: Those of readers, in their order.
    """

    def __init__(self, office: Crowd, step: StepKind, state: Situation) -> None:
        self.office, self.step, self.state = office, step, state
        self.hub = False
        self.document = office.begin(office.flows[f"{step.sort}-{step.act}-{state}"], OWN)
        self._come_here()
        if state not in (Situation.READING, Situation.SUSPENDED) or step.act != "circulate":
            self._make_readers()
        self.readers = tuple(one.id for one in of_readers(self.dossier.tasks))
        self.written = 0
        self.own = self._task_of(OWN)
        self.other = self._task_of(OTHER)
        if state is Situation.ADDED:
            self.do(OWN, "add-signers", people=(someone(THIRD),))
            self.other = self._task_of(THIRD)
        if state is Situation.OBJECTED:
            self.do(OTHER, step.act, stance=Stance.OBJECT, opinion="数字不一致")
            self.other = TaskId("")
        self.supervised = self._make_supervised() if state is Situation.SUPERVISED else TaskId("")
        self._end()

    @property
    def dossier(self) -> Dossier:
        return self.office.state(self.document)

    def do(self, account: str, kind: str, **said: object) -> None:
        session = self.office.as_(account)
        session.perform(wished(kind, session, self.document, **said))

    def take_down(self) -> None:
        """Let nothing of it be public any more."""
        publication = self.dossier.publication
        if publication and not publication.ended and self.state not in _OUT_OF_HAND:
            self.do(PARTY, "take-down")

    def do_hub(self, *readers: str) -> None:
        """Circulate it so that it comes back after each reader."""
        self.do(OWN, "circulate", readers=tuple(map(someone, readers)), manner=Manner.HUB)

    def _task_of(self, account: str) -> TaskId:
        tasks = of_the_step(self.dossier.tasks)
        return next((one.id for one in tasks if one.holder.person == someone(account)), TaskId(""))

    def _come_here(self) -> None:
        while (at := self.dossier.step) != self.step.act:
            if at == "assign" and self.step.act == "circulate":
                self._make_readers()
            if at == "circulate":
                self.do(OWN, "circulate", readers=(someone(FOURTH),), manner=Manner.TOGETHER)
                self.do(FOURTH, "mark-read")
            else:
                self.do(OWN, at)

    def _make_readers(self) -> None:
        if self.state in (Situation.READING, Situation.SUSPENDED):
            self.do(OWN, "circulate", readers=(someone(THIRD), someone(FOURTH)), manner=Manner.TOGETHER)

    def _make_supervised(self) -> TaskId:
        """Have a matter seen to by two, of whom one has done their part."""
        self.do(PARTY, "supervise", people=(someone(THIRD), someone(FOURTH)))
        self.do(FOURTH, "report-progress", progress=Progress.FINISHED)
        return next(one.id for one in self.dossier.tasks if one.item)

    def _end(self) -> None:
        """Bring it to the end, or to what is neither in hand nor at its end."""
        if self.state is Situation.SUSPENDED:
            self.do(PARTY, "suspend")
        if self.state in (Situation.CONCLUDED, Situation.VOID):
            self.take_down()
        if self.state is Situation.CONCLUDED:
            self.do(OWN, self.step.act)
        if self.state is Situation.VOID:
            self.do(PARTY, "void")
        if self.state is Situation.REJECTED:
            self.do(OWN, "reject")
        if self.state is Situation.CONFLICT:
            past = self.office.entries(self.document)
            self.do(PARTY, "suspend")
            newest = self.office.entries(self.document)[-1]
            self._take(_on_another_machine(past, [newest])[0])
        if self.state is Situation.UNKNOWN:
            self.do(PARTY, "leave-opinion")
            self._later()

    def _later(self) -> None:
        """Let the newest act on it be one of a later release that does not merge; a witness may stand behind it."""
        newest = self.office.entries(self.document)[-1]
        kept = self.office.stores.made.kept
        kept.remove(next(one for one in kept if one.entry.id == newest.id))
        self._take(replace(newest, kind="later-act", merges=False, payload={}))

    def _take(self, entry: Entry) -> None:
        store = self.office.stores.made
        store.kept.append(_signed(entry))
        store.index.forget()
        entries: list[SignedEntry] = list(store.entries(entry.journal))
        folded = fold(self.document, [one.entry for one in entries])
        store.project_dossier(folded, heads_of(entries), None)


def offices() -> Crowd:
    """An office that has a route for each state in each kind of step."""
    flows = [flow_for(step, state) for step in STEPS for state in Situation]
    return Crowd(flows={one.id: one for one in flows})


def begun_under(office: Crowd, sort: FlowSort) -> DossierId:
    """Some other document."""
    return office.begin(next(one for one in office.flows.values() if one.sort is sort), PARTY)
