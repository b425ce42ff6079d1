"""Training (实训): playing a session, scoring a long run, beginning again at a seat, and the reports of a class."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.figures import MILLISECONDS, OWN, SECONDS, Line, in_turn
from oa_desktop.bootstrap.ground import TrainingGround
from oa_desktop.bootstrap.training import digest_of, draw_report, run, settle, shipped_exercises, stage_in
from oa_desktop.catalogue.exercises import load_exercise
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.ids import EntryId
from oa_desktop.domain.training.exercise import Exercise, Mode
from oa_desktop.domain.training.record import Record
from oa_desktop.training.course import Enrolment
from oa_desktop.training.scoring import score

_SESSION, _ROUNDS = "session-5", 5
_ENTRIES, _CLASS = 2_000, 60
_SCORED_MS, _BEGUN_S, _PLAYED_S, _REPORTS_S = 200, 3, 2, 60


def measure() -> Iterator[Line]:
    """Give the lines about exercises; whose goals stand for a machine that does nothing else."""
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as home:
        folder = shipped_exercises()[_SESSION]
        exercise = load_exercise(folder)
        yield _played(Path(home), folder, exercise)
        yield _begun(Path(home))
        record = _record(Path(home) / "run", folder, exercise)
    yield _scored(exercise, record)
    yield _reported(exercise, record)


def _played(home: Path, folder: Path, exercise: Exercise) -> Line:
    """A reference session by role players, in a unit that is copied."""
    (times,) = in_turn(lambda n: lambda: _record(home / f"played-{n}", folder, exercise), rounds=_ROUNDS, clock=OWN)
    note = f"{_SESSION} laid out from its copy and played to its end"
    return Line(name="a session by role players", figure=median(times), unit=SECONDS, goal=_PLAYED_S, note=note)


def _record(home: Path, folder: Path, exercise: Exercise) -> Record:
    settle(home, exercise, 0, home.parent / "worlds")
    with stage_in(home, exercise, 0) as stage:
        run(stage, digest_of(folder), exercise.reference.acts)
        return stage.record()


def _begun(home: Path) -> Line:
    """A seat that begins again, its unit copied."""
    numbers = count()
    ground = TrainingGround(home, lambda: str(next(numbers)))
    enrolment = Enrolment(exercise=_SESSION, mode=Mode.ALONE)
    (times,) = in_turn(lambda _n: lambda: ground.begin(enrolment), rounds=_ROUNDS, clock=OWN)
    ground.clear()
    return Line(name="a seat begins again", figure=median(times), unit=SECONDS, goal=_BEGUN_S, note=_SESSION)


def _scored(exercise: Exercise, record: Record) -> Line:
    long = _lengthened(record)
    (times,) = in_turn(lambda _n: lambda: score(exercise, replace(long)), rounds=_ROUNDS, clock=OWN)
    note = f"{len(long.entries):,} entries, verified; nothing of it read before"
    return Line(name="scoring a run", figure=median(times) * 1000, unit=MILLISECONDS, goal=_SCORED_MS, note=note)


def _lengthened(record: Record) -> Record:
    """Return a record with the answers and hints of somebody who tries for hours: no act on a document is repeated."""
    answers = [one for one in record.entries if one.kind == "answer-question"]
    more = _ENTRIES - len(record.entries)
    return replace(record, entries=(*record.entries, *(_again(answers[n % len(answers)], n) for n in range(more))))


def _again(entry: Entry, number: int) -> Entry:
    return replace(entry, id=EntryId(f"{entry.id}-{number}"))


def _reported(exercise: Exercise, record: Record) -> Line:
    (times,) = in_turn(lambda _n: lambda: draw_report(exercise, record), rounds=_ROUNDS, clock=OWN)
    note = f"{_CLASS} times the time of one, its pages behind it"
    return Line(name="reports of a class", figure=median(times) * _CLASS, unit=SECONDS, goal=_REPORTS_S, note=note)
