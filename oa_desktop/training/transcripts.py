"""Making a transcript (成绩单) of a result: points, what was lost and why, and what the teacher said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from oa_desktop.domain.actions.teaching import MarkResult
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.training.conditions import Judged
from oa_desktop.domain.training.results import CheckResult
from oa_desktop.domain.training.transcript import Transcript, TranscriptLine
from oa_desktop.office.session import Session
from oa_desktop.training.collecting import ExerciseOf
from oa_desktop.training.scoring import score


def hand_out_transcript(session: Session, digest: Digest, exercise_of: ExerciseOf) -> bytes:
    """Return the transcript of a result that was released, as a file for its seat; that it leaves is recorded first.

    Raises:
        Refused: ``class.unknown-result``, ``class.unreleased``, ``training.exercise-changed`` and the like.
        Unavailable: ``blob.missing``: names were deleted; ``store.read-only``.
    """
    return session.teaching.hand_out_transcript(digest, transcript_of(session, digest, exercise_of))


def transcript_of(session: Session, digest: Digest, exercise_of: ExerciseOf) -> Transcript:
    """Return the transcript of a result as it stands now."""
    room, unit = session.teaching, session.organisation()
    record, result = room.record(digest), room.state.result(digest)
    exercise = exercise_of(record.begun)
    found = score(exercise, record, {check: one.points for check, one in result.marks.items()})
    return Transcript(
        unit=unit.unit,
        class_name=unit.name,
        run=record.begin.id,
        exercise=exercise.id,
        edition=record.begun.edition,
        title=exercise.title,
        numbers=result.act.numbers,
        total=result.total,
        has_passed=result.has_passed,
        hints=result.act.hints,
        lines=tuple(_lines(found.results, result.marks)),
        words=room.data.said_of(digest),
        released=session.today.isoformat(),
    )


def _lines(results: tuple[CheckResult, ...], marks: Mapping[str, MarkResult]) -> Iterator[TranscriptLine]:
    for one in results:
        check, mark = one.check, marks.get(one.check.id)
        lost = one.points < check.points
        yield TranscriptLine(
            asks=check.asks,
            points=one.points,
            most=check.points,
            judged=isinstance(check.condition, Judged),
            why=check.why if lost else "",
            mend=check.mend if lost else "",
            clause=check.clause if lost else "",
            said=mark.reason if mark else "",
        )
