"""Replaying a course (回放): its acts in their order, each with the text as it stood, and the points that hang on it.

Everything is read from the record alone, so that a result file is replayed as the course itself is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from oa_desktop.domain.actions import DECLARATIONS, Action, Scope
from oa_desktop.domain.actions import exercising as act
from oa_desktop.domain.actions.archiving import RecordProperties
from oa_desktop.domain.entry import ActorKind, Entry
from oa_desktop.domain.history import declaration_of_act, read_action
from oa_desktop.domain.ids import NO_ITEM, NOTHING, ActId, Digest, DossierId, EntryId, PersonId, dossier_of
from oa_desktop.domain.training.exercise import Exercise, Part, Question
from oa_desktop.domain.training.record import Record
from oa_desktop.domain.training.results import CheckResult, Score
from oa_desktop.office.archiving.replay import Shown, page_of
from oa_desktop.office.reading import said_with
from oa_desktop.training.archive_acts import ARCHIVE_ACTS
from oa_desktop.training.register_acts import REGISTER_ACTS

PROGRAM = "程序"
_SHOWN = frozenset(Scope) - {Scope.AUDIT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A moment of a course (一幕): what somebody did, or what happened.

    Attributes:
        entries: Ids of what was recorded by it.
        at: The exercise's time, ISO 8601.
        part: Id of the role that did it; empty for the program and for whoever has no role.
        who: The role's name.
        simulated: Whether a role player did it.
        kind: Of the act.
        act: The office's word for it.
        words: What was said with it.
        about: Id of the paper, question or step that it is about; empty for none.
        title: Of that paper.
        shown: What is known of the page; None where the act is about no document.
        page: Digest of the page that the entry names; nothing where it names none.
        text: Digest of the text as it stood then.
        lost: The checks that lost points, and whose moment this is.
    """

    entries: tuple[EntryId, ...]
    at: str
    part: str
    who: str
    simulated: bool
    kind: str
    act: str
    words: str = ""
    about: str = ""
    title: str = ""
    shown: Shown | None = None
    page: Digest = NOTHING
    text: Digest = NOTHING
    lost: tuple[CheckResult, ...] = ()


def scenes(exercise: Exercise, record: Record, found: Score | None = None) -> tuple[Scene, ...]:
    """Return the scenes of a course from its beginning.

    Args:
        exercise: In the variant that was worked on.
        record: What there is of the run.
        found: What it comes to; None where that is not told yet.
    """
    told = tuple(_Teller(exercise=exercise, record=record).scenes())
    return _with_losses(told, found) if found is not None else told


def _with_losses(told: tuple[Scene, ...], found: Score) -> tuple[Scene, ...]:
    """Return scenes with the points that were lost; what nobody did was lost when all was over."""
    places = {entry: place for place, one in enumerate(told) for entry in one.entries}
    lost: dict[int, list[CheckResult]] = {}
    for one in found.losses:
        at = next((places[moment] for moment in one.moments if moment in places), len(told) - 1)
        lost.setdefault(at, []).append(one)
    return tuple(replace(one, lost=tuple(lost.get(place, ()))) for place, one in enumerate(told))


@dataclass(frozen=True, kw_only=True)
class _Teller:
    """Tells the acts of a record."""

    exercise: Exercise
    record: Record

    @cached_property
    def _parts(self) -> Mapping[PersonId, Part]:
        people = self.record.people
        return {people[one.account]: one for one in self.exercise.parts if one.account in people}

    @cached_property
    def _materials(self) -> Mapping[DossierId, str]:
        return {dossier: material for material, dossier in self.record.documents.items()}

    def scenes(self) -> Iterator[Scene]:
        texts: dict[DossierId, Digest] = {}
        for entries in self._acts():
            action, dossier = read_action(entries[0]), dossier_of(entries[0].journal)
            source: Digest = getattr(action, "source", NOTHING)
            if dossier and source:
                texts[dossier] = source
            yield self._scene(entries, action, texts.get(dossier, NOTHING) if dossier else NOTHING)

    def _acts(self) -> Iterator[tuple[Entry, ...]]:
        """Yield the entries of each act since the last beginning, those of a document before others."""
        begun = self.record.by_kind.get(_BEGIN, ())[-1:]
        since = begun[0].claimed_seconds if begun else 0
        together: dict[ActId, list[Entry]] = {one.act: [] for one in begun}
        for one in self.record.course:
            if one.claimed_seconds >= since and _is_shown(one):
                together.setdefault(one.act, []).append(one)
        for entries in together.values():
            yield tuple(sorted(entries, key=lambda one: dossier_of(one.journal) is None))

    def _scene(self, entries: tuple[Entry, ...], action: Action, text: Digest) -> Scene:
        entry, part = entries[0], self._parts.get(entries[0].actor.person)
        about = self._about(entry, action)
        shown, page = page_of(entry)
        return Scene(
            entries=tuple(one.id for one in entries),
            at=entry.claimed_time,
            part=part.id if part else "",
            who=part.name if part else PROGRAM if entry.actor.kind is ActorKind.PROGRAM else "",
            simulated=entry.actor.kind is ActorKind.SIMULATED,
            kind=entry.kind,
            act=declaration_of_act(action).term,
            words=_WORDS.get(type(action), _said)(self.exercise, action).strip(),
            about=about,
            title=next((one.title for one in self.exercise.materials if one.id == about), ""),
            shown=shown if dossier_of(entry.journal) else None,
            page=page,
            text=text,
        )

    def _about(self, entry: Entry, action: Action) -> str:
        """Return what an act is about: a paper of the exercise, or what an act of the exercise names."""
        if declaration_of_act(action).scope is Scope.EXERCISE:
            return next((str(getattr(action, one)) for one in _NAMED if hasattr(action, one)), "")
        item = self.record.items.get(getattr(action, "item", NO_ITEM))
        dossier: DossierId | None = dossier_of(entry.journal) or getattr(action, "document", None) or item
        return self._materials.get(dossier, "") if dossier else ""


def _is_shown(entry: Entry) -> bool:
    return entry.kind in (*ARCHIVE_ACTS, *REGISTER_ACTS) or declaration_of_act(read_action(entry)).scope in _SHOWN


def _said(_exercise: Exercise, action: Action) -> str:
    return said_with(action)


def _begun(_exercise: Exercise, action: Any) -> str:
    return "　".join(filter(None, (action.mode, "、".join(action.trainees), action.seat)))


def _answered(exercise: Exercise, action: Any) -> str:
    question = next((one for one in exercise.questions if one.id == action.question), None)
    return f"{question.text.strip()}——{in_words(question, action.answers)}" if question else ""


def in_words(question: Question, answers: tuple[str, ...]) -> str:
    """Return what was answered as it stands on the choices; cards with the box that they were put into."""
    texts = {one.id: one.text for one in (*question.choices, *question.boxes)}
    return "；".join("：".join(texts.get(part, part) for part in one.split("=", 1)) for one in answers) or "没有答"


def _hinted(exercise: Exercise, action: Any) -> str:
    steps = {one.id: one for one in exercise.guidance}
    hints = steps[action.step].hints if action.step in steps else ()
    return hints[action.number - 1].text if 0 < action.number <= len(hints) else ""


def _happened(exercise: Exercise, action: Any) -> str:
    known = next((one for one in exercise.happenings if one.id == action.happening), None)
    return "：".join(filter(None, (known.name, known.message.strip()))) if known else ""


def _part_named(exercise: Exercise, action: Any) -> str:
    return next((one.name for one in exercise.parts if one.id == action.part), "")


def _handed_in(_exercise: Exercise, action: Any) -> str:
    return "到时自动交卷" if action.by_time else ""


_NAMED = ("question", "step", "happening", "part")
"""What acts of the exercise name, the first that one has."""
_BEGIN = DECLARATIONS[act.BeginExercise].kind
_WORDS: Mapping[type[Action], Callable[[Exercise, Any], str]] = {
    act.BeginExercise: _begun,
    act.AnswerQuestion: _answered,
    act.TakeHint: _hinted,
    act.RecordHappening: _happened,
    act.TakeOverPart: _part_named,
    act.HandBackPart: _part_named,
    act.HandInExercise: _handed_in,
    RecordProperties: lambda _exercise, _action: "",
}
"""What acts say that have no words of their own; all others say opinion or reason."""
