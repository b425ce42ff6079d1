"""Answering a condition (判定): what a run shows of it, as a share of one, with the entries that it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from oa_desktop.domain import codec
from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.archiving import RecordProperties
from oa_desktop.domain.actions.exercising import AnswerQuestion
from oa_desktop.domain.copies.distribution import typed
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import NO_ITEM, NOTHING, Digest, DossierId, EntryId, dossier_journal
from oa_desktop.domain.manuscript import Manuscript, plain_text
from oa_desktop.domain.training import conditions as ask
from oa_desktop.domain.training.exercise import Exercise, QuestionKind
from oa_desktop.domain.training.record import Record

_MINUTE = 60
_RECIPIENTS = "recipients"
ALL, NONE = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a run shows of a condition.

    Attributes:
        share: 0 to 1.
        lost: What was wrong, in its order.
        moments: Entries that it rests on.
    """

    share: Fraction
    lost: tuple[str, ...] = ()
    moments: tuple[EntryId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What conditions are asked of."""

    exercise: Exercise
    record: Record

    def matching(self, pattern: ask.Pattern) -> tuple[Entry, ...]:
        """Return the acts of a sort, in the order of the exercise's time."""
        kinds = (self.record.by_kind.get(one, ()) for one in pattern.acts)
        found = [one for entries in kinds for one in entries if self._fits(pattern, one)]
        return tuple(sorted(found, key=lambda one: self.record.place[one.id]))

    def _fits(self, pattern: ask.Pattern, entry: Entry) -> bool:
        return (
            (not pattern.document or self._is_about(pattern.document, entry))
            and (not pattern.by or entry.actor.person in map(self._person, pattern.by))
            and all(_said(entry, name) & set(wanted) for name, wanted in pattern.said.items())
        )

    def _is_about(self, material: str, entry: Entry) -> bool:
        dossier = self.record.documents.get(material)
        return dossier is not None and (entry.journal == dossier_journal(dossier) or self._names(entry, dossier))

    def _names(self, entry: Entry, dossier: DossierId) -> bool:
        """Whether an act outside of a document's journal is about it: its item, its loan, its package."""
        action = read_action(entry)
        return dossier in (getattr(action, "document", ""), self.record.items.get(getattr(action, "item", NO_ITEM)))

    def _person(self, part: str) -> str | None:
        return self.record.people.get(self.exercise.part(part).account)

    def text(self, digest: Digest) -> Manuscript:
        """Return a text that the journals name, an empty one where it is not there."""
        return self.record.texts.get(digest, Manuscript())


def answer(condition: ask.Condition, exercise: Exercise, record: Record) -> Answer:
    """Return what a run shows of a condition.

    Raises:
        KeyError: The condition is none that is known, or names what the exercise has not.
    """
    return _ANSWERS[type(condition)](Asked(exercise=exercise, record=record), condition)


def _said(entry: Entry, name: str) -> set[str]:
    """Return what an act says in a field, as words; several of a list, of recipients the names of the organs."""
    value: Any = getattr(read_action(entry), name, ())
    if name == _RECIPIENTS:
        return {one.recipient for one in typed(value, {})}
    values = value if isinstance(value, tuple) else (value,)
    return {str(codec.to_json(one)) if not isinstance(one, str) else str(one) for one in values}


def _yes(entries: tuple[Entry, ...], *, holds: bool) -> Answer:
    return Answer(share=ALL if holds else NONE, moments=tuple(one.id for one in entries))


def _happened(asked: Asked, condition: ask.Happened) -> Answer:
    found = asked.matching(condition.pattern)
    return _yes(found[:1], holds=bool(found))


def _absent(asked: Asked, condition: ask.Absent) -> Answer:
    found = asked.matching(condition.pattern)
    return _yes(found, holds=not found)


def _counted(asked: Asked, condition: ask.Counted) -> Answer:
    found = asked.matching(condition.pattern)
    too_many = max(0, len(found) - condition.most)
    right = max(0, min(len(found), condition.least) - too_many) if condition.least else int(not too_many)
    return Answer(share=Fraction(right, max(1, condition.least)), moments=tuple(one.id for one in found))


def _in_order(asked: Asked, condition: ask.InOrder) -> Answer:
    lasts = [found[-1] for one in condition.patterns if (found := asked.matching(one))]
    places = [asked.record.place[one.id] for one in lasts]
    return _yes(tuple(lasts), holds=len(lasts) == len(condition.patterns) and places == sorted(places))


def _within(asked: Asked, condition: ask.Within) -> Answer:
    begins = asked.matching(condition.begin)[:1]
    for begin in begins:
        behind = asked.record.place[begin.id]
        then = next((one for one in asked.matching(condition.then) if asked.record.place[one.id] > behind), None)
        if then is not None:
            taken = then.claimed_seconds - begin.claimed_seconds
            return _yes((then, begin), holds=taken <= condition.minutes * _MINUTE)
    return _yes(begins, holds=False)


def _reached(asked: Asked, condition: ask.Reached) -> Answer:
    state = asked.record.dossier(condition.document)
    return _yes((), holds=state is not None and bool({state.step, state.phase.value} & set(condition.steps)))


def _element(asked: Asked, condition: ask.Element) -> Answer:
    state = asked.record.dossier(condition.document)
    if state is None:
        return _yes((), holds=False)
    value = _words(getattr(asked.text(state.source), condition.element))
    wanting = [one for one in condition.has if one not in value]
    astray = [one for one in condition.lacks if one in value]
    other = bool(condition.one_of) and _tight(value) not in {_tight(one) for one in condition.one_of}
    lost = (*wanting, *astray, *([value] if other else []))
    return Answer(share=NONE if lost else ALL, lost=lost, moments=_last(state))


def _words(value: Any) -> str:
    return "、".join(str(one) for one in value) if isinstance(value, tuple) else str(value)


def _tight(text: str) -> str:
    return "".join(text.split())


def _last(state: Dossier) -> tuple[EntryId, ...]:
    return (state.last.entry,) if state.last else ()


def _clean(asked: Asked, condition: ask.Clean) -> Answer:
    state = asked.record.dossier(condition.document)
    if state is None:
        return _yes((), holds=False)
    issued = state.issued.source if condition.issued and state.issued else NOTHING
    text = issued or ("" if condition.issued else state.source)
    found = asked.record.findings.get(Digest(text))
    if found is None:
        return _yes((), holds=False)
    lost = tuple(one for one in condition.rules if one in found)
    return _shared(len(condition.rules), lost, _last(state))


def _shared(of: int, lost: tuple[str, ...], moments: tuple[EntryId, ...]) -> Answer:
    return Answer(share=1 - Fraction(len(lost), of), lost=lost, moments=moments)


def _sound(asked: Asked, condition: ask.Sound) -> Answer:
    tested = asked.matching(ask.Pattern(acts=(_TESTED,), document=condition.document))
    report = read_action(tested[-1]) if tested else None
    failed = asked.record.reports.get(report.contents[0]) if isinstance(report, RecordProperties) else None
    if failed is None:
        return _yes((), holds=False)
    lost = tuple(one for one in condition.criteria if one in failed)
    return _shared(len(condition.criteria), lost, (tested[-1].id,))


_TESTED = DECLARATIONS[RecordProperties].kind


def _says(asked: Asked, condition: ask.Says) -> Answer:
    text, moments = _text_meant(asked, condition)
    lost = tuple(idea[0] for idea in condition.ideas if not any(word in text for word in idea))
    return _shared(len(condition.ideas), lost, moments)


def _text_meant(asked: Asked, condition: ask.Says) -> tuple[str, tuple[EntryId, ...]]:
    if condition.words_of is not None:
        found = asked.matching(condition.words_of)
        fields = (condition.field,) if condition.field else ("opinion", "reason")
        words = "\n".join(word for one in found for name in fields for word in sorted(_said(one, name)))
        return words, tuple(one.id for one in found)
    state = asked.record.dossier(condition.document)
    return (plain_text(asked.text(state.source)), _last(state)) if state else ("", ())


def _answered(asked: Asked, condition: ask.Answered) -> Answer:
    question = asked.exercise.question(condition.question)
    given = asked.matching(ask.Pattern(acts=(_ANSWER,), said={"question": (question.id,)}))
    if not given:
        return _yes((), holds=False)
    last = read_action(given[-1])
    answers = last.answers if isinstance(last, AnswerQuestion) else ()
    share, lost = _SHARES.get(question.kind, _exact)(question.answers, answers)
    return Answer(share=share, lost=lost, moments=(given[-1].id,))


_ANSWER = DECLARATIONS[AnswerQuestion].kind


def _exact(right: tuple[str, ...], given: tuple[str, ...]) -> tuple[Fraction, tuple[str, ...]]:
    return (ALL, ()) if right == given else (NONE, given)


def _several(right: tuple[str, ...], given: tuple[str, ...]) -> tuple[Fraction, tuple[str, ...]]:
    """Each right answer counts, each wrong one is taken off."""
    wrong = tuple(dict.fromkeys(one for one in given if one not in right))
    wanting = tuple(one for one in right if one not in given)
    good = len(right) - len(wanting) - len(wrong)
    return Fraction(max(0, good), len(right)), (*wrong, *wanting)


def _sorted(right: tuple[str, ...], given: tuple[str, ...]) -> tuple[Fraction, tuple[str, ...]]:
    """Each card in its box counts."""
    known = Counter(given)
    lost = tuple(one for one in right if not known[one])
    return 1 - Fraction(len(lost), len(right)), lost


_SHARES: Mapping[QuestionKind, Callable[[tuple[str, ...], tuple[str, ...]], tuple[Fraction, tuple[str, ...]]]] = {
    QuestionKind.SEVERAL: _several,
    QuestionKind.SORT: _sorted,
}
"""How answers are counted that may be right in part; all others are right or wrong."""


def _judged(_asked: Asked, _condition: ask.Judged) -> Answer:
    return Answer(share=NONE)


_ANSWERS: Mapping[type[ask.Condition], Callable[[Asked, Any], Answer]] = {
    ask.Happened: _happened,
    ask.Absent: _absent,
    ask.Counted: _counted,
    ask.InOrder: _in_order,
    ask.Within: _within,
    ask.Reached: _reached,
    ask.Element: _element,
    ask.Clean: _clean,
    ask.Sound: _sound,
    ask.Says: _says,
    ask.Answered: _answered,
    ask.Judged: _judged,
}
