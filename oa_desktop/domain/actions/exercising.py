"""What a trainee does beside the documents (实训动作); its journal is one that no other realm may have.

A score is read from the journals alone, so what is not said by an act on a document is said here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from oa_desktop.domain import codec
from oa_desktop.domain.actions.declaration import Action, Merge, Scope, declare
from oa_desktop.domain.ids import Digest

MERGEABLE = Merge.MERGEABLE


@declare("begin-exercise", "开始实训", scope=Scope.EXERCISE, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class BeginExercise(Action):
    """开始实训: a trainee begins an exercise.

    Attributes:
        exercise: Id of the exercise.
        edition: Version of its data.
        digest: Of its data.
        mode: 看、练、做 or 考.
        variant: What the parameters are drawn from.
        trainees: Names of who sits at the seat; several share it and have parts of their own.
        seat: 座位.
        extra: Minutes that an exam may take longer for whoever sits there (加时).
    """

    exercise: str
    edition: str
    digest: Digest
    mode: str
    variant: int
    trainees: tuple[str, ...] = ()
    seat: str = ""
    extra: int = field(default=0, metadata={codec.LATER: True})


@declare("work-on", "办理材料", scope=Scope.EXERCISE, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOn(Action):
    """办理材料: a document is begun with a paper of the exercise, by the act that it stands beside.

    Attributes:
        material: Id of the paper in the exercise.
    """

    material: str


@declare("answer-question", "答题", scope=Scope.EXERCISE, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestion(Action):
    """答题: a question is answered, or something decided; the last answer counts.

    Attributes:
        question: Its id in the exercise.
        answers: Ids of what was chosen; of a pass phrase the rules that it breaks.
    """

    question: str
    answers: tuple[str, ...]


@declare("take-hint", "看提示", scope=Scope.EXERCISE, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class TakeHint(Action):
    """看提示: the next hint of a step is shown.

    Attributes:
        step: Id of the step.
        number: Which of its hints, from 1.
    """

    step: str
    number: int


@declare("take-over-part", "接管角色", scope=Scope.EXERCISE, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverPart(Action):
    """接管角色: a person plays a role from now on that a role player had."""

    part: str


@declare("hand-back-part", "交还角色", scope=Scope.EXERCISE, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class HandBackPart(Action):
    """交还角色: a role player plays a role from now on that a person had."""

    part: str


@declare("hand-in-exercise", "交卷", scope=Scope.EXERCISE, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class HandInExercise(Action):
    """交卷: the trainee has done.

    Attributes:
        by_time: Whether the time was over, and the program handed it in.
    """

    by_time: bool = False


@declare("record-happening", "突发情况", scope=Scope.EXERCISE, merge=MERGEABLE, by_program=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHappening(Action):
    """突发情况: the program records that something of the exercise happened.

    Attributes:
        happening: Its id in the exercise.
    """

    happening: str


EXERCISING = (BeginExercise, WorkOn, AnswerQuestion, TakeHint, TakeOverPart, HandBackPart, HandInExercise)
"""What a person does in an exercise."""
