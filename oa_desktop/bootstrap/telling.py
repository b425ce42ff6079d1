"""Playing the demonstration's stories (演示) through the sessions of its people, act by act."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.catalogue.stories import Story, StoryAct, Version
from oa_desktop.catalogue.units import DemonstrationUnit
from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.ids import DepartmentId, DossierId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.office import Office
from oa_desktop.office.session import Session

TextOf = Callable[[Version], Manuscript]


@dataclass(slots=True, kw_only=True)
class Cast:
    """The people of a unit (出场人员), each signed in at the first call."""

    office: Office
    unit: DemonstrationUnit
    _sessions: dict[str, Session] = field(default_factory=dict)

    def session(self, account: str) -> Session:
        """Return the session of one of the unit's people."""
        if account not in self._sessions:
            password = self.unit.person(account).password
            self._sessions[account] = self.office.sign_in(account, password)
        return self._sessions[account]

    def leave(self) -> None:
        """Sign everybody out."""
        for session in self._sessions.values():
            session.sign_out()
        self._sessions.clear()


@dataclass(slots=True, kw_only=True)
class Telling:
    """A story that is being played.

    Attributes:
        texts: The manuscript of each version.
        dossier: The document that the story is about, once it has been drafted.
    """

    cast: Cast
    story: Story
    texts: TextOf
    clock: ScriptClock
    dossier: DossierId = act.NEW_DOSSIER

    def play(self, before: Callable[[StoryAct], object] = lambda _: None) -> DossierId:
        """Perform every act of the story, at its time and by its person; return the document.

        Args:
            before: Is told each act at its time, before it is done.
        """
        for one in self.story.acts:
            self.clock.time = one.at
            before(one)
            self.perform(one)
        return self.dossier

    def perform(self, one: StoryAct) -> None:
        """Perform one act of the story."""
        self.clock.time = one.at
        changed = self.session(one.account).perform(_WISHES[one.kind](self, one))
        self.dossier = changed.dossiers[0]

    def session(self, account: str) -> Session:
        """Return the session of one of the unit's people."""
        return self.cast.session(account)


def play_together(tellings: Sequence[Telling], tell: Callable[[int, int], None]) -> None:
    """Play several stories in one unit, all acts in the order of their times.

    Args:
        tellings: The stories.
        tell: Is told acts done and acts in all.
    """
    acts = sorted(((one.at, place, one) for place, told in enumerate(tellings) for one in told.story.acts), key=_when)
    for done, (_at, place, one) in enumerate(acts):
        tell(done, len(acts))
        tellings[place].perform(one)
    tell(len(acts), len(acts))


def _when(timed: tuple[datetime, int, StoryAct]) -> tuple[datetime, int]:
    return timed[:2]


def _draft(telling: Telling, one: StoryAct) -> Action:
    kept = telling.session(one.account).keep_text(telling.texts(one.version))
    flow = telling.cast.office.flows[telling.story.flow]
    return act.Draft(flow=flow, department=DepartmentId(""), source=kept.source, particulars=kept.particulars)


def _revise(telling: Telling, one: StoryAct) -> Action:
    kept = telling.session(one.account).keep_text(telling.texts(one.version))
    return act.Revise(dossier=telling.dossier, source=kept.source, particulars=kept.particulars)


def _issue(telling: Telling, one: StoryAct) -> Action:
    page, _ = telling.session(one.account).papers.page(telling.dossier)
    return act.Issue(dossier=telling.dossier, rendering=page, opinion=one.words)


def _number(telling: Telling, one: StoryAct) -> Action:
    story = telling.story
    return act.AssignNumber(dossier=telling.dossier, code=story.code, date=story.day.isoformat(), opinion=one.words)


_WISHES: Mapping[str, Callable[[Telling, StoryAct], Action]] = {
    "draft": _draft,
    "revise": _revise,
    "issue": _issue,
    "assign-number": _number,
    "submit": lambda told, one: act.SubmitForReview(dossier=told.dossier, opinion=one.words),
    "review": lambda told, one: act.Review(dossier=told.dossier, opinion=one.words),
    "recheck": lambda told, one: act.Recheck(dossier=told.dossier, opinion=one.words),
    "return": lambda told, one: act.Return(dossier=told.dossier, reason=one.words, to=one.to),
    "recall": lambda told, one: act.Recall(dossier=told.dossier, reason=one.words),
    "mark-read": lambda told, _: act.MarkRead(dossier=told.dossier),
    "apply-seal": lambda told, one: act.ApplySeal(dossier=told.dossier, copies=told.story.copies, opinion=one.words),
    "dispatch": lambda told, one: act.Dispatch(
        dossier=told.dossier, recipients=told.story.recipients, opinion=one.words
    ),
    "file": lambda told, one: act.File(dossier=told.dossier, retention=told.story.retention, opinion=one.words),
}
