"""What a teacher does with a class (培训班): its data, results that are collected, marked and released.

It stands in the journal of exercises of the class's own unit, which no other realm may have. Names stand in none of
these acts: they lie beside the journal, named by their digest, so that they can be deleted one day.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from oa_desktop.domain import codec
from oa_desktop.domain.actions.declaration import Action, Merge, Scope, declare
from oa_desktop.domain.ids import Digest, EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPoints:
    """What came of a check.

    Attributes:
        check: Its id.
        asks: What is asked.
        points: What was earned.
        most: What it is worth.
        judged: Whether a person judges it, and the program never does.
        cap: The most that the whole may come to while it fails; 0 for no cap.
    """

    check: str
    asks: str
    points: int
    most: int
    judged: bool = False
    cap: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedStep:
    """How long a step of the guidance took (各步用时).

    Attributes:
        step: Its id.
        title: What it is called.
        seconds: Of the exercise's time, since the step before was done; None where it was never done.
    """

    step: str
    title: str
    seconds: int | None = None


@declare("keep-class", "班级资料", scope=Scope.EXERCISE, merge=Merge.EXCLUSIVE)
@dataclass(frozen=True, slots=True, kw_only=True)
class KeepClass(Action):
    """班级资料: name, roll, timetable and attendance of the class are these from now on.

    Attributes:
        data: Digest of what is kept.
    """

    data: Digest


@declare("collect-result", "收卷", scope=Scope.EXERCISE, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class CollectResult(Action):
    """收卷: the result file of a seat is taken in and scored.

    Attributes:
        result: Digest of the file.
        exercise: Id of the exercise.
        edition: Version of its data.
        mode: 做 or 考.
        variant: Which of its variants.
        numbers: 学号 of who sat there.
        checks: What the program made of each check.
        hints: What hints cost.
        notes: What the teacher should know: that the exam was broken off, and the like.
        steps: How long each step took, in their order.
        run: Id of the entry by which it was begun; empty in older entries.
    """

    result: Digest
    exercise: str
    edition: str
    mode: str
    variant: int
    numbers: tuple[str, ...]
    checks: tuple[CheckedPoints, ...]
    hints: int = 0
    notes: tuple[str, ...] = ()
    steps: tuple[TimedStep, ...] = field(default=(), metadata={codec.LATER: True})
    run: EntryId = field(default=EntryId(""), metadata={codec.LATER: True})


@declare("mark-result", "评分", scope=Scope.EXERCISE, merge=Merge.EXCLUSIVE)
@dataclass(frozen=True, slots=True, kw_only=True)
class MarkResult(Action):
    """评分: a person judges a check, or changes what the program made of it, which stays known.

    Attributes:
        result: Digest of the result file.
        check: Id of the check.
        points: What it earns.
        reason: Why; the answer to an appeal.
        appeal: 申诉, in the words of whoever appealed; empty for none.
    """

    result: Digest
    check: str
    points: int
    reason: str = ""
    appeal: str = ""


@declare("release-results", "公布成绩", scope=Scope.EXERCISE, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseResults(Action):
    """公布成绩: from now on the trainees may know these results, and points change by appeal alone.

    Attributes:
        results: Digests of the result files.
    """

    results: tuple[Digest, ...]


@declare("delete-names", "删除姓名", scope=Scope.EXERCISE, merge=Merge.EXCLUSIVE)
@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteNames(Action):
    """删除姓名: the names of the class and the files that bear them are destroyed; numbers and points stay.

    Attributes:
        data: Digest of what is kept of the class from now on.
        reason: Why.
    """

    data: Digest
    reason: str = ""


TEACHING = (KeepClass, CollectResult, MarkResult, ReleaseResults, DeleteNames)
"""What a teacher does with a class."""
