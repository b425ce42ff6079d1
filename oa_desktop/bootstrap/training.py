"""Training (实训): exercises as they are shipped, and a stage for one, founded in a store of its own."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from oa_desktop.bootstrap.adapters import build_crypto, build_inspection, build_renderer
from oa_desktop.bootstrap.building import build_office
from oa_desktop.bootstrap.establishing import establish
from oa_desktop.bootstrap.resources import USUAL_PROFILE, USUAL_TEMPLATE, build_scheme
from oa_desktop.bootstrap.training_discs import lay_discs
from oa_desktop.bootstrap.world import RandomIds, ScriptClock
from oa_desktop.catalogue.exercise_packages import FILE, files_at
from oa_desktop.catalogue.exercises import load_exercise
from oa_desktop.catalogue.personas import load_personas
from oa_desktop.catalogue.units import load_unit
from oa_desktop.domain.actions.exercising import BeginExercise
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training.exercise import Exercise, Mode, Played
from oa_desktop.domain.training.personas import Persona
from oa_desktop.domain.training.record import Record
from oa_desktop.domain.training.result_file import read_result
from oa_desktop.domain.training.results import Score
from oa_desktop.domain.units.described import DescribedUnit
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.ports.pages import Look
from oa_desktop.office.teaching.foreign import tried_result
from oa_desktop.security.accounts import Terms
from oa_desktop.security.password import Argon2Parameters
from oa_desktop.training.handouts import papers_of
from oa_desktop.training.report import Given, report_on
from oa_desktop.training.runs import solution
from oa_desktop.training.scoring import score
from oa_desktop.training.sealing import take_seals_into_use
from oa_desktop.training.stage import Stage
from oa_desktop.training.telling import Cast

TRAINING = "training"
_BEFORE = timedelta(days=1)
UNGUARDED = Terms(argon2=Argon2Parameters(memory_kib=8, time_cost=1, lanes=1))
"""The passwords of role players are published: nobody has to guess them."""


def shipped_exercises() -> Mapping[str, Path]:
    """Return the folders of all exercises, sessions before cards, by the names of their folders."""
    root = resource_path(TRAINING)
    folders = [*sorted(root.glob(f"session-*/{FILE}")), *sorted(root.glob(f"cards/*/{FILE}"))]
    return {one.parent.name: one.parent for one in folders}


@cache
def personas() -> Mapping[str, Persona]:
    """Return the role players that are shipped."""
    return load_personas(resource_path(TRAINING) / "personas")


@cache
def unit_of(world: str) -> DescribedUnit:
    """Return the unit that exercises play in, by the name of its file."""
    return load_unit(resource_path(TRAINING) / "world" / world)


def digest_of(path: Path) -> Digest:
    """Return the digest of everything that belongs to an exercise, the same for its folder and packed as one file."""
    held = hashlib.sha256()
    for place, text in sorted(files_at(path).items()):
        held.update(place.encode() + b"\0" + text.encode() + b"\0")
    return build_crypto().digest(held.digest())


@contextlib.contextmanager
def staged(folder: Path, variant: int = 0, *, worlds: Path | None = None) -> Iterator[Stage]:
    """Give the stage of an exercise in a throw-away store, played by role players alone.

    Args:
        folder: Of the exercise.
        variant: Which variant.
        worlds: Where what was founded and laid out before is kept to be copied; all is made anew if not given.

    Raises:
        Refused: ``resource.faulty``.
        Unavailable: ``resource.unreadable``, ``disk.full``.
    """
    with _staged(load_exercise(folder, variant), variant, worlds) as stage:
        yield stage


@contextlib.contextmanager
def _staged(exercise: Exercise, variant: int, worlds: Path | None) -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="oa-desktop-training-") as made:
        home = Path(made)
        settle(home, exercise, variant, worlds)
        with stage_in(home, exercise, variant) as stage:
            yield stage


@contextlib.contextmanager
def stage_in(home: Path, exercise: Exercise, variant: int) -> Iterator[Stage]:
    """Give the stage of an exercise whose unit has been founded below a root."""
    clock = ScriptClock(exercise.begin - _BEFORE)
    office = build_office(home, Realm.TRAINING, clock=clock, terms=UNGUARDED)
    try:
        unit = unit_of(exercise.world)
        cast = Cast(office=office, unit=unit, simulated=True)
        yield Stage(exercise=exercise, cast=cast, personas=dict(personas()), clock=clock, variant=variant)
        cast.leave()
    finally:
        office.close()


def settle(home: Path, exercise: Exercise, variant: int, worlds: Path | None) -> None:
    """Lay an exercise below a root, as it is before the trainee begins: copied from what was laid out, or made anew."""
    if worlds is None:
        lay_out(home, exercise, variant)
        return
    begun = worlds / f"{exercise.id}-{variant}"
    founded = worlds / f"{exercise.world}-{_founded(exercise):%Y%m%d%H%M}"
    _made_whole(founded, lambda place: found_world(place, exercise))
    _made_whole(begun, lambda place: _prepared(founded, place, exercise, variant))
    shutil.copytree(begun, home, dirs_exist_ok=True)


def _prepared(founded: Path, place: Path, exercise: Exercise, variant: int) -> None:
    shutil.copytree(founded, place)
    _prepare(place, exercise, variant)


def _prepare(home: Path, exercise: Exercise, variant: int) -> None:
    with stage_in(home, exercise, variant) as stage:
        stage.prepare()
        lay_discs(stage, home)


def _made_whole(place: Path, make: Callable[[Path], object]) -> None:
    """Make what is not there yet, so that what a death left half made is never taken for the whole."""
    if not place.exists():
        begun = place.with_name(f"{place.name}.part")
        shutil.rmtree(begun, ignore_errors=True)
        make(begun)
        begun.rename(place)


def lay_out(home: Path, exercise: Exercise, variant: int) -> None:
    """Found the unit of an exercise below a root, and do what was done before the trainee begins."""
    found_world(home, exercise)
    _prepare(home, exercise, variant)


def found_world(home: Path, exercise: Exercise) -> None:
    """Found the unit of an exercise below a root, before it plays, with its practice seals."""
    clock = ScriptClock(_founded(exercise))
    office = build_office(home, Realm.TRAINING, clock=clock, terms=UNGUARDED)
    try:
        unit = unit_of(exercise.world)
        establish(office, unit, RandomIds())
        cast = Cast(office=office, unit=unit)
        if unit.seals:
            take_seals_into_use(cast)
        cast.session(unit.holder(Role.ARCHIVIST).account).archive.adopt_scheme(build_scheme("organ"))
        cast.leave()
    finally:
        office.close()


def _founded(exercise: Exercise) -> datetime:
    """Return when the unit was founded: all exercises of a month play in the same one."""
    return (exercise.begin - _BEFORE).replace(day=1)


def read_run(data: bytes) -> tuple[Record, BeginExercise]:
    """Return what a result file tells of a run, verified, and which exercise it was.

    Raises:
        Refused: As :func:`read_result`; ``training.result-empty``: nobody began an exercise there.
    """
    inspection, crypto = build_inspection(USUAL_PROFILE, USUAL_TEMPLATE), build_crypto()

    def findings_of(text: Manuscript) -> tuple[str, ...]:
        return tuple(one.rule for one in inspection.of_text(text))

    record = read_result(tried_result(data), digest_of=crypto.digest, holds=crypto.verify, findings_of=findings_of)
    return record, record.begun


def exercise_of(begun: BeginExercise, folder: Path | None = None) -> Exercise:
    """Return the exercise, in the variant that was worked on.

    Args:
        begun: How it was begun.
        folder: Where the exercise lies; among those that are shipped if not given.

    Raises:
        Refused: ``training.exercise-unknown``, ``training.exercise-changed`` since.
    """
    known = folder or shipped_exercises().get(begun.exercise)
    if known is None:
        raise Refused("training.exercise-unknown", exercise=begun.exercise)
    if digest_of(known) != begun.digest:
        raise Refused("training.exercise-changed", exercise=begun.exercise)
    return load_exercise(known, begun.variant)


def draw_report(exercise: Exercise, record: Record, *, words: str = "", marks: Given | None = None) -> bytes:
    """Return the report on a course (实验报告) as PDF, with the pages that came of it.

    Args:
        exercise: In the variant that was worked on.
        record: What is left of the run.
        words: What the instructor says; empty for room to write it by hand.
        marks: What the instructor gave for checks.
    """
    report = report_on(exercise, record, words=words, marks=marks)
    return build_renderer().form_with_pages(report.form, report.texts, Look(mark=Realm.TRAINING.mark))


def draw_papers(folder: Path, variant: int) -> Mapping[str, bytes]:
    """Return what a class is given on paper of an exercise (讲义、找错卷、答案) as PDF, by what it is called.

    Raises:
        Refused: As :func:`load_exercise`.
        Unavailable: ``confine.failed``.
    """
    inspection, exercise = build_inspection(USUAL_PROFILE, USUAL_TEMPLATE), load_exercise(folder, variant)
    forms = papers_of(exercise, variant, lambda text, name: inspection.of_file(text.encode(), name).findings)
    look = Look(mark=Realm.TRAINING.mark)
    return {name: build_renderer().form(form, look) for name, form in forms.items()}


def run(stage: Stage, digest: Digest, acts: tuple[Played, ...], mode: Mode = Mode.ALONE) -> None:
    """Play a run on a stage, from its beginning until it is handed in."""
    stage.open(digest, mode)
    stage.play(acts)
    stage.hand_in()


def scores(folder: Path, runs: tuple[str, ...], variant: int = 0, *, worlds: Path | None = None) -> Mapping[str, Score]:
    """Return what runs of an exercise come to, by their names.

    Runs of an exercise for one person follow each other in one store, and each is scored by its own entries; where
    others play as well, each has a store of its own, as it was laid out.

    Raises:
        Refused: As :func:`staged`; ``training.no-run``: it has no such run.
    """
    exercise, digest = load_exercise(folder, variant), digest_of(folder)
    apart = (runs,) if exercise.is_for_one else tuple((one,) for one in runs)

    def staged_runs(together: tuple[str, ...]) -> Iterator[tuple[str, Score]]:
        with _staged(exercise, variant, worlds) as stage:
            yield from _in_turn(stage, digest, together)

    return {name: found for together in apart for name, found in staged_runs(together)}


def _in_turn(stage: Stage, digest: Digest, runs: tuple[str, ...]) -> Iterator[tuple[str, Score]]:
    before = Record(entries=(), people={})
    for name in runs:
        own = stage.anew()
        run(own, digest, solution(stage.exercise, name))
        record = own.record()
        yield name, score(stage.exercise, record.behind(before))
        before = record
