"""Exams that are under way (进行中的考核): how long each has taken, kept beside its store until it is handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.training.exercise import Exercise
from oa_desktop.domain.training.transcript import HandedIn
from oa_desktop.office.leaving import write_file
from oa_desktop.training.course import Enrolment
from oa_desktop.training.exam_clock import Interrupted

_FILE, _HANDED_IN = "sitting.json", ".handed-in"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSitting:
    """What is kept of an exam.

    Attributes:
        digest: Of the exercise's data.
        spent: Seconds that it has taken.
        played: The exercise's time, ISO.
        told: The machine's time, ISO.
    """

    enrolment: Enrolment
    digest: Digest
    spent: int
    played: str
    told: str

    def interrupted(self, exercise: Exercise) -> Interrupted:
        """Return it as the trainee is told of it."""
        return Interrupted(
            exercise=exercise.id,
            title=exercise.title,
            trainees=self.enrolment.trainees,
            spent=timedelta(seconds=self.spent),
            allowed=timedelta(minutes=exercise.minutes + self.enrolment.extra),
            played=datetime.fromisoformat(self.played),
            told=datetime.fromisoformat(self.told),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sealed:
    sitting: KeptSitting
    seal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSitting:
    """What was found of an exam that was not handed in.

    Attributes:
        home: Where its store lies.
        sitting: What the file says, whoever wrote it.
        seal: Of the machine.
    """

    home: Path
    sitting: KeptSitting
    seal: bytes

    def is_sealed(self, has_sealed: Callable[[bytes, bytes], bool]) -> bool:
        """Whether the machine sealed what the file says, and nobody altered it since."""
        return has_sealed(_said(self.sitting), self.seal)


def keep_sitting(home: Path, sitting: KeptSitting, seal: Callable[[bytes], bytes]) -> None:
    """Keep how far an exam has come, under the seal of the machine.

    Raises:
        Unavailable: ``disk.full``, ``disk.failed``.
    """
    sealed = _Sealed(sitting=sitting, seal=seal(_said(sitting)).hex())
    write_file(home / _FILE, canonical.encode(codec.to_json(sealed)))


def _said(sitting: KeptSitting) -> bytes:
    return canonical.encode({"sitting": codec.to_json(sitting)})


def forget_sitting(home: Path) -> None:
    """Forget an exam that was handed in."""
    (home / _FILE).unlink(missing_ok=True)


def keep_handed_in(result: Path, exam: HandedIn) -> None:
    """Keep beside a result file which exam it is of, so that its transcript is known as one of this seat.

    Raises:
        Unavailable: ``disk.full``, ``disk.failed``.
    """
    write_file(result.with_suffix(_HANDED_IN), canonical.encode(codec.to_json(exam)))


def handed_in(results: Path) -> tuple[HandedIn, ...]:
    """Return the exams that were handed in at this seat."""
    read = (_handed_in(one) for one in results.glob(f"*{_HANDED_IN}"))
    return tuple(one for one in read if one is not None)


def _handed_in(file: Path) -> HandedIn | None:
    try:
        return codec.from_json(HandedIn, canonical.decode(file.read_bytes()))
    except (NotCanonical, codec.Undecodable):
        return None


def last_sitting(runs: Path) -> FoundSitting | None:
    """Return the exam that was begun last and not handed in; None for none."""
    files = sorted(runs.glob(f"*/{_FILE}"), key=lambda one: one.stat().st_mtime, reverse=True)
    return next((found for one in files if (found := _read(one)) is not None), None)


def _read(file: Path) -> FoundSitting | None:
    try:
        told = codec.from_json(_Sealed, canonical.decode(file.read_bytes()))
        return FoundSitting(home=file.parent, sitting=told.sitting, seal=bytes.fromhex(told.seal))
    except (NotCanonical, codec.Undecodable, ValueError):
        return None
