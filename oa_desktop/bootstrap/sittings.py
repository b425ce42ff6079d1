"""Exams that are under way (进行中的考核): how long each has taken, kept beside its store until it is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.training.exercise import Exercise
from oa_desktop.office.leaving import write_file
from oa_desktop.training.course import Enrolment
from oa_desktop.training.exam_clock import Interrupted

_FILE = "sitting.json"


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
            title=exercise.title,
            trainees=self.enrolment.trainees,
            spent=timedelta(seconds=self.spent),
            allowed=timedelta(minutes=exercise.minutes + self.enrolment.extra),
            played=datetime.fromisoformat(self.played),
            told=datetime.fromisoformat(self.told),
        )


def keep_sitting(home: Path, sitting: KeptSitting) -> None:
    """Keep how far an exam has come.

    Raises:
        Unavailable: ``disk.full``, ``disk.failed``.
    """
    write_file(home / _FILE, canonical.encode(codec.to_json(sitting)))


def forget_sitting(home: Path) -> None:
    """Forget an exam that was handed in."""
    (home / _FILE).unlink(missing_ok=True)


def last_sitting(runs: Path) -> tuple[Path, KeptSitting] | None:
    """Return where the exam lies that was begun last and not handed in, and how far it came; None for none."""
    files = sorted(runs.glob(f"*/{_FILE}"), key=lambda one: one.stat().st_mtime, reverse=True)
    return next(((one.parent, sitting) for one in files if (sitting := _read(one)) is not None), None)


def _read(file: Path) -> KeptSitting | None:
    try:
        return codec.from_json(KeptSitting, canonical.decode(file.read_bytes()))
    except (NotCanonical, codec.Undecodable):
        return None
