"""A class (培训班): what its journal of exercises comes to, result by result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from oa_desktop.domain.actions.teaching import (
    CheckedPoints,
    CollectResult,
    DeleteNames,
    KeepClass,
    MarkResult,
    ReleaseResults,
)
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import NOTHING, Digest
from oa_desktop.domain.training.exercise import PASS_MARK


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """A result that was collected.

    Attributes:
        act: As the program scored it.
        at: When it was collected.
        marks: What a person said of each check, the newest of each.
        released: Whether the trainees may know it.
    """

    act: CollectResult
    at: str
    marks: Mapping[str, MarkResult] = field(default_factory=dict)
    released: bool = False

    def check(self, id_: str) -> CheckedPoints:
        """Return what the program made of a check.

        Raises:
            Refused: ``class.unknown-check``.
        """
        found = next((one for one in self.act.checks if one.check == id_), None)
        if found is None:
            raise Refused("class.unknown-check", check=id_)
        return found

    def points(self, check: CheckedPoints) -> int:
        """Return what a check earns now."""
        mark = self.marks.get(check.check)
        return mark.points if mark else check.points

    @property
    def by_machine(self) -> int:
        """What the checks come to that the program judges, less what hints cost."""
        earned = sum(self.points(one) for one in self.act.checks if not one.judged)
        caps = [one.cap for one in self.act.checks if one.cap and self.points(one) < one.most]
        return min([max(0, earned - self.act.hints), *caps])

    @property
    def by_people(self) -> int:
        """What the checks come to that a person judges."""
        return sum(self.points(one) for one in self.act.checks if one.judged)

    @property
    def total(self) -> int:
        """得分."""
        caps = [one.cap for one in self.act.checks if one.cap and self.points(one) < one.most]
        return min([self.by_machine + self.by_people, *caps])

    @property
    def has_passed(self) -> bool:
        """合格."""
        return self.total >= PASS_MARK

    @property
    def unmarked(self) -> tuple[CheckedPoints, ...]:
        """What a person still has to judge."""
        return tuple(one for one in self.act.checks if one.judged and one.check not in self.marks)

    @property
    def settled(self) -> tuple[CheckedPoints, ...]:
        """What came of all checks but those that are :attr:`unmarked`."""
        return tuple(one for one in self.act.checks if one not in self.unmarked)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassState:
    """What the journal of a class comes to.

    Attributes:
        data: Digest of 班级资料; empty before the first.
        former: Digests of what it was before.
        results: By the digest of the file, in the order in which they were collected.
        condemned: Digests of what bears names that were deleted; none of it is to be here any more.
    """

    data: Digest = NOTHING
    former: tuple[Digest, ...] = ()
    results: Mapping[Digest, Collected] = field(default_factory=dict)
    condemned: frozenset[Digest] = frozenset()

    def result(self, digest: Digest) -> Collected:
        """Return a result.

        Raises:
            Refused: ``class.unknown-result``.
        """
        if digest not in self.results:
            raise Refused("class.unknown-result")
        return self.results[digest]


def fold(entries: Iterable[Entry]) -> ClassState:
    """Return what the entries of a class come to, in their order."""
    state = ClassState()
    for entry in entries:
        state = _advanced(state, entry)
    return state


def _advanced(state: ClassState, entry: Entry) -> ClassState:
    action = read_action(entry)
    results = dict(state.results)
    if isinstance(action, KeepClass | DeleteNames):
        kept = replace(state, data=action.data, former=(*state.former, state.data) if state.data else ())
        return replace(kept, condemned=_condemned(state, kept, deleted=isinstance(action, DeleteNames)))
    if isinstance(action, CollectResult):
        results.setdefault(action.result, Collected(act=action, at=entry.claimed_time))
    elif isinstance(action, MarkResult) and action.result in results:
        before = results[action.result]
        results[action.result] = replace(before, marks={**before.marks, action.check: action})
    elif isinstance(action, ReleaseResults):
        results.update((one, replace(results[one], released=True)) for one in action.results if one in results)
    return replace(state, results=results)


def _condemned(before: ClassState, after: ClassState, *, deleted: bool) -> frozenset[Digest]:
    """Return what is not to be here any more; what is kept now with the same content is."""
    gone = {*after.former, *before.results} if deleted else set()
    return (before.condemned | gone) - {after.data}


def refuse_collecting(state: ClassState, action: CollectResult) -> None:
    """Refuse a result that was collected before, and another file of the same run: what was collected first counts.

    Raises:
        Refused: ``class.collected-before``, ``class.same-run``.
    """
    if action.result in state.results:
        raise Refused("class.collected-before", day=state.results[action.result].at[:10])
    same = next((one for one in state.results.values() if action.run and one.act.run == action.run), None)
    if same is not None:
        raise Refused("class.same-run", day=same.at[:10])


def refuse_marking(state: ClassState, action: MarkResult) -> None:
    """Refuse points that cannot be given.

    Raises:
        Refused: ``class.unknown-result``, ``class.unknown-check``, ``class.points``, ``class.no-reason``: the program's
            points are changed without one, or an appeal is not answered; ``class.released``: without an appeal.
    """
    result = state.result(action.result)
    check = result.check(action.check)
    if not 0 <= action.points <= check.most:
        raise Refused("class.points", asks=check.asks, most=check.most)
    if result.released and not action.appeal:
        raise Refused("class.released")
    if (action.appeal or not check.judged) and not action.reason:
        raise Refused("class.no-reason")


def refuse_releasing(state: ClassState, action: ReleaseResults) -> None:
    """Refuse to release what is not judged to its end.

    Raises:
        Refused: ``class.nothing-to-release``, ``class.unknown-result``, ``class.unmarked``.
    """
    if not action.results:
        raise Refused("class.nothing-to-release")
    for one in action.results:
        if unmarked := state.result(one).unmarked:
            raise Refused("class.unmarked", asks=unmarked[0].asks)
