"""Playing the demonstration's stories (演示) through the sessions of its people, act by act."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from oa_desktop.domain.actions import BY_KIND, Action, delegating
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.ids import DepartmentId, DossierId, PersonId, TaskId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.stories import Said, Story, StoryAct, Version
from oa_desktop.domain.units.described import DescribedUnit
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office.office import Office
from oa_desktop.office.seeing import DECIDING
from oa_desktop.office.session import Session
from oa_desktop.office.wishing import wished
from oa_desktop.training.clock import PlayClock
from oa_desktop.training.sealing import act_in

TextOf = Callable[[Version], Manuscript]


@dataclass(slots=True, kw_only=True)
class Cast:
    """The people of a unit (出场人员), each signed in at the first call.

    Attributes:
        simulated: Whether they are role players (模拟角色), and their entries say so; TRAINING alone has such.
        people: Sessions of those whom a person plays, by account.
    """

    office: Office
    unit: DescribedUnit
    simulated: bool = False
    people: dict[str, Session] = field(default_factory=dict)
    _sessions: dict[str, Session] = field(default_factory=dict)
    _risen: list[Session] = field(default_factory=list)

    def session(self, account: str) -> Session:
        """Return the session of one of the unit's people."""
        if account in self.people:
            return self.people[account]
        if account not in self._sessions:
            password = self.unit.person(account).password
            self._sessions[account] = self.office.sign_in(account, password, simulated=self.simulated)
        return self._sessions[account]

    def seat(self, account: str) -> Session:
        """Let a person play one of the unit's people; what the person does is not simulated."""
        if account not in self.people:
            self.people[account] = self.office.sign_in(account, self.unit.person(account).password)
        return self.people[account]

    def rise(self, account: str) -> None:
        """Let a role player play again whom a person played; that session stays until everybody leaves."""
        if account in self.people:
            self._risen.append(self.people.pop(account))

    def organisation(self) -> Organisation:
        """Return the unit as it stands."""
        return self.session(self.unit.founders[0]).organisation()

    def leave(self) -> None:
        """Sign everybody out."""
        for session in (*self._sessions.values(), *self.people.values(), *self._risen):
            session.sign_out()
        self._risen.clear()
        self._sessions.clear()
        self.people.clear()


@dataclass(slots=True, kw_only=True)
class Telling:
    """A story that is being played.

    Attributes:
        texts: The manuscript of each version.
        dossier: The document that the story is about, once it has been drafted or signed for.
        answering: The story of the document that it answers; None for none.
    """

    cast: Cast
    story: Story
    texts: TextOf
    clock: PlayClock
    dossier: DossierId = act.NEW_DOSSIER
    answering: Telling | None = None

    @property
    def flow(self) -> Flow:
        """The route of the document."""
        return self.cast.office.flows[self.story.flow]

    @property
    def answered(self) -> DossierId:
        """The document that it answers."""
        return self.answering.dossier if self.answering else act.NEW_DOSSIER

    def perform(self, one: StoryAct, *beside: Action) -> None:
        """Perform one act of the story, at its time and by its person, with what belongs to it in other journals."""
        self.clock.time = one.at
        wish = _WISHES.get(one.kind, _wished)(self, one)
        changed = act_in(self.session(one.account), self.cast.unit, wish, *beside)
        self.dossier = next((one for one in changed.dossiers if one != self.answered), self.dossier)

    def party(self, named: str) -> PersonId | DepartmentId:
        """Return a person by account, or a department by its id in the unit's description.

        Raises:
            Refused: ``person.unknown``: there is neither.
        """
        organisation = self.cast.organisation()
        department = next((one.name for one in self.cast.unit.departments if one.id == named), None)
        if department is not None:
            return next(one.id for one in organisation.departments if one.name == department)
        return organisation.person_by_account(named).id

    def session(self, account: str) -> Session:
        """Return the session of one of the unit's people."""
        return self.cast.session(account)


def play_together(
    tellings: Sequence[Telling],
    tell: Callable[[int, int], None] = lambda _done, _all: None,
    before: Callable[[Telling, StoryAct], object] = lambda _telling, _act: None,
) -> None:
    """Play several stories in one unit, all acts in the order of their times.

    Args:
        tellings: The stories.
        tell: Is told acts done and acts in all.
        before: Is told each act at its time, before it is done.
    """
    acts = sorted(((one.at, place, one) for place, told in enumerate(tellings) for one in told.story.acts), key=_when)
    for done, (_at, place, one) in enumerate(acts):
        tell(done, len(acts))
        tellings[place].clock.time = one.at
        before(tellings[place], one)
        tellings[place].perform(one)
    tell(len(acts), len(acts))


def _when(timed: tuple[datetime, int, StoryAct]) -> tuple[datetime, int]:
    return timed[:2]


def _draft(telling: Telling, one: StoryAct) -> Action:
    kept = telling.session(one.account).writing.keep_text(telling.texts(one.version))
    return act.Draft(
        flow=telling.flow,
        department=DepartmentId(""),
        source=kept.source,
        particulars=kept.particulars,
        answers=telling.answered,
    )


def _receive(telling: Telling, one: StoryAct) -> Action:
    """Sign for what came, with its scan: here the page that the program makes of its text."""
    session, text = telling.session(one.account), telling.texts(one.version)
    return arrival.Receive(
        flow=telling.flow,
        incoming=telling.story.incoming or Incoming(sender=""),
        source=session.writing.keep_text(text).source,
        attachments=(_scanned(session, text, _SCAN, cut=telling.story.damaged),),
    )


def _scanned(session: Session, text: Manuscript, name: str, *, cut: bool = False) -> Attachment:
    """Return a scan: here the page that the program makes of a text, or the half of it that came through."""
    scan = session.writing.preview(text).data
    scan = scan[: len(scan) // 2] if cut else scan
    return session.writing.keep_file(name, BytesIO(scan), len(scan))


def _record_instruction(telling: Telling, one: StoryAct) -> Action:
    """Record what a leader wrote on the first page of what came, with its scan."""
    session = telling.session(one.account)
    said = {"opinion": one.words, "scan": _scanned(session, telling.texts(one.version), _WRITTEN_ON)}
    return wished(one.kind, telling.dossier, said | said_with(telling, one))


def _revise(telling: Telling, one: StoryAct) -> Action:
    kept = telling.session(one.account).writing.keep_text(telling.texts(one.version))
    return act.Revise(dossier=telling.dossier, source=kept.source, particulars=kept.particulars)


def _number(telling: Telling, one: StoryAct) -> Action:
    story, seen = telling.story, _before(telling, one)["seen"]
    day = story.day.isoformat()
    serial, reason = int(str(one.said.get("serial", 0))), str(one.said.get("reason", ""))
    return act.AssignNumber(
        dossier=telling.dossier,
        code=story.code,
        date=day,
        opinion=one.words,
        seen=seen,
        serial=serial,
        reason=reason,
    )


def _delegate(telling: Telling, one: StoryAct) -> Action:
    to, until = telling.party(str(one.said["delegate"])), str(one.said["until"])
    return delegating.Delegate(delegate=PersonId(to), until=until, reason=one.words)


def _end_delegation(telling: Telling, one: StoryAct) -> Action:
    given = telling.cast.organisation().delegations
    own = next(each.id for each in given if each.giver == telling.party(one.account))
    return delegating.EndDelegation(delegation=own, reason=one.words)


def _wished(telling: Telling, one: StoryAct) -> Action:
    story = telling.story
    said = {
        "opinion": one.words,
        "reason": one.words,
        "to": one.to,
        "copies": story.copies,
        "recipients": story.recipients,
        "retention": story.retention,
    }
    return wished(one.kind, telling.dossier, said | _before(telling, one) | said_with(telling, one))


def _before(telling: Telling, one: StoryAct) -> dict[str, Any]:
    """Return what lies before whoever decides: the document as it stands, and its page."""
    if not issubclass(BY_KIND[one.kind], DECIDING):
        return {}
    laid = telling.session(one.account).papers.lay_before(telling.dossier)
    return {"source": laid.source, "seen": laid.seen}


_SCAN, _WRITTEN_ON = "来文扫描件.pdf", "批示页扫描件.pdf"
_WISHES: Mapping[str, Callable[[Telling, StoryAct], Action]] = {
    "draft": _draft,
    "receive": _receive,
    "revise": _revise,
    "record-instruction": _record_instruction,
    "assign-number": _number,
    "delegate": _delegate,
    "end-delegation": _end_delegation,
}
"""Acts that bring a text, or are said otherwise; all others say what the story says."""


def said_with(telling: Telling, one: StoryAct) -> dict[str, Any]:
    """Return what an act says beside its words, in the ids of the unit."""
    return {name: _meant(telling, one.account, name.partition(".")[0], said) for name, said in one.said.items()}


def _meant(telling: Telling, account: str, field: str, said: Said) -> Any:
    meaning = _MEANINGS.get(field)
    return meaning(telling, account, (said,) if isinstance(said, str) else said) if meaning else said


def _parties(telling: Telling, _: str, named: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(telling.party(one) for one in named)


def _tasks(telling: Telling, account: str, named: tuple[str, ...]) -> tuple[TaskId, ...]:
    """Return the tasks in the hands of people, as whoever names them knows the document."""
    meant = _parties(telling, account, named)
    state = telling.session(account).dossier(telling.dossier)
    return tuple(one.id for one in state.tasks if one.holder.person in meant)


def _flag(_: Telling, _account: str, said: tuple[str, ...]) -> bool:
    return said == ("是",)


_MEANINGS: Mapping[str, Callable[[Telling, str, tuple[str, ...]], Any]] = {
    "people": _parties,
    "readers": _parties,
    "chosen": _parties,
    "person": lambda telling, _, named: telling.party(named[0]),
    "leader": lambda telling, _, named: telling.party(named[0]),
    "tasks": _tasks,
    "in_turn": _flag,
    "straight_back": _flag,
    "circled": _flag,
    "straddling": _flag,
}
"""Fields of acts whose words are names, or a yes or no."""
